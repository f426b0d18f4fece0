//! Documents as a report tells of them: names, owners, and what they leave to free text.

use crate::model::{Entry, Workspace};
use crate::report::contents::{DocumentLine, FreeText, Note};
use crate::report::portfolio::Whose;
use crate::yaml::NodeRef;

/// A document as people know it, and whose business it is.
pub(super) fn line(workspace: &Workspace, entry: &Entry) -> DocumentLine {
    DocumentLine {
        kind: entry.kind.name.to_owned(),
        id: entry.id.clone(),
        title: title(entry),
        path: entry.document.source.path.clone(),
        whose: whose(workspace, entry),
    }
}

/// What is about a customer is the customer's, what is about an offering alone is the offering's.
fn whose(workspace: &Workspace, entry: &Entry) -> Whose {
    match entry.kind.name {
        "Customer" => return Whose::Customer(entry.id.clone()),
        "SupportOffering" => return Whose::Offering(entry.id.clone()),
        _ => {}
    }
    let named = |field: &str, kind: &str| {
        let id = entry.spec()?.str(field)?;
        workspace.get(kind, id).map(|known| known.id.clone())
    };
    let customer = named("customer", "Customer").map(Whose::Customer);
    let offering = || named("offering", "SupportOffering").map(Whose::Offering);
    customer.or_else(offering).unwrap_or_default()
}

fn title(entry: &Entry) -> String {
    let title = entry.spec().and_then(|spec| {
        ["displayName", "legalName", "title", "name"]
            .iter()
            .find_map(|key| spec.str(key))
    });
    title.unwrap_or_default().to_owned()
}

/// The notes of an offering; translations say the same again.
pub(super) fn free_text(entry: &Entry) -> FreeText {
    let mut notes = Vec::new();
    let parts = entry.spec().into_iter().flat_map(NodeRef::entries);
    for (key, part) in parts.filter(|(key, _)| key.text() != "translations") {
        find_notes(key, part, &mut notes);
    }
    let note = |node: NodeRef<'_>| Note {
        subject: entry.subject(node),
        place: node.place(),
    };
    FreeText {
        id: entry.id.clone(),
        title: title(entry),
        notes: notes.into_iter().map(note).collect(),
    }
}

fn find_notes<'a>(key: NodeRef<'a>, value: NodeRef<'a>, found: &mut Vec<NodeRef<'a>>) {
    if key.text() == "note" && value.as_str().is_some() {
        found.push(value);
    }
    for (key, value) in value.entries() {
        find_notes(key, value, found);
    }
    for item in value.items() {
        find_notes(item, item, found);
    }
}
