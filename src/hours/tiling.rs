//! Whether windows tile the week, or another window: every minute in exactly one of them.
//!
//! Where weeks are alike, a typical week and the days around holidays decide; where they are not, all
//! dates of the coming year do. It must never know what the windows are bands of.

use crate::hours::coverage::{Gap, gap, monday_of, whole_week};
use crate::hours::minutes::{MinuteRange, Minutes, WEEK};
use crate::hours::window::{Window, dates};
use jiff::ToSpan;
use jiff::civil::Date;
use std::sync::Arc;

/// Where windows fail to tile, if anywhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tiling {
    /// The first part that lies in none of them.
    pub gap: Option<Gap>,
    /// The first part that lies in two of them.
    pub overlap: Option<Overlap>,
    /// The first date of the coming year of which nobody can say, because a holiday list ends before.
    pub unknown: Option<Date>,
}

/// A part that lies in two windows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overlap {
    /// Where it is.
    pub at: Gap,
    /// Which two windows, by their places in the list.
    pub bands: (usize, usize),
}

/// Whether windows tile the week, or another window. A typical week, told as the week that holds the
/// date they look ahead from, comes first; then the dates of the coming year on which any of them
/// differs from it. Overlaps count wherever they are. None if the clocks are not all the
/// same, or there is no window at all.
pub fn tiling(bands: &[Arc<Window>], whole: Option<&Window>) -> Option<Tiling> {
    let all: Vec<&Window> = bands.iter().map(AsRef::as_ref).chain(whole).collect();
    let first = all.first()?;
    if all.iter().any(|window| window.clock() != first.clock()) {
        return None;
    }
    let mut tiling = Tiling::default();
    if all.iter().all(|window| window.is_weekly()) {
        let week = whole.map_or_else(|| Minutes::until(WEEK), whole_week);
        let own: Vec<_> = bands.iter().map(|band| whole_week(band)).collect();
        tiling.take(&week, &own, monday_of(first.from()));
    }
    for date in telling_dates(&all) {
        if tiling.gap.is_some() && tiling.overlap.is_some() {
            break;
        }
        if all.iter().any(|window| !window.knows(date)) {
            tiling.unknown = Some(date);
            break;
        }
        let day = whole.map_or_else(Minutes::all_day, |whole| whole.open_on(date));
        let own: Vec<_> = bands.iter().map(|band| band.open_on(date)).collect();
        tiling.take(&day, &own, date);
    }
    Some(tiling)
}

/// The dates of the coming year that a typical week does not tell.
fn telling_dates(windows: &[&Window]) -> Vec<Date> {
    let from = windows[0].from();
    let end = from.saturating_add(1.year());
    let weekly = windows.iter().all(|window| window.is_weekly());
    if !weekly {
        return dates(from).take_while(|date| *date < end).collect();
    }
    let special = windows
        .iter()
        .flat_map(|window| window.dates_around_holidays(from, end));
    // A list that ends soon knows nothing of what lies behind it.
    let ends = windows.iter().flat_map(|window| window.ends_before(end));
    let mut dates: Vec<_> = special.chain(ends).collect();
    dates.sort_unstable();
    dates.dedup();
    dates
}

impl Tiling {
    /// Whether every minute lies in exactly one window, as far as anybody knows.
    pub fn is_exact(&self) -> bool {
        self.gap.is_none() && self.overlap.is_none()
    }

    /// Notes what is wrong in the minutes from a midnight on, unless something was wrong before.
    fn take(&mut self, whole: &Minutes, bands: &[Minutes], midnight: Date) {
        let missing = bands
            .iter()
            .fold(whole.clone(), |rest, band| rest.minus(band));
        let first = missing.ranges().first();
        self.gap = self.gap.or_else(|| Some(gap(midnight, *first?)));
        self.overlap = self.overlap.or_else(|| {
            let (range, bands) = first_overlap(bands)?;
            let at = gap(midnight, range);
            Some(Overlap { at, bands })
        });
    }
}

/// The first minutes that lie in two sets, and in which two.
fn first_overlap(bands: &[Minutes]) -> Option<(MinuteRange, (usize, usize))> {
    let mut seen = Minutes::default();
    let mut first: Option<(u16, usize)> = None;
    for (index, band) in bands.iter().enumerate() {
        let start = band.common(&seen).ranges().first().map(|range| range.start);
        if let Some(start) = start.filter(|start| first.is_none_or(|(known, _)| *start < known)) {
            first = Some((start, index));
        }
        seen.join(band);
    }
    let (start, later) = first?;
    bands[..later]
        .iter()
        .enumerate()
        .find_map(|(earlier, band)| {
            let common = band.common(&bands[later]);
            let range = common.ranges().iter().find(|range| range.start == start)?;
            Some((*range, (earlier, later)))
        })
}
