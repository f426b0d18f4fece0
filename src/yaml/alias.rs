//! Anchors and aliases: an alias repeats the nodes of its anchor, if the file stays within its limits.
//!
//! The size of what an alias brings is known before anything is copied.

use crate::finding::{Finding, Span, builtin};
use crate::yaml::arena::Node;
use crate::yaml::build::{Builder, Next, narrow};
use crate::yaml::limits::{self, Limit};
use crate::yaml::{Document, NodeKind};
use std::collections::BTreeMap;
use std::ops::Range;

/// What the aliases of a file can repeat.
#[derive(Debug, Default)]
pub(crate) struct Anchors {
    complete: BTreeMap<usize, Anchor>,
    /// Bytes of text that aliases repeated so far.
    repeated: usize,
}

#[derive(Debug, Clone)]
struct Anchor {
    nodes: Range<usize>,
    /// Levels of collections.
    height: usize,
}

impl Anchors {
    /// Remembers the node at `index`, which is complete; `id` is 0 where it has no anchor.
    pub(crate) fn define(&mut self, id: usize, index: usize, document: &Document, height: usize) {
        if id != 0 {
            let end = document.after(narrow(index)) as usize;
            let nodes = index..end;
            self.complete.insert(id, Anchor { nodes, height });
        }
    }

    /// Forgets the anchors of a document that ended.
    pub(crate) fn forget(&mut self) {
        self.complete.clear();
    }
}

impl Builder<'_> {
    pub(crate) fn alias(&mut self, id: usize, at: Span) {
        let Some(anchor) = self.anchors.complete.get(&id).cloned() else {
            self.failed_alias(at, "this alias refers to a value that it is part of");
            return;
        };
        if let Some((limit, next)) = self.excess(&anchor) {
            self.limit(limit, at, next);
            return;
        }
        self.count_child(anchor.height);
        self.repeat(anchor.nodes, at);
    }

    pub(crate) fn failed_alias(&mut self, at: Span, message: &str) {
        self.count_child(0);
        self.document.nodes.push(Node::empty(NodeKind::Null, at));
        let finding = Finding::builtin(builtin::YAML_SYNTAX, self.place(at), message).help(
            "define it before with `&`, outside of this value; put `*…` in quotes if it is text",
        );
        self.report(finding);
    }

    /// The limit that repeating an anchor would pass.
    fn excess(&mut self, anchor: &Anchor) -> Option<(Limit, Next)> {
        let total = self.size() + anchor.nodes.len();
        if total > limits::MAX_NODES {
            return Some((Limit::Expansion(total), Next::Nothing));
        }
        if self.open.len() + anchor.height > limits::MAX_DEPTH {
            return Some((Limit::Depth, Next::Document));
        }
        let nodes = &self.document.nodes[anchor.nodes.clone()];
        let scalars = nodes.iter().filter(|node| !node.is_container());
        self.anchors.repeated += scalars.map(|node| node.b as usize).sum::<usize>();
        let too_long = self.anchors.repeated > limits::MAX_REPEATED;
        too_long.then_some((Limit::Repetition, Next::Nothing))
    }

    /// Copies nodes; the copies stand where the alias stands and remember where they were written.
    fn repeat(&mut self, range: Range<usize>, at: Span) {
        let document = &mut self.document;
        let shift = narrow(document.nodes.len() - range.start);
        let known = |origin: &(u32, Span)| (origin.0 as usize) < range.start;
        let mut origin = document.origins.partition_point(known);
        for index in range {
            let mut copy = document.nodes[index];
            let mut written = copy.span;
            if let Some((_, earlier)) = document
                .origins
                .get(origin)
                .filter(|(node, _)| *node as usize == index)
            {
                written = *earlier;
                origin += 1;
            }
            document
                .origins
                .push((narrow(document.nodes.len()), written));
            copy.span = at;
            if copy.is_container() {
                copy.b += shift;
            }
            document.nodes.push(copy);
        }
    }
}
