//! The action plan: one row per open finding and per waived one, with columns that people fill in.
//!
//! `plan import` reads it back by the names of its columns. A cell that a spreadsheet would take for a
//! formula starts with an apostrophe, and the table with the mark by which Excel knows its letters.

use crate::error::Result;
use crate::judge::remediation::columns;
use crate::report::contents::{Report, Reported, State, Verdict};
use crate::report::csv::{MARK, row};
use crate::report::plain::{self, Escape};
use crate::report::{Style, place, words};
use std::cmp::Reverse;

/// The columns; programs may rely on their names.
const COLUMNS: [&str; 15] = [
    "severity",
    "rule",
    "title",
    "document",
    "place",
    "what was found",
    "what to do",
    columns::DECISION,
    columns::OWNER,
    columns::DUE,
    columns::REASON,
    columns::APPROVER,
    columns::UNTIL,
    columns::WAIVER,
    columns::FINGERPRINT,
];

/// What people decided about a row, as far as it is known.
#[derive(Default)]
struct Decided<'a> {
    decision: &'a str,
    owner: &'a str,
    due: &'a str,
    reason: &'a str,
    approver: &'a str,
    until: &'a str,
    waiver: &'a str,
}

/// Writes the plan.
pub fn render(report: &Report, _: &Style) -> Result<String> {
    let mut out = row(COLUMNS.iter().map(|&name| name.to_owned()));
    let mut worst = report.all_findings();
    worst.sort_by_key(|own| Reverse(own.finding.severity));
    for reported in worst {
        out.push_str(&open(report, reported));
    }
    let waived = report.verdicts.iter();
    for verdict in waived.filter(|verdict| verdict.state == State::Waived) {
        out.push_str(&waived_row(report, verdict));
    }
    Ok(format!("{MARK}{}", plain::guard(&out, Escape::Visible)))
}

fn open(report: &Report, reported: &Reported) -> String {
    let finding = &reported.finding;
    let planned = report.planned(&reported.fingerprint);
    let decided = planned.map_or_else(Decided::default, |plan| Decided {
        decision: columns::FIX,
        owner: &plan.owner,
        due: &plan.due,
        reason: &plan.note,
        ..Decided::default()
    });
    let rule = report.rule(&finding.rule);
    let fix = rule.map_or("", |rule| rule.fix.as_str());
    let help = if finding.help.is_empty() {
        fix
    } else {
        &finding.help
    };
    let cells = [
        finding.severity.word(),
        &finding.rule,
        rule.map_or("", |rule| rule.title.as_str()),
        &words::subject(&finding.subject),
        &place::text(&finding.place),
        &finding.message,
        help,
    ];
    written(cells, &decided, &reported.fingerprint)
}

fn waived_row(report: &Report, verdict: &Verdict) -> String {
    let id = verdict.waiver.as_deref().unwrap_or_default();
    let waiver = report.waivers.iter().find(|waiver| waiver.id == id);
    let decided = waiver.map_or_else(Decided::default, |waiver| Decided {
        decision: columns::WAIVE,
        reason: &waiver.reason,
        approver: &waiver.approver,
        until: &waiver.expires,
        waiver: &waiver.id,
        ..Decided::default()
    });
    let rule = report.rule(&verdict.rule);
    let severity = rule.and_then(|rule| rule.severity);
    let cells = [
        severity.map_or("", |severity| severity.word()),
        &verdict.rule,
        rule.map_or("", |rule| rule.title.as_str()),
        &words::subject(&verdict.subject),
        &verdict.place.as_ref().map(place::text).unwrap_or_default(),
        &verdict.note,
        rule.map_or("", |rule| rule.fix.as_str()),
    ];
    written(cells, &decided, "")
}

fn written(cells: [&str; 7], decided: &Decided<'_>, fingerprint: &str) -> String {
    let filled = [
        decided.decision,
        decided.owner,
        decided.due,
        decided.reason,
        decided.approver,
        decided.until,
        decided.waiver,
        fingerprint,
    ];
    let cells = cells.into_iter().chain(filled);
    row(cells.map(str::to_owned))
}
