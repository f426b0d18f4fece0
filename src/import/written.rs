//! Values as YAML text: whole documents, and single values to put into a text that people wrote.
//!
//! What older readers would misread is quoted. It must never know where a value comes from.

use crate::error::{Error, Result};
use crate::finding::Finding;
use crate::source::Source;
use crate::yaml::{self, NodeKind};
use serde_json::Value;

/// A whole document.
pub(super) fn document(value: &Value) -> Result<String> {
    let yaml = serde_yaml::to_string(&harmless(value));
    let yaml = yaml.map_err(|error| Error::Internal(error.to_string()))?;
    Ok(quoted(yaml))
}

/// A value on one line, good also inside `[…]` and `{…}`.
pub(super) fn inline(value: &Value) -> String {
    match value {
        Value::Array(items) => {
            let items: Vec<_> = items.iter().map(inline).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(fields) => {
            let fields = fields.iter();
            let fields: Vec<_> = fields
                .map(|(key, value)| format!("{}: {}", text(key), inline(value)))
                .collect();
            format!("{{{}}}", fields.join(", "))
        }
        Value::String(words) => text(words),
        other => other.to_string(),
    }
}

/// A text without quotes if every reader takes it for that text, else in quotes.
fn text(words: &str) -> String {
    let words = harmless_text(words);
    let reading = yaml::read(&Source::new("", format!("[{words}]")));
    let list = reading.documents.first().map(yaml::Document::root);
    let item = list
        .filter(|list| list.len() == 1)
        .and_then(|list| list.items().next());
    let same = item.is_some_and(|item| item.kind() == NodeKind::Str && item.text() == words);
    if same && reading.findings.is_empty() && !words.starts_with(['"', '\'']) {
        return words;
    }
    Value::from(words).to_string()
}

/// Puts quotes around what older readers would take for something else.
fn quoted(mut yaml: String) -> String {
    let reading = yaml::read(&Source::new("", yaml.clone()));
    let misread = |finding: &&Finding| finding.rule == "yaml-lookalike-old-readers";
    let spans = reading
        .findings
        .iter()
        .filter(misread)
        .map(|finding| finding.place.span);
    let mut spans: Vec<_> = spans.collect();
    spans.sort_unstable();
    spans.dedup();
    for span in spans.into_iter().rev() {
        yaml.insert(span.end as usize, '"');
        yaml.insert(span.start as usize, '"');
    }
    yaml
}

/// The same value without characters that YAML cannot hold.
fn harmless(value: &Value) -> Value {
    match value {
        Value::String(words) => harmless_text(words).into(),
        Value::Array(items) => items.iter().map(harmless).collect(),
        Value::Object(fields) => {
            let fields = fields.iter();
            fields
                .map(|(key, value)| (harmless_text(key), harmless(value)))
                .collect()
        }
        other => other.clone(),
    }
}

fn harmless_text(words: &str) -> String {
    let harmless = |c: char| {
        if yaml::is_forbidden(c) || c.is_control() && !matches!(c, '\n' | '\t') {
            '\u{fffd}'
        } else {
            c
        }
    };
    words.chars().map(harmless).collect()
}
