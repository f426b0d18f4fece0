//! Annotations for GitHub Actions: workflow commands on standard output.
//!
//! The job summary stands in a file of its own, which the command line appends to.

use crate::error::Result;
use crate::finding::{Finding, Severity};
use crate::report::Style;
use crate::report::annotations;
use crate::report::contents::Report;
use crate::report::place::Spot;
use crate::report::plain::{self, Escape};

/// The name of the format.
pub const NAME: &str = "github";

/// Writes the report.
pub fn render(report: &Report, _: &Style) -> Result<String> {
    let elsewhere = "see the job summary, or `--format sarif=FILE`";
    Ok(annotations::written(report, elsewhere, |finding| {
        Some(command(finding))
    }))
}

/// `::error file=…,line=…::message`.
fn command(finding: &Finding) -> String {
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
        data(&annotations::message(finding)),
    )
}

/// A message as a runner decodes it.
fn data(text: &str) -> String {
    let text = plain::line(text).replace('%', "%25");
    plain::guard(&text, Escape::Visible)
}

/// A property as a runner decodes it.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
