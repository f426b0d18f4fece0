//! Keys and values on one line: plain, in single quotes, in double quotes.

use super::{Read, Reader, span};
use crate::yaml::leaf::Leaf;
use granit_parser::ScalarStyle;
use std::borrow::Cow;

/// So far the grammar looks for the colon behind a key.
const LONGEST_KEY: usize = 1024;

/// The bytes that may end a scalar or change what it says; a table, because every byte is asked for.
const IS_SPECIAL: [bool; 256] = {
    let bytes = b"\n :,[]{}'\"\\";
    let mut table = [false; 256];
    let mut at = 0;
    while at < bytes.len() {
        table[bytes[at] as usize] = true;
        at += 1;
    }
    table
};

/// A scalar that was read and is not in the arena yet.
pub(super) struct Scalar {
    style: ScalarStyle,
    pub start: usize,
    end: usize,
    /// Whether its value is the reader's `rewritten`.
    is_rewritten: bool,
}

impl Reader<'_> {
    /// Whether a dash with a gap behind it stands there.
    pub(super) fn is_dash(&self, at: usize) -> bool {
        self.byte(at) == b'-' && self.is_gap(at + 1)
    }

    /// Goes past the colon that makes a key of the scalar before it.
    pub(super) fn colon(&mut self, key: usize) -> Read {
        let at = self.past_blanks(self.at);
        let is_colon = self.byte(at) == b':' && self.is_gap(at + 1);
        if !is_colon || at - key > LONGEST_KEY {
            return None;
        }
        self.at = at + 1;
        Some(())
    }

    /// Goes to the next line, past blanks and a comment.
    pub(super) fn end_line(&mut self) -> Read {
        let first = self.past_blanks(self.at);
        self.at = match self.byte(first) {
            b'\n' => first + 1,
            b'#' if first > self.at => self.line_end(first) + 1,
            _ => return None,
        };
        Some(())
    }

    pub(super) fn scalar(&mut self, in_flow: bool) -> Read<Scalar> {
        match self.byte(self.at) {
            b'"' => self.double_quoted(),
            b'\'' => self.single_quoted(),
            _ => self.plain(in_flow),
        }
    }

    /// Puts a scalar into the arena.
    pub(super) fn put(&mut self, scalar: &Scalar) -> Read {
        let text = if scalar.is_rewritten {
            self.rewritten.as_str()
        } else if matches!(scalar.style, ScalarStyle::Plain) {
            self.text.get(scalar.start..scalar.end)?
        } else {
            self.text.get(scalar.start + 1..scalar.end - 1)?
        };
        self.builder.leaf(&Leaf {
            text: Cow::Borrowed(text),
            style: scalar.style,
            at: span(scalar.start, scalar.end),
            tag: None,
        });
        Some(())
    }

    /// Puts what was rewritten into the arena as a block scalar.
    pub(super) fn put_block(&mut self, style: ScalarStyle, start: usize, end: usize) -> Read {
        self.put(&Scalar {
            style,
            start,
            end,
            is_rewritten: true,
        })
    }

    /// Puts nothing into the arena, as the value to the key before.
    pub(super) fn missing(&mut self) {
        self.builder.leaf(&Leaf {
            text: Cow::Borrowed(""),
            style: ScalarStyle::Plain,
            at: span(0, 0),
            tag: None,
        });
    }

    fn plain(&mut self, in_flow: bool) -> Read<Scalar> {
        let start = self.at;
        if !begins_plain(self.byte(start)) || (self.byte(start) == b'-' && self.is_gap(start + 1)) {
            return None;
        }
        let (mut at, mut end) = (start, start);
        loop {
            let special = self.past_ordinary(at);
            if special > at {
                (at, end) = (special, special);
            }
            match self.byte(at) {
                b'\n' => break,
                b' ' if self.byte(at + 1) == b'#' => break,
                b' ' => {}
                b':' if self.is_gap(at + 1) => break,
                b':' if in_flow && is_bracket_or_comma(self.byte(at + 1)) => return None,
                byte if in_flow && is_bracket_or_comma(byte) => break,
                _ => end = at + 1,
            }
            at += 1;
        }
        let is_dash = in_flow && end == start + 1 && self.byte(start) == b'-';
        self.at = end;
        (end > start && !is_dash).then_some(Scalar {
            style: ScalarStyle::Plain,
            start,
            end,
            is_rewritten: false,
        })
    }

    /// The first offset from `at` on whose byte may mean something in a scalar.
    fn past_ordinary(&self, at: usize) -> usize {
        let rest = self.bytes.get(at..).unwrap_or_default();
        let special = rest.iter().position(|byte| IS_SPECIAL[usize::from(*byte)]);
        at + special.unwrap_or(rest.len())
    }

    fn single_quoted(&mut self) -> Read<Scalar> {
        let start = self.at;
        let (mut at, mut copied) = (start + 1, start + 1);
        let mut is_rewritten = false;
        loop {
            at = self.past_ordinary(at);
            match self.byte(at) {
                b'\n' => return None,
                b'\'' if self.byte(at + 1) == b'\'' => {
                    self.rewrite(copied, at + 1, &mut is_rewritten)?;
                    at += 1;
                    copied = at + 1;
                }
                b'\'' => break,
                _ => {}
            }
            at += 1;
        }
        self.quoted(ScalarStyle::SingleQuoted, start, copied, at, is_rewritten)
    }

    fn double_quoted(&mut self) -> Read<Scalar> {
        let start = self.at;
        let (mut at, mut copied) = (start + 1, start + 1);
        let mut is_rewritten = false;
        loop {
            at = self.past_ordinary(at);
            match self.byte(at) {
                b'\n' => return None,
                b'\\' => {
                    let (length, character) = self.escaped(at + 1)?;
                    self.rewrite(copied, at, &mut is_rewritten)?;
                    self.rewritten.push(character);
                    at += length;
                    copied = at + 1;
                }
                b'"' => break,
                _ => {}
            }
            at += 1;
        }
        self.quoted(ScalarStyle::DoubleQuoted, start, copied, at, is_rewritten)
    }

    /// Length and character of a common escape, behind its backslash.
    fn escaped(&self, at: usize) -> Read<(usize, char)> {
        let digits = match self.byte(at) {
            byte @ (b'"' | b'\\' | b'/') => return Some((1, char::from(byte))),
            b'n' => return Some((1, '\n')),
            b't' => return Some((1, '\t')),
            b'x' => 2,
            b'u' => 4,
            _ => return None,
        };
        let code = self.text.get(at + 1..=at + digits)?;
        let is_hexadecimal = code.bytes().all(|byte| byte.is_ascii_hexdigit());
        let code = u32::from_str_radix(code, 16)
            .ok()
            .filter(|_| is_hexadecimal);
        Some((1 + digits, char::from_u32(code?)?))
    }

    /// Appends a stretch of the text to the value that is being rewritten.
    fn rewrite(&mut self, from: usize, to: usize, is_rewritten: &mut bool) -> Read {
        if !std::mem::replace(is_rewritten, true) {
            self.rewritten.clear();
        }
        self.rewritten.push_str(self.text.get(from..to)?);
        Some(())
    }

    fn quoted(
        &mut self,
        style: ScalarStyle,
        start: usize,
        copied: usize,
        quote: usize,
        mut is_rewritten: bool,
    ) -> Read<Scalar> {
        if is_rewritten {
            self.rewrite(copied, quote, &mut is_rewritten)?;
        }
        self.at = quote + 1;
        Some(Scalar {
            style,
            start,
            end: self.at,
            is_rewritten,
        })
    }
}

/// Whether a byte can begin a plain scalar wherever it stands; some others can at times.
const fn begins_plain(byte: u8) -> bool {
    !matches!(
        byte,
        b'\n'
            | b' '
            | b','
            | b'['
            | b']'
            | b'{'
            | b'}'
            | b'#'
            | b'&'
            | b'*'
            | b'!'
            | b'|'
            | b'>'
            | b'\''
            | b'"'
            | b'%'
            | b'@'
            | b'`'
            | b'?'
            | b':'
    )
}

const fn is_bracket_or_comma(byte: u8) -> bool {
    matches!(byte, b',' | b'[' | b']' | b'{' | b'}')
}
