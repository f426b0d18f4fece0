//! Dates that the opening-hours library picks. It is asked about a year at a time, and about each once.

use chrono::NaiveDate;
use jiff::civil::Date;
use opening_hours::OpeningHours;
use std::collections::BTreeMap;
use std::sync::{PoisonError, RwLock};

/// The days of a year, one bit each.
type Year = [u64; 6];

/// What the library says about days.
#[derive(Debug)]
pub(super) struct Picked {
    days: OpeningHours,
    years: RwLock<BTreeMap<i16, Year>>,
}

impl Picked {
    pub(super) fn new(days: OpeningHours) -> Self {
        Self {
            days,
            years: RwLock::default(),
        }
    }

    pub(super) fn days(&self) -> &OpeningHours {
        &self.days
    }

    pub(super) fn contains(&self, date: Date) -> bool {
        let year = self.known(date.year());
        let year = year.unwrap_or_else(|| self.remember(date));
        let (word, bit) = place(date);
        year[word] & bit != 0
    }

    /// What is remembered of a year; the lock is let go before anything else is asked.
    fn known(&self, year: i16) -> Option<Year> {
        let known = self.years.read().unwrap_or_else(PoisonError::into_inner);
        known.get(&year).copied()
    }

    fn remember(&self, date: Date) -> Year {
        let mut year = Year::default();
        let mut day = Some(date.first_of_year());
        while let Some(date) = day.filter(|day| day.year() == date.year()) {
            if naive(date).is_some_and(|day| !self.days.schedule_at(day).is_empty()) {
                let (word, bit) = place(date);
                year[word] |= bit;
            }
            day = date.tomorrow().ok();
        }
        let mut known = self.years.write().unwrap_or_else(PoisonError::into_inner);
        known.insert(date.year(), year);
        year
    }
}

/// Where the bit of a date is.
fn place(date: Date) -> (usize, u64) {
    let day = usize::from(date.day_of_year().unsigned_abs());
    (day / 64, 1 << (day % 64))
}

/// The date as the library has it.
pub(super) fn naive(date: Date) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(
        i32::from(date.year()),
        u32::from(date.month().unsigned_abs()),
        u32::from(date.day().unsigned_abs()),
    )
}
