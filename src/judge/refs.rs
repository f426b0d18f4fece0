//! Identity and references, once for all kinds: ids are unique, references lead somewhere.
//!
//! Which fields hold references stands in the schemas (`x-ref`); this module knows no kind by name.

use crate::finding::{Finding, builtin};
use crate::judge::select::follow;
use crate::model::kind::{KINDS, Kind};
use crate::model::nearest::nearest;
use crate::model::shape::Step;
use crate::model::{Entry, Schemas, Workspace};
use crate::yaml::NodeRef;
use rayon::prelude::*;

/// A field that holds the id of another document.
struct Reference<'s> {
    path: Vec<Step>,
    target: &'static Kind,
    except: &'s [String],
}

/// Everything wrong with ids and references.
pub(super) fn findings(workspace: &Workspace, schemas: &Schemas) -> Vec<Finding> {
    let references: Vec<Vec<Reference<'_>>> =
        KINDS.iter().map(|kind| references(schemas, kind)).collect();
    let mut findings = duplicates(workspace);
    let dangling = workspace.entries().par_iter().flat_map_iter(|entry| {
        let references = &references[entry.kind.index()];
        references
            .iter()
            .flat_map(|reference| dangling(workspace, entry, reference))
            .collect::<Vec<_>>()
    });
    findings.extend(dangling.collect::<Vec<_>>());
    findings
}

fn references<'s>(schemas: &'s Schemas, kind: &Kind) -> Vec<Reference<'s>> {
    let shape = &schemas.of(kind.index()).shape;
    let found = shape.paths(&|shape| shape.refers_to.is_some()).into_iter();
    found
        .filter_map(|(path, shape)| {
            let reference = shape.refers_to.as_ref()?;
            Some(Reference {
                path,
                target: Kind::named(&reference.kind)?,
                except: &reference.except,
            })
        })
        .collect()
}

fn duplicates(workspace: &Workspace) -> Vec<Finding> {
    let entries = workspace.entries().par_iter().enumerate();
    let second = entries.filter_map(|(index, entry)| {
        let first = workspace
            .position(entry.kind, &entry.id)
            .filter(|&first| first != index)?;
        Some((entry, &workspace.entries()[first]))
    });
    second
        .map(|(entry, first)| duplicate(entry, first))
        .collect()
}

fn duplicate(entry: &Entry, first: &Entry) -> Finding {
    let (own, other) = (id_node(entry), id_node(first));
    let message = format!("there are two documents {} `{}`", entry.kind.name, entry.id);
    Finding::builtin(builtin::REF_DUPLICATE_ID, own.place(), message)
        .help("give one of them another id, or remove it")
        .related(other.place(), "the first one")
        .about(entry.subject(own))
}

fn id_node(entry: &Entry) -> NodeRef<'_> {
    let root = entry.document.root();
    root.path(&["metadata", "id"]).unwrap_or(root)
}

fn dangling<'a>(
    workspace: &'a Workspace,
    entry: &'a Entry,
    reference: &Reference<'_>,
) -> Vec<Finding> {
    let nodes = follow(entry.document.root(), &reference.path).into_iter();
    let lost = nodes.filter(|node| {
        node.as_str().is_some_and(|id| {
            workspace.position(reference.target, id).is_none()
                && !reference.except.iter().any(|known| known == id)
        })
    });
    lost.map(|node| lost_reference(workspace, entry, node, reference.target))
        .collect()
}

fn lost_reference(
    workspace: &Workspace,
    entry: &Entry,
    node: NodeRef<'_>,
    target: &Kind,
) -> Finding {
    let message = format!("there is no {} `{}`", target.name, node.text());
    let known = workspace
        .of_kind(target.name)
        .map(|other| other.id.as_str());
    let help = match nearest(node.text(), known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!(
            "correct the id, or add a {} with `metadata: {{id: {}}}`",
            target.name,
            node.text()
        ),
    };
    let finding = Finding::builtin(builtin::REF_DANGLING, node.place(), message).help(help);
    node.with_origin(finding).about(entry.subject(node))
}
