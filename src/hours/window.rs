//! A window: an expression in a zone with a calendar, and what follows for whole days and weeks.
//!
//! Instants are the timeline's business; this module counts dates and local minutes.

use crate::hours::calendar::{Calendar, Holiday, Treatment};
use crate::hours::coverage::Season;
use crate::hours::expression::Expression;
use crate::hours::minutes::{DAY, MinuteRange, Minutes, readable};
use crate::hours::zone::Zone;
use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};
use std::sync::{Arc, OnceLock};

/// How far ahead anything is looked for: from one 29 February to the next, across 2100.
pub(super) const LOOK_AHEAD_DAYS: u32 = 3_000;

/// Weeks over which the typical week and the special days are taken.
const WEEKS: u16 = 53;

/// Opening hours in a zone, with a holiday calendar, seen from a date.
#[derive(Debug)]
pub struct Window {
    expression: Expression,
    zone: Zone,
    calendar: Option<Arc<Calendar>>,
    treatment: Treatment,
    from: Date,
    week: [Minutes; 7],
    readable: [Vec<MinuteRange>; 7],
    ever_open: OnceLock<bool>,
    always_open: OnceLock<bool>,
    pub(super) seasons: OnceLock<Vec<Season>>,
}

/// A date on which the hours differ from those of the typical week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpecialDay<'w> {
    /// The date.
    pub date: Date,
    /// The holiday on that date, if it is one.
    pub holiday: Option<&'w Holiday>,
    /// The hours of that date; none when closed. A night shift belongs to the day on which it begins.
    pub hours: Vec<MinuteRange>,
}

impl Window {
    /// Makes a window; the typical week is taken from the year that begins in the week of `from`.
    ///
    /// `PH` in the expression means the calendar's days; without it, `treatment` says what they mean.
    pub fn new(
        expression: &Expression,
        zone: Zone,
        calendar: Option<(Arc<Calendar>, Treatment)>,
        from: Date,
    ) -> Self {
        let (calendar, treatment) = match calendar {
            Some((calendar, treatment)) => (Some(calendar), treatment),
            None => (None, Treatment::Normal),
        };
        let mut window = Self {
            expression: expression.bound(calendar.as_deref()),
            zone,
            calendar,
            treatment,
            from,
            week: Default::default(),
            readable: Default::default(),
            ever_open: OnceLock::new(),
            always_open: OnceLock::new(),
            seasons: OnceLock::new(),
        };
        window.week = window.typical_week();
        window.readable = std::array::from_fn(|day| {
            let week = &window.week;
            readable(&week[(day + 6) % 7], &week[day], &week[(day + 1) % 7])
        });
        window
    }

    /// The expression.
    pub fn expression(&self) -> &Expression {
        &self.expression
    }

    /// The zone in which the hours are read.
    pub fn zone(&self) -> &Zone {
        &self.zone
    }

    /// The holiday calendar.
    pub fn calendar(&self) -> Option<&Calendar> {
        self.calendar.as_deref()
    }

    /// The hours of a typical week, Monday first, in local minutes. A night shift belongs to the day
    /// on which it begins and ends after minute 1440.
    pub fn week(&self) -> &[Vec<MinuteRange>; 7] {
        &self.readable
    }

    /// Whether all weeks are alike, holidays aside; if not, [`Self::week`] is the most frequent one.
    pub fn is_weekly(&self) -> bool {
        self.expression.is_weekly()
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
        let holds = || self.open_all_week() && self.special_days(self.from, 1).is_empty();
        *self.always_open.get_or_init(holds)
    }

    /// Whether it opens at all within the next eight years.
    pub fn is_ever_open(&self) -> bool {
        let opens = || self.minutes_per_week() > 0 || self.opens_on_some_date();
        *self.ever_open.get_or_init(opens)
    }

