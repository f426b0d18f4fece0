//! What the support costs: what is charged at all, each price, what comes on top.
//!
//! Prices go together by id, else by name. Amounts are compared for the same unit, currency and tax
//! only; where these differ, nobody can say which is more.

mod amounts;
mod bands;
mod contract;

use super::Pair;
use super::change::{Ledger, Nodes};
use super::kind;
use super::level::{Exchange, Missing, More, decimals, durations, ranked};
use super::lists::matched;
use super::turn::Level;
use super::words::{duration, from_to, list, quoted};
use crate::model::lens::Lens;
use crate::model::offering::{Price, Pricing};

/// How much is charged, the least first.
const CHARGING: &[&[&str]] = &[&["none"], &["partial"], &["full"]];

/// When we ask before a charge, the most often first.
const CONSENT: &[&[&str]] = &[
    &["before_every_charge"],
    &["before_overage", "above_threshold"],
    &["by_contract"],
];

/// A price of each side, with what holds for all prices of that side.
#[derive(Clone, Copy)]
pub(super) struct Prices<'a> {
    old: Price<'a>,
    new: Price<'a>,
    old_all: Option<Pricing<'a>>,
    new_all: Option<Pricing<'a>>,
}

/// Compares what the support costs.
pub(super) fn compare<'a>(pair: &Pair<'a>, ledger: &mut Ledger<'a>) {
    let (old_all, new_all) = (pair.old.offering.pricing(), pair.new.offering.pricing());
    if let (Some(old), Some(new)) = (old_all, new_all) {
        general(ledger, (Some(old.node()), Some(new.node())), (old, new));
    }
    let by_id = |price: Price<'a>| price.id();
    let by_name = |price: Price<'a>| price.name();
    let all = |pricing: Option<Pricing<'a>>| pricing.into_iter().flat_map(Pricing::items);
    for (old, new) in matched(all(old_all), all(new_all), &[by_id, by_name]) {
        let nodes = (old.map(Lens::node), new.map(Lens::node));
        match (old, new) {
            (Some(old), Some(new)) => {
                let prices = Prices {
                    old,
                    new,
                    old_all,
                    new_all,
                };
                both(pair, ledger, nodes, &prices);
            }
            (Some(old), None) => alone(ledger, nodes, old, old_all, Level::Reduction),
            (None, Some(new)) => alone(ledger, nodes, new, new_all, Level::Improvement),
            (None, None) => {}
        }
    }
}

/// What a price is called.
fn name(price: Price<'_>) -> String {
    quoted(price.name().or_else(|| price.id()))
}

/// A price that is gone or new: less to pay, or something less that is included.
fn alone<'a>(
    ledger: &mut Ledger<'a>,
    nodes: Nodes<'a>,
    price: Price<'a>,
    all: Option<Pricing<'a>>,
    included: Level,
) {
    let gone = included == Level::Reduction;
    let now = if gone { "no longer" } else { "now" };
    if amounts::is_free(price) {
        let says = || format!("{} is {now} included", name(price));
        return ledger.note(kind::INCLUDED, Some(included), nodes, says);
    }
    ledger.note(kind::PRICE, Some(included.reversed()), nodes, || {
        let amount = amounts::in_words(price, all);
        format!("{} is {now} charged: {amount}", name(price))
    });
}

fn general<'a>(ledger: &mut Ledger<'a>, nodes: Nodes<'a>, (old, new): (Pricing<'a>, Pricing<'a>)) {
    let word = |text: Option<&'a str>| text.unwrap_or("nothing said").replace('_', " ");
    let level = ranked(
        CHARGING,
        old.charging().unwrap_or_default(),
        new.charging().unwrap_or_default(),
    );
    ledger.note(kind::CHARGING, level, nodes, || {
        format!(
            "of the support is charged: {} instead of {}",
            word(new.charging()),
            word(old.charging())
        )
    });
    let Exchange { lost, gained } = Exchange::of(old.free_of_charge(), new.free_of_charge());
    for (names, level, now) in [
        (lost, Level::Reduction, "no longer"),
        (gained, Level::Improvement, "now"),
    ] {
        let level = (!names.is_empty()).then_some(level);
        let says = || format!("{} {now} free of charge", quoted(names.iter().copied()));
        ledger.note(kind::CHARGING, level, nodes, says);
    }
    let level = match (old.consent(), new.consent()) {
        (None, None) => None,
        (Some(old), Some(new)) => ranked(CONSENT, old, new),
        (None, Some(_)) => Some(Level::Improvement),
        (Some(_), None) => Some(Level::Reduction),
    };
    ledger.note(kind::CONSENT, level, nodes, || {
        format!(
            "asking before a charge: {} instead of {}",
            word(new.consent()),
            word(old.consent())
        )
    });
    if old.consent() == new.consent() {
        let (before, after) = (old.consent_above(), new.consent_above());
        let level = decimals(before, after, Missing::Endless, More::Worse);
        ledger.note(kind::CONSENT, level, nodes, || {
            from_to("amount above which we ask before a charge", before, after)
        });
    }
}

fn both<'a>(pair: &Pair<'a>, ledger: &mut Ledger<'a>, nodes: Nodes<'a>, prices: &Prices<'a>) {
    amounts::compare(ledger, nodes, prices);
    bands::compare(pair, ledger, prices);
    contract::compare(ledger, nodes, prices);
    let (old, new, called) = (prices.old, prices.new, name(prices.new));
    let steps: [(&str, Option<&str>, Option<&str>, More); 2] = [
        (
            "least time charged",
            old.minimum(),
            new.minimum(),
            More::Worse,
        ),
        (
            "free time at the beginning",
            old.free_time(),
            new.free_time(),
            More::Better,
        ),
    ];
    for (what, before, after, more) in steps {
        let level = durations(before, after, Missing::Nothing, more);
        ledger.note(kind::BILLING, level, nodes, || {
            let (before, after) = (before.map(duration), after.map(duration));
            from_to(
                &format!("{called}, {what}"),
                before.as_deref(),
                after.as_deref(),
            )
        });
    }
    let level = amounts::increments(old.increment(), new.increment());
    ledger.note(kind::BILLING, level, nodes, || {
        let word = |iso: Option<&str>| iso.map_or("the minute".to_owned(), duration);
        format!(
            "{called} is charged in steps of {} instead of {}",
            word(new.increment()),
            word(old.increment())
        )
    });
    reach(ledger, nodes, &called, (old, new));
}

/// For what a price holds: whether more or less of it is better depends on what else holds there.
fn reach<'a>(
    ledger: &mut Ledger<'a>,
    nodes: Nodes<'a>,
    called: &str,
    (old, new): (Price<'a>, Price<'a>),
) {
    let words = |price: Price<'a>| -> Vec<Vec<&'a str>> {
        vec![
            price.applies_to().collect(),
            price.support_types().collect(),
            price.severities().collect(),
            price.requests().collect(),
            price.via().collect(),
            price.targets().collect(),
            price.occasion().into_iter().collect(),
        ]
    };
    let what = [
        "products",
        "types of support",
        "severities",
        "requests",
        "contacts",
        "targets",
        "occasions",
    ];
    let (before, after) = (words(old), words(new));
    let pairs = before.iter().zip(&after).zip(what);
    let differ: Vec<_> = pairs
        .filter(|((old, new), _)| old != new)
        .map(|(_, what)| what)
        .collect();
    let level = (!differ.is_empty()).then_some(Level::Neutral);
    ledger.note(kind::AMOUNT, level, nodes, || {
        format!("{called} holds for other {} than before", list(&differ))
    });
}
