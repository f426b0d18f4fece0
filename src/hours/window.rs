//! A window: hours read by a clock, and what follows for whole days and weeks.
//!
//! Instants are the timeline's business; this module counts dates and local minutes.

use crate::hours::agenda::Agenda;
use crate::hours::calendar::{Calendar, Treatment};
use crate::hours::clock::Clock;
use crate::hours::coverage::Season;
use crate::hours::expression::Expression;
use crate::hours::minutes::{DAY, MinuteRange, Minutes, readable};
use crate::hours::origin::{Origin, Written};
use crate::hours::pattern::Pattern;
use crate::hours::zone::Zone;
use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};
use std::sync::{Arc, OnceLock};

/// How far ahead anything is looked for: from one 29 February to the next, across 2100.
pub(super) const LOOK_AHEAD_DAYS: u32 = 3_000;

/// Weeks over which the typical week is taken.
const WEEKS: u16 = 53;

/// Hours on a clock, with holiday calendars, seen from a date.
#[derive(Debug)]
pub struct Window {
    origin: Origin,
    clock: Clock,
    from: Date,
    week: [Minutes; 7],
    readable: [Vec<MinuteRange>; 7],
    ever_open: OnceLock<bool>,
    always_open: OnceLock<bool>,
    /// The special days of the year from `from` on, for which pages ask again and again.
    pub(super) special: OnceLock<Vec<Date>>,
    pub(super) seasons: OnceLock<Vec<Season>>,
    pub(super) agenda: OnceLock<Agenda>,
    /// What its expression says, which each page that tells it asks for.
    pub(super) patterns: OnceLock<Option<Vec<Pattern>>>,
}

impl Window {
    /// Makes a window; the typical week is taken from the year that begins in the week of `from`.
    ///
    /// `PH` in the expression means the calendar's days; without it, `treatment` says what they mean.
    pub fn new(
        expression: &Expression,
        clock: impl Into<Clock>,
        calendar: Option<(Arc<Calendar>, Treatment)>,
        from: Date,
    ) -> Self {
        let (calendar, treatment) = match calendar {
            Some((calendar, treatment)) => (Some(calendar), treatment),
            None => (None, Treatment::Normal),
        };
        let written = Written {
            expression: expression.bound(calendar.as_deref()),
            calendar,
            treatment,
        };
        Self::made(Origin::Written(written), clock.into(), from)
    }

    /// The window that is open in every minute in which none of some windows on its clock is.
    pub(super) fn rest(parts: Vec<Arc<Self>>, clock: Clock, from: Date) -> Self {
        Self::made(Origin::Rest(parts), clock, from)
    }

    fn made(origin: Origin, clock: Clock, from: Date) -> Self {
        let mut window = Self {
            origin,
            clock,
            from,
            week: Default::default(),
            readable: Default::default(),
            ever_open: OnceLock::new(),
            always_open: OnceLock::new(),
            special: OnceLock::new(),
            seasons: OnceLock::new(),
            agenda: OnceLock::new(),
            patterns: OnceLock::new(),
        };
        window.week = window.typical_week();
        window.readable = std::array::from_fn(|day| {
            let week = &window.week;
            readable(&week[(day + 6) % 7], &week[day], &week[(day + 1) % 7])
        });
        window
    }

    /// The expression; none for what other windows leave over.
    pub fn expression(&self) -> Option<&Expression> {
        match &self.origin {
            Origin::Written(written) => Some(&written.expression),
            Origin::Rest(_) => None,
        }
    }

    /// The clock by which the hours are read.
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// The zone in which the hours are read, if the place is known.
    pub fn zone(&self) -> Option<&Zone> {
        self.clock.zone()
    }

    /// The holiday calendar; the first one of what other windows leave over.
    pub fn calendar(&self) -> Option<&Calendar> {
        self.origin.calendars().into_iter().next()
    }

    /// All holiday calendars; more than one only where other windows leave something over.
    pub fn calendars(&self) -> Vec<&Calendar> {
        self.origin.calendars()
    }

    /// The hours of a typical week, Monday first, in local minutes. A night shift belongs to the day
    /// on which it begins and ends after minute 1440.
    pub fn week(&self) -> &[Vec<MinuteRange>; 7] {
        &self.readable
    }

    /// Whether all weeks are alike, holidays aside; if not, [`Self::week`] is the most frequent one.
    pub fn is_weekly(&self) -> bool {
        self.origin.is_weekly()
    }

    /// Open minutes of the typical week. A week has 168 hours here, also when clocks change.
    pub fn minutes_per_week(&self) -> u32 {
        self.week.iter().map(Minutes::total).sum()
    }

