//! When somebody is there: lost and gained minutes of a year, for each use of hours and each severity.
//!
//! Windows are compared by the minutes in which they are open, whatever they are called. What is lost
//! with one window and kept by another is not lost for the customer; who only answers in that window
//! is told apart.

mod open;
mod uses;
mod year;

pub(super) use open::Open;
pub(super) use uses::name;
use uses::{contacts, receiving, windows};
pub use year::Told;
pub(super) use year::Year;

use super::change::{Ledger, Nodes};
use super::kind;
use super::turn::{Level, Turn};
use super::words::{count_of, list};
use super::{Pair, Side};
use crate::hours::{Window, Zone};
use crate::model::offering;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What stands for all clocks of which people know where they hang.
const KNOWN: &str = "";

/// Windows of one side that belong together, and the minutes in which any of them is open.
#[derive(Debug, Clone, Default)]
pub(super) struct Reach {
    open: Open,
    unknown_from: Option<i64>,
    /// The clocks by which they go, those that never matter left out.
    clocks: BTreeSet<String>,
    zone: Option<Zone>,
}

/// What is told of some hours.
#[derive(Debug, Clone)]
pub(super) struct Use<'t> {
    pub(super) turn: &'t Turn,
    pub(super) special: &'t Turn,
    /// What happens no more, such as `nobody takes requests any more`.
    pub(super) less: String,
    /// What happens in addition.
    pub(super) more: String,
    /// Whether less of it is better, as of upkeep and surcharges.
    pub(super) unwanted: bool,
}

/// Minutes that somebody gained or lost, by which one change is told once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Moved {
    pub(super) lost: Open,
    pub(super) gained: Open,
}

impl Side<'_> {
    /// The minutes of some windows in a year.
    pub(super) fn reach(&self, windows: &[Arc<Window>]) -> Reach {
        let mut reach = Reach::default();
        for window in windows {
            let opened = self.opened.iter();
            let mut opened = opened.filter(|(own, ..)| Arc::ptr_eq(own, window));
            if let Some((_, open, unknown)) = opened.next() {
                reach.open = Open::joined([&reach.open, open]);
                reach.unknown_from = earlier(reach.unknown_from, *unknown);
            }
            if !window.always_open() {
                reach.clocks.insert(self.clock_of(window));
            }
            reach.zone = reach.zone.take().or_else(|| window.zone().cloned());
        }
        reach
    }

    /// The clock of a window as the document names it.
    fn clock_of(&self, window: &Arc<Window>) -> String {
        let own = self.promises.hours.iter();
        let mut own = own.filter(|hours| Arc::ptr_eq(&hours.window, window));
        match own.next() {
            Some(hours) if self.nowhere.contains(hours.name) => {
                hours.lens.zone().unwrap_or_default().to_owned()
            }
            _ => KNOWN.to_owned(),
        }
    }

    /// The windows of a use.
    fn windows(&self, takes: impl Fn(offering::Window<'_>) -> bool) -> Vec<Arc<Window>> {
        let hours = self.promises.hours.iter();
        let hours = hours.filter(|hours| takes(hours.lens));
        hours.map(|hours| Arc::clone(&hours.window)).collect()
    }
}

impl Moved {
    /// What changed from one reach to another; nothing where nobody can say.
    pub(super) fn between(old: &Reach, new: &Reach) -> Option<Self> {
        if old.open == new.open && old.clocks == new.clocks {
            let (lost, gained) = (Open::default(), Open::default());
            return Some(Self { lost, gained });
        }
        let clocks: BTreeSet<_> = old.clocks.union(&new.clocks).collect();
        if clocks.len() > 1 {
            return None;
        }
        let known = earlier(old.unknown_from, new.unknown_from).unwrap_or(i64::MAX);
        let (old, new) = (old.open.before(known), new.open.before(known));
        Some(Self {
            lost: old.minus(&new),
            gained: new.minus(&old),
        })
    }

    pub(super) fn is_nothing(&self) -> bool {
        self.lost.is_empty() && self.gained.is_empty()
    }
}

fn earlier(one: Option<i64>, other: Option<i64>) -> Option<i64> {
    one.into_iter().chain(other).min()
}

