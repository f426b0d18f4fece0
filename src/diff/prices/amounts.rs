//! Amounts as numbers that can be compared: for one unit, in one currency, with the same tax.

use super::{Prices, name};
use crate::diff::change::{Ledger, Nodes};
use crate::diff::kind;
use crate::diff::level::{Missing, More, decimals, ordered, period, ranked};
use crate::diff::turn::Level;
use crate::diff::words::from_to;
use crate::model::lens::Lens;
use crate::model::offering::{Price, PriceAlternative, PriceCap, Pricing};
use crate::model::price::{self, minutes_of_unit};
use rust_decimal::Decimal;
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// Whether an amount is the highest, the price itself or the lowest.
const QUALIFIERS: &[&[&str]] = &[&["up_to"], &["exact"], &["from"]];

/// Whether nothing is to be paid.
pub(super) fn is_free(price: Price<'_>) -> bool {
    let nothing = price::amount(price).is_some_and(|amount| amount.is_zero());
    price.model() == Some("included") || nothing && price.bands().next().is_none()
}

/// Compares the amounts of a price.
pub(super) fn compare<'a>(ledger: &mut Ledger<'a>, nodes: Nodes<'a>, prices: &Prices<'a>) {
    let Prices {
        old,
        new,
        old_all,
        new_all,
    } = *prices;
    let called = name(new);
    let currencies = (price::currency(old, old_all), price::currency(new, new_all));
    if currencies.0 != currencies.1 && !is_free(old) && !is_free(new) {
        return ledger.note(kind::CURRENCY, Some(Level::Neutral), nodes, || {
            let says = |price, all| in_words(price, all);
            format!(
                "{called}: {} instead of {}",
                says(new, new_all),
                says(old, old_all)
            )
        });
    }
    for level in levels(prices) {
        ledger.note(kind::AMOUNT, Some(level), nodes, || {
            format!(
                "{called}: {} instead of {}",
                in_words(new, new_all),
                in_words(old, old_all)
            )
        });
    }
    let qualifier = |price: Price<'a>| price.qualifier().unwrap_or("exact");
    let level = ranked(QUALIFIERS, qualifier(old), qualifier(new));
    ledger.note(kind::AMOUNT, level, nodes, || {
        let word = |price| qualifier(price).replace('_', " ");
        format!(
            "{called}: the amount is meant as `{}` instead of `{}`",
            word(new),
            word(old)
        )
    });
    let (before, after) = (old.minimum_charge(), new.minimum_charge());
    let level = decimals(before, after, Missing::Nothing, More::Worse);
    ledger.note(kind::AMOUNT, level, nodes, || {
        from_to(&format!("{called}, least that is charged"), before, after)
    });
    cap(ledger, nodes, &called, (old.cap(), new.cap()));
    alternatives(ledger, &called, (old, new));
}

/// The most that is charged.
fn cap<'a>(
    ledger: &mut Ledger<'a>,
    nodes: Nodes<'a>,
    called: &str,
    (old, new): (Option<PriceCap<'a>>, Option<PriceCap<'a>>),
) {
    let amount = |cap: Option<PriceCap<'a>>| cap.and_then(PriceCap::amount);
    let per = |cap: Option<PriceCap<'a>>| cap.and_then(PriceCap::per);
    let level = if old.is_some() && new.is_some() && per(old) != per(new) {
        Some(Level::Neutral)
    } else {
        decimals(amount(old), amount(new), Missing::Endless, More::Worse)
    };
    ledger.note(kind::AMOUNT, level, nodes, || {
        let word = |cap| Some(format!("{} per {}", amount(cap)?, per(cap)?));
        from_to(
            &format!("{called}, most that is charged"),
            word(old).as_deref(),
            word(new).as_deref(),
        )
    });
}

/// The same price for another period of billing, which customers may choose.
fn alternatives<'a>(ledger: &mut Ledger<'a>, called: &str, (old, new): (Price<'a>, Price<'a>)) {
    let by_unit = |own: PriceAlternative<'a>| Some((own.unit()?, own.billed().unwrap_or_default()));
    let both = crate::diff::lists::matched(old.alternatives(), new.alternatives(), &[by_unit]);
    for (old, new) in both {
        let nodes = (old.map(Lens::node), new.map(Lens::node));
        let unit = new
            .or(old)
            .and_then(PriceAlternative::unit)
            .unwrap_or_default();
        let amount = |own: Option<PriceAlternative<'a>>| own.and_then(PriceAlternative::amount);
        let level = decimals(amount(old), amount(new), Missing::Endless, More::Worse);
        ledger.note(kind::AMOUNT, level, nodes, || {
            let what = format!("{called}, for each {}", unit.replace('_', " "));
            from_to(&what, amount(old), amount(new))
        });
    }
}

