//! What stands on the line of a dash or behind a key: values, compact collections, block scalars.

use super::{Awaits, Level, Read, Reader};
use crate::yaml::NodeKind;
use crate::yaml::everyday::scalar::Scalar;
use granit_parser::ScalarStyle;

impl Reader<'_> {
    /// Reads what stands behind the dash that is reached.
    pub(super) fn item(&mut self, column: usize) -> Read {
        let first = self.past_blanks(self.at + 1);
        if matches!(self.byte(first), b'\n' | b'#') {
            self.at += 1;
            self.awaits = Awaits::Item;
            return self.end_line();
        }
        let column = column + first - self.at;
        self.at = first;
        match self.byte(first) {
            b'|' | b'>' => self.block_scalar(),
            b'[' | b'{' => self.collection(),
            b'-' if self.is_dash(first) => self.list(column, false),
            _ => {
                let scalar = self.scalar(false)?;
                if self.byte(self.past_blanks(self.at)) == b':' {
                    self.colon(scalar.start)?;
                    return self.mapping_from(column, &scalar);
                }
                self.put(&scalar)?;
                self.end_line()
            }
        }
    }

    /// Begins a mapping with its first key, whose colon was read.
    pub(super) fn mapping_from(&mut self, column: usize, key: &Scalar) -> Read {
        self.open(NodeKind::Map, key.start, key.start)?;
        self.levels.push(Level {
            kind: NodeKind::Map,
            column,
            is_flush: false,
        });
        self.put(key)?;
        self.value()
    }

    /// Reads what stands behind the colon that was read.
    pub(super) fn value(&mut self) -> Read {
        let first = self.past_blanks(self.at);
        if matches!(self.byte(first), b'\n' | b'#') {
            self.awaits = Awaits::Value;
            return self.end_line();
        }
        self.at = first;
        match self.byte(first) {
            b'|' | b'>' => self.block_scalar(),
            b'[' | b'{' => self.collection(),
            _ => {
                let scalar = self.scalar(false)?;
                self.put(&scalar)?;
                self.end_line()
            }
        }
    }

    pub(super) fn collection(&mut self) -> Read {
        self.flow()?;
        self.end_line()
    }

    /// Reads `|` or `>` with the lines that belong to it.
    fn block_scalar(&mut self) -> Read {
        let is_folded = self.byte(self.at) == b'>';
        let is_stripped = self.byte(self.at + 1) == b'-';
        self.at += 1 + usize::from(is_stripped);
        self.end_line()?;
        let start = self.past_blanks(self.at);
        let indentation = start - self.at;
        if indentation <= self.column()? || self.byte(start) == b'\n' {
            return None;
        }
        self.rewritten.clear();
        let end = self.block_lines(indentation, is_folded)?;
        if !is_stripped {
            self.rewritten.push('\n');
        }
        let style = if is_folded {
            ScalarStyle::Folded
        } else {
            ScalarStyle::Literal
        };
        self.put_block(style, start, end)
    }

    /// Rewrites the lines of a block scalar; gives the end of the last one with text.
    fn block_lines(&mut self, indentation: usize, is_folded: bool) -> Read<usize> {
        let mut end = self.at;
        let mut empty = None;
        let mut was_deeper = false;
        while self.at < self.bytes.len() {
            let first = self.past_blanks(self.at);
            let depth = first - self.at;
            if self.byte(first) == b'\n' {
                if depth > indentation {
                    return None;
                }
                empty = empty.map(|lines: usize| lines + 1);
                self.at = first + 1;
                continue;
            }
            if depth < indentation {
                break;
            }
            let is_deeper = depth > indentation;
            let is_joined = is_folded && !was_deeper && !is_deeper;
            if let Some(lines) = empty {
                let breaks = if is_joined { lines } else { lines + 1 };
                self.rewritten.extend(std::iter::repeat_n('\n', breaks));
                if breaks == 0 {
                    self.rewritten.push(' ');
                }
            }
            let line_end = self.line_end(first);
            let line = self.text.get(self.at + indentation..line_end)?;
            self.rewritten.push_str(line);
            end = first + line.trim_start_matches(' ').trim_end_matches(' ').len();
            (empty, was_deeper) = (Some(0), is_deeper);
            self.at = line_end + 1;
        }
        Some(end)
    }
}
