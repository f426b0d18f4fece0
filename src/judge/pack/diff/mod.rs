//! What changed from some packs to others: what is asked, how strongly, on what grounds, in which words.
//!
//! It compares compiled packs and must never judge which of two is right.

mod records;
mod rules;

use super::Pack;
use crate::judge::rule::Rule;
use records::{Record, records};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What changed from some packs to others; every list is sorted by id.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Diff {
    /// The packs, with their versions and the days on which their sources were read.
    pub packs: Vec<PackChange>,
    /// Obligations that are new, and what became of them.
    pub added: Vec<Change>,
    /// Obligations that are gone, and what they were.
    pub removed: Vec<Change>,
    /// Obligations that went from one list to another, such as from a manual control to a rule.
    pub moved: Vec<Change>,
    /// Rules that weigh more.
    pub tightened: Vec<Change>,
    /// Rules that weigh less.
    pub loosened: Vec<Change>,
    /// Rules with editions added, removed or ended.
    pub editions: Vec<Change>,
    /// Rules that are asked of something else or under other conditions.
    pub conditions: Vec<Change>,
    /// Rules that rest on other sources.
    pub recited: Vec<Change>,
    /// Rules and remarks in other words.
    pub reworded: Vec<Change>,
    /// Sources that were added, removed or written anew, by key.
    pub sources: Vec<Change>,
    /// What a house pack makes of the rules of others.
    pub adjusted: Vec<Change>,
}

/// What changed about one rule or source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Its id or key.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What changed.
    pub changes: Vec<String>,
}

/// A pack before and after; none where it is on one side only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PackChange {
    /// Its id; both where a pack stands for another one.
    pub id: String,
    /// Before.
    pub old: Option<Stand>,
    /// After.
    pub new: Option<Stand>,
}

/// What a pack says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stand {
    /// Its version; may be empty.
    pub version: String,
    /// The day on which its sources were read; may be empty.
    pub catalogued: String,
    /// What its files are recognised by.
    pub hash: String,
}

impl Diff {
    /// The lists with their headings, in the order in which people read them.
    pub fn sections(&self) -> [(&'static str, &[Change]); 11] {
        [
            ("added", &self.added),
            ("removed", &self.removed),
            ("moved", &self.moved),
            ("tightened", &self.tightened),
            ("loosened", &self.loosened),
            ("editions", &self.editions),
            ("conditions", &self.conditions),
            ("re-cited", &self.recited),
            ("reworded", &self.reworded),
            ("sources", &self.sources),
            ("what it makes of other packs", &self.adjusted),
        ]
    }

    /// Whether nothing changed in what is asked, cited or said.
    pub fn is_empty(&self) -> bool {
        self.sections()
            .iter()
            .all(|(_, changes)| changes.is_empty())
    }
}

/// What changed from some packs to others.
pub fn diff(old: &[Pack], new: &[Pack]) -> Diff {
    let mut diff = Diff {
        packs: packs(old, new),
        ..Diff::default()
    };
    let (before, after) = (records(old), records(new));
    let ids: BTreeSet<&str> = before.keys().chain(after.keys()).copied().collect();
    for id in ids {
        diff.record(id, before.get(id).copied(), after.get(id).copied());
    }
    diff.sources = records::sources(old, new);
    diff.adjusted = records::adjustments(old, new);
    diff
}

impl Diff {
    fn record(&mut self, id: &str, old: Option<Record<'_>>, new: Option<Record<'_>>) {
        match (old, new) {
            (Some(Record::Rule(old)), Some(Record::Rule(new)))
                if old.control.is_some() == new.control.is_some() =>
            {
                self.rule(old, new);
            }
            (Some(old), Some(new)) if old.word() == new.word() => {
                push(&mut self.reworded, id, new.title(), old.reworded(new));
            }
            (Some(old), Some(new)) => {
                let moved = format!("from {} to {}", old.words(), new.words());
                push(&mut self.moved, id, new.title(), vec![moved]);
            }
            (Some(old), None) => push(&mut self.removed, id, old.title(), vec![old.words()]),
            (None, Some(new)) => push(&mut self.added, id, new.title(), vec![new.words()]),
            (None, None) => {}
        }
    }

    fn rule(&mut self, old: &Rule, new: &Rule) {
        let changed = rules::changes(old, new);
        let put = |list: &mut Vec<Change>, changes| push(list, &new.id, &new.title, changes);
        put(&mut self.tightened, changed.tightened);
        put(&mut self.loosened, changed.loosened);
        put(&mut self.editions, changed.editions);
        put(&mut self.conditions, changed.conditions);
        put(&mut self.recited, changed.recited);
        put(&mut self.reworded, changed.reworded);
    }
}

/// Adds what changed, if anything did.
fn push(list: &mut Vec<Change>, id: &str, title: &str, changes: Vec<String>) {
    if !changes.is_empty() {
        list.push(Change {
            id: id.to_owned(),
            title: title.to_owned(),
            changes,
        });
    }
}

/// Packs by id; where there is one on each side, they stand for each other whatever their ids.
fn packs(old: &[Pack], new: &[Pack]) -> Vec<PackChange> {
    if let ([old], [new]) = (old, new) {
        let id = if old.id == new.id {
            new.id.clone()
        } else {
            format!("{} -> {}", old.id, new.id)
        };
        return vec![PackChange {
            id,
            old: Some(stand(old)),
            new: Some(stand(new)),
        }];
    }
    let mut by_id: BTreeMap<&str, (Option<Stand>, Option<Stand>)> = BTreeMap::new();
    for pack in old {
        by_id.entry(&pack.id).or_default().0 = Some(stand(pack));
    }
    for pack in new {
        by_id.entry(&pack.id).or_default().1 = Some(stand(pack));
    }
    let changes = by_id.into_iter().map(|(id, (old, new))| PackChange {
        id: id.to_owned(),
        old,
        new,
    });
    changes.collect()
}

fn stand(pack: &Pack) -> Stand {
    Stand {
        version: pack.version.clone(),
        catalogued: pack.catalogued.clone(),
        hash: pack.hash.clone(),
    }
}
