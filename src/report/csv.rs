//! A table for spreadsheets: one row per verdict, one per finding that has no verdict, one per note in which
//! an offering leaves a promise to free text, and one per role that is needed or held for a customer.
//!
//! A cell that a spreadsheet would take for a formula starts with an apostrophe.

mod table;

pub(super) use table::{MARK, row};

use crate::error::Result;
use crate::finding::{Finding, Place, Subject};
use crate::report::Style;
use crate::report::access::{AccessRow, HeldThrough, NeededFor};
use crate::report::baseline::Gone;
use crate::report::contents::{Note, Report, Reported, Verdict};
use crate::report::plain::{self, Escape};
use crate::report::portfolio::{Owners, Whose};
use crate::report::reported::Novelty;
use crate::report::rule::{Adjustment, Rule};
use crate::report::trend::{Past, Trend};
use std::collections::{BTreeMap, BTreeSet};

/// The columns; programs may rely on names and order, further ones come at the end.
const COLUMNS: [&str; 27] = [
    "rule",
    "name",
    "title",
    "asked by",
    "obligation",
    "severity",
    "state",
    "kind",
    "id",
    "pointer",
    "file",
    "line",
    "column",
    "what was found",
    "what to do",
    "waiver",
    "waiver expires",
    "days left",
    "sources",
    "as of",
    "fingerprint",
    "own packs",
    "belongs to",
    "baseline",
    "owner",
    "due",
    "first seen",
];

/// Writes the report.
pub fn render(report: &Report, _: &Style) -> Result<String> {
    let all = report.all_findings();
    let findings: BTreeMap<&str, &Reported> =
        all.iter().map(|f| (f.fingerprint.as_str(), *f)).collect();
    let judged: BTreeSet<&str> = report
        .verdicts
        .iter()
        .filter_map(|v| v.finding.as_deref())
        .collect();
    let owners = Owners::of(report);
    let mut out = row(COLUMNS.iter().map(|&c| c.to_owned()));
    for reported in all {
        if !judged.contains(reported.fingerprint.as_str()) {
            out.push_str(&of_finding(report, &owners, reported));
        }
    }
    for verdict in &report.verdicts {
        let finding = verdict.finding.as_deref().and_then(|f| findings.get(f));
        out.push_str(&of_verdict(report, &owners, verdict, finding.copied()));
    }
    for note in report.free_text.iter().flat_map(|own| &own.notes) {
        out.push_str(&of_note(report, &owners, note));
    }
    for access in &report.access {
        out.push_str(&of_role(report, &owners, access));
    }
    let past = report.trend.iter().flat_map(Trend::gone);
    for (state, past) in past {
        out.push_str(&of_past(report, &owners, state, past));
    }
    let gone = report.baseline.iter().flat_map(|baseline| &baseline.gone);
    for gone in gone {
        out.push_str(&of_gone(report, &owners, gone));
    }
    Ok(plain::guard(&out, Escape::Visible))
}

/// What a row says besides the rule.
struct Row<'a> {
    rule: &'a str,
    state: &'a str,
    subject: &'a Subject,
    place: Option<&'a Place>,
    found: &'a str,
    help: &'a str,
    waiver: &'a str,
    /// The finding, where there is one.
    reported: Option<&'a Reported>,
    whose: Whose,
    /// Whether the baseline or the earlier report has it, and it is not there any more.
    absent: bool,
}

impl<'a> Row<'a> {
    /// A row that says nothing yet but what it is about.
    fn about(owners: &Owners<'_>, subject: &'a Subject) -> Self {
        Self {
            rule: "",
            state: "",
            subject,
            place: None,
            found: "",
            help: "",
            waiver: "",
            reported: None,
            whose: owners.of_subject(subject),
            absent: false,
        }
    }
}

fn of_finding(report: &Report, owners: &Owners<'_>, reported: &Reported) -> String {
    let Finding { rule, .. } = &reported.finding;
    written(
        report,
        &Row {
            rule,
            state: "finding",
            place: Some(&reported.finding.place),
            found: &reported.finding.message,
            help: &reported.finding.help,
            reported: Some(reported),
            whose: owners.of_finding(&reported.finding),
            ..Row::about(owners, &reported.finding.subject)
        },
    )
}

fn of_note(report: &Report, owners: &Owners<'_>, note: &Note) -> String {
    written(
        report,
        &Row {
            state: "note",
            place: Some(&note.place),
            found: "a promise left in free text",
            ..Row::about(owners, &note.subject)
        },
    )
}

