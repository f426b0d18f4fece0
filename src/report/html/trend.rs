//! How the audit compares with earlier ones: what is new, what is gone, and the counts then and now.

use crate::report::contents::{Report, Reported};
use crate::report::html::cards::anchor;
use crate::report::html::parts::{self, Part, sentence, shown};
use crate::report::trend::{self, PastRun};
use serde::Serialize;
use std::collections::BTreeSet;

/// Findings listed of each sort; the JSON report has all.
const LISTED: usize = 100;

/// The section; without an earlier report it is left out.
#[derive(Debug, Serialize)]
pub(super) struct Trend {
    since: String,
    sum: String,
    remarks: Vec<Vec<Part>>,
    new: Vec<Row>,
    new_more: usize,
    gone: Vec<Row>,
    gone_more: usize,
    columns: Vec<&'static str>,
    runs: Vec<Run>,
}

/// A finding that came or went.
#[derive(Debug, Serialize)]
struct Row {
    /// Its card, where it has one here.
    anchor: Option<String>,
    what: &'static str,
    severity: &'static str,
    rule: String,
    message: Vec<Part>,
    place: String,
}

/// A row of the table of runs.
#[derive(Debug, Serialize)]
struct Run {
    date: String,
    cells: Vec<Cell>,
    /// Whether it is this one.
    now: bool,
}

#[derive(Debug, Serialize)]
struct Cell {
    name: &'static str,
    count: usize,
}

/// The section; `anchors` are those of the cards that are shown.
pub(super) fn trend(
    report: &Report,
    date: &dyn Fn(&str) -> String,
    anchors: &BTreeSet<String>,
) -> Option<Trend> {
    let trend = report.trend.as_ref()?;
    let names: BTreeSet<&String> = trend.new.iter().collect();
    let new = report.all_findings().into_iter();
    let new = new.filter(|f| names.contains(&f.fingerprint)).take(LISTED);
    let gone = trend.gone().take(LISTED);
    let run = |run: &PastRun, now| Run {
        date: date(&run.date),
        cells: cells(run),
        now,
    };
    let mut runs: Vec<Run> = trend.runs.iter().map(|past| run(past, false)).collect();
    runs.push(run(&report.as_run(), true));
    Some(Trend {
        since: date(trend.since()),
        sum: shown(&trend.in_words()),
        remarks: trend.remarks.iter().map(|words| sentence(words)).collect(),
        new: new.map(|reported| came(reported, anchors)).collect(),
        new_more: trend.new.len().saturating_sub(LISTED),
        gone: gone.map(|(what, past)| went(what, past)).collect(),
        gone_more: trend.gone().count().saturating_sub(LISTED),
        columns: PastRun::columns(),
        runs,
    })
}

fn cells(run: &PastRun) -> Vec<Cell> {
    let cells = PastRun::columns().into_iter().zip(run.cells());
    cells.map(|(name, count)| Cell { name, count }).collect()
}

fn came(reported: &Reported, anchors: &BTreeSet<String>) -> Row {
    let finding = &reported.finding;
    Row {
        anchor: Some(anchor(&reported.fingerprint)).filter(|anchor| anchors.contains(anchor)),
        what: "new",
        severity: finding.severity.word(),
        rule: shown(&finding.rule),
        message: sentence(&finding.message),
        place: parts::place(Some(&finding.place)),
    }
}

fn went(what: &'static str, past: &trend::Past) -> Row {
    Row {
        anchor: None,
        what,
        severity: past.severity.word(),
        rule: shown(&past.key.rule),
        message: sentence(&past.message),
        place: shown(&past.place),
    }
}
