//! The audit as one HTML file: opens from a mail attachment, asks nothing of anybody, prints on A4.
//!
//! It only arranges what the report says for `templates/audit.html`; markup is the template's
//! business, and escaping the renderer's.

mod cards;
mod coverage;
mod matrix;
mod parts;

use crate::error::Result;
use crate::page::{Templates, View};
use crate::report::contents::{Report, State, Verdict};
use crate::report::plain::{self, Escape};
use crate::report::{Style, words};
use cards::Group;
use coverage::Coverage;
use matrix::Matrix;
use parts::{Part, rich, sentence, shown};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Rows of "not evaluated" that one file lists.
const UNKNOWN_LISTED: usize = 500;

/// Writes the report.
pub fn render(report: &Report, _: &Style) -> Result<String> {
    let templates = Templates::new(BTreeMap::new())?;
    let locale = templates.locale("en", None)?;
    let renderer = templates.renderer(&locale)?;
    let date = |day: &str| match day.parse() {
        Ok(day) => locale.date(day),
        Err(_) => shown(day),
    };
    let page = renderer.render("audit.html", &View::of(&page(report, &date))?)?;
    Ok(plain::guard(&page, Escape::Entity))
}

/// Everything the template prints.
#[derive(Debug, Serialize)]
struct Page {
    partner: String,
    mood: &'static str,
    headline: String,
    lead: String,
    gate: Vec<Part>,
    as_of: String,
    as_of_is_today: bool,
    counts: Vec<Tile>,
    total: usize,
    groups: Vec<Group>,
    matrices: Vec<Matrix>,
    unknown: Vec<Unknown>,
    unknown_more: usize,
    waivers: Vec<WaiverRow>,
    checks: Vec<Check>,
    coverage: Coverage,
    run: RunFacts,
}

/// One of the six numbers, and its stretch of the bar.
#[derive(Debug, Serialize)]
struct Tile {
    key: &'static str,
    symbol: &'static str,
    word: &'static str,
    meaning: &'static str,
    count: usize,
    from: String,
    width: String,
}

/// A verdict that could not be reached.
#[derive(Debug, Serialize)]
struct Unknown {
    anchor: String,
    rule: String,
    title: Vec<Part>,
    subject: String,
    missing: Vec<Part>,
    place: String,
}

#[derive(Debug, Serialize)]
struct WaiverRow {
    anchor: String,
    id: String,
    rule: String,
    target: String,
    left: String,
    mood: &'static str,
    expires: String,
    approver: String,
    reason: Vec<Part>,
    covers: String,
    place: String,
}

#[derive(Debug, Serialize)]
struct Check {
    task: &'static str,
    evidence: &'static str,
}

/// How the report was made.
#[derive(Debug, Serialize)]
struct RunFacts {
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
}

#[derive(Debug, Serialize)]
struct InputLine {
    path: String,
    hash: String,
}

fn page(report: &Report, date: &dyn Fn(&str) -> String) -> Page {
    let obligations = Obligations::of(report);
    let (groups, unknown) = (cards::groups(report), unknown(report));
    let waivers = waivers(report);
    let anchors = groups.iter().flat_map(Group::anchors);
    let anchors = anchors.chain(unknown.iter().map(|row| &row.anchor));
    let anchors = anchors.chain(waivers.iter().map(|row| &row.anchor));
    let matrices = matrix::matrices(report, &anchors.cloned().collect());
    Page {
        partner: shown(&report.run.partner),
        mood: obligations.mood(report),
        headline: obligations.headline(report),
        lead: obligations.lead(report),
        gate: sentence(&report.gate_in_words()),
        as_of: date(&report.run.as_of),
        as_of_is_today: report.run.as_of_is_today,
        counts: tiles(report),
        total: report.counts.total(),
        groups,
        matrices,
        unknown_more: report.counts.unknown.saturating_sub(unknown.len()),
        unknown,
        waivers,
        checks: checks(report),
        coverage: coverage::coverage(report, date),
        run: run_facts(report, date),
    }
}

/// How many obligations were judged at all, and how many fail somewhere.
struct Obligations {
    judged: usize,
    not_met: usize,
}

impl Obligations {
    fn of(report: &Report) -> Self {
        let rules = |wanted: fn(State) -> bool| {
            let verdicts = report.verdicts.iter().filter(|v| wanted(v.state));
            verdicts.map(|v| &v.rule).collect::<BTreeSet<_>>().len()
        };
        Self {
            judged: rules(|state| state != State::NotApplicable),
            not_met: rules(|state| state == State::NotMet),
        }
    }

