//! Reading the fields of an exported record, which may hold anything.
//!
//! It knows how platforms write "nothing yet" and must never know what a field is for.

use crate::model::{Entry, format};
use crate::yaml::{NodeKind, NodeRef};
use jiff::Timestamp;
use jiff::civil::DateTime;
use serde_json::Value;

/// One record, and the export it stands in.
#[derive(Debug, Clone, Copy)]
pub struct Record<'a> {
    /// The export.
    pub export: &'a Entry,
    /// The record.
    pub node: NodeRef<'a>,
}

/// Why a record cannot be read.
#[derive(Debug)]
pub struct Unreadable<'a> {
    /// The field, or the record where a field is missing.
    pub node: NodeRef<'a>,
    /// What is wrong, as the end of a sentence about the record.
    pub message: String,
}

/// What a platform writes where a moment has not come.
const NEVER: &str = "0001-01-01";

/// Whether a value says that something has not happened: nothing, an empty text, or the first day of all.
pub fn is_never(node: NodeRef<'_>) -> bool {
    node.is_null() || node.text().is_empty() || node.text().starts_with(NEVER)
}

/// A moment as the platform wrote it, or that there is none. Without an offset it is in UTC, as Microsoft
/// documents it.
pub fn moment(node: Option<NodeRef<'_>>) -> Value {
    let Some(node) = node.filter(|node| !is_never(*node)) else {
        return Value::Null;
    };
    let text = node.text();
    match (text.parse::<Timestamp>(), text.parse::<DateTime>()) {
        (Err(_), Ok(moment)) => Value::from(format!("{moment}Z")),
        _ => Value::from(text),
    }
}

/// Whether a text is a moment, with or without an offset.
pub fn is_moment(text: &str) -> bool {
    text.parse::<Timestamp>().is_ok() || text.parse::<DateTime>().is_ok()
}

/// The moment that a field holds, if it holds one.
pub fn instant(node: NodeRef<'_>) -> Option<Timestamp> {
    let text = moment(Some(node).filter(|node| is_moment(node.text())));
    text.as_str()?.parse().ok()
}

/// Whether a text is written as a format of the schemas asks.
pub fn has_format(name: &str, text: &str) -> bool {
    format::named(name).is_some_and(|format| (format.check)(text))
}

impl<'a> Record<'a> {
    /// A field that holds something.
    pub fn get(self, key: &str) -> Option<NodeRef<'a>> {
        self.node.get(key).filter(|node| !node.is_null())
    }

    /// A text that the record must have.
    pub fn text(self, path: &[&str]) -> Result<&'a str, Unreadable<'a>> {
        let mut at = self.node;
        for key in path {
            at = at.get(key).ok_or_else(|| Unreadable {
                node: at,
                message: format!("has no `{}`", path.join(".")),
            })?;
        }
        let text = at.text().trim();
        if matches!(at.kind(), NodeKind::Map | NodeKind::Seq) || text.is_empty() {
            let message = format!("has no text as its `{}`", path.join("."));
            return Err(Unreadable { node: at, message });
        }
        Ok(text)
    }

    /// The id of a tenant, a group or a role that the record must have.
    pub fn guid(self, path: &[&str]) -> Result<&'a str, Unreadable<'a>> {
        let text = self.text(path)?;
        if has_format("guid", text) {
            return Ok(text);
        }
        Err(Unreadable {
            node: self.node.path(path).unwrap_or(self.node),
            message: format!("has no GUID as its `{}`", path.join(".")),
        })
    }

    /// A field of the whole export, such as what was told about it.
    pub fn told(self, key: &str) -> Result<&'a str, Unreadable<'a>> {
        let told = self.export.spec().and_then(|spec| spec.str(key));
        told.ok_or_else(|| Unreadable {
            node: self.export.document.root(),
            message: format!(
                "does not tell its {key}; `--{}` does",
                if key == "takenAt" { "taken-at" } else { key }
            ),
        })
    }
}

/// The value of an enumeration that a text means, whatever its case; what is unknown becomes `otherwise`.
pub fn option(text: &str, options: &[String], otherwise: &str) -> String {
    let known = options
        .iter()
        .find(|option| option.eq_ignore_ascii_case(text));
    known.map_or_else(|| otherwise.to_owned(), Clone::clone)
}
