//! Calendars of one's own: public holidays with more days, fewer days, and short days.
//!
//! Days that come every year are written out between the first and the last day the calendar speaks
//! about. It must never know how documents write such days.

use crate::hours::calendar::{Calendar, Holiday, ShortDay};
use crate::hours::minutes::{DAY, MinuteRange};
use jiff::civil::{Date, date};
use std::collections::BTreeMap;

/// First day of a calendar without public holidays.
const FIRST: Date = date(2000, 1, 1);
/// Days after this one are not written out; a list that claims more ends here.
const LAST: Date = date(2099, 12, 31);

/// What makes a calendar one's own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Parts {
    /// Days that count as holidays as well.
    pub add: Vec<OwnDay>,
    /// Days that are no holidays after all, before any are added.
    pub remove: Vec<When>,
    /// Days on which hours are cut.
    pub short: Vec<OwnShortDay>,
    /// Last day the list speaks about. Without public holidays, nothing is known unless it is given;
    /// with them, the earlier end counts.
    pub horizon: Option<Date>,
}

/// A day that counts as a holiday.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct OwnDay {
    /// When it is.
    pub when: When,
    /// What it is called.
    pub name: String,
    /// What it is called in English, if that differs.
    pub english: Option<String>,
}

/// A day on which hours are cut.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct OwnShortDay {
    /// When it is.
    pub when: When,
    /// What it is called.
    pub name: String,
    /// What it is called in English, if that differs.
    pub english: Option<String>,
    /// The minutes of the day outside which nothing is open.
    pub hours: MinuteRange,
}

/// One day or several in a row, once or every year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum When {
    /// From one date to another, inclusive.
    Dates {
        /// First date.
        first: Date,
        /// Last date.
        last: Date,
    },
    /// Every year from one day to another, inclusive, perhaps into the next year.
    Yearly {
        /// First day.
        first: MonthDay,
        /// Last day.
        last: MonthDay,
    },
}

/// A day of the year, such as `12-24`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MonthDay {
    month: i8,
    day: i8,
}

impl Calendar {
    /// The calendar that comes of another, or of none, with days added, removed and cut short.
    pub fn composed(id: &str, base: Option<&Self>, parts: &Parts) -> Self {
        let (from, horizon) = bounds(base, parts.horizon);
        let within = |when: &When| when.dates(from, horizon);
        let public = base.iter().flat_map(|base| &base.days);
        let public = public.filter(|day| day.date <= horizon);
        let mut days: BTreeMap<_, _> = public.map(|day| (day.date, day.clone())).collect();
        for gone in parts.remove.iter().flat_map(within) {
            days.remove(&gone);
        }
        for own in &parts.add {
            for date in within(&own.when) {
                days.entry(date).or_insert_with(|| own.on(date));
            }
        }
        let listed = base.iter().flat_map(|base| base.short.iter().cloned());
        let own = parts.short.iter();
        let own = own.flat_map(|own| within(&own.when).map(|date| own.on(date)));
        Self {
            id: id.to_owned(),
            from,
            horizon,
            source: base.map_or_else(String::new, |base| base.source.clone()),
            days: days.into_values().collect(),
            short: cut(listed.chain(own).filter(|short| short.date <= horizon)),
        }
    }
}

/// The first and the last day that a calendar speaks about.
fn bounds(base: Option<&Calendar>, horizon: Option<Date>) -> (Date, Date) {
    match (base, horizon) {
        (Some(base), horizon) => {
            let horizon = horizon.map_or(base.horizon, |own| own.min(base.horizon));
            (base.from, horizon)
        }
        (None, Some(horizon)) => (FIRST, horizon.min(LAST)),
        (None, None) => (FIRST, date(1999, 12, 31)),
    }
}

/// Each date once; a day that is cut twice keeps what both leave, and the first name.
fn cut(all: impl Iterator<Item = ShortDay>) -> Vec<ShortDay> {
    let mut days: BTreeMap<Date, ShortDay> = BTreeMap::new();
    for short in all {
        let hours = short.hours;
        let kept = &mut days.entry(short.date).or_insert(short).hours;
        kept.start = kept.start.max(hours.start);
        kept.end = kept.end.min(hours.end).min(DAY).max(kept.start);
    }
    days.into_values().collect()
}

impl OwnDay {
    fn on(&self, date: Date) -> Holiday {
        Holiday {
            date,
            name: self.name.clone(),
            english: self.english.as_ref().unwrap_or(&self.name).clone(),
            language: None,
        }
    }
}

impl OwnShortDay {
    fn on(&self, date: Date) -> ShortDay {
        ShortDay {
            date,
            name: self.name.clone(),
            english: self.english.as_ref().unwrap_or(&self.name).clone(),
            hours: self.hours,
        }
    }
}

impl When {
    /// One date, such as `2026-12-24`, or one day of every year, such as `12-24`.
    pub fn parse(text: &str) -> Option<Self> {
        Self::between(text, text)
    }

    /// Days in a row: two dates, or two days of every year such as `12-27` and `01-02`.
    pub fn between(first: &str, last: &str) -> Option<Self> {
        if let (Some(first), Some(last)) = (MonthDay::parse(first), MonthDay::parse(last)) {
            return Some(Self::Yearly { first, last });
        }
        let (first, last) = (whole_date(first)?, whole_date(last)?);
        (first <= last).then_some(Self::Dates { first, last })
    }

    /// Its dates from one on, up to and with another.
    pub fn dates(self, from: Date, horizon: Date) -> impl Iterator<Item = Date> {
        // What begins in one year may end in the next.
        let years = from.year().saturating_sub(1)..=horizon.year();
        let spans: Vec<_> = match self {
            Self::Dates { first, last } => vec![(first, last)],
            Self::Yearly { first, last } => years
                .filter_map(|year| {
                    let ends = if last < first { year + 1 } else { year };
                    Some((first.start_in(year)?, last.end_in(ends)?))
                })
                .collect(),
        };
        spans.into_iter().flat_map(move |(first, last)| {
            let last = last.min(horizon);
            let days = std::iter::successors(Some(first.max(from)), |day| day.tomorrow().ok());
            days.take_while(move |day| *day <= last)
        })
    }
}

impl MonthDay {
    /// Reads a month and a day, such as `12-24`; `02-29` is one.
    pub fn parse(text: &str) -> Option<Self> {
        let (month, day) = text.split_once('-')?;
        let number = |digits: &str| {
            let two = digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
            digits.parse().ok().filter(|_| two)
        };
        let (month, day) = (number(month)?, number(day)?);
        let leap_year = 2000;
        Date::new(leap_year, month, day).ok()?;
        Some(Self { month, day })
    }

    /// Its date in a year; days in a row that begin on a missing 29 February begin a day later.
    fn start_in(self, year: i16) -> Option<Date> {
        let date = Date::new(year, self.month, self.day);
        date.or_else(|_| Date::new(year, 3, 1)).ok()
    }

    /// Its date in a year; days in a row that end on a missing 29 February end a day earlier.
    fn end_in(self, year: i16) -> Option<Date> {
        let date = Date::new(year, self.month, self.day);
        date.or_else(|_| Date::new(year, 2, 28)).ok()
    }
}

fn whole_date(text: &str) -> Option<Date> {
    text.parse().ok().filter(|_| text.len() == 10)
}
