//! A part that many views share, made ready for templates once.

use crate::error::{Error, Result};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Serialize, Serializer};
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use tera::Value;

/// What templates get of a `T`. Its copies are one and the same: a view that holds one costs no more than a view
/// without it.
pub struct Part<T: ?Sized>(Value, PhantomData<fn() -> T>);

impl<T: Serialize + ?Sized> Part<T> {
    /// Makes a part ready.
    pub fn of(part: &T) -> Result<Self> {
        let value = Value::try_from_serializable(part);
        let value = value.map_err(|error| Error::Internal(error.to_string()))?;
        Ok(Self(value, PhantomData))
    }
}

impl<T: ?Sized> Clone for Part<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone(), PhantomData)
    }
}

impl<T: ?Sized> fmt::Debug for Part<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<T: ?Sized> Serialize for Part<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// A part has the shape of what it was made from.
impl<T: JsonSchema + ?Sized> JsonSchema for Part<T> {
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
