//! Finds a part of a scalar's text in the source where the two differ: escapes, doubled quotes, folded
//! and indented lines.
//!
//! It matches the two character by character and must never know what the text means.

use crate::yaml::text;
use std::ops::Range;

/// Where a part of a text stands in what was written for it; nothing if the two do not match up.
pub(crate) fn locate(written: &str, text: &str, part: Range<usize>) -> Option<Range<usize>> {
    let mut cursor = Cursor::new(written);
    let (mut start, mut end) = (None, 0);
    for (offset, character) in text.char_indices().take_while(|(at, _)| *at < part.end) {
        let found = cursor.take(character)?;
        if offset >= part.start {
            start = start.or(Some(found.start));
            end = found.end;
        }
    }
    start
        .map(|start| start..end)
        .filter(|found| !found.is_empty())
}

/// A place in what was written for a scalar.
struct Cursor<'w> {
    written: &'w str,
    at: usize,
    quote: Option<char>,
}

impl<'w> Cursor<'w> {
    fn new(written: &'w str) -> Self {
        let quote = written
            .chars()
            .next()
            .filter(|first| matches!(first, '"' | '\''));
        let at = if written.starts_with(['|', '>']) {
            written.find('\n').map_or(written.len(), |end| end + 1)
        } else {
            usize::from(quote.is_some())
        };
        Self { written, at, quote }
    }

    fn rest(&self) -> &'w str {
        &self.written[self.at..]
    }

    /// Goes over what stands for a character of the text.
    fn take(&mut self, character: char) -> Option<Range<usize>> {
        self.join_lines();
        if !character.is_whitespace() {
            self.skip_space();
        }
        let rest = self.rest();
        let length = match (self.quote, rest.chars().next()) {
            (Some('"'), Some('\\')) => text::escape(rest).0,
            (Some('\''), Some('\'')) if rest.starts_with("''") => 2,
            (_, Some(space)) if character.is_whitespace() && space.is_whitespace() => {
                space.len_utf8()
            }
            // More line breaks in the text than in the source never come before other characters.
            _ if character.is_whitespace() => 0,
            (_, Some(same)) if same == character => same.len_utf8(),
            _ => return None,
        };
        let from = self.at;
        self.at += length;
        Some(from..self.at)
    }

    /// Goes over the end of a line after a backslash, and the indentation of the next.
    fn join_lines(&mut self) {
        let rest = self.rest();
        let joined = rest
            .strip_prefix('\\')
            .filter(|next| next.starts_with(['\n', '\r']));
        if let Some(next) = joined.filter(|_| self.quote == Some('"')) {
            self.at = self.written.len() - next.trim_start().len();
        }
    }

    /// Goes over indentation and folded lines.
    fn skip_space(&mut self) {
        self.at = self.written.len() - self.rest().trim_start().len();
        self.join_lines();
    }
}
