//! What a window does on every date of the coming time, for readers with a calendar and a clock on the wall.
//!
//! It counts dates and local minutes and must never know clocks.

use crate::hours::minutes::{MinuteRange, Minutes};
use crate::hours::window::{Window, dates};
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Days ahead that an agenda speaks about: a year and a month.
const AHEAD: i64 = 400;

/// A week, and the dates on which other minutes are open: together the whole truth about each date.
///
/// Unlike on pages a day ends at midnight here, and a night shift is in two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agenda {
    /// The first date it speaks about.
    pub from: Date,
    /// The first date after that about which it says nothing.
    pub until: Date,
    /// The open minutes of each weekday, Monday first.
    pub week: [Vec<MinuteRange>; 7],
    /// The open minutes of the dates that differ.
    pub dates: BTreeMap<Date, Vec<MinuteRange>>,
}

impl Window {
    /// What it does from the date on from which it is seen, as far as that is certain.
    pub fn agenda(&self) -> &Agenda {
        self.agenda.get_or_init(|| {
            let from = self.from();
            let end = from.saturating_add(AHEAD.days());
            let unknown = |date: &Date| *date >= end || !self.knows(*date);
            let until = dates(from).find(unknown).unwrap_or(end);
            let ranges = |open: &Minutes| open.ranges().to_vec();
            let special = self.special_dates(from, until);
            Agenda {
                from,
                until,
                week: self.civil_week().each_ref().map(ranges),
                dates: special
                    .map(|date| (date, ranges(&self.open_on(date))))
                    .collect(),
            }
        })
    }
}
