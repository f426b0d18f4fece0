//! One document laid over another: how a rule's examples change a base workspace.
//!
//! Mappings merge key by key, everything else replaces, `null` removes. What comes from below has no
//! place of its own in the upper text; it stands at the upper document's first line.

use crate::finding::Span;
use crate::yaml::arena::Node;
use crate::yaml::{Document, NodeKind, NodeRef};

/// Lays `upper` over `base`; places are those of `upper`.
pub fn overlay(base: &Document, upper: &Document) -> Document {
    let first = upper
        .root()
        .entries()
        .next()
        .map_or(upper.root(), |(key, _)| key);
    let mut merged = Document::new(&upper.source);
    merged.nodes.reserve(base.size() + upper.size());
    merged.sound = base.sound && upper.sound;
    let mut builder = Builder {
        merged,
        below: first.span(),
    };
    builder.merge(base.root(), upper.root());
    builder.merged
}

struct Builder {
    merged: Document,
    below: Span,
}

/// Which of the two documents a node comes from.
#[derive(Clone, Copy, PartialEq)]
enum Layer {
    Below,
    Above,
}

impl Builder {
    fn merge(&mut self, below: NodeRef<'_>, above: NodeRef<'_>) {
        if below.kind() != NodeKind::Map || above.kind() != NodeKind::Map {
            return self.copy(above, Layer::Above);
        }
        let map = self.open(above, Layer::Above);
        for (key, value) in below.entries() {
            match above.entry(key.text()) {
                None => self.entry(key, value, Layer::Below),
                Some((_, removed)) if removed.is_null() => {}
                Some((upper_key, upper)) => {
                    self.copy(upper_key, Layer::Above);
                    self.merge(value, upper);
                }
            }
        }
        for (key, value) in above
            .entries()
            .filter(|(key, value)| below.get(key.text()).is_none() && !value.is_null())
        {
            self.entry(key, value, Layer::Above);
        }
        self.close(map);
    }

    fn entry(&mut self, key: NodeRef<'_>, value: NodeRef<'_>, layer: Layer) {
        self.copy(key, layer);
        self.copy(value, layer);
    }

    fn copy(&mut self, node: NodeRef<'_>, layer: Layer) {
        let at = self.open(node, layer);
        match node.kind() {
            NodeKind::Seq => node.items().for_each(|item| self.copy(item, layer)),
            NodeKind::Map => node
                .entries()
                .for_each(|(key, value)| self.entry(key, value, layer)),
            _ => return,
        }
        self.close(at);
    }

    /// Adds a node; a container's extent is set when it is closed.
    fn open(&mut self, node: NodeRef<'_>, layer: Layer) -> usize {
        let mut copy: Node = *node.node();
        if layer == Layer::Below {
            copy.span = self.below;
        }
        if !copy.is_container() && (layer == Layer::Below || copy.owned) {
            copy.a = narrow(self.merged.owned.len());
            copy.owned = true;
            self.merged.owned.push_str(node.text());
        }
        self.merged.nodes.push(copy);
        self.merged.nodes.len() - 1
    }

    fn close(&mut self, at: usize) {
        let end = narrow(self.merged.nodes.len());
        self.merged.nodes[at].b = end;
        let node = self.merged.node(narrow(at));
        let children = if node.kind() == NodeKind::Map {
            node.entries().count()
        } else {
            node.items().count()
        };
        self.merged.nodes[at].a = narrow(children);
    }
}

fn narrow(size: usize) -> u32 {
    u32::try_from(size).unwrap_or(u32::MAX)
}
