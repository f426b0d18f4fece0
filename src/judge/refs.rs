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
use std::sync::OnceLock;

/// So many ids on either side of a misspelt one are compared with it; all of them, again and again,
/// would take longer than judging where a whole kind of documents was renamed.
const BESIDE: usize = 50;

/// The ids of each kind in order, made when the first reference leads nowhere.
struct Ids<'a> {
    workspace: &'a Workspace,
    of_kind: Vec<OnceLock<Vec<&'a str>>>,
}

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
    let ids = Ids {
        workspace,
        of_kind: KINDS.iter().map(|_| OnceLock::new()).collect(),
    };
    let mut findings = duplicates(workspace);
    let dangling = workspace.entries().par_iter().flat_map_iter(|entry| {
        let references = &references[entry.kind.index()];
        references
            .iter()
            .flat_map(|reference| dangling(&ids, entry, reference))
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

impl<'a> Ids<'a> {
    /// The id that a misspelt one was meant to be.
    fn nearest(&self, kind: &Kind, id: &str) -> Option<&'a str> {
        let ids = self.of_kind[kind.index()].get_or_init(|| self.sorted(kind));
        let at = ids.partition_point(|known| *known < id);
        let beside = if ids.len() <= 2 * BESIDE {
            0..ids.len()
        } else {
            at.saturating_sub(BESIDE)..ids.len().min(at + BESIDE)
        };
        nearest(id, ids[beside].iter().copied())
    }

    fn sorted(&self, kind: &Kind) -> Vec<&'a str> {
        let entries = self.workspace.of_kind(kind.name);
        let mut ids: Vec<_> = entries.map(|entry| entry.id.as_str()).collect();
        ids.sort_unstable();
        ids
    }
}

fn dangling<'a>(ids: &Ids<'a>, entry: &'a Entry, reference: &Reference<'_>) -> Vec<Finding> {
    let nodes = follow(entry.document.root(), &reference.path).into_iter();
    let lost = nodes.filter(|node| {
        node.as_str().is_some_and(|id| {
            ids.workspace.position(reference.target, id).is_none()
                && !reference.except.iter().any(|known| known == id)
        })
    });
    lost.map(|node| lost_reference(ids, entry, node, reference.target))
        .collect()
}

fn lost_reference(ids: &Ids<'_>, entry: &Entry, node: NodeRef<'_>, target: &Kind) -> Finding {
    let message = format!("there is no {} `{}`", target.name, node.text());
    let help = match ids.nearest(target, node.text()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!(
            "correct the id, or add a document with `kind: {}` and `metadata: {{id: {}}}`",
            target.name,
            node.text()
        ),
    };
    let finding = Finding::builtin(builtin::REF_DANGLING, node.place(), message).help(help);
    node.with_origin(finding).about(entry.subject(node))
}
