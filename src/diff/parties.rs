//! Who takes part in the support, and where.
//!
//! Another company that takes part, or another country, is something that customers may object to; so
//! one more is a reduction, one less an improvement, and one in the place of another is both.

use super::change::Ledger;
use super::kind;
use super::level::{Exchange, ranked};
use super::lists::matched;
use super::turn::Level;
use super::words::quoted;
use super::{Pair, Side};
use crate::model::lens::Lens;
use crate::model::offering::{Delivery, Handover, Party};
use std::collections::BTreeMap;

/// Who delivers, from our own people on.
const MODELS: &[&[&str]] = &[&["direct"], &["mixed"], &["outsourced", "resold"]];

/// Who answers to the customer.
const ACCOUNTABLE: &[&[&str]] = &[&["partner"], &["provider", "third_party"]];

/// Who else may be brought in, the fewest first.
const OTHERS: &[&[&str]] = &[
    &["nobody"],
    &["named_here"],
    &["after_notice"],
    &["anybody"],
];

/// Compares who delivers.
pub(super) fn compare<'a>(pair: &Pair<'a>, ledger: &mut Ledger<'a>) {
    let (old, new) = (pair.old.offering.delivery(), pair.new.offering.delivery());
    if let (Some(old), Some(new)) = (old, new) {
        general(ledger, (old, new));
    }
    parties(pair, ledger);
    countries(pair, ledger);
    let steps = |delivery: Option<Delivery<'a>>| -> Vec<_> {
        let handovers = delivery.into_iter().flat_map(Delivery::handovers);
        handovers
            .map(|own: Handover<'a>| {
                (
                    own.from(),
                    own.to(),
                    own.when(),
                    own.after(),
                    own.times_of(),
                )
            })
            .collect()
    };
    let level = (steps(old) != steps(new)).then_some(Level::Neutral);
    let nodes = (old.map(Lens::node), new.map(Lens::node));
    ledger.note(kind::HANDOVER, level, nodes, || {
        "cases are handed over in another way".to_owned()
    });
}

fn general<'a>(ledger: &mut Ledger<'a>, (old, new): (Delivery<'a>, Delivery<'a>)) {
    let words = [
        ("the support is delivered", MODELS, old.model(), new.model()),
        (
            "who answers to the customer",
            ACCOUNTABLE,
            old.accountable_party(),
            new.accountable_party(),
        ),
        (
            "others who may be brought in",
            OTHERS,
            old.may_use_others(),
            new.may_use_others(),
        ),
    ];
    let nodes = (Some(old.node()), Some(new.node()));
    for (what, tiers, before, after) in words {
        let level = match (before, after) {
            (None, None) => None,
            (Some(before), Some(after)) => ranked(tiers, before, after),
            _ => Some(Level::Neutral),
        };
        ledger.note(kind::DELIVERY, level, nodes, || {
            let word = |text: Option<&str>| text.unwrap_or("nothing said").replace('_', " ");
            format!("{what}: {} instead of {}", word(after), word(before))
        });
    }
}

/// The parties that take part on the day, or will.
fn taking_part<'a>(side: &Side<'a>) -> impl Iterator<Item = Party<'a>> + Clone {
    let delivery = side.offering.delivery().into_iter();
    let as_of = side.version.as_of;
    let parties = delivery.flat_map(Delivery::parties);
    parties.filter(move |party| party.to().is_none_or(|last| last >= as_of))
}

/// Whether pages tell customers of a party.
fn is_shown(party: Party<'_>) -> bool {
    party.shown_to_customers() != Some(false) && party.named() != Some(false)
}

fn parties<'a>(pair: &Pair<'a>, ledger: &mut Ledger<'a>) {
    let by_name = |party: Party<'a>| party.name();
    for (old, new) in matched(taking_part(&pair.old), taking_part(&pair.new), &[by_name]) {
        let nodes = (old.map(Lens::node), new.map(Lens::node));
        let Some(either) = new.or(old) else { continue };
        let (name, own) = (quoted(either.name()), either.model() == Some("direct"));
        let level = match (old, new) {
            (Some(_), Some(_)) => None,
            _ if own => Some(Level::Neutral),
            (None, _) => Some(Level::Reduction),
            _ => Some(Level::Improvement),
        };
        let public = is_shown(either);
        let kind_of = if own { "our team" } else { "the company" };
        let now = if new.is_some() {
            "now takes part"
        } else {
            "no longer takes part"
        };
        ledger.note_for(public, kind::PARTY, level, nodes, || {
            format!("{kind_of} {name} {now}")
        });
        if let Some((old, new)) = old.zip(new) {
            let level = ranked(
                MODELS,
                old.model().unwrap_or_default(),
                new.model().unwrap_or_default(),
            );
            ledger.note_for(public, kind::PARTY, level, nodes, || {
                let model = |party: Party<'a>| party.model().unwrap_or_default().to_owned();
                format!(
                    "{name} works for customers as {} instead of {}",
                    model(new),
                    model(old)
                )
            });
            let role = old.role() != new.role();
            ledger.note_for(
                public,
                kind::PARTY,
                role.then_some(Level::Neutral),
                nodes,
                || {
                    let role = |party: Party<'a>| party.role().unwrap_or("none").replace('_', " ");
                    format!(
                        "the part of {name} is {} instead of {}",
                        role(new),
                        role(old)
                    )
                },
            );
        }
    }
}

/// Countries, each with whether pages tell of a party there.
type Countries<'a> = BTreeMap<&'a str, bool>;

/// The countries of all parties.
fn countries_of<'a, I: Iterator<Item = &'a str>>(
    side: &Side<'a>,
    of: impl Fn(Party<'a>) -> I,
) -> Countries<'a> {
    let mut countries = Countries::new();
    for party in taking_part(side) {
        for country in of(party) {
            *countries.entry(country).or_default() |= is_shown(party);
        }
    }
    countries
}

/// Countries from which the support is given, and in which data is kept.
fn countries<'a>(pair: &Pair<'a>, ledger: &mut Ledger<'a>) {
    let from = |side: &Side<'a>| countries_of(side, |party| party.country().into_iter());
    let data = |side: &Side<'a>| countries_of(side, Party::data_in);
    let nodes = pair.field("delivery");
    for (what, old, new) in [
        (
            "the support is given from",
            from(&pair.old),
            from(&pair.new),
        ),
        (
            "customers' data is kept in",
            data(&pair.old),
            data(&pair.new),
        ),
    ] {
        let moved = Exchange::of(old.keys().copied(), new.keys().copied());
        for (names, shown, level, now) in [
            (moved.gained, &new, Level::Reduction, "now also"),
            (moved.lost, &old, Level::Improvement, "no longer"),
        ] {
            let (told, hidden): (Vec<_>, Vec<_>) = names
                .into_iter()
                .partition(|name| shown.get(name) == Some(&true));
            for (names, public) in [(told, true), (hidden, false)] {
                let level = (!names.is_empty()).then_some(level);
                let says = || format!("{what}, {now}: {}", quoted(names.iter().copied()));
                ledger.note_for(public, kind::COUNTRY, level, nodes, says);
            }
        }
    }
}
