//! Reads an earlier JSON report of ours, as far as it can be compared with.
//!
//! What it reads may come from anywhere: nothing in it is trusted, and sinks escape it.

use crate::finding::key::Key;
use crate::finding::{Severity, Subject};
use crate::report::contents::{Counts, Pack, State};
use crate::report::trend::{Earlier, Past, PastRun};
use crate::report::words::SEVERITIES;
use serde::Deserialize;
use serde_json::error::Category;
use std::collections::BTreeMap;

/// The format that can be read.
const FORMAT: &str = "csp-support/report/v1";

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Document {
    tool: Tool,
    packs: Vec<PackOfReport>,
    partner: String,
    as_of: AsOf,
    counts: BTreeMap<String, usize>,
    findings: Vec<Finding>,
    #[serde(default)]
    known: Vec<Finding>,
}

#[derive(Deserialize)]
struct Tool {
    version: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PackOfReport {
    name: String,
    version: String,
    #[serde(default)]
    sources_read: String,
}

#[derive(Deserialize)]
struct AsOf {
    date: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Finding {
    rule: String,
    #[serde(default)]
    first_seen: String,
    severity: String,
    message: String,
    subject: SubjectOfReport,
    location: Location,
}

#[derive(Deserialize)]
struct SubjectOfReport {
    kind: String,
    id: String,
    pointer: String,
}

#[derive(Deserialize)]
struct Location {
    path: String,
    start: Position,
}

#[derive(Deserialize)]
struct Position {
    line: u32,
    column: u32,
}

/// Reads a report from the text of a file of that name, or says in half a sentence why it cannot.
pub fn earlier(name: &str, text: &str) -> Result<Earlier, String> {
    #[derive(Deserialize)]
    struct Head {
        format: Option<String>,
    }
    let text = text.trim_start_matches('\u{feff}');
    let head: Head = serde_json::from_str(text).map_err(|error| unread(text, &error))?;
    if head.format.as_deref() != Some(FORMAT) {
        return Err(format!("its `format` is not `{FORMAT}`"));
    }
    let document: Document = serde_json::from_str(text).map_err(|error| unread(text, &error))?;
    let findings = document.findings.into_iter().chain(document.known);
    let findings: Vec<Past> = findings.map(past).collect();
    let of = |severity| {
        findings
            .iter()
            .filter(|past| past.severity == severity)
            .count()
    };
    Ok(Earlier {
        run: PastRun {
            name: name.to_owned(),
            date: document.as_of.date,
            findings: SEVERITIES.map(of),
            counts: counts(&document.counts),
        },
        partner: document.partner,
        version: document.tool.version,
        packs: document.packs.into_iter().map(pack).collect(),
        findings,
    })
}

/// Why a text is no report, for people who may have named the wrong file.
fn unread(text: &str, error: &serde_json::Error) -> String {
    match error.classify() {
        _ if text.trim().is_empty() => "it is empty".to_owned(),
        Category::Eof => format!("it breaks off in line {}", error.line()),
        Category::Data => format!(
            "it lacks what every report has, or has it in another form (line {})",
            error.line()
        ),
        Category::Syntax | Category::Io => "it is not one piece of JSON".to_owned(),
    }
}

fn pack(pack: PackOfReport) -> Pack {
    Pack {
        name: pack.name,
        version: pack.version,
        sources_read: pack.sources_read,
        hash: String::new(),
    }
}

fn counts(told: &BTreeMap<String, usize>) -> Counts {
    let of = |state: State| told.get(state.key()).copied().unwrap_or_default();
    Counts {
        met: of(State::Met),
        not_met: of(State::NotMet),
        contested: of(State::Contested),
        not_applicable: of(State::NotApplicable),
        unknown: of(State::Unknown),
        waived: of(State::Waived),
    }
}

fn past(finding: Finding) -> Past {
    let Location { path, start } = finding.location;
    let SubjectOfReport { kind, id, pointer } = finding.subject;
    let place = format!("{path}:{}:{}", start.line, start.column);
    let mut known = SEVERITIES.into_iter();
    let severity = known.find(|severity| severity.word() == finding.severity);
    Past {
        key: Key {
            rule: finding.rule,
            path: if id.is_empty() { path } else { String::new() },
            subject: Subject { kind, id, pointer },
        },
        severity: severity.unwrap_or(Severity::Info),
        message: finding.message,
        place,
        first_seen: finding.first_seen,
    }
}
