//! Whether one window covers another over the typical week, each in its own zone.
//!
//! Two zones may be apart by different amounts over the year; every such season is compared. Holidays
//! do not count here, nor do the nights in which clocks change.

use crate::hours::minutes::{DAY, MinuteRange, Minutes};
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
}

/// The first part of a week that is not covered, by the clock of the window that is not covered.
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
        let (own, wanted) = (whole_week(self), whole_week(other));
        for (monday, apart) in seasons_apart(self, other) {
            let gap = found(&wanted.minus(&own.rotated(apart)), monday);
            if gap != Coverage::Full {
                return gap;
            }
        }
        Coverage::Full
    }

    /// Whether there is a minute in a typical week in which both are open.
    pub fn overlaps(&self, other: &Self) -> bool {
        let (own, wanted) = (whole_week(self), whole_week(other));
        seasons_apart(self, other)
            .iter()
            .any(|(_, apart)| wanted.minus(&own.rotated(*apart)) != wanted)
    }

    fn seasons(&self) -> &[Season] {
        self.seasons.get_or_init(|| {
            let first = monday_of(self.from());
            let mondays = (0..53).map(|week: i32| first.saturating_add(week.weeks()));
            let season = |monday| Season {
                monday,
                offset: self.zone().steady_week(monday),
            };
            mondays.map(season).collect()
        })
    }
}

/// Whether several windows together are open whenever another is, in a typical week of every season.
pub fn covered_by(wanted: &Window, windows: &[Arc<Window>]) -> Coverage {
    let week = whole_week(wanted);
    if windows.iter().all(|own| own.zone() == wanted.zone()) {
        let missing = without(&week, windows.iter().map(|own| (own, 0)));
        return found(&missing, monday_of(wanted.from()));
    }
    for (index, season) in wanted.seasons().iter().enumerate() {
        let apart = |own: &Window| Some(season.offset? - own.seasons().get(index)?.offset?);
        let moved: Option<Vec<_>> = windows.iter().map(|own| Some((own, apart(own)?))).collect();
        let gap = moved.map(|moved| found(&without(&week, moved), season.monday));
        if let Some(gap @ Coverage::Gap(_)) = gap {
            return gap;
        }
    }
    Coverage::Full
}

/// What of a week is in none of the windows, each moved by so many minutes.
fn without<'w>(
    week: &Minutes,
    windows: impl IntoIterator<Item = (&'w Arc<Window>, i32)>,
) -> Minutes {
    windows
        .into_iter()
        .fold(week.clone(), |missing, (own, apart)| {
            missing.minus(&whole_week(own).rotated(apart))
        })
}

fn found(missing: &Minutes, monday: Date) -> Coverage {
    let range = missing.ranges().first();
    range.map_or(Coverage::Full, |range| Coverage::Gap(gap(monday, *range)))
}

/// A Monday for every distance in minutes that two windows' zones have in the year.
fn seasons_apart(own: &Window, other: &Window) -> Vec<(Date, i32)> {
    if own.zone() == other.zone() {
        return vec![(monday_of(other.from()), 0)];
    }
    let mut found: Vec<(Date, i32)> = Vec::new();
    for (own, other) in own.seasons().iter().zip(other.seasons()) {
        let Some((from, to)) = own.offset.zip(other.offset) else {
            continue;
        };
        if found.iter().all(|(_, apart)| *apart != to - from) {
            found.push((other.monday, to - from));
        }
    }
    found
}

fn monday_of(date: Date) -> Date {
    date.saturating_sub(i32::from(date.weekday().to_monday_zero_offset()).days())
}

/// The typical week as one set, from Monday 00:00.
fn whole_week(window: &Window) -> Minutes {
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

fn gap(monday: Date, range: MinuteRange) -> Gap {
    let at = |minute: u16| {
        let midnight = monday.at(0, 0, 0, 0);
        midnight.saturating_add(i64::from(minute).minutes())
    };
    Gap {
        from: at(range.start),
        to: at(range.end),
    }
}
