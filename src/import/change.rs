//! Changes documents so that they say what the exports say.
//!
//! A file is changed only if it then reads as meant; otherwise it is told what to change by hand. It must
//! never know what a field means.

use super::edit::{self, Splice};
use super::lines::Stuck;
use crate::finding::Severity;
use crate::judge::select::spec_shape;
use crate::model::export::compare::{Difference, differences};
use crate::model::export::{Draft, Drafts};
use crate::model::{Entry, Schemas};
use crate::source::Source;
use crate::yaml::{self, NodeKind, NodeRef};
use serde_json::Value;
use std::sync::Arc;

/// A file with some of its values changed.
#[derive(Debug)]
pub struct Changed {
    /// The file as it was read.
    pub source: Arc<Source>,
    /// Its new text.
    pub text: String,
    /// How many values were changed.
    pub values: usize,
}

/// A change that people must make themselves.
#[derive(Debug)]
pub struct Left {
    /// The document, as `Kind/id`.
    pub document: String,
    /// The field.
    pub field: String,
    /// Why.
    pub why: &'static str,
}

/// What became of all differences.
#[derive(Debug, Default)]
pub struct Changes {
    /// Files to be written, in the order of the documents.
    pub files: Vec<Changed>,
    /// What is left to people.
    pub left: Vec<Left>,
}

/// The differences of one document.
struct Wanted<'a> {
    entry: &'a Entry,
    draft: &'a Draft<'a>,
    found: Vec<Difference<'a>>,
}

/// Changes every document that differs from its draft.
pub fn changes(drafts: &Drafts<'_>, schemas: &Schemas) -> Changes {
    let mut changes = Changes::default();
    let mut by_file: Vec<Vec<Wanted<'_>>> = Vec::new();
    for (draft, declared) in &drafts.drafts {
        let Some(wanted) = declared.and_then(|entry| wanted(schemas, entry, draft)) else {
            continue;
        };
        let same_file = |file: &&mut Vec<Wanted<'_>>| {
            Arc::ptr_eq(
                &file[0].entry.document.source,
                &wanted.entry.document.source,
            )
        };
        match by_file.iter_mut().find(same_file) {
            Some(file) => file.push(wanted),
            None => by_file.push(vec![wanted]),
        }
    }
    for file in by_file {
        change_file(schemas, &file, &mut changes);
    }
    changes
}

fn wanted<'a>(schemas: &Schemas, entry: &'a Entry, draft: &'a Draft<'a>) -> Option<Wanted<'a>> {
    let (shape, spec) = (spec_shape(schemas, entry.kind)?, entry.spec()?);
    let found = differences(shape, spec, &draft.spec);
    (!found.is_empty()).then_some(Wanted {
        entry,
        draft,
        found,
    })
}

fn change_file(schemas: &Schemas, file: &[Wanted<'_>], changes: &mut Changes) {
    let source = &file[0].entry.document.source;
    let (mut splices, mut left) = (Vec::new(), Vec::new());
    for wanted in file {
        for together in &wanted.by_place() {
            match spliced(together) {
                Ok(made) => splices.extend(made),
                Err(why) => left.extend(
                    together
                        .iter()
                        .map(|difference| wanted.left(difference, why)),
                ),
            }
        }
    }
    let values = splices.len();
    let text = edit::apply(&source.text, splices);
    let text = text.and_then(|text| proven(schemas, file, &left, text));
    match text {
        Ok(_) if values == 0 => changes.left.extend(left),
        Ok(text) => {
            changes.left.extend(left);
            changes.files.push(Changed {
                source: Arc::clone(source),
                text,
                values,
            });
        }
        Err(why) => {
            let all = file.iter().flat_map(|wanted| {
                wanted
                    .found
                    .iter()
                    .map(move |difference| wanted.left(difference, why))
            });
            changes.left.extend(all);
        }
    }
}

impl<'a> Wanted<'a> {
    /// The differences, those of one list's items together.
    fn by_place(&self) -> Vec<Vec<&Difference<'a>>> {
        let mut places: Vec<Vec<&Difference<'a>>> = Vec::new();
        for difference in &self.found {
            let list = list_of(difference);
            let same =
                |place: &&mut Vec<&Difference<'a>>| list.is_some() && list_of(place[0]) == list;
            match places.iter_mut().find(same) {
                Some(place) => place.push(difference),
                None => places.push(vec![difference]),
            }
        }
        places
    }

    fn left(&self, difference: &Difference<'_>, why: &'static str) -> Left {
        Left {
            document: self.entry.name(),
            field: difference.field.clone(),
            why,
        }
    }
}

