//! Which days a rule of an expression means.
//!
//! The opening-hours library answers that for everything that depends on the date (months, weeks,
//! years, Easter, nth weekdays, days around holidays). Plain weekdays and holidays, which are nearly
//! everything, are a mask. It must never know the times of a rule.

use crate::hours::calendar::Calendar;
use chrono::NaiveDate;
use jiff::civil::Date;
use opening_hours::{Context, ContextHolidays, OpeningHours};
use opening_hours_syntax::rules::day::{DaySelector, HolidayKind, MonthdayRange, WeekDayRange};
use std::sync::Arc;

/// The days of a rule.
#[derive(Debug, Clone)]
pub(super) enum Days {
    /// Some weekdays (Monday is the lowest bit), and perhaps the holidays.
    Weekly { weekdays: u8, holidays: bool },
    /// Whatever the library says.
    Dated(Box<OpeningHours>),
}

/// All seven weekdays.
const EVERY_DAY: u8 = 0b111_1111;

/// Forms that are valid but mean nothing certain here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unclear {
    /// `SH`: nobody lists school holidays for us.
    SchoolHolidays,
    /// `2026Dec`: readers disagree; with a space they agree.
    YearWithoutSpace,
    /// The library does not read back what it wrote.
    Other,
}

impl Days {
    pub(super) fn new(selector: &DaySelector) -> Result<Self, Unclear> {
        refuse(selector)?;
        let only_weekdays =
            selector.year.is_empty() && selector.monthday.is_empty() && selector.week.is_empty();
        if only_weekdays && let Some(weekly) = weekly(&selector.weekday) {
            return Ok(weekly);
        }
        let text = selector.to_string();
        let alone: OpeningHours = text.parse().map_err(|_| Unclear::Other)?;
        let same =
            matches!(&alone.get_expression().rules[..], [rule] if rule.day_selector == *selector);
        if same {
            Ok(Self::Dated(Box::new(alone)))
        } else {
            Err(Unclear::Other)
        }
    }

    /// The same days with the holidays of a calendar in place.
    pub(super) fn bound(&self, calendar: Option<&Calendar>) -> Self {
        match (self, calendar) {
            (Self::Dated(alone), Some(calendar)) => {
                let context = Context::default().with_holidays(holidays(calendar));
                Self::Dated(Box::new(alone.as_ref().clone().with_context(context)))
            }
            _ => self.clone(),
        }
    }

    pub(super) fn contain(&self, date: Date, calendar: Option<&Calendar>) -> bool {
        match self {
            Self::Weekly { weekdays, holidays } => {
                let weekday = date.weekday().to_monday_zero_offset();
                weekdays & (1 << weekday) != 0
                    || *holidays && calendar.is_some_and(|list| list.on(date).is_some())
            }
            Self::Dated(alone) => naive(date).is_some_and(|day| !alone.schedule_at(day).is_empty()),
        }
    }

    pub(super) fn is_weekly(&self) -> bool {
        matches!(self, Self::Weekly { .. })
    }
}

/// Whether a rule names holidays.
pub(super) fn names_holidays(selector: &DaySelector) -> bool {
    let is_holiday = |range: &WeekDayRange| matches!(range, WeekDayRange::Holiday { .. });
    selector.weekday.iter().any(is_holiday)
}

fn refuse(selector: &DaySelector) -> Result<(), Unclear> {
    let school = |range: &WeekDayRange| {
        matches!(
            range,
            WeekDayRange::Holiday {
                kind: HolidayKind::School,
                ..
            }
        )
    };
    let glued = |range: &MonthdayRange| matches!(range, MonthdayRange::Month { year: Some(_), .. });
    if selector.weekday.iter().any(school) {
        return Err(Unclear::SchoolHolidays);
    }
    if selector.monthday.iter().any(glued) {
        return Err(Unclear::YearWithoutSpace);
    }
    Ok(())
}

fn weekly(ranges: &[WeekDayRange]) -> Option<Days> {
    if ranges.is_empty() {
        return Some(Days::Weekly {
            weekdays: EVERY_DAY,
            holidays: false,
        });
    }
    let (mut weekdays, mut holidays) = (0, false);
    for range in ranges {
        match range {
            WeekDayRange::Fixed {
                range,
                offset: 0,
                nth_from_start,
                nth_from_end,
            } if !nth_from_start.contains(&false) && !nth_from_end.contains(&false) => {
                let first = range.start().num_days_from_monday();
                let last = range.end().num_days_from_monday();
                weekdays |= (0..=(last + 7 - first) % 7)
                    .map(|step| 1 << ((first + step) % 7))
                    .sum::<u8>();
            }
            WeekDayRange::Holiday { offset: 0, .. } => holidays = true,
            WeekDayRange::Fixed { .. } | WeekDayRange::Holiday { .. } => return None,
        }
    }
    Some(Days::Weekly { weekdays, holidays })
}

fn holidays(calendar: &Calendar) -> ContextHolidays {
    let dates = calendar.days.iter().filter_map(|day| naive(day.date));
    ContextHolidays::new(Arc::new(dates.collect()), Arc::default())
}

fn naive(date: Date) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(
        i32::from(date.year()),
        u32::from(date.month().unsigned_abs()),
        u32::from(date.day().unsigned_abs()),
    )
}
