//! What is covered: products, types of support, lists of what is in and out, topics.

use super::Pair;
use super::change::Ledger;
use super::kind;
use super::level::{Exchange, Missing, More, compared, limits, ranked};
use super::lists::matched;
use super::turn::Level;
use super::words::quoted;
use crate::model::lens::Lens;
use crate::model::offering::{InvalidContact, Scope, Topic, TopicLimit};
use crate::model::topic::{TOPICS, key};
use crate::yaml::NodeRef;

/// How far a topic is covered, the best first; what stands side by side is covered in another way.
const COVERED: &[&[&str]] = &[
    &["included"],
    &[
        "limited",
        "discretionary",
        "relayed",
        "chargeable",
        "on_request",
    ],
    &["excluded"],
];

/// Compares what is covered.
pub(super) fn compare<'a>(pair: &Pair<'a>, ledger: &mut Ledger<'a>) {
    let (old, new) = (pair.old.offering, pair.new.offering);
    for (field, what, moved) in [
        (
            "products",
            "the products",
            Exchange::of(old.products(), new.products()),
        ),
        (
            "supportTypes",
            "the types of support",
            Exchange::of(old.support_types(), new.support_types()),
        ),
    ] {
        let nodes = pair.field(field);
        for (names, level, now) in [
            (moved.lost, Level::Reduction, "no longer include"),
            (moved.gained, Level::Improvement, "now include"),
        ] {
            let level = (!names.is_empty()).then_some(level);
            let says = || format!("{what} {now} {}", quoted(names.iter().copied()));
            ledger.note(kind::SCOPE, level, nodes, says);
        }
    }
    lists(pair, ledger);
    topics(pair, ledger);
    refused(pair, ledger);
}

/// The three lists, from what is included to what is not covered.
const LISTS: [(&str, &str); 3] = [
    ("inScope", "included"),
    ("onRequest", "only on request"),
    ("outOfScope", "not covered"),
];

/// One entry of one of the lists.
#[derive(Clone, Copy)]
struct Listed<'a> {
    text: &'a str,
    node: NodeRef<'a>,
    list: usize,
}

fn listed(scope: Option<Scope<'_>>) -> Vec<Listed<'_>> {
    let lists = LISTS.iter().enumerate();
    let entries = lists.flat_map(|(list, (field, _))| {
        let nodes = scope.into_iter().flat_map(move |scope| scope.items(field));
        nodes.map(move |node| Listed {
            text: node.text(),
            node,
            list,
        })
    });
    entries.collect()
}

/// Compares the lists by the topics that stand in them, however they are written.
fn lists<'a>(pair: &Pair<'a>, ledger: &mut Ledger<'a>) {
    let by_topic = |entry: Listed<'a>| Some(key(entry.text));
    let old = listed(pair.old.offering.scope());
    let new = listed(pair.new.offering.scope());
    let pairs = matched(old.iter().copied(), new.iter().copied(), &[by_topic]);
    for (old, new) in &pairs {
        let (node_old, node_new) = (old.map(|entry| entry.node), new.map(|entry| entry.node));
        let Some(either) = new.or(*old) else { continue };
        let text = quoted([either.text]);
        let (level, says) = match (*old, *new) {
            (Some(old), Some(new)) if old.list != new.list => {
                let level = if new.list > old.list {
                    Level::Reduction
                } else {
                    Level::Improvement
                };
                let (now, was) = (LISTS[new.list].1, LISTS[old.list].1);
                (level, format!("{text} is now {now}, it was {was}"))
            }
            (Some(_), Some(_)) => continue,
            _ => alone(&pairs, either, old.is_some(), &text),
        };
        let nodes = (node_old, node_new);
        let excluded = [*old, *new].iter().flatten().any(|entry| entry.list == 2);
        let turn = if excluded && level != Level::Neutral {
            kind::EXCLUSION
        } else {
            kind::SCOPE
        };
        ledger.note(turn, Some(level), nodes, || says);
    }
}

/// What it means that an entry is only on one side. A sentence that goes while another comes may be the
/// same in other words; a topic that is known by a word is certain.
fn alone(
    pairs: &[(Option<Listed<'_>>, Option<Listed<'_>>)],
    entry: Listed<'_>,
    gone: bool,
    text: &str,
) -> (Level, String) {
    let known = |entry: Listed<'_>| TOPICS.contains(&key(entry.text).as_str());
    let replaces = |pair: &(Option<Listed<'_>>, Option<Listed<'_>>)| {
        let other = match pair {
            (None, Some(new)) if gone => *new,
            (Some(old), None) if !gone => *old,
            _ => return false,
        };
        other.list == entry.list && !known(other)
    };
    let (now, list) = (if gone { "no longer" } else { "now" }, LISTS[entry.list].1);
    if !known(entry) && pairs.iter().any(replaces) {
        let says = format!("{text} is {now} named as {list}, perhaps in other words");
        return (Level::Neutral, says);
    }
    let covered = entry.list < 2;
    let level = if covered == gone {
        Level::Reduction
    } else {
        Level::Improvement
    };
    (level, format!("{text} is {now} named as {list}"))
}