/// The changes of one place: a value, or all that becomes of the items of one list.
fn spliced(together: &[&Difference<'_>]) -> Result<Vec<Splice>, Stuck> {
    let Some(first) = together.first() else {
        return Ok(Vec::new());
    };
    if let Some(list) = list_of(first) {
        let gone: Vec<_> = together
            .iter()
            .filter_map(|difference| difference.declared)
            .collect();
        let new: Vec<_> = together
            .iter()
            .filter_map(|difference| difference.live.as_ref())
            .collect();
        return edit::relist(list, &gone, &new);
    }
    let key = first.field.rsplit('.').next().unwrap_or_default();
    let splice = match (first.declared, &first.live) {
        (Some(declared), Some(live)) => edit::set(declared, live),
        (Some(declared), None) => edit::remove(declared),
        (None, Some(live)) => edit::insert(first.at, first.after, key, live),
        (None, None) => Err("nothing is to be changed"),
    };
    splice.map(|splice| vec![splice])
}

/// The list of which an item comes or goes.
fn list_of<'a>(difference: &Difference<'a>) -> Option<NodeRef<'a>> {
    match (difference.declared, &difference.live) {
        (None, Some(_)) if difference.at.kind() == NodeKind::Seq => Some(difference.at),
        (Some(item), None) => item
            .owners()
            .pop()
            .filter(|owner| owner.kind() == NodeKind::Seq),
        _ => None,
    }
}

/// The new text, if each changed document now says what its draft says and no other one changed.
fn proven(
    schemas: &Schemas,
    file: &[Wanted<'_>],
    left: &[Left],
    text: String,
) -> Result<String, Stuck> {
    const UNPROVEN: Stuck = "the text is too involved to be changed in place";
    let before = yaml::read(&file[0].entry.document.source);
    let after = yaml::read(&Source::new("", text.clone()));
    let broken = after
        .findings
        .iter()
        .any(|finding| finding.severity == Severity::Error);
    if broken || before.documents.len() != after.documents.len() {
        return Err(UNPROVEN);
    }
    for (old, new) in before.documents.iter().zip(&after.documents) {
        let wanted = file
            .iter()
            .find(|wanted| names(wanted.entry.document.root()) == names(old.root()));
        let as_meant = match wanted {
            None => serde_json::to_value(old.root()).ok() == serde_json::to_value(new.root()).ok(),
            Some(wanted) => agrees(schemas, wanted, new.root(), left),
        };
        if !as_meant {
            return Err(UNPROVEN);
        }
    }
    Ok(text)
}

fn agrees(schemas: &Schemas, wanted: &Wanted<'_>, new: NodeRef<'_>, left: &[Left]) -> bool {
    let shape = spec_shape(schemas, wanted.entry.kind);
    let Some((shape, spec)) = shape.zip(new.get("spec")) else {
        return false;
    };
    let rest = differences(shape, spec, &wanted.draft.spec);
    let name = wanted.entry.name();
    rest.iter().all(|difference| {
        left.iter()
            .any(|left| left.document == name && left.field == difference.field)
    })
}

fn names(root: NodeRef<'_>) -> (Option<&str>, Option<String>) {
    let id = root
        .path(&["metadata", "id"])
        .map(|id| id.text().to_owned());
    (root.str("kind"), id)
}

/// A new document for a draft that nothing declares.
pub(super) fn new_document(draft: &Draft<'_>, spec: &Value) -> Value {
    serde_json::json!({
        "apiVersion": crate::model::load::API_VERSION,
        "kind": draft.kind,
        "metadata": {"id": draft.id},
        "spec": spec,
    })
}
