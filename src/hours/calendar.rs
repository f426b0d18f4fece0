//! Holiday calendars: dated lists that are complete between two dates.
//!
//! The lists come from elsewhere, as data with a source; this module must never know where from.

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
}

/// What a calendar's days mean to an expression that does not speak of holidays itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Treatment {
    /// Closed all day.
    #[default]
    Closed,
    /// The hours of a Sunday.
    AsSunday,
    /// A day like any other.
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
}

impl Holiday {
    /// What a page in a language calls it: the English name in English, else the one of the region.
    pub fn called(&self, language: &str) -> &str {
        let english = language == "en" || language.starts_with("en-");
        if english { &self.english } else { &self.name }
    }
}
