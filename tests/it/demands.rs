//! What real partners promise: the twenty shapes in which their statements differ, each with a line of
//! `fixtures/atlas` that uses it, a place in the schema, a sentence on the page in both languages, and
//! the rules that find where it contradicts itself. The shapes stand in `tests/data/demands.yaml`.

use crate::harness::{Project, repository};
use csp_support::judge::pack::{PackFiles, compile};
use csp_support::model::Schemas;
use csp_support::source::Source;
use csp_support::yaml::{NodeKind, NodeRef, Reading, read};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;
use std::fs;
use std::path::Path;

#[derive(Deserialize)]
struct Demands {
    demands: Vec<Demand>,
}

/// One shape in which real statements differ.
#[derive(Deserialize)]
struct Demand {
    title: String,
    used: BTreeMap<String, Vec<String>>,
    schema: BTreeMap<String, Vec<String>>,
    told: Vec<Told>,
    rules: Vec<String>,
}

#[derive(Deserialize)]
struct Told {
    r#in: String,
    en: String,
    de: String,
}

fn demands() -> Vec<Demand> {
    let reading = reading("tests/data/demands.yaml");
    assert_eq!(reading.findings.len(), 0);
    let demands: Demands = reading.documents[0].root().read().unwrap();
    demands.demands
}

/// Asks every shape what is lost of it, and complains.
#[track_caller]
fn nothing_is_lost<W: Display>(lost: impl Fn(&Demand) -> Vec<W>) {
    let demands = demands();
    let lines = demands.iter().flat_map(|demand| {
        let lost = lost(demand).into_iter();
        lost.map(|what| format!("{}: {what}", demand.title))
    });
    let lines: Vec<String> = lines.collect();
    assert!(lines.is_empty(), "\n{}", lines.join("\n"));
}

fn reading(path: &str) -> Reading {
    let text = fs::read_to_string(repository().join(path))
        .unwrap_or_else(|error| panic!("{path}: {error}"));
    read(&Source::new(path.to_owned(), text))
}

/// The item of a list that goes by a name, or by its number.
fn item<'a>(list: NodeRef<'a>, name: &str) -> Option<NodeRef<'a>> {
    let named = |item: &NodeRef<'a>| {
        let keys = [
            "id", "name", "language", "topic", "needs", "duty", "for", "kind", "model",
        ];
        keys.iter().any(|key| item.str(key) == Some(name))
    };
    let number = name.parse::<usize>().ok();
    list.items()
        .find(named)
        .or_else(|| list.items().nth(number?))
}

/// The node at a path whose steps are keys, names of items, or numbers.
fn at<'a>(root: NodeRef<'a>, path: &str) -> Option<NodeRef<'a>> {
    path.split('/')
        .try_fold(root, |node, step| match node.kind() {
            NodeKind::Seq => item(node, step),
            _ => node.get(step),
        })
}

#[test]
fn there_are_twenty_shapes_and_each_has_all_its_parts() {
    let titles: BTreeSet<_> = demands().into_iter().map(|demand| demand.title).collect();
    assert_eq!(titles.len(), 20);
    nothing_is_lost(|demand| {
        let parts = [
            ("use", demand.used.len()),
            ("place in the schema", demand.schema.len()),
            ("sentence", demand.told.len()),
            ("rule", demand.rules.len()),
        ];
        let missing = parts.into_iter().filter(|(_, count)| *count == 0);
        missing.map(|(part, _)| format!("no {part}")).collect()
    });
}

#[test]
fn every_shape_is_used() {
    nothing_is_lost(|demand| {
        let mut lost = Vec::new();
        for (file, paths) in &demand.used {
            let document = reading(&format!("fixtures/atlas/{file}.yaml"));
            let spec = document.documents[0].root().get("spec").unwrap();
            let missing = paths.iter().filter(|path| at(spec, path).is_none());
            lost.extend(missing.map(|path| format!("{file} has no {path}")));
        }
        lost
    });
}

