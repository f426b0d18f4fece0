//! How soon something happens: what holds for each request before and after, whatever the rows are.
//!
//! Every case that either side tells apart is asked of both; cases for which the same two targets hold
//! are one change. So a table that is written otherwise and means the same is silent.

mod cases;
mod pace;
mod severities;

use super::Pair;
use super::change::{Ledger, Nodes};
use super::kind;
use super::level::{Exchange, Missing, More, decimals, ranked};
use super::turn::Level;
use super::words::{duration, list, quoted};
use crate::model::lens::Lens;
use crate::model::offering::Target;
use crate::model::promise::Kind;

/// How binding a promise is, the most binding first.
const FIRMNESS: &[&[&str]] = &[
    &["guarantee"],
    &["target"],
    &["goal"],
    &["best_effort", "by_arrangement"],
    &["none", "not_applicable"],
];

/// Compares severities and what is promised about time.
pub(super) fn compare<'a>(pair: &Pair<'a>, ledger: &mut Ledger<'a>) {
    severities::compare(pair, ledger);
    for case in cases::cases(pair) {
        let matter = format!("{}{}", metric(case.metric), case.whose);
        let nodes = (
            case.old
                .map(Lens::node)
                .or_else(|| pair.old.field("targets")),
            case.new
                .map(Lens::node)
                .or_else(|| pair.new.field("targets")),
        );
        match (
            case.old.filter(says_something),
            case.new.filter(says_something),
        ) {
            (Some(old), Some(new)) => both(pair, ledger, nodes, &matter, (old, new)),
            (Some(old), None) => {
                let says = || {
                    format!(
                        "{matter}: nothing is promised any more, it was {}",
                        phrase(old)
                    )
                };
                ledger.note(kind::TARGET, Some(Level::Reduction), nodes, says);
            }
            (None, Some(new)) => {
                let says = || format!("{matter}: {} is newly promised", phrase(new));
                ledger.note(kind::TARGET, Some(Level::Improvement), nodes, says);
            }
            (None, None) => {}
        }
    }
}

/// Whether a target promises anything at all.
fn says_something(target: &Target<'_>) -> bool {
    !matches!(Kind::of(*target), Kind::None | Kind::NotApplicable)
}

fn both<'a>(
    pair: &Pair<'a>,
    ledger: &mut Ledger<'a>,
    nodes: Nodes<'a>,
    matter: &str,
    (old, new): (Target<'a>, Target<'a>),
) {
    let (before, after) = (Kind::of(old).word(), Kind::of(new).word());
    ledger.note(
        kind::TARGET_FIRMNESS,
        ranked(FIRMNESS, before, after),
        nodes,
        || {
            let word = |kind: &str| kind.replace('_', " ");
            format!("{matter}: {} instead of {}", word(after), word(before))
        },
    );
    if Kind::of(old).has_time() && Kind::of(new).has_time() {
        let level = pace::compare(pair, old, new);
        ledger.note(kind::TARGET_TIME, level, nodes, || {
            format!("{matter}: {} instead of {}", time(new), time(old))
        });
    }
    let (before, after) = (old.share(), new.share());
    let share = decimals(
        before.or(Some("100")),
        after.or(Some("100")),
        Missing::Endless,
        More::Better,
    );
    ledger.note(kind::TARGET_SHARE, share, nodes, || {
        let of = |share: Option<&str>| {
            share.map_or("all cases".to_owned(), |part| format!("{part} % of cases"))
        };
        format!(
            "{matter}: promised for {} instead of {}",
            of(after),
            of(before)
        )
    });
    excuses(ledger, nodes, matter, (old, new));
}

/// On whom the time depends, and for whom it stands still.
fn excuses<'a>(
    ledger: &mut Ledger<'a>,
    nodes: Nodes<'a>,
    matter: &str,
    (old, new): (Target<'a>, Target<'a>),
) {
    let moved = [
        (
            "depends on",
            Exchange::of(old.depends_on(), new.depends_on()),
        ),
        (
            "stands still for",
            Exchange::of(old.pauses_for(), new.pauses_for()),
        ),
    ];
    for (what, Exchange { lost, gained }) in moved {
        for (names, level, now) in [
            (gained, Level::Reduction, "now"),
            (lost, Level::Improvement, "no longer"),
        ] {
            let level = (!names.is_empty()).then_some(level);
            ledger.note(kind::TARGET_EXCUSES, level, nodes, || {
                format!("{matter}: the time {now} {what} {}", list(&names))
            });
        }
    }
}

/// What is timed, in words.
fn metric(metric: &str) -> &str {
    match metric {
        "pick_up" => "until a call is taken",
        "first_response" => "first answer",
        "update" => "reports on progress",
        "on_site" => "until somebody is there",
        "workaround" => "until work can go on",
        "resolution" => "solution",
        other => other,
    }
}

/// What a target promises, in words.
fn phrase(target: Target<'_>) -> String {
    let kind = Kind::of(target);
    if kind.has_time() {
        time(target)
    } else {
        kind.word().replace('_', " ")
    }
}

/// The time of a target, in words.
fn time(target: Target<'_>) -> String {
    let during = target.during();
    let during = during
        .map(|name| format!(" of {}", quoted([name])))
        .unwrap_or_default();
    if let Some(by) = target.by() {
        let day = match by.working_day() {
            Some(0) => "the same working day".to_owned(),
            Some(1) => "the next working day".to_owned(),
            day => format!("working day {}", day.unwrap_or_default()),
        };
        let at = by.at().map(|at| format!(" at {at}")).unwrap_or_default();
        let until = by.received_until();
        let until = until
            .map(|until| format!(", when received until {until}"))
            .unwrap_or_default();
        return format!("{day}{at}{during}{until}");
    }
    let within = target.within().map(duration).unwrap_or_default();
    let length = target.day_length().map(duration);
    let length = length
        .map(|length| format!(" (a day is {length})"))
        .unwrap_or_default();
    format!("{within}{during}{length}")
}
