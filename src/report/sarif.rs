//! SARIF 2.1.0, as GitHub code scanning, Azure and editors read it.
//!
//! Waived findings are left out unless asked for, because GitHub shows a suppressed result as open, and so
//! are those of a baseline that are gone: it would show them too.

pub mod line_hash;
mod places;
mod shape;
mod told;

use crate::error::Result;
use crate::finding::{Finding, Severity};
use crate::page::capitalised;
use crate::report::contents::Report;
use crate::report::place::Spot;
use crate::report::reported::Novelty;
use crate::report::rule::Rule;
use crate::report::{Style, json, markdown, plain, words};
use places::{primary, related};
use shape::{
    AutomationDetails, Configuration, Descriptor, Driver, Help, Invocation, Log, Notification,
    Properties, Provenance, Run, SarifResult, Text, Tool,
};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use told::{Told, told};

/// Results above this number make GitHub refuse the whole file.
const MOST_RESULTS: usize = 25_000;

/// Longest text of a rule's description, in characters, that GitHub takes.
const LONGEST: usize = 1024;

/// Longest name of a rule, in characters, that GitHub takes.
const LONGEST_NAME: usize = 255;

/// Writes the report.
pub fn render(report: &Report, style: &Style) -> Result<String> {
    json::harmless(&log(report, &told(report, style)))
}

fn log<'a>(report: &'a Report, told: &[Told<'a>]) -> Log<'a> {
    let driver = Driver {
        name: "csp-support",
        semantic_version: &report.run.version,
        information_uri: words::HOME,
        rules: report.rules.values().map(descriptor).collect(),
    };
    let run = Run {
        tool: Tool { driver },
        automation_details: AutomationDetails { id: "csp-support/" },
        invocations: [invocation(report, told.len())],
        column_kind: "unicodeCodePoints",
        results: results(report, told),
    };
    Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [run],
    }
}

fn invocation(report: &Report, all: usize) -> Invocation {
    let more = all.saturating_sub(MOST_RESULTS);
    let further = words::number(more as u64, "further finding");
    let note = format!("{further} left out; the JSON report has them all");
    let notes = (more > 0).then_some(Notification {
        level: "warning",
        message: Text { text: note },
    });
    Invocation {
        execution_successful: report.run.exit_code < 2,
        exit_code: report.run.exit_code,
        tool_execution_notifications: notes.into_iter().collect(),
    }
}

fn descriptor(rule: &Rule) -> Descriptor<'_> {
    let severity = rule.severity.unwrap_or(Severity::Warning);
    Descriptor {
        id: &rule.id,
        name: pascal(&rule.name),
        short_description: text(&[&rule.title, &rule.id]),
        full_description: text(&[&rule.why, &rule.title, &rule.id]),
        help: help(rule),
        help_uri: rule.link(),
        default_configuration: Configuration {
            level: level(severity),
        },
        properties: Properties {
            tags: vec![
                rule.origin.key().to_owned(),
                rule.obligation.word().to_owned(),
            ],
            precision: "very-high",
            problem_severity: match severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Info => "recommendation",
            },
        },
    }
}

/// `relationship-too-long` as viewers like names: `RelationshipTooLong`.
fn pascal(name: &str) -> String {
    let name: String = name.split('-').map(capitalised).collect();
    name.chars().take(LONGEST_NAME).collect()
}

/// A description that is never empty and never too long.
fn text(wanted: &[&str]) -> Text {
    let blank = |text: &&str| text.trim().is_empty();
    let text = wanted.iter().copied().find(|text| !blank(text));
    Text {
        text: text.unwrap_or_default().chars().take(LONGEST).collect(),
    }
}

fn help(rule: &Rule) -> Help {
    let why = text(&[&rule.why, &rule.title, &rule.id]).text;
    let mut text = format!("{why}\n\n{}", rule.fix);
    let mut marked = format!(
        "{}\n\n**What to do:** {}\n",
        markdown::text(&why),
        markdown::text(&rule.fix)
    );
    for citation in &rule.citations {
        _ = write!(text, "\n\nSource: {}", citation.short());
        _ = write!(marked, "\n- {}", markdown::citation(citation));
    }
    Help {
        text,
        markdown: marked,
    }
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn results<'a>(report: &'a Report, told: &[Told<'a>]) -> Vec<SarifResult<'a>> {
    let index: BTreeMap<&str, usize> = (0..)
        .zip(report.rules.keys())
        .map(|(i, id)| (id.as_str(), i))
        .collect();
    let mut hashes = BTreeMap::new();
    let mut told: Vec<&Told<'a>> = told.iter().collect();
    if told.len() > MOST_RESULTS {
        told.sort_by_key(|told| told.rank());
        told.truncate(MOST_RESULTS);
    }
    let result = |told| result(told, &index, &mut hashes);
    told.into_iter().map(result).collect()
}

fn result<'a>(
    told: &Told<'a>,
    index: &BTreeMap<&str, usize>,
    hashes: &mut BTreeMap<&'a str, Vec<String>>,
) -> SarifResult<'a> {
    let reported = told.reported;
    let finding = &reported.finding;
    let mut fingerprints = BTreeMap::from([("csp-support/v1", reported.fingerprint.clone())]);
    let source = &finding.place.source;
    let of_file = hashes
        .entry(&source.path)
        .or_insert_with(|| line_hash::line_hashes(&source.text));
    let line = Spot::of(&finding.place).start.line as usize;
    if let Some(hash) = of_file.get(line - 1) {
        fingerprints.insert("primaryLocationLineHash", hash.clone());
    }
    SarifResult {
        rule_id: &finding.rule,
        rule_index: index.get(finding.rule.as_str()).copied(),
        level: level(finding.severity),
        baseline_state: reported.novelty.map(Novelty::key),
        suppressions: told.suppressions.clone(),
        message: message(finding),
        locations: [primary(finding)],
        related_locations: (1..).zip(&finding.related).map(related).collect(),
        partial_fingerprints: fingerprints,
        provenance: (!reported.first_seen.is_empty()).then(|| Provenance {
            first_detection_time_utc: format!("{}T00:00:00Z", reported.first_seen),
        }),
    }
}

/// What is wrong and what to do, as sentences.
fn message(finding: &Finding) -> Text {
    let mut text = format!("{}.", capitalised(&finding.message));
    if !finding.help.is_empty() {
        _ = write!(
            text,
            " {}.",
            capitalised(&finding.help).trim_end_matches('.')
        );
    }
    let text = plain::line(&text);
    // Brackets followed by parentheses would be a link.
    let text = if text.contains("](") {
        text.replace('[', "\\[").replace(']', "\\]")
    } else {
        text.into_owned()
    };
    Text { text }
}
