//! Rows of CSV files, understood by the `CsvMapping` that was given for them.
//!
//! What a cell says is held against the schema of the document's kind. It must never know what a kind is for.

mod cell;
mod column;
mod mapping;

pub use mapping::Mappings;

use super::record::{Record, Unreadable};
use super::{Draft, Fields, Key, Known, Reading, Told};
use crate::model::Entry;
use crate::yaml::NodeRef;
use mapping::Mapping;
use serde_json::Value;

/// How they are understood.
pub(super) const READING: Reading = Reading {
    kind: "CsvRows",
    told: &[Told::Mapping],
    draft,
    lists,
    whole: None,
};

fn draft<'a>(known: &Known<'a>, record: Record<'a>) -> Result<Vec<Draft<'a>>, Unreadable<'a>> {
    let Some(mapping) = known.mappings().of(record.export) else {
        // What is wrong with the mapping is told once, not for each row.
        return Ok(Vec::new());
    };
    let (fields, unfit) = fields(known, mapping, record);
    let mut fitting = fields.fitting(mapping.kind.name);
    let named = fitting.left_out.drain(..);
    let named = named.map(|unfit| Unreadable {
        message: format!("{}{}", column_of(record.node, unfit.node), unfit.message),
        ..unfit
    });
    let mut left_out: Vec<_> = unfit.into_iter().chain(named).collect();
    let spec = Value::Object(fitting.spec);
    let Some(key) = mapping.key(&spec) else {
        return Err(nameless(mapping, record, &mut left_out));
    };
    if let Some(first) = mapping.earlier(record) {
        let source = &record.export.document.source;
        let line = source.line_col(first.span().start).line;
        let message = format!(
            "is about the same {} as the row in line {line}",
            mapping.kind.name
        );
        let node = record.node;
        return Err(Unreadable { node, message });
    }
    let declared = mapping.declared(&key);
    if let (None, Some(missing)) = (declared, fitting.missing.first()) {
        left_out.clear();
        let message = format!("cannot become a {}: {missing}", mapping.kind.name);
        let node = record.node;
        return Err(Unreadable { node, message });
    }
    let mut draft = match declared {
        Some(entry) => Draft::about(entry, record),
        None => new_draft(known, mapping, record, &spec, key),
    };
    if let Value::Object(spec) = spec {
        draft.spec = spec;
    }
    draft.left_out = left_out;
    Ok(vec![draft])
}

fn fields<'a>(
    known: &Known<'a>,
    mapping: &Mapping<'a>,
    record: Record<'a>,
) -> (Fields<'a>, Vec<Unreadable<'a>>) {
    let (mut fields, mut unfit) = (Fields::default(), Vec::new());
    for column in &mapping.columns {
        let Some(cell) = record.get(column.name) else {
            continue;
        };
        match cell::value(known, column, cell) {
            Ok(value) => fields.put(column.field, value, cell),
            Err(message) => unfit.push(Unreadable {
                node: cell,
                message: format!("column `{}`: {message}", column.name),
            }),
        }
    }
    for (path, value) in &mapping.constants {
        fields.put(path, value.clone(), record.node);
    }
    (fields, unfit)
}

/// A row that does not tell which document it is about; where that is because of a cell, the cell is told.
fn nameless<'a>(
    mapping: &Mapping<'a>,
    record: Record<'a>,
    left_out: &mut Vec<Unreadable<'a>>,
) -> Unreadable<'a> {
    let keys: Vec<&str> = mapping.key_columns().collect();
    let is_key = |unfit: &Unreadable<'_>| {
        let mut cells = keys.iter().filter_map(|column| record.node.get(column));
        cells.any(|cell| cell == unfit.node)
    };
    if let Some(at) = left_out.iter().position(is_key) {
        let unfit = left_out.swap_remove(at);
        let message = format!(
            "does not tell which document it is about: {}",
            unfit.message
        );
        return Unreadable { message, ..unfit };
    }
    Unreadable {
        node: record.node,
        message: format!(
            "says nothing in `{}`, which tells the document",
            keys.join("`, `")
        ),
    }
}

fn new_draft<'a>(
    known: &Known<'a>,
    mapping: &Mapping<'a>,
    record: Record<'a>,
    spec: &Value,
    key: String,
) -> Draft<'a> {
    let told = mapping.id.and_then(|column| record.get(column));
    let name = told.map(|cell| cell.text().trim()).or_else(|| {
        let names = ["displayName", "name", "title", "upn"];
        names.iter().find_map(|name| spec.get(name)?.as_str())
    });
    let name = name.unwrap_or(key.as_str());
    let id = known.new_id(mapping.kind.name, name, &key);
    Draft::new(mapping.kind.name, Key::new(&["csv"], key), id, record)
}

fn column_of(row: NodeRef<'_>, cell: NodeRef<'_>) -> String {
    let mut cells = row.entries();
    let found = cells.find(|(_, value)| *value == cell);
    found.map_or_else(String::new, |(name, _)| {
        format!("column `{}`: ", name.text())
    })
}

/// Only a mapping can say that its file has everything.
fn lists(known: &Known<'_>, entry: &Entry) -> bool {
    let mut mappings = known.mappings().all();
    mappings.any(|mapping| mapping.complete && mapping.kind == entry.kind)
}
