//! Ways to reach the support: which are gone or new, for what they are, how soon they answer.

use super::Pair;
use super::change::{Ledger, Nodes};
use super::hours::name;
use super::kind;
use super::level::{Exchange, Missing, More, durations, flags, limits, ordered, ranked};
use super::lists::matched;
use super::turn::Level;
use super::words::{duration, from_to, quoted};
use crate::model::lens::Lens;
use crate::model::offering::{CallCost, Contact, Reach};
use crate::model::price::decimal;

/// Who answers, the best first.
const ANSWERING: &[&[&str]] = &[&["person"], &["assistant_first"], &["assistant_only"]];

/// In which direction a contact works, the best first.
const DIRECTIONS: &[&[&str]] = &[&["both"], &["to_us", "from_us"]];

/// Contacts that stand for each other: by id, by address, else by what they are.
pub(super) fn matched_contacts<'a>(
    pair: &Pair<'a>,
) -> Vec<(Option<Contact<'a>>, Option<Contact<'a>>)> {
    let by_id = |contact: Contact<'a>| Some((contact.id()?, ""));
    let by_address = |contact: Contact<'a>| {
        let address = contact.address().or_else(|| contact.national_number())?;
        Some((contact.method()?, address))
    };
    let by_use = |contact: Contact<'a>| Some((contact.method()?, contact.coverage()?));
    let by_method = |contact: Contact<'a>| Some((contact.method()?, ""));
    let (old, new) = (pair.old.offering.contacts(), pair.new.offering.contacts());
    matched(old, new, &[by_id, by_address, by_use, by_method])
}

/// Compares contacts.
pub(super) fn compare<'a>(pair: &Pair<'a>, ledger: &mut Ledger<'a>) {
    for (old, new) in matched_contacts(pair) {
        let nodes = (old.map(Lens::node), new.map(Lens::node));
        match (old, new) {
            (Some(old), None) => {
                let says = || format!("{} is no longer a way to reach us", name(old));
                ledger.note(kind::CONTACT, Some(Level::Reduction), nodes, says);
            }
            (None, Some(new)) => {
                let says = || format!("{} is a new way to reach us", name(new));
                ledger.note(kind::CONTACT, Some(Level::Improvement), nodes, says);
            }
            (Some(old), Some(new)) => both(ledger, nodes, old, new),
            (None, None) => {}
        }
    }
}

fn both<'a>(ledger: &mut Ledger<'a>, nodes: Nodes<'a>, old: Contact<'a>, new: Contact<'a>) {
    let called = name(new);
    let address = |contact: Contact<'a>| (contact.address(), contact.national_number());
    let (before, after) = (address(old), address(new));
    let moved = (before != after).then_some(Level::Neutral);
    ledger.note(kind::CONTACT, moved, nodes, || {
        format!("{called} stands in the place of {}", name(old))
    });
    narrowing(ledger, nodes, old, new);
    let (before, after) = (old.reply_within(), new.reply_within());
    let reply = durations(before, after, Missing::Endless, More::Worse);
    ledger.note(kind::CONTACT_REPLY, reply, nodes, || {
        let (before, after) = (before.map(duration), after.map(duration));
        let what = format!("first answer by {called}");
        from_to(&what, before.as_deref(), after.as_deref())
    });
    let (before, after) = (call_cost(old), call_cost(new));
    let cost = cost_level(old, new);
    ledger.note(kind::CONTACT_COST, cost, nodes, || {
        let what = format!("a call to {called}");
        from_to(&what, before.as_deref(), after.as_deref())
    });
}

/// A list of words of a contact.
type Listed<'a> = fn(Contact<'a>) -> Vec<&'a str>;

/// What a contact takes, from whom, and who answers.
fn narrowing<'a>(ledger: &mut Ledger<'a>, nodes: Nodes<'a>, old: Contact<'a>, new: Contact<'a>) {
    let called = name(new);
    let lists: [(&str, Listed<'a>); 5] = [
        ("severities", |contact| contact.severities().collect()),
        ("kinds of requests", |contact| contact.requests().collect()),
        ("products", |contact| contact.products().collect()),
        ("types of support", |contact| {
            contact.support_types().collect()
        }),
        ("countries of callers", |contact| {
            contact.reach().into_iter().flat_map(Reach::from).collect()
        }),
    ];
    for (what, listed) in lists {
        let (before, after) = (listed(old), listed(new));
        for level in limits(before.iter().copied(), after.iter().copied()) {
            ledger.note(kind::CONTACT_USE, Some(level), nodes, || {
                format!(
                    "{called} is for other {what}: {}",
                    listed_as(&before, &after)
                )
            });
        }
    }
    let words: [(&str, &[&[&str]], &str, &str); 2] = [
        (
            "answers first",
            ANSWERING,
            old.answered_by().unwrap_or("person"),
            new.answered_by().unwrap_or("person"),
        ),
        (
            "direction",
            DIRECTIONS,
            old.direction().unwrap_or("both"),
            new.direction().unwrap_or("both"),
        ),
    ];
    for (what, tiers, before, after) in words {
        ledger.note(
            kind::CONTACT_USE,
            ranked(tiers, before, after),
            nodes,
            || format!("{called}, {what}: `{after}` instead of `{before}`"),
        );
    }
}

/// `all instead of "a", "b"`, or what came and went.
fn listed_as(old: &[&str], new: &[&str]) -> String {
    let all = |list: &[&str]| match list {
        [] => "all".to_owned(),
        some => quoted(some.iter().copied()),
    };
    if old.is_empty() || new.is_empty() {
        return format!("{} instead of {}", all(new), all(old));
    }
    let moved = Exchange::of(old.iter().copied(), new.iter().copied());
    let mut parts = Vec::new();
    if !moved.lost.is_empty() {
        parts.push(format!("no longer {}", quoted(moved.lost)));
    }
    if !moved.gained.is_empty() {
        parts.push(format!("now {}", quoted(moved.gained)));
    }
    parts.join(", ")
}

/// What a call costs; a free call costs nothing.
fn cost_level(old: Contact<'_>, new: Contact<'_>) -> Option<Level> {
    let free = |contact: Contact<'_>| contact.reach().and_then(Reach::toll_free) == Some(true);
    match (free(old), free(new)) {
        (true, true) => return None,
        (old, new) if old != new => return flags(old, new, More::Better),
        _ => {}
    }
    let unit = |cost: CallCost<'_>| {
        (
            cost.currency().map(str::to_owned),
            cost.per().map(str::to_owned),
        )
    };
    match (old.cost(), new.cost()) {
        (None, None) => None,
        // What a call cost as long as nothing was said, nobody knows.
        (Some(old), Some(new)) if unit(old) == unit(new) => {
            let amount = |cost: CallCost<'_>| cost.amount().and_then(decimal);
            ordered(amount(new).partial_cmp(&amount(old)), More::Worse)
        }
        _ => Some(Level::Neutral),
    }
}

fn call_cost(contact: Contact<'_>) -> Option<String> {
    if contact.reach().and_then(Reach::toll_free) == Some(true) {
        return Some("free of charge".to_owned());
    }
    let cost = contact.cost()?;
    let part = |text: Option<&str>| text.unwrap_or_default().to_owned();
    Some(format!(
        "{} {} a {}",
        part(cost.amount()),
        part(cost.currency()),
        part(cost.per())
    ))
}
