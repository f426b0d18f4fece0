//! Fills the arena from granit-parser's events; the only place that knows the parser.

use crate::finding::{Finding, Place, Span, builtin};
use crate::source::Source;
use crate::yaml::arena::Node;
use crate::yaml::{Document, NodeKind, Reading, scalar};
use granit_parser::{Event, Options, Parser, ScalarStyle};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

/// Deepest nesting of collections.
const MAX_DEPTH: usize = 64;

/// Reads all documents of a source.
pub fn read(source: &Arc<Source>) -> Reading {
    let mut builder = Builder::new(source);
    let mut parser = Parser::new_from_str_with_options(&source.text, options());
    while let Some(event) = parser.next_event() {
        match event {
            Ok((event, span)) => builder.event(event, bytes(&span)),
            Err(error) => {
                let at = error.marker().byte_offset().unwrap_or(0);
                builder.syntax_error(at, &error.to_string());
                break;
            }
        }
    }
    builder.reading
}

fn options() -> Options {
    let mut options = Options::default();
    options.emit_comments = false;
    options.strict_indentation = true;
    options.block_nesting_limit = MAX_DEPTH;
    options.flow_nesting_limit = MAX_DEPTH;
    options
}

fn bytes(span: &granit_parser::Span) -> Span {
    let range = span.byte_range().unwrap_or(0..0);
    Span {
        start: narrow(range.start),
        end: narrow(range.end),
    }
}

/// Offsets fit 32 bits: files are limited to 8 MiB before they get here.
fn narrow(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

/// A collection that is still open.
struct Open {
    node: usize,
    anchor: usize,
}

struct Builder<'a> {
    source: &'a Arc<Source>,
    reading: Reading,
    nodes: Vec<Node>,
    owned: String,
    origins: Vec<(u32, Span)>,
    open: Vec<Open>,
    anchors: Vec<(usize, Range<usize>)>,
}

impl<'a> Builder<'a> {
    fn new(source: &'a Arc<Source>) -> Self {
        Self {
            source,
            reading: Reading::default(),
            nodes: Vec::new(),
            owned: String::new(),
            origins: Vec::new(),
            open: Vec::new(),
            anchors: Vec::new(),
        }
    }

    fn event(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let (kind, bits) = match (&tag, style) {
                    (None, ScalarStyle::Plain) => scalar::resolve(&text),
                    _ => (NodeKind::Str, 0),
                };
                self.scalar(&text, span, kind, bits, anchor);
            }
            Event::MappingStart(_, anchor, _) => self.start(NodeKind::Map, span, anchor),
            Event::SequenceStart(_, anchor, _) => self.start(NodeKind::Seq, span, anchor),
            Event::MappingEnd | Event::SequenceEnd => self.end(),
            Event::Alias(anchor) => self.alias(anchor, span),
            Event::DocumentEnd => self.finish(),
            _ => {}
        }
    }

    fn scalar(
        &mut self,
        text: &Cow<'_, str>,
        span: Span,
        kind: NodeKind,
        bits: u64,
        anchor: usize,
    ) {
        let (a, owned) = match self.offset_in_source(text) {
            Some(offset) if span.start != span.end => (narrow(offset), false),
            _ => {
                let offset = self.owned.len();
                self.owned.push_str(text);
                (narrow(offset), true)
            }
        };
        self.anchor(anchor, self.nodes.len()..self.nodes.len() + 1);
        self.nodes.push(Node {
            span,
            a,
            b: narrow(text.len()),
            bits,
            kind,
            owned,
        });
    }

    fn offset_in_source(&self, text: &Cow<'_, str>) -> Option<usize> {
        let Cow::Borrowed(text) = text else {
            return None;
        };
        let offset = (text.as_ptr() as usize).checked_sub(self.source.text.as_ptr() as usize)?;
        (offset + text.len() <= self.source.text.len()).then_some(offset)
    }

    fn anchor(&mut self, anchor: usize, nodes: Range<usize>) {
        if anchor != 0 {
            self.anchors.push((anchor, nodes));
        }
    }

    fn start(&mut self, kind: NodeKind, span: Span, anchor: usize) {
        self.open.push(Open {
            node: self.nodes.len(),
            anchor,
        });
        self.nodes.push(Node {
            span,
            a: 0,
            b: 0,
            bits: 0,
            kind,
            owned: false,
        });
    }

    fn end(&mut self) {
        let Some(open) = self.open.pop() else { return };
        let end = self.nodes.len();
        let last = self.nodes[end - 1].span.end;
        let node = &mut self.nodes[open.node];
        node.b = narrow(end);
        node.span.end = node.span.end.max(last);
        self.nodes[open.node].a = self.count_children(open.node);
        self.anchor(open.anchor, open.node..end);
    }

    fn count_children(&mut self, container: usize) -> u32 {
        let end = self.nodes[container].b;
        let is_map = self.nodes[container].kind == NodeKind::Map;
        let (mut at, mut count) = (narrow(container + 1), 0);
        while at < end {
            at = self.after(at);
            count += 1;
        }
        if is_map { count / 2 } else { count }
    }

    fn after(&self, index: u32) -> u32 {
        let node = &self.nodes[index as usize];
        if node.is_container() {
            node.b
        } else {
            index + 1
        }
    }

    fn alias(&mut self, anchor: usize, span: Span) {
        let Some((_, range)) = self
            .anchors
            .iter()
            .rev()
            .find(|(id, _)| *id == anchor)
            .cloned()
        else {
            return;
        };
        let shift = narrow(self.nodes.len() - range.start);
        for index in range {
            let mut copy = self.nodes[index];
            self.origins.push((narrow(self.nodes.len()), copy.span));
            copy.span = span;
            if copy.is_container() {
                copy.b += shift;
            }
            self.nodes.push(copy);
        }
    }

    fn finish(&mut self) {
        self.open.clear();
        self.anchors.clear();
        if self.nodes.is_empty() {
            return;
        }
        self.reading.documents.push(Document {
            source: Arc::clone(self.source),
            nodes: std::mem::take(&mut self.nodes),
            owned: std::mem::take(&mut self.owned),
            origins: std::mem::take(&mut self.origins),
        });
    }

    fn syntax_error(&mut self, at: usize, message: &str) {
        let at = narrow(at.min(self.source.text.len()));
        let place = Place {
            source: Arc::clone(self.source),
            span: Span { start: at, end: at },
        };
        self.reading
            .findings
            .push(Finding::builtin(builtin::YAML_SYNTAX, place, message));
    }
}
