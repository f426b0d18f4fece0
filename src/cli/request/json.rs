//! Requests for programs.

use super::Checked;
use super::find::Asked;
use crate::error::{Error, Result};
use serde_json::{Value, json};

pub(super) fn render(found: &Asked, requests: &[Checked<'_>]) -> Result<String> {
    let requests: Vec<_> = requests.iter().map(|one| request(found, one)).collect();
    serde_json::to_string_pretty(&json!({ "requests": requests }))
        .map(|text| format!("{text}\n"))
        .map_err(|error| Error::Internal(format!("cannot write JSON: {error}")))
}

fn request(found: &Asked, one: &Checked<'_>) -> Value {
    let fields = one.written.rows.iter().map(|row| {
        json!({
            "key": row.key,
            "label": row.label,
            "text": row.lines().join("\n"),
            "gaps": row.gaps,
        })
    });
    let findings = one.findings.iter().map(|finding| {
        let place = finding.place.source.line_col(finding.place.span.start);
        json!({
            "rule": finding.rule,
            "severity": finding.severity.word(),
            "message": finding.message,
            "help": finding.help,
            "path": found.called(&finding.place.source.path),
            "line": place.line,
            "column": place.column,
        })
    });
    json!({
        "id": one.entry.id,
        "complete": one.is_complete(),
        "fields": fields.collect::<Vec<_>>(),
        "findings": findings.collect::<Vec<_>>(),
    })
}
