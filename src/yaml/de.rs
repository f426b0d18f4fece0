//! Serde over the arena: typed values for packs, catalogues and configuration, without a second tree.
//!
//! It hands nodes to serde and keeps the place of what does not fit; it must never know the types.

use crate::finding::{Place, Span};
use crate::yaml::{Entries, Items, NodeKind, NodeRef};
use serde::de::value::{BorrowedStrDeserializer, MapAccessDeserializer};
use serde::de::{DeserializeSeed, Deserializer, Error, IntoDeserializer, MapAccess};
use serde::de::{SeqAccess, Visitor};
use std::fmt;

/// Why a node is not a value of the wanted type, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadError {
    /// What is wrong, in serde's words.
    pub message: String,
    /// Where, as near as it is known.
    pub span: Option<Span>,
}

impl ReadError {
    /// Where people should look, if `read` was the node to be read.
    pub fn place(&self, read: NodeRef<'_>) -> Place {
        let whole = read.place();
        Place {
            span: self.span.unwrap_or(whole.span),
            ..whole
        }
    }

    /// The same error with a place, unless a nearer one is known.
    #[must_use]
    pub fn at(mut self, node: NodeRef<'_>) -> Self {
        self.span = self.span.or(Some(node.span()));
        self
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ReadError {}

impl Error for ReadError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self {
            message: message.to_string(),
            span: None,
        }
    }
}

impl<'de> Deserializer<'de> for NodeRef<'de> {
    type Error = ReadError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        match self.kind() {
            NodeKind::Null => visitor.visit_unit(),
            NodeKind::Bool => visitor.visit_bool(self.as_bool().unwrap_or_default()),
            NodeKind::Int => visitor.visit_i64(self.as_int().unwrap_or_default()),
            NodeKind::Float => visitor.visit_f64(self.as_float().unwrap_or_default()),
            NodeKind::Str => visitor.visit_borrowed_str(self.text()),
            NodeKind::Seq => visitor.visit_seq(Sequence(self.items())),
            NodeKind::Map => visitor.visit_map(Mapping::new(self)),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        if self.is_null() {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        visitor.visit_newtype_struct(self)
    }

    /// A variant is a word, or a mapping whose one key is the variant's name.
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        if self.kind() == NodeKind::Map {
            visitor.visit_enum(MapAccessDeserializer::new(Mapping::new(self)))
        } else {
            visitor.visit_enum(self.text().into_deserializer())
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

struct Sequence<'a>(Items<'a>);

impl<'de> SeqAccess<'de> for Sequence<'de> {
    type Error = ReadError;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, ReadError> {
        let item = self.0.next();
        item.map(|item| seed.deserialize(item).map_err(|error| error.at(item)))
            .transpose()
    }
}

struct Mapping<'a> {
    entries: Entries<'a>,
    entry: Option<(NodeRef<'a>, NodeRef<'a>)>,
}

impl<'a> Mapping<'a> {
    fn new(node: NodeRef<'a>) -> Self {
        Self {
            entries: node.entries(),
            entry: None,
        }
    }
}

impl<'de> MapAccess<'de> for Mapping<'de> {
    type Error = ReadError;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, ReadError> {
        self.entry = self.entries.next();
        let Some((key, _)) = self.entry else {
            return Ok(None);
        };
        seed.deserialize(BorrowedStrDeserializer::new(key.text()))
            .map(Some)
            .map_err(|error: ReadError| error.at(key))
    }

    /// What is wrong with a whole collection is shown at the key that introduces it.
    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, ReadError> {
        let (key, value) = self
            .entry
            .take()
            .ok_or_else(|| ReadError::custom("value before key"))?;
        let is_collection = matches!(value.kind(), NodeKind::Seq | NodeKind::Map);
        let place = if is_collection { key } else { value };
        seed.deserialize(value).map_err(|error| error.at(place))
    }
}
