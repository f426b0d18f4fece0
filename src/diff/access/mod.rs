//! What we may do in customers' tenants, before and after: roles, who holds them and until when, and groups.
//!
//! It is for our own people and never for customers: no notice and no page may name it. Both sides are looked at on
//! the day of NEW, so that what only time ended is no change.

mod group;
mod kind;
mod role;

pub use kind::{AccessKind, KINDS, Reach};

use crate::diff::{Spot, Version};
use crate::model::{Entry, Workspace};
use std::collections::BTreeSet;

/// One change of the access we hold.
#[derive(Debug, Clone)]
pub struct AccessChange<'a> {
    /// What kind of change it is, and so whether it gives more.
    pub kind: &'static AccessKind,
    /// The customer or group that it is about, by id.
    pub about: &'a str,
    /// What changed, in plain words: lower case, no full stop; may quote documents, so sinks escape it.
    pub says: String,
    /// Where it stands in OLD; none for what is new.
    pub old: Option<Spot<'a>>,
    /// Where it stands in NEW; none for what is gone.
    pub new: Option<Spot<'a>>,
}

/// What changed from one version to another: what gives more first, then by customer or group.
pub fn access<'a>(old: Version<'a>, new: Version<'a>) -> Vec<AccessChange<'a>> {
    let mut changes = role::changes(old, new);
    changes.extend(group::changes(old.workspace, new.workspace));
    changes.sort_by(|one, other| {
        let key = |own: &AccessChange<'a>| (own.kind.reach, own.about, own.kind.id);
        key(one)
            .cmp(&key(other))
            .then_with(|| one.says.cmp(&other.says))
    });
    changes
}

/// The documents of a kind on both sides, by id; those with errors say nothing.
fn pairs<'a>(
    kind: &str,
    old: &'a Workspace,
    new: &'a Workspace,
) -> Vec<(&'a str, Option<&'a Entry>, Option<&'a Entry>)> {
    let ids = |workspace: &'a Workspace| workspace.of_kind(kind).map(|entry| entry.id.as_str());
    let all: BTreeSet<&str> = ids(old).chain(ids(new)).collect();
    let is_broken = |entry: Option<&Entry>| entry.is_some_and(|entry| entry.stopped);
    let pair = |id: &'a str| (id, old.get(kind, id), new.get(kind, id));
    let pairs = all.into_iter().map(pair);
    pairs
        .filter(|(_, old, new)| !is_broken(*old) && !is_broken(*new))
        .collect()
}
