//! What is measured: each stage does all that comes before it, as the program does.
//!
//! It runs alone in its process and must never look at a clock.

use crate::Result;
use crate::site;
use csp_support::cli;
use csp_support::judge::pack::{PackFiles, compile};
use csp_support::judge::rule::Rule;
use csp_support::model::Schemas;
use csp_support::model::load::{Loading, load_source};
use csp_support::source::{Request, Root, discover};
use csp_support::yaml;
use std::ffi::{OsStr, OsString};
use std::hint::black_box;
use std::path::Path;
use std::process::ExitCode;

/// A stage: its name, what people call it, and what it does with a workspace.
pub(crate) struct Stage {
    pub(crate) name: &'static str,
    pub(crate) title: &'static str,
    work: Work,
}

enum Work {
    /// A part of the program.
    Part(fn(&Path) -> Result<ExitCode>),
    /// The program as people start it.
    Command(fn(&Path) -> ExitCode),
}

/// The stages of a usual workspace, from the least work to the most.
pub(crate) const USUAL: &[Stage] = &[
    Stage {
        name: "parse",
        title: "read and parse",
        work: Work::Part(parse),
    },
    Stage {
        name: "load",
        title: "read, parse, schema",
        work: Work::Part(load),
    },
    Stage {
        name: "check",
        title: "`csp-support check`",
        work: Work::Command(check),
    },
    Stage {
        name: "publish",
        title: "`csp-support publish`",
        work: Work::Command(publish),
    },
];

/// What looking at hours costs.
pub(crate) const PROMISES: &[Stage] = &[
    Stage {
        name: "check-but-hours",
        title: "`csp-support check` without rules that look at hours",
        work: Work::Part(check_but_hours),
    },
    Stage {
        name: "check",
        title: "`csp-support check`",
        work: Work::Command(check),
    },
];

/// What publishing statements costs beyond the disk.
pub(crate) const SITE: &[Stage] = &[
    IN_TURN,
    ON_ALL_CORES,
    Stage {
        name: "publish",
        title: "`csp-support publish`",
        work: Work::Command(publish),
    },
];

/// What publishing customers' pages costs beyond the disk.
pub(crate) const CUSTOMERS: &[Stage] = &[
    IN_TURN,
    ON_ALL_CORES,
    Stage {
        name: "publish-customers",
        title: "`csp-support publish --customers`",
        work: Work::Command(publish_customers),
    },
];

const IN_TURN: Stage = Stage {
    name: "write-in-turn",
    title: "write as many files and bytes, one after the other",
    work: Work::Part(|workspace| site::write_in_turn(workspace).map(success)),
};

const ON_ALL_CORES: Stage = Stage {
    name: "write-on-all-cores",
    title: "write them on all cores",
    work: Work::Part(|workspace| site::write_on_all_cores(workspace).map(success)),
};

/// Runs a stage and tells on standard error how much memory the process took at most, in KiB.
pub(crate) fn run(name: &str, workspace: &Path) -> Result<ExitCode> {
    let mut stages = [USUAL, PROMISES, SITE, CUSTOMERS].into_iter().flatten();
    let stage = stages.find(|stage| stage.name == name);
    let stage = stage.ok_or_else(|| format!("there is no stage `{name}`"))?;
    let code = match stage.work {
        Work::Part(part) => part(workspace)?,
        Work::Command(command) => command(workspace),
    };
    eprintln!("{}", peak_kib()?);
    Ok(code)
}

fn parse(workspace: &Path) -> Result<ExitCode> {
    let mut files = 0;
    for root in roots(workspace)? {
        let read = root.read_with(|_| false, |file| file.map(|source| yaml::read(&source)));
        files += black_box(&read).len();
    }
    Ok(success(files))
}

fn load(workspace: &Path) -> Result<ExitCode> {
    let schemas = Schemas::embedded()?;
    let mut documents = 0;
    for root in roots(workspace)? {
        let load = |source| load_source(schemas, &source);
        let read = root.read_with(|_| false, |file| file.map(load));
        let mut loading = Loading::of(read.len());
        for file in read.into_iter().flatten() {
            loading.add(file);
        }
        documents += loading.finish().workspace.entries().len();
    }
    Ok(success(documents))
}

fn check(workspace: &Path) -> ExitCode {
    command(&["check".as_ref(), workspace.as_os_str()])
}

/// Facts that evaluate windows of hours.
const HOURS: [&str; 26] = [
    "answered",
    "answered_at_once",
    "answered_when_due",
    "band_gap",
    "band_overlap",
    "closed_despite_name",
    "days_without_alert_watch",
    "ever_open",
    "ever_spoken",
    "gap_despite_name",
    "hours_without_distributor",
    "language_told",
    "lost_minutes",
    "meets_running_time",
    "missing_hours",
    "open_at_all_hours",
    "open_day_and_night",
    "party_works_then",
    "shared_duties",
    "silent_hours",
    "slower_than",
    "taker_is_there",
    "unserved_hours",
    "unspoken_by_contacts",
    "unspoken_by_party",
    "window_for_its_severities",
];

fn check_but_hours(workspace: &Path) -> Result<ExitCode> {
    let schemas = Schemas::embedded()?;
    let mut words = vec!["check".into(), workspace.as_os_str().to_owned()];
    for files in PackFiles::embedded() {
        let pack = compile(&files, schemas).map_err(|_| "a pack is broken")?;
        for rule in pack.rules.iter().filter(|rule| looks_at_hours(rule)) {
            words.extend(["--ignore".into(), rule.id.clone().into()]);
        }
    }
    let words: Vec<&OsStr> = words.iter().map(OsString::as_os_str).collect();
    Ok(command(&words))
}

fn looks_at_hours(rule: &Rule) -> bool {
    let editions = rule.editions.iter();
    let conditions = editions.flat_map(|edition| [&edition.when, &edition.assert]);
    let texts = conditions
        .flatten()
        .map(|condition| condition.text.as_str());
    let mut words =
        texts.flat_map(|text| text.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.')));
    let fact = |word: &str| {
        word.strip_prefix("fact.")
            .is_some_and(|name| HOURS.contains(&name))
    };
    words.any(fact)
}

fn publish(workspace: &Path) -> ExitCode {
    let out = workspace.with_extension("out");
    command(&[
        "publish".as_ref(),
        workspace.as_os_str(),
        "--out".as_ref(),
        out.as_os_str(),
    ])
}

/// The public pages, which are few, stay as a run before left them.
fn publish_customers(workspace: &Path) -> ExitCode {
    command(&[
        "publish".as_ref(),
        workspace.as_os_str(),
        "--out".as_ref(),
        workspace.with_extension("public").as_os_str(),
        "--customers".as_ref(),
        workspace.with_extension("out").as_os_str(),
    ])
}

fn command(words: &[&OsStr]) -> ExitCode {
    let program = OsStr::new("csp-support");
    let words = std::iter::once(program).chain(words.iter().copied());
    cli::main(words.map(OsStr::to_owned))
}

fn roots(workspace: &Path) -> Result<Vec<Root>> {
    let request = Request {
        paths: vec![workspace.to_owned()],
        stdin_path: None,
        base: std::env::current_dir()?,
    };
    Ok(discover(&request, std::io::empty())?.roots)
}

fn success(documents: usize) -> ExitCode {
    if documents == 0 {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}

/// The most memory this process has had, as Linux counts it.
fn peak_kib() -> Result<u32> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let line = line.ok_or("this system does not tell how much memory a process took")?;
    Ok(line.trim().trim_end_matches(" kB").parse()?)
}
