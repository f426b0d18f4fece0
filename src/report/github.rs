//! Annotations for GitHub Actions: workflow commands on standard output.
//!
//! A runner shows ten of a kind per step and drops the rest in silence; the rest is therefore
//! printed as plain lines.

use crate::error::Result;
use crate::finding::{Finding, Severity};
use crate::report::contents::{Report, Reported};
use crate::report::place::{self, Spot};
use crate::report::plain::{self, Escape};
use crate::report::words::SEVERITIES;
use crate::report::{Style, words};
use std::fmt::Write as _;

/// Annotations of one kind that a runner shows per step.
const SHOWN: usize = 10;

/// Plain lines after the annotations.
const LISTED: usize = 1000;

/// Longest message in characters; a runner cuts at 4096 after its own decoding.
const LONGEST: usize = 4000;

/// Writes the report.
pub fn render(report: &Report, _: &Style) -> Result<String> {
    let mut out = String::new();
    let mut rest = Vec::new();
    for severity in SEVERITIES {
        let findings = report.findings.iter();
        let of: Vec<_> = findings
            .filter(|f| f.finding.severity == severity)
            .collect();
        let (shown, more) = of.split_at(of.len().min(SHOWN));
        for reported in shown {
            out.push_str(&command(reported));
        }
        rest.extend_from_slice(more);
    }
    out.push_str(&plain_lines(&rest));
    let last = format!(
        "{}; {}",
        report.findings_in_words(),
        report.counts_in_words()
    );
    out.push_str(&plain::guard(&plain::line(&last), Escape::Visible));
    out.push('\n');
    Ok(out)
}

/// `::error file=…,line=…::message`.
fn command(reported: &Reported) -> String {
    let finding = &reported.finding;
    let Spot { path, start, end } = Spot::first_line(&finding.place);
    let name = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    format!(
        "::{name} file={},line={},endLine={},col={},endColumn={},title={}::{}\n",
        property(path),
        start.line,
        end.line,
        start.column,
        end.column,
        property(&finding.rule),
        data(&message(finding)),
    )
}

fn message(finding: &Finding) -> String {
    let mut message = finding.message.clone();
    if !finding.help.is_empty() {
        _ = write!(message, "; {}", finding.help);
    }
    message.chars().take(LONGEST).collect()
}

/// A message as a runner decodes it.
fn data(text: &str) -> String {
    let text = plain::line(text);
    let text = text.replace('%', "%25").replace('\r', "%0D");
    plain::guard(&text.replace('\n', "%0A"), Escape::Visible)
}

/// A property as a runner decodes it.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

fn plain_lines(findings: &[&Reported]) -> String {
    let line = |reported: &&Reported| place::headline(&reported.finding) + "\n";
    let mut lines: String = findings.iter().take(LISTED).map(line).collect();
    if let Some(more) = findings.len().checked_sub(LISTED).filter(|&more| more > 0) {
        let more = words::number(more as u64, "more finding");
        _ = writeln!(lines, "{more}: see the JSON or SARIF report");
    }
    plain::guard(&lines, Escape::Visible)
}
