//! The end of the text report: what was found, how all checks went, and what to do next.

use crate::report::contents::Report;
use crate::report::{Style, Verbosity, plain, words};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Two lines: what was found, and all six counts with what to do next.
pub(super) fn summary(report: &Report, style: &Style) -> String {
    let run = &report.run;
    let documents = words::number(run.documents as u64, "document");
    let files: BTreeSet<_> = report
        .findings
        .iter()
        .map(|f| &f.finding.place.source.path)
        .collect();
    let places = if files.is_empty() {
        String::new()
    } else {
        format!(" in {}", words::number(files.len() as u64, "file"))
    };
    let day = if run.as_of_is_today || run.as_of.is_empty() {
        String::new()
    } else {
        format!(", judged as of {}", run.as_of)
    };
    let found = report.findings_in_words();
    let counts = report.counts_in_words();
    let next = next(report, style);
    let known = report.known_after_that();
    plain::line(&format!("{found}{places}{known}; {documents} read{day}")).into_owned()
        + &format!("\n{counts}{next}\n")
}

/// What to do next, in half a sentence.
fn next(report: &Report, style: &Style) -> String {
    let worst = report
        .findings
        .iter()
        .min_by_key(|f| Reverse(f.finding.severity));
    let listed = style.verbosity == Verbosity::Verbose;
    match worst {
        Some(worst) => {
            let rule = plain::line(&worst.finding.rule);
            format!("; next: `csp-support explain {rule}`")
        }
        None if report.counts.unknown > 0 && !listed => "; `-v` lists what is unknown".to_owned(),
        None => String::new(),
    }
}
