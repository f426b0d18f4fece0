//! Languages in which customers are answered: which, when, and how firmly.

use super::change::Ledger;
use super::contacts::matched_contacts;
use super::hours::{Reach, Use, name, note};
use super::kind;
use super::level::{limits, ranked};
use super::lists::matched;
use super::turn::Level;
use super::words::list;
use super::{Pair, Side};
use crate::model::lens::Lens;
use crate::model::offering::{Contact, SpokenLanguage};
use crate::model::promise::Hours;
use std::collections::BTreeSet;
use std::sync::Arc;

/// How a language is spoken, the best first.
const WAYS: &[&[&str]] = &[&["speaker"], &["interpreter"], &["translation"]];

/// How usual it is.
const RANKS: &[&[&str]] = &[&["primary"], &["secondary"]];

/// Compares languages.
pub(super) fn compare<'a>(pair: &Pair<'a>, ledger: &mut Ledger<'a>) {
    let (before, after) = (tags(&pair.old), tags(&pair.new));
    for tag in before.union(&after) {
        let nodes = (place(&pair.old, tag), place(&pair.new, tag));
        match (before.contains(tag), after.contains(tag)) {
            (true, false) => {
                let says = || format!("nobody answers in `{tag}` any more");
                ledger.note(kind::LANGUAGE, Some(Level::Reduction), nodes, says);
            }
            (false, true) => {
                let says = || format!("somebody now answers in `{tag}`");
                ledger.note(kind::LANGUAGE, Some(Level::Improvement), nodes, says);
            }
            _ => {
                let use_of = Use {
                    turn: kind::LANGUAGE_HOURS,
                    special: kind::LANGUAGE_HOURS,
                    less: format!("nobody answers in `{tag}` any more"),
                    more: format!("somebody now answers in `{tag}`"),
                    unwanted: false,
                };
                let reaches = (spoken(&pair.old, tag), spoken(&pair.new, tag));
                let told = ledger.changes.len();
                note(pair, ledger, (&reaches.0, &reaches.1), nodes, &use_of);
                if ledger.changes.len() == told {
                    by_contacts(pair, ledger, tag);
                }
            }
        }
    }
    ways(pair, ledger);
}

/// Every language that the offering names.
fn tags<'a>(side: &Side<'a>) -> BTreeSet<&'a str> {
    let offering = side.offering;
    let own = offering.languages().filter_map(SpokenLanguage::language);
    let windows = offering.hours().flat_map(|(_, window)| window.languages());
    let contacts = offering.contacts().flat_map(Contact::languages);
    own.chain(windows).chain(contacts).collect()
}

/// Where a language is named first.
fn place<'a>(side: &Side<'a>, tag: &str) -> Option<crate::yaml::NodeRef<'a>> {
    let offering = side.offering;
    let own = offering
        .languages()
        .find(|spoken| spoken.language() == Some(tag));
    let window = || {
        let mut windows = offering.hours().map(|(_, window)| window);
        windows.find(|window| window.languages().any(|own| own == tag))
    };
    let contact = || {
        offering
            .contacts()
            .find(|contact| contact.languages().any(|own| own == tag))
    };
    own.map(Lens::node)
        .or_else(|| window().map(Lens::node))
        .or_else(|| contact().map(Lens::node))
        .or_else(|| side.field("languages"))
}

/// The minutes in which a language is spoken: as contacts say, else their hours, else the offering.
fn spoken(side: &Side<'_>, tag: &str) -> Reach {
    let mut windows = Vec::new();
    for hours in side
        .promises
        .hours
        .iter()
        .filter(|hours| hours.lens.takes_requests())
    {
        let by_hours = in_hours(side, hours, tag);
        let mut contacts = side.offering.contacts().peekable();
        let alone = contacts.peek().is_none();
        let mut answering =
            contacts.filter(|contact| contact.coverage().is_none_or(|name| name == hours.name));
        let by_contact = answering.any(|contact| {
            let mut own = contact.languages().peekable();
            if own.peek().is_some() {
                own.any(|own| own == tag)
            } else {
                by_hours
            }
        });
        if by_contact || (alone && by_hours) {
            windows.push(Arc::clone(&hours.window));
        }
    }
    side.reach(&windows)
}

