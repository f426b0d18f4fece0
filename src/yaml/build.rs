//! Fills the arena from the parser's events.
//!
//! With its neighbours for tags and complaints it is the only place that knows the parser; it must
//! never know what a document means.

use crate::finding::{Finding, Place, Severity, Span, builtin};
use crate::source::Source;
use crate::yaml::alias::Anchors;
use crate::yaml::arena::Node;
use crate::yaml::leaf::Leaf;
use crate::yaml::limits::{self, Limit};
use crate::yaml::{Document, NodeKind, Reading, duplicates, merge, tag, text};
use granit_parser::{Event, Tag};
use std::sync::Arc;

/// What to do after an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Next {
    Event,
    /// Leave the rest of this document alone.
    Document,
    /// Leave the rest of the file alone.
    Nothing,
}

/// A collection that is still open.
#[derive(Debug)]
pub(crate) struct Open {
    pub node: usize,
    anchor: usize,
    pub children: u32,
    /// Levels of collections in it so far.
    height: usize,
}

/// Builds the documents of one source.
pub(crate) struct Builder<'a> {
    pub source: &'a Arc<Source>,
    pub document: Document,
    pub open: Vec<Open>,
    pub reading: Reading,
    pub anchors: Anchors,
    pub has_merges: bool,
    has_forbidden: bool,
    /// Nodes of the documents before this one.
    finished: usize,
    /// Where this document begins.
    begin: u32,
    pub next: Next,
}

impl<'a> Builder<'a> {
    pub(crate) fn new(source: &'a Arc<Source>) -> Self {
        Self::with(source, text::scan(source))
    }

    /// A builder for a text of which some things are known already.
    pub(crate) fn with(source: &'a Arc<Source>, findings: Vec<Finding>) -> Self {
        let has_forbidden = findings.iter().any(is_error);
        let mut document = Document::new(source);
        document.nodes.reserve((source.text.len() / 12).min(4096));
        Self {
            source,
            document,
            open: Vec::new(),
            reading: Reading {
                documents: Vec::new(),
                findings,
            },
            anchors: Anchors::default(),
            has_merges: false,
            has_forbidden,
            finished: 0,
            begin: 0,
            next: Next::Event,
        }
    }

