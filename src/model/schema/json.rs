//! Lets jsonschema read the arena directly: no copy, and every error leads back to a span.
//!
//! It answers the validator's questions about nodes and must never know what a schema asks.

use crate::yaml::{Document, Entries, Items, NodeKind, NodeRef};
use jsonschema::JsonType;
use jsonschema::json::{Array, Json, JsonNumber, Node, NodeIdentity, Object};
use serde_json::{Number, Value};
use std::borrow::Cow;

/// Our representation of JSON-like data.
pub(crate) struct Arena;

impl Json for Arena {
    type Node<'a> = NodeRef<'a>;
    type PreparedKey = Box<str>;
    type StringBuffer = ();

    fn prepare_key(key: &str) -> Box<str> {
        key.into()
    }

    fn with_string_node<T>((): &mut (), string: &str, check: impl FnOnce(NodeRef<'_>) -> T) -> T {
        check(Document::of_text(string).root())
    }
}

/// A number as the validator wants to see it.
pub(crate) enum Numeric {
    Int(i64),
    Float(f64),
}

impl JsonNumber for Numeric {
    fn as_u64(&self) -> Option<u64> {
        self.as_i64().and_then(|int| int.try_into().ok())
    }

    fn as_i64(&self) -> Option<i64> {
        match self {
            Self::Int(int) => Some(*int),
            Self::Float(_) => None,
        }
    }

    #[allow(clippy::cast_precision_loss, reason = "JSON numbers are doubles")]
    fn as_f64(&self) -> Option<f64> {
        match self {
            Self::Int(int) => Some(*int as f64),
            Self::Float(float) => Some(*float),
        }
    }

    fn as_str(&self) -> Cow<'_, str> {
        match self {
            Self::Int(int) => int.to_string().into(),
            Self::Float(float) => float.to_string().into(),
        }
    }

    fn to_number(&self) -> Cow<'_, Number> {
        Cow::Owned(match self {
            Self::Int(int) => Number::from(*int),
            Self::Float(float) => Number::from_f64(*float).unwrap_or_else(|| Number::from(0)),
        })
    }
}

impl<'a> Node<'a, Arena> for NodeRef<'a> {
    type Object = Mapping<'a>;
    type Array = Sequence<'a>;
    type Number = Numeric;

    fn as_object(&self) -> Option<Mapping<'a>> {
        (self.kind() == NodeKind::Map).then_some(Mapping(*self))
    }

    fn as_array(&self) -> Option<Sequence<'a>> {
        (self.kind() == NodeKind::Seq).then_some(Sequence(*self))
    }

    fn as_string(&self) -> Option<Cow<'a, str>> {
        self.as_str().map(Cow::Borrowed)
    }

    fn as_number(&self) -> Option<Numeric> {
        match self.as_int() {
            Some(int) => Some(Numeric::Int(int)),
            None => self.as_float().map(Numeric::Float),
        }
    }

    fn as_boolean(&self) -> Option<bool> {
        self.as_bool()
    }

    fn is_null(&self) -> bool {
        self.kind() == NodeKind::Null
    }

    fn json_type(&self) -> JsonType {
        match self.kind() {
            NodeKind::Null => JsonType::Null,
            NodeKind::Bool => JsonType::Boolean,
            NodeKind::Int | NodeKind::Float => JsonType::Number,
            NodeKind::Str => JsonType::String,
            NodeKind::Seq => JsonType::Array,
            NodeKind::Map => JsonType::Object,
        }
    }

    fn equals_value(&self, expected: &Value) -> bool {
        match (self.as_str(), expected) {
            (Some(text), Value::String(expected)) => text == expected,
            (Some(_), _) | (_, Value::String(_)) => false,
            _ => jsonschema::json::cmp::equal(&self.to_value(), expected),
        }
    }

    fn to_value(&self) -> Cow<'a, Value> {
        Cow::Owned(serde_json::to_value(self).unwrap_or_default())
    }

    fn identity(&self) -> Option<NodeIdentity> {
        Some(NodeIdentity::tagged(
            std::ptr::from_ref(self.document).addr(),
            self.index(),
        ))
    }
}

/// A mapping node.
pub(crate) struct Mapping<'a>(NodeRef<'a>);

impl<'a> Object<'a, Arena> for Mapping<'a> {
    type Node = NodeRef<'a>;
    type MemberName = &'a str;
    type MembersIter = Members<'a>;

    fn len(&self) -> usize {
        self.0.len()
    }

    fn get(&self, key: &Box<str>) -> Option<NodeRef<'a>> {
        self.0.get(key)
    }

    fn members(&self) -> Members<'a> {
        Members(self.0.entries())
    }
}

/// The entries of a mapping by name.
pub(crate) struct Members<'a>(Entries<'a>);

impl<'a> Iterator for Members<'a> {
    type Item = (&'a str, NodeRef<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|(key, value)| (key.text(), value))
    }
}

/// A sequence node.
pub(crate) struct Sequence<'a>(NodeRef<'a>);

impl<'a> Array<'a, Arena> for Sequence<'a> {
    type Node = NodeRef<'a>;
    type ElementsIter = Items<'a>;

    fn len(&self) -> usize {
        self.0.len()
    }

    fn elements(&self) -> Items<'a> {
        self.0.items()
    }
}
