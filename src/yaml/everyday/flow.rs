//! Collections in brackets, on one line or several.

use super::{Read, Reader, span};
use crate::yaml::NodeKind;

impl Reader<'_> {
    /// Reads the collection whose bracket is reached.
    pub(super) fn flow(&mut self) -> Read {
        let start = self.at;
        let is_map = self.byte(start) == b'{';
        let (kind, close) = if is_map {
            (NodeKind::Map, b'}')
        } else {
            (NodeKind::Seq, b']')
        };
        self.open(kind, start, start + 1)?;
        self.at = start + 1;
        self.separation()?;
        while self.byte(self.at) != close {
            if is_map {
                self.flow_key()?;
            }
            self.flow_node()?;
            self.separation()?;
            match self.byte(self.at) {
                b',' => self.at += 1,
                byte if byte == close => break,
                _ => return None,
            }
            self.separation()?;
        }
        self.builder.end(span(self.at, self.at + 1));
        self.at += 1;
        Some(())
    }

    /// Reads a key, its colon and what separates it from its value.
    fn flow_key(&mut self) -> Read {
        let key = self.scalar(true)?;
        self.colon(key.start)?;
        self.put(&key)?;
        self.separation()
    }

    fn flow_node(&mut self) -> Read {
        if matches!(self.byte(self.at), b'[' | b'{') {
            return self.flow();
        }
        let scalar = self.scalar(true)?;
        self.put(&scalar)
    }

    /// Goes past blanks, line ends and comments to a text that stands deeper than what is around it.
    fn separation(&mut self) -> Read {
        let first = self.past_blanks(self.at);
        match self.byte(first) {
            b'\n' => {}
            b'#' if first > self.at => {}
            _ => {
                self.at = first;
                return Some(());
            }
        }
        self.at = self.line_end(first) + 1;
        let column = self.next_line()?;
        let is_deeper = match self.column() {
            Some(around) => column > around,
            None => !self.is_marker(),
        };
        is_deeper.then_some(())
    }
}
