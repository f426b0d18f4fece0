//! Roles for customers: gained and lost, by whom they are held, and until when.

use super::AccessChange;
use super::kind::{
    AccessKind, HOLDER_GAINED, HOLDER_LOST, LIFETIME, LONGER, ROLE_GAINED, ROLE_LOST, SHORTER,
};
use crate::diff::pairs::documents;
use crate::diff::{Spot, Version};
use crate::judge::access_matrix::{CustomerAccess, Held, Role, RoleKind, Until};
use crate::judge::facts::Context;
use crate::model::Entry;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// The ways by which roles are held for one customer, by role and holder; what nobody can tell counts as held.
type Holdings<'a> = BTreeMap<(RoleKind, &'static str), BTreeMap<&'a str, Held<'a>>>;

pub(super) fn changes<'a>(old: Version<'a>, new: Version<'a>) -> Vec<AccessChange<'a>> {
    let before = Context::new(old.workspace, new.as_of);
    let after = Context::new(new.workspace, new.as_of);
    let mut changes = Vec::new();
    for (customer, one, other) in documents("Customer", old.workspace, new.workspace) {
        let (one, other) = (holdings(&before, one), holdings(&after, other));
        compare(customer, &one, &other, &mut changes);
    }
    changes
}

fn holdings<'a>(context: &Context<'a>, customer: Option<&'a Entry>) -> Holdings<'a> {
    let access = customer.map(|customer| CustomerAccess::new(context, customer));
    let rows = access.into_iter().flat_map(|access| access.rows);
    let held = rows.flat_map(|row| row.held);
    let mut all = Holdings::new();
    for own in held.filter(|held| held.open != Ok(false)) {
        let role = (own.role.kind(), own.role.name());
        let holders = all.entry(role).or_default();
        // Of several ways the one that lasts counts.
        match holders.get(own.holder) {
            Some(known) if known.until >= own.until => {}
            _ => drop(holders.insert(own.holder, own)),
        }
    }
    all
}

fn compare<'a>(
    customer: &'a str,
    old: &Holdings<'a>,
    new: &Holdings<'a>,
    changes: &mut Vec<AccessChange<'a>>,
) {
    let roles = old
        .keys()
        .chain(new.keys().filter(|role| !old.contains_key(role)));
    for role in roles {
        let none = BTreeMap::new();
        let sides = (old.get(role), new.get(role));
        let gained = if sides.0.is_some() {
            HOLDER_GAINED
        } else {
            ROLE_GAINED
        };
        let lost = if sides.1.is_some() {
            HOLDER_LOST
        } else {
            ROLE_LOST
        };
        let (before, after) = (sides.0.unwrap_or(&none), sides.1.unwrap_or(&none));
        for (holder, held) in after {
            match before.get(holder) {
                Some(known) => changes.extend(lifetime(customer, known, held)),
                None => changes.push(gain(customer, gained, held)),
            }
        }
        let gone = before
            .iter()
            .filter(|(holder, _)| !after.contains_key(*holder));
        changes.extend(gone.map(|(_, held)| loss(customer, lost, held)));
    }
}

fn gain<'a>(customer: &'a str, kind: &'static AccessKind, held: &Held<'a>) -> AccessChange<'a> {
    let also = if kind == HOLDER_GAINED { " too" } else { "" };
    let until = match held.until.words() {
        until if until.is_empty() => String::new(),
        until => format!(", until: {until}"),
    };
    AccessChange {
        kind,
        about: customer,
        says: format!(
            "for `{customer}` {} is held{}{also}{until}",
            named(held.role),
            by(held)
        ),
        old: None,
        new: Some(spot(held)),
    }
}

fn loss<'a>(customer: &'a str, kind: &'static AccessKind, held: &Held<'a>) -> AccessChange<'a> {
    AccessChange {
        kind,
        about: customer,
        says: format!(
            "for `{customer}` {} is held{} no more",
            named(held.role),
            by(held)
        ),
        old: Some(spot(held)),
        new: None,
    }
}

fn lifetime<'a>(customer: &'a str, old: &Held<'a>, new: &Held<'a>) -> Option<AccessChange<'a>> {
    let untold = old.until == Until::Untold || new.until == Until::Untold;
    let kind = match new.until.cmp(&old.until) {
        Ordering::Equal => return None,
        _ if untold => LIFETIME,
        Ordering::Greater => LONGER,
        Ordering::Less => SHORTER,
    };
    Some(AccessChange {
        kind,
        about: customer,
        says: format!(
            "for `{customer}` {} is held{} until: {}; before: {}",
            named(new.role),
            by(new),
            new.until.words(),
            old.until.words()
        ),
        old: Some(spot(old)),
        new: Some(spot(new)),
    })
}

fn named(role: Role) -> String {
    let privileged = if role.is_privileged() {
        "privileged "
    } else {
        ""
    };
    let role = match role.kind() {
        RoleKind::Entra => format!("{privileged}role `{}`", role.name()),
        RoleKind::Azure => format!("{privileged}Azure role `{}`", role.name()),
        RoleKind::Other => format!("way `{}`", role.name()),
    };
    format!("the {role}")
}

fn by(held: &Held<'_>) -> String {
    match held.holder {
        "" => String::new(),
        holder => format!(" by `{holder}`"),
    }
}

const fn spot<'a>(held: &Held<'a>) -> Spot<'a> {
    Spot {
        entry: held.grant,
        node: held.at,
    }
}
