//! What the audit has beyond a comment: the matrix, waivers, what was not evaluated, manual checks.

use crate::report::audience::{Audience, Part};
use crate::report::contents::{Counts, FreeText, Report, State, Verdict, Waiver};
use crate::report::markdown::{access, findings, health, trace, trend};
use crate::report::markdown::{citation, code, known, table, text};
use crate::report::portfolio::PortfolioRow;
use crate::report::rule::Rule;
use crate::report::{place, words};
use std::collections::BTreeMap;

/// The parts of an audience in its order.
pub(super) fn sections(report: &Report, audience: Audience) -> String {
    let parts = audience.parts().iter();
    parts.map(|part| told(report, audience, *part)).collect()
}

fn told(report: &Report, audience: Audience, part: Part) -> String {
    match part {
        Part::Portfolio => portfolio(report),
        Part::Findings => findings::findings(report, audience) + &known(report),
        Part::Trend => trend::section(report, usize::MAX),
        Part::Obligations => obligations(report) + &adjusted(report),
        Part::Trace => trace::trace(report),
        Part::Coverage => trace::coverage(report),
        Part::Sources => trace::sources(report),
        Part::Access => access::access(report),
        Part::Health => health::health(report),
        Part::Endings => access::endings(report),
        Part::Unknown => unknown(report),
        Part::Elsewhere => verdicts(report),
        Part::Waivers => waivers(report),
        Part::ByHand => manual(report),
        Part::FreeText => free_text(report),
        Part::Run => inputs(report),
    }
}

/// One row per offering and customer, the worst first.
fn portfolio(report: &Report) -> String {
    let row = |own: &PortfolioRow| {
        let state = own.state();
        let mut row = vec![
            text(&own.title),
            own.whose.sort().to_owned(),
            format!("{} {}", state.symbol(), state.word()),
        ];
        row.extend(own.findings.map(blank_zero));
        row.extend(State::ALL.map(|state| blank_zero(own.counts.of(state))));
        row
    };
    let rows: Vec<Vec<String>> = report.portfolio().iter().map(row).collect();
    if rows.is_empty() {
        return String::new();
    }
    let mut head = vec!["Which", "What", "State", "Errors", "Warnings", "Info"];
    head.extend(State::ALL.map(State::word));
    let lead =
        "One row per offering and customer, the worst first; together they are the numbers above.";
    section("Portfolio", lead, &table(&head, &rows))
}

pub(super) fn section(title: &str, lead: &str, body: &str) -> String {
    format!("### {title}\n\n{lead}\n\n{}\n\n", body.trim_end())
}

/// One row per rule: how it fared over all its subjects, and where it is written.
fn obligations(report: &Report) -> String {
    let mut by_rule: BTreeMap<&str, Counts> = BTreeMap::new();
    for verdict in &report.verdicts {
        by_rule.entry(&verdict.rule).or_default().add(verdict.state);
    }
    let row = |(id, counts): (&&str, &Counts)| {
        let rule = report.rule(id);
        let title = rule.map_or("", |rule| &rule.title);
        let mut row = vec![code(id), text(title), asked(rule)];
        row.extend(State::ALL.map(|state| blank_zero(counts.of(state))));
        row.push(sources(rule));
        row
    };
    let rows: Vec<Vec<String>> = by_rule.iter().map(row).collect();
    let states = State::ALL.map(State::word);
    let mut head = vec!["Rule", "What holds", "Asked"];
    head.extend(states);
    head.push("Written in");
    let lead = "One row per obligation: on how many subjects it was met, and where it is written.";
    section("Obligations", lead, &table(&head, &rows))
}

/// Rules that packs of the partner's own tightened or retired.
fn adjusted(report: &Report) -> String {
    let row = |rule: &Rule| {
        let own = rule.adjusted.as_ref()?;
        Some(vec![
            code(&rule.id),
            text(&rule.title),
            own.change.word().to_owned(),
            code(&own.pack),
            text(&own.reason),
        ])
    };
    let rows: Vec<Vec<String>> = report.rules.values().filter_map(row).collect();
    if rows.is_empty() {
        return String::new();
    }
    let lead = "A pack of our own makes these count for more, or does not ask them.";
    let head = ["Rule", "What holds", "Change", "Pack", "Why"];
    section("Changed by our own packs", lead, &table(&head, &rows))
}

fn asked(rule: Option<&Rule>) -> String {
    rule.map_or_else(String::new, |rule| {
        format!("{}, {}", rule.obligation.word(), rule.basis_words())
    })
}

