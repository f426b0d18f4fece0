//! What a price binds customers to, and what they get for it: terms, quotas, prepaid credit.

use super::{Prices, name};
use crate::diff::change::{Ledger, Nodes};
use crate::diff::kind;
use crate::diff::level::{Missing, More, compared, durations, number, ordered, ranked};
use crate::diff::turn::Level;
use crate::diff::words::{duration, from_to};
use crate::model::lens::Lens;
use crate::model::offering::{Prepaid, PrepaidUse, Quota, Term};

/// What becomes of what is left of a quota, the best first.
const REST: &[&[&str]] = &[&["carries_over"], &["lapses"]];

/// Compares what a price binds to and what it buys.
pub(super) fn compare<'a>(ledger: &mut Ledger<'a>, nodes: Nodes<'a>, prices: &Prices<'a>) {
    let called = name(prices.new);
    let (old, new) = (prices.old, prices.new);
    term(ledger, nodes, &called, (old.term(), new.term()));
    match (old.quota(), new.quota()) {
        (Some(old), Some(new)) => quota(ledger, nodes, &called, (old, new)),
        (None, None) => {}
        (old, _) => gone_or_new(ledger, nodes, &called, "quota", old.is_some()),
    }
    match (old.prepaid(), new.prepaid()) {
        (Some(old), Some(new)) => prepaid(ledger, nodes, &called, (old, new)),
        (None, None) => {}
        (old, _) => gone_or_new(ledger, nodes, &called, "credit", old.is_some()),
    }
}

fn gone_or_new<'a>(
    ledger: &mut Ledger<'a>,
    nodes: Nodes<'a>,
    called: &str,
    what: &str,
    gone: bool,
) {
    let level = if gone {
        Level::Reduction
    } else {
        Level::Improvement
    };
    let now = if gone { "no longer" } else { "now" };
    ledger.note(kind::QUOTA, Some(level), nodes, || {
        format!("{called} {now} holds a {what}")
    });
}

/// A length of time of a contract.
type Length<'a> = fn(Term<'a>) -> Option<&'a str>;

fn term<'a>(
    ledger: &mut Ledger<'a>,
    nodes: Nodes<'a>,
    called: &str,
    (old, new): (Option<Term<'a>>, Option<Term<'a>>),
) {
    let lengths: [(&str, Length<'a>); 2] = [
        ("shortest contract", Term::length),
        ("time by which it goes on", Term::renews),
    ];
    for (what, length) in lengths {
        let (before, after) = (old.and_then(length), new.and_then(length));
        let level = durations(before, after, Missing::Nothing, More::Worse);
        ledger.note(kind::BINDING, level, nodes, || {
            let (before, after) = (before.map(duration), after.map(duration));
            from_to(
                &format!("{called}, {what}"),
                before.as_deref(),
                after.as_deref(),
            )
        });
    }
    let days = |term: Option<Term<'a>>| term.and_then(Term::notice_days);
    let level = compared(days(old), days(new), Missing::Nothing, More::Worse);
    ledger.note(kind::BINDING, level, nodes, || {
        let word = |term| days(term).map(|days| format!("{days} days"));
        from_to(
            &format!("{called}, notice that customers give"),
            word(old).as_deref(),
            word(new).as_deref(),
        )
    });
    let billed = |term: Option<Term<'a>>| term.and_then(Term::billed);
    let level = (billed(old) != billed(new)).then_some(Level::Neutral);
    ledger.note(kind::BINDING, level, nodes, || {
        from_to(&format!("{called}, billed"), billed(old), billed(new))
    });
}

fn quota<'a>(
    ledger: &mut Ledger<'a>,
    nodes: Nodes<'a>,
    called: &str,
    (old, new): (Quota<'a>, Quota<'a>),
) {
    let level = if old.unit() == new.unit() {
        compared(a_year(old), a_year(new), Missing::Nothing, More::Better)
    } else {
        Some(Level::Neutral)
    };
    ledger.note(kind::QUOTA, level, nodes, || {
        format!(
            "{called}: {} included instead of {}",
            in_words(new),
            in_words(old)
        )
    });
    let level = durations(old.longest(), new.longest(), Missing::Endless, More::Better);
    ledger.note(kind::QUOTA, level, nodes, || {
        let (before, after) = (old.longest().map(duration), new.longest().map(duration));
        from_to(
            &format!("{called}, longest time of one case"),
            before.as_deref(),
            after.as_deref(),
        )
    });
    let rest = |quota: Quota<'a>| quota.rest().unwrap_or("lapses");
    ledger.note(
        kind::QUOTA,
        ranked(REST, rest(old), rest(new)),
        nodes,
        || {
            let word = |quota| rest(quota).replace('_', " ");
            format!(
                "{called}: what is left {} instead of {}",
                word(new),
                word(old)
            )
        },
    );
    if rest(old) == "carries_over" && rest(new) == "carries_over" {
        let (before, after) = (old.carried_for(), new.carried_for());
        let level = durations(before, after, Missing::Endless, More::Better);
        ledger.note(kind::QUOTA, level, nodes, || {
            let (before, after) = (before.map(duration), after.map(duration));
            from_to(
                &format!("{called}, what is left can be used for"),
                before.as_deref(),
                after.as_deref(),
            )
        });
    }
}