/// What an earlier report has and is not there any more.
fn of_past(report: &Report, owners: &Owners<'_>, state: &str, past: &Past) -> String {
    written(
        report,
        &Row {
            rule: &past.key.rule,
            state,
            found: &format!("{} (it was at {})", past.message, past.place),
            absent: true,
            ..Row::about(owners, &past.key.subject)
        },
    )
}

/// What a baseline lists and is not there any more.
fn of_gone(report: &Report, owners: &Owners<'_>, gone: &Gone) -> String {
    let found = format!(
        "the baseline lists it, and it is not there any more: {}",
        gone.key
    );
    written(
        report,
        &Row {
            rule: &gone.key.rule,
            state: "gone",
            found: &found,
            waiver: gone.waiver.as_deref().unwrap_or_default(),
            absent: true,
            ..Row::about(owners, &gone.key.subject)
        },
    )
}

/// The rule stands in words: the row is about the role, and the rule has rows of its own.
fn of_role(report: &Report, owners: &Owners<'_>, access: &AccessRow) -> String {
    let needed = access.needed_for.iter().map(NeededFor::words);
    let held = access.held_through.iter().map(HeldThrough::words);
    let told = |words: Vec<String>| match words.as_slice() {
        [] => "nothing".to_owned(),
        words => words.join("; "),
    };
    let found = format!(
        "{}; needed for: {}; held: {}; until: {}",
        access.role,
        told(needed.collect()),
        told(held.collect()),
        access.until
    );
    let remarks = access.remarks.iter().map(|remark| remark.says.as_str());
    written(
        report,
        &Row {
            state: &format!("role: {}", access.standing.word),
            place: Some(&access.place),
            found: &found,
            help: &remarks.collect::<Vec<_>>().join("; "),
            ..Row::about(owners, &access.customer)
        },
    )
}

fn of_verdict(
    report: &Report,
    owners: &Owners<'_>,
    verdict: &Verdict,
    finding: Option<&Reported>,
) -> String {
    let of_finding = finding.map(|f| &f.finding);
    written(
        report,
        &Row {
            rule: &verdict.rule,
            state: verdict.state.word(),
            place: verdict.place.as_ref().or(of_finding.map(|f| &f.place)),
            found: of_finding.map_or(&verdict.note, |f| &f.message),
            help: of_finding.map_or("", |f| &f.help),
            waiver: verdict.waiver.as_deref().unwrap_or_default(),
            reported: finding,
            ..Row::about(owners, &verdict.subject)
        },
    )
}

fn written(report: &Report, content: &Row<'_>) -> String {
    let unknown = Rule::default();
    let rule = report.rule(content.rule).unwrap_or(&unknown);
    let start = content.place.map(|p| p.source.line_col(p.span.start));
    let waiver = report.waivers.iter().find(|w| w.id == content.waiver);
    let days = waiver.and_then(|w| w.days_left);
    let of_finding = |tell: fn(&Reported) -> &str| content.reported.map_or("", tell).to_owned();
    let fingerprint = of_finding(|own| &own.fingerprint);
    let planned = report.planned(&fingerprint);
    let sources = rule
        .citations
        .iter()
        .map(crate::report::rule::Citation::short);
    let cells: [String; COLUMNS.len()] = [
        content.rule.to_owned(),
        rule.name.clone(),
        rule.title.clone(),
        asked(content, rule.basis_words()),
        asked(content, rule.obligation.word()),
        rule.severity.map_or("", |s| s.word()).to_owned(),
        content.state.to_owned(),
        content.subject.kind.clone(),
        content.subject.id.clone(),
        content.subject.pointer.clone(),
        content.place.map_or("", |p| &p.source.path).to_owned(),
        start.map_or_else(String::new, |at| at.line.to_string()),
        start.map_or_else(String::new, |at| at.column.to_string()),
        content.found.to_owned(),
        content.help.to_owned(),
        content.waiver.to_owned(),
        waiver.map_or("", |w| &w.expires).to_owned(),
        days.map_or_else(String::new, |days| days.to_string()),
        sources.collect::<Vec<_>>().join("; "),
        report.run.as_of.clone(),
        fingerprint,
        rule.adjusted
            .as_ref()
            .map_or_else(String::new, Adjustment::words),
        content.whose.key(),
        if content.absent {
            "absent".to_owned()
        } else {
            of_finding(|own| own.novelty.map_or("", Novelty::key))
        },
        planned.map_or("", |own| &own.owner).to_owned(),
        planned.map_or("", |own| &own.due).to_owned(),
        of_finding(|own| &own.first_seen),
    ];
    row(cells.into_iter())
}

/// Who asks, and how strongly; nobody asks for what is only noted.
fn asked(content: &Row<'_>, words: &str) -> String {
    let words = if content.rule.is_empty() { "" } else { words };
    words.to_owned()
}