    fn mood(&self, report: &Report) -> &'static str {
        let counts = report.counts;
        if self.not_met > 0 || !report.passes() {
            "bad"
        } else if counts.unknown + counts.contested + counts.waived > 0 {
            "open"
        } else {
            "good"
        }
    }

    fn headline(&self, report: &Report) -> String {
        let Self { judged, not_met } = self;
        let unknown = report.counts.unknown as u64;
        let obligations = words::number(*judged as u64, "obligation");
        match (not_met, unknown) {
            (0, _) if *judged == 0 => "Nothing could be judged".to_owned(),
            (0, 0) => format!("No breach found in {obligations}"),
            (0, _) => {
                let checks = words::number(unknown, "check");
                format!("No breach found in {obligations}, but {checks} could not be answered")
            }
            (1, _) => format!("1 of {obligations} is not met"),
            _ => format!("{not_met} of {obligations} are not met"),
        }
    }

    fn lead(&self, report: &Report) -> String {
        let documents = words::number(report.run.documents as u64, "document");
        let checks = words::number(report.counts.total() as u64, "check");
        let found = report.findings_in_words();
        format!(
            "{checks} of {} rules on {documents} gave {found}.",
            report.rules.len()
        )
    }
}

fn tiles(report: &Report) -> Vec<Tile> {
    let total = report.counts.total().max(1);
    let mut from = 0;
    let tile = |state: State| {
        let count = report.counts.of(state);
        let start = from;
        from += count;
        Tile {
            key: state.key(),
            symbol: state.symbol(),
            word: state.word(),
            meaning: state.meaning(),
            count,
            from: per_mille(start, total),
            width: per_mille(count, total),
        }
    };
    State::ALL.map(tile).into()
}

/// A share in thousandths, rounded down, so that the shares never exceed the whole.
fn per_mille(count: usize, total: usize) -> String {
    (count * 1000 / total).to_string()
}

/// The anchor of an unknown verdict, by its position in the report.
fn unknown_anchor(index: usize) -> String {
    format!("u{}", index + 1)
}

fn unknown(report: &Report) -> Vec<Unknown> {
    let verdicts = report.verdicts.iter().enumerate();
    let unknown = verdicts.filter(|(_, verdict)| verdict.state == State::Unknown);
    let row = |(index, verdict)| unknown_row(report, index, verdict);
    unknown.take(UNKNOWN_LISTED).map(row).collect()
}

fn unknown_row(report: &Report, index: usize, verdict: &Verdict) -> Unknown {
    let title = report.rule(&verdict.rule).map_or("", |rule| &rule.title);
    Unknown {
        anchor: unknown_anchor(index),
        rule: shown(&verdict.rule),
        title: rich(title),
        subject: shown(&words::subject(&verdict.subject)),
        missing: rich(&verdict.note),
        place: parts::place(verdict.place.as_ref()),
    }
}

/// The anchor of a waiver, by its position in the report.
fn waiver_anchor(report: &Report, id: &str) -> Option<String> {
    let position = report.waivers.iter().position(|waiver| waiver.id == id)?;
    Some(format!("w{}", position + 1))
}

fn waivers(report: &Report) -> Vec<WaiverRow> {
    let row = |(nth, waiver): (usize, &crate::report::contents::Waiver)| WaiverRow {
        anchor: format!("w{nth}"),
        id: shown(&waiver.id),
        rule: shown(&waiver.rule),
        target: shown(&waiver.target),
        left: waiver.time_left(),
        mood: match waiver.days_left {
            Some(days) if days > 30 => "good",
            Some(days) if days >= 0 => "open",
            _ => "bad",
        },
        expires: shown(&waiver.expires),
        approver: shown(&waiver.approver),
        reason: rich(&waiver.reason),
        covers: words::number(waiver.covers as u64, "check"),
        place: parts::place(waiver.place.as_ref()),
    };
    (1..).zip(&report.waivers).map(row).collect()
}

fn checks(report: &Report) -> Vec<Check> {
    let check = |check: &crate::report::contents::ManualCheck| Check {
        task: check.task,
        evidence: check.evidence,
    };
    report.manual_checks.iter().map(check).collect()
}

fn run_facts(report: &Report, date: &dyn Fn(&str) -> String) -> RunFacts {
    let run = &report.run;
    let pack = |pack: &crate::report::contents::Pack| PackLine {
        name: shown(&pack.name),
        version: shown(&pack.version),
        sources_read: date(&pack.sources_read),
    };
    let input = |input: &crate::report::contents::Input| InputLine {
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
