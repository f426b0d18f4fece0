//! A fast way to read everyday YAML: one pass over the lines, nothing copied that stands in the text.
//!
//! It knows block mappings and lists, scalars on one line, flow collections, block scalars and comments.
//! At everything else, and at all that is wrong, it gives up without a trace, and the grammar of
//! [`read_by_grammar`](crate::yaml::read_by_grammar) reads the text. What it accepts it must never read
//! otherwise than the grammar, and it must never complain; the [`Builder`] judges for both.

mod block;
mod flow;
mod lines;
mod scalar;

use crate::finding::Span;
use crate::source::{MAX_BYTES, Source};
use crate::yaml::build::{Builder, Next, narrow};
use crate::yaml::limits::MAX_DEPTH;
use crate::yaml::{NodeKind, Reading, text};
use std::sync::Arc;

/// Reads a source of everyday YAML; nothing for any other, which only the grammar can judge.
pub fn read_everyday(source: &Arc<Source>) -> Option<Reading> {
    if source.text.len() > MAX_BYTES || !text::is_everyday(&source.text) {
        return None;
    }
    let mut reader = Reader {
        text: &source.text,
        bytes: source.text.as_bytes(),
        at: 0,
        builder: Builder::with(source, Vec::new()),
        levels: Vec::with_capacity(16),
        awaits: Awaits::Nothing,
        is_marked: false,
        rewritten: String::new(),
    };
    reader.documents()?;
    let builder = reader.builder;
    (builder.next == Next::Event).then(|| builder.reading())
}

/// What the last line left open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Awaits {
    Nothing,
    /// A key's value, which may be missing.
    Value,
    /// The item behind a dash at the end of its line.
    Item,
}

/// A block collection that is still open.
#[derive(Debug, Clone, Copy)]
struct Level {
    kind: NodeKind,
    /// The column of its keys or dashes.
    column: usize,
    /// Whether it is a list whose dashes stand below the first letter of its key.
    is_flush: bool,
}

/// Nothing where the text is not everyday YAML.
type Read<T = ()> = Option<T>;

struct Reader<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    builder: Builder<'a>,
    levels: Vec<Level>,
    awaits: Awaits,
    /// Whether a `---` stands before the document that comes next.
    is_marked: bool,
    /// The last scalar whose value is not as it is written.
    rewritten: String,
}

impl Reader<'_> {
    /// The byte at an offset; the end of the text looks like the end of a line.
    fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(b'\n')
    }

    /// Whether a blank or the end of a line stands there.
    fn is_gap(&self, at: usize) -> bool {
        matches!(self.byte(at), b' ' | b'\n')
    }

    /// The first offset from `at` on that holds no blank.
    fn past_blanks(&self, mut at: usize) -> usize {
        while self.byte(at) == b' ' {
            at += 1;
        }
        at
    }

    /// Where the line ends on which an offset stands.
    fn line_end(&self, at: usize) -> usize {
        let rest = self.bytes.get(at..).unwrap_or_default();
        let end = rest.iter().position(|byte| *byte == b'\n');
        end.map_or(self.bytes.len(), |length| at + length)
    }

    /// The column of the innermost block collection.
    fn column(&self) -> Read<usize> {
        self.levels.last().map(|level| level.column)
    }

    fn open(&mut self, kind: NodeKind, from: usize, to: usize) -> Read {
        if self.builder.open.len() >= MAX_DEPTH {
            return None;
        }
        self.builder.start(kind, span(from, to), 0);
        Some(())
    }
}

fn span(from: usize, to: usize) -> Span {
    Span {
        start: narrow(from),
        end: narrow(to),
    }
}
