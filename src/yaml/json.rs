//! Fills the arena from JSON, the form in which platforms export what they know.
//!
//! A text that breaks off keeps all that was complete before. It must never know what an export means.

use crate::finding::{Finding, Place, Span, builtin};
use crate::source::Source;
use crate::yaml::arena::Node;
use crate::yaml::build::narrow;
use crate::yaml::limits::{self, Limit};
use crate::yaml::{Document, NodeKind, Reading, duplicates, scalar};
use std::sync::Arc;

/// Reads the one value of a JSON text.
pub fn read_json(source: &Arc<Source>) -> Reading {
    let mut reader = Reader::new(source);
    let read = reader.value(0).and_then(|()| reader.end());
    if let Err(broken) = read {
        let finding = broken.finding(source);
        reader.document.sound = false;
        reader.findings.push(finding);
    }
    let empty = reader.document.nodes.is_empty();
    Reading {
        documents: (!empty).then_some(reader.document).into_iter().collect(),
        findings: reader.findings,
    }
}

/// Why reading ended early.
enum Broken {
    /// Something else stands where this was expected.
    Wanted(usize, &'static str),
    Passed(Limit, usize),
}

impl Broken {
    fn finding(&self, source: &Arc<Source>) -> Finding {
        let (at, wanted) = match self {
            Self::Passed(limit, at) => return limit.finding(source, span(*at, *at + 1)),
            Self::Wanted(at, wanted) => (*at, wanted),
        };
        let character = source.text[at..].chars().next();
        let place = Place {
            source: Arc::clone(source),
            span: span(at, at + character.map_or(0, char::len_utf8)),
        };
        let message = match character {
            Some(character) => format!("`{character}` stands where {wanted} should be"),
            None => format!("the file ends where {wanted} should be"),
        };
        Finding::builtin(builtin::EXPORT_SYNTAX, place, message)
            .help("export the data again; what was complete before this place was read")
    }
}

type Read<T = ()> = Result<T, Broken>;

struct Reader<'a> {
    text: &'a str,
    at: usize,
    document: Document,
    findings: Vec<Finding>,
}

impl<'a> Reader<'a> {
    fn new(source: &'a Arc<Source>) -> Self {
        Self {
            text: &source.text,
            at: 0,
            document: Document::new(source),
            findings: Vec::new(),
        }
    }

    fn peek(&mut self) -> Option<u8> {
        let rest = &self.text.as_bytes()[self.at..];
        let blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
        self.at += rest.iter().take_while(|byte| blank(byte)).count();
        self.text.as_bytes().get(self.at).copied()
    }

    fn take(&mut self, wanted: u8) -> bool {
        let found = self.peek() == Some(wanted);
        self.at += usize::from(found);
        found
    }