/// What became of the price of a unit, at every quantity at which it may change.
fn levels(prices: &Prices<'_>) -> BTreeSet<Level> {
    let Prices {
        old,
        new,
        old_all,
        new_all,
    } = *prices;
    let (free_before, free_after) = (is_free(old), is_free(new));
    match (free_before, free_after) {
        (true, true) => return BTreeSet::new(),
        (true, false) => return BTreeSet::from([Level::Reduction]),
        (false, true) => return BTreeSet::from([Level::Improvement]),
        (false, false) => {}
    }
    let ((before, by_before), (after, by_after)) = (price::steps(old), price::steps(new));
    let counted = before.is_empty() || after.is_empty() || by_before == by_after;
    let units = price::unit(old)
        .map(measure)
        .zip(price::unit(new).map(measure));
    let taxed = price::treatment(old, old_all) == price::treatment(new, new_all);
    let alike = old.model() == new.model() && price::unit(old) == price::unit(new) && taxed;
    let Some(((one, small), (other, large))) = units.filter(|_| counted && taxed) else {
        return neutral_unless(alike && old.amount() == new.amount());
    };
    if one != other {
        return BTreeSet::from([Level::Neutral]);
    }
    let mut quantities = BTreeSet::from([1]);
    for step in before.iter().chain(&after) {
        quantities.insert(step.from);
        quantities.extend(step.to.map(|to| to.saturating_add(1)));
    }
    let found = quantities.into_iter().filter_map(|quantity| {
        let own = |price, steps: &[price::QuantityStep]| unit_price(price, steps, quantity);
        match (own(old, &before), own(new, &after)) {
            (Some(old), Some(new)) => {
                let order = (new * Decimal::from(small)).partial_cmp(&(old * Decimal::from(large)));
                ordered(order, More::Worse)
            }
            (None, None) => None,
            _ => Some(Level::Neutral),
        }
    });
    found.collect()
}

fn neutral_unless(same: bool) -> BTreeSet<Level> {
    if same {
        BTreeSet::new()
    } else {
        BTreeSet::from([Level::Neutral])
    }
}

/// The price of a unit when so many are bought.
fn unit_price(price: Price<'_>, steps: &[price::QuantityStep], quantity: u64) -> Option<Decimal> {
    let holds = |step: &&price::QuantityStep| {
        step.from <= quantity && step.to.is_none_or(|to| quantity <= to)
    };
    let step = steps.iter().find(holds).map(|step| step.amount);
    step.or_else(|| price::amount(price))
}

/// A unit as so many of a smaller one, so that an hour and a quarter of an hour can be compared.
fn measure(unit: &str) -> (&str, u32) {
    if let Some(minutes) = minutes_of_unit(unit) {
        return ("minute", minutes);
    }
    match unit {
        "seat_year" => ("seat_month", 12),
        "quarter" => ("month", 3),
        "year" => ("month", 12),
        unit => (unit, 1),
    }
}

/// What became of the steps in which time is charged: longer ones cost more where they hold the old ones
/// a whole number of times, and otherwise only now and then.
pub(super) fn increments(old: Option<&str>, new: Option<&str>) -> Option<Level> {
    let minutes = |iso: Option<&str>| match iso {
        None => Some(1),
        iso => period(iso).and_then(|period| period.minutes()),
    };
    let (old, new) = (minutes(old)?.max(1), minutes(new)?.max(1));
    match new.cmp(&old) {
        Ordering::Greater if new.is_multiple_of(old) => Some(Level::Reduction),
        Ordering::Less if old.is_multiple_of(new) => Some(Level::Improvement),
        Ordering::Equal => None,
        _ => Some(Level::Neutral),
    }
}

/// `100.00 EUR an hour`, as far as it is said.
pub(super) fn in_words(price: Price<'_>, all: Option<Pricing<'_>>) -> String {
    if is_free(price) {
        return "included".to_owned();
    }
    let unit = price::unit(price).map(|unit| unit.replace('_', " "));
    let currency = price::currency(price, all).unwrap_or_default();
    let mut told = match price.amount() {
        Some(amount) => format!("{amount} {currency}"),
        None => price.model().unwrap_or_default().replace('_', " "),
    };
    if let Some(unit) = unit {
        told = format!("{} per {unit}", told.trim_end());
    }
    if price.steps().next().is_some() {
        told.push_str(", by quantity");
    }
    if let Some(tax) = price.tax().or_else(|| all.and_then(Pricing::tax)) {
        told = format!("{told} (tax {tax})");
    }
    told
}
