//! Holiday calendars: dated lists that are complete between two dates.
//!
//! The lists come from elsewhere, as data with a source; this module must never know where from.

use crate::hours::minutes::MinuteRange;
use jiff::civil::Date;

/// The public holidays of one region.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// Id: the country, with its subdivision where that matters, such as `DE-BE`.
    pub id: String,
    /// First day it speaks about.
    pub from: Date,
    /// Last day it speaks about; what lies behind it is unknown, not a working day.
    pub horizon: Date,
    /// Where the days come from.
    pub source: String,
    /// The holidays, by date, each date once.
    pub days: Vec<Holiday>,
    /// Days on which hours are cut, by date, each date once.
    pub short: Vec<ShortDay>,
}

/// One public holiday.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holiday {
    /// The day.
    pub date: Date,
    /// Name in the language of the region.
    pub name: String,
    /// Name in English.
    pub english: String,
    /// Language of the name; unknown for days that somebody added to a list.
    pub language: Option<String>,
}

/// A day on which hours are cut: half a day, say. It is no holiday.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShortDay {
    /// The day.
    pub date: Date,
    /// Name in the language of the region.
    pub name: String,
    /// Name in English.
    pub english: String,
    /// The minutes of the day outside which nothing is open.
    pub hours: MinuteRange,
}

/// What a calendar's days mean to an expression that does not speak of holidays itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Treatment {
    /// Closed from midnight to midnight; what would begin on that day and go on after midnight does
    /// not take place.
    #[default]
    Closed,
    /// What begins on that day is what begins on a Sunday; what began the day before goes on. Months,
    /// weeks and dates in the expression mean the day itself.
    AsSunday,
    /// A day like any other. Short days are no holidays and always count.
    Normal,
}

impl Treatment {
    /// The treatment that a document names: `closed`, `as_sunday` or `normal`.
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "closed" => Some(Self::Closed),
            "as_sunday" => Some(Self::AsSunday),
            "normal" => Some(Self::Normal),
            _ => None,
        }
    }
}

impl Calendar {
    /// Whether the calendar knows anything about a day.
    pub fn covers(&self, day: Date) -> bool {
        (self.from..=self.horizon).contains(&day)
    }

    /// The holiday on a day.
    pub fn on(&self, day: Date) -> Option<&Holiday> {
        let at = self.days.binary_search_by_key(&day, |holiday| holiday.date);
        self.days.get(at.ok()?)
    }

    /// The short day on a day.
    pub fn short_on(&self, day: Date) -> Option<&ShortDay> {
        let at = self.short.binary_search_by_key(&day, |short| short.date);
        self.short.get(at.ok()?)
    }

    /// Its days from one date up to another, whether holidays or short.
    pub(super) fn dates(&self, from: Date, end: Date) -> impl Iterator<Item = Date> {
        let days = between(&self.days, from, end, |day| day.date);
        days.chain(between(&self.short, from, end, |day| day.date))
    }
}

/// The dates of a sorted list from one on, up to another.
fn between<T>(
    list: &[T],
    from: Date,
    end: Date,
    date: fn(&T) -> Date,
) -> impl Iterator<Item = Date> {
    let first = list.partition_point(|day| date(day) < from);
    let dates = list[first..].iter().map(date);
    dates.take_while(move |date| *date < end)
}

impl Holiday {
    /// What a page in a language calls it: the English name in English, else the one of the region.
    pub fn called(&self, language: &str) -> &str {
        called(language, &self.name, &self.english)
    }
}

impl ShortDay {
    /// What a page in a language calls it: the English name in English, else the one of the region.
    pub fn called(&self, language: &str) -> &str {
        called(language, &self.name, &self.english)
    }
}

fn called<'n>(language: &str, name: &'n str, english: &'n str) -> &'n str {
    let is_english = language == "en" || language.starts_with("en-");
    if is_english { english } else { name }
}
