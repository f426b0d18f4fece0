//! The shape of documents as rules, references and suggestions see it, read from the JSON Schemas.
//!
//! It knows fields, types, defaults and our own keywords; it never judges a document.

use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Deeper schemas than this are a mistake (a reference that leads to itself).
const MAX_DEPTH: usize = 40;

/// The type of a value.
#[derive(Debug, Clone, PartialEq)]
pub enum Type {
    /// Anything; the schema says no more.
    Any,
    /// `null`.
    Null,
    /// True or false.
    Bool,
    /// An integer.
    Int,
    /// A number.
    Number,
    /// Text.
    Str,
    /// A list of values of one shape.
    List(Arc<Shape>),
    /// A mapping.
    Object(Arc<Object>),
}

/// The fields of a mapping.
#[derive(Debug, Default, PartialEq)]
pub struct Object {
    /// Fields by name.
    pub fields: BTreeMap<String, Shape>,
    /// Shape of values under free keys, where the author chooses the keys.
    pub values: Option<Shape>,
}

/// What a schema says about one value.
#[derive(Debug, Clone, PartialEq)]
pub struct Shape {
    /// Its type.
    pub ty: Type,
    /// The value that counts where the field is missing; scalars only.
    pub default: Option<Value>,
    /// The document whose id this is (`x-ref`).
    pub refers_to: Option<Reference>,
    /// Where in the document the name must stand (`x-within`).
    pub within: Option<Within>,
    /// Where in the partner's profile a lower-case name must stand (`x-of-partner`).
    pub of_partner: Option<String>,
    /// Whether customers read this text (`x-audience: customer`).
    pub for_customers: bool,
    /// The allowed texts, where they are listed.
    pub options: Vec<String>,
    /// The format of the text, such as `guid` or `date-time`.
    pub format: Option<String>,
}

/// What an `x-ref` says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The kind of document whose id it is.
    pub kind: String,
    /// Ids that name something outside the workspace (`x-ref-except`).
    pub except: Vec<String>,
}

/// What an `x-within` says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Within {
    /// Path to the map or the values, `*` for every item of a list.
    pub path: String,
    /// Values that name something else (`x-within-except`).
    pub except: Vec<String>,
}

/// One step from a value to a value inside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// The value of a key.
    Key(String),
    /// Every item of a list, or every value of a mapping.
    Each,
}

impl Shape {
    /// A value of which nothing but the type is known.
    pub const fn plain(ty: Type) -> Self {
        Self {
            ty,
            default: None,
            refers_to: None,
            within: None,
            of_partner: None,
            for_customers: false,
            options: Vec::new(),
            format: None,
        }
    }

    /// Reads the shape of a whole schema whose references are all local.
    pub fn of_schema(schema: &Value) -> Self {
        Self::read(schema, schema, 0)
    }

    fn read(root: &Value, schema: &Value, depth: usize) -> Self {
        let schema = &resolved(root, schema);
        let text = |key: &str| schema.get(key).and_then(Value::as_str);
        Self {
            ty: if depth > MAX_DEPTH {
                Type::Any
            } else {
                Self::type_of(root, schema, depth)
            },
            default: schema
                .get("default")
                .filter(|value| !value.is_object() && !value.is_array())
                .cloned(),
            refers_to: text("x-ref").map(|kind| Reference {
                kind: kind.to_owned(),
                except: texts(schema, "x-ref-except"),
            }),
            within: text("x-within").map(|path| Within {
                path: path.to_owned(),
                except: texts(schema, "x-within-except"),
            }),
            of_partner: text("x-of-partner").map(str::to_owned),
            for_customers: text("x-audience") == Some("customer"),
            options: texts(schema, "enum"),
            format: text("format").map(str::to_owned),
        }
    }

    fn type_of(root: &Value, schema: &Value, depth: usize) -> Type {
        match schema.get("type").and_then(Value::as_str) {
            Some("null") => Type::Null,
            Some("boolean") => Type::Bool,
            Some("integer") => Type::Int,
            Some("number") => Type::Number,
            Some("string") => Type::Str,
            Some("array") => {
                let items = schema.get("items").unwrap_or(&Value::Null);
                Type::List(Arc::new(Self::read(root, items, depth + 1)))
            }
            Some("object") => Type::Object(Arc::new(Object::read(root, schema, depth))),
            _ if schema.get("type").is_none() && schema.get("enum").is_some() => Type::Str,
            _ => Type::Any,
        }
    }

    /// The shape of a field.
    pub fn field(&self, name: &str) -> Option<&Self> {
        match &self.ty {
            Type::Object(object) => object.fields.get(name).or(object.values.as_ref()),
            _ => None,
        }
    }

    /// The shape of list items or of values under free keys.
    pub fn each(&self) -> Option<&Self> {
        match &self.ty {
            Type::List(items) => Some(items),
            Type::Object(object) => object.values.as_ref(),
            _ => None,
        }
    }

    /// The paths to all values that `wanted` accepts, and their shapes.
    pub fn paths<'s>(&'s self, wanted: &dyn Fn(&Self) -> bool) -> Vec<(Vec<Step>, &'s Self)> {
        let mut found = Vec::new();
        self.collect(&mut Vec::new(), wanted, &mut found);
        found
    }

    fn collect<'s>(
        &'s self,
        path: &mut Vec<Step>,
        wanted: &dyn Fn(&Self) -> bool,
        found: &mut Vec<(Vec<Step>, &'s Self)>,
    ) {
        if wanted(self) {
            found.push((path.clone(), self));
        }
        let mut descend = |step: Step, shape: &'s Self| {
            path.push(step);
            shape.collect(path, wanted, found);
            path.pop();
        };
        if let Type::Object(object) = &self.ty {
            for (name, shape) in &object.fields {
                descend(Step::Key(name.clone()), shape);
            }
        }
        if let Some(shape) = self.each() {
            descend(Step::Each, shape);
        }
    }
}

impl Object {
    fn read(root: &Value, schema: &Value, depth: usize) -> Self {
        let fields = schema.get("properties").and_then(Value::as_object);
        let free = schema
            .get("additionalProperties")
            .filter(|value| value.is_object());
        Self {
            fields: fields
                .into_iter()
                .flatten()
                .map(|(name, schema)| (name.clone(), Shape::read(root, schema, depth + 1)))
                .collect(),
            values: free.map(|schema| Shape::read(root, schema, depth + 1)),
        }
    }
}

/// The schema with its `$ref`, if any, replaced by what it names; own keywords win.
fn resolved(root: &Value, schema: &Value) -> Value {
    let Some(pointer) = schema.get("$ref").and_then(Value::as_str) else {
        return schema.clone();
    };
    let target = root.pointer(pointer.trim_start_matches('#')).cloned();
    let mut merged = target.unwrap_or(Value::Null);
    if let (Some(merged), Some(own)) = (merged.as_object_mut(), schema.as_object()) {
        merged.extend(
            own.iter()
                .filter(|(key, _)| *key != "$ref")
                .map(|(key, value)| (key.clone(), value.clone())),
        );
    }
    merged
}

fn texts(schema: &Value, key: &str) -> Vec<String> {
    let listed = schema
        .get(key)
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    listed
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect()
}
