//! The year over which hours are compared, and what happens in a usual week of it.
//!
//! A usual week is the one that is there most often; days that are not like it are special days. All on
//! the clock of one zone.

use super::open::Open;
use crate::diff::words::{DAYS, count_of};
use crate::hours::{Window, Zone};
use jiff::civil::{Date, DateTime};
use jiff::{Timestamp, ToSpan};
use std::collections::BTreeMap;

/// Days of the year: whole weeks.
const LENGTH: i64 = 52 * 7;

/// Minutes of a day.
const DAY: i64 = 24 * 60;

/// Stretches of the week that a sentence tells one by one.
const MOST: usize = 4;

/// Stretches of a local day in minutes from midnight.
type Stretches = Vec<(i64, i64)>;

/// Fifty-two weeks from a Monday on.
#[derive(Debug, Clone, Copy)]
pub(in crate::diff) struct Year {
    monday: Date,
}

/// Minutes of a year as people tell them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Minutes of a usual week.
    pub weekly: i64,
    /// When in the week they are.
    pub when: String,
    /// Minutes on days with more of them than the usual week has.
    pub special: i64,
    /// These days.
    pub days: Vec<Date>,
}

impl Year {
    /// The year that begins with the week of a date.
    pub(in crate::diff) fn from(date: Date) -> Self {
        let back = i32::from(date.weekday().to_monday_zero_offset());
        Self {
            monday: date.saturating_sub(back.days()),
        }
    }

    fn end(self) -> Date {
        self.monday.saturating_add(LENGTH.days())
    }

    /// The first instant of the year in UTC, and the one after its last.
    pub(in crate::diff) fn span(self) -> (Timestamp, Timestamp) {
        (midnight(self.monday), midnight(self.end()))
    }

    /// When a window is open, with the minute from which on nobody knows, if there is one. A few days more
    /// on either side stand for the zones of the world.
    pub(in crate::diff) fn open(self, window: &Window) -> (Open, Option<i64>) {
        let from = midnight(self.monday.saturating_sub(2.days()));
        let coming = window.coming(from, midnight(self.end().saturating_add(2.days())));
        let minute = |instant: Timestamp| instant.as_second().div_euclid(60);
        let open = coming.open.iter();
        let open = open.map(|(start, end)| (minute(*start), minute(*end)));
        (Open::new(open.collect()), coming.unknown_from.map(minute))
    }

    /// How people tell some minutes, by the clock of a zone.
    pub(in crate::diff) fn told(self, open: &Open, zone: &Zone) -> Told {
        let days = self.days(open, zone);
        let usual = self.usual_week(&days);
        let mut told = Told {
            weekly: usual.iter().map(total).sum(),
            when: week_in_words(&usual),
            special: 0,
            days: Vec::new(),
        };
        for (date, stretches) in &days {
            let more = total(stretches) - total(&usual[weekday(*date)]);
            if more > 0 {
                told.special += more;
                told.days.push(*date);
            }
        }
        told
    }

    /// The minutes of each local date of the year that has any, as a clock on the wall shows them.
    fn days(self, open: &Open, zone: &Zone) -> BTreeMap<Date, Stretches> {
        let mut days: BTreeMap<Date, Stretches> = BTreeMap::new();
        let pieces = open.stretches().iter();
        for (start, end) in pieces.flat_map(|stretch| steady(*stretch, zone)) {
            let (Some(mut at), Some(end)) = (local(start, zone), local(end - 1, zone)) else {
                continue;
            };
            let end = end.saturating_add(1.minute());
            while at < end {
                let midnight = at.date().tomorrow().map_or(end, |next| next.at(0, 0, 0, 0));
                let until = midnight.min(end);
                let last = if until == midnight {
                    DAY
                } else {
                    minute(until)
                };
                days.entry(at.date()).or_default().push((minute(at), last));
                at = until;
            }
        }
        days.retain(|date, _| self.monday <= *date && *date < self.end());
        for day in days.values_mut() {
            *day = Open::new(std::mem::take(day)).stretches().to_vec();
        }
        days
    }

