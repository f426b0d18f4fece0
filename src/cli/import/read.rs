//! Reads exports: which file is of which source, and what was told about it.
//!
//! It must never know what a record means.

use crate::cli::args::Import;
use crate::cli::import::table;
use crate::error::{Error, Result};
use crate::finding::Finding;
use crate::model::Entry;
use crate::model::export::{Told, reading_of};
use crate::model::kind::{KINDS, Kind, Origin};
use crate::model::nearest::nearest;
use crate::source::{Skipped, Source, read_export};
use crate::yaml::{Document, enveloped, read_json};
use std::path::Path;
use std::sync::Arc;

/// The kind of export whose files are tables.
const CSV: &str = "CsvRows";

/// Exports, as far as they could be read.
pub(super) struct Exports {
    pub(super) entries: Vec<Entry>,
    pub(super) findings: Vec<Finding>,
}

/// Reads `SOURCE FILE…`, where another source's name begins its files.
pub(super) fn read(asked: &Import) -> Result<Exports> {
    let mut exports = Exports {
        entries: Vec::new(),
        findings: Vec::new(),
    };
    let (mut kind, mut mapping) = (None, None);
    for word in &asked.words {
        if let Some(named) = Kind::of_source(word) {
            kind = Some(named);
            continue;
        }
        let kind = kind.ok_or_else(|| unknown_source(word))?;
        let source = source(word)?;
        let reading = if kind.name == CSV {
            let mapping = match &mut mapping {
                Some(mapping) => mapping,
                none => none.insert(table::mapping(asked.mapping.as_deref())?),
            };
            table::table(&source, mapping)
        } else {
            read_json(&source)
        };
        exports.findings.extend(reading.findings);
        let documents = reading.documents.into_iter();
        let id = format!(
            "{}-{}",
            kind.schema.rsplit('/').next().unwrap_or_default(),
            exports.entries.len() + 1
        );
        let mapped = mapping.as_ref().map(|mapping| mapping.entry.id.as_str());
        let entries = documents.map(|document| {
            let document = in_form(document, kind, asked, mapped);
            Entry::exported(document, kind, id.clone())
        });
        exports.entries.extend(entries);
    }
    if let Some(mapping) = mapping {
        exports.findings.extend(mapping.findings);
        exports.entries.push(mapping.entry);
    }
    if exports.entries.is_empty() && exports.findings.is_empty() {
        let source = asked.words.last().cloned().unwrap_or_default();
        return Err(Error::Usage(format!("no files of `{source}` are named")));
    }
    Ok(exports)
}

fn unknown_source(word: &str) -> Error {
    let names = KINDS.iter().filter_map(Kind::source);
    let help = match nearest(word, names.clone()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("possible are {}", names.collect::<Vec<_>>().join(", ")),
    };
    Error::Usage(format!("there is no source `{word}`; {help}"))
}

pub(super) fn source(word: &str) -> Result<Arc<Source>> {
    let read = if word == "-" {
        read_export("standard input", std::io::stdin().lock())
    } else {
        let file = std::fs::File::open(word).map_err(|source| Error::Read {
            path: word.into(),
            source,
        })?;
        read_export(word, file)
    };
    read.map_err(Skipped::into_error)
}

/// One form for all exports of a kind, with what options or the file's name tell about it.
fn in_form(
    document: Document,
    kind: &'static Kind,
    asked: &Import,
    mapping: Option<&str>,
) -> Document {
    let Origin::Exported { list, .. } = kind.origin else {
        return document;
    };
    let told = reading_of(kind).map_or(&[][..], |reading| reading.told);
    let told: Vec<(&str, String)> = told
        .iter()
        .filter_map(|told| Some((told.field(), tell(*told, &document, asked, mapping)?)))
        .collect();
    let told: Vec<(&str, &str)> = told
        .iter()
        .map(|(field, value)| (*field, value.as_str()))
        .collect();
    enveloped(document, list, &told)
}

fn tell(told: Told, document: &Document, asked: &Import, mapping: Option<&str>) -> Option<String> {
    match told {
        Told::Mapping => mapping.map(str::to_owned),
        Told::Customer => asked.customer.clone(),
        Told::TakenAt => asked.taken_at.map(|at| at.to_string()),
        Told::Relationship => asked
            .relationship
            .clone()
            .or_else(|| relationship_of(document)),
    }
}

/// The relationship that the answer's context or else the file's name tells.
fn relationship_of(document: &Document) -> Option<String> {
    let context = document.root().str("@odata.context").unwrap_or_default();
    let path = Path::new(&document.source.path);
    let file = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    relationship_id(context).or_else(|| relationship_id(&file?))
}

/// Two GUIDs joined by a hyphen, anywhere in a text.
fn relationship_id(text: &str) -> Option<String> {
    const LENGTH: usize = 36 + 1 + 36;
    let starts = text.char_indices().map(|(at, _)| at);
    let mut found = starts.filter_map(|at| text.get(at..at + LENGTH));
    let is_id = |text: &&str| {
        text.bytes().zip(0..).all(|(byte, at)| match at % 37 {
            8 | 13 | 18 | 23 | 36 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
    };
    found.find(is_id).map(str::to_lowercase)
}
