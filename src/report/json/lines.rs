//! JSON Lines for log shippers and `jq`: a line per finding, new or known, and per listed verdict, a last
//! one of sums.
//!
//! Each line says what it is and in which version; the rest of it is what the JSON report has. A file
//! whose last line is no `summary` was cut off.

use crate::error::Result;
use crate::report::Style;
use crate::report::contents::Report;
use crate::report::json::v1::{AsOf, Document, Gate, Pack, Tool};
use crate::report::json::{document, harmless_line};
use serde::Serialize;
use serde_json::{Map, Value};

/// One line.
#[derive(Serialize)]
struct Line<'a, T> {
    format: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(flatten)]
    content: &'a T,
}

/// The last line: what ran, and the sums over all others.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Summary<'a> {
    tool: &'a Tool<'a>,
    packs: &'a [Pack<'a>],
    partner: &'a str,
    as_of: &'a AsOf<'a>,
    documents: usize,
    gate: &'a Gate,
    findings_by_severity: &'a Map<String, Value>,
    counts: &'a Map<String, Value>,
    complete: bool,
}

/// Writes the report.
pub fn render(report: &Report, _: &Style) -> Result<String> {
    let document = document(report);
    let mut out = String::new();
    for finding in &document.findings {
        out.push_str(&line("finding", finding)?);
    }
    for known in &document.known {
        out.push_str(&line("known", known)?);
    }
    for verdict in &document.verdicts {
        out.push_str(&line("verdict", verdict)?);
    }
    Ok(out + &line("summary", &summary(&document))?)
}

fn line(kind: &'static str, content: &impl Serialize) -> Result<String> {
    harmless_line(&Line {
        format: "csp-support/line/v1",
        kind,
        content,
    })
}

fn summary<'a>(document: &'a Document<'a>) -> Summary<'a> {
    Summary {
        tool: &document.tool,
        packs: &document.packs,
        partner: document.partner,
        as_of: &document.as_of,
        documents: document.documents,
        gate: &document.gate,
        findings_by_severity: &document.findings_by_severity,
        counts: &document.counts,
        complete: document.complete,
    }
}
