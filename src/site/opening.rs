//! Opening hours as a page tells them: a week in words, a table of days, the next exceptions.

use crate::error::Result;
use crate::hours::{self, MinuteRange, Treatment, Windows};
use crate::model::catalog::Catalogs;
use crate::model::offering;
use crate::page::Locale;
use crate::site::words::Words;
use jiff::civil::{Date, Weekday};
use serde::Serialize;
use std::sync::Arc;

/// Exceptions that a page lists.
const EXCEPTIONS: usize = 5;

/// Open days that a page lists where no week is like the next.
const DATES: usize = 10;

/// Days with other hours in a year from which on there is no usual week to speak of.
const UNUSUAL: usize = 60;

/// Groups of days up to which a week is told in words.
const TELLABLE: usize = 3;

/// Minutes of a day.
const DAY: u16 = 24 * 60;

/// One row of a week.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Day {
    /// Name of the weekday.
    pub day: String,
    /// Opening times; none when closed.
    pub hours: Vec<String>,
}

/// A date on which other hours hold.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Exception {
    /// ISO date.
    pub date: String,
    /// The date in words.
    pub shown: String,
    /// The holiday.
    pub name: Option<String>,
    /// Opening times; none when closed.
    pub hours: Vec<String>,
}

/// What the calendars and windows of a run know.
#[derive(Debug)]
pub struct Openings {
    windows: Windows,
    as_of: Date,
}

impl Openings {
    /// Nothing evaluated yet; weeks and exceptions are seen from `as_of`.
    pub fn new(as_of: Date) -> Self {
        Self {
            windows: Windows::new(as_of),
            as_of,
        }
    }

    /// The window of an offering, if its expression and zone can be read.
    pub fn window(&self, window: offering::Window<'_>) -> Result<Option<Arc<hours::Window>>> {
        let (Some(open), Some(zone)) = (window.open(), window.zone()) else {
            return Ok(None);
        };
        let catalogs = Catalogs::embedded()?;
        let calendar = window.holidays().and_then(|id| catalogs.calendar(id));
        let calendar = calendar.map(|calendar| (calendar, Treatment::Normal));
        Ok(self.windows.window(open, zone, calendar).ok())
    }

    /// Whether most weeks are alike, so that one stands for all.
    pub fn is_usual(&self, window: &hours::Window) -> bool {
        window.is_weekly() || window.special_days(self.as_of, UNUSUAL).len() < UNUSUAL
    }

    /// The next days on which somebody is there, within a year.
    pub fn dates(&self, window: &hours::Window, locale: &Locale) -> Result<Vec<Exception>> {
        let days = std::iter::successors(Some(self.as_of), |day| day.tomorrow().ok());
        let open = days.take(366).map(|day| (day, window.hours_on(day)));
        let open = open.filter(|(_, hours)| !hours.is_empty()).take(DATES);
        let exception = |(day, hours): (Date, Vec<MinuteRange>)| {
            Ok(Exception {
                date: day.to_string(),
                shown: locale.full_date(day),
                name: None,
                hours: ranges(&hours, locale)?,
            })
        };
        open.map(exception).collect()
    }

    /// The week in words, such as `Monday to Friday` and `08:00–18:00`.
    pub fn told(&self, window: &hours::Window, locale: &Locale) -> Result<Vec<Told>> {
        let groups = groups(window.week());
        let whole = if window.open_all_week() {
            Some("hours.always")
        } else if !self.is_usual(window) || groups.is_empty() || groups.len() > TELLABLE {
            Some("hours.varying")
        } else {
            None
        };
        match whole {
            Some(key) => Ok(vec![Told {
                days: locale.text(key)?,
                hours: Vec::new(),
            }]),
            None => groups.iter().map(|group| group.told(locale)).collect(),
        }
    }

    /// The week in one phrase, such as `Monday to Friday, 08:00–18:00`.
    pub fn phrase(&self, window: &hours::Window, locale: &Locale) -> Result<String> {
        let phrase = |told: &Told| {
            if told.hours.is_empty() {
                return Ok(told.days.clone());
            }
            let hours = locale.list(&told.hours);
            locale.say("hours.group", &[("days", &told.days), ("hours", &hours)])
        };
        let told = self.told(window, locale)?;
        let phrases: Vec<_> = told.iter().map(phrase).collect::<Result<_>>()?;
        Ok(phrases.join("; "))
    }