/// How many are included in a year.
fn a_year(quota: Quota<'_>) -> Option<u64> {
    let times = match quota.per() {
        Some("month") => 12,
        Some("quarter") => 4,
        _ => 1,
    };
    quota.count()?.checked_mul(times)
}

fn in_words(quota: Quota<'_>) -> String {
    let (unit, per) = (
        quota.unit().unwrap_or_default(),
        quota.per().unwrap_or_default(),
    );
    format!("{} {unit} per {per}", quota.count().unwrap_or_default())
}

fn prepaid<'a>(
    ledger: &mut Ledger<'a>,
    nodes: Nodes<'a>,
    called: &str,
    (old, new): (Prepaid<'a>, Prepaid<'a>),
) {
    let level = if old.unit() == new.unit() {
        compared(old.units(), new.units(), Missing::Nothing, More::Better)
    } else {
        Some(Level::Neutral)
    };
    ledger.note(kind::QUOTA, level, nodes, || {
        let word = |own: Prepaid<'a>| {
            format!(
                "{} {}",
                own.units().unwrap_or_default(),
                own.unit().unwrap_or_default()
            )
        };
        format!("{called} buys {} instead of {}", word(new), word(old))
    });
    let (before, after) = (old.valid_for(), new.valid_for());
    let level = durations(before, after, Missing::Endless, More::Better);
    ledger.note(kind::QUOTA, level, nodes, || {
        let (before, after) = (before.map(duration), after.map(duration));
        from_to(
            &format!("{called}, time after which the rest lapses"),
            before.as_deref(),
            after.as_deref(),
        )
    });
    uses(
        ledger,
        nodes,
        called,
        (old.uses().collect(), new.uses().collect()),
    );
}

/// What one thing takes from the credit; rates for other cases cannot be compared.
fn uses<'a>(
    ledger: &mut Ledger<'a>,
    nodes: Nodes<'a>,
    called: &str,
    (old, new): (Vec<PrepaidUse<'a>>, Vec<PrepaidUse<'a>>),
) {
    let whose = |own: &PrepaidUse<'a>| {
        let lists: [Vec<&'a str>; 3] = [
            own.via().collect(),
            own.severities().collect(),
            own.during().collect(),
        ];
        (own.per(), lists)
    };
    let alike = old.len() == new.len()
        && old
            .iter()
            .zip(&new)
            .all(|(old, new)| whose(old) == whose(new));
    if !alike {
        return ledger.note(kind::QUOTA, Some(Level::Neutral), nodes, || {
            format!("{called}: credit is used up by other rates than before")
        });
    }
    for (old, new) in old.iter().zip(&new) {
        let order = number(new.takes()).partial_cmp(&number(old.takes()));
        let nodes = (Some(old.node()), Some(new.node()));
        ledger.note(kind::QUOTA, ordered(order, More::Worse), nodes, || {
            let word = |own: &PrepaidUse<'a>| own.takes().unwrap_or_default().to_owned();
            format!(
                "{called}: a case takes {} instead of {} of the credit",
                word(new),
                word(old)
            )
        });
    }
}
