//! Holiday calendars: dated lists that are complete between two dates.
//!
//! The lists come from elsewhere, as data with a source; this module must never know where from.

use jiff::civil::Date;
use std::collections::BTreeMap;

/// A list of holidays, complete from `from` to `horizon`; outside, nobody can say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// Country and subdivision, such as `DE-BE`.
    pub id: String,
    /// First date for which the list is complete.
    pub from: Date,
    /// Last date for which the list is complete.
    pub horizon: Date,
    days: Vec<Holiday>,
}

/// One holiday.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holiday {
    /// The date on which it falls.
    pub date: Date,
    /// Its name by language tag, such as `de` or `en`.
    pub names: BTreeMap<String, String>,
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
    /// Makes a calendar; the days may come in any order, and the first entry of a date counts.
    pub fn new(id: impl Into<String>, from: Date, horizon: Date, mut days: Vec<Holiday>) -> Self {
        days.sort_by_key(|day| day.date);
        days.dedup_by_key(|day| day.date);
        Self {
            id: id.into(),
            from,
            horizon,
            days,
        }
    }

    /// All holidays in order.
    pub fn days(&self) -> &[Holiday] {
        &self.days
    }

    /// The holiday on a date, if it is one.
    pub fn holiday(&self, date: Date) -> Option<&Holiday> {
        let at = self.days.binary_search_by_key(&date, |day| day.date).ok()?;
        self.days.get(at)
    }

    /// Whether the list says something about a date.
    pub fn knows(&self, date: Date) -> bool {
        (self.from..=self.horizon).contains(&date)
    }
}

impl Holiday {
    /// The name in a language, else in its primary language, else in English, else in any.
    pub fn name(&self, language: &str) -> &str {
        let primary = language.split('-').next().unwrap_or(language);
        [language, primary, "en"]
            .iter()
            .find_map(|tag| self.names.get(*tag))
            .or_else(|| self.names.values().next())
            .map_or("", String::as_str)
    }
}