fn topics<'a>(pair: &Pair<'a>, ledger: &mut Ledger<'a>) {
    let by_products = |topic: Topic<'a>| {
        let products: Vec<_> = topic.products().collect();
        Some((key(topic.topic()?), products.join(" ")))
    };
    let by_topic = |topic: Topic<'a>| Some((key(topic.topic()?), String::new()));
    let all = |scope: Option<Scope<'a>>| scope.into_iter().flat_map(Scope::topics);
    let (old, new) = (
        all(pair.old.offering.scope()),
        all(pair.new.offering.scope()),
    );
    for (old, new) in matched(old, new, &[by_products, by_topic]) {
        let nodes = (old.map(Lens::node), new.map(Lens::node));
        let Some(either) = new.or(old) else { continue };
        let name = quoted(either.topic());
        if let Some(pair) = old.zip(new) {
            topic(ledger, nodes, &name, pair);
            continue;
        }
        let (gone, covered) = (old.is_some(), either.covered().unwrap_or_default());
        let excluded = covered == "excluded";
        // What is gone was covered, or what is new is not.
        let level = if gone == excluded {
            Level::Improvement
        } else {
            Level::Reduction
        };
        let now = if gone { "no longer" } else { "now" };
        let turn = if excluded {
            kind::EXCLUSION
        } else {
            kind::SCOPE
        };
        ledger.note(turn, Some(level), nodes, || {
            format!("{name} is {now} named as {}", covered.replace('_', " "))
        });
    }
}

fn topic<'a>(
    ledger: &mut Ledger<'a>,
    nodes: super::change::Nodes<'a>,
    name: &str,
    (old, new): (Topic<'a>, Topic<'a>),
) {
    let covered = |topic: Topic<'a>| topic.covered().unwrap_or_default();
    let level = ranked(COVERED, covered(old), covered(new));
    let excluded = level.is_some() && [old, new].map(covered).contains(&"excluded");
    let turn = if excluded {
        kind::EXCLUSION
    } else {
        kind::SCOPE
    };
    ledger.note(turn, level, nodes, || {
        let word = |topic| covered(topic).replace('_', " ");
        format!("{name} is now {}, it was {}", word(new), word(old))
    });
    let unit = |limit: TopicLimit<'a>| (limit.unit(), limit.count().is_some());
    let level = match (old.limit(), new.limit()) {
        (Some(old), Some(new)) if unit(old) == unit(new) => {
            compared(a_year(old), a_year(new), Missing::Nothing, More::Better)
        }
        (Some(_), Some(_)) => Some(Level::Neutral),
        _ => None,
    };
    ledger.note(kind::SCOPE, level, nodes, || {
        let word = |limit: Option<TopicLimit<'a>>| limit.map(limit_in_words).unwrap_or_default();
        format!(
            "{name} is covered up to {} instead of {}",
            word(new.limit()),
            word(old.limit())
        )
    });
    let anybody = |topic: Topic<'a>| topic.bought_from().unwrap_or("anybody");
    let level = ranked(&[&["anybody"], &["us"]], anybody(old), anybody(new));
    ledger.note(kind::SCOPE, level, nodes, || {
        format!(
            "{name} is covered for licences bought from {} instead of {}",
            anybody(new),
            anybody(old)
        )
    });
    for level in limits(old.during(), new.during()) {
        ledger.note(kind::SCOPE, Some(level), nodes, || {
            format!("{name} is covered in other hours than before")
        });
    }
}

/// What a limit comes to, so that periods can be compared: twelve months to the year; cases by themselves.
fn a_year(limit: TopicLimit<'_>) -> Option<(bool, u64)> {
    let count = limit.count()?;
    let times = match limit.per() {
        Some("month") => 12,
        Some("quarter") => 4,
        Some("year") => 1,
        _ => return Some((false, count)),
    };
    Some((true, count.saturating_mul(times)))
}

fn limit_in_words(limit: TopicLimit<'_>) -> String {
    let (count, unit) = (
        limit.count().unwrap_or_default(),
        limit.unit().unwrap_or_default(),
    );
    let per = limit
        .per()
        .map(|per| format!(" per {per}"))
        .unwrap_or_default();
    format!(
        "{}{per}",
        super::words::count_of(i64::try_from(count).unwrap_or(i64::MAX), unit)
    )
}

/// Ways in which requests are not taken.
fn refused<'a>(pair: &Pair<'a>, ledger: &mut Ledger<'a>) {
    let by_way = |way: InvalidContact<'a>| Some((way.method()?, way.address().unwrap_or_default()));
    let (old, new) = (
        pair.old.offering.not_contacts(),
        pair.new.offering.not_contacts(),
    );
    for (old, new) in matched(old, new, &[by_way]) {
        let nodes = (old.map(Lens::node), new.map(Lens::node));
        let (level, now) = match (old, new) {
            (None, Some(_)) => (Level::Reduction, "no longer"),
            (Some(_), None) => (Level::Improvement, "no longer expressly not"),
            _ => continue,
        };
        let way = new.or(old);
        let method = way
            .and_then(InvalidContact::method)
            .unwrap_or_default()
            .replace('_', " ");
        let address = way.and_then(InvalidContact::address);
        let address = address
            .map(|address| format!(" {}", quoted([address])))
            .unwrap_or_default();
        let says = || format!("requests by {method}{address} are {now} taken");
        ledger.note(kind::EXCLUSION, Some(level), nodes, says);
    }
}
