//! House rules that a compiler does not know: who may name whom, how long things may get, what belongs together.

use csp_support::finding::builtin::BUILTINS;
use csp_support::model::{KINDS, Kind};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The modules from the outside in; a module names only those behind it. Those of one line do not know each other.
const LAYERS: &[&[&str]] = &[
    &["main"],
    &["cli"],
    &["site", "report", "import", "diff"],
    &["page"],
    &["judge"],
    &["model"],
    &["hours"],
    &["yaml"],
    &["finding"],
    &["source"],
    &["error"],
];

/// Libraries and powers, and the only places that may use them.
const PINNED: &[(&str, &[&str])] = &[
    ("csv_core::", &["yaml/"]),
    ("granit_parser::", &["yaml/"]),
    ("jsonschema::", &["model/schema/"]),
    ("cel::", &["judge/expr/"]),
    ("tera::", &["page/"]),
    ("opening_hours::", &["hours/"]),
    ("opening_hours_syntax::", &["hours/"]),
    ("chrono::", &["hours/"]),
    ("icu::", &["page/"]),
    ("phonenumber::", &["page/"]),
    ("pulldown_cmark::", &["page/"]),
    ("std::fs", &["source/", "site/write/", "cli/"]),
    ("std::env", &["cli/", "main.rs"]),
    ("Zoned::now", &["cli/"]),
    ("Timestamp::now", &["cli/"]),
    ("SystemTime", &["cli/"]),
];

/// Files that are tables: their length is that of what they list.
const TABLES: &[&str] = &[
    "diff/kind.rs",
    "finding/builtin.rs",
    "judge/facts/mod.rs",
    "model/offering.rs",
];

const LONGEST_FILE: usize = 300;
const LONGEST_FUNCTION: usize = 60;

struct SourceFile {
    /// Path below `src`.
    path: String,
    text: String,
}

impl SourceFile {
    fn module(&self) -> &str {
        self.path.split(['/', '.']).next().unwrap()
    }

    /// Lines of code: comments and what follows them do not count as uses.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.text.lines().enumerate();
        lines.map(|(number, line)| (number + 1, line.split("//").next().unwrap_or_default()))
    }
}

fn below(folder: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut found = Vec::new();
    let mut folders = vec![root];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn name(path: &Path, folder: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    path.strip_prefix(root)
        .unwrap()
        .to_string_lossy()
        .replace('\\', "/")
}

fn sources() -> Vec<SourceFile> {
    let read = |path: PathBuf| SourceFile {
        path: name(&path, "src"),
        text: fs::read_to_string(&path).unwrap(),
    };
    below("src").into_iter().map(read).collect()
}

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&module))
}

/// Modules named after `crate::` in a line.
fn named(line: &str) -> Vec<&str> {
    let uses = line
        .split("crate::")
        .skip(1)
        .filter(|_| !line.contains("pub(in"));
    uses.map(|rest| {
        rest.split(|c: char| !c.is_alphanumeric() && c != '_')
            .next()
            .unwrap_or_default()
    })
    .collect()
}

fn complain(problems: impl IntoIterator<Item = String>) {
    let problems: Vec<String> = problems.into_iter().collect();
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}

#[test]
fn modules_name_only_those_further_in() {
    let mut problems = Vec::new();
    for file in sources().iter().filter(|file| file.path != "lib.rs") {
        let own =
            layer(file.module()).unwrap_or_else(|| panic!("{} belongs to no layer", file.path));
        for (number, line) in file.code() {
            for other in named(line)
                .into_iter()
                .filter(|other| *other != file.module())
            {
                if layer(other).is_some_and(|other| other <= own) {
                    problems.push(format!("src/{}:{number} names `{other}`", file.path));
                }
            }
        }
    }
    complain(problems);
}

#[test]
fn libraries_and_powers_stay_where_they_belong() {
    let mut problems = Vec::new();
    for file in sources() {
        for (number, line) in file.code() {
            for (power, places) in PINNED {
                let used = line.contains(power) && !line.contains(&format!("_{power}"));
                if used && !places.iter().any(|place| file.path.starts_with(place)) {
                    problems.push(format!("src/{}:{number} uses `{power}`", file.path));
                }
            }
        }
    }
    complain(problems);
}

#[test]
fn every_module_says_what_it_is() {
    let silent = sources()
        .into_iter()
        .filter(|file| !file.text.starts_with("//! "));
    complain(silent.map(|file| format!("src/{} does not begin with `//!`", file.path)));
}

