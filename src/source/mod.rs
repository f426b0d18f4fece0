//! The texts that are judged, and where lines and columns are in them.
//!
//! A source knows its text and its name, never what the text means.

mod decode;
pub mod discover;
pub mod embedded;
mod group;
mod names;
mod walk;
mod wide;
mod workspace;

pub use decode::{decode, read_from};
pub use discover::{Discovery, Request, discover};
pub use walk::PassedOver;
pub(crate) use walk::is_of_interest;
pub use wide::read_export;
pub use workspace::{Content, File, LeftOut, Root};

use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// One input text with the name under which people know it.
#[derive(Debug)]
pub struct Source {
    /// Path as reported to people: relative where possible, `/` between the parts.
    pub path: String,
    /// The text, UTF-8, without a byte order mark.
    pub text: String,
    has_mark: bool,
    line_starts: OnceLock<Vec<u32>>,
}

/// The byte order mark.
const MARK: char = '\u{feff}';

/// Largest file that is read.
pub const MAX_BYTES: usize = 8 << 20;

/// Why a file was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The system would not let us: missing rights, vanished, a broken disk.
    System,
    /// It is no regular file of the workspace, or too large.
    Refused,
    /// It is not UTF-8 text.
    Encoding,
}

/// A file that was not read.
#[derive(Debug, Clone)]
pub struct Skipped {
    /// Its name, and its text as far as it can be shown.
    pub source: Arc<Source>,
    /// Byte offset of what is wrong.
    pub at: u32,
    /// Why it was not read.
    pub reason: Reason,
    /// What is wrong, as people are told.
    pub message: String,
}

/// A position people can find in an editor: line and column count from 1, columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineCol {
    /// Line, from 1; LF, CRLF and a lone CR each end a line.
    pub line: u32,
    /// Column, from 1, in Unicode scalar values.
    pub column: u32,
}

impl Source {
    /// Makes a source; a byte order mark at the start is dropped and counts in no position.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Arc<Self> {
        let mut text = text.into();
        let has_mark = text.starts_with(MARK);
        if has_mark {
            text.drain(..MARK.len_utf8());
        }
        Arc::new(Self {
            path: path.into(),
            text,
            has_mark,
            line_starts: OnceLock::new(),
        })
    }

    /// The bytes as they were read, a byte order mark included, in two pieces.
    pub fn bytes(&self) -> [&[u8]; 2] {
        let mark: &[u8] = if self.has_mark { b"\xef\xbb\xbf" } else { b"" };
        [mark, self.text.as_bytes()]
    }

    /// Line and column of a byte offset; an offset inside a character belongs to that character.
    pub fn line_col(&self, offset: u32) -> LineCol {
        let starts = self.line_starts();
        let line = starts.partition_point(|&start| start <= offset).max(1);
        let start = starts.get(line - 1).copied().unwrap_or(0) as usize;
        let end = self.char_floor(offset as usize).max(start);
        LineCol {
            line: u32::try_from(line).unwrap_or(u32::MAX),
            column: u32::try_from(self.text[start..end].chars().count() + 1).unwrap_or(u32::MAX),
        }
    }

    /// The text of a line (from 1), without its line ending; empty past the end.
    pub fn line(&self, line: u32) -> &str {
        self.line_range(line).map_or("", |range| &self.text[range])
    }

    /// Where a line (from 1) stands in the text, without its line ending; `None` past the end.
    pub fn line_range(&self, line: u32) -> Option<Range<usize>> {
        let starts = self.line_starts();
        let index = line.max(1) as usize - 1;
        let start = *starts.get(index)? as usize;
        let next = starts.get(index + 1).map(|&next| next as usize);
        let line = &self.text[start..next.unwrap_or(self.text.len())];
        Some(start..start + line.trim_end_matches(['\r', '\n']).len())
    }

    fn char_floor(&self, offset: usize) -> usize {
        let mut at = offset.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }

    fn line_starts(&self) -> &[u32] {
        self.line_starts.get_or_init(|| line_starts(&self.text))
    }
}

fn line_starts(text: &str) -> Vec<u32> {
    let bytes = text.as_bytes();
    let ends_line = |at: usize| match bytes[at] {
        b'\n' => true,
        b'\r' => bytes.get(at + 1) != Some(&b'\n'),
        _ => false,
    };
    let after = (0..bytes.len())
        .filter(|&at| ends_line(at))
        .map(|at| at + 1);
    std::iter::once(0)
        .chain(after)
        .filter_map(|start| u32::try_from(start).ok())
        .collect()
}
