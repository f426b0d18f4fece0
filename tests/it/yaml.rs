//! Reading YAML.

mod anchors;
mod broken;
mod everyday;
mod hostile;
mod lookalikes;
mod suite;
mod values;

use csp_support::finding::{Finding, Place, Severity};
use csp_support::source::Source;
use csp_support::yaml::{self, Reading};

/// What reading a text gives.
pub(crate) fn read(text: &str) -> Reading {
    yaml::read(&Source::new("a.yaml", text))
}

/// `line:column` of a place.
fn position(place: &Place) -> String {
    let at = place.source.line_col(place.span.start);
    format!("{}:{}", at.line, at.column)
}

/// A finding as `line:column rule: message`, related places in brackets.
pub(crate) fn line(finding: &Finding) -> String {
    let Finding { rule, message, .. } = finding;
    let related = finding.related.iter();
    let related: Vec<_> = related
        .map(|related| format!(" [{} {}]", position(&related.place), related.label))
        .collect();
    format!(
        "{} {rule}: {message}{}",
        position(&finding.place),
        related.concat()
    )
}

/// All findings about a text.
pub(crate) fn findings(text: &str) -> Vec<String> {
    read(text).findings.iter().map(line).collect()
}

/// The findings about a text that are errors.
pub(crate) fn errors(text: &str) -> Vec<String> {
    let findings = read(text).findings;
    let errors = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error);
    errors.map(line).collect()
}

/// The first document as JSON.
fn json(text: &str) -> String {
    serde_json::to_string(&read(text).documents[0].root()).unwrap()
}

/// Many lines, each made of its number.
fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect::<Vec<_>>().concat()
}
