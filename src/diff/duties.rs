//! What customers must do, and what must be so before they are entitled.

use super::Pair;
use super::change::{Ledger, Nodes};
use super::kind;
use super::level::{Exchange, Missing, More, compared, durations, limits};
use super::lists::matched;
use super::turn::Level;
use super::words::{duration, from_to, list, quoted};
use crate::model::lens::Lens;
use crate::model::offering::{Condition, CustomerDuty};

/// Compares duties and conditions.
pub(super) fn compare<'a>(pair: &Pair<'a>, ledger: &mut Ledger<'a>) {
    duties(pair, ledger);
    conditions(pair, ledger);
    prerequisites(pair, ledger);
}

fn duties<'a>(pair: &Pair<'a>, ledger: &mut Ledger<'a>) {
    let by_severities = |duty: CustomerDuty<'a>| {
        let severities: Vec<_> = duty.severities().collect();
        Some((duty.duty()?, severities.join(" ")))
    };
    let by_duty = |duty: CustomerDuty<'a>| Some((duty.duty()?, String::new()));
    let (old, new) = (
        pair.old.offering.customer_duties(),
        pair.new.offering.customer_duties(),
    );
    for (old, new) in matched(old, new, &[by_severities, by_duty]) {
        let nodes = (old.map(Lens::node), new.map(Lens::node));
        let duty = new.or(old).and_then(CustomerDuty::duty);
        let what = format!("customers must {}", in_words(duty.unwrap_or_default()));
        if let Some((old, new)) = old.zip(new) {
            // Less time is harder to keep; no time at all asks for nothing.
            let level = durations(old.within(), new.within(), Missing::Endless, More::Better);
            ledger.note(kind::DUTY, level, nodes, || {
                let (old, new) = (old.within().map(duration), new.within().map(duration));
                from_to(&format!("{what} within"), old.as_deref(), new.as_deref())
            });
            at_most(ledger, nodes, &what, (old.most(), new.most()));
            for level in limits(old.severities(), new.severities()) {
                // A duty for fewer cases is less of a duty.
                ledger.note(kind::DUTY, Some(level.reversed()), nodes, || {
                    format!("{what} for other severities than before")
                });
            }
            consequence(ledger, nodes, &what, (old.otherwise(), new.otherwise()));
        } else {
            let level = if new.is_some() {
                Level::Reduction
            } else {
                Level::Improvement
            };
            let now = if new.is_some() {
                "this is a new duty"
            } else {
                "this is no longer a duty"
            };
            ledger.note(kind::DUTY, Some(level), nodes, || format!("{what}: {now}"));
        }
    }
}

/// A duty as what somebody does.
fn in_words(duty: &str) -> &str {
    match duty {
        "stay_reachable" => "stay reachable",
        "name_contacts" => "name people who may ask",
        "keep_access" => "keep our access",
        "give_information" => "give information",
        "keep_version" => "keep products up to date",
        "keep_backup" => "keep backups",
        "first_checks" => "make first checks",
        "confirm_solution" => "confirm solutions",
        other => other,
    }
}

fn conditions<'a>(pair: &Pair<'a>, ledger: &mut Ledger<'a>) {
    let by_products = |condition: Condition<'a>| {
        let products: Vec<_> = condition.products().collect();
        Some((condition.needs()?, products.join(" ")))
    };
    let by_need = |condition: Condition<'a>| Some((condition.needs()?, String::new()));
    let (old, new) = (
        pair.old.offering.entitlement(),
        pair.new.offering.entitlement(),
    );
    for (old, new) in matched(old, new, &[by_products, by_need]) {
        let nodes = (old.map(Lens::node), new.map(Lens::node));
        let need = new.or(old).and_then(Condition::needs).unwrap_or_default();
        let what = format!("support needs {}", need.replace('_', " "));
        if let Some((old, new)) = old.zip(new) {
            both(ledger, nodes, &what, (old, new));
        } else {
            let level = if new.is_some() {
                Level::Reduction
            } else {
                Level::Improvement
            };
            let now = if new.is_some() {
                "this is a new condition"
            } else {
                "this is no longer a condition"
            };
            ledger.note(kind::CONDITION, Some(level), nodes, || {
                format!("{what}: {now}")
            });
        }
    }
}