/// Contacts that answer in a language on one side only, where it is spoken at the same times as before: whoever may
/// not use the others has lost it, or has it now.
fn by_contacts<'a>(pair: &Pair<'a>, ledger: &mut Ledger<'a>, tag: &str) {
    let both = matched_contacts(pair).into_iter();
    let both = both.filter_map(|(old, new)| old.zip(new));
    for (level, now) in [
        (Level::Reduction, "nobody answers any more"),
        (Level::Improvement, "somebody now answers"),
    ] {
        let changed = both.clone().filter(|(old, new)| {
            let before = answers_in(&pair.old, *old, tag);
            let after = answers_in(&pair.new, *new, tag);
            before != after && after == (level == Level::Improvement)
        });
        let changed: Vec<_> = changed.collect();
        let Some((old, new)) = changed.first() else {
            continue;
        };
        let nodes = (Some(old.node()), Some(new.node()));
        ledger.note(kind::LANGUAGE_BY, Some(level), nodes, || {
            let names = changed.iter().map(|(_, contact)| name(*contact));
            let names = list(&names.collect::<Vec<_>>());
            format!("{now} in `{tag}` by {names}")
        });
    }
}

/// Whether a contact answers in a language: as it says itself, else as any of its hours does.
fn answers_in(side: &Side<'_>, contact: Contact<'_>, tag: &str) -> bool {
    let mut own = contact.languages().peekable();
    if own.peek().is_some() {
        return own.any(|own| own == tag);
    }
    let hours = side.promises.hours.iter();
    let mut hours = hours.filter(|hours| contact.coverage().is_none_or(|name| name == hours.name));
    hours.any(|hours| in_hours(side, hours, tag))
}

/// Whether a window says so itself, or the offering does of it.
fn in_hours(side: &Side<'_>, hours: &Hours<'_>, tag: &str) -> bool {
    let mut own = hours.lens.languages().peekable();
    if own.peek().is_some() {
        return own.any(|own| own == tag);
    }
    let mut promised = side.offering.languages();
    promised.any(|spoken| {
        let mut during = spoken.during().peekable();
        let then = during.peek().is_none() || during.any(|name| name == hours.name);
        then && spoken.language() == Some(tag)
    })
}

/// How each language is spoken, and for which requests.
fn ways<'a>(pair: &Pair<'a>, ledger: &mut Ledger<'a>) {
    let by_tag = |spoken: SpokenLanguage<'a>| spoken.language();
    let (old, new) = (pair.old.offering.languages(), pair.new.offering.languages());
    let both = matched(old, new, &[by_tag]).into_iter();
    for (old, new) in both.filter_map(|(old, new)| old.zip(new)) {
        let tag = new.language().unwrap_or_default();
        let nodes = (Some(old.node()), Some(new.node()));
        let words = [
            (
                WAYS,
                old.by().unwrap_or("speaker"),
                new.by().unwrap_or("speaker"),
            ),
            (
                RANKS,
                old.rank().unwrap_or("primary"),
                new.rank().unwrap_or("primary"),
            ),
        ];
        for (tiers, before, after) in words {
            ledger.note(
                kind::LANGUAGE_WAY,
                ranked(tiers, before, after),
                nodes,
                || format!("answers in `{tag}`: {after} instead of {before}"),
            );
        }
        let narrower = limits(old.severities(), new.severities()).into_iter();
        for level in narrower.chain(limits(old.requests(), new.requests())) {
            ledger.note(kind::LANGUAGE_WAY, Some(level), nodes, || {
                format!("answers in `{tag}` are promised for other requests than before")
            });
        }
    }
}
