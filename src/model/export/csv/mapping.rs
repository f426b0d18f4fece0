//! Mappings of tables as they were written: which column is which field, and what tells a row's document.
//!
//! It reads mappings and finds documents; it must never look at what a cell means.

use super::column::{Column, help, of_way};
use crate::finding::{Finding, builtin};
use crate::model::export::record::Record;
use crate::model::export::{Told, records};
use crate::model::{Entry, Kind, Schemas, Workspace};
use crate::yaml::NodeRef;
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};

/// The mappings that exports were given, by their ids.
#[derive(Default)]
pub struct Mappings<'a> {
    by_id: BTreeMap<&'a str, Mapping<'a>>,
    findings: Vec<Finding>,
}

/// One mapping.
pub(super) struct Mapping<'a> {
    /// Kind of the documents.
    pub(super) kind: &'static Kind,
    pub(super) columns: Vec<Column<'a>>,
    /// Ways in `spec` and what stands there in all documents.
    pub(super) constants: Vec<(&'a str, Value)>,
    /// The column that tells the ids of new documents.
    pub(super) id: Option<&'a str>,
    pub(super) complete: bool,
    keys: Vec<&'a str>,
    ignored: Vec<&'a str>,
    documents: HashMap<String, &'a Entry>,
    /// The first row of each key, for every export.
    rows: HashMap<(String, usize), NodeRef<'a>>,
}

impl<'a> Mappings<'a> {
    /// The mappings of all CSV exports in a workspace.
    pub(in crate::model::export) fn new(workspace: &'a Workspace) -> Self {
        let mut mappings = Self::default();
        for export in workspace.of_kind("CsvRows") {
            let entry = told(export).and_then(|id| workspace.get("CsvMapping", id));
            let Some(entry) = entry.filter(|entry| !entry.stopped) else {
                continue;
            };
            if !mappings.by_id.contains_key(entry.id.as_str()) {
                let mapping = Mapping::read(workspace, entry, &mut mappings.findings);
                mappings
                    .by_id
                    .extend(mapping.map(|mapping| (entry.id.as_str(), mapping)));
            }
            mappings.check_columns(entry, export);
        }
        mappings
    }

    pub(super) fn of(&self, export: &Entry) -> Option<&Mapping<'a>> {
        self.by_id.get(told(export)?)
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &Mapping<'a>> {
        self.by_id.values()
    }

    /// What is wrong with mappings, beside their shape.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Whether a cell of an export means something, or is known to mean nothing.
    pub fn knows(&self, export: &Entry, column: &str, cell: NodeRef<'_>) -> bool {
        self.of(export).is_some_and(|mapping| {
            if cell.is_null() {
                return true;
            }
            let named = mapping.columns.iter().map(|column| column.name);
            let mut named = named
                .chain(mapping.id)
                .chain(mapping.ignored.iter().copied());
            named.any(|name| name == column)
        })
    }

    /// Columns that a mapping names and a file does not have.
    fn check_columns(&mut self, entry: &Entry, export: &Entry) {
        let Some(first) = records(export).first().copied() else {
            return;
        };
        let names: Vec<&str> = first.entries().map(|(name, _)| name.text()).collect();
        let spec = entry.spec();
        let columns = spec.and_then(|spec| spec.get("columns")).into_iter();
        let columns = columns.flat_map(NodeRef::items);
        let columns = columns.filter_map(|column| column.get("column"));
        let id = spec.and_then(|spec| spec.get("id"));
        for column in columns.chain(id) {
            if !names.contains(&column.text()) {
                let source = &export.document.source.path;
                let message = format!("`{source}` has no column `{}`", column.text());
                let help = help(column.text(), names.iter().copied(), "its columns are");
                let finding = Finding::builtin(builtin::EXPORT_RECORD, column.place(), message);
                self.findings.push(finding.help(help));
            }
        }
    }
}

/// A key that nothing in the mapping fills.
fn keyless(key: NodeRef<'_>) -> Finding {
    let text = key.text();
    let message = format!("`{text}` is a key, but no column or constant is that field");
    Finding::builtin(builtin::SCHEMA_VALUE, key.place(), message)
}

fn told(export: &Entry) -> Option<&str> {
    export.spec()?.str(Told::Mapping.field())
}

