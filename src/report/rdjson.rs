//! Reviewdog's diagnostic format, as one JSON object or as one object per line.
//!
//! Its columns count bytes of UTF-8 from 1, and the end is one past the last byte.

use crate::error::Result;
use crate::finding::{Place, Severity};
use crate::report::contents::{Report, Reported};
use crate::report::place::Spot;
use crate::report::rule::Rule;
use crate::report::{Style, json, words};
use crate::source::LineCol;
use serde::Serialize;

#[derive(Serialize)]
struct DiagnosticResult<'a> {
    source: Source,
    diagnostics: Vec<Diagnostic<'a>>,
}

#[derive(Serialize)]
struct Source {
    name: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'static str>,
}

#[derive(Serialize)]
struct Diagnostic<'a> {
    message: String,
    location: Location<'a>,
    severity: &'static str,
    code: Code<'a>,
    /// Only where a line stands for itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<Source>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    range: Range,
}

#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    line: u32,
    column: usize,
}

#[derive(Serialize)]
struct Code<'a> {
    value: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

const SOURCE: Source = Source {
    name: "csp-support",
    url: words::HOME,
};

/// Writes the report as one object.
pub fn render(report: &Report, _: &Style) -> Result<String> {
    let findings = report.findings.iter();
    json::harmless(&DiagnosticResult {
        source: SOURCE,
        diagnostics: findings.map(|f| diagnostic(report, f, None)).collect(),
    })
}

/// Writes the report as one object per line.
pub fn render_lines(report: &Report, _: &Style) -> Result<String> {
    let findings = report.findings.iter();
    let lines = findings.map(|f| json::harmless_line(&diagnostic(report, f, Some(SOURCE))));
    lines.collect()
}

fn diagnostic<'a>(
    report: &'a Report,
    reported: &'a Reported,
    source: Option<Source>,
) -> Diagnostic<'a> {
    let finding = &reported.finding;
    let rule = report.rule(&finding.rule);
    Diagnostic {
        message: words::advice(finding),
        location: Location {
            path: &finding.place.source.path,
            range: range(&finding.place),
        },
        severity: match finding.severity {
            Severity::Error => "ERROR",
            Severity::Warning => "WARNING",
            Severity::Info => "INFO",
        },
        code: Code {
            value: &finding.rule,
            url: rule.and_then(Rule::link),
        },
        source,
    }
}

fn range(place: &Place) -> Range {
    let Spot { start, end, .. } = Spot::first_line(place);
    let line = place.source.line(start.line);
    let bytes = |LineCol {
                     line: number,
                     column,
                 }| Position {
        line: number,
        column: 1 + before(line, column),
    };
    Range {
        start: bytes(start),
        end: bytes(end),
    }
}

/// How many bytes of a line stand before a column.
fn before(line: &str, column: u32) -> usize {
    let characters = line.chars().take(column as usize - 1);
    characters.map(char::len_utf8).sum()
}
