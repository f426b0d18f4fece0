//! Merge keys: `<<` takes over the entries of other mappings.
//!
//! Aliases are expanded before, so that the mappings to merge stand below their `<<`. A mapping's own
//! keys win, then the mappings named first. It never adds more nodes than are there already.

use crate::finding::{Finding, Span, builtin};
use crate::yaml::arena::Node;
use crate::yaml::{Document, NodeKind, NodeRef};
use std::collections::HashSet;

/// The merge key.
pub(crate) const KEY: &str = "<<";

/// Replaces the merge keys of a document by what they stand for.
pub(crate) fn expand(document: &mut Document, findings: &mut Vec<Finding>) {
    let mut expansion = Expansion {
        nodes: Vec::with_capacity(document.nodes.len()),
        origins: Vec::with_capacity(document.origins.len()),
        findings,
    };
    expansion.copy(document.root());
    let Expansion { nodes, origins, .. } = expansion;
    document.nodes = nodes;
    document.origins = origins;
}

struct Expansion<'f> {
    nodes: Vec<Node>,
    origins: Vec<(u32, Span)>,
    findings: &'f mut Vec<Finding>,
}

impl Expansion<'_> {
    fn copy(&mut self, node: NodeRef<'_>) {
        let index = self.nodes.len();
        if let Some(origin) = node.document.origin(node.index()) {
            self.origins.push((narrow(index), origin));
        }
        self.nodes.push(*node.node());
        match node.kind() {
            NodeKind::Map => self.nodes[index].a = self.copy_entries(node),
            NodeKind::Seq => node.items().for_each(|item| self.copy(item)),
            _ => return,
        }
        self.nodes[index].b = narrow(self.nodes.len());
    }

    /// Copies what a mapping holds and gives the number of its entries.
    fn copy_entries(&mut self, mapping: NodeRef<'_>) -> u32 {
        if !mapping.entries().any(|(key, _)| is_merge(key)) {
            for (key, value) in mapping.entries() {
                self.copy(key);
                self.copy(value);
            }
            return mapping.node().a;
        }
        let mut seen = HashSet::new();
        self.inherit(mapping, &mut seen);
        narrow(seen.len())
    }

    /// Copies the entries whose keys were not seen: first a mapping's own, then those it merges.
    fn inherit<'a>(&mut self, mapping: NodeRef<'a>, seen: &mut HashSet<&'a str>) {
        for (key, value) in mapping.entries() {
            if !is_merge(key) && seen.insert(key.text()) {
                self.copy(key);
                self.copy(value);
            }
        }
        for (_, value) in mapping.entries().filter(|(key, _)| is_merge(*key)) {
            match value.kind() {
                NodeKind::Map => self.inherit(value, seen),
                NodeKind::Seq => {
                    for item in value.items() {
                        self.inherit_item(item, seen);
                    }
                }
                _ => self.refuse(value),
            }
        }
    }

    fn inherit_item<'a>(&mut self, item: NodeRef<'a>, seen: &mut HashSet<&'a str>) {
        if item.kind() == NodeKind::Map {
            self.inherit(item, seen);
        } else {
            self.refuse(item);
        }
    }

    fn refuse(&mut self, value: NodeRef<'_>) {
        // An alias that leads nowhere stands here as an empty value and has its finding already.
        let failed_alias = value.is_null() && value.text().is_empty() && has_extent(value.span());
        if !failed_alias {
            self.findings.push(no_mapping(value));
        }
    }
}

const fn has_extent(span: Span) -> bool {
    span.start < span.end
}

fn is_merge(key: NodeRef<'_>) -> bool {
    key.is_plain() && key.text() == KEY
}

fn no_mapping(value: NodeRef<'_>) -> Finding {
    let message = "`<<` takes over the entries of a mapping, and this is none";
    let finding = Finding::builtin(builtin::YAML_SYNTAX, value.place(), message)
        .help("name one mapping, or a list of mappings, as in `<<: [*a, *b]`");
    match value.origin() {
        Some(origin) => finding.related(origin, "it is defined here"),
        None => finding,
    }
}

/// Indices fit 32 bits: the number of nodes is limited.
fn narrow(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
