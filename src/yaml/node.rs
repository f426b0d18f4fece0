//! A node of the arena as others see it: small, copied freely, knowing its place.
//!
//! It gives what the text says, never what the text means.

use crate::finding::{Finding, Place, Span};
use crate::yaml::arena::Node;
use crate::yaml::{Document, NodeKind, ReadError, within};
use std::sync::Arc;

/// A node of a document; cheap to copy, keeps its position.
#[derive(Debug, Clone, Copy)]
pub struct NodeRef<'a> {
    /// The document it belongs to.
    pub document: &'a Document,
    index: u32,
}

impl PartialEq for NodeRef<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.document, other.document) && self.index == other.index
    }
}

impl<'a> NodeRef<'a> {
    pub(crate) const fn new(document: &'a Document, index: u32) -> Self {
        Self { document, index }
    }

    pub(crate) fn node(self) -> &'a Node {
        &self.document.nodes[self.index as usize]
    }

    /// Its number in the document, stable as long as the document lives.
    pub const fn index(self) -> u32 {
        self.index
    }

    /// What it is.
    pub fn kind(self) -> NodeKind {
        self.node().kind
    }

    /// Whether it is `null`.
    pub fn is_null(self) -> bool {
        self.kind() == NodeKind::Null
    }

    /// The text of a scalar as the author meant it; empty for containers.
    pub fn text(self) -> &'a str {
        let node = self.node();
        if node.is_container() {
            ""
        } else {
            self.document.text(node)
        }
    }

    /// The text, if it is a string.
    pub fn as_str(self) -> Option<&'a str> {
        (self.kind() == NodeKind::Str).then(|| self.text())
    }

    /// Whether it is a scalar without quotes and without a tag.
    pub fn is_plain(self) -> bool {
        self.node().plain
    }

    /// The value, if it is a bool.
    pub fn as_bool(self) -> Option<bool> {
        (self.kind() == NodeKind::Bool).then(|| self.node().bits != 0)
    }

    /// The value, if it is an integer.
    pub fn as_int(self) -> Option<i64> {
        (self.kind() == NodeKind::Int).then(|| self.node().bits.cast_signed())
    }

    /// The value, if it is a number.
    #[allow(
        clippy::cast_precision_loss,
        reason = "YAML integers become JSON numbers, which are doubles"
    )]
    pub fn as_float(self) -> Option<f64> {
        match self.kind() {
            NodeKind::Int => Some(self.node().bits.cast_signed() as f64),
            NodeKind::Float => Some(f64::from_bits(self.node().bits)),
            _ => None,
        }
    }

    /// Where it stands, in bytes.
    pub fn span(self) -> Span {
        self.node().span
    }

    /// Where it stands, with the source.
    pub fn place(self) -> Place {
        Place {
            source: Arc::clone(&self.document.source),
            span: self.span(),
        }
    }

    /// A part of a scalar's text as a place; the whole scalar where the part cannot be found in the source.
    pub fn place_within(self, part: std::ops::Range<usize>) -> Place {
        let node = self.node();
        let mut place = self.place();
        if node.is_container() || node.b == 0 {
            return place;
        }
        let small = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        if !node.owned {
            let at = |offset| node.a + small(offset).min(node.b);
            let (start, end) = (at(part.start), at(part.end));
            place.span = Span { start, end };
            return place;
        }
        let whole = place.span.start as usize..place.span.end as usize;
        let written = place.source.text.get(whole).unwrap_or_default();
        if let Some(found) = within::locate(written, self.text(), part) {
            let at = |offset| place.span.start + small(offset);
            let (start, end) = (at(found.start), at(found.end));
            place.span = Span { start, end };
        }
        place
    }

    /// Where it was written, if an alias or a merge key brought it here.
    pub fn origin(self) -> Option<Place> {
        Some(Place {
            source: Arc::clone(&self.document.source),
            span: self.document.origin(self.index)?,
        })
    }

    /// A finding about this node, with the place where it was written if that is another.
    #[must_use]
    pub fn with_origin(self, finding: Finding) -> Finding {
        match self.origin() {
            Some(origin) => finding.related(origin, "written here"),
            None => finding,
        }
    }

    /// Number of items or entries.
    pub fn len(self) -> usize {
        let node = self.node();
        if node.is_container() {
            node.a as usize
        } else {
            0
        }
    }

    /// Whether it has no items or entries.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Keys and values of a mapping in document order; nothing for other nodes.
    pub fn entries(self) -> Entries<'a> {
        Entries {
            document: self.document,
            next: self.index + 1,
            end: self.end_of(NodeKind::Map),
        }
    }

    /// Items of a sequence; nothing for other nodes.
    pub fn items(self) -> Items<'a> {
        Items {
            document: self.document,
            next: self.index + 1,
            end: self.end_of(NodeKind::Seq),
        }
    }

    fn end_of(self, kind: NodeKind) -> u32 {
        if self.kind() == kind {
            self.node().b
        } else {
            0
        }
    }

    /// Key and value of an entry.
    pub fn entry(self, key: &str) -> Option<(Self, Self)> {
        let (document, end) = (self.document, self.end_of(NodeKind::Map));
        let mut at = self.index + 1;
        while at < end {
            let value = document.after(at);
            if document.says(at, key) {
                return Some((document.node(at), document.node(value)));
            }
            at = document.after(value);
        }
        None
    }

    /// Value of an entry.
    pub fn get(self, key: &str) -> Option<Self> {
        self.entry(key).map(|(_, value)| value)
    }

    /// Value of an entry that is a string.
    pub fn str(self, key: &str) -> Option<&'a str> {
        self.get(key)?.as_str()
    }

    /// Follows keys one by one.
    pub fn path(self, keys: &[&str]) -> Option<Self> {
        keys.iter().try_fold(self, |node, key| node.get(key))
    }

    /// Follows a JSON pointer; gives the key that introduces the value, if any, and the value.
    pub fn pointer(self, pointer: &str) -> Option<(Option<Self>, Self)> {
        let mut found = (None, self);
        for part in pointer.split('/').skip(1) {
            let part = part.replace("~1", "/").replace("~0", "~");
            found = match found.1.kind() {
                NodeKind::Map => {
                    let (key, value) = found.1.entry(&part)?;
                    (Some(key), value)
                }
                NodeKind::Seq => (None, found.1.items().nth(part.parse().ok()?)?),
                _ => return None,
            };
        }
        Some(found)
    }

    /// The node as a typed value; used for what ships with the tool and for configuration.
    pub fn read<T: serde::Deserialize<'a>>(self) -> Result<T, ReadError> {
        T::deserialize(self)
    }
}

/// Iterator over keys and values.
#[derive(Debug, Clone)]
pub struct Entries<'a> {
    document: &'a Document,
    next: u32,
    end: u32,
}

impl<'a> Iterator for Entries<'a> {
    type Item = (NodeRef<'a>, NodeRef<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        if self.next >= self.end {
            return None;
        }
        let key = self.document.node(self.next);
        let value = self.document.node(self.document.after(self.next));
        self.next = self.document.after(value.index);
        Some((key, value))
    }
}

/// Iterator over items.
#[derive(Debug, Clone)]
pub struct Items<'a> {
    document: &'a Document,
    next: u32,
    end: u32,
}

impl<'a> Iterator for Items<'a> {
    type Item = NodeRef<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.next >= self.end {
            return None;
        }
        let item = self.document.node(self.next);
        self.next = self.document.after(self.next);
        Some(item)
    }
}
