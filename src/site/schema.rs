//! The view model: what each template gets, as one JSON Schema made from the views themselves.
//!
//! What stands in it is what a template may name, with the comment of the field; nothing else exists. It
//! must never know documents.

use crate::site::{
    archive, changes, closures, comparison, customer, glossary, index, languages, not_found,
    notice, request, runbook, severities, statement,
};
use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Map, Value, json};

/// The version of the view model. Within a version fields are only added; where one goes, is renamed or
/// changes its meaning, this number grows.
pub const VERSION: u32 = 2;

/// Describes a view.
type Shape = fn(&mut SchemaGenerator) -> Schema;

/// The view of each page by the stem of its templates.
pub const VIEWS: &[(&str, Shape)] = &[
    ("statement", of::<statement::Statement>),
    ("index", of::<index::Index>),
    ("comparison", of::<comparison::Comparison>),
    ("severities", of::<severities::Guide>),
    (closures::NAME, of::<closures::Closures>),
    ("changes", of::<changes::Changelog>),
    (archive::NAME, of::<archive::Shelf>),
    (glossary::NAME, of::<glossary::Glossary>),
    ("languages", of::<languages::Languages>),
    ("not_found", of::<not_found::NotFound>),
    ("customer", of::<customer::Sheet>),
    ("runbook", of::<runbook::Runbook>),
    ("request", of::<request::Written>),
    (notice::NAME, of::<notice::Notice>),
];

fn of<V: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<V>()
}

/// The schema: an object whose keys are the stems of templates and whose values are their views.
pub fn schema() -> Value {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let settings = settings.with_transform(RecursiveTransform(closed));
    let mut generator = settings.into_generator();
    let views: Map<String, Value> = VIEWS
        .iter()
        .map(|(name, shape)| ((*name).to_owned(), shape(&mut generator).to_value()))
        .collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": format!("urn:csp-support:view:{VERSION}"),
        "title": "What templates get",
        "description": "The view of each page by the stem of its templates: `statement` is what statement.html \
            and statement.md get. Names that stand in no view do not exist in a template.",
        "version": VERSION,
        "type": "object",
        "properties": views,
        "additionalProperties": false,
        "$defs": generator.take_definitions(true),
    })
}

/// A view has the fields that are described and no others.
fn closed(schema: &mut Schema) {
    if schema.get("properties").is_some() {
        schema.insert("additionalProperties".to_owned(), Value::Bool(false));
    }
}
