//! Text as data in XML 1.0, which has no way to write a control character: those are shown instead.
//!
//! It knows neither elements nor reports.

use crate::page::escape;
use crate::report::plain;

/// One line, for content and for quoted attributes.
pub(super) fn text(text: &str) -> String {
    escape::xml(&plain::line(text))
}

/// Content of several lines, each of them harmless.
pub(super) fn lines(content: &str) -> String {
    let lines = content.lines().map(text);
    lines.collect::<Vec<_>>().join("\n")
}
