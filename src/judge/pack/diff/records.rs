//! Everything a pack has under an id, so that packs can be laid side by side: rules, controls, remarks,
//! sources, and words about other packs.
//!
//! It finds and compares records and must never look into an expression.

use super::{Change, push};
use crate::judge::pack::{Covered, Pack, Remark};
use crate::judge::rule::{Citation, Rule};
use std::collections::{BTreeMap, BTreeSet};

/// What a pack has under an id.
#[derive(Debug, Clone, Copy)]
pub(super) enum Record<'a> {
    /// A rule or a manual control.
    Rule(&'a Rule),
    /// Judged by rules of other obligations.
    Covered(&'a Covered),
    /// Not checkable.
    NotCheckable(&'a Remark),
    /// Waits for something.
    Waiting(&'a Remark),
}

/// The records of packs by id; a rule comes before what is only remarked.
pub(super) fn records(packs: &[Pack]) -> BTreeMap<&str, Record<'_>> {
    let mut records = BTreeMap::new();
    for pack in packs {
        let waiting = pack.waiting.iter();
        records.extend(waiting.map(|remark| (remark.id.as_str(), Record::Waiting(remark))));
        let not_checkable = pack.not_checkable.iter();
        records
            .extend(not_checkable.map(|remark| (remark.id.as_str(), Record::NotCheckable(remark))));
        let covered = pack.covered.iter();
        records.extend(covered.map(|covered| (covered.id.as_str(), Record::Covered(covered))));
    }
    let rules = packs.iter().flat_map(|pack| &pack.rules);
    records.extend(rules.map(|rule| (rule.id.as_str(), Record::Rule(rule))));
    records
}

impl<'a> Record<'a> {
    pub(super) fn title(self) -> &'a str {
        match self {
            Self::Rule(rule) => &rule.title,
            Self::Covered(covered) => &covered.title,
            Self::NotCheckable(remark) | Self::Waiting(remark) => &remark.title,
        }
    }

    /// The list it stands in.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Rule(rule) if rule.control.is_some() => "manual control",
            Self::Rule(_) => "rule",
            Self::Covered(_) => "covered",
            Self::NotCheckable(_) => "not checkable",
            Self::Waiting(_) => "waiting",
        }
    }

    /// The list it stands in, with how much a rule weighs in its latest edition.
    pub(super) fn words(self) -> String {
        let word = self.word();
        match self {
            Self::Rule(rule) => {
                let level = rule.editions.last().map(|edition| rule.own_level(edition));
                level.map_or_else(
                    || word.to_owned(),
                    |level| format!("{word}, {}", level.word()),
                )
            }
            Self::Covered(covered) => format!("{word} by {}", covered.by.join(", ")),
            Self::NotCheckable(_) | Self::Waiting(_) => word.to_owned(),
        }
    }

    /// What a remark says differently from the one before.
    pub(super) fn reworded(self, new: Self) -> Vec<String> {
        let mut fields = Vec::new();
        if self.title() != new.title() {
            fields.push("title".to_owned());
        }
        match (self, new) {
            (Self::Covered(old), Self::Covered(new)) => {
                if old.by != new.by {
                    fields.push(format!(
                        "by {}, before {}",
                        new.by.join(", "),
                        old.by.join(", ")
                    ));
                }
                if old.reason != new.reason {
                    fields.push("reason".to_owned());
                }
            }
            (Self::NotCheckable(old), Self::NotCheckable(new))
            | (Self::Waiting(old), Self::Waiting(new))
                if old.reason != new.reason =>
            {
                fields.push("reason".to_owned());
            }
            _ => {}
        }
        fields
    }
}

/// Sources added, removed and written anew, by key, with the rules that rest on them.
pub(super) fn sources(old: &[Pack], new: &[Pack]) -> Vec<Change> {
    let by_key = |packs: &[Pack]| -> BTreeMap<String, Citation> {
        let sources = packs.iter().flat_map(|pack| pack.sources.iter().cloned());
        sources.map(|source| (source.key.clone(), source)).collect()
    };
    let (before, after) = (by_key(old), by_key(new));
    let keys: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let mut changes = Vec::new();
    for key in keys {
        match (before.get(key), after.get(key)) {
            (Some(was), Some(is)) => {
                let mut told = rewritten(was, is);
                if !told.is_empty() {
                    told.push(resting(key, new));
                }
                push(&mut changes, key, &is.title, told);
            }
            (Some(was), None) => push(&mut changes, key, &was.title, vec!["removed".to_owned()]),
            (None, Some(is)) => {
                let added = vec![format!("added, dated {}", is.date), resting(key, new)];
                push(&mut changes, key, &is.title, added);
            }
            (None, None) => {}
        }
    }
    changes
}

fn rewritten(was: &Citation, is: &Citation) -> Vec<String> {
    let text = |value: &Option<String>| value.clone().unwrap_or_else(|| "none".to_owned());
    let fields = [
        ("date", was.date.clone(), is.date.clone()),
        ("read", text(&was.read), text(&is.read)),
        ("title", was.title.clone(), is.title.clone()),
        ("tier", was.tier.clone(), is.tier.clone()),
        ("locator", was.locator.clone(), is.locator.clone()),
        ("url", text(&was.url), text(&is.url)),
    ];
    let changed = fields.into_iter().filter(|(_, was, is)| was != is);
    changed
        .map(|(field, was, is)| format!("{field}: {was} -> {is}"))
        .collect()
}

/// The rules whose latest edition cites a source.
fn resting(key: &str, packs: &[Pack]) -> String {
    let rules = packs.iter().flat_map(|pack| &pack.rules);
    let cites = |rule: &&Rule| {
        let latest = rule.editions.last();
        latest.is_some_and(|edition| edition.sources.iter().any(|source| source.key == key))
    };
    let ids: BTreeSet<&str> = rules.filter(cites).map(|rule| rule.id.as_str()).collect();
    if ids.is_empty() {
        return "no rule rests on it".to_owned();
    }
    format!(
        "cited by {}",
        ids.into_iter().collect::<Vec<_>>().join(", ")
    )
}

/// What house packs begin or stop to make of the rules of others.
pub(super) fn adjustments(old: &[Pack], new: &[Pack]) -> Vec<Change> {
    let (before, after) = (made(old), made(new));
    let ids: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let mut changes = Vec::new();
    for id in ids {
        let none = "left alone".to_owned();
        let (was, is) = (
            before.get(id).unwrap_or(&none),
            after.get(id).unwrap_or(&none),
        );
        if was != is {
            push(&mut changes, id, "", vec![format!("{was} -> {is}")]);
        }
    }
    changes
}

/// In words, what packs make of each rule of others.
fn made(packs: &[Pack]) -> BTreeMap<String, String> {
    let mut made = BTreeMap::new();
    for pack in packs {
        for entry in &pack.tighten {
            let words = format!("{} ({})", entry.words(), entry.reason);
            made.insert(entry.rule.clone(), words);
        }
        for entry in &pack.retire {
            made.insert(entry.rule.clone(), format!("retired ({})", entry.reason));
        }
    }
    made
}
