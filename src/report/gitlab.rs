//! GitLab's Code Quality report: the part of Code Climate's JSON that a merge request shows.
//!
//! It has lines and no columns. Entries with one fingerprint would be shown as one; ours differ.

use crate::error::Result;
use crate::finding::Severity;
use crate::report::contents::{Report, Reported};
use crate::report::place::Spot;
use crate::report::{Style, json, words};
use serde::Serialize;

#[derive(Serialize)]
struct Entry<'a> {
    description: String,
    check_name: &'a str,
    fingerprint: &'a str,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

/// Writes the report.
pub fn render(report: &Report, _: &Style) -> Result<String> {
    let entries: Vec<Entry<'_>> = report.findings.iter().map(entry).collect();
    json::harmless(&entries)
}

fn entry(reported: &Reported) -> Entry<'_> {
    let finding = &reported.finding;
    let Spot { path, start, end } = Spot::first_line(&finding.place);
    Entry {
        description: words::advice(finding),
        check_name: &finding.rule,
        fingerprint: &reported.fingerprint,
        severity: match finding.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Info => "info",
        },
        location: Location {
            path: relative(path),
            lines: Lines {
                begin: start.line,
                end: end.line,
            },
        },
    }
}

/// GitLab finds a file only by its path from the root of the repository.
fn relative(path: &str) -> &str {
    path.trim_start_matches("./").trim_start_matches('/')
}
