//! How the report was made: program, rules, command and files, so that it can be made again.

use crate::report::contents::{Input, Pack, Report};
use crate::report::html::parts::shown;
use serde::Serialize;

/// How the report was made.
#[derive(Debug, Default, Serialize)]
pub(super) struct RunFacts {
    version: String,
    command: String,
    exit_code: u8,
    packs: Vec<PackLine>,
    inputs: Vec<InputLine>,
    documents: usize,
}

#[derive(Debug, Serialize)]
struct PackLine {
    name: String,
    version: String,
    sources_read: String,
    hash: String,
}

#[derive(Debug, Serialize)]
struct InputLine {
    path: String,
    hash: String,
}

/// Gathers it from the report.
pub(super) fn run_facts(report: &Report, date: &dyn Fn(&str) -> String) -> RunFacts {
    let run = &report.run;
    let pack = |pack: &Pack| PackLine {
        name: shown(&pack.name),
        version: shown(&pack.version),
        sources_read: date(&pack.sources_read),
        hash: shown(&pack.hash),
    };
    let input = |input: &Input| InputLine {
        path: shown(&input.path),
        hash: shown(&input.hash),
    };
    RunFacts {
        version: shown(&run.version),
        command: shown(&run.command.join(" ")),
        exit_code: run.exit_code,
        packs: run.packs.iter().map(pack).collect(),
        inputs: run.inputs.iter().map(input).collect(),
        documents: run.documents,
    }
}