/// Notes what became of some hours, unless the same minutes were told before.
pub(super) fn note<'a>(
    pair: &Pair<'a>,
    ledger: &mut Ledger<'a>,
    reaches: (&Reach, &Reach),
    nodes: Nodes<'a>,
    use_of: &Use<'_>,
) {
    let (old, new) = reaches;
    let Some(moved) = Moved::between(old, new) else {
        let says = || format!("{}: by another clock than before", use_of.more);
        // Hours by another clock are hours by another clock for everything that goes by them.
        if std::mem::replace(&mut ledger.told_clock, true) {
            return;
        }
        return ledger.note(use_of.turn, Some(Level::Neutral), nodes, says);
    };
    let utc = Zone::parse("UTC").ok();
    let Some(zone) = old.zone.as_ref().or(new.zone.as_ref()).or(utc.as_ref()) else {
        return;
    };
    if moved.is_nothing() || ledger.told.contains(&moved) {
        return;
    }
    for (open, gone) in [(&moved.lost, true), (&moved.gained, false)] {
        let what = if gone { &use_of.less } else { &use_of.more };
        let level = use_of.level(gone);
        let minutes = pair.year.told(open, zone);
        let (turn, says) = match minutes {
            Told { weekly: 1.., .. } => (use_of.turn, weekly(what, &minutes, gone)),
            Told { special: 1.., .. } => (use_of.special, special(what, &minutes, gone)),
            _ => continue,
        };
        ledger.note(turn, Some(level), nodes, || says);
        ledger.reckoned(minutes);
    }
    ledger.told.push(moved);
}

impl Use<'_> {
    /// Less time is worse, unless nobody wants it.
    const fn level(&self, gone: bool) -> Level {
        if gone == self.unwanted {
            Level::Improvement
        } else {
            Level::Reduction
        }
    }
}

fn weekly(what: &str, told: &Told, gone: bool) -> String {
    let way = if gone { "less" } else { "more" };
    let minutes = count_of(told.weekly, "minute");
    let also = match told.days.len() {
        0 => String::new(),
        days => {
            let days = count_of(i64::try_from(days).unwrap_or(i64::MAX), "special day");
            format!(", and {} {way} on {days}", count_of(told.special, "minute"))
        }
    };
    format!("{what} on {}: {minutes} a week {way}{also}", told.when)
}

fn special(what: &str, told: &Told, gone: bool) -> String {
    let way = if gone { "less" } else { "more" };
    let minutes = count_of(told.special, "minute");
    let (first, more): (Vec<_>, Vec<_>) = told.days.iter().enumerate().partition(|(at, _)| *at < 3);
    let mut days: Vec<_> = first.iter().map(|(_, day)| day.to_string()).collect();
    if !more.is_empty() {
        days.push(count_of(i64::try_from(more.len()).unwrap_or(0), "more day"));
    }
    format!("{what} on {}: {minutes} a year {way}", list(&days))
}

/// Compares the hours of two offerings.
pub(super) fn compare<'a>(pair: &Pair<'a>, ledger: &mut Ledger<'a>) {
    let nodes = (pair.old.field("hours"), pair.new.field("hours"));
    receiving(pair, ledger, nodes);
    let uses: [(&str, &Turn, &str, &str); 3] = [
        (
            "work",
            kind::HOURS,
            "no work is done any more",
            "work is now done",
        ),
        (
            "onsite",
            kind::HOURS,
            "nobody comes to the customer any more",
            "somebody now comes to the customer",
        ),
        (
            "maintenance",
            kind::MAINTENANCE,
            "systems are no longer down for upkeep",
            "systems may now be down for upkeep",
        ),
    ];
    for (purpose, turn, less, more) in uses {
        let takes = |window: offering::Window<'_>| {
            let stated = window.purpose();
            stated == Some(purpose) || (purpose == "work" && stated.is_none())
        };
        let reach = |side: &Side<'a>| side.reach(&side.windows(takes));
        let special = if purpose == "maintenance" {
            turn
        } else {
            kind::SPECIAL_DAYS
        };
        let use_of = Use {
            turn,
            special,
            less: less.to_owned(),
            more: more.to_owned(),
            unwanted: purpose == "maintenance",
        };
        note(
            pair,
            ledger,
            (&reach(&pair.old), &reach(&pair.new)),
            nodes,
            &use_of,
        );
    }
    contacts(pair, ledger);
    windows(pair, ledger);
}