    fn end(&mut self) -> Read {
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(Broken::Wanted(self.at, "the end of the file")),
        }
    }

    fn value(&mut self, depth: usize) -> Read {
        if depth >= limits::MAX_DEPTH {
            return Err(Broken::Passed(Limit::Depth, self.at));
        }
        if self.document.nodes.len() >= limits::MAX_NODES {
            return Err(Broken::Passed(Limit::Nodes, self.at));
        }
        match self.peek() {
            Some(b'{') => self.collection(NodeKind::Map, depth),
            Some(b'[') => self.collection(NodeKind::Seq, depth),
            Some(b'"') => self.string(),
            Some(_) => self.word(),
            None => Err(Broken::Wanted(self.at, "a value")),
        }
    }

    /// A list or a mapping; it is closed also where the text breaks off in it.
    fn collection(&mut self, kind: NodeKind, depth: usize) -> Read {
        let (node, start) = (self.document.nodes.len(), self.at);
        self.document
            .nodes
            .push(Node::empty(kind, span(start, start + 1)));
        self.at += 1;
        let mut count = 0;
        let end = if kind == NodeKind::Map { b'}' } else { b']' };
        let read = self.children(kind, depth, end, &mut count);
        let after = narrow(self.document.nodes.len());
        let open = &mut self.document.nodes[node];
        (open.a, open.b, open.span.end) = (count, after, narrow(self.at));
        if kind == NodeKind::Map {
            duplicates::check(self.document.node(narrow(node)), &mut self.findings);
        }
        read
    }

    fn children(&mut self, kind: NodeKind, depth: usize, end: u8, count: &mut u32) -> Read {
        if self.take(end) {
            return Ok(());
        }
        loop {
            let before = self.document.nodes.len();
            let read = match kind {
                NodeKind::Map => self.pair(depth),
                _ => self.value(depth + 1),
            };
            // Of a list that breaks off, the last item is not whole; a mapping keeps the list in it.
            if read.is_ok() || (kind == NodeKind::Map && self.has_collection(before)) {
                *count += 1;
            } else {
                self.document.nodes.truncate(before);
            }
            read?;
            if self.take(end) {
                return Ok(());
            }
            if !self.take(b',') {
                return Err(Broken::Wanted(self.at, "a comma or the end of the list"));
            }
        }
    }

    fn has_collection(&self, key: usize) -> bool {
        self.document
            .nodes
            .get(key + 1)
            .is_some_and(Node::is_container)
    }

    fn pair(&mut self, depth: usize) -> Read {
        if self.peek() != Some(b'"') {
            return Err(Broken::Wanted(self.at, "a name in quotes"));
        }
        self.string()?;
        if !self.take(b':') {
            return Err(Broken::Wanted(self.at, "a colon"));
        }
        self.value(depth + 1)
    }

    fn word(&mut self) -> Read {
        let rest = &self.text[self.at..];
        let length = rest.find(|c: char| !(c.is_ascii_alphanumeric() || "+-.".contains(c)));
        let word = &rest[..length.unwrap_or(rest.len())];
        let numeric = word.starts_with(|c: char| c == '-' || c.is_ascii_digit());
        let (kind, bits) = scalar::resolve(word);
        let fits = match kind {
            NodeKind::Int | NodeKind::Float => numeric,
            NodeKind::Null | NodeKind::Bool => matches!(word, "null" | "true" | "false"),
            _ => false,
        };
        if !fits {
            return Err(Broken::Wanted(self.at, "a value"));
        }
        let (start, end) = (self.at, self.at + word.len());
        self.document.nodes.push(Node {
            a: narrow(start),
            b: narrow(word.len()),
            bits,
            plain: true,
            ..Node::empty(kind, span(start, end))
        });
        self.at = end;
        Ok(())
    }

    fn string(&mut self) -> Read {
        let start = self.at;
        let inner = &self.text[start + 1..];
        let mut escaped = false;
        let closing = inner.bytes().position(|byte| {
            let closes = byte == b'"' && !escaped;
            escaped = byte == b'\\' && !escaped;
            closes
        });
        let length = closing.ok_or(Broken::Wanted(self.text.len(), "a closing quote"))?;
        if length > limits::MAX_SCALAR {
            return Err(Broken::Passed(Limit::Scalar(length), start));
        }
        let written = &inner[..length];
        let mut node = Node {
            a: narrow(start + 1),
            b: narrow(length),
            ..Node::empty(NodeKind::Str, span(start, start + length + 2))
        };
        if written.contains('\\') {
            let text = unescape(written)
                .map_err(|at| Broken::Wanted(start + 1 + at, "an escape that JSON knows"))?;
            (node.a, node.b, node.owned) =
                (narrow(self.document.owned.len()), narrow(text.len()), true);
            self.document.owned.push_str(&text);
        }
        self.document.nodes.push(node);
        self.at = start + length + 2;
        Ok(())
    }
}

/// The text that escapes stand for, or where one is unknown; half of a pair becomes U+FFFD.
fn unescape(written: &str) -> Result<String, usize> {
    let (mut text, mut at) = (String::with_capacity(written.len()), 0);
    while let Some(next) = written[at..].find('\\').map(|found| at + found) {
        text.push_str(&written[at..next]);
        let (character, length) = escape(&written[next..]).ok_or(next)?;
        text.push(character);
        at = next + length;
    }
    text.push_str(&written[at..]);
    Ok(text)
}

/// The character of the escape at the start of a text, and the length of the escape.
fn escape(text: &str) -> Option<(char, usize)> {
    let simple = match text.as_bytes().get(1)? {
        b'"' => '"',
        b'\\' => '\\',
        b'/' => '/',
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => return unicode(text),
        _ => return None,
    };
    Some((simple, 2))
}

fn unicode(text: &str) -> Option<(char, usize)> {
    let unit = |at: usize| {
        let digits = text.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok()
    };
    let first = unit(0)?;
    let second = unit(6).filter(|_| (0xd800..0xdc00).contains(&first));
    let units = std::iter::once(first).chain(second);
    let character = char::decode_utf16(units).next()?;
    Some(match character {
        Ok(character) => (character, 6 * character.len_utf16()),
        Err(_) => (char::REPLACEMENT_CHARACTER, 6),
    })
}

fn span(start: usize, end: usize) -> Span {
    Span {
        start: narrow(start),
        end: narrow(end),
    }
}
