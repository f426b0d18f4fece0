//! Whether one window covers another over the typical week, each in its own zone.
//!
//! Two zones may be apart by different amounts over the year; every such season is compared. Holidays
//! do not count here, nor do the nights in which clocks change. Of a place that is not known nobody can
//! say how far its clock is from another; there the answer is none.

use crate::hours::minutes::{DAY, MinuteRange, Minutes, WEEK};
use crate::hours::window::Window;
use jiff::ToSpan;
use jiff::civil::{Date, DateTime};
use std::sync::Arc;

/// Whether a window covers another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Coverage {
    /// Every minute of the other is covered.
    Full,
    /// This part of the other is not.
    Gap(Gap),
    /// Nobody can say: one clock is in a place that is not known, and the other is another clock.
    Incomparable,
}

/// The first part of a week that is not covered, by the clock of the window that is not covered. Where
/// that one is always open and its clock cannot be compared, by the clock of the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// Where it begins, in a week of the season in which it happens.
    pub from: DateTime,
    /// Where it ends.
    pub to: DateTime,
}

/// A week in which a zone has a certain offset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Season {
    monday: Date,
    offset: Option<i32>,
}

impl Window {
    /// Whether this window is open whenever the other is, in a typical week of every season.
    pub fn covers(&self, other: &Self) -> Coverage {
        covered(other, &[self])
    }

    /// Whether there is a minute in a typical week in which both are open; none if nobody can say, as
    /// with the second Wednesday of the month, which is in no typical week.
    pub fn overlaps(&self, other: &Self) -> Option<bool> {
        let (own, wanted) = (whole_week(self), whole_week(other));
        let apart = (self.is_weekly() && other.is_weekly()).then_some(false);
        if own.is_empty() || wanted.is_empty() {
            return apart;
        }
        if own.total() + wanted.total() > u32::from(WEEK) {
            return Some(true);
        }
        let meet = |apart: &[i32]| wanted.minus(&own.rotated(apart[0])) != wanted;
        let seasons = seasons_apart(other, &[self])?;
        let meets = seasons.iter().any(|(_, apart)| meet(apart));
        meets.then_some(true).or(apart)
    }

    fn seasons(&self) -> &[Season] {
        self.seasons.get_or_init(|| {
            let first = monday_of(self.from());
            let mondays = (0..53).map(|week: i32| first.saturating_add(week.weeks()));
            let season = |monday| Season {
                monday,
                offset: self.zone().and_then(|zone| zone.steady_week(monday)),
            };
            mondays.map(season).collect()
        })
    }
}

/// Whether several windows together are open whenever another is, in a typical week of every season.
pub fn covered_by(wanted: &Window, windows: &[Arc<Window>]) -> Coverage {
    let windows: Vec<_> = windows.iter().map(AsRef::as_ref).collect();
    covered(wanted, &windows)
}

fn covered(wanted: &Window, windows: &[&Window]) -> Coverage {
    let week = whole_week(wanted);
    let (near, far): (Vec<&Window>, Vec<&Window>) = windows
        .iter()
        .partition(|own| seasons_apart(wanted, &[own]).is_some());
    match near_covered(wanted, &week, &near) {
        Coverage::Gap(gap) => far_covered(wanted, &week, gap, windows, &far),
        known => known,
    }
}

/// What is known of a gap when there are windows whose clocks cannot be compared.
fn far_covered(
    wanted: &Window,
    week: &Minutes,
    gap: Gap,
    windows: &[&Window],
    far: &[&Window],
) -> Coverage {
    if far.iter().any(|own| own.open_all_week()) {
        return Coverage::Full;
    }
    if far.iter().all(|own| own.minutes_per_week() == 0) {
        return Coverage::Gap(gap);
    }
    let mut pairs = windows.windows(2);
    let one_clock = pairs.all(|pair| pair[0].clock() == pair[1].clock());
    // A week without a gap is the same on every clock.
    if one_clock && wanted.open_all_week() {
        return found(&without(week, windows, &[]), monday_of(wanted.from()));
    }
    Coverage::Incomparable
}

/// Whether windows whose clocks can be compared cover the week of another.
fn near_covered(wanted: &Window, week: &Minutes, windows: &[&Window]) -> Coverage {
    let seasons = seasons_apart(wanted, windows).unwrap_or_default();
    let gaps = seasons.into_iter().map(|(monday, apart)| {
        let missing = without(week, windows, &apart);
        found(&missing, monday)
    });
    let mut gaps = gaps.into_iter();
    gaps.find(|coverage| *coverage != Coverage::Full)
        .unwrap_or(Coverage::Full)
}

/// What of a week is in none of the windows, each moved by so many minutes, or by none.
fn without(week: &Minutes, windows: &[&Window], apart: &[i32]) -> Minutes {
    let apart = apart.iter().copied().chain(std::iter::repeat(0));
    windows
        .iter()
        .zip(apart)
        .fold(week.clone(), |missing, (own, apart)| {
            missing.minus(&whole_week(own).rotated(apart))
        })
}

fn found(missing: &Minutes, monday: Date) -> Coverage {
    let range = missing.ranges().first();
    range.map_or(Coverage::Full, |range| Coverage::Gap(gap(monday, *range)))
}

/// A Monday for every set of distances in minutes that windows' clocks have from another's in the year.
/// None if a place is not known and the clocks are not the same.
fn seasons_apart(wanted: &Window, windows: &[&Window]) -> Option<Vec<(Date, Vec<i32>)>> {
    if windows.iter().all(|own| own.clock() == wanted.clock()) {
        return Some(vec![(monday_of(wanted.from()), vec![0; windows.len()])]);
    }
    let known = |window: &Window| window.zone().is_some();
    if !known(wanted) || !windows.iter().all(|own| known(own)) {
        return None;
    }
    let mut seasons: Vec<(Date, Vec<i32>)> = Vec::new();
    for (index, season) in wanted.seasons().iter().enumerate() {
        let apart = |own: &&Window| Some(season.offset? - own.seasons().get(index)?.offset?);
        let Some(apart) = windows.iter().map(apart).collect() else {
            continue;
        };
        if seasons.iter().all(|(_, known)| *known != apart) {
            seasons.push((season.monday, apart));
        }
    }
    Some(seasons)
}

/// The Monday of a date's week.
pub(super) fn monday_of(date: Date) -> Date {
    date.saturating_sub(i32::from(date.weekday().to_monday_zero_offset()).days())
}

/// The typical week as one set, from Monday 00:00.
pub(super) fn whole_week(window: &Window) -> Minutes {
    let mut start = 0;
    let mut week = Minutes::default();
    for day in window.civil_week() {
        for range in day.ranges() {
            week.add(MinuteRange {
                start: range.start + start,
                end: range.end + start,
            });
        }
        start += DAY;
    }
    week
}

/// Minutes from a midnight on, as dates and times.
pub(super) fn gap(monday: Date, range: MinuteRange) -> Gap {
    let at = |minute: u16| {
        let midnight = monday.at(0, 0, 0, 0);
        midnight.saturating_add(i64::from(minute).minutes())
    };
    Gap {
        from: at(range.start),
        to: at(range.end),
    }
}
