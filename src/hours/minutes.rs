//! Sets of minutes of a day or a week: sorted half-open ranges and the few operations on them.
//!
//! It knows no dates and no zones.

use std::fmt;

/// Minutes in a day.
pub(super) const DAY: u16 = 24 * 60;
/// Minutes in a week.
pub(super) const WEEK: u16 = 7 * DAY;

/// Minutes from `start` up to, not including, `end`, counted from local midnight.
///
/// An `end` of 1440 is 24:00; a larger one lies on the next day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MinuteRange {
    /// First minute.
    pub start: u16,
    /// The minute after the last.
    pub end: u16,
}

impl MinuteRange {
    /// Number of minutes.
    pub fn minutes(self) -> u32 {
        u32::from(self.end.saturating_sub(self.start))
    }

    /// Whether the range goes on after midnight.
    pub fn past_midnight(self) -> bool {
        self.end > DAY
    }

    fn overlap(self, other: Self) -> Option<Self> {
        let start = self.start.max(other.start);
        let end = self.end.min(other.end);
        (start < end).then_some(Self { start, end })
    }
}

impl fmt::Display for MinuteRange {
    /// `22:00-06:00`; an end at midnight is `24:00`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = if self.past_midnight() {
            self.end - DAY
        } else {
            self.end
        };
        let (from, to) = (self.start, end);
        write!(
            f,
            "{:02}:{:02}-{:02}:{:02}",
            from / 60,
            from % 60,
            to / 60,
            to % 60
        )
    }
}

/// A set of minutes: ranges in order, apart from each other, none empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(super) struct Minutes(Vec<MinuteRange>);

impl Minutes {
    /// From midnight to midnight.
    pub(super) fn all_day() -> Self {
        Self::until(DAY)
    }

    /// From the first minute up to another.
    pub(super) fn until(end: u16) -> Self {
        Self(vec![MinuteRange { start: 0, end }])
    }

    pub(super) fn ranges(&self) -> &[MinuteRange] {
        &self.0
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn total(&self) -> u32 {
        self.0.iter().map(|range| range.minutes()).sum()
    }

    /// Adds a range and joins what touches it.
    pub(super) fn add(&mut self, mut new: MinuteRange) {
        if new.start >= new.end {
            return;
        }
        self.0.retain(|old| {
            let touches = old.start <= new.end && new.start <= old.end;
            if touches {
                new.start = new.start.min(old.start);
                new.end = new.end.max(old.end);
            }
            !touches
        });
        let at = self.0.partition_point(|old| old.start < new.start);
        self.0.insert(at, new);
    }

    /// Adds all of another set.
    pub(super) fn join(&mut self, other: &Self) {
        other.0.iter().for_each(|range| self.add(*range));
    }

    /// Takes a range out.
    pub(super) fn remove(&mut self, gone: MinuteRange) {
        if self.0.iter().all(|old| old.overlap(gone).is_none()) {
            return;
        }
        let rest = self.0.iter().flat_map(|old| {
            let before = MinuteRange {
                start: old.start,
                end: old.end.min(gone.start),
            };
            let after = MinuteRange {
                start: old.start.max(gone.end),
                end: old.end,
            };
            [before, after]
        });
        self.0 = rest.filter(|range| range.start < range.end).collect();
    }

    /// What is in this set and not in the other.
    pub(super) fn minus(&self, other: &Self) -> Self {
        let mut rest = self.clone();
        other.0.iter().for_each(|range| rest.remove(*range));
        rest
    }

    /// What is in both sets.
    pub(super) fn common(&self, other: &Self) -> Self {
        self.minus(&self.minus(other))
    }

    /// How many minutes lie within a range.
    pub(super) fn within(&self, range: MinuteRange) -> u32 {
        let inside = self.0.iter().filter_map(|own| own.overlap(range));
        inside.map(MinuteRange::minutes).sum()
    }

    /// The set of a week, moved by some minutes; what leaves at one end comes back at the other.
    pub(super) fn rotated(&self, by: i32) -> Self {
        let week = i32::from(WEEK);
        let shift = u16::try_from(by.rem_euclid(week)).unwrap_or(0);
        let mut moved = Self::default();
        for range in &self.0 {
            let (start, end) = (range.start + shift, range.end + shift);
            moved.add(MinuteRange {
                start: start.min(WEEK),
                end: end.min(WEEK),
            });
            moved.add(MinuteRange {
                start: start.max(WEEK) - WEEK,
                end: end.max(WEEK) - WEEK,
            });
        }
        moved
    }
}

impl FromIterator<MinuteRange> for Minutes {
    fn from_iter<I: IntoIterator<Item = MinuteRange>>(ranges: I) -> Self {
        let mut set = Self::default();
        ranges.into_iter().for_each(|range| set.add(range));
        set
    }
}

/// The ranges of a day as people say them: a night shift belongs to the day on which it begins.
///
/// A range that ends at midnight and goes on as a shorter one until noon at most is one range; its
/// morning part is not repeated under the next day.
pub(super) fn readable(before: &Minutes, day: &Minutes, after: &Minutes) -> Vec<MinuteRange> {
    let mut ranges = day.0.clone();
    if let (Some(morning), Some(last)) = (carried(day, after), ranges.last_mut()) {
        last.end = DAY + morning.end;
    }
    if carried(before, day).is_some() {
        ranges.remove(0);
    }
    ranges
}

/// The morning part that belongs to the evening before.
fn carried(evening: &Minutes, morning: &Minutes) -> Option<MinuteRange> {
    let late = evening.0.last()?;
    let early = morning.0.first()?;
    let goes_on = late.end == DAY && late.start > 0 && early.start == 0;
    (goes_on && early.end <= late.start.min(DAY / 2)).then_some(*early)
}