#[test]
fn the_schema_describes_every_shape() {
    nothing_is_lost(|demand| {
        let mut lost = Vec::new();
        for (place, properties) in &demand.schema {
            let (file, definition) = place.split_once('#').unwrap();
            let schema = reading(&format!("policies/schemas/{file}.yaml"));
            let root = schema.documents[0].root();
            let defined = ["$defs", "properties"]
                .iter()
                .find_map(|group| root.path(&[group, definition, "properties"]));
            let silent = properties.iter().filter(|property| {
                let property = defined.and_then(|defined| defined.get(property));
                !property.is_some_and(|property| described(root, property))
            });
            lost.extend(silent.map(|property| format!("{place} does not describe {property}")));
        }
        lost
    });
}

/// Whether a property, or the definition of the same file that it refers to, is described.
fn described(root: NodeRef<'_>, property: NodeRef<'_>) -> bool {
    let referred = property.str("$ref");
    let referred = referred.and_then(|path| at(root, path.strip_prefix("#/")?));
    let mut places = [Some(property), referred].into_iter().flatten();
    places.any(|node| node.str("description").is_some_and(|text| text.len() > 5))
}

#[test]
fn the_statement_tells_every_shape_in_both_languages() {
    let site = site();
    nothing_is_lost(|demand| {
        let mut lost = Vec::new();
        for told in &demand.told {
            for (language, sentence) in [("en", &told.en), ("de", &told.de)] {
                let page = format!("{language}/{}.html", told.r#in);
                let said = words(&site.read(&format!("site/{page}"))).contains(sentence);
                lost.extend((!said).then(|| format!("{page} does not say “{sentence}”")));
            }
        }
        lost
    });
}

/// Atlas as it is published.
fn site() -> Project {
    let project = Project::with_fixture("atlas");
    let ran = project.run(&["publish", "--quiet", "--out", "site", "ws"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    project
}

/// The words of a page, with single spaces between them.
fn words(html: &str) -> String {
    // A place where a long word may break is no blank.
    let html = html.replace("<wbr>", "");
    let parts = html.split('<').map(|part| match part.split_once('>') {
        Some((tag, text)) if !tag.starts_with("script") && !tag.starts_with("style") => text,
        _ => "",
    });
    let text = parts.collect::<Vec<_>>().join(" ");
    let signs = [
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&amp;", "&"),
    ];
    let text = signs
        .iter()
        .fold(text, |text, (entity, sign)| text.replace(entity, sign));
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn rules_find_contradictions_within_every_shape() {
    let schemas = Schemas::embedded().unwrap();
    let packs = PackFiles::embedded();
    let packs = packs.iter().map(|files| compile(files, schemas).unwrap());
    let known: BTreeSet<String> = packs
        .flat_map(|pack| pack.rules.into_iter().map(|rule| rule.id))
        .collect();
    nothing_is_lost(|demand| {
        let lost = demand.rules.iter().filter(|rule| !known.contains(*rule));
        lost.map(|rule| format!("there is no rule {rule}"))
            .collect()
    });
}

#[test]
fn no_text_of_atlas_is_left_untranslated() {
    let site = site();
    for (page, other) in [("de", "en"), ("en", "de")] {
        for entry in fs::read_dir(site.path("site").join(page)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|ext| ext == "html") {
                assert_eq!(foreign(&path, other), None, "{}", path.display());
            }
        }
    }
}

/// The first fragment of a page that is marked as being in another language: links aside, and names of public
/// holidays, which are nobody's texts.
fn foreign(path: &Path, language: &str) -> Option<String> {
    let html = fs::read_to_string(path).unwrap();
    let marked = format!(" lang=\"{language}\"");
    let holidays = holidays();
    let is_holiday = |part: &str| {
        let words = part.split_once('>').map_or("", |(_, words)| words);
        !words.trim().is_empty() && holidays.contains(&words.replace("&#39;", "'"))
    };
    let mut parts = html.split('<').map(str::to_owned);
    parts.find(|part| part.contains(&marked) && !part.contains("hreflang") && !is_holiday(part))
}

/// All calendars of public holidays, as they are written.
fn holidays() -> String {
    let folder = repository().join("policies/catalogs/holidays");
    let files = fs::read_dir(folder).unwrap();
    files
        .map(|file| fs::read_to_string(file.unwrap().path()).unwrap())
        .collect()
}