#[test]
fn files_and_functions_stay_short() {
    let mut problems = Vec::new();
    for file in sources() {
        let lines: Vec<&str> = file.text.lines().collect();
        if lines.len() > LONGEST_FILE && !TABLES.contains(&file.path.as_str()) {
            problems.push(format!("src/{} has {} lines", file.path, lines.len()));
        }
        for (start, line) in lines.iter().enumerate() {
            let indent = line.len() - line.trim_start().len();
            let words = line.trim_start();
            if !(words.starts_with("fn ") || words.contains(" fn "))
                || words.starts_with("//")
                || words.ends_with(';')
            {
                continue;
            }
            let end = lines[start..]
                .iter()
                .position(|line| line.len() == indent + 1 && line.ends_with('}'));
            if end.is_some_and(|length| length > LONGEST_FUNCTION) {
                problems.push(format!(
                    "src/{}:{} is a function of {} lines",
                    file.path,
                    start + 1,
                    end.unwrap()
                ));
            }
        }
    }
    complain(problems);
}

#[test]
fn nothing_unfinished_is_left() {
    let marks = [
        "to".to_owned() + "do!",
        "unimple".to_owned() + "mented!",
        "FIX".to_owned() + "ME",
        "db".to_owned() + "g!(",
    ];
    let mut problems = Vec::new();
    for file in sources() {
        for (number, line) in file.text.lines().enumerate() {
            if marks.iter().any(|mark| line.contains(mark.as_str())) {
                problems.push(format!("src/{}:{}", file.path, number + 1));
            }
        }
    }
    complain(problems);
}

#[test]
fn no_module_is_named_after_nothing() {
    let vague = [
        "utils", "util", "helpers", "helper", "common", "manager", "misc",
    ];
    let named = sources().into_iter().filter(|file| {
        file.path
            .split(['/', '.'])
            .any(|part| vague.contains(&part))
    });
    complain(named.map(|file| format!("src/{} is named after nothing", file.path)));
}

#[test]
fn kinds_and_schema_files_agree() {
    let extra = [
        "_applies.yaml",
        "_catalogs.yaml",
        "_channels.yaml",
        "_defs.yaml",
        "_delivery.yaml",
        "_health.yaml",
        "_hours.yaml",
        "_prices.yaml",
        "_scope.yaml",
        "_targets.yaml",
        "baseline.schema.yaml",
        "lock.schema.yaml",
        "pack-about.schema.yaml",
        "pack.schema.yaml",
        "plan.schema.yaml",
        "report.schema.yaml",
        "statement.schema.yaml",
        "workspace.schema.yaml",
    ];
    let files: BTreeSet<String> = below("policies/schemas")
        .iter()
        .map(|path| name(path, "policies/schemas"))
        .filter(|name| !name.starts_with("catalogs/"))
        .collect();
    let kinds = KINDS
        .iter()
        .map(|kind| format!("{}.schema.yaml", kind.schema));
    let expected: BTreeSet<String> = kinds.chain(extra.map(str::to_owned)).collect();
    assert_eq!(files, expected);
}

#[test]
fn fixtures_show_every_kind() {
    let texts: Vec<String> = ["nordlicht", "fjord", "minimal", "atlas", "manara"]
        .iter()
        .flat_map(|workspace| below(&format!("fixtures/{workspace}")))
        .map(|path| fs::read_to_string(path).unwrap())
        .collect();
    let missing = Kind::written().filter(|kind| {
        !texts
            .iter()
            .any(|text| text.contains(&format!("kind: {}\n", kind.name)))
    });
    complain(missing.map(|kind| format!("no workspace under fixtures has a {}", kind.name)));
}

#[test]
fn built_in_ids_are_plain_and_unique() {
    let ids: BTreeSet<&str> = BUILTINS.iter().map(|check| check.id).collect();
    assert_eq!(ids.len(), BUILTINS.len());
    let strange = ids.into_iter().filter(|id| {
        id.starts_with("CSP-") || id.chars().any(|c| !(c.is_ascii_lowercase() || c == '-'))
    });
    complain(strange.map(|id| format!("`{id}` is not a plain id")));
}

#[test]
fn every_template_is_used() {
    let code: String = sources().into_iter().map(|file| file.text).collect();
    let templates = below("templates")
        .into_iter()
        .map(|path| (name(&path, "templates"), path));
    let all: String = below("templates")
        .iter()
        .filter_map(|path| fs::read_to_string(path).ok())
        .collect();
    let orphans = templates.filter(|(name, _)| {
        let stem = name.rsplit('/').next().unwrap().split('.').next().unwrap();
        let quoted = format!("\"{stem}\"");
        !(code.contains(name.as_str())
            || code.contains(&quoted)
            || all.contains(name.as_str())
            || name.starts_with("locales/"))
    });
    complain(orphans.map(|(name, _)| format!("templates/{name} is used by nothing")));
}

#[test]
fn every_dependency_says_what_it_is_for() {
    let manifest =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).unwrap();
    let section = manifest
        .split("[dependencies]")
        .nth(1)
        .unwrap()
        .split("\n[lints")
        .next()
        .unwrap();
    let lines = section
        .lines()
        .filter(|line| line.contains(" = ") && !line.starts_with('['));
    complain(
        lines
            .filter(|line| !line.contains(" # "))
            .map(|line| format!("Cargo.toml: {line}")),
    );
}
