//! What customers get when a promise is missed, and how Microsoft's credits reach them.

use super::Pair;
use super::change::{Ledger, Nodes};
use super::kind;
use super::level::{Missing, More, compared, decimals, durations, flags, ranked};
use super::lists::matched;
use super::turn::Level;
use super::words::{duration, from_to};
use crate::model::lens::Lens;
use crate::model::offering::{Remedy, SlaCredits};

/// How much of a credit is passed on.
const PASSED_ON: &[&[&str]] = &[&["full"], &["partial"], &["none"]];

/// Compares what customers get.
pub(super) fn compare<'a>(pair: &Pair<'a>, ledger: &mut Ledger<'a>) {
    let by_targets = |remedy: Remedy<'a>| {
        let targets: Vec<_> = remedy.targets().collect();
        Some((remedy.kind()?, targets.join(" ")))
    };
    let by_kind = |remedy: Remedy<'a>| Some((remedy.kind()?, String::new()));
    let (old, new) = (pair.old.offering.remedies(), pair.new.offering.remedies());
    for (old, new) in matched(old, new, &[by_targets, by_kind]) {
        let nodes = (old.map(Lens::node), new.map(Lens::node));
        let kind_of = new.or(old).and_then(Remedy::kind).unwrap_or_default();
        let what = format!("{} when a promise is missed", kind_of.replace('_', " "));
        if let Some(pair) = old.zip(new) {
            both(ledger, nodes, &what, pair);
            continue;
        }
        let (level, now) = match new {
            Some(_) => (Level::Improvement, "is new"),
            None => (Level::Reduction, "is no longer given"),
        };
        ledger.note(kind::REMEDY, Some(level), nodes, || format!("{what} {now}"));
    }
    credits(pair, ledger);
}

fn both<'a>(
    ledger: &mut Ledger<'a>,
    nodes: Nodes<'a>,
    what: &str,
    (old, new): (Remedy<'a>, Remedy<'a>),
) {
    let basis = |remedy: Remedy<'a>| {
        let targets: Vec<_> = remedy.targets().collect();
        let steps: Vec<_> = remedy
            .steps()
            .map(|own| (own.misses(), own.below(), own.percent(), own.amount()))
            .collect();
        (
            remedy.of(),
            remedy.currency(),
            remedy.period(),
            targets,
            steps,
        )
    };
    let other = (basis(old) != basis(new)).then_some(Level::Neutral);
    ledger.note(kind::REMEDY_AMOUNT, other, nodes, || {
        format!("{what} is reckoned in another way than before")
    });
    let amounts: [(&str, Option<&'a str>, Option<&'a str>, Missing); 4] = [
        (
            "part of the fee in percent",
            old.percent(),
            new.percent(),
            Missing::Nothing,
        ),
        ("amount", old.amount(), new.amount(), Missing::Nothing),
        (
            "most in a period, in percent",
            old.cap_percent(),
            new.cap_percent(),
            Missing::Endless,
        ),
        ("most in a period", old.cap(), new.cap(), Missing::Endless),
    ];
    for (field, before, after, missing) in amounts {
        let level = decimals(before, after, missing, More::Better);
        ledger.note(kind::REMEDY_AMOUNT, level, nodes, || {
            from_to(&format!("{what}, {field}"), before, after)
        });
    }
    asking(ledger, nodes, what, (old, new));
}

/// Whether and how soon customers must ask for it.
fn asking<'a>(
    ledger: &mut Ledger<'a>,
    nodes: Nodes<'a>,
    what: &str,
    (old, new): (Remedy<'a>, Remedy<'a>),
) {
    let automatic = |remedy: Remedy<'a>| remedy.automatic() == Some(true);
    let level = flags(automatic(old), automatic(new), More::Better);
    ledger.note(kind::REMEDY_AMOUNT, level, nodes, || {
        let now = if automatic(new) {
            "without asking"
        } else {
            "only when they ask"
        };
        format!("{what}: customers now get it {now}")
    });
    let (before, after) = (old.claim_within(), new.claim_within());
    let level = durations(before, after, Missing::Endless, More::Better);
    ledger.note(kind::REMEDY_AMOUNT, level, nodes, || {
        let (before, after) = (before.map(duration), after.map(duration));
        from_to(
            &format!("{what}, time to ask for it"),
            before.as_deref(),
            after.as_deref(),
        )
    });
}

/// Microsoft's credits.
fn credits<'a>(pair: &Pair<'a>, ledger: &mut Ledger<'a>) {
    let (old, new) = (
        pair.old.offering.sla_credits(),
        pair.new.offering.sla_credits(),
    );
    let nodes = (old.map(Lens::node), new.map(Lens::node));
    let passed = |own: Option<SlaCredits<'a>>| own.and_then(SlaCredits::pass_through);
    let level = match (passed(old), passed(new)) {
        (None, None) => None,
        (Some(before), Some(after)) => ranked(PASSED_ON, before, after),
        (Some("none"), None) | (None, Some("none")) => Some(Level::Neutral),
        (Some(_), None) => Some(Level::Reduction),
        (None, Some(_)) => Some(Level::Improvement),
    };
    ledger.note(kind::REMEDY_AMOUNT, level, nodes, || {
        from_to(
            "Microsoft's credits are passed on",
            passed(old),
            passed(new),
        )
    });
    if let (Some(old), Some(new)) = (old, new) {
        let (before, after) = (old.request_within_days(), new.request_within_days());
        let level = compared(before, after, Missing::Endless, More::Better);
        ledger.note(kind::REMEDY_AMOUNT, level, nodes, || {
            let word = |days: Option<u64>| days.map(|days| format!("{days} days"));
            from_to(
                "time to ask for Microsoft's credits",
                word(before).as_deref(),
                word(after).as_deref(),
            )
        });
    }
}
