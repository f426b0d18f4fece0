//! When somebody is there: weeks that are all alike, and the next days that differ, by a known clock on the wall.
//!
//! First Saturdays, the clocks of customers and the like have no words here, so that such windows are left out.

use super::{Reference, part};
use crate::error::Result;
use crate::hours::{Clock, MinuteRange};
use crate::site::opening;
use crate::site::statement::Subject;
use crate::site::statement::hours::Hours;
use jiff::civil::Date;
use serde::Serialize;

/// Minutes of a day.
const DAY: u16 = 24 * 60;

/// The last minute of a day that is open from beginning to end: midnight to midnight would mean closed.
const LAST: u16 = DAY - 1;

const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

/// Hours of some weekdays, or of one date.
#[derive(Debug, Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub(super) struct OpeningHoursSpecification {
    #[serde(rename = "@id")]
    pub(super) id: String,
    /// What the window is called.
    name: String,
    /// By which clock.
    description: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    day_of_week: Vec<&'static str>,
    opens: String,
    /// Before `opens` where it is on the next day.
    closes: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_through: Option<String>,
}

/// A window that can be told exactly.
#[derive(Debug)]
pub(super) struct Window<'s, 'a> {
    pub(super) hours: &'s Hours<'a>,
    pub(super) nodes: Vec<OpeningHoursSpecification>,
}

/// The windows of an offering that can be told exactly.
pub(super) fn exact<'s, 'a>(subject: &'s Subject<'a>) -> Result<Vec<Window<'s, 'a>>> {
    let placed = |hours: &&Hours<'_>| matches!(hours.window.clock(), Clock::At(_));
    let weekly = subject.hours.iter().filter(placed);
    let weekly = weekly.filter(|hours| hours.window.is_weekly());
    let mut windows = Vec::new();
    for hours in weekly {
        windows.extend(nodes(subject, hours)?.map(|nodes| Window { hours, nodes }));
    }
    Ok(windows)
}

impl Window<'_, '_> {
    /// The names of all it is told by.
    pub(super) fn references(&self) -> impl Iterator<Item = Reference> {
        let ids = self.nodes.iter().map(|node| node.id.clone());
        ids.map(|id| Reference { id })
    }
}

/// The week, then the dates; none where some hours are as long as a day and begin within it.
fn nodes(
    subject: &Subject<'_>,
    hours: &Hours<'_>,
) -> Result<Option<Vec<OpeningHoursSpecification>>> {
    let node = |name: String, range: MinuteRange| {
        let (opens, closes) = times(range);
        Ok(OpeningHoursSpecification {
            id: part(subject, &format!("hours-{}-{name}", hours.name))?,
            name: hours.label(subject)?.text,
            description: opening::clock(&hours.window, subject.words.locale)?,
            day_of_week: Vec::new(),
            opens,
            closes,
            valid_from: None,
            valid_through: None,
        })
    };
    let written = |date: Option<Date>| date.map(|date| date.to_string());
    let mut nodes = Vec::new();
    for (place, (range, days)) in (1..).zip(week(hours.window.week())) {
        nodes.push(OpeningHoursSpecification {
            day_of_week: days,
            valid_from: written(subject.offering.effective_from()),
            valid_through: written(subject.offering.effective_to()),
            ..node(format!("week-{place}"), range)?
        });
    }
    for (date, place, range) in dated(subject, hours) {
        let name = if place == 1 {
            date.to_string()
        } else {
            format!("{date}-{place}")
        };
        nodes.push(OpeningHoursSpecification {
            valid_from: written(Some(date)),
            valid_through: written(Some(date)),
            ..node(name, range)?
        });
    }
    let whole = nodes
        .iter()
        .all(|node| node.opens != node.closes || node.is_closed());
    Ok(Some(nodes).filter(|_| whole))
}

impl OpeningHoursSpecification {
    /// Closed all day, as schema.org writes it.
    fn is_closed(&self) -> bool {
        self.opens == "00:00" && self.closes == "00:00"
    }
}

/// The hours of a week with the days on which they hold.
fn week(week: &[Vec<MinuteRange>; 7]) -> Vec<(MinuteRange, Vec<&'static str>)> {
    let mut all: Vec<(MinuteRange, Vec<_>)> = Vec::new();
    for (day, ranges) in WEEKDAYS.into_iter().zip(week) {
        for range in ranges {
            match all.iter_mut().find(|(known, _)| known == range) {
                Some((_, days)) => days.push(day),
                None => all.push((*range, vec![day])),
            }
        }
    }
    all
}

/// The next dates with other hours, as the page lists them, with the number of the hours among those of the date;
/// no minute is open on a closed one.
fn dated(subject: &Subject<'_>, hours: &Hours<'_>) -> Vec<(Date, usize, MinuteRange)> {
    let days = subject.edition.openings.next_exceptions(&hours.window);
    let ranges = days.into_iter().flat_map(|day| {
        let open = if day.hours.is_empty() {
            vec![MinuteRange { start: 0, end: 0 }]
        } else {
            day.hours
        };
        (1..)
            .zip(open)
            .map(move |(place, range)| (day.date, place, range))
    });
    ranges.collect()
}

fn times(range: MinuteRange) -> (String, String) {
    let closes = if (range.start, range.end) == (0, DAY) {
        LAST
    } else {
        range.end % DAY
    };
    (time(range.start), time(closes))
}

fn time(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}