    /// The next dates on which other hours hold.
    pub fn exceptions(&self, window: &hours::Window, locale: &Locale) -> Result<Vec<Exception>> {
        let special = window.special_days(self.as_of, EXCEPTIONS);
        let exception = |day: &hours::SpecialDay<'_>| {
            Ok(Exception {
                date: day.date.to_string(),
                shown: locale.full_date(day.date),
                name: day
                    .holiday
                    .map(|holiday| holiday.called(locale.language()).to_owned()),
                hours: ranges(&day.hours, locale)?,
            })
        };
        special.iter().map(exception).collect()
    }

    /// The zone in words, and how far it is from UTC on the day of the page.
    pub fn zone(&self, window: &hours::Window, locale: &Locale) -> Result<(String, String)> {
        let Some(zone) = window.zone() else {
            return Ok((locale.zone(window.clock().name()), String::new()));
        };
        let noon = zone.instant(self.as_of.at(12, 0, 0, 0));
        let minutes = noon.map_or(0, |noon| zone.offset_minutes(noon));
        let detail = locale.say(
            "hours.offset",
            &[
                ("zone", zone.name()),
                ("offset", &offset(minutes)),
                ("date", &locale.date(self.as_of)),
            ],
        )?;
        Ok((locale.zone(zone.name()), detail))
    }

    /// An example of how time is counted: request and due time in words.
    pub fn example(
        &self,
        window: &hours::Window,
        iso: &str,
        locale: &Locale,
    ) -> Result<Option<(String, String)>> {
        let period = hours::duration::parse(iso).filter(hours::duration::Period::is_clock_time);
        let minutes = period.and_then(|period| period.minutes());
        let found = minutes.and_then(|minutes| window.example(self.as_of, minutes));
        let Some((request, due)) = found else {
            return Ok(None);
        };
        Ok(Some((moment(&request, locale)?, moment(&due, locale)?)))
    }
}

fn moment(at: &jiff::Zoned, locale: &Locale) -> Result<String> {
    let minute = u16::from(at.hour().unsigned_abs()) * 60 + u16::from(at.minute().unsigned_abs());
    let (date, time) = (locale.full_date(at.date()), locale.time(minute));
    locale.say("hours.moment", &[("date", &date), ("time", &time)])
}

fn offset(minutes: i32) -> String {
    let sign = if minutes < 0 { '−' } else { '+' };
    let (hours, rest) = (minutes.abs() / 60, minutes.abs() % 60);
    if rest == 0 {
        format!("UTC{sign}{hours}")
    } else {
        format!("UTC{sign}{hours}:{rest:02}")
    }
}

/// The rows of a week, from Monday.
pub fn week(window: &hours::Window, locale: &Locale) -> Result<Vec<Day>> {
    let days = Weekday::Monday.cycle_forward().zip(window.week());
    days.map(|(day, hours)| {
        Ok(Day {
            day: locale.weekday(day),
            hours: ranges(hours, locale)?,
        })
    })
    .collect()
}

fn ranges(hours: &[MinuteRange], locale: &Locale) -> Result<Vec<String>> {
    hours.iter().map(|hours| range(*hours, locale)).collect()
}

fn range(hours: MinuteRange, locale: &Locale) -> Result<String> {
    if (hours.start, hours.end) == (0, DAY) {
        return locale.text("hours.all_day");
    }
    if hours.past_midnight() {
        let range = locale.range(hours.start, hours.end - DAY);
        return locale.say("hours.past_midnight", &[("range", &range)]);
    }
    Ok(locale.range(hours.start, hours.end))
}

/// Days with the same hours, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Told {
    /// The days; everything there is to say where there are no hours.
    pub days: String,
    /// The hours.
    pub hours: Vec<String>,
}

/// Days in a row with the same hours.
struct Group<'w> {
    first: Weekday,
    last: Weekday,
    hours: &'w [MinuteRange],
}

impl Group<'_> {
    fn told(&self, locale: &Locale) -> Result<Told> {
        let (first, last) = (locale.weekday(self.first), locale.weekday(self.last));
        let days = if self.first == self.last {
            first
        } else if self.first == Weekday::Monday && self.last == Weekday::Sunday {
            locale.text("hours.daily")?
        } else {
            locale.say("hours.days", &[("first", &first), ("last", &last)])?
        };
        Ok(Told {
            days,
            hours: ranges(self.hours, locale)?,
        })
    }
}

fn groups(week: &[Vec<MinuteRange>; 7]) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for (day, hours) in Weekday::Monday.cycle_forward().zip(week) {
        match groups.last_mut() {
            Some(group) if group.hours == hours.as_slice() => group.last = day,
            _ => groups.push(Group {
                first: day,
                last: day,
                hours,
            }),
        }
    }
    groups.retain(|group| !group.hours.is_empty());
    groups
}

/// The public holidays that a window heeds.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Holidays {
    /// The region in words.
    pub region: String,
    /// The day up to which its days are known.
    pub until: String,
}

/// The holiday calendar in words; none if holidays make no difference.
pub fn holidays(window: &hours::Window, words: Words<'_>) -> Result<Option<Holidays>> {
    let Some(calendar) = window.calendar().filter(|_| window.heeds_holidays()) else {
        return Ok(None);
    };
    let (country, region) = calendar.id.split_once('-').unwrap_or((&calendar.id, ""));
    let country = words.locale.country_name(country);
    let region = match words.known("region", &calendar.id)? {
        Some(region) => words.say(
            "hours.region",
            &[("country", &country), ("region", &region)],
        )?,
        None if region.is_empty() => country,
        None => calendar.id.clone(),
    };
    let until = words.locale.date(calendar.horizon);
    Ok(Some(Holidays { region, until }))
}
