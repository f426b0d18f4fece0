//! Drafts: what documents of ours would say if they said what the exports say.
//!
//! Several records may be about one document; their drafts are put together. It must never know whether
//! anybody compares or writes them.

use super::record::{Record, Unreadable};
use super::{Fields, Known, reading_of, records};
use crate::finding::{Finding, builtin};
use crate::model::Entry;
use crate::yaml::NodeRef;
use serde_json::{Map, Value};
use std::collections::HashMap;

/// What a document would say, as far as a record knows.
#[derive(Debug)]
pub struct Draft<'a> {
    /// Kind of the document.
    pub kind: &'static str,
    /// What tells which document it is, the surest first.
    pub keys: Vec<Key>,
    /// The id that a new document would have.
    pub id: String,
    /// Its `spec`; `null` where the platform says that there is nothing.
    pub spec: Map<String, Value>,
    /// Whether it is only about the past, so that nobody misses a document about it.
    pub past: bool,
    /// Whether the record tells only a part, to which others of its list add.
    pub part: bool,
    /// What each export said of it, the first one first.
    pub parts: Vec<(Map<String, Value>, &'a Entry)>,
    /// The document that it is about, where no field tells it.
    pub about: Option<&'a Entry>,
    /// Values of the record that no document can hold as they are.
    pub left_out: Vec<Unreadable<'a>>,
    /// The export it comes from.
    pub export: &'a Entry,
    /// The record it comes from.
    pub record: NodeRef<'a>,
}

/// A field of `spec` by which a document is recognised.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// The way to the field.
    pub path: &'static [&'static str],
    /// Its value; letters count alike in either case.
    pub value: String,
}

/// All drafts of a workspace's exports.
#[derive(Debug, Default)]
pub struct Drafts<'a> {
    /// One draft a document, in the order of the exports, each with the document it is about, if there is one.
    pub drafts: Vec<(Draft<'a>, Option<&'a Entry>)>,
    /// Records that could not be read.
    pub findings: Vec<Finding>,
}

impl<'a> Draft<'a> {
    /// A draft of a document of a kind, recognised by a field.
    pub fn new(kind: &'static str, key: Key, id: String, record: Record<'a>) -> Self {
        Self {
            kind,
            keys: vec![key],
            id,
            spec: Map::new(),
            past: false,
            part: false,
            parts: Vec::new(),
            about: None,
            left_out: Vec::new(),
            export: record.export,
            record: record.node,
        }
    }

    /// A draft about a document that exists and that no field tells.
    pub fn about(entry: &'a Entry, record: Record<'a>) -> Self {
        let key = Key::new(&["metadata", "id"], entry.id.clone());
        Self {
            about: Some(entry),
            ..Self::new(entry.kind.name, key, entry.id.clone(), record)
        }
    }

    /// The same draft with fields, as far as they fit.
    #[must_use]
    pub fn with_fields(mut self, fields: Fields<'a>) -> Self {
        let fitting = fields.fitting(self.kind);
        self.spec.extend(fitting.spec);
        self.left_out.extend(fitting.left_out);
        self
    }

    /// The same draft with a field.
    #[must_use]
    pub fn with(mut self, field: &str, value: impl Into<Value>) -> Self {
        self.spec.insert(field.to_owned(), value.into());
        self
    }

    /// The export that says a field, named as a [`Difference`](super::compare::Difference) names it.
    pub fn export_of(&self, field: &str) -> &'a Entry {
        let keys = field
            .split('.')
            .map(|part| part.split('[').next().unwrap_or_default());
        let keys: Vec<&str> = keys.collect();
        let depth = |spec: &Map<String, Value>| {
            let mut at = Some(spec);
            let known = keys.iter().take_while(|key| {
                let value = at.and_then(|map| map.get(**key));
                at = value.and_then(Value::as_object);
                value.is_some()
            });
            known.count()
        };
        let deepest = self.parts.iter().rev().max_by_key(|(spec, _)| depth(spec));
        deepest.map_or(self.export, |(_, export)| export)
    }
}

impl Key {
    /// A key.
    pub fn new(path: &'static [&'static str], value: impl Into<String>) -> Self {
        Self {
            path,
            value: value.into().to_lowercase(),
        }
    }
}

