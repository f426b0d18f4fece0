//! Makes each schema self-contained: the shared definitions it uses are merged in.
//!
//! It works on schema texts only and must never see a document.

use crate::error::{Error, Result};
use crate::source::{Source, embedded};
use crate::yaml;
use serde_json::{Map, Value};
use std::sync::OnceLock;

/// Where the schemas live.
const FOLDER: &str = "schemas/";

/// The schema with this file stem, complete in itself.
pub(crate) fn schema(stem: &str) -> Result<Value> {
    let mut schema = parse(&format!("{FOLDER}{stem}.schema.yaml"))?;
    merge_definitions(&mut schema, shared()?);
    Ok(schema)
}

/// The definitions of all shared files (those whose names begin with `_`), read once.
fn shared() -> Result<&'static Map<String, Value>> {
    static SHARED: OnceLock<std::result::Result<Map<String, Value>, String>> = OnceLock::new();
    let shared = SHARED.get_or_init(|| read_shared().map_err(|error| error.to_string()));
    shared
        .as_ref()
        .map_err(|error| Error::Internal(error.clone()))
}

fn read_shared() -> Result<Map<String, Value>> {
    let mut shared = Map::new();
    for (path, _) in embedded::policies(&format!("{FOLDER}_")) {
        let file = parse(&path)?;
        let definitions = file.get("$defs").and_then(Value::as_object);
        for (name, definition) in definitions.into_iter().flatten() {
            if shared.insert(name.clone(), definition.clone()).is_some() {
                return Err(Error::Internal(format!(
                    "{path}: `{name}` is defined twice"
                )));
            }
        }
    }
    Ok(shared)
}

/// Reads YAML that ships with the program as JSON.
fn parse(path: &str) -> Result<Value> {
    let broken = |what: String| Error::Internal(format!("{path}: {what}"));
    let text = embedded::policy(path).ok_or_else(|| broken("is missing".to_owned()))?;
    let reading = yaml::read(&Source::new(path, text));
    if let Some(finding) = reading.findings.first() {
        return Err(broken(finding.message.clone()));
    }
    let document = reading
        .documents
        .first()
        .ok_or_else(|| broken("is empty".to_owned()))?;
    serde_json::to_value(document.root()).map_err(|error| broken(error.to_string()))
}

/// Adds every shared definition that the schema names, and those which these name in turn.
fn merge_definitions(schema: &mut Value, shared: &Map<String, Value>) {
    let mut definitions = schema
        .get("$defs")
        .and_then(Value::as_object)
        .cloned()
        .unwrap_or_default();
    let mut wanted = references(schema);
    while let Some(name) = wanted.pop() {
        if definitions.contains_key(&name) {
            continue;
        }
        if let Some(definition) = shared.get(&name) {
            wanted.extend(references(definition));
            definitions.insert(name, definition.clone());
        }
    }
    definitions.sort_keys();
    if let Some(schema) = schema.as_object_mut().filter(|_| !definitions.is_empty()) {
        schema.insert("$defs".to_owned(), Value::Object(definitions));
    }
}

/// Names of the definitions a schema refers to.
fn references(schema: &Value) -> Vec<String> {
    match schema {
        Value::Object(map) => references_of_object(map),
        Value::Array(items) => items.iter().flat_map(references).collect(),
        _ => Vec::new(),
    }
}

fn references_of_object(map: &Map<String, Value>) -> Vec<String> {
    let own = map.get("$ref").and_then(Value::as_str);
    let own = own
        .and_then(|pointer| pointer.strip_prefix("#/$defs/"))
        .map(str::to_owned);
    own.into_iter()
        .chain(map.values().flat_map(references))
        .collect()
}
