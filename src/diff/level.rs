//! Which of two values is better for the customer: small questions, each with one answer.
//!
//! Nothing means that both are as good; neutral, that they differ and nobody can say. All answers are
//! orders: what is worse than something worse is worse.

use crate::diff::turn::Level;
use crate::hours::duration::{self, Period};
use crate::model::price::decimal;
use rust_decimal::Decimal;
use std::cmp::Ordering;

/// Which way the more of something goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum More {
    Better,
    Worse,
}

/// What a field that is not there means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Missing {
    /// Less than any value.
    Nothing,
    /// More than any value.
    Endless,
}

/// Compares the new value with the old one.
pub(super) fn ordered(order: Option<Ordering>, more: More) -> Option<Level> {
    match (order, more) {
        (Some(Ordering::Equal), _) => None,
        (None, _) => Some(Level::Neutral),
        (Some(Ordering::Greater), More::Better) | (Some(Ordering::Less), More::Worse) => {
            Some(Level::Improvement)
        }
        (Some(_), _) => Some(Level::Reduction),
    }
}

/// Compares values of which either may be missing.
pub(super) fn compared<T: PartialOrd>(
    old: Option<T>,
    new: Option<T>,
    missing: Missing,
    more: More,
) -> Option<Level> {
    let absent = match missing {
        Missing::Nothing => Ordering::Less,
        Missing::Endless => Ordering::Greater,
    };
    let order = match (old, new) {
        (None, None) => Some(Ordering::Equal),
        (Some(_), None) => Some(absent),
        (None, Some(_)) => Some(absent.reverse()),
        (Some(old), Some(new)) => new.partial_cmp(&old),
    };
    ordered(order, more)
}

/// Compares durations.
pub(super) fn durations(
    old: Option<&str>,
    new: Option<&str>,
    missing: Missing,
    more: More,
) -> Option<Level> {
    compared(period(old), period(new), missing, more)
}

/// Compares decimal numbers.
pub(super) fn decimals(
    old: Option<&str>,
    new: Option<&str>,
    missing: Missing,
    more: More,
) -> Option<Level> {
    compared(number(old), number(new), missing, more)
}

/// Compares words by tiers, the best first; words of one tier are different things.
pub(super) fn ranked(tiers: &[&[&str]], old: &str, new: &str) -> Option<Level> {
    let tier = |word: &str| tiers.iter().position(|tier| tier.contains(&word));
    if old == new {
        return None;
    }
    match (tier(old), tier(new)) {
        (Some(old), Some(new)) if old != new => ordered(Some(new.cmp(&old)), More::Worse),
        _ => Some(Level::Neutral),
    }
}

/// Compares yes and no.
pub(super) fn flags(old: bool, new: bool, more: More) -> Option<Level> {
    ordered(Some(new.cmp(&old)), more)
}

/// What a list lost and gained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Exchange<'a> {
    pub(super) lost: Vec<&'a str>,
    pub(super) gained: Vec<&'a str>,
}

impl<'a> Exchange<'a> {
    /// What one list has that the other has not.
    pub(super) fn of(
        old: impl Iterator<Item = &'a str>,
        new: impl Iterator<Item = &'a str>,
    ) -> Self {
        let (old, new): (Vec<_>, Vec<_>) = (old.collect(), new.collect());
        let without = |own: &[&'a str], other: &[&'a str]| {
            let mut rest: Vec<&'a str> = own.to_vec();
            rest.retain(|item| !other.contains(item));
            rest
        };
        Self {
            lost: without(&old, &new),
            gained: without(&new, &old),
        }
    }
}

/// How a list of what something is limited to changed; an empty list is no limit at all.
pub(super) fn limits<'a>(
    old: impl Iterator<Item = &'a str>,
    new: impl Iterator<Item = &'a str>,
) -> Vec<Level> {
    let (old, new): (Vec<_>, Vec<_>) = (old.collect(), new.collect());
    match (old.is_empty(), new.is_empty()) {
        (true, true) => Vec::new(),
        (true, false) => vec![Level::Reduction],
        (false, true) => vec![Level::Improvement],
        (false, false) => {
            let Exchange { lost, gained } = Exchange::of(old.into_iter(), new.into_iter());
            let lost = (!lost.is_empty()).then_some(Level::Reduction);
            let gained = (!gained.is_empty()).then_some(Level::Improvement);
            lost.into_iter().chain(gained).collect()
        }
    }
}

pub(super) fn period(iso: Option<&str>) -> Option<Period> {
    iso.and_then(duration::parse)
}

pub(super) fn number(text: Option<&str>) -> Option<Decimal> {
    text.and_then(decimal)
}