/// Reads all records of all exports, in the order of their kinds: what is found first tells the most.
pub fn collect<'a>(known: &Known<'a>) -> Drafts<'a> {
    let (mut all, mut places) = (Drafts::default(), HashMap::new());
    all.findings.extend(known.mappings().findings().to_vec());
    let mut exports: Vec<&Entry> = known.exports().collect();
    exports.sort_by_key(|export| export.kind.index());
    for export in exports {
        let Some(reading) = reading_of(export.kind) else {
            continue;
        };
        let whole = reading.whole.and_then(|whole| whole(known, export));
        if let Some(draft) = whole {
            add(known, &mut all, &mut places, draft);
        }
        for node in records(export) {
            let read = match refusal(node) {
                Some(refused) => Err(refused),
                None => (reading.draft)(known, Record { export, node }),
            };
            match read {
                Ok(drafts) => drafts
                    .into_iter()
                    .for_each(|draft| add(known, &mut all, &mut places, draft)),
                Err(unreadable) => {
                    let whole = unreadable.node == export.document.root();
                    all.findings.push(finding(export, &unreadable));
                    if whole {
                        break;
                    }
                }
            }
        }
    }
    all
}

/// People save what came back, also where it says that nothing could be had.
fn refusal(record: NodeRef<'_>) -> Option<Unreadable<'_>> {
    let code = record.path(&["error", "code"])?;
    let message = format!(
        "holds no data: it is the error `{}` with which the platform answered",
        code.text()
    );
    let node = code;
    Some(Unreadable { node, message })
}

/// Puts a draft to the one about the same document, if there is one.
fn add<'a>(
    known: &Known<'a>,
    all: &mut Drafts<'a>,
    places: &mut HashMap<(&'static str, Key), usize>,
    mut draft: Draft<'a>,
) {
    draft.parts.push((draft.spec.clone(), draft.export));
    let left_out = draft.left_out.drain(..);
    let left_out = left_out.map(|unfit| left_out_of(draft.export, &unfit));
    all.findings.extend(left_out);
    let seen = draft.keys.iter().find_map(|key| {
        let place = places.get(&(draft.kind, key.clone()))?;
        Some(*place)
    });
    let place = seen.unwrap_or(all.drafts.len());
    for key in &draft.keys {
        places.entry((draft.kind, key.clone())).or_insert(place);
    }
    if let Some((first, _)) = all.drafts.get_mut(place) {
        first.past &= draft.past;
        // Of two records of one thing, such as on pages that overlap, the first counts.
        let again = first.export.kind == draft.export.kind && !draft.part;
        if !again {
            merge(&mut first.spec, draft.spec);
            first.parts.extend(draft.parts);
        }
    } else {
        let declared = draft.about;
        let declared = declared.or_else(|| known.declared(draft.kind, &draft.keys));
        all.drafts.push((draft, declared));
    }
}

/// Mappings join, lists follow each other, and of two values the first stays unless it is nothing.
fn merge(into: &mut Map<String, Value>, from: Map<String, Value>) {
    for (key, value) in from {
        match (into.get_mut(&key), value) {
            (Some(Value::Object(into)), Value::Object(from)) => merge(into, from),
            (Some(Value::Array(into)), Value::Array(from)) => {
                for item in from {
                    join(into, item);
                }
            }
            (Some(known), _) if !known.is_null() => {}
            (_, value) => {
                into.insert(key, value);
            }
        }
    }
}

/// Adds an item to a list; what the list has by the same id already, as from pages that overlap, is completed.
fn join(list: &mut Vec<Value>, item: Value) {
    let id = item.get("id").cloned();
    let same = |known: &&mut Value| id.is_some() && known.get("id") == id.as_ref();
    if list.contains(&item) {
        return;
    }
    match (list.iter_mut().find(same), item) {
        (Some(Value::Object(known)), Value::Object(item)) => merge(known, item),
        (_, item) => list.push(item),
    }
}

fn left_out_of(export: &Entry, unfit: &Unreadable<'_>) -> Finding {
    let message = format!("{}; it was left out", unfit.message);
    Finding::builtin(builtin::EXPORT_UNFIT, unfit.node.place(), message)
        .help(builtin::EXPORT_UNFIT.fix)
        .about(export.subject(unfit.node))
}

fn finding(export: &Entry, unreadable: &Unreadable<'_>) -> Finding {
    let (node, message) = (unreadable.node, &unreadable.message);
    let of_all = node == export.document.root();
    let (message, help) = if of_all {
        (format!("the export {message}"), "nothing in it was read")
    } else {
        let pointer = node.json_pointer();
        let message = format!("the record at `{pointer}` {message}");
        (message, "all other records were read")
    };
    Finding::builtin(builtin::EXPORT_RECORD, node.place(), message)
        .help(help)
        .about(export.subject(node))
}
