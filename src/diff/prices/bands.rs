//! Surcharges: what comes on top of a price at certain times, and when these are.

use super::{Prices, name};
use crate::diff::change::{Ledger, Nodes};
use crate::diff::hours::{Use, note};
use crate::diff::kind;
use crate::diff::level::{Missing, More, decimals, durations, ordered};
use crate::diff::lists::matched;
use crate::diff::turn::Level;
use crate::diff::words::{duration, from_to, quoted};
use crate::diff::{Pair, Side};
use crate::model::lens::Lens;
use crate::model::offering::{Price, PriceBand};
use crate::model::price::{Band, Change, amount};
use rust_decimal::Decimal;

/// Compares the bands of a price.
pub(super) fn compare<'a>(pair: &Pair<'a>, ledger: &mut Ledger<'a>, prices: &Prices<'a>) {
    let by_window = |band: PriceBand<'a>| band.during();
    let Prices { old, new, .. } = *prices;
    let called = name(new);
    for (before, after) in matched(old.bands(), new.bands(), &[by_window]) {
        let nodes = (before.map(Lens::node), after.map(Lens::node));
        let when = before.or(after).and_then(PriceBand::during);
        let what = format!("{called} in the hours {}", quoted(when));
        let own =
            |price, band: Option<PriceBand<'a>>| band.is_some_and(|band| surcharge(price, band));
        match (own(old, before), own(new, after)) {
            (false, true) => {
                let says = || format!("{what}: a surcharge is new");
                ledger.note(kind::SURCHARGE, Some(Level::Reduction), nodes, says);
            }
            (true, false) => {
                let says = || format!("{what}: the surcharge is gone");
                ledger.note(kind::SURCHARGE, Some(Level::Improvement), nodes, says);
            }
            (true, true) => {
                hours(pair, ledger, &what, when);
                rate(ledger, nodes, &what, (old, new), (before, after));
            }
            (false, false) => rate(ledger, nodes, &what, (old, new), (before, after)),
        }
    }
}

/// Whether a band makes the price higher than it is otherwise.
fn surcharge(price: Price<'_>, band: PriceBand<'_>) -> bool {
    let adds = match Band::change(band).unwrap_or(Change::Same) {
        Change::Same => false,
        Change::Percent(percent) => percent > Decimal::ZERO,
        Change::Times(factor) => factor > Decimal::ONE,
        Change::Plus(more) => more > Decimal::ZERO,
        Change::Own(own) => amount(price).is_some_and(|base| own > base),
    };
    adds || band.call_out().is_some()
}

/// How much a band adds before and after.
fn rate<'a>(
    ledger: &mut Ledger<'a>,
    nodes: Nodes<'a>,
    what: &str,
    (old, new): (Price<'a>, Price<'a>),
    (before, after): (Option<PriceBand<'a>>, Option<PriceBand<'a>>),
) {
    let change = |band: Option<PriceBand<'a>>| band.map_or(Some(Change::Same), Band::change);
    let level = match (change(before), change(after)) {
        (Some(one), Some(other)) => changed((amount(old), one), (amount(new), other)),
        _ => Some(Level::Neutral),
    };
    ledger.note(kind::SURCHARGE_RATE, level, nodes, || {
        format!(
            "{what}: {} instead of {}",
            in_words(change(after)),
            in_words(change(before))
        )
    });
    let call_out = |band: Option<PriceBand<'a>>| band.and_then(PriceBand::call_out);
    let level = decimals(
        call_out(before),
        call_out(after),
        Missing::Nothing,
        More::Worse,
    );
    ledger.note(kind::SURCHARGE_RATE, level, nodes, || {
        from_to(
            &format!("{what}, flat amount for a call"),
            call_out(before),
            call_out(after),
        )
    });
    let minimum = |band: Option<PriceBand<'a>>| band.and_then(PriceBand::minimum);
    if before.is_some() && after.is_some() {
        let level = durations(
            minimum(before),
            minimum(after),
            Missing::Nothing,
            More::Worse,
        );
        ledger.note(kind::BILLING, level, nodes, || {
            let (before, after) = (minimum(before).map(duration), minimum(after).map(duration));
            from_to(
                &format!("{what}, least time charged"),
                before.as_deref(),
                after.as_deref(),
            )
        });
    }
}

/// What became of a change of a price: its own number where it is of one sort, else what comes out.
fn changed(
    (old_base, old): (Option<Decimal>, Change),
    (new_base, new): (Option<Decimal>, Change),
) -> Option<Level> {
    let numbers = match (old, new) {
        (Change::Same, Change::Same) => return None,
        (Change::Percent(old), Change::Percent(new))
        | (Change::Times(old), Change::Times(new))
        | (Change::Plus(old), Change::Plus(new))
        | (Change::Own(old), Change::Own(new)) => Some((old, new)),
        _ if old_base == new_base => old.applied(old_base).zip(new.applied(new_base)),
        _ => None,
    };
    let order = numbers.map(|(old, new)| new.cmp(&old));
    ordered(order, More::Worse)
}

fn in_words(change: Option<Change>) -> String {
    match change {
        None | Some(Change::Same) => "the usual price".to_owned(),
        Some(Change::Percent(percent)) => format!("{percent} % more"),
        Some(Change::Times(factor)) => format!("{factor} times the price"),
        Some(Change::Plus(more)) => format!("{more} more"),
        Some(Change::Own(own)) => format!("{own}"),
    }
}

/// When a surcharge holds.
fn hours<'a>(pair: &Pair<'a>, ledger: &mut Ledger<'a>, what: &str, window: Option<&str>) {
    let reach = |side: &Side<'a>| {
        let window = window.and_then(|name| side.promises.window(name).cloned());
        side.reach(window.as_slice())
    };
    let place = |side: &Side<'a>| {
        let mut windows = side.offering.hours();
        windows
            .find(|(name, _)| Some(*name) == window)
            .map(|(_, own)| own.node())
    };
    let nodes = (place(&pair.old), place(&pair.new));
    let use_of = Use {
        turn: kind::SURCHARGE_HOURS,
        special: kind::SURCHARGE_HOURS,
        less: format!("{what}: the surcharge no longer holds"),
        more: format!("{what}: the surcharge now holds"),
        unwanted: true,
    };
    note(
        pair,
        ledger,
        (&reach(&pair.old), &reach(&pair.new)),
        nodes,
        &use_of,
    );
}
