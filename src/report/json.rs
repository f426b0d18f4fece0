//! The report for programs: version 1 of our own JSON, frozen.
//!
//! Only the structs of `v1` are ever serialized, so that a change elsewhere cannot change the format.

mod access;
mod earlier;
mod health;
pub mod lines;
mod portfolio;
mod rules;
mod since;
mod trace;
mod v1;

pub use earlier::earlier;

use crate::error::{Error, Result};
use crate::finding::{self, Place};
use crate::report::contents::{self, Report, Reported, State};
use crate::report::place::Spot;
use crate::report::plain::{self, Escape};
use crate::report::reported::Novelty;
use crate::report::words::SEVERITIES;
use crate::report::{Remediation as Planned, Style};
use crate::source::LineCol;
use rules::rule;
use serde::Serialize;
use std::fmt::Write as _;
use v1::{
    AsOf, Document, Finding, FreeText, Gate, Input, Location, ManualCheck, Note, Pack, Position,
    Related, Remediation, Subject, Tool, Verdict, Waiver,
};

/// Writes the report.
pub fn render(report: &Report, _: &Style) -> Result<String> {
    harmless(&document(report))
}

/// Serializes a value so that neither a terminal nor a CI runner trips over it; it reads back unchanged.
pub fn harmless(value: &impl Serialize) -> Result<String> {
    serde_json::to_string_pretty(value)
        .map(|text| shown(&text))
        .map_err(|error| unwritten(&error))
}

/// The same on a single line.
pub fn harmless_line(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value)
        .map(|text| shown(&text))
        .map_err(|error| unwritten(&error))
}

fn unwritten(error: &serde_json::Error) -> Error {
    Error::Internal(format!("a report cannot be written as JSON: {error}"))
}

fn shown(text: &str) -> String {
    let mut shown = String::with_capacity(text.len() + 1);
    for line in text.lines() {
        show_line(line, &mut shown);
        shown.push('\n');
    }
    plain::guard(&shown, Escape::Json)
}

fn show_line(line: &str, out: &mut String) {
    if line.is_ascii() && !line.contains('\u{7f}') {
        out.push_str(line);
        return;
    }
    for c in line.chars() {
        if !plain::is_hidden(c) {
            out.push(c);
            continue;
        }
        for unit in c.encode_utf16(&mut [0; 2]) {
            _ = write!(out, "\\u{unit:04x}");
        }
    }
}

fn document(report: &Report) -> Document<'_> {
    let run = &report.run;
    let by_severity = SEVERITIES.map(|s| (s.word().to_owned(), report.severity_count(s).into()));
    let counts = State::ALL.map(|s| (s.key().to_owned(), report.counts.of(s).into()));
    Document {
        format: "csp-support/report/v1",
        tool: Tool {
            name: "csp-support",
            version: &run.version,
        },
        packs: run.packs.iter().map(pack).collect(),
        command: &run.command,
        partner: &run.partner,
        as_of: AsOf {
            date: &run.as_of,
            today: run.as_of_is_today,
        },
        inputs: run.inputs.iter().map(input).collect(),
        documents: run.documents,
        gate: gate(report),
        findings_by_severity: by_severity.into_iter().collect(),
        counts: counts.into_iter().collect(),
        findings: findings(report, &report.findings),
        known: findings(report, &report.known),
        baseline: report.baseline.as_ref().map(since::baseline),
        since: report.trend.as_ref().map(since::since),
        complete: report.complete,
        verdicts: report.verdicts.iter().map(verdict).collect(),
        waivers: report.waivers.iter().map(waiver).collect(),
        rules: report.rules.values().map(rule).collect(),
        manual_checks: report.manual_checks.iter().map(manual_check).collect(),
        free_text: report.free_text.iter().map(free_text).collect(),
        access: report.access.iter().map(access::row).collect(),
        access_counts: access::counts(report),
        portfolio: if report.complete {
            portfolio::rows(report)
        } else {
            Vec::new()
        },
        trace: report.traces().iter().map(trace::trace).collect(),
        unchecked: report.unchecked.iter().map(trace::unchecked).collect(),
        endings: report.endings.iter().map(access::ending).collect(),
        health: report.health.iter().map(health::row).collect(),
    }
}

