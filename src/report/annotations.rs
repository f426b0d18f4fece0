//! Commands on standard output by which a CI service shows findings beside the lines.
//!
//! A service shows ten of a kind per step and drops the rest in silence. So the ten worst are commands, the
//! rest are plain lines, and a last line says where all of them are. It knows no service's syntax.

use crate::finding::Finding;
use crate::report::contents::{Report, Reported};
use crate::report::plain::{self, Escape};
use crate::report::words::SEVERITIES;
use crate::report::{place, words};
use std::fmt::Write as _;

/// Annotations of one kind that a service shows per step.
const SHOWN: usize = 10;

/// Plain lines after the annotations.
const LISTED: usize = 1000;

/// Longest message in UTF-16 units; GitHub cuts at 4096 of them.
const LONGEST: usize = 4000;

/// The whole output. `command` writes one finding, and nothing for severities that the service does not have;
/// `elsewhere` is where all findings are.
pub(super) fn written(
    report: &Report,
    elsewhere: &str,
    command: impl Fn(&Finding) -> Option<String>,
) -> String {
    let mut out = String::new();
    let mut rest = Vec::new();
    for severity in SEVERITIES {
        let findings = report.findings.iter();
        let of: Vec<&Reported> = findings
            .filter(|f| f.finding.severity == severity)
            .collect();
        let (shown, more) = of.split_at(of.len().min(SHOWN));
        for reported in shown {
            match command(&reported.finding) {
                Some(command) => out.push_str(&command),
                None => rest.push(*reported),
            }
        }
        rest.extend_from_slice(more);
    }
    out.push_str(&plain_lines(&rest, elsewhere));
    let last = plain::guard(&report.totals_in_words(), Escape::Visible);
    out + &last + "\n"
}

/// What is wrong and what to do, on one harmless line that is not too long.
pub(super) fn message(finding: &Finding) -> String {
    let message = words::advice(finding);
    let mut room = LONGEST;
    let fits = |c: &char| match room.checked_sub(c.len_utf16()) {
        Some(left) => {
            room = left;
            true
        }
        None => false,
    };
    plain::line(&message).chars().take_while(fits).collect()
}

fn plain_lines(findings: &[&Reported], elsewhere: &str) -> String {
    if findings.is_empty() {
        return String::new();
    }
    let line = |reported: &&Reported| place::headline(&reported.finding) + "\n";
    let mut lines: String = findings.iter().take(LISTED).map(line).collect();
    let count = words::number(findings.len() as u64, "finding");
    let unlisted = findings.len().saturating_sub(LISTED);
    _ = match unlisted {
        0 => writeln!(lines, "{count} without an annotation: {elsewhere}"),
        more => writeln!(
            lines,
            "{count} without an annotation, {more} of them not even listed here: {elsewhere}"
        ),
    };
    plain::guard(&lines, Escape::Visible)
}
