//! The small pieces that the audit page is made of: harmless text, code within text, excerpts.

use crate::finding::{Place, Span};
use crate::report::place::{self, Spot};
use crate::report::plain;
use crate::report::rule::Citation;
use serde::Serialize;
use std::ops::Range;

/// A stretch of text that is code or is not.
#[derive(Debug, Serialize)]
pub(super) struct Part {
    code: bool,
    text: String,
}

/// One line of an excerpt, with what is marked in it.
#[derive(Debug, Serialize)]
pub(super) struct Line {
    number: u32,
    before: String,
    marked: String,
    after: String,
}

/// Where a rule is written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(super) struct Source {
    pub(super) title: String,
    pub(super) date: String,
    pub(super) read: &'static str,
    pub(super) locator: String,
    pub(super) link: Option<String>,
    pub(super) key: String,
}

/// Text without anything that hides or moves.
pub(super) fn shown(text: &str) -> String {
    plain::line(text).into_owned()
}

/// Text in which what stands between backticks is code.
pub(super) fn rich(text: &str) -> Vec<Part> {
    let shown = plain::line(text);
    let pieces: Vec<&str> = shown.split('`').collect();
    if pieces.len().is_multiple_of(2) {
        let text = shown.into_owned();
        return vec![Part { code: false, text }];
    }
    let part = |(index, piece): (usize, &&str)| Part {
        code: index % 2 == 1,
        text: (*piece).to_owned(),
    };
    let parts = pieces.iter().enumerate().map(part);
    parts.filter(|part| !part.text.is_empty()).collect()
}

/// Like [`rich`], with a capital at the start and a full stop at the end.
pub(super) fn sentence(text: &str) -> Vec<Part> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Vec::new();
    }
    let mut chars = trimmed.chars();
    let first = chars.next().map(|c| c.to_uppercase().to_string());
    let capital = first.unwrap_or_default() + chars.as_str();
    let stop = if capital.ends_with(['.', '!', '?', ':']) {
        ""
    } else {
        "."
    };
    rich(&(capital + stop))
}

/// `path:line:col`, or nothing.
pub(super) fn place(place: Option<&Place>) -> String {
    place.map(place::text).unwrap_or_default()
}

/// The line that matters with its neighbours; what matters is marked.
pub(super) fn excerpt(place: &Place) -> Vec<Line> {
    let line = Spot::of(place).start.line;
    let first = line.saturating_sub(1).max(1);
    let span = on_first_line(place, line);
    let excerpt = place::excerpt(&place.source, first, line + 1, &[span]);
    let mark = excerpt.marks.first().cloned().unwrap_or_default();
    let mut start = 0;
    let mut lines = Vec::new();
    for (number, text) in (first..).zip(excerpt.text.lines()) {
        lines.push(marked(number, text, &mark, start));
        start += text.len() + 1;
    }
    lines
}

/// The span, cut where its first line ends.
fn on_first_line(place: &Place, line: u32) -> Span {
    let end = place.source.line_range(line).map(|range| range.end);
    let end = end.and_then(|end| u32::try_from(end).ok());
    Span {
        start: place.span.start,
        end: end.map_or(place.span.end, |end| end.min(place.span.end)),
    }
}

fn marked(number: u32, text: &str, mark: &Range<usize>, start: usize) -> Line {
    let from = mark.start.clamp(start, start + text.len()) - start;
    let to = mark.end.clamp(start + from, start + text.len()) - start;
    Line {
        number,
        before: text[..from].to_owned(),
        marked: text[from..to].to_owned(),
        after: text[to..].to_owned(),
    }
}

/// A citation as the page prints it.
pub(super) fn source(citation: &Citation) -> Source {
    Source {
        title: shown(&citation.title),
        date: shown(&citation.date),
        read: citation.tier_words(),
        locator: shown(&citation.locator),
        link: citation.link().map(str::to_owned),
        key: shown(&citation.key),
    }
}
