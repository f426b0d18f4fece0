//! Exports as documents of ours: the texts that `import` writes.
//!
//! It renders drafts; it never reads or writes a file and never decides who is right.

use crate::error::{Error, Result};
use crate::model::export::{Draft, Drafts};
use crate::model::load::API_VERSION;
use serde_json::{Map, Value, json};

/// New documents for everything that no document declares, one after the other.
pub fn drafts_as_yaml(drafts: &Drafts<'_>) -> Result<String> {
    let new = drafts
        .drafts
        .iter()
        .filter(|(_, declared)| declared.is_none());
    let texts = new.map(|(draft, _)| document(draft));
    let texts = texts.collect::<Result<Vec<_>>>()?;
    Ok(texts.join("---\n"))
}

/// What was read, in one line.
pub fn summary(drafts: &Drafts<'_>, exports: usize) -> String {
    let new = drafts
        .drafts
        .iter()
        .filter(|(_, declared)| declared.is_none())
        .count();
    let known = drafts.drafts.len() - new;
    format!("{exports} exports read: {new} new documents, {known} that the workspace has already")
}

/// A new document.
fn document(draft: &Draft<'_>) -> Result<String> {
    let value = json!({
        "apiVersion": API_VERSION,
        "kind": draft.kind,
        "metadata": {"id": draft.id},
        "spec": without_nothing(&draft.spec),
    });
    let yaml = serde_yaml::to_string(&value);
    let yaml = yaml.map_err(|error| Error::Internal(error.to_string()))?;
    let source = &draft.export.document.source.path;
    Ok(format!(
        "# Imported from {}.\n{yaml}",
        source.replace(char::is_control, " ")
    ))
}

/// Fields of which the platform says that there is nothing are left out.
fn without_nothing(spec: &Map<String, Value>) -> Map<String, Value> {
    let kept = spec.iter().filter(|(_, value)| !value.is_null());
    let kept = kept.map(|(key, value)| match value {
        Value::Object(inner) => (key.clone(), Value::Object(without_nothing(inner))),
        _ => (key.clone(), value.clone()),
    });
    kept.collect()
}
