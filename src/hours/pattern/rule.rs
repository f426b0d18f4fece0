//! One rule of an expression as patterns.

use crate::hours::expression::span;
use crate::hours::pattern::{Dates, Pattern, PatternDay, Steps};
use jiff::civil::Weekday;
use opening_hours_syntax::rules::day::{
    Date, DateOffset, DaySelector, HolidayKind, MonthdayRange, WeekDayRange, WeekRange, YearRange,
};
use opening_hours_syntax::rules::{RuleKind, RuleOperator, RuleSequence};

/// A rule as patterns: one for all weekdays of the same place in the month.
pub(super) fn said(rule: &RuleSequence) -> Option<Vec<Pattern>> {
    if rule.operator == RuleOperator::Fallback {
        return None;
    }
    let DaySelector {
        year,
        monthday,
        week,
        weekday,
    } = &rule.day_selector;
    let spans = rule.time_selector.spans.iter();
    let spans = spans.map(|time| span(time).ok());
    let common = Pattern {
        weeks: week.iter().map(weeks).collect(),
        dates: monthday.iter().map(dates).collect::<Option<_>>()?,
        years: year.iter().map(years).collect::<Option<_>>()?,
        hours: spans.collect::<Option<_>>()?,
        closed: rule.kind == RuleKind::Closed,
        adds: rule.operator == RuleOperator::Additional,
        ..Pattern::default()
    };
    let mut patterns: Vec<Pattern> = Vec::new();
    for range in weekday {
        let days = days(range)?;
        match patterns.iter_mut().find(|known| known.nth == days.nth) {
            Some(known) => {
                known.holidays |= days.holidays;
                known.weekdays.extend(days.weekdays);
            }
            None => patterns.push(Pattern {
                weekdays: days.weekdays,
                nth: days.nth,
                holidays: days.holidays,
                ..common.clone()
            }),
        }
    }
    if weekday.is_empty() {
        patterns.push(common);
    }
    for pattern in &mut patterns {
        pattern
            .weekdays
            .sort_by_key(|day| day.to_monday_zero_offset());
        pattern.weekdays.dedup();
        pattern.simplify();
    }
    Some(patterns)
}

/// The weekdays or holidays of a range.
fn days(range: &WeekDayRange) -> Option<Pattern> {
    match range {
        WeekDayRange::Fixed {
            range,
            offset: 0,
            nth_from_start,
            nth_from_end,
        } => {
            let monday = range.start().num_days_from_monday();
            let count = (range.end().num_days_from_monday() + 7 - monday) % 7 + 1;
            let first = i64::from(monday);
            let from = Weekday::Monday.wrapping_add(first);
            let days = from.cycle_forward();
            Some(Pattern {
                weekdays: days.take(usize::try_from(count).unwrap_or(7)).collect(),
                nth: nth(*nth_from_start, *nth_from_end),
                ..Pattern::default()
            })
        }
        WeekDayRange::Holiday {
            kind: HolidayKind::Public,
            offset: 0,
        } => Some(Pattern {
            holidays: true,
            ..Pattern::default()
        }),
        _ => None,
    }
}

/// Places in the month: first those counted from its start.
fn nth(from_start: [bool; 5], from_end: [bool; 5]) -> Vec<i8> {
    if !from_start.contains(&false) && !from_end.contains(&false) {
        return Vec::new();
    }
    let places = |all: [bool; 5]| {
        let marked = (1..=5_i8).zip(all).filter(|(_, marked)| *marked);
        marked.map(|(place, _)| place).collect::<Vec<_>>()
    };
    let last = places(from_end).into_iter().map(|place| -place);
    places(from_start).into_iter().chain(last).collect()
}

fn weeks(range: &WeekRange) -> Steps {
    let (weeks, step) = range.into_parts();
    Steps {
        first: u16::from(**weeks.start()),
        last: u16::from(**weeks.end()),
        step: u16::from(step),
    }
}

fn years(range: &YearRange) -> Option<Steps> {
    let (years, step) = range.into_parts();
    Some(Steps {
        first: u16::try_from(**years.start()).ok()?,
        last: u16::try_from(**years.end()).ok()?,
        step,
    })
}

fn dates(range: &MonthdayRange) -> Option<Dates> {
    match range {
        MonthdayRange::Month { range, year: None } => Some(Dates::Months {
            first: *range.start() as u8,
            last: *range.end() as u8,
        }),
        MonthdayRange::Date {
            start: (first, none),
            end: (last, also_none),
        } if [none, also_none]
            .iter()
            .all(|offset| **offset == DateOffset::default()) =>
        {
            Some(Dates::Days {
                first: day(*first)?,
                last: day(*last)?,
            })
        }
        _ => None,
    }
}

fn day(date: Date) -> Option<PatternDay> {
    let Date::Fixed { year, month, day } = date else {
        return None;
    };
    let year = year.map(|year| i16::try_from(*year)).transpose().ok()?;
    Some(PatternDay {
        year,
        month: month as u8,
        day,
    })
}
