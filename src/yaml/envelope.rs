//! Puts exports into one form, with what the caller tells about them.
//!
//! It moves nodes and must never know what they mean.

use crate::finding::Span;
use crate::yaml::arena::Node;
use crate::yaml::build::narrow;
use crate::yaml::{Document, NodeKind};

/// Puts an export into one form: a mapping that holds `list`, whether the export was such a mapping, a
/// bare list or a single record, and before it fields that the export itself does not tell.
pub fn enveloped(document: Document, list: Option<&str>, told: &[(&str, &str)]) -> Document {
    let root = document.root();
    let has_list = list.is_none_or(|list| root.kind() == NodeKind::Map && root.get(list).is_some());
    let missing = told.iter().filter(|(key, _)| root.get(key).is_none());
    let missing: Vec<_> = missing.copied().collect();
    if has_list && missing.is_empty() {
        return document;
    }
    Envelope::around(document).close(list.filter(|_| !has_list), &missing)
}

struct Envelope {
    inner: Document,
    nodes: Vec<Node>,
}

impl Envelope {
    fn around(inner: Document) -> Self {
        let root = Node::empty(NodeKind::Map, inner.root().span());
        Self {
            nodes: vec![root],
            inner,
        }
    }

    fn close(mut self, list: Option<&str>, told: &[(&str, &str)]) -> Document {
        let mut pairs = narrow(told.len());
        for (key, value) in told {
            self.text(key);
            self.text(value);
        }
        let root = self.inner.nodes[0];
        // Without a list of its own, the fields of the mapping join those that were told.
        let skipped = usize::from(list.is_none());
        pairs += list.map_or(root.a, |_| 1);
        if let Some(list) = list {
            self.text(list);
            if root.kind != NodeKind::Seq {
                let end = narrow(self.nodes.len() + 1 + self.inner.nodes.len());
                let item = Node::empty(NodeKind::Seq, root.span);
                self.nodes.push(Node {
                    a: 1,
                    b: end,
                    ..item
                });
            }
        }
        let shift = narrow(self.nodes.len()) - narrow(skipped);
        let moved = self.inner.nodes[skipped..].iter().map(|node| {
            let b = node.b + if node.is_container() { shift } else { 0 };
            Node { b, ..*node }
        });
        self.nodes.extend(moved);
        (self.nodes[0].a, self.nodes[0].b) = (pairs, narrow(self.nodes.len()));
        self.inner.nodes = self.nodes;
        self.inner
    }

    fn text(&mut self, text: &str) {
        let start = self.nodes[0].span.start;
        self.nodes.push(Node {
            a: narrow(self.inner.owned.len()),
            b: narrow(text.len()),
            owned: true,
            ..Node::empty(
                NodeKind::Str,
                Span {
                    start,
                    end: start + 1,
                },
            )
        });
        self.inner.owned.push_str(text);
    }
}
