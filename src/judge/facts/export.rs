//! Relations over exports of whatever source: pages, types, moments and roles that a platform wrote.
//!
//! They follow the schemas of exports, which say where a moment, a type or a role stands; what a record
//! is about, they must never know.

use super::known::catalogs;
use super::{Context, FactType, Relation, Row};
use crate::judge::expr::Answer;
use crate::judge::select::{follow, spec_shape};
use crate::model::export::record::{has_format, is_moment, is_never};
use crate::model::export::{goes_on, next_page, records};
use crate::model::kind::Origin;
use crate::model::shape::{Shape, Step};
use crate::model::{Entry, Schemas};
use crate::yaml::{NodeKind, NodeRef};
use std::collections::BTreeSet;

/// The field in which `OData` tells the type of a record.
const ODATA_TYPE: &str = "@odata.type";

/// The field in which Microsoft names a role.
const ROLE: &str = "roleDefinitionId";

/// Pages of lists, for rules.
pub(super) const PAGES: Relation = Relation {
    name: "export_pages",
    columns: &[("file", FactType::Text), ("followed", FactType::Bool)],
    about: "each page of an exported list that links to a next page, and whether that one was read along",
    rows: pages,
};

/// Types of records, for rules.
pub(super) const TYPES: Relation = Relation {
    name: "export_types",
    columns: &[
        ("type", FactType::Text),
        ("known", FactType::Bool),
        ("known_types", FactType::Texts),
    ],
    about: "each exported record that tells its type, and whether the list it stands in may hold that type",
    rows: types,
};

/// Moments, for rules.
pub(super) const MOMENTS: Relation = Relation {
    name: "export_moments",
    columns: &[
        ("field", FactType::Text),
        ("value", FactType::Text),
        ("understood", FactType::Bool),
    ],
    about: "each field of an export that holds a moment, and whether it is one or says that there is none yet",
    rows: moments,
};

/// Roles, for rules.
pub(super) const ROLES: Relation = Relation {
    name: "export_roles",
    columns: &[
        ("id", FactType::Text),
        ("holder", FactType::Text),
        ("built_in", FactType::Bool),
    ],
    about: "each role in an export, who holds it, and whether it is one of Microsoft's built-in roles",
    rows: roles,
};

/// Exports with what their schemas say about them.
fn exports<'a>(context: &Context<'a>) -> Vec<(&'a Entry, &'static Shape)> {
    let Ok(schemas) = Schemas::embedded() else {
        return Vec::new();
    };
    let entries = context.workspace.entries().iter();
    let exported = entries.filter(|entry| entry.kind.origin != Origin::Written);
    exported
        .filter_map(|entry| Some((entry, spec_shape(schemas, entry.kind)?)))
        .collect()
}

fn pages<'a>(context: &Context<'a>) -> Vec<Row<'a>> {
    let exports: Vec<&'a Entry> = exports(context)
        .into_iter()
        .map(|(entry, _)| entry)
        .collect();
    let open: BTreeSet<usize> = goes_on(&exports).into_iter().collect();
    let linked = exports.iter().enumerate().filter_map(|(at, entry)| {
        let link = next_page(entry)?;
        Some((at, *entry, link))
    });
    let rows = linked.map(|(at, entry, link)| Row {
        entry,
        at: link,
        columns: vec![
            ("file", Answer::text(entry.document.source.path.as_str())),
            ("followed", Answer::yes(!open.contains(&at))),
        ],
    });
    rows.collect()
}

/// What the schema says about one record of an export.
fn record_shape<'s>(entry: &Entry, shape: &'s Shape) -> Option<&'s Shape> {
    match entry.kind.origin {
        Origin::Exported {
            list: Some(list), ..
        } => shape.field(list)?.each(),
        _ => Some(shape),
    }
}

fn types<'a>(context: &Context<'a>) -> Vec<Row<'a>> {
    let mut rows = Vec::new();
    for (entry, shape) in exports(context) {
        let told = record_shape(entry, shape).and_then(|shape| shape.field(ODATA_TYPE));
        let Some(told) = told else { continue };
        for record in records(entry) {
            let node = record.get(ODATA_TYPE).filter(|node| !is_never(*node));
            rows.extend(node.map(|node| type_row(entry, node, &told.options)));
        }
    }
    rows
}

