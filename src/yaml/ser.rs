//! Serde out of the arena: JSON for schemas and examples.

use crate::yaml::{NodeKind, NodeRef};
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

impl Serialize for NodeRef<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.kind() {
            NodeKind::Null => serializer.serialize_unit(),
            NodeKind::Bool => serializer.serialize_bool(self.as_bool().unwrap_or_default()),
            NodeKind::Int => serializer.serialize_i64(self.as_int().unwrap_or_default()),
            NodeKind::Float => serializer.serialize_f64(self.as_float().unwrap_or_default()),
            NodeKind::Str => serializer.serialize_str(self.text()),
            NodeKind::Seq => sequence(*self, serializer),
            NodeKind::Map => mapping(*self, serializer),
        }
    }
}

fn sequence<S: Serializer>(node: NodeRef<'_>, serializer: S) -> Result<S::Ok, S::Error> {
    let mut sequence = serializer.serialize_seq(Some(node.len()))?;
    for item in node.items() {
        sequence.serialize_element(&item)?;
    }
    sequence.end()
}

fn mapping<S: Serializer>(node: NodeRef<'_>, serializer: S) -> Result<S::Ok, S::Error> {
    let mut mapping = serializer.serialize_map(Some(node.len()))?;
    for (key, value) in node.entries() {
        mapping.serialize_entry(key.text(), &value)?;
    }
    mapping.end()
}
