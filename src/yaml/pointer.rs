//! Names for nodes: JSON pointers, and pointers that survive a reordering of lists.
//!
//! It walks from the top of a document to a node and must never know what a field means.

use crate::finding::Span;
use crate::yaml::{Document, NodeKind, NodeRef};
use std::borrow::Cow;

impl Document {
    /// The first node that stands exactly at a span.
    pub fn node_at(&self, span: Span) -> Option<NodeRef<'_>> {
        let index = self.nodes.iter().position(|node| node.span == span)?;
        Some(self.node(u32::try_from(index).ok()?))
    }

    /// The innermost key or value around an offset; nothing if it lies outside of the top node.
    pub fn node_around(&self, offset: u32) -> Option<NodeRef<'_>> {
        let around = |node: &NodeRef<'_>| {
            let span = node.span();
            span.start <= offset && offset < span.end
        };
        let mut found = Some(self.root()).filter(around)?;
        loop {
            let mut children = found.entries().flat_map(|(key, value)| [key, value]);
            let child = children.find(around).or_else(|| found.items().find(around));
            match child {
                Some(child) => found = child,
                None => return Some(found),
            }
        }
    }
}

impl<'a> NodeRef<'a> {
    /// The JSON pointer of a value, or of the value that a key introduces.
    pub fn json_pointer(self) -> String {
        self.route(|_, position| position.to_string())
    }

    /// Like a JSON pointer, but a list item goes by its `id` or `name` where it has one.
    pub fn stable_pointer(self) -> String {
        self.route(|item, position| {
            let name = item.get("id").or_else(|| item.get("name")).unwrap_or(item);
            if name.text().is_empty() {
                position.to_string()
            } else {
                name.text().to_owned()
            }
        })
    }

    /// The mappings and lists in which it stands, the whole document first.
    pub fn owners(self) -> Vec<Self> {
        let mut owners = Vec::new();
        let mut at = self.document.root();
        while at.index() != self.index() {
            let holds = |node: &Self| {
                node.index() <= self.index() && self.index() < node.document.after(node.index())
            };
            owners.push(at);
            let value = at.entries().map(|(_, value)| value).find(holds);
            let Some(inner) = value.or_else(|| at.items().find(holds)) else {
                break;
            };
            at = inner;
        }
        owners
    }

    /// The key that introduces the value, or the item's first key; the node itself where there is none.
    #[must_use]
    pub fn introduced_by(self) -> Self {
        let mut at = self.document.root();
        let mut key = None;
        while at.index() != self.index() {
            let holds = |node: Self| {
                node.index() <= self.index() && self.index() < node.document.after(node.index())
            };
            let entry = at.entries().find(|(_, value)| holds(*value));
            let item = || at.items().find(|item| holds(*item));
            let Some(inner) = entry.map(|(_, value)| value).or_else(item) else {
                break;
            };
            key = entry.map(|(key, _)| key);
            at = inner;
        }
        key.or_else(|| self.entries().next().map(|(first, _)| first))
            .unwrap_or(self)
    }

    fn route(self, item_name: impl Fn(Self, usize) -> String) -> String {
        let mut route = String::new();
        let mut at = self.document.root();
        while let Some((name, inner)) = at.child_holding(self.index(), &item_name) {
            route.push('/');
            if name.contains(['~', '/']) {
                route.push_str(&escaped(&name));
            } else {
                route.push_str(&name);
            }
            at = inner;
        }
        route
    }

    /// The child whose subtree holds a node, and its name; a key counts as its value.
    fn child_holding(
        self,
        index: u32,
        item_name: &impl Fn(Self, usize) -> String,
    ) -> Option<(Cow<'a, str>, Self)> {
        let holds = |node: Self| node.index() <= index && index < node.document.after(node.index());
        match self.kind() {
            NodeKind::Map => {
                let (key, value) = self
                    .entries()
                    .find(|(key, value)| holds(*key) || holds(*value))?;
                Some((key.text().into(), value))
            }
            NodeKind::Seq => {
                let (position, item) = self.items().enumerate().find(|(_, item)| holds(*item))?;
                Some((item_name(item, position).into(), item))
            }
            _ => None,
        }
    }
}

/// A key as a JSON pointer writes it.
pub fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}
