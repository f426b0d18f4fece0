//! Which of two targets is sooner, whenever the request comes.
//!
//! The same time in hours that include the others, or a shorter time in the same hours, is sooner for
//! every request. Where that does not decide, both are reckoned for requests of four weeks, a quarter
//! of an hour apart: sooner is what is never later. A window that keeps its name counts as the same
//! hours; what became of them is told as a change of hours.

use crate::diff::turn::Level;
use crate::diff::{Pair, Side};
use crate::hours::due::{By, Rule};
use crate::hours::{Moment, Window};
use crate::model::offering::Target;
use jiff::{SignedDuration, Timestamp};
use std::cmp::Ordering;
use std::sync::Arc;

/// Requests that are tried.
const TRIED: i64 = 4 * 7 * 24 * 4;

/// Time between two of them.
const APART: SignedDuration = SignedDuration::from_mins(15);

/// What became of a promised time; nothing where it is the same.
pub(super) fn compare<'a>(pair: &Pair<'a>, old: Target<'a>, new: Target<'a>) -> Option<Level> {
    let (Ok(before), Ok(after)) = (pair.old.promises.rule(old), pair.new.promises.rule(new)) else {
        let same = written(old) == written(new);
        return (!same).then_some(Level::Neutral);
    };
    let same_hours = old.during() == new.during();
    if let Some(order) = by_rule(pair, &before, &after, same_hours) {
        return level(order);
    }
    let unplaced = |side: &Side<'a>, target: Target<'a>| {
        target
            .during()
            .is_some_and(|name| side.nowhere.contains(name))
    };
    if unplaced(&pair.old, old) != unplaced(&pair.new, new) {
        return Some(Level::Neutral);
    }
    // The hours of NEW stand for both where they keep their name.
    let before = if same_hours {
        with_hours(before, &after)
    } else {
        before
    };
    tried(pair, &before, &after).map_or(Some(Level::Neutral), level)
}

fn level(order: Ordering) -> Option<Level> {
    match order {
        Ordering::Less => Some(Level::Improvement),
        Ordering::Equal => None,
        Ordering::Greater => Some(Level::Reduction),
    }
}

/// The fields that say a time.
fn written(target: Target<'_>) -> [Option<&str>; 3] {
    [target.within(), target.during(), target.day_length()]
}

/// How the new time compares with the old one by the rules alone.
fn by_rule(pair: &Pair<'_>, old: &Rule, new: &Rule, same_hours: bool) -> Option<Ordering> {
    let hours = if same_hours {
        Some(Ordering::Equal)
    } else {
        wider(pair, hours(old), hours(new))
    };
    if let Some((before, after)) = minutes(old).zip(minutes(new)) {
        // More hours in which time runs make it end sooner.
        return both(after.cmp(&before), hours?.reverse());
    }
    match (old, new) {
        (
            Rule::OnDay {
                day: d0,
                by: b0,
                cut_off: c0,
                ..
            },
            Rule::OnDay {
                day: d1,
                by: b1,
                cut_off: c1,
                ..
            },
        ) if hours == Some(Ordering::Equal) => {
            let by = match (b0, b1) {
                (By::Time(old), By::Time(new)) => new.cmp(old),
                (old, new) if old == new => Ordering::Equal,
                _ => return None,
            };
            let cut_off = match (c0, c1) {
                (Some(old), Some(new)) => old.cmp(new),
                (None, None) => Ordering::Equal,
                _ => return None,
            };
            both(d1.cmp(d0), both(by, cut_off)?)
        }
        _ => None,
    }
}

/// Two orders that agree.
fn both(one: Ordering, other: Ordering) -> Option<Ordering> {
    match (one, other) {
        (Ordering::Equal, same) | (same, Ordering::Equal) => Some(same),
        (one, other) => (one == other).then_some(one),
    }
}

/// The minutes that a rule counts.
fn minutes(rule: &Rule) -> Option<u32> {
    match rule {
        Rule::Elapsed { minutes } | Rule::Working { minutes, .. } => Some(*minutes),
        Rule::WorkingDays { days, day, .. } => days.checked_mul(*day),
        Rule::OnDay { .. } => None,
    }
}

/// The hours in which its time runs; day and night when none.
fn hours(rule: &Rule) -> Option<&Arc<Window>> {
    match rule {
        Rule::Elapsed { .. } => None,
        Rule::Working { hours, .. }
        | Rule::WorkingDays { hours, .. }
        | Rule::OnDay { hours, .. } => Some(hours),
    }
}

/// Whether the new hours include the old ones (greater) or lie within them (less).
fn wider(
    pair: &Pair<'_>,
    old: Option<&Arc<Window>>,
    new: Option<&Arc<Window>>,
) -> Option<Ordering> {
    let (old, new) = match (old, new) {
        (None, Some(new)) if !new.always_open() => return Some(Ordering::Less),
        (Some(old), None) if !old.always_open() => return Some(Ordering::Greater),
        (Some(old), Some(new)) => (old, new),
        _ => return Some(Ordering::Equal),
    };
    let before = pair.old.reach(std::slice::from_ref(old));
    let after = pair.new.reach(std::slice::from_ref(new));
    let moved = crate::diff::hours::Moved::between(&before, &after)?;
    match (moved.lost.is_empty(), moved.gained.is_empty()) {
        (true, true) => Some(Ordering::Equal),
        (true, false) => Some(Ordering::Greater),
        (false, true) => Some(Ordering::Less),
        (false, false) => None,
    }
}

/// A rule with the hours of another one, where that one has any.
fn with_hours(rule: Rule, other: &Rule) -> Rule {
    let Some(hours) = hours(other) else {
        return rule;
    };
    let new = Arc::clone(hours);
    match rule {
        Rule::Elapsed { minutes } => Rule::Elapsed { minutes },
        Rule::Working { minutes, .. } => Rule::Working {
            hours: new,
            minutes,
        },
        Rule::WorkingDays { days, day, .. } => Rule::WorkingDays {
            hours: new,
            days,
            day,
        },
        Rule::OnDay {
            day, by, cut_off, ..
        } => Rule::OnDay {
            hours: new,
            day,
            by,
            cut_off,
        },
    }
}

/// How the new time compares with the old one for requests of four weeks; none where it is now sooner,
/// now later, or nobody knows.
fn tried(pair: &Pair<'_>, old: &Rule, new: &Rule) -> Option<Ordering> {
    let (from, _) = pair.year.span();
    let mut found = Ordering::Equal;
    for request in 0..TRIED {
        let at = from
            .checked_add(APART * i32::try_from(request).ok()?)
            .ok()?;
        let order = later(new, at)?.cmp(&later(old, at)?);
        found = both(found, order)?;
    }
    // Alike in all of them and yet another rule: there may be requests for which they differ.
    (found != Ordering::Equal).then_some(found)
}

/// When something is due, as a number; the end of time where it never is.
fn later(rule: &Rule, at: Timestamp) -> Option<i64> {
    match rule.due(at).at {
        Moment::At(due) => Some(due.as_second()),
        Moment::Never => Some(i64::MAX),
        Moment::Unknown => None,
    }
}
