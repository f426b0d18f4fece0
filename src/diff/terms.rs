//! How long the promise holds, and what else is agreed: notice, restrictions, closing, suspension.

use super::Pair;
use super::change::{Ledger, Nodes};
use super::kind;
use super::level::{Missing, More, compared, durations};
use super::lists::matched;
use super::turn::Level;
use super::words::{count_of, duration, from_to};
use crate::model::lens::Lens;
use crate::model::offering::{AutoClose, Billing, Interruption, Process};
use jiff::civil::Date;

/// Compares the terms of two offerings.
pub(super) fn compare<'a>(pair: &Pair<'a>, ledger: &mut Ledger<'a>) {
    let (old, new) = (pair.old.offering, pair.new.offering);
    if pair.old.entry.id != pair.new.entry.id {
        let nodes = pair.field("name");
        let says = || {
            let (old, new) = (&pair.old.entry.id, &pair.new.entry.id);
            format!("`{new}` stands in the place of `{old}`")
        };
        ledger.note(kind::OFFERING, Some(Level::Neutral), nodes, says);
    }
    let (before, after) = (old.effective_to(), new.effective_to());
    let level = compared(before, after, Missing::Endless, More::Better);
    ledger.note(
        kind::VALIDITY,
        level,
        pair.field("effectiveTo"),
        || match (before, after) {
            (_, None) => "the promise holds without an end".to_owned(),
            (None, Some(after)) => format!("the promise ends on {after}, it had no end before"),
            (Some(before), Some(after)) => {
                format!("the promise ends on {after} instead of {before}")
            }
        },
    );
    beginning(pair, ledger);
    let (before, after) = (old.change_notice(), new.change_notice());
    let level = durations(before, after, Missing::Nothing, More::Better);
    ledger.note(
        kind::NOTICE_PERIOD,
        level,
        pair.field("changeNotice"),
        || {
            let (before, after) = (before.map(duration), after.map(duration));
            from_to("notice before changes", before.as_deref(), after.as_deref())
        },
    );
    restrictions(pair, ledger);
    closing(pair, ledger);
    suspension(pair, ledger);
}

/// The first day: where a document is written anew, it is the day from which its changes hold.
fn beginning<'a>(pair: &Pair<'a>, ledger: &mut Ledger<'a>) {
    let (before, after) = (
        pair.old.offering.effective_from(),
        pair.new.offering.effective_from(),
    );
    let level = (before != after).then_some(Level::Neutral);
    let nodes = pair.field("effectiveFrom");
    ledger.note(kind::VALIDITY, level, nodes, || {
        let day = |day: Option<Date>| day.map_or("no stated day".to_owned(), |day| day.to_string());
        let (before, after) = (day(before), day(after));
        format!("the promise begins on {after} instead of {before}")
    });
}

/// Times in which less is promised, as far as they are not over.
fn restrictions<'a>(pair: &Pair<'a>, ledger: &mut Ledger<'a>) {
    let by_days = |own: Interruption<'a>| Some((own.about()?, own.from()?, own.to()?));
    let to_come =
        |own: &Interruption<'a>| own.to().is_none_or(|last| last >= pair.new.version.as_of);
    let old = pair.old.offering.interruptions().filter(to_come);
    let new = pair.new.offering.interruptions().filter(to_come);
    for (old, new) in matched(old, new, &[by_days]) {
        let nodes = (old.map(Lens::node), new.map(Lens::node));
        let (level, now) = match (old, new) {
            (None, Some(_)) => (Level::Reduction, "less is promised"),
            (Some(_), None) => (Level::Improvement, "no longer is less promised"),
            _ => continue,
        };
        let Some(own) = new.or(old) else { continue };
        ledger.note(kind::RESTRICTION, Some(level), nodes, || {
            let about = own.about().unwrap_or_default();
            let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
            format!(
                "{now} about {about} from {} to {}",
                day(own.from()),
                day(own.to())
            )
        });
    }
}

/// When a case is closed without an answer.
fn closing<'a>(pair: &Pair<'a>, ledger: &mut Ledger<'a>) {
    let own = |process: Option<Process<'a>>| process.and_then(Process::auto_close);
    let (old, new) = (
        own(pair.old.offering.process()),
        own(pair.new.offering.process()),
    );
    let nodes = (old.map(Lens::node), new.map(Lens::node));
    let (Some(old), Some(new)) = (old, new) else {
        let level = match (old, new) {
            (None, Some(_)) => Some(Level::Reduction),
            (Some(_), None) => Some(Level::Improvement),
            _ => None,
        };
        let now = if new.is_some() { "now" } else { "no longer" };
        let says = || format!("cases are {now} closed when customers do not answer");
        return ledger.note(kind::CLOSING, level, nodes, says);
    };
    let clock = |own: AutoClose<'a>| (own.needs(), own.during(), own.day_length());
    if clock(old) != clock(new) {
        let says = || "cases without an answer are closed by another clock or rule".to_owned();
        return ledger.note(kind::CLOSING, Some(Level::Neutral), nodes, says);
    }
    let level = compared(
        old.attempts(),
        new.attempts(),
        Missing::Endless,
        More::Better,
    );
    ledger.note(kind::CLOSING, level, nodes, || {
        let word = |own: AutoClose<'a>| own.attempts().map(|count| count.to_string());
        from_to(
            "attempts before a case is closed",
            word(old).as_deref(),
            word(new).as_deref(),
        )
    });
    closing_times(ledger, nodes, (old, new));
}

/// A time of closing.
type Length<'a> = fn(AutoClose<'a>) -> Option<&'a str>;

fn closing_times<'a>(
    ledger: &mut Ledger<'a>,
    nodes: Nodes<'a>,
    (old, new): (AutoClose<'a>, AutoClose<'a>),
) {
    let times: [(&str, Length<'a>, Missing); 4] = [
        (
            "time between two attempts",
            AutoClose::every,
            Missing::Nothing,
        ),
        (
            "time without an answer before a case is closed",
            AutoClose::after,
            Missing::Endless,
        ),
        (
            "time to object to a solution",
            AutoClose::after_solution,
            Missing::Endless,
        ),
        (
            "time to open a case again",
            AutoClose::reopen_within,
            Missing::Nothing,
        ),
    ];
    for (what, length, missing) in times {
        let (before, after) = (length(old), length(new));
        let level = durations(before, after, missing, More::Better);
        ledger.note(kind::CLOSING, level, nodes, || {
            let (before, after) = (before.map(duration), after.map(duration));
            from_to(what, before.as_deref(), after.as_deref())
        });
    }
}

/// Notice before a subscription is suspended.
fn suspension<'a>(pair: &Pair<'a>, ledger: &mut Ledger<'a>) {
    let days = |own: Option<Billing<'a>>| own.and_then(Billing::suspension_notice_days);
    let (old, new) = (pair.old.offering.billing(), pair.new.offering.billing());
    let (before, after) = (days(old), days(new));
    let level = compared(before, after, Missing::Nothing, More::Better);
    let nodes = (old.map(Lens::node), new.map(Lens::node));
    ledger.note(kind::SUSPENSION, level, nodes, || {
        let word = |days: Option<u64>| {
            let days = i64::try_from(days?).unwrap_or(i64::MAX);
            Some(count_of(days, "day"))
        };
        let what = "notice before a subscription is suspended";
        from_to(what, word(before).as_deref(), word(after).as_deref())
    });
}
