//! What changed about one rule: its weight, editions, conditions, sources and words.
//!
//! Editions are laid side by side by their first day, and the latest ones in any case. It compares texts
//! and weights and must never evaluate anything.

use crate::judge::expr::Expression;
use crate::judge::rule::{Edition, Rule};
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// What changed about a rule.
#[derive(Debug, Default)]
pub(super) struct Changes {
    pub(super) tightened: Vec<String>,
    pub(super) loosened: Vec<String>,
    pub(super) editions: Vec<String>,
    pub(super) conditions: Vec<String>,
    pub(super) recited: Vec<String>,
    pub(super) reworded: Vec<String>,
}

/// What changed from one record of a rule to another.
pub(super) fn changes(old: &Rule, new: &Rule) -> Changes {
    let mut changes = Changes {
        editions: editions(old, new),
        ..Changes::default()
    };
    changes.record(old, new);
    let several = new.editions.len() > 1;
    for (was, is) in pairs(old, new) {
        let mut of_edition = Changes::default();
        of_edition.edition((old, was), (new, is));
        let label = |text: String| {
            if several {
                format!("{text} (edition from {})", is.from)
            } else {
                text
            }
        };
        let put = |list: &mut Vec<String>, texts: Vec<String>| {
            list.extend(texts.into_iter().map(label));
        };
        put(&mut changes.tightened, of_edition.tightened);
        put(&mut changes.loosened, of_edition.loosened);
        put(&mut changes.conditions, of_edition.conditions);
        put(&mut changes.recited, of_edition.recited);
        put(&mut changes.reworded, of_edition.reworded);
    }
    changes
}

/// Editions that begin on the same day, and the latest ones.
fn pairs<'a>(old: &'a Rule, new: &'a Rule) -> Vec<(&'a Edition, &'a Edition)> {
    let same = |edition: &'a Edition| {
        let mut before = old.editions.iter();
        Some((before.find(|was| was.from == edition.from)?, edition))
    };
    let mut pairs: Vec<_> = new.editions.iter().filter_map(same).collect();
    if let (Some(was), Some(is)) = (old.editions.last(), new.editions.last())
        && was.from != is.from
        && !pairs.iter().any(|(_, known)| known.from == is.from)
    {
        pairs.push((was, is));
    }
    pairs
}

/// Editions added, removed and ended.
fn editions(old: &Rule, new: &Rule) -> Vec<String> {
    let mut changes = Vec::new();
    let end = |edition: &Edition| {
        edition
            .to
            .map_or("open".to_owned(), |to| format!("until {to}"))
    };
    for is in &new.editions {
        match old.editions.iter().find(|was| was.from == is.from) {
            None => changes.push(format!("added: from {} {}", is.from, end(is))),
            Some(was) if was.to != is.to => {
                changes.push(format!("from {}: {} -> {}", is.from, end(was), end(is)));
            }
            Some(_) => {}
        }
    }
    let gone = |was: &&Edition| new.editions.iter().all(|is| is.from != was.from);
    let removed = old.editions.iter().filter(gone);
    changes.extend(removed.map(|was| format!("removed: from {} {}", was.from, end(was))));
    changes
}

impl Changes {
    /// What stands on the record itself.
    fn record(&mut self, old: &Rule, new: &Rule) {
        self.condition("each", Some(&old.each), Some(&new.each));
        let at = |rule: &Rule| rule.at.clone();
        self.condition("at", at(old).as_deref(), at(new).as_deref());
        self.reword("name", &old.name, &new.name);
        self.reword("title", &old.title, &new.title);
        match (&old.unwaivable, &new.unwaivable) {
            (None, Some(_)) => self
                .tightened
                .push("no waiver is allowed any more".to_owned()),
            (Some(_), None) => self.loosened.push("waivers are allowed".to_owned()),
            _ => {}
        }
        let (Some(was), Some(is)) = (&old.control, &new.control) else {
            self.reword("why", &old.why, &new.why);
            self.reword("fix", &old.fix, &new.fix);
            return;
        };
        self.reword("question", &was.question, &is.question);
        self.reword("owner", &was.owner, &is.owner);
        self.reword("evidence", &was.evidence, &is.evidence);
        let (was, is) = (&was.review_every, &is.review_every);
        self.condition("asked again after", Some(was), Some(is));
    }

    fn edition(&mut self, (old, was): (&Rule, &Edition), (new, is): (&Rule, &Edition)) {
        self.weight((old, was), (new, is));
        if new.control.is_none() {
            let text = |expression: &Option<Expression>| {
                expression
                    .as_ref()
                    .map(|expression| expression.text.clone())
            };
            let (when, assert) = (text(&was.when), text(&was.assert));
            self.condition("when", when.as_deref(), text(&is.when).as_deref());
            self.condition("assert", assert.as_deref(), text(&is.assert).as_deref());
            self.reword("says", &was.says.text, &is.says.text);
        }
        let (before, after) = (applies(was), applies(is));
        self.condition("applies", before.as_deref(), after.as_deref());
        self.reword("notes", &was.notes, &is.notes);
        let keys = |edition: &Edition| -> BTreeSet<String> {
            let sources = edition.sources.iter();
            sources.map(|source| source.key.clone()).collect()
        };
        let (was, is) = (keys(was), keys(is));
        let added = is.difference(&was).map(|key| format!("added {key}"));
        let removed = was.difference(&is).map(|key| format!("removed {key}"));
        self.recited.extend(added.chain(removed));
    }

    /// Severity by the table first, then obligation, then grounds.
    fn weight(&mut self, (old, was): (&Rule, &Edition), (new, is): (&Rule, &Edition)) {
        let (before, after) = (old.own_level(was), new.own_level(is));
        let weight = (before.weight(), was.obligation.weight(), old.basis.weight());
        let later = (after.weight(), is.obligation.weight(), new.basis.weight());
        let mut told = Vec::new();
        let mut tell = |was: &str, is: &str| {
            if was != is {
                told.push(format!("{was} -> {is}"));
            }
        };
        tell(before.word(), after.word());
        tell(was.obligation.word(), is.obligation.word());
        tell(old.basis.words(), new.basis.words());
        if told.is_empty() {
            return;
        }
        let told = told.join("; ");
        match later.cmp(&weight) {
            Ordering::Greater => self.tightened.push(told),
            Ordering::Less => self.loosened.push(told),
            Ordering::Equal => self.reworded.push(told),
        }
    }

    fn condition(&mut self, field: &str, was: Option<&str>, is: Option<&str>) {
        let shown = |text: Option<&str>| text.map_or("none".to_owned(), |text| format!("`{text}`"));
        if was != is {
            let change = format!("{field}: {} -> {}", shown(was), shown(is));
            self.conditions.push(change);
        }
    }

    fn reword(&mut self, field: &str, was: &str, is: &str) {
        if was.trim() != is.trim() {
            self.reworded.push(field.to_owned());
        }
    }
}

/// To whom and to what an edition applies, in words; none where to all.
fn applies(edition: &Edition) -> Option<String> {
    let limits = edition.applies.iter();
    let told = limits.map(|limit| format!("{}: {}", limit.dimension.key, limit.values.join(", ")));
    let told: Vec<String> = told.collect();
    (!told.is_empty()).then(|| told.join("; "))
}
