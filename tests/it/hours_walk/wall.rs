//! Every minute from an instant on, with what the clock on the wall shows and whether it is open then.
//!
//! Questions are answered by looking at the minutes one after the other.

use crate::hours_walk::sketch::Picture;
use csp_support::hours::due::By;
use csp_support::hours::{Moment, Zone};
use jiff::civil::{Date, DateTime};
use jiff::{Timestamp, ToSpan};
use std::collections::BTreeMap;

/// The minutes of a place.
pub(crate) struct Clock {
    pub(crate) zone: Zone,
    pub(crate) from: Timestamp,
    pub(crate) shows: Vec<DateTime>,
}

/// The same with a window.
pub(crate) struct Wall<'c> {
    pub(crate) clock: &'c Clock,
    pub(crate) open: Vec<bool>,
    /// For each minute, the next one that is not like it.
    changes: Vec<Option<usize>>,
    /// The first and the last open minute of each date that opens.
    days: BTreeMap<Date, (usize, usize)>,
}

impl Clock {
    /// So many days from the beginning of a date on.
    pub(crate) fn new(zone: &str, start: Date, days: usize) -> Self {
        let zone = Zone::parse(zone).unwrap();
        let from = zone.instant(start.at(0, 0, 0, 0)).unwrap();
        let shows = (0..days as i64 * 1440).map(|minute| {
            let instant = from.saturating_add(minute.minutes()).unwrap();
            zone.at(instant).datetime()
        });
        let shows = shows.collect();
        Self { zone, from, shows }
    }

    pub(crate) fn at(&self, minute: usize) -> Timestamp {
        self.from.saturating_add((minute as i64).minutes()).unwrap()
    }
}

impl<'c> Wall<'c> {
    pub(crate) fn new(picture: &Picture, clock: &'c Clock) -> Self {
        let open: Vec<_> = clock
            .shows
            .iter()
            .map(|local| picture.is_open(*local))
            .collect();
        let mut days = BTreeMap::new();
        for (minute, _) in open.iter().enumerate().filter(|(_, open)| **open) {
            let day = days
                .entry(clock.shows[minute].date())
                .or_insert((minute, minute));
            day.1 = minute;
        }
        let mut changes = vec![None; open.len()];
        for minute in (1..open.len()).rev() {
            let differs = open[minute] != open[minute - 1];
            changes[minute - 1] = if differs {
                Some(minute)
            } else {
                changes[minute]
            };
        }
        Self {
            clock,
            open,
            changes,
            days,
        }
    }

    /// The next minute that is not like this one.
    pub(crate) fn change(&self, minute: usize) -> Option<usize> {
        self.changes[minute]
    }

    /// Whether a moment is a minute of the wall, or lies behind it if there is none.
    pub(crate) fn agrees(&self, moment: Moment, minute: Option<usize>) -> bool {
        match (moment, minute) {
            (Moment::At(instant), Some(minute)) => instant == self.clock.at(minute),
            (Moment::At(instant), None) => instant >= self.clock.at(self.open.len()),
            (Moment::Never, None) => true,
            _ => false,
        }
    }

    /// The minute after the nth open one.
    pub(crate) fn after_open(&self, received: usize, minutes: u32) -> Option<usize> {
        let open = (received..self.open.len()).filter(|minute| self.open[*minute]);
        open.skip(minutes as usize - 1)
            .map(|minute| minute + 1)
            .next()
    }

    /// When something is due on a working day; none if that lies behind the wall. Only for hours that
    /// never touch midnight.
    pub(crate) fn on_day(
        &self,
        received: usize,
        number: u32,
        by: By,
        cut_off: Option<u16>,
    ) -> Option<Timestamp> {
        let mut counts = received;
        if let Some(cut_off) = cut_off {
            let today = self.date(received);
            let late = self.clock.shows[received] > at_minute(today, cut_off);
            if late || !self.days.contains_key(&today) {
                counts = self.next_day(today)?.1.0;
            }
        }
        if by == By::SameTime && !self.open[counts] {
            counts = self.change(counts)?;
        }
        if by == By::SameTime && number == 0 {
            return Some(self.clock.at(counts));
        }
        let today = self.date(counts);
        let same = self.days.get(&today).filter(|_| number == 0);
        let mut day = match same {
            Some(minutes) => (today, *minutes),
            None => self.next_day(today)?,
        };
        for _ in 1..number {
            day = self.next_day(day.0)?;
        }
        let due = self.by(day, by, counts);
        if due > self.clock.at(counts) {
            return Some(due);
        }
        Some(self.by(self.next_day(day.0)?, by, counts))
    }

    fn date(&self, minute: usize) -> Date {
        self.clock.shows[minute].date()
    }

    fn next_day(&self, date: Date) -> Option<(Date, (usize, usize))> {
        let mut later = self.days.range(date.tomorrow().unwrap()..);
        // The last date of the wall may not be whole.
        let last = self.clock.shows.last().unwrap().date();
        later
            .next()
            .map(|(date, minutes)| (*date, *minutes))
            .filter(|(date, _)| *date < last)
    }

    fn by(
        &self,
        (date, (first, last)): (Date, (usize, usize)),
        by: By,
        counts: usize,
    ) -> Timestamp {
        let instant = |local| self.clock.zone.instant(local).unwrap();
        let (opens, closes) = (self.clock.at(first), self.clock.at(last + 1));
        match by {
            By::Time(minute) => instant(at_minute(date, minute)),
            By::EndOfHours => closes,
            By::SameTime => {
                let time = self.clock.shows[counts].time();
                instant(date.to_datetime(time)).clamp(opens, closes)
            }
        }
    }
}

fn at_minute(date: Date, minute: u16) -> DateTime {
    date.at(0, 0, 0, 0)
        .saturating_add(i64::from(minute).minutes())
}