    /// Open minutes of the typical week between two times of day; `22:00` to `06:00` is the night.
    pub fn minutes_between(&self, from: u16, to: u16) -> u32 {
        let whole = |start, end| MinuteRange { start, end };
        let parts = if from < to {
            [whole(from, to), whole(0, 0)]
        } else {
            [whole(from, DAY), whole(0, to)]
        };
        let within = |day: &Minutes| parts.iter().map(|part| day.within(*part)).sum::<u32>();
        self.week.iter().map(within).sum()
    }

    /// Whether every minute of the typical week is open. Holidays may still be closed.
    pub fn open_all_week(&self) -> bool {
        self.week.iter().all(|day| day.total() == u32::from(DAY))
    }

    /// Whether every minute of the coming year is open, holidays included: 24 hours, 7 days.
    pub fn always_open(&self) -> bool {
        let holds =
            || self.open_all_week() && self.special_within_a_year(self.from).next().is_none();
        *self.always_open.get_or_init(holds)
    }

    /// Whether it opens at all within the next eight years.
    pub fn is_ever_open(&self) -> bool {
        let opens = || self.minutes_per_week() > 0 || self.opens_on_some_date();
        *self.ever_open.get_or_init(opens)
    }

    /// The hours of a date as people say them.
    pub fn hours_on(&self, date: Date) -> Vec<MinuteRange> {
        let neighbour = |date: Result<Date, jiff::Error>| {
            date.map_or_else(|_| Minutes::default(), |date| self.open_on(date))
        };
        let (before, after) = (neighbour(date.yesterday()), neighbour(date.tomorrow()));
        readable(&before, &self.open_on(date), &after)
    }

    /// Whether the answer for a date is certain: it does not hang on holidays that nobody has listed.
    pub fn knows(&self, date: Date) -> bool {
        self.origin.knows(date)
    }

    /// Whether holidays make a difference to this window.
    pub fn heeds_holidays(&self) -> bool {
        self.origin.heeds_holidays()
    }

    /// The date from which the window looks ahead.
    pub fn from(&self) -> Date {
        self.from
    }

    pub(super) fn civil_week(&self) -> &[Minutes; 7] {
        &self.week
    }

    pub(super) fn origin(&self) -> &Origin {
        &self.origin
    }

    /// The open minutes between the two midnights of a date.
    pub(super) fn open_on(&self, date: Date) -> Minutes {
        self.origin.on(date).open
    }

    pub(super) fn typical(&self, weekday: Weekday) -> &Minutes {
        let index = usize::try_from(weekday.to_monday_zero_offset()).unwrap_or(0);
        &self.week[index % 7]
    }

    fn typical_week(&self) -> [Minutes; 7] {
        let back = i32::from(self.from.weekday().to_monday_zero_offset());
        let monday = self.from.saturating_sub(back.days());
        std::array::from_fn(|day| {
            let first = monday.saturating_add(Span::new().days(i64::try_from(day).unwrap_or(0)));
            if self.is_weekly() {
                self.origin.plain_on(first).open
            } else {
                self.most_frequent(first)
            }
        })
    }

    /// The hours that a weekday has most often in the year, holidays aside; the earliest of equals.
    fn most_frequent(&self, first: Date) -> Minutes {
        let mut counted: Vec<(Minutes, u32)> = Vec::new();
        for week in 0..WEEKS {
            let date = first.saturating_add(Span::new().weeks(week));
            if self.origin.holiday_on(date).is_some() {
                continue;
            }
            let open = self.open_on(date);
            match counted.iter_mut().find(|(known, _)| *known == open) {
                Some((_, times)) => *times += 1,
                None => counted.push((open, 1)),
            }
        }
        let most = counted.iter().map(|(_, times)| *times).max();
        let found = counted.into_iter().find(|(_, times)| Some(*times) == most);
        found.map(|(open, _)| open).unwrap_or_default()
    }

    fn opens_on_some_date(&self) -> bool {
        let opens = |date: Date| !self.open_on(date).is_empty();
        if self.is_weekly() {
            let end = self.from.saturating_add(i64::from(LOOK_AHEAD_DAYS).days());
            return self
                .dates_around_holidays(self.from, end)
                .into_iter()
                .any(opens);
        }
        let ahead = usize::try_from(LOOK_AHEAD_DAYS).unwrap_or(usize::MAX);
        dates(self.from).take(ahead).any(opens)
    }
}

/// The dates from one on.
pub(super) fn dates(from: Date) -> impl Iterator<Item = Date> {
    std::iter::successors(Some(from), |date| date.tomorrow().ok())
}
