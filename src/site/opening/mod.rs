//! Opening hours as a page tells them: a week in words, a table of days, the next exceptions.

mod holidays;
mod names;
mod pattern;
mod week;

pub use holidays::{Holidays, holidays};
pub use names::DayName;
pub use week::{Day, Told, week};

use crate::error::Result;
use crate::hours::{self, Clock, Dates, MinuteRange, Pattern};
use crate::model::lens::Lens;
use crate::model::{Timetable, Workspace, offering};
use crate::page::Locale;
use crate::site::edition::Edition;
use crate::site::texts::Text;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use std::sync::Arc;
use week::{groups, ranges};

/// Exceptions that a page lists.
const EXCEPTIONS: usize = 5;

/// Open days that a page lists where no week is like the next.
const DATES: usize = 10;

/// Days with other hours in a year from which on there is no usual week to speak of.
const UNUSUAL: usize = 60;

/// Rules up to which hours that change are told in words.
const PATTERNS: usize = 8;

/// Groups of days up to which a week is told in words.
const TELLABLE: usize = 3;

/// A date on which other hours hold.
#[derive(Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Exception {
    /// ISO date.
    pub date: String,
    /// The date in words.
    pub shown: String,
    /// What the day is called.
    pub name: Option<Text>,
    /// Opening times; none when closed.
    pub hours: Vec<String>,
}

/// What the calendars and windows of a run know.
#[derive(Debug)]
pub struct Openings {
    timetable: Timetable,
    as_of: Date,
}

impl Openings {
    /// Nothing evaluated yet; weeks and exceptions are seen from `as_of`.
    pub fn new(workspace: &Workspace, as_of: Date) -> Self {
        Self {
            timetable: Timetable::new(workspace, as_of),
            as_of,
        }
    }

    /// The window of an offering, if it can be evaluated.
    pub fn window(&self, window: offering::Window<'_>) -> Option<Arc<hours::Window>> {
        self.timetable.window(window.node()).ok()
    }

    /// The engine behind all windows.
    pub const fn windows(&self) -> &hours::Windows {
        self.timetable.windows()
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
        if let Some(told) = told_by_patterns(window, locale)? {
            return Ok(told);
        }
        let groups = groups(window.week(), locale);
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
        locale.joined("semicolon", &phrases)
    }

    /// The next dates on which other hours hold, as many as a page lists.
    pub fn next_exceptions<'w>(&self, window: &'w hours::Window) -> Vec<hours::SpecialDay<'w>> {
        window.special_days(self.as_of, EXCEPTIONS)
    }

    /// The same in words.
    pub fn exceptions(
        &self,
        window: &hours::Window,
        edition: &Edition<'_>,
    ) -> Result<Vec<Exception>> {
        let locale = &edition.locale;
        let special = self.next_exceptions(window);
        let exception = |day: &hours::SpecialDay<'_>| {
            Ok(Exception {
                date: day.date.to_string(),
                shown: locale.full_date(day.date),
                name: DayName::of(day).map(|name| edition.day_name(name)),
                hours: ranges(&day.hours, locale)?,
            })
        };
        special.iter().map(exception).collect()
    }

    /// The days of the coming year on which other hours hold than usual, as far as they are known.
    pub fn exceptional<'w>(&self, window: &'w hours::Window) -> Vec<hours::SpecialDay<'w>> {
        window.exceptional_days(self.as_of, self.is_usual(window))
    }

    /// The clock in words, and how far it is from UTC on the day of the page, where that is known.
    pub fn zone(
        &self,
        window: &hours::Window,
        locale: &Locale,
    ) -> Result<(String, Option<String>)> {
        let Some(zone) = window.zone() else {
            return Ok((clock(window, locale)?, None));
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
        Ok((locale.zone(zone.name()), Some(detail)))
    }

    /// The same hours read in a zone.
    pub fn in_zone(&self, window: &Arc<hours::Window>, zone: &hours::Zone) -> Arc<hours::Window> {
        self.timetable.windows().in_zone(window, zone)
    }
}

/// Hours that differ from week to week, if they can be told. Closed holidays and single days stand in
/// the table of exceptions, and would only make the sentence long.
fn told_by_patterns(window: &hours::Window, locale: &Locale) -> Result<Option<Vec<Told>>> {
    if window.is_weekly() {
        return Ok(None);
    }
    let Some(patterns) = window.patterns().filter(|all| all.len() <= PATTERNS) else {
        return Ok(None);
    };
    let by_days = |one: &Pattern| {
        one.dates
            .iter()
            .all(|part| matches!(part, Dates::Days { .. }))
    };
    let named = |one: &Pattern| one.holidays || !one.dates.is_empty();
    let excepted = |one: &Pattern| one.closed && named(one) && by_days(one);
    let told = patterns.iter().filter(|one| !excepted(one));
    let told = told.map(|one| pattern::told(one, locale));
    told.collect::<Result<_>>().map(Some)
}

/// The opening times of one day.
pub fn on_day(window: &hours::Window, date: Date, locale: &Locale) -> Result<Vec<String>> {
    ranges(&window.hours_on(date), locale)
}

/// The clock by which a window is read, in words.
pub fn clock(window: &hours::Window, locale: &Locale) -> Result<String> {
    match window.clock() {
        Clock::At(zone) => Ok(locale.zone(zone.name())),
        Clock::Customer => locale.text("clock.customer"),
        Clock::Site => locale.text("clock.site"),
    }
}

/// A date and a time of day in words.
pub fn moment(at: &jiff::Zoned, locale: &Locale) -> Result<String> {
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