fn type_row<'a>(entry: &'a Entry, node: NodeRef<'a>, known: &[String]) -> Row<'a> {
    let names = known.iter().map(|name| short(name).to_owned());
    let is_known = known.iter().any(|name| short(name) == short(node.text()));
    Row {
        entry,
        at: node,
        columns: vec![
            ("type", Answer::text(short(node.text()))),
            ("known", Answer::yes(is_known)),
            ("known_types", Answer::texts(names)),
        ],
    }
}

/// A type without the `#` and the names before it.
fn short(name: &str) -> &str {
    let name = name.trim();
    name.rsplit_once('.').map_or(name, |(_, last)| last)
}

/// The values at all places that the schema describes so, with the names of the fields.
fn marked<'a>(
    entry: &'a Entry,
    shape: &Shape,
    wanted: &dyn Fn(&[Step], &Shape) -> bool,
) -> Vec<(String, NodeRef<'a>)> {
    let Some(spec) = entry.spec() else {
        return Vec::new();
    };
    let paths = shape.paths(&|_| true).into_iter();
    let paths = paths.filter(|(path, shape)| wanted(path, shape));
    let found = paths.flat_map(|(path, _)| {
        let name = name_of(&path);
        let nodes = follow(spec, &path).into_iter();
        nodes.map(move |node| (name.clone(), node))
    });
    found.collect()
}

fn name_of(path: &[Step]) -> String {
    let keys = path.iter().rev().find_map(|step| match step {
        Step::Key(key) => Some(key.clone()),
        Step::Each => None,
    });
    keys.unwrap_or_default()
}

fn moments<'a>(context: &Context<'a>) -> Vec<Row<'a>> {
    let is_date = |_: &[Step], shape: &Shape| shape.format.as_deref() == Some("date-time");
    let mut rows = Vec::new();
    for (entry, shape) in exports(context) {
        // What is no text at all is told when the export is read.
        let texts = marked(entry, shape, &is_date).into_iter();
        let texts = texts.filter(|(_, node)| matches!(node.kind(), NodeKind::Str | NodeKind::Null));
        rows.extend(texts.map(|(field, node)| Row {
            entry,
            at: node,
            columns: vec![
                ("field", Answer::text(field)),
                ("value", Answer::text(node.text())),
                (
                    "understood",
                    Answer::yes(is_never(node) || is_moment(node.text())),
                ),
            ],
        }));
    }
    rows
}

fn roles<'a>(context: &Context<'a>) -> Vec<Row<'a>> {
    let Ok(catalogs) = catalogs() else {
        return Vec::new();
    };
    let is_role = |path: &[Step], _: &Shape| path.last() == Some(&Step::Key(ROLE.to_owned()));
    let mut rows = Vec::new();
    for (entry, shape) in exports(context) {
        let Some(shape) = record_shape(entry, shape) else {
            continue;
        };
        let paths = shape.paths(&|_| true).into_iter();
        let paths: Vec<_> = paths.filter(|(path, shape)| is_role(path, shape)).collect();
        for record in records(entry) {
            // What is no id at all is told when the export is read.
            let ids = paths.iter().flat_map(|(path, _)| follow(record, path));
            let ids = ids.filter(|id| has_format("guid", id.text()));
            rows.extend(ids.map(|id| Row {
                entry,
                at: id,
                columns: vec![
                    ("id", Answer::text(id.text())),
                    ("holder", Answer::text(holder(record))),
                    (
                        "built_in",
                        Answer::yes(catalogs.entra_role(id.text()).is_some()),
                    ),
                ],
            }));
        }
    }
    rows
}

/// What people call the record: its name, or the group in it.
fn holder(record: NodeRef<'_>) -> String {
    let group = || record.path(&["accessContainer", "accessContainerId"]);
    match (record.str("displayName"), group()) {
        (Some(name), _) => format!("`{name}`"),
        (None, Some(group)) => format!("the group `{}`", group.text()),
        (None, None) => "a record".to_owned(),
    }
}
