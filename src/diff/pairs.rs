//! Which document of OLD is to be compared with which of NEW.
//!
//! Offerings go by id; what is gone on one side goes with what supersedes it on the other. So a customer's promise is
//! followed from one document to the next, in either direction.

use crate::diff::Version;
use crate::model::lens::Lens;
use crate::model::offering::Offering;
use crate::model::{Entry, Workspace};
use std::collections::BTreeSet;

/// Two offerings to be compared, or one that is on one side only.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pairing<'a> {
    pub(super) old: Option<&'a Entry>,
    pub(super) new: Option<&'a Entry>,
}

/// All pairings, those of OLD in the order of ids first.
pub(super) fn pairings<'a>(old: Version<'a>, new: Version<'a>) -> Vec<Pairing<'a>> {
    // What cannot be read on one side is neither gone nor new.
    let unread = unread("SupportOffering", old, new);
    let readable = |version| -> Vec<&'a Entry> {
        let mut all = promised(version);
        all.retain(|entry| !unread.contains(entry.id.as_str()));
        all
    };
    let (before, after) = (readable(old), readable(new));
    let mut pairings = Vec::new();
    for &entry in &before {
        let same = after.iter().find(|other| other.id == entry.id);
        let heirs = successors(entry, &after);
        match same {
            Some(&other) => pairings.push(pair(Some(entry), Some(other))),
            None if heirs.is_empty() => {}
            None => pairings.extend(heirs.into_iter().map(|heir| pair(Some(entry), Some(heir)))),
        }
    }
    for &entry in &after {
        if before.iter().all(|other| other.id != entry.id) {
            let heirs = successors(entry, &before).into_iter();
            pairings.extend(heirs.map(|heir| pair(Some(heir), Some(entry))));
        }
    }
    let lone = |entry: &&Entry, side: fn(&Pairing<'a>) -> Option<&'a Entry>| {
        let is_it = |pairing: &Pairing<'a>| side(pairing).is_some_and(|own| own.id == entry.id);
        !pairings.iter().any(is_it)
    };
    let gone: Vec<_> = before
        .iter()
        .filter(|entry| lone(entry, |pairing| pairing.old))
        .map(|entry| pair(Some(entry), None))
        .collect();
    let added: Vec<_> = after
        .iter()
        .filter(|entry| lone(entry, |pairing| pairing.new))
        .map(|entry| pair(None, Some(entry)))
        .collect();
    pairings.extend(gone.into_iter().chain(added));
    pairings.sort_by_key(Pairing::key);
    pairings
}

const fn pair<'a>(old: Option<&'a Entry>, new: Option<&'a Entry>) -> Pairing<'a> {
    Pairing { old, new }
}

impl Pairing<'_> {
    fn key(&self) -> (String, String) {
        let id = |entry: Option<&Entry>| entry.map_or_else(String::new, |entry| entry.id.clone());
        let (old, new) = (id(self.old), id(self.new));
        (if old.is_empty() { new.clone() } else { old }, new)
    }
}

/// The ids of documents of a kind that have errors on either side.
pub(super) fn unread<'a>(kind: &str, old: Version<'a>, new: Version<'a>) -> BTreeSet<&'a str> {
    let sides = [old, new].into_iter();
    let all = sides.flat_map(|version| version.workspace.of_kind(kind));
    let stopped = all.filter(|entry| entry.stopped);
    stopped.map(|entry| entry.id.as_str()).collect()
}

/// The documents of a kind on both sides, by id; those with errors say nothing.
pub(super) fn documents<'a>(
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

/// The offerings that promise something on the day of a version, by id.
pub(super) fn promised(version: Version<'_>) -> Vec<&Entry> {
    let all = version.workspace.of_kind("SupportOffering");
    let holds = |entry: &&Entry| {
        let offering = entry.spec().map(Offering::over);
        offering.is_some_and(|offering| {
            let ended = offering
                .effective_to()
                .is_some_and(|last| last < version.as_of);
            !entry.stopped && offering.status() == "published" && !ended
        })
    };
    let mut promised: Vec<_> = all.filter(holds).collect();
    promised.sort_by(|one, other| one.id.cmp(&other.id));
    promised.dedup_by(|one, other| one.id == other.id);
    promised
}

/// Those that say that they replace an offering.
fn successors<'a>(entry: &Entry, among: &[&'a Entry]) -> Vec<&'a Entry> {
    let replaces = |other: &&&Entry| {
        let offering = other.spec().map(Offering::over);
        offering.and_then(Offering::supersedes) == Some(entry.id.as_str())
    };
    among.iter().filter(replaces).copied().collect()
}
