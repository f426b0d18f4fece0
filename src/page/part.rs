//! A part that many views share, made ready for templates once.

use crate::error::{Error, Result};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Serialize, Serializer};
use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;
use tera::Value;

/// A `T` with what templates get of it. Its copies are one and the same: a view that holds one costs no more than a
/// view without it.
pub struct Part<T> {
    made_from: Arc<T>,
    value: Value,
}

impl<T: Serialize> Part<T> {
    /// Makes a part ready.
    pub fn of(part: T) -> Result<Self> {
        let value = Value::try_from_serializable(&part);
        let value = value.map_err(|error| Error::Internal(error.to_string()))?;
        Ok(Self {
            made_from: Arc::new(part),
            value,
        })
    }
}

impl<T> Clone for Part<T> {
    fn clone(&self) -> Self {
        Self {
            made_from: Arc::clone(&self.made_from),
            value: self.value.clone(),
        }
    }
}

impl<T> Deref for Part<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.made_from
    }
}

impl<T: fmt::Debug> fmt::Debug for Part<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.made_from.fmt(f)
    }
}

impl<T> Serialize for Part<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

/// A part has the shape of what it was made from.
impl<T: JsonSchema> JsonSchema for Part<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn schema_id() -> Cow<'static, str> {
        T::schema_id()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}
