//! The arena: one document as a flat list of small nodes in preorder, text as slices of the source.
//!
//! A container is followed by its children and knows where its subtree ends; a mapping's children
//! alternate key and value. The arena must never know how it was filled.

use crate::finding::Span;
use crate::source::Source;
use crate::yaml::NodeRef;
use std::sync::Arc;

/// What a node is, after the YAML 1.2 core schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NodeKind {
    /// `null`, `~` or nothing.
    Null,
    /// `true` or `false`.
    Bool,
    /// An integer that fits 64 bits.
    Int,
    /// Any other number.
    Float,
    /// Text.
    Str,
    /// A sequence.
    Seq,
    /// A mapping.
    Map,
}

/// One node; 32 bytes, so that large workspaces stay small.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Node {
    /// Where the node stands in the source; for an alias, where the alias stands.
    pub span: Span,
    /// Scalars: start of the text, in the source or in `Document::owned`. Containers: number of children.
    pub a: u32,
    /// Scalars: length of the text. Containers: index one past the subtree.
    pub b: u32,
    /// Bits of a bool, an integer (`i64`) or a float (`f64`).
    pub bits: u64,
    /// What it is.
    pub kind: NodeKind,
    /// Whether the text lies in `Document::owned` rather than in the source.
    pub owned: bool,
    /// Whether it is a scalar without quotes and without a tag.
    pub plain: bool,
}

impl Node {
    /// A node without text, value or children.
    pub(crate) const fn empty(kind: NodeKind, span: Span) -> Self {
        Self {
            span,
            a: 0,
            b: 0,
            bits: 0,
            kind,
            owned: false,
            plain: false,
        }
    }

    pub(crate) const fn is_container(&self) -> bool {
        matches!(self.kind, NodeKind::Seq | NodeKind::Map)
    }
}

/// One YAML document.
#[derive(Debug)]
pub struct Document {
    /// The text it was read from.
    pub source: Arc<Source>,
    pub(crate) nodes: Vec<Node>,
    /// Scalar texts that differ from the source: escapes, folded lines.
    pub(crate) owned: String,
    /// Nodes that an alias or a merge key brought here, and where they were written; sorted by node.
    pub(crate) origins: Vec<(u32, Span)>,
    pub(crate) sound: bool,
}

impl Document {
    pub(crate) fn new(source: &Arc<Source>) -> Self {
        Self {
            source: Arc::clone(source),
            nodes: Vec::new(),
            owned: String::new(),
            origins: Vec::new(),
            sound: true,
        }
    }

    /// A document that is one piece of text.
    pub fn of_text(text: &str) -> Self {
        let mut document = Self::new(&Source::new("", text));
        let end = u32::try_from(document.source.text.len()).unwrap_or(u32::MAX);
        document.nodes.push(Node {
            b: end,
            ..Node::empty(NodeKind::Str, Span { start: 0, end })
        });
        document
    }

    /// Whether it was read without an error. An unsound document holds what could be read of it,
    /// which is good for its kind and id and for nothing else.
    pub const fn is_sound(&self) -> bool {
        self.sound
    }

    /// The top node. A document has at least one node, `null` where it is empty.
    pub fn root(&self) -> NodeRef<'_> {
        NodeRef::new(self, 0)
    }

    /// The node with an index that [`NodeRef::index`] gave.
    pub fn node(&self, index: u32) -> NodeRef<'_> {
        NodeRef::new(self, index)
    }

    /// Number of nodes, after aliases and merge keys were expanded.
    pub fn size(&self) -> usize {
        self.nodes.len()
    }

    /// Where a node was written, if an alias or a merge key brought it to its place.
    pub(crate) fn origin(&self, index: u32) -> Option<Span> {
        let origins = &self.origins;
        let at = origins.binary_search_by_key(&index, |origin| origin.0);
        at.ok().map(|at| origins[at].1)
    }

    pub(crate) fn text(&self, node: &Node) -> &str {
        let (from, to) = (node.a as usize, node.a as usize + node.b as usize);
        let text = if node.owned {
            &self.owned
        } else {
            &self.source.text
        };
        text.get(from..to).unwrap_or_default()
    }

    /// Whether this is the text of a scalar; most keys differ in length already.
    pub(crate) fn says(&self, index: u32, text: &str) -> bool {
        let node = &self.nodes[index as usize];
        if node.b as usize != text.len() || node.is_container() {
            return false;
        }
        let whole = if node.owned {
            &self.owned
        } else {
            &self.source.text
        };
        let from = node.a as usize;
        whole.as_bytes().get(from..from + text.len()) == Some(text.as_bytes())
    }

    pub(crate) fn after(&self, index: u32) -> u32 {
        let node = &self.nodes[index as usize];
        if node.is_container() {
            node.b
        } else {
            index + 1
        }
    }
}
