//! Names of parts: a contact that names a window of hours, a price that names a severity, a window that
//! names a calendar of the partner's.
//!
//! Which fields hold such names, and where the named thing must stand, is in the schemas (`x-within`,
//! `x-of-partner`); this module knows no field by name.

use crate::finding::{Finding, builtin};
use crate::judge::select::follow;
use crate::model::kind::KINDS;
use crate::model::nearest::nearest;
use crate::model::shape::{Shape, Step};
use crate::model::{Entry, Schemas, Workspace};
use crate::yaml::{NodeKind, NodeRef};
use rayon::prelude::*;

/// A field that names something.
struct Name {
    path: Vec<Step>,
    /// Where the named thing must stand.
    within: Vec<Step>,
    /// That place in words of the format.
    place: String,
    except: Vec<String>,
    whose: Whose,
}

/// The document in which the named thing stands.
#[derive(Clone, Copy, PartialEq)]
enum Whose {
    Own,
    /// The partner's profile; upper-case names are not ours there.
    Partners,
}

/// Every name that nothing has.
pub(super) fn findings(workspace: &Workspace, schemas: &Schemas) -> Vec<Finding> {
    let names: Vec<Vec<Name>> = (0..KINDS.len()).map(|kind| names(schemas, kind)).collect();
    let entries = workspace.entries().par_iter();
    let lost = entries.flat_map_iter(|entry| {
        let names = names[entry.kind.index()].iter();
        names
            .flat_map(|name| lost(workspace, entry, name))
            .collect::<Vec<_>>()
    });
    lost.collect()
}

fn names(schemas: &Schemas, kind: usize) -> Vec<Name> {
    let named = |shape: &Shape| shape.within.is_some() || shape.of_partner.is_some();
    let found = schemas.of(kind).shape.paths(&named).into_iter();
    let read = found.filter_map(|(path, shape)| {
        let (place, except, whose) = match (&shape.within, &shape.of_partner) {
            (Some(within), _) => (&within.path, within.except.clone(), Whose::Own),
            (None, place) => (place.as_ref()?, Vec::new(), Whose::Partners),
        };
        Some(Name {
            path,
            within: steps(place),
            place: words(place),
            except,
            whose,
        })
    });
    read.collect()
}

/// `/spec/delivery/parties/*/name` is told as `parties`.
fn words(pointer: &str) -> String {
    let (list, _) = pointer.split_once("/*").unwrap_or((pointer, ""));
    list.rsplit('/').next().unwrap_or(list).to_owned()
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

fn lost(workspace: &Workspace, entry: &Entry, name: &Name) -> Vec<Finding> {
    let root = entry.document.root();
    let used: Vec<_> = follow(root, &name.path)
        .into_iter()
        .filter(|node| node.as_str().is_some_and(|text| name.concerns(text)))
        .collect();
    if used.is_empty() {
        return Vec::new();
    }
    let holder = match name.whose {
        Whose::Own => Some(entry),
        Whose::Partners => workspace.partner_of(entry),
    };
    // A partner that is not there is a finding of its own.
    let Some(holder) = holder else {
        return Vec::new();
    };
    let known: Vec<&str> = follow(holder.document.root(), &name.within)
        .into_iter()
        .flat_map(known)
        .collect();
    let lost = used
        .into_iter()
        .filter(|node| !known.contains(&node.text()));
    lost.map(|node| lost_name(entry, node, name, &known))
        .collect()
}

impl Name {
    fn concerns(&self, text: &str) -> bool {
        let own = text.starts_with(|first: char| first.is_ascii_lowercase());
        (self.whose == Whose::Own || own) && !self.except.iter().any(|except| except == text)
    }

    fn holder(&self) -> &'static str {
        match self.whose {
            Whose::Own => "this document",
            Whose::Partners => "the partner's profile",
        }
    }
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
        "`{}` is not among the `{}` of {}",
        node.text(),
        name.place,
        name.holder()
    );
    let help = match nearest(node.text(), known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if known.is_empty() => format!("add it under `{}` of {}", name.place, name.holder()),
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
