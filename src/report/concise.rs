//! One line per finding, which editors, `grep` and people in a hurry read, and a last line of counts.
//!
//! It shows no excerpt and no advice; `text` does.

use crate::error::Result;
use crate::report::contents::Report;
use crate::report::plain::{self, Escape};
use crate::report::{Style, Verbosity, place};

/// Writes the report; quiet, it leaves the counts out.
pub fn render(report: &Report, style: &Style) -> Result<String> {
    let findings = report.findings.iter();
    let mut lines: Vec<String> = findings.map(|f| place::headline(&f.finding)).collect();
    if style.verbosity > Verbosity::Quiet {
        lines.push(report.totals_in_words());
    }
    let out: String = lines.into_iter().map(|line| line + "\n").collect();
    Ok(plain::guard(&out, Escape::Visible))
}
