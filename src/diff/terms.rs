//! How long the promise holds, and what else is agreed.

use super::Pair;
use super::change::Ledger;
use super::kind::{self, Level};
use super::level::{Missing, More, compared, durations};
use super::words::{duration, from_to};

/// Compares the terms of two offerings.
pub(super) fn compare<'a>(pair: &Pair<'a>, ledger: &mut Ledger<'a>) {
    let (old, new) = (pair.old.offering, pair.new.offering);
    if pair.old.entry.id != pair.new.entry.id {
        let nodes = (pair.old.field("name"), pair.new.field("name"));
        let says = || {
            format!(
                "`{}` stands in the place of `{}`",
                pair.new.entry.id, pair.old.entry.id
            )
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
}
