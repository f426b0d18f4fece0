//! Annotations for Azure Pipelines: logging commands on standard output.
//!
//! Azure knows errors and warnings; what is only worth knowing stands on plain lines.

use crate::error::Result;
use crate::finding::{Finding, Severity};
use crate::report::Style;
use crate::report::annotations;
use crate::report::contents::Report;
use crate::report::place::Spot;
use crate::report::plain::{self, Escape};

/// Writes the report.
pub fn render(report: &Report, _: &Style) -> Result<String> {
    let elsewhere = "`--format sarif=FILE` writes all of them for the Scans tab";
    Ok(annotations::written(report, elsewhere, command))
}

/// `##vso[task.logissue type=error;sourcepath=…;linenumber=…;columnnumber=…;code=…;]message`.
fn command(finding: &Finding) -> Option<String> {
    let Spot { path, start, .. } = Spot::first_line(&finding.place);
    let kind = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => return None,
    };
    Some(format!(
        "##vso[task.logissue type={kind};sourcepath={};linenumber={};columnnumber={};code={};]{}\n",
        value(path),
        start.line,
        start.column,
        value(&finding.rule),
        value(&annotations::message(finding)),
    ))
}

/// Text as an agent decodes it, in properties and in the message alike.
fn value(text: &str) -> String {
    let text = plain::guard(&plain::line(text), Escape::Visible);
    let text = text.replace('%', "%AZP25").replace(';', "%3B");
    text.replace(']', "%5D")
}