    /// The week that is there most often, the earliest of equals.
    fn usual_week(self, days: &BTreeMap<Date, Stretches>) -> [Stretches; 7] {
        let mut counted: Vec<([Stretches; 7], u32)> = Vec::new();
        for week in 0..LENGTH / 7 {
            let week: [Stretches; 7] = std::array::from_fn(|day| {
                let day = week * 7 + i64::try_from(day).unwrap_or(0);
                let date = self.monday.saturating_add(day.days());
                days.get(&date).cloned().unwrap_or_default()
            });
            match counted.iter_mut().find(|(known, _)| *known == week) {
                Some((_, times)) => *times += 1,
                None => counted.push((week, 1)),
            }
        }
        let most = counted.iter().map(|(_, times)| *times).max();
        let found = counted.into_iter().find(|(_, times)| Some(*times) == most);
        found.map(|(week, _)| week).unwrap_or_default()
    }
}

/// The midnight of a date in UTC.
fn midnight(date: Date) -> Timestamp {
    let zoned = date.at(0, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC);
    zoned.map_or(Timestamp::UNIX_EPOCH, |zoned| zoned.timestamp())
}

/// A stretch in parts in which the clock does not change, unless it changes and changes back within.
fn steady((start, end): (i64, i64), zone: &Zone) -> Vec<(i64, i64)> {
    let offset = |minute: i64| {
        let instant = Timestamp::from_second(minute.saturating_mul(60)).ok();
        instant.map(|instant| zone.offset_minutes(instant))
    };
    let (first, last) = (offset(start), offset(end - 1));
    if first == last {
        return vec![(start, end)];
    }
    let (mut before, mut after) = (start, end - 1);
    while after - before > 1 {
        let middle = before + (after - before) / 2;
        if offset(middle) == first {
            before = middle;
        } else {
            after = middle;
        }
    }
    let mut parts = vec![(start, after)];
    parts.extend(steady((after, end), zone));
    parts
}

fn local(minute: i64, zone: &Zone) -> Option<DateTime> {
    let instant = Timestamp::from_second(minute.checked_mul(60)?).ok()?;
    Some(zone.at(instant).datetime())
}

fn minute(at: DateTime) -> i64 {
    i64::from(at.hour()) * 60 + i64::from(at.minute())
}

fn weekday(date: Date) -> usize {
    usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or(0)
}

fn total(stretches: &Stretches) -> i64 {
    stretches.iter().map(|(start, end)| end - start).sum()
}

/// `Monday to Friday 17:00–18:00 and Saturday all day`.
fn week_in_words(week: &[Stretches; 7]) -> String {
    let mut parts = Vec::new();
    let mut day = 0;
    while day < week.len() {
        let alike = week[day..].iter().take_while(|other| **other == week[day]);
        let count = alike.count();
        if !week[day].is_empty() {
            parts.push(format!(
                "{} {}",
                days_in_words(day, count),
                times(&week[day])
            ));
        }
        day += count;
    }
    let more = parts.len().saturating_sub(MOST);
    parts.truncate(MOST);
    if more > 0 {
        parts.push(count_of(i64::try_from(more).unwrap_or(0), "other time"));
    }
    crate::diff::words::list(&parts)
}

fn days_in_words(first: usize, count: usize) -> String {
    let last = DAYS[(first + count - 1) % 7];
    match count {
        1 => DAYS[first].to_owned(),
        2 => format!("{} and {last}", DAYS[first]),
        _ => format!("{} to {last}", DAYS[first]),
    }
}

fn times(stretches: &Stretches) -> String {
    let time = |minute: i64| format!("{:02}:{:02}", minute / 60, minute % 60);
    if total(stretches) == DAY {
        return "all day".to_owned();
    }
    let told = stretches.iter();
    let told = told.map(|(start, end)| format!("{}–{}", time(*start), time(*end)));
    told.collect::<Vec<_>>().join(", ")
}