fn both<'a>(
    ledger: &mut Ledger<'a>,
    nodes: Nodes<'a>,
    what: &str,
    (old, new): (Condition<'a>, Condition<'a>),
) {
    at_most(ledger, nodes, what, (old.most(), new.most()));
    let level = compared(
        old.versions_behind(),
        new.versions_behind(),
        Missing::Endless,
        More::Better,
    );
    ledger.note(kind::CONDITION, level, nodes, || {
        format!("{what}: other versions than before")
    });
    let level = durations(old.grace(), new.grace(), Missing::Nothing, More::Better);
    ledger.note(kind::CONDITION, level, nodes, || {
        let (old, new) = (old.grace().map(duration), new.grace().map(duration));
        from_to(
            &format!("{what}, time before anything follows"),
            old.as_deref(),
            new.as_deref(),
        )
    });
    for level in limits(old.classes(), new.classes()) {
        ledger.note(kind::CONDITION, Some(level), nodes, || {
            format!("{what}: for {}", list(&new.classes().collect::<Vec<_>>()))
        });
    }
    for level in limits(old.products(), new.products()) {
        ledger.note(kind::CONDITION, Some(level.reversed()), nodes, || {
            format!("{what} for other products than before")
        });
    }
    consequence(ledger, nodes, what, (old.otherwise(), new.otherwise()));
}

/// How many there may be, such as people who may ask.
fn at_most<'a>(
    ledger: &mut Ledger<'a>,
    nodes: Nodes<'a>,
    what: &str,
    (old, new): (Option<u64>, Option<u64>),
) {
    let level = compared(old, new, Missing::Endless, More::Better);
    ledger.note(kind::CONDITION, level, nodes, || {
        let word = |most: Option<u64>| most.map(|most| format!("at most {most}"));
        from_to(what, word(old).as_deref(), word(new).as_deref())
    });
}

/// What follows otherwise; which consequence is the harder one depends on the case.
fn consequence<'a>(
    ledger: &mut Ledger<'a>,
    nodes: Nodes<'a>,
    what: &str,
    (old, new): (Option<&str>, Option<&str>),
) {
    let level = match (old, new) {
        (old, new) if old == new => None,
        (None, Some(_)) => Some(Level::Reduction),
        (Some(_), None) => Some(Level::Improvement),
        _ => Some(Level::Neutral),
    };
    ledger.note(kind::CONDITION, level, nodes, || {
        let word = |word: Option<&str>| word.map(|word| word.replace('_', " "));
        from_to(
            &format!("{what}, otherwise"),
            word(old).as_deref(),
            word(new).as_deref(),
        )
    });
}

/// What we need from customers, in sentences: one that goes while another comes may say the same.
fn prerequisites<'a>(pair: &Pair<'a>, ledger: &mut Ledger<'a>) {
    let (old, new) = (pair.old.offering, pair.new.offering);
    let Exchange { lost, gained } = Exchange::of(old.prerequisites(), new.prerequisites());
    let reworded = !lost.is_empty() && !gained.is_empty();
    let nodes = pair.field("prerequisites");
    for (texts, level, now) in [
        (gained, Level::Reduction, "now need from customers"),
        (lost, Level::Improvement, "no longer need from customers"),
    ] {
        let level = if reworded { Level::Neutral } else { level };
        let level = (!texts.is_empty()).then_some(level);
        ledger.note(kind::DUTY, level, nodes, || {
            let perhaps = if reworded {
                ", perhaps in other words"
            } else {
                ""
            };
            format!("we {now}: {}{perhaps}", quoted(texts.iter().copied()))
        });
    }
}
