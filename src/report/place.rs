//! Places as formats print them: line and column, and the lines around them.
//!
//! Positions come from the finding's own span; nothing here looks into a document's meaning.

use crate::finding::{Finding, Place, Span};
use crate::report::plain;
use crate::source::{LineCol, Source};
use std::fmt::Write as _;
use std::ops::Range;

/// Longest stretch of one line that an excerpt shows, in bytes.
const WIDEST: usize = 400;

/// A mark that was not met yet.
const NOWHERE: usize = usize::MAX;

/// Where something stands, in characters counted from 1; the end is one past the last character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot<'a> {
    /// The file.
    pub path: &'a str,
    /// First character.
    pub start: LineCol,
    /// One past the last character.
    pub end: LineCol,
}

impl<'a> Spot<'a> {
    /// The whole stretch.
    pub fn of(place: &'a Place) -> Self {
        let Place { source, span } = place;
        Self {
            path: &source.path,
            start: source.line_col(span.start),
            end: source.line_col(span.end.max(span.start)),
        }
    }

    /// The stretch, cut at the end of its first line: viewers show a short mark better than a long one.
    pub fn first_line(place: &'a Place) -> Self {
        let mut spot = Self::of(place);
        if spot.end.line > spot.start.line {
            let length = place.source.line(spot.start.line).chars().count();
            let column = u32::try_from(length + 1).unwrap_or(u32::MAX);
            spot.end = LineCol {
                line: spot.start.line,
                column: column.max(spot.start.column),
            };
        }
        spot
    }
}

/// `path:line:col`, as editors and terminals understand it.
pub fn text(place: &Place) -> String {
    let LineCol { line, column } = place.source.line_col(place.span.start);
    format!("{}:{line}:{column}", plain::line(&place.source.path))
}

/// `path:line:col: error[RULE]: message`, which editors can jump to.
pub fn headline(finding: &Finding) -> String {
    let (at, word) = (text(&finding.place), finding.severity.word());
    let (rule, message) = (plain::line(&finding.rule), plain::line(&finding.message));
    format!("{at}: {word}[{rule}]: {message}")
}

/// A path as a reference of the web: every byte that a URI may not hold is percent-encoded, and one from
/// the top of the system names the machine's own files.
pub fn reference(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.trim_start_matches("./").bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => {
                uri.push(char::from(byte));
            }
            _ => _ = write!(uri, "%{byte:02X}"),
        }
    }
    if uri.starts_with('/') {
        format!("file://{uri}")
    } else {
        uri
    }
}

/// Some lines of a source made harmless, and where the marks went.
#[derive(Debug)]
pub struct Excerpt {
    /// Number of the first line shown.
    pub first_line: u32,
    /// The lines, each ended by `\n`.
    pub text: String,
    /// The given spans as byte ranges of `text`, in the given order.
    pub marks: Vec<Range<usize>>,
}

/// The lines `first` to `last` of a source, as far as they exist, with `spans` carried over.
pub fn excerpt(source: &Source, first: u32, last: u32, spans: &[Span]) -> Excerpt {
    let mut shown = Excerpt {
        first_line: first,
        text: String::new(),
        marks: vec![NOWHERE..NOWHERE; spans.len()],
    };
    for line in (first..=last).map_while(|line| source.line_range(line)) {
        show_line(&source.text, line, spans, &mut shown);
    }
    let end = shown.text.trim_end_matches('\n').len();
    for mark in &mut shown.marks {
        mark.start = mark.start.min(end);
        mark.end = mark.end.clamp(mark.start, end.max(mark.start));
    }
    shown
}

/// Appends one line, cut to what is near the marks, and notes where the marks begin and end.
fn show_line(text: &str, line: Range<usize>, spans: &[Span], shown: &mut Excerpt) {
    let window = window(text, &line, spans);
    if window.start > line.start {
        shown.text.push('…');
    }
    for (at, c) in text[window.clone()].char_indices() {
        note(shown, spans, window.start + at);
        if c == '\t' {
            shown.text.push(c);
        } else {
            plain::show(c, &mut shown.text);
        }
    }
    note(shown, spans, window.end);
    if window.end < line.end {
        shown.text.push('…');
    }
    shown.text.push('\n');
}

/// Marks whose start or end was reached at `offset` get the place that the output has come to.
fn note(shown: &mut Excerpt, spans: &[Span], offset: usize) {
    let here = shown.text.len();
    for (mark, span) in shown.marks.iter_mut().zip(spans) {
        if mark.start == NOWHERE && offset >= span.start as usize {
            mark.start = here;
        }
        if mark.end == NOWHERE && offset >= span.end as usize {
            mark.end = here;
        }
    }
}

/// The part of a line that is worth showing: around the first mark in it, if the line is long.
fn window(text: &str, line: &Range<usize>, spans: &[Span]) -> Range<usize> {
    if line.len() <= WIDEST {
        return line.clone();
    }
    let starts = spans.iter().map(|span| span.start as usize);
    let mark = starts.into_iter().find(|at| line.contains(at));
    let start = mark.map_or(line.start, |at| at.saturating_sub(WIDEST / 4));
    let start = text.floor_char_boundary(start.max(line.start));
    start..text.floor_char_boundary((start + WIDEST).min(line.end))
}
