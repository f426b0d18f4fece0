//! Lines and their columns: which collection a key or a dash belongs to.
//!
//! It must never guess: a line that fits no open collection is left to the grammar.

use super::{Awaits, Level, Read, Reader, span};
use crate::yaml::NodeKind;
use crate::yaml::build::narrow;

impl Reader<'_> {
    /// Reads all documents.
    pub(super) fn documents(&mut self) -> Read {
        while let Some(column) = self.next_line() {
            if column > 0 || !self.is_marker() {
                self.line(column)?;
            } else if self.byte(self.at) == b'-' {
                self.mark()?;
            } else {
                return None;
            }
        }
        self.end_document()
    }

    /// Goes to the next line with more than a comment; gives its column.
    pub(super) fn next_line(&mut self) -> Option<usize> {
        while self.at < self.bytes.len() {
            let first = self.past_blanks(self.at);
            match self.byte(first) {
                b'\n' => self.at = first + 1,
                b'#' => self.at = self.line_end(first) + 1,
                _ => {
                    let column = first - self.at;
                    self.at = first;
                    return Some(column);
                }
            }
        }
        None
    }

    /// Whether `---` or `...` stands here, which separate documents at the start of a line.
    pub(super) fn is_marker(&self) -> bool {
        let marker = self.bytes.get(self.at..self.at + 3);
        matches!(marker, Some(b"---" | b"...")) && self.is_gap(self.at + 3)
    }

    /// Reads `---` on a line of its own.
    fn mark(&mut self) -> Read {
        if !self.builder.document.nodes.is_empty() {
            self.end_document()?;
        } else if self.is_marked {
            return None;
        }
        self.is_marked = true;
        self.at += 3;
        self.end_line()
    }

    fn end_document(&mut self) -> Read {
        while !self.levels.is_empty() {
            self.close()?;
        }
        if self.builder.document.nodes.is_empty() {
            return None;
        }
        self.is_marked = false;
        self.builder.finish(narrow(self.at));
        Some(())
    }

    /// Ends the innermost block collection.
    fn close(&mut self) -> Read {
        self.settle()?;
        self.levels.pop();
        self.builder.end(span(0, 0));
        Some(())
    }

    /// Puts nothing where a value is missing.
    fn settle(&mut self) -> Read {
        match self.awaits {
            Awaits::Nothing => {}
            Awaits::Value => self.missing(),
            Awaits::Item => return None,
        }
        self.awaits = Awaits::Nothing;
        Some(())
    }

    /// Reads the line whose first letter is reached.
    fn line(&mut self, column: usize) -> Read {
        let is_item = self.is_dash(self.at);
        while let Some(level) = self.levels.last().copied() {
            if column > level.column {
                break;
            }
            if column == level.column {
                match level.kind {
                    NodeKind::Seq if is_item => {
                        self.settle()?;
                        return self.item(column);
                    }
                    NodeKind::Seq if !level.is_flush => return None,
                    NodeKind::Map if is_item && self.awaits == Awaits::Value => break,
                    NodeKind::Map if is_item => return None,
                    NodeKind::Map => {
                        self.settle()?;
                        return self.entry();
                    }
                    _ => {}
                }
            }
            self.close()?;
        }
        self.begin(column, is_item)
    }

    /// Begins a collection where a node is awaited: a list if a dash stands there, else a mapping.
    fn begin(&mut self, column: usize, is_item: bool) -> Read {
        let is_root = self.levels.is_empty() && self.builder.document.nodes.is_empty();
        if !is_root && (self.awaits == Awaits::Nothing || self.levels.is_empty()) {
            return None;
        }
        let is_flush = self.column() == Some(column);
        self.awaits = Awaits::Nothing;
        if matches!(self.byte(self.at), b'[' | b'{') {
            self.collection()
        } else if is_item {
            self.list(column, is_flush)
        } else {
            self.mapping(column)
        }
    }

    pub(super) fn list(&mut self, column: usize, is_flush: bool) -> Read {
        let mut from = self.at;
        if is_flush {
            // The grammar notices such a list only behind its first dash.
            from = self.past_blanks(from + 1);
            if self.byte(from) == b'#' {
                from = self.line_end(from);
            }
        }
        self.open(NodeKind::Seq, from, from)?;
        self.levels.push(Level {
            kind: NodeKind::Seq,
            column,
            is_flush,
        });
        self.item(column)
    }

    fn mapping(&mut self, column: usize) -> Read {
        let key = self.scalar(false)?;
        self.colon(key.start)?;
        self.mapping_from(column, &key)
    }

    fn entry(&mut self) -> Read {
        let key = self.scalar(false)?;
        self.colon(key.start)?;
        self.put(&key)?;
        self.value()
    }
}
