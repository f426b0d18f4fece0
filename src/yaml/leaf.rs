//! Fills in the leaves of the arena: what a scalar is, where its text is kept, where it stands.
//!
//! It looks closer at texts that people or other readers may take for something else; which type a
//! field wants, only its schema knows.

use crate::finding::Span;
use crate::yaml::arena::Node;
use crate::yaml::build::{Builder, Next, narrow};
use crate::yaml::limits::{self, Limit};
use crate::yaml::{NodeKind, lookalike, merge, scalar, tag, text};
use granit_parser::{ScalarStyle, Tag};
use std::borrow::Cow;

/// A scalar as the parser gives it.
pub(crate) struct Leaf<'p> {
    pub text: Cow<'p, str>,
    pub style: ScalarStyle,
    /// Where it stands.
    pub at: Span,
    /// Its tag, and where that stands.
    pub tag: Option<(&'p Tag, Span)>,
}

impl Leaf<'_> {
    /// Whether it is written without quotes and without a tag.
    fn is_plain(&self) -> bool {
        self.style == ScalarStyle::Plain && self.tag.is_none()
    }

    /// Whether nothing is written at all.
    fn is_missing(&self) -> bool {
        self.style == ScalarStyle::Plain && self.at.start == self.at.end
    }

    fn value(&self) -> &str {
        if self.is_missing() { "" } else { &self.text }
    }
}

impl Builder<'_> {
    pub(crate) fn leaf(&mut self, leaf: &Leaf<'_>) {
        let (kind, bits) = self.resolve(leaf);
        let (a, owned) = self.keep(leaf);
        let index = self.push(Node {
            span: self.leaf_span(leaf),
            a,
            b: narrow(leaf.value().len()),
            bits,
            kind,
            owned,
            plain: leaf.is_plain(),
        });
        if leaf.is_plain() {
            self.has_merges |= leaf.value() == merge::KEY;
            if lookalike::is_suspect(leaf.value(), kind) {
                self.look_closer(index);
            }
        } else if leaf.style == ScalarStyle::DoubleQuoted && owned {
            self.check_escapes(leaf);
        }
        if leaf.value().len() > limits::MAX_SCALAR {
            let limit = Limit::Scalar(leaf.value().len());
            self.limit(limit, leaf.at, Next::Event);
        }
    }

    fn resolve(&mut self, leaf: &Leaf<'_>) -> (NodeKind, u64) {
        match leaf.tag {
            None if leaf.is_plain() => scalar::resolve(leaf.value()),
            None => (NodeKind::Str, 0),
            Some((tag, at)) => tag::of_scalar(tag, leaf.value()).unwrap_or_else(|message| {
                self.wrong_tag(at, message);
                (NodeKind::Str, 0)
            }),
        }
    }

    /// Where the text of a scalar is kept: in the source if it stands there as it is.
    fn keep(&mut self, leaf: &Leaf<'_>) -> (u32, bool) {
        if leaf.is_missing() {
            return (0, false);
        }
        if let Cow::Borrowed(text) = leaf.text {
            let base = self.source.text.as_ptr().addr();
            let offset = text.as_ptr().addr().checked_sub(base);
            let inside = offset.filter(|offset| offset + text.len() <= self.source.text.len());
            if let Some(offset) = inside {
                return (narrow(offset), false);
            }
        }
        let offset = self.document.owned.len();
        self.document.owned.push_str(&leaf.text);
        (narrow(offset), true)
    }

    /// Block scalars end with their last line of text; a missing value stands behind its key.
    fn leaf_span(&self, leaf: &Leaf<'_>) -> Span {
        let mut at = leaf.at;
        if matches!(leaf.style, ScalarStyle::Literal | ScalarStyle::Folded) {
            let text = self.written(at).trim_end_matches(['\n', '\r', ' ', '\t']);
            at.end = at.start + narrow(text.len());
        }
        if at.start == at.end && self.expects_value() {
            self.after_last()
        } else {
            at
        }
    }

    /// Whether the next node is the value to a key.
    fn expects_value(&self) -> bool {
        self.open.last().is_some_and(|open| {
            let parent = self.document.nodes[open.node].kind;
            parent == NodeKind::Map && open.children % 2 == 1
        })
    }

    pub(crate) fn after_last(&self) -> Span {
        let end = self.document.nodes.last().map_or(0, |node| node.span.end);
        Span { start: end, end }
    }

    fn look_closer(&mut self, index: usize) {
        let node = self.document.node(narrow(index));
        let distortion = scalar::distortion(node.text(), node.kind(), node.node().bits);
        let finding = match distortion {
            Some(how) => Some(lookalike::distorted(node, how)),
            None => lookalike::warning(node),
        };
        if let Some(finding) = finding {
            self.report(finding);
        }
    }

    fn check_escapes(&mut self, leaf: &Leaf<'_>) {
        if text::has_unwanted(leaf.value()) {
            let source = self.source;
            for finding in text::scan_escapes(source, leaf.at.start, self.written(leaf.at)) {
                self.report(finding);
            }
        }
    }

    fn written(&self, at: Span) -> &str {
        let range = at.start as usize..at.end as usize;
        self.source.text.get(range).unwrap_or_default()
    }
}
