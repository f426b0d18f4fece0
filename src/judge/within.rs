//! Names within a document: a contact that names a window of hours, a price that names a severity.
//!
//! Which fields hold such names, and where the named thing must stand, is in the schemas (`x-within`);
//! this module knows no field by name.

use crate::finding::{Finding, builtin};
use crate::judge::select::follow;
use crate::model::kind::KINDS;
use crate::model::nearest::nearest;
use crate::model::shape::Step;
use crate::model::{Entry, Schemas, Workspace};
use crate::yaml::{NodeKind, NodeRef};
use rayon::prelude::*;

/// A field that names something in the same document.
struct Name {
    path: Vec<Step>,
    within: Vec<Step>,
    place: String,
}

/// Every name that nothing in its document has.
pub(super) fn findings(workspace: &Workspace, schemas: &Schemas) -> Vec<Finding> {
    let names: Vec<Vec<Name>> = (0..KINDS.len()).map(|kind| names(schemas, kind)).collect();
    let entries = workspace.entries().par_iter();
    let lost = entries.flat_map_iter(|entry| {
        let names = names[entry.kind.index()].iter();
        names.flat_map(|name| lost(entry, name)).collect::<Vec<_>>()
    });
    lost.collect()
}

fn names(schemas: &Schemas, kind: usize) -> Vec<Name> {
    let found = schemas
        .of(kind)
        .shape
        .paths(&|shape| shape.within.is_some());
    let names = found.into_iter().filter_map(|(path, shape)| {
        let place = shape.within.as_deref()?;
        Some(Name {
            path,
            within: steps(place),
            place: place
                .trim_start_matches("/spec/")
                .split('/')
                .next()?
                .to_owned(),
        })
    });
    names.collect()
}

/// `/spec/severities/*/id` as steps; `*` stands for every item.
fn steps(pointer: &str) -> Vec<Step> {
    let parts = pointer.split('/').skip(1);
    parts
        .map(|part| match part {
            "*" => Step::Each,
            key => Step::Key(key.to_owned()),
        })
        .collect()
}

fn lost(entry: &Entry, name: &Name) -> Vec<Finding> {
    let root = entry.document.root();
    let used: Vec<_> = follow(root, &name.path)
        .into_iter()
        .filter(|node| node.as_str().is_some())
        .collect();
    if used.is_empty() {
        return Vec::new();
    }
    let known: Vec<&str> = follow(root, &name.within)
        .into_iter()
        .flat_map(known)
        .collect();
    let lost = used
        .into_iter()
        .filter(|node| !known.contains(&node.text()));
    lost.map(|node| lost_name(entry, node, name, &known))
        .collect()
}

/// The keys of a mapping, or the text of a scalar.
fn known(node: NodeRef<'_>) -> Vec<&str> {
    match node.kind() {
        NodeKind::Map => node.entries().map(|(key, _)| key.text()).collect(),
        _ => vec![node.text()],
    }
}

fn lost_name(entry: &Entry, node: NodeRef<'_>, name: &Name, known: &[&str]) -> Finding {
    let message = format!(
        "`{}` is not among the `{}` of this document",
        node.text(),
        name.place
    );
    let help = match nearest(node.text(), known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if known.is_empty() => format!("add it under `{}`", name.place),
        None => format!(
            "there are {}",
            known
                .iter()
                .map(|name| format!("`{name}`"))
                .collect::<Vec<_>>()
                .join(", ")
        ),
    };
    let finding = Finding::builtin(builtin::REF_DANGLING, node.place(), message).help(help);
    node.with_origin(finding).about(entry.subject(node))
}