    /// The next dates, at most `count`, on which hours differ from the typical week: within a year and
    /// as far as the holiday list goes.
    pub fn special_days(&self, from: Date, count: usize) -> Vec<SpecialDay<'_>> {
        let end = from.saturating_add(1.year());
        let dates: Vec<_> = if self.is_weekly() {
            self.dates_around_holidays(from, end).collect()
        } else {
            dates(from).take_while(|date| *date < end).collect()
        };
        let special = dates.into_iter().filter(|date| self.knows(*date));
        special
            .filter(|date| self.open_on(*date) != *self.typical(date.weekday()))
            .take(count)
            .map(|date| self.special_day(date))
            .collect()
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
        match &self.calendar {
            Some(calendar) => !self.heeds_holidays() || calendar.covers(date),
            None => !self.expression.names_holidays(),
        }
    }

    /// Whether holidays make a difference to this window.
    pub fn heeds_holidays(&self) -> bool {
        self.expression.names_holidays() || self.treatment != Treatment::Normal
    }

    /// The date from which the window looks ahead.
    pub fn from(&self) -> Date {
        self.from
    }

    pub(super) fn civil_week(&self) -> &[Minutes; 7] {
        &self.week
    }

    /// The open minutes between the two midnights of a date.
    pub(super) fn open_on(&self, date: Date) -> Minutes {
        let calendar = self.calendar.as_deref();
        let treated = !self.expression.names_holidays()
            && calendar.is_some_and(|list| list.on(date).is_some());
        match self.treatment {
            Treatment::Closed if treated => Minutes::default(),
            Treatment::AsSunday if treated => {
                let days = 6 - date.weekday().to_monday_zero_offset();
                let sunday = date.saturating_add(Span::new().days(days));
                self.expression.open_on(sunday, calendar)
            }
            _ => self.expression.open_on(date, calendar),
        }
    }

    fn typical(&self, weekday: Weekday) -> &Minutes {
        let index = usize::try_from(weekday.to_monday_zero_offset()).unwrap_or(0);
        &self.week[index % 7]
    }

    fn typical_week(&self) -> [Minutes; 7] {
        let back = i32::from(self.from.weekday().to_monday_zero_offset());
        let monday = self.from.saturating_sub(back.days());
        std::array::from_fn(|day| {
            let first = monday.saturating_add(Span::new().days(i64::try_from(day).unwrap_or(0)));
            if self.is_weekly() {
                // Without a calendar no day is a holiday.
                self.expression.open_on(first, None)
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
            let listed = self.calendar.as_deref();
            if listed.is_some_and(|list| list.on(date).is_some()) {
                continue;
            }
            let open = self.expression.open_on(date, listed);
            match counted.iter_mut().find(|(known, _)| *known == open) {
                Some((_, times)) => *times += 1,
                None => counted.push((open, 1)),
            }
        }
        let most = counted.iter().map(|(_, times)| *times).max();
        let found = counted.into_iter().find(|(_, times)| Some(*times) == most);
        found.map(|(open, _)| open).unwrap_or_default()
    }

    fn special_day(&self, date: Date) -> SpecialDay<'_> {
        SpecialDay {
            date,
            holiday: self.calendar.as_deref().and_then(|list| list.on(date)),
            hours: self.hours_on(date),
        }
    }

    /// Holidays and the days after them, into which a night shift may reach.
    fn dates_around_holidays(&self, from: Date, end: Date) -> impl Iterator<Item = Date> {
        let days = self.calendar.iter().flat_map(|calendar| &calendar.days);
        let around = days.flat_map(|day| [Ok(day.date), day.date.tomorrow()]);
        let mut dates: Vec<_> = around.filter_map(Result::ok).collect();
        dates.dedup();
        dates
            .into_iter()
            .filter(move |date| (from..end).contains(date))
    }

    fn opens_on_some_date(&self) -> bool {
        let opens = |date: Date| !self.open_on(date).is_empty();
        if self.is_weekly() {
            let end = self.from.saturating_add(i64::from(LOOK_AHEAD_DAYS).days());
            return self.dates_around_holidays(self.from, end).any(opens);
        }
        let ahead = usize::try_from(LOOK_AHEAD_DAYS).unwrap_or(usize::MAX);
        dates(self.from).take(ahead).any(opens)
    }
}

/// The dates from one on.
fn dates(from: Date) -> impl Iterator<Item = Date> {
    std::iter::successors(Some(from), |date| date.tomorrow().ok())
}
