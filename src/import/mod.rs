//! The texts that are written into workspaces: exports as documents of ours, and waivers.
//!
//! It renders and edits texts; it never reads or writes a file and never decides who is right.

mod change;
mod edit;
mod lines;
mod plan;
mod remediation;
mod waiver;
mod written;

pub use change::{Changed, Changes, Left, changes};
pub use plan::{Accepted, Agreed, Decisions, Known, Open, decisions};
pub use remediation::{NewRemediation, planned, thinned};
pub use waiver::{Gone, NewWaiver, appended, without};

use crate::error::Result;
use crate::model::Kind;
use crate::model::export::{Draft, Drafts};
use serde_json::{Map, Value};

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

/// Names and texts of files for everything that no document declares, a file each.
pub fn new_documents(drafts: &Drafts<'_>) -> Result<Vec<(String, String)>> {
    let new = drafts
        .drafts
        .iter()
        .filter(|(_, declared)| declared.is_none());
    let files = new.map(|(draft, _)| {
        let stem = Kind::named(draft.kind).map_or("document", |kind| kind.schema);
        Ok((format!("{stem}-{}.yaml", draft.id), document(draft)?))
    });
    files.collect()
}

/// What was read, in one line.
pub fn summary(drafts: &Drafts<'_>, exports: usize) -> String {
    let count = |number: usize, one: &str, many: &str| {
        format!("{number} {}", if number == 1 { one } else { many })
    };
    let new = drafts
        .drafts
        .iter()
        .filter(|(_, declared)| declared.is_none())
        .count();
    format!(
        "{} read: {}, {} that the workspace has already",
        count(exports, "export", "exports"),
        count(new, "new document", "new documents"),
        drafts.drafts.len() - new
    )
}

/// A new document.
fn document(draft: &Draft<'_>) -> Result<String> {
    let spec = Value::Object(without_nothing(&draft.spec));
    let yaml = written::document(&change::new_document(draft, &spec))?;
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
