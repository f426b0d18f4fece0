//! Hours that differ from week to week, in words: first Saturdays, odd weeks, seasons, single dates.
//!
//! It must never know which window it tells.

use super::week::{Told, days_in_a_row, ranges};
use crate::error::Result;
use crate::hours::{Dates, Pattern, PatternDay, Steps};
use crate::page::Locale;
use jiff::civil::Date;

/// A pattern in words.
pub(super) fn told(pattern: &Pattern, locale: &Locale) -> Result<Told> {
    let days = days(pattern, locale)?;
    let days = if pattern.adds {
        locale.say("pattern.also", &[("days", &days)])?
    } else {
        days
    };
    let hours = if pattern.closed {
        vec![locale.text("pattern.closed")?]
    } else if pattern.hours.is_empty() {
        vec![locale.text("hours.all_day")?]
    } else {
        ranges(&pattern.hours, locale)?
    };
    Ok(Told { days, hours })
}

/// Which days: the weekdays, then what narrows them down.
fn days(pattern: &Pattern, locale: &Locale) -> Result<String> {
    let mut parts = Vec::new();
    parts.extend(weekdays(pattern, locale)?);
    parts.extend(several(&pattern.weeks, locale, weeks)?);
    parts.extend(several(&pattern.dates, locale, dates)?);
    parts.extend(several(&pattern.years, locale, steps)?);
    if parts.is_empty() {
        return locale.text("hours.daily");
    }
    locale.joined("comma", &parts)
}

fn several<T: Copy>(
    items: &[T],
    locale: &Locale,
    words: fn(T, &Locale) -> Result<String>,
) -> Result<Option<String>> {
    let words: Vec<_> = items
        .iter()
        .map(|item| words(*item, locale))
        .collect::<Result<_>>()?;
    Ok((!words.is_empty()).then(|| locale.list(&words)))
}

fn weekdays(pattern: &Pattern, locale: &Locale) -> Result<Option<String>> {
    let mut names = days_in_a_row(&pattern.weekdays, locale)?;
    if pattern.holidays {
        names.push(locale.text("pattern.holidays")?);
    }
    if names.is_empty() {
        return Ok(None);
    }
    let weekdays = locale.list(&names);
    if pattern.nth.is_empty() {
        return Ok(Some(weekdays));
    }
    let ordinal = |nth: &i8| {
        let from = if *nth < 0 { "last" } else { "first" };
        locale.text(&format!("nth.{from}_{}", nth.unsigned_abs()))
    };
    let nth: Vec<_> = pattern.nth.iter().map(ordinal).collect::<Result<_>>()?;
    let values = [("nth", &*locale.list(&nth)), ("weekdays", &weekdays)];
    locale.say("pattern.nth", &values).map(Some)
}

fn weeks(weeks: Steps, locale: &Locale) -> Result<String> {
    let whole_year = weeks.first <= 2 && weeks.last >= 52;
    match (weeks.step, whole_year) {
        (2, true) if weeks.first == 1 => locale.text("pattern.odd_weeks"),
        (2, true) => locale.text("pattern.even_weeks"),
        _ => locale.say("pattern.weeks", &[("weeks", &steps(weeks, locale)?)]),
    }
}

fn steps(steps: Steps, locale: &Locale) -> Result<String> {
    let (first, last) = (steps.first.to_string(), steps.last.to_string());
    if steps.first == steps.last {
        return Ok(first);
    }
    let values = [("first", &*first), ("last", &last)];
    if steps.step <= 1 {
        return locale.say("pattern.numbers", &values);
    }
    let every = steps.step.to_string();
    let values = [("first", &*first), ("last", &last), ("step", &every)];
    locale.say("pattern.every_other", &values)
}

fn dates(dates: Dates, locale: &Locale) -> Result<String> {
    let (first, last) = match dates {
        Dates::Months { first, last } => (locale.month(first), locale.month(last)),
        Dates::Days { first, last } => (day(first, locale), day(last, locale)),
    };
    if first == last {
        return Ok(first);
    }
    locale.say("hours.days", &[("first", &first), ("last", &last)])
}

fn day(day: PatternDay, locale: &Locale) -> String {
    let date = day.year.and_then(|year| {
        let (month, day) = (i8::try_from(day.month).ok()?, i8::try_from(day.day).ok()?);
        Date::new(year, month, day).ok()
    });
    match date {
        Some(date) => locale.date(date),
        None => locale.month_day(day.month, day.day),
    }
}