fn pack(pack: &contents::Pack) -> Pack<'_> {
    Pack {
        name: &pack.name,
        version: &pack.version,
        sources_read: &pack.sources_read,
        hash: &pack.hash,
    }
}

fn input(input: &contents::Input) -> Input<'_> {
    Input {
        path: &input.path,
        hash: &input.hash,
    }
}

fn gate(report: &Report) -> Gate {
    let gate = report.run.gate;
    Gate {
        fail_on: gate.fail_on.map_or("never", finding::Severity::word),
        fail_on_unknown: gate.fail_on_unknown,
        passed: report.passes(),
        reason: report.gate_in_words(),
        exit_code: report.run.exit_code,
    }
}

fn findings<'a>(report: &'a Report, reported: &'a [Reported]) -> Vec<Finding<'a>> {
    reported.iter().map(|own| finding(report, own)).collect()
}

fn finding<'a>(report: &'a Report, reported: &'a Reported) -> Finding<'a> {
    let finding = &reported.finding;
    Finding {
        rule: &finding.rule,
        severity: finding.severity.word(),
        message: &finding.message,
        help: &finding.help,
        fingerprint: &reported.fingerprint,
        novelty: reported.novelty.map(Novelty::key),
        first_seen: &reported.first_seen,
        subject: subject(&finding.subject),
        location: location(&finding.place),
        related: finding.related.iter().map(related).collect(),
        remediation: report.planned(&reported.fingerprint).map(remediation),
        published: report.published(&finding.subject),
        patch: report.patch(finding),
    }
}

fn remediation(plan: &Planned) -> Remediation<'_> {
    Remediation {
        owner: &plan.owner,
        due: &plan.due,
        days_left: plan.days_left,
        note: &plan.note,
    }
}

fn related(related: &finding::Related) -> Related<'_> {
    Related {
        label: &related.label,
        location: location(&related.place),
    }
}

fn subject(subject: &finding::Subject) -> Subject<'_> {
    Subject {
        kind: &subject.kind,
        id: &subject.id,
        pointer: &subject.pointer,
    }
}

fn location(place: &Place) -> Location<'_> {
    let spot = Spot::of(place);
    let position = |LineCol { line, column }, offset| Position {
        line,
        column,
        offset,
    };
    Location {
        path: spot.path,
        start: position(spot.start, place.span.start),
        end: position(spot.end, place.span.end),
    }
}

fn verdict(verdict: &contents::Verdict) -> Verdict<'_> {
    Verdict {
        rule: &verdict.rule,
        subject: subject(&verdict.subject),
        state: verdict.state.key(),
        location: verdict.place.as_ref().map(location),
        note: &verdict.note,
        waiver: verdict.waiver.as_deref(),
        finding: verdict.finding.as_deref(),
    }
}

fn free_text(own: &contents::FreeText) -> FreeText<'_> {
    FreeText {
        offering: &own.id,
        title: &own.title,
        notes: own.notes.iter().map(note).collect(),
    }
}

fn note(note: &contents::Note) -> Note<'_> {
    Note {
        pointer: &note.subject.pointer,
        location: location(&note.place),
    }
}

fn waiver(waiver: &contents::Waiver) -> Waiver<'_> {
    Waiver {
        id: &waiver.id,
        rule: &waiver.rule,
        target: &waiver.target,
        reason: &waiver.reason,
        approver: &waiver.approver,
        expires: &waiver.expires,
        days_left: waiver.days_left,
        covers: waiver.covers,
        flaw: &waiver.flaw,
        location: waiver.place.as_ref().map(location),
    }
}

fn manual_check(check: &contents::ManualCheck) -> ManualCheck {
    ManualCheck {
        id: check.id,
        task: check.task,
        evidence: check.evidence,
    }
}
