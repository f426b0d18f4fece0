//! Special days: dates on which a window's hours differ from those of its typical week.

use crate::hours::calendar::{Holiday, ShortDay};
use crate::hours::minutes::MinuteRange;
use crate::hours::window::{Window, dates};
use jiff::ToSpan;
use jiff::civil::Date;

/// A date on which the hours differ from those of the typical week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpecialDay<'w> {
    /// The date.
    pub date: Date,
    /// The holiday on that date, if it is one.
    pub holiday: Option<&'w Holiday>,
    /// The short day on that date, if it is one.
    pub short: Option<&'w ShortDay>,
    /// The hours of that date; none when closed. A night shift belongs to the day on which it begins.
    pub hours: Vec<MinuteRange>,
}

impl Window {
    /// The next dates, at most `count`, on which hours differ from the typical week: within a year and
    /// as far as the holiday list goes.
    pub fn special_days(&self, from: Date, count: usize) -> Vec<SpecialDay<'_>> {
        let day = |date| self.special_day(date);
        if from == self.from() {
            let all = || self.special_within_a_year(from).collect();
            let known = self.special.get_or_init(all).iter();
            return known.copied().take(count).map(day).collect();
        }
        self.special_within_a_year(from)
            .take(count)
            .map(day)
            .collect()
    }

    /// The dates within a year on which a calendar sets other hours, or less is open than usual; not
    /// those that the pattern of the hours alone opens, such as first Saturdays. Without a usual week
    /// to compare with, only calendars set days apart.
    pub fn exceptional_days(&self, from: Date, usual: bool) -> Vec<SpecialDay<'_>> {
        let end = from.saturating_add(1.year());
        let dates = if self.is_weekly() {
            self.dates_around_holidays(from, end)
        } else {
            dates(from).take_while(|date| *date < end).collect()
        };
        let exceptional = |date: &Date| {
            let open = self.open_on(*date);
            let less = || !self.typical(date.weekday()).minus(&open).is_empty();
            self.knows(*date) && (open != self.origin().plain_on(*date).open || usual && less())
        };
        let dates = dates.into_iter().filter(exceptional);
        dates.map(|date| self.special_day(date)).collect()
    }

    pub(super) fn special_within_a_year(&self, from: Date) -> impl Iterator<Item = Date> {
        self.special_dates(from, from.saturating_add(1.year()))
    }

    /// The known dates from one on, up to another, whose hours differ from those of the typical week.
    pub(super) fn special_dates(&self, from: Date, end: Date) -> impl Iterator<Item = Date> {
        let dates = if self.is_weekly() {
            self.dates_around_holidays(from, end)
        } else {
            dates(from).take_while(|date| *date < end).collect()
        };
        let known = dates.into_iter().filter(|date| self.knows(*date));
        known.filter(|date| self.open_on(*date) != *self.typical(date.weekday()))
    }

    /// Holidays, short days, and the days after them, into which a night shift may reach.
    pub(super) fn dates_around_holidays(&self, from: Date, end: Date) -> Vec<Date> {
        let before = from.yesterday().unwrap_or(from);
        let calendars = self.calendars().into_iter();
        let days = calendars.flat_map(|calendar| calendar.dates(before, end));
        let around = days.flat_map(|day| [Ok(day), day.tomorrow()]);
        let mut dates: Vec<_> = around
            .filter_map(Result::ok)
            .filter(|date| (from..end).contains(date))
            .collect();
        dates.sort_unstable();
        dates.dedup();
        dates
    }

    /// The day after a holiday list ends, for each that ends before a date and matters.
    pub(super) fn ends_before(&self, end: Date) -> impl Iterator<Item = Date> {
        let calendars = self.calendars().into_iter();
        let after = calendars.filter_map(|calendar| calendar.horizon.tomorrow().ok());
        after.filter(move |date| (self.from()..end).contains(date) && !self.knows(*date))
    }

    fn special_day(&self, date: Date) -> SpecialDay<'_> {
        SpecialDay {
            date,
            holiday: self.origin().holiday_on(date),
            short: self.origin().short_on(date),
            hours: self.hours_on(date),
        }
    }
}
