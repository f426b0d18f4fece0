//! What we may do in customers' tenants, before and after: roles, who holds them and until when, and groups.
//!
//! It is for our own people and never for customers: no notice and no page may name it. Both sides are looked at on
//! the day of NEW, so that what only time ended is no change.

mod group;
mod kind;
mod role;

pub use kind::{AccessKind, KINDS, Reach};

use crate::diff::{Spot, Version};

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
