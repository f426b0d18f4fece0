//! What to write, at its place: the keys that lead from the document to the node, then what the rule's record has.

use crate::yaml::{NodeKind, NodeRef};
use std::fmt::Write as _;

/// The YAML to lay over the document, with every key that leads to `node`.
pub(super) fn written(node: NodeRef<'_>, patch: &str) -> String {
    let mut way = node.owners();
    way.push(node);
    let mut out = String::new();
    let mut depth = 0;
    for step in way.windows(2) {
        let [within, inner] = step else { continue };
        let indent = "  ".repeat(depth);
        if within.kind() == NodeKind::Seq {
            _ = writeln!(out, "{indent}{}", item(*within, *inner));
        } else if let Some(key) = key(*within, *inner) {
            _ = writeln!(out, "{indent}{key}:");
        }
        depth += 1;
    }
    for line in patch.trim_end().lines() {
        _ = writeln!(out, "{}{line}", "  ".repeat(depth));
    }
    out
}

fn key(within: NodeRef<'_>, inner: NodeRef<'_>) -> Option<String> {
    let mut entries = within.entries();
    let (key, _) = entries.find(|(_, value)| value.index() == inner.index())?;
    Some(scalar(key.text()))
}

/// The beginning of a list item, by what it is known.
fn item(within: NodeRef<'_>, inner: NodeRef<'_>) -> String {
    let known = ["id", "name"]
        .iter()
        .find_map(|name| Some((name, inner.get(name)?)));
    if let Some((name, value)) = known {
        return format!("- {name}: {}", scalar(value.text()));
    }
    let mut items = within.items();
    let position = items.position(|own| own.index() == inner.index());
    let number = position.unwrap_or_default() + 1;
    format!("-  # item {number} of this list")
}

/// A text as a value: in quotes, as JSON has them, unless it is a plain name.
fn scalar(text: &str) -> String {
    let letter = text.starts_with(|c: char| c.is_ascii_alphabetic());
    let plain = text
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    if letter && plain {
        return text.to_owned();
    }
    serde_json::Value::from(text).to_string()
}
