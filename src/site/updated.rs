//! Since when pages say what they say, as far as documents tell.
//!
//! It must never know the day on which the site is written: a date is told only where documents state it.

use crate::model::Entry;
use crate::model::offering::Change;
use crate::site::edition::{self, Edition};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

/// A day as a page shows it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Updated {
    /// As ISO date.
    pub date: String,
    /// In words.
    pub shown: String,
}

impl Edition<'_> {
    /// The last day on which an offering says that something about it changed or was looked at.
    pub fn last_change(&self, entry: &Entry) -> Option<Date> {
        let offering = edition::offering(entry)?;
        let changes = offering.changes().filter_map(Change::on);
        let stated = [offering.effective_from(), offering.reviewed_on()];
        let dates = changes.chain(stated.into_iter().flatten());
        dates.filter(|date| *date <= self.options.as_of).max()
    }

    /// The last such day of all offerings.
    pub fn last_change_of_all(&self) -> Option<Date> {
        let offerings = self.offerings.iter();
        offerings.filter_map(|entry| self.last_change(entry)).max()
    }

    /// A day for the foot of a page.
    pub(super) fn updated(&self, date: Option<Date>) -> Option<Updated> {
        let shown = |date: Date| Updated {
            date: date.to_string(),
            shown: self.locale.date(date),
        };
        date.map(shown)
    }
}
