//! Where values, lines and dashes stand in a YAML text that people wrote.
//!
//! It measures and must never change anything.

use crate::yaml::{NodeKind, NodeRef};
use std::ops::Range;

/// Why a change cannot be made in place.
pub(super) type Stuck = &'static str;

/// Something else stands where only this was expected.
pub(super) const CROWDED: Stuck = "something else stands on the same line";

pub(super) fn source(node: NodeRef<'_>) -> &str {
    &node.document.source.text
}

/// Where a value stands; a block ends with the last value in it, not where the next one begins.
pub(super) fn range(node: NodeRef<'_>) -> Range<usize> {
    let span = node.span();
    let last = match node.kind() {
        _ if is_flow(node) => None,
        NodeKind::Seq => node.items().last(),
        NodeKind::Map => node.entries().last().map(|(_, value)| value),
        _ => None,
    };
    let end = last.map_or(span.end as usize, |last| range(last).end);
    span.start as usize..end
}

/// A list or mapping between brackets; that of a block may begin with the bracket of its first item.
pub(super) fn is_flow(node: NodeRef<'_>) -> bool {
    let bracket = if node.kind() == NodeKind::Seq {
        '['
    } else {
        '{'
    };
    let span = node.span();
    source(node)[span.start as usize..span.end as usize].starts_with(bracket)
}

/// The `|` or `>` that announces the lines at a place.
pub(super) fn indicator(text: &str, lines: usize) -> Option<usize> {
    let before = text[..lines].trim_end();
    let word = before.rsplit(char::is_whitespace).next()?;
    let announces =
        word.starts_with(['|', '>']) && text[before.len()..lines].contains(['\n', '\r']);
    announces.then(|| before.len() - word.len())
}

pub(super) fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1)
}

/// The end of the line, comment included; nothing else may stand between.
pub(super) fn line_end(text: &str, at: usize) -> Result<usize, Stuck> {
    let rest = text[at..].split(['\n', '\r']).next().unwrap_or_default();
    let alone = rest.trim().is_empty() || rest.trim_start().starts_with('#');
    if alone {
        Ok(at + rest.len())
    } else {
        Err(CROWDED)
    }
}

/// The dash in front of a list's item.
pub(super) fn dash(text: &str, item: usize) -> Result<usize, Stuck> {
    let before = text[..item].trim_end();
    let dash = before.strip_suffix('-').ok_or(CROWDED)?;
    Ok(dash.len())
}

pub(super) fn column(text: &str, at: usize) -> usize {
    text[line_start(text, at)..at].chars().count()
}

pub(super) fn newline(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}