fn blank_zero(count: usize) -> String {
    match count {
        0 => String::new(),
        count => count.to_string(),
    }
}

fn sources(rule: Option<&Rule>) -> String {
    let citations = rule.map_or(&[][..], |rule| &rule.citations);
    let citations: Vec<String> = citations.iter().map(citation).collect();
    citations.join("; ")
}

fn unknown(report: &Report) -> String {
    let row = |verdict: &Verdict| {
        let subject = words::subject(&verdict.subject);
        vec![
            code(&verdict.rule),
            code(&subject),
            text(&verdict.note),
            evidence(verdict),
        ]
    };
    let unknown = report.verdicts.iter().filter(|v| v.state == State::Unknown);
    let rows: Vec<Vec<String>> = unknown.map(row).collect();
    if rows.is_empty() {
        return section("Not evaluated", "Every rule had the facts it needs.", "");
    }
    let lead = "A fact is missing, so these were not judged. They do not count as met.";
    let head = ["Rule", "Subject", "What is missing", "Where"];
    section("Not evaluated", lead, &table(&head, &rows))
}

fn waivers(report: &Report) -> String {
    let row = |waiver: &Waiver| {
        vec![
            code(&waiver.id),
            code(&waiver.rule),
            code(&waiver.target),
            text(&waiver.time_left()),
            text(&waiver.expires),
            text(&waiver.approver),
            text(&waiver.reason),
            text(&waiver.covers_in_words()),
        ]
    };
    let rows: Vec<Vec<String>> = report.waivers.iter().map(row).collect();
    if rows.is_empty() {
        return section("Waivers", "There are none.", "");
    }
    let lead = "An expired waiver excuses nothing.";
    let head = [
        "Waiver",
        "Rule",
        "Target",
        "Left",
        "Until",
        "Approved by",
        "Reason",
        "Excuses",
    ];
    section("Waivers", lead, &table(&head, &rows))
}

fn free_text(report: &Report) -> String {
    let row = |own: &FreeText| {
        let places = own.notes.iter().map(|note| code(&place::text(&note.place)));
        let places: Vec<String> = places.collect();
        vec![
            code(&own.id),
            text(&own.title),
            own.notes.len().to_string(),
            places.join(", "),
        ]
    };
    let noted = report.free_text.iter().filter(|own| !own.notes.is_empty());
    let rows: Vec<Vec<String>> = noted.map(row).collect();
    let lead = format!(
        "What stands in a `note` is read by customers and checked by no rule: {}.",
        report.notes_in_words()
    );
    let head = ["Offering", "Name", "Notes", "Where"];
    let body = if rows.is_empty() {
        String::new()
    } else {
        table(&head, &rows)
    };
    section("Promises left in free text", &lead, &body)
}

fn manual(report: &Report) -> String {
    let line = |check: &crate::report::contents::ManualCheck| {
        format!(
            "- [ ] {}. Note: {}.\n",
            text(check.task),
            text(check.evidence)
        )
    };
    let lines: String = report.manual_checks.iter().map(line).collect();
    section("To check by hand", "No tool can answer these.", &lines)
}

fn verdicts(report: &Report) -> String {
    let row = |verdict: &Verdict| {
        let mut state = format!("{} {}", verdict.state.symbol(), verdict.state.word());
        if verdict.state == State::NotApplicable && !verdict.note.is_empty() {
            state = format!("{state}: {}", text(&verdict.note));
        }
        let subject = words::subject(&verdict.subject);
        vec![
            code(&verdict.rule),
            code(&subject),
            state,
            evidence(verdict),
        ]
    };
    let rows: Vec<Vec<String>> = report.verdicts.iter().map(row).collect();
    let lead = "Every rule on every subject, with the place that was looked at.";
    let head = ["Rule", "Subject", "Verdict", "Evidence"];
    section("All verdicts", lead, &table(&head, &rows))
}

fn evidence(verdict: &Verdict) -> String {
    verdict
        .place
        .as_ref()
        .map_or_else(String::new, |place| code(&place::text(place)))
}

fn inputs(report: &Report) -> String {
    let row = |input: &crate::report::contents::Input| vec![code(&input.path), code(&input.hash)];
    let rows: Vec<Vec<String>> = report.run.inputs.iter().map(row).collect();
    let command = code(&report.run.command.join(" "));
    let lead = format!("Made by {command}, exit code {}.", report.run.exit_code);
    section("Inputs", &lead, &table(&["File", "Hash"], &rows))
}
