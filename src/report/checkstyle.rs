//! Checkstyle XML, which reviewdog, Jenkins and many editors read: findings by file.
//!
//! Nobody ever wrote a schema for it; this is what Checkstyle itself prints. Columns count characters.

use crate::error::Result;
use crate::finding::Finding;
use crate::report::contents::{Report, Reported};
use crate::report::plain::{self, Escape};
use crate::report::words;
use crate::report::{Style, xml};
use std::fmt::Write as _;

/// Writes the report.
pub fn render(report: &Report, _: &Style) -> Result<String> {
    let mut out =
        String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n");
    for of_file in report.findings.chunk_by(|a, b| path(a) == path(b)) {
        out.push_str(&file(of_file));
    }
    out.push_str("</checkstyle>\n");
    Ok(plain::guard(&out, Escape::Entity))
}

fn file(findings: &[Reported]) -> String {
    let name = xml::text(findings.first().map_or("", path));
    let errors: String = findings.iter().map(|f| error(&f.finding)).collect();
    format!("  <file name=\"{name}\">\n{errors}  </file>\n")
}

fn path(reported: &Reported) -> &str {
    &reported.finding.place.source.path
}

fn error(finding: &Finding) -> String {
    let at = finding.place.source.line_col(finding.place.span.start);
    let mut out = String::new();
    _ = writeln!(
        out,
        "    <error line=\"{}\" column=\"{}\" severity=\"{}\" message=\"{}\" source=\"{}\"/>",
        at.line,
        at.column,
        finding.severity.word(),
        xml::text(&words::advice(finding)),
        xml::text(&finding.rule),
    );
    out
}
