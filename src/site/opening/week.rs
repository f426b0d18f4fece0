//! A week of hours in words and as rows.
//!
//! It must never know which window it tells.

use crate::error::Result;
use crate::hours::{self, MinuteRange};
use crate::page::Locale;
use jiff::civil::Weekday;
use schemars::JsonSchema;
use serde::Serialize;

/// Minutes of a day.
const DAY: u16 = 24 * 60;

/// One row of a week.
#[derive(Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "WeekDay")]
pub struct Day {
    /// Name of the weekday.
    pub day: String,
    /// Opening times; none when closed.
    pub hours: Vec<String>,
}

/// The rows of a week, from the day with which weeks begin where the readers are.
pub fn week(window: &hours::Window, locale: &Locale) -> Result<Vec<Day>> {
    let days = from(locale.first_weekday(), window.week());
    days.map(|(day, hours)| {
        Ok(Day {
            day: locale.weekday(day),
            hours: ranges(hours, locale)?,
        })
    })
    .collect()
}

/// The days of a week and their hours, from a day on.
fn from(
    first: Weekday,
    week: &[Vec<MinuteRange>; 7],
) -> impl Iterator<Item = (Weekday, &[MinuteRange])> {
    let at = |day: Weekday| usize::try_from(day.to_monday_zero_offset()).unwrap_or_default();
    let days = first.cycle_forward().take(7);
    days.map(move |day| (day, week[at(day)].as_slice()))
}

pub(super) fn ranges(hours: &[MinuteRange], locale: &Locale) -> Result<Vec<String>> {
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "ToldHours")]
pub struct Told {
    /// The days; everything there is to say where there are no hours.
    pub days: String,
    /// The hours.
    pub hours: Vec<String>,
}

/// Weekdays as people list them: three or more in a row as from one to another.
pub(super) fn days_in_a_row(weekdays: &[Weekday], locale: &Locale) -> Result<Vec<String>> {
    let mut rows: Vec<(Weekday, Weekday)> = Vec::new();
    for day in weekdays {
        match rows.last_mut() {
            Some((_, last)) if last.next() == *day => *last = *day,
            _ => rows.push((*day, *day)),
        }
    }
    let mut names = Vec::new();
    for (first, last) in rows {
        let (from, to) = (locale.weekday(first), locale.weekday(last));
        if first == last {
            names.push(from);
        } else if first.next() == last {
            names.extend([from, to]);
        } else {
            names.push(locale.say("hours.days", &[("first", &from), ("last", &to)])?);
        }
    }
    Ok(names)
}

/// Days with the same hours.
pub(super) struct Group<'w> {
    days: Vec<Weekday>,
    hours: &'w [MinuteRange],
}

impl Group<'_> {
    pub(super) fn told(&self, locale: &Locale) -> Result<Told> {
        let days = if self.days.len() == 7 {
            locale.text("hours.daily")?
        } else {
            locale.list(&days_in_a_row(&begun(&self.days), locale)?)
        };
        Ok(Told {
            days,
            hours: ranges(self.hours, locale)?,
        })
    }
}

/// Days of a week from the first one that follows no other: a week may begin on Sunday.
fn begun(days: &[Weekday]) -> Vec<Weekday> {
    let begins = |day: &Weekday| !days.contains(&day.previous());
    let first = days.iter().position(begins).unwrap_or(0);
    [&days[first..], &days[..first]].concat()
}

/// The groups of a week in the order in which people tell them: working days come before the weekend.
pub(super) fn groups<'w>(week: &'w [Vec<MinuteRange>; 7], locale: &Locale) -> Vec<Group<'w>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for (day, hours) in from(first_working_day(locale), week) {
        match groups.iter_mut().find(|group| group.hours == hours) {
            Some(group) => group.days.push(day),
            None => groups.push(Group {
                days: vec![day],
                hours,
            }),
        }
    }
    groups.retain(|group| !group.hours.is_empty());
    groups
}

/// The first day after the weekend.
fn first_working_day(locale: &Locale) -> Weekday {
    let rests = |day: Weekday| locale.weekend().contains(&day);
    let mut days = locale.first_weekday().cycle_forward().take(7);
    let begins = |day: &Weekday| rests(day.previous()) && !rests(*day);
    days.find(begins).unwrap_or(locale.first_weekday())
}
