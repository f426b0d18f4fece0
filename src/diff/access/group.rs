//! Groups that carry access: who is in them, what they are in, and how membership is activated.

use super::AccessChange;
use super::kind::{
    AccessKind, GROUP_GONE, GROUP_NEW, LOOSER, MEMBER_GAINED, MEMBER_LOST, NESTED, STRICTER,
    UNNESTED,
};
use crate::diff::Spot;
use crate::diff::pairs::documents;
use crate::hours::duration::parse;
use crate::model::{Entry, Workspace};
use crate::yaml::NodeRef;

pub(super) fn changes<'a>(old: &'a Workspace, new: &'a Workspace) -> Vec<AccessChange<'a>> {
    let mut changes = Vec::new();
    for (id, old, new) in documents("AgentGroup", old, new) {
        match (old, new) {
            (Some(old), Some(new)) => compare(id, old, new, &mut changes),
            (Some(old), None) => changes.push(whole(id, GROUP_GONE, Some(old), None)),
            (None, Some(new)) => changes.push(whole(id, GROUP_NEW, None, Some(new))),
            (None, None) => {}
        }
    }
    changes
}

/// A group that is on one side only.
fn whole<'a>(
    id: &'a str,
    kind: &'static AccessKind,
    old: Option<&'a Entry>,
    new: Option<&'a Entry>,
) -> AccessChange<'a> {
    let members = old.or(new).map_or(0, |entry| items(entry, "members").len());
    let members = match members {
        1 => "1 member".to_owned(),
        count => format!("{count} members"),
    };
    let is = if kind == GROUP_NEW {
        "is new"
    } else {
        "is gone"
    };
    AccessChange {
        kind,
        about: id,
        says: format!("the group `{id}` with {members} {is}"),
        old: old.map(Spot::whole),
        new: new.map(Spot::whole),
    }
}

fn compare<'a>(id: &'a str, old: &'a Entry, new: &'a Entry, changes: &mut Vec<AccessChange<'a>>) {
    for (field, gained, lost) in [
        ("members", MEMBER_GAINED, MEMBER_LOST),
        ("memberOf", NESTED, UNNESTED),
    ] {
        let (before, after) = (items(old, field), items(new, field));
        let is_in = |list: &[NodeRef<'a>], item: &NodeRef<'a>| {
            list.iter().any(|own| own.text() == item.text())
        };
        for item in after.iter().filter(|item| !is_in(&before, item)) {
            changes.push(one(id, gained, item.text(), None, Some((new, *item))));
        }
        for item in before.iter().filter(|item| !is_in(&after, item)) {
            changes.push(one(id, lost, item.text(), Some((old, *item)), None));
        }
    }
    changes.extend(activation(id, old, new));
}

fn one<'a>(
    id: &'a str,
    kind: &'static AccessKind,
    item: &str,
    old: Option<(&'a Entry, NodeRef<'a>)>,
    new: Option<(&'a Entry, NodeRef<'a>)>,
) -> AccessChange<'a> {
    let says = match kind {
        kind if kind == MEMBER_GAINED => format!("`{item}` is a member of `{id}` now"),
        kind if kind == MEMBER_LOST => format!("`{item}` is a member of `{id}` no more"),
        kind if kind == NESTED => format!("`{id}` is in the group `{item}` now"),
        _ => format!("`{id}` is in the group `{item}` no more"),
    };
    let spot = |(entry, node): (&'a Entry, NodeRef<'a>)| Spot { entry, node };
    AccessChange {
        kind,
        about: id,
        says,
        old: old.map(spot),
        new: new.map(spot),
    }
}

/// How carefully membership is activated: whether at all, whether a second person approves, for how long.
fn activation<'a>(id: &'a str, old: &'a Entry, new: &'a Entry) -> Vec<AccessChange<'a>> {
    let pim = |entry: &'a Entry| entry.spec().and_then(|spec| spec.get("pim"));
    let (before, after) = (pim(old), pim(new));
    let flag = |node: Option<NodeRef<'_>>, name: &str| {
        node.and_then(|node| node.get(name)?.as_bool()) == Some(true)
    };
    let minutes = |node: Option<NodeRef<'_>>| {
        let text = node.and_then(|node| node.str("maxActivation"))?;
        parse(text)?.minutes()
    };
    let mut changes = Vec::new();
    let mut note = |is_looser: bool, says: String| {
        changes.push(AccessChange {
            kind: if is_looser { LOOSER } else { STRICTER },
            about: id,
            says,
            old: Some(before.map_or_else(|| Spot::whole(old), |node| Spot { entry: old, node })),
            new: Some(after.map_or_else(|| Spot::whole(new), |node| Spot { entry: new, node })),
        });
    };
    for (name, what) in [
        ("enabled", "must be activated before use"),
        (
            "approval",
            "is activated with the approval of a second person",
        ),
    ] {
        match (flag(before, name), flag(after, name)) {
            (true, false) => note(true, format!("membership of `{id}` {what} no more")),
            (false, true) => note(false, format!("membership of `{id}` {what} now")),
            _ => {}
        }
    }
    if let (Some(one), Some(other)) = (minutes(before), minutes(after))
        && one != other
    {
        let says =
            format!("membership of `{id}` is activated for up to {other} minutes; before: {one}");
        note(other > one, says);
    }
    changes
}

fn items<'a>(entry: &'a Entry, field: &str) -> Vec<NodeRef<'a>> {
    let list = entry.spec().and_then(|spec| spec.get(field));
    list.into_iter().flat_map(NodeRef::items).collect()
}
