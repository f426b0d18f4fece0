//! Fields of a draft together with the places they come from, held against the schema of the document's kind.
//!
//! What does not fit is left out and told; it must never know what a field is for.

use super::record::Unreadable;
use crate::finding::builtin;
use crate::model::load::API_VERSION;
use crate::model::schema::Misfit;
use crate::model::{Kind, Schemas};
use crate::source::Source;
use crate::yaml::{Document, NodeRef, read_json};
use serde_json::{Map, Value, json};

/// Fields of one draft.
#[derive(Debug, Default)]
pub struct Fields<'a> {
    fields: Vec<Field<'a>>,
}

#[derive(Debug)]
struct Field<'a> {
    /// The way to it from `spec`.
    path: Vec<String>,
    /// `null` where the platform says that there is nothing.
    value: Value,
    node: NodeRef<'a>,
}

/// What of the fields can stand in a document.
#[derive(Debug, Default)]
pub struct Fitting<'a> {
    /// The fields that fit.
    pub spec: Map<String, Value>,
    /// The values that do not.
    pub left_out: Vec<Unreadable<'a>>,
    /// What a whole document would need beside, as sentences.
    pub missing: Vec<String>,
}

impl<'a> Fields<'a> {
    /// Adds a value at a way of dots from `spec`.
    pub fn put(&mut self, path: &str, value: impl Into<Value>, node: NodeRef<'a>) {
        self.fields.push(Field {
            path: path.split('.').map(str::to_owned).collect(),
            value: value.into(),
            node,
        });
    }

    /// Adds a text without the blanks around it; an empty one says that there is nothing.
    pub fn text(&mut self, path: &str, node: Option<NodeRef<'a>>) {
        if let Some(node) = node {
            let text = node.text().trim();
            let value = Some(text).filter(|text| !text.is_empty() && !node.is_null());
            self.put(path, value, node);
        }
    }

    /// The fields that a document of a kind can hold.
    pub fn fitting(mut self, kind: &str) -> Fitting<'a> {
        let mut fitting = Fitting::default();
        let text = json!({
            "apiVersion": API_VERSION, "kind": kind, "metadata": {"id": "draft"}, "spec": self.spec(false),
        });
        let reading = read_json(&Source::new("", text.to_string()));
        let kind = Kind::named(kind).map(Kind::index);
        let schema = Schemas::embedded().ok().zip(kind);
        if let (Some((schemas, kind)), Some(document)) = (schema, reading.documents.first()) {
            for misfit in schemas.of(kind).misfits(document.root()) {
                self.drop(document, &misfit, &mut fitting);
            }
        }
        fitting.spec = self.spec(true);
        fitting
    }

    /// Takes out what does not fit.
    fn drop(&mut self, document: &Document, misfit: &Misfit, fitting: &mut Fitting<'a>) {
        let at = document.node_at(misfit.finding.place.span);
        let pointer = at.map(NodeRef::json_pointer).unwrap_or_default();
        let way: Vec<&str> = pointer.split('/').skip(2).collect();
        let is_at = |field: &Field<'_>| field.path.iter().zip(&way).all(|(own, way)| own == way);
        let is_value = |field: &Field<'_>| field.path.len() <= way.len() && is_at(field);
        if let Some(at) = self.fields.iter().position(is_value) {
            let field = self.fields.remove(at);
            fitting.left_out.push(Unreadable {
                node: field.node,
                message: misfit.finding.message.clone(),
            });
        } else if misfit.finding.rule == builtin::SCHEMA_MISSING_KEY.id && misfit.rule.is_none() {
            fitting.missing.push(misfit.finding.message.clone());
        }
    }

    fn spec(&self, with_nothing: bool) -> Map<String, Value> {
        let mut spec = Map::new();
        let kept = self.fields.iter();
        for field in kept.filter(|field| with_nothing || !field.value.is_null()) {
            insert(&mut spec, &field.path, field.value.clone());
        }
        spec
    }
}

/// Puts a value at a way of keys; of two values for one field the first stays.
fn insert(map: &mut Map<String, Value>, path: &[String], value: Value) {
    match path {
        [] => {}
        [last] => {
            map.entry(last.clone()).or_insert(value);
        }
        [first, rest @ ..] => {
            let inner = map.entry(first.clone());
            if let Value::Object(inner) = inner.or_insert_with(|| Value::Object(Map::new())) {
                insert(inner, rest, value);
            }
        }
    }
}