    /// Takes the parser's next event.
    pub(crate) fn event(&mut self, event: Event<'_>, span: &granit_parser::Span) -> Next {
        let at = bytes(span);
        let tag_at = || span.tag_span().as_ref().map_or(at, bytes);
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let tag = tag.as_deref().map(|tag| (tag, tag_at()));
                self.leaf(&Leaf {
                    text,
                    style,
                    at,
                    tag,
                });
                let index = self.document.nodes.len() - 1;
                self.anchors.define(anchor, index, &self.document, 0);
            }
            Event::MappingStart(_, anchor, tag) => {
                self.check_tag(tag.as_deref(), tag_at(), NodeKind::Map);
                self.start(NodeKind::Map, at, anchor);
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.check_tag(tag.as_deref(), tag_at(), NodeKind::Seq);
                self.start(NodeKind::Seq, at, anchor);
            }
            Event::MappingEnd | Event::SequenceEnd => self.end(at),
            Event::Alias(anchor) => self.alias(anchor, at),
            Event::UnresolvedAlias(_) => {
                self.failed_alias(at, "this alias refers to nothing above it");
            }
            Event::DocumentEnd => self.finish(at.end),
            _ => {}
        }
        std::mem::replace(&mut self.next, Next::Event)
    }

    /// Keeps what could be read of a document that ends in an error.
    pub(crate) fn abandon(&mut self, end: u32) {
        self.document.sound = false;
        while let Some(open) = self.open.pop() {
            let is_map = self.document.nodes[open.node].kind == NodeKind::Map;
            let mut children = open.children;
            if is_map && children % 2 == 1 {
                let span = self.after_last();
                let null = Node::empty(NodeKind::Null, span);
                self.document.nodes.push(null);
                children += 1;
            }
            self.close(&open, children);
        }
        self.finish(end);
    }

    /// Adds a finding; an error makes the document unsound.
    pub(crate) fn report(&mut self, finding: Finding) {
        self.document.sound &= !is_error(&finding);
        self.reading.findings.push(finding);
    }

    /// Reports a limit that was passed.
    pub(crate) fn limit(&mut self, limit: Limit, span: Span, next: Next) {
        self.report(limit.finding(self.source, span));
        self.next = next;
    }

    /// Nodes of the file so far.
    pub(crate) fn size(&self) -> usize {
        self.finished + self.document.nodes.len()
    }

    pub(crate) fn place(&self, span: Span) -> Place {
        Place {
            source: Arc::clone(self.source),
            span,
        }
    }

    /// All that was read, the findings in the order of the text.
    pub(crate) fn reading(self) -> Reading {
        let mut reading = self.reading;
        reading
            .findings
            .sort_by_key(|finding| finding.place.span.start);
        reading
    }

    fn check_tag(&mut self, tag: Option<&Tag>, at: Span, kind: NodeKind) {
        if let Some(Err(message)) = tag.map(|tag| tag::of_collection(tag, kind)) {
            self.wrong_tag(at, message);
        }
    }

    pub(crate) fn wrong_tag(&mut self, at: Span, message: String) {
        let finding = Finding::builtin(builtin::YAML_TAG, self.place(at), message);
        self.report(finding.help("remove the tag; put the value in quotes if it is meant as text"));
    }

    pub(crate) fn start(&mut self, kind: NodeKind, at: Span, anchor: usize) {
        if self.open.len() >= limits::MAX_DEPTH {
            self.limit(Limit::Depth, at, Next::Document);
            return;
        }
        let node = self.push(Node::empty(kind, at));
        self.open.push(Open {
            node,
            anchor,
            children: 0,
            height: 1,
        });
    }

    pub(crate) fn push(&mut self, node: Node) -> usize {
        if self.size() >= limits::MAX_NODES {
            self.limit(Limit::Nodes, node.span, Next::Nothing);
        }
        self.count_child(0);
        self.document.nodes.push(node);
        self.document.nodes.len() - 1
    }

    /// Tells the open collection that it got a child with so many levels of collections.
    pub(crate) fn count_child(&mut self, height: usize) {
        if let Some(open) = self.open.last_mut() {
            open.children += 1;
            open.height = open.height.max(height + 1);
        }
    }

    pub(crate) fn end(&mut self, at: Span) {
        let Some(open) = self.open.pop() else { return };
        self.close(&open, open.children);
        let node = &mut self.document.nodes[open.node];
        if at.start < at.end {
            node.span.end = at.end;
        }
        let is_map = node.kind == NodeKind::Map;
        if let Some(parent) = self.open.last_mut() {
            parent.height = parent.height.max(open.height + 1);
        }
        self.anchors
            .define(open.anchor, open.node, &self.document, open.height);
        if is_map {
            let mapping = self.document.node(narrow(open.node));
            let before = self.reading.findings.len();
            duplicates::check(mapping, &mut self.reading.findings);
            self.document.sound &= self.reading.findings.len() == before;
        }
    }

    fn close(&mut self, open: &Open, children: u32) {
        let nodes = &mut self.document.nodes;
        let (end, last) = (nodes.len(), nodes[nodes.len() - 1].span.end);
        let node = &mut nodes[open.node];
        let is_map = node.kind == NodeKind::Map;
        node.a = if is_map { children / 2 } else { children };
        node.b = narrow(end);
        node.span.end = node.span.end.max(last);
    }

    pub(crate) fn finish(&mut self, end: u32) {
        let mut document = std::mem::replace(&mut self.document, Document::new(self.source));
        let extent = self.begin as usize..end.max(self.begin) as usize;
        self.begin = end;
        self.finished += document.nodes.len().max(1);
        self.open.clear();
        self.anchors.forget();
        if document.nodes.is_empty() {
            return;
        }
        if self.has_forbidden {
            document.sound &=
                !text::has_forbidden(self.source.text.get(extent).unwrap_or_default());
        }
        if std::mem::take(&mut self.has_merges) {
            let before = self.reading.findings.len();
            merge::expand(&mut document, &mut self.reading.findings);
            document.sound &= self.reading.findings.len() == before;
        }
        self.reading.documents.push(document);
    }
}

fn is_error(finding: &Finding) -> bool {
    finding.severity == Severity::Error
}

pub(crate) fn bytes(span: &granit_parser::Span) -> Span {
    let range = span.byte_range().unwrap_or(0..0);
    Span {
        start: narrow(range.start),
        end: narrow(range.end),
    }
}

/// Offsets and indices fit 32 bits: files and their nodes are limited.
pub(crate) fn narrow(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}