impl<'a> Mapping<'a> {
    fn read(
        workspace: &'a Workspace,
        entry: &'a Entry,
        findings: &mut Vec<Finding>,
    ) -> Option<Self> {
        let spec = entry.spec()?;
        let kind = Kind::named(spec.str("rows")?)?;
        let shape = Schemas::embedded()
            .ok()?
            .of(kind.index())
            .shape
            .field("spec")?;
        let list = |key| spec.get(key).into_iter().flat_map(NodeRef::items);
        let mut mapping = Self {
            kind,
            columns: Vec::new(),
            constants: Vec::new(),
            id: spec.str("id"),
            complete: spec.get("complete").and_then(NodeRef::as_bool) == Some(true),
            keys: list("keys").map(NodeRef::text).collect(),
            ignored: list("ignore").map(NodeRef::text).collect(),
            documents: HashMap::new(),
            rows: HashMap::new(),
        };
        for node in list("columns") {
            let field = node.get("field")?;
            match of_way(shape, field) {
                Ok(shape) => mapping
                    .columns
                    .push(Column::read(node, field.text(), shape)),
                Err(finding) => findings.push(*finding),
            }
        }
        let constants = spec.get("constants").into_iter();
        for (way, value) in constants.flat_map(NodeRef::entries) {
            match of_way(shape, way) {
                Ok(_) => {
                    let value = serde_json::to_value(value).unwrap_or_default();
                    mapping.constants.push((way.text(), value));
                }
                Err(finding) => findings.push(*finding),
            }
        }
        let mut strays = list("keys")
            .filter(|key| !mapping.has(key.text()))
            .peekable();
        if strays.peek().is_some() {
            findings.extend(strays.map(keyless));
            return None;
        }
        mapping.find_documents(workspace);
        mapping.find_rows(workspace, &entry.id);
        Some(mapping)
    }

    fn has(&self, field: &str) -> bool {
        let mut constants = self.constants.iter();
        self.columns.iter().any(|column| column.field == field)
            || constants.any(|(way, _)| *way == field)
    }

    fn find_documents(&mut self, workspace: &'a Workspace) {
        for entry in workspace.of_kind(self.kind.name) {
            let spec = entry
                .spec()
                .and_then(|spec| serde_json::to_value(spec).ok());
            if let Some(key) = spec.and_then(|spec| self.key(&spec)) {
                self.documents.entry(key).or_insert(entry);
            }
        }
    }

    /// The first row that holds each key; what is no text is compared as it is written.
    fn find_rows(&mut self, workspace: &'a Workspace, id: &str) {
        let exports = workspace.of_kind("CsvRows");
        for export in exports.filter(|export| told(export) == Some(id)) {
            for row in records(export) {
                if let Some(key) = self.row_key(Record { export, node: row }) {
                    self.rows.entry(key).or_insert(row);
                }
            }
        }
    }

    /// The columns that tell a row's document.
    pub(super) fn key_columns(&self) -> impl Iterator<Item = &'a str> {
        let of = |key: &&str| {
            let mut columns = self.columns.iter();
            columns
                .find(|column| column.field == *key)
                .map(|column| column.name)
        };
        self.keys.iter().filter_map(of)
    }

    /// An earlier row of the same file with the same key.
    pub(super) fn earlier(&self, record: Record<'a>) -> Option<NodeRef<'a>> {
        let key = self.row_key(record)?;
        self.rows
            .get(&key)
            .copied()
            .filter(|first| *first != record.node)
    }

    /// What a row's key columns say, and of which export.
    fn row_key(&self, row: Record<'a>) -> Option<(String, usize)> {
        let cells = self.key_columns().map(|column| row.node.get(column));
        let cells: Option<Vec<_>> = cells
            .map(|cell| Some(cell?.text().trim().to_lowercase()))
            .collect();
        Some((cells?.join("\n"), std::ptr::from_ref(row.export).addr()))
    }

    /// What tells a document, from its fields; none where it lacks one of them.
    pub(super) fn key(&self, spec: &Value) -> Option<String> {
        let parts = self.keys.iter().map(|key| {
            let mut way = key.split('.');
            let value = way.try_fold(spec, |at, part| at.get(part))?;
            match value {
                Value::Null | Value::Array(_) | Value::Object(_) => None,
                Value::String(text) => Some(text.to_lowercase()),
                other => Some(other.to_string()),
            }
        });
        let parts: Option<Vec<String>> = parts.collect();
        parts.map(|parts| parts.join(" "))
    }

    /// The document that a key tells.
    pub(super) fn declared(&self, key: &str) -> Option<&'a Entry> {
        self.documents.get(key).copied()
    }
}
