//! Which days a rule of an expression means.
//!
//! The opening-hours library answers that for everything that depends on the date (months, weeks,
//! years, Easter, nth weekdays, days around holidays). Plain weekdays and holidays, which are nearly
//! everything, are a mask; so a day can count as a Sunday and keep its date. It must never know the
//! times of a rule.

use crate::hours::calendar::Calendar;
use crate::hours::picked::{Picked, naive};
use jiff::Span;
use jiff::civil::Date;
use opening_hours::{Context, ContextHolidays, OpeningHours};
use opening_hours_syntax::rules::day::{DaySelector, HolidayKind, MonthdayRange, WeekDayRange};
use std::sync::Arc;

/// The days of a rule.
#[derive(Debug, Clone)]
pub(super) enum Days {
    /// Some weekdays (Monday is the lowest bit), and perhaps the holidays, on some dates or all.
    Weekly {
        weekdays: u8,
        holidays: bool,
        dates: Option<Arc<Picked>>,
    },
    /// Whatever the library says.
    Dated(Arc<Picked>),
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
        let Some((weekdays, holidays)) = mask(&selector.weekday) else {
            return asked(selector).map(Self::Dated);
        };
        let dates = DaySelector {
            weekday: Vec::new(),
            ..selector.clone()
        };
        let dates = (!dates.is_empty()).then(|| asked(&dates)).transpose()?;
        Ok(Self::Weekly {
            weekdays,
            holidays,
            dates,
        })
    }

    /// The same days with the holidays of a calendar in place.
    pub(super) fn bound(&self, calendar: Option<&Calendar>) -> Self {
        match (self, calendar) {
            (Self::Dated(alone), Some(calendar)) => {
                let context = Context::default().with_holidays(holidays(calendar));
                let days = alone.days().clone().with_context(context);
                Self::Dated(Arc::new(Picked::new(days)))
            }
            _ => self.clone(),
        }
    }

    /// Whether a date is one of them; it may count as a Sunday, and then keeps its date.
    pub(super) fn contain(&self, date: Date, as_sunday: bool, calendar: Option<&Calendar>) -> bool {
        match self {
            Self::Weekly {
                weekdays,
                holidays,
                dates,
            } => {
                let sunday = 1 << 6;
                let weekday = 1 << date.weekday().to_monday_zero_offset();
                let weekday = if as_sunday { sunday } else { weekday };
                let holiday = || *holidays && calendar.is_some_and(|list| list.on(date).is_some());
                (weekdays & weekday != 0 || holiday())
                    && dates.as_ref().is_none_or(|dates| dates.contains(date))
            }
            // An nth Sunday is that of the week.
            Self::Dated(alone) if as_sunday => {
                let ahead = 6 - date.weekday().to_monday_zero_offset();
                alone.contains(date.saturating_add(Span::new().days(ahead)))
            }
            Self::Dated(alone) => alone.contains(date),
        }
    }

    /// Whether they are weekdays and nothing else.
    pub(super) fn is_plain(&self) -> bool {
        self.is_weekly()
            && matches!(
                self,
                Self::Weekly {
                    holidays: false,
                    ..
                }
            )
    }

    /// Whether they are the same in every week, holidays aside.
    pub(super) fn is_weekly(&self) -> bool {
        matches!(self, Self::Weekly { dates: None, .. })
    }
}

/// The library's reading of a selector, if it reads back what it wrote.
fn asked(selector: &DaySelector) -> Result<Arc<Picked>, Unclear> {
    let alone: OpeningHours = selector.to_string().parse().map_err(|_| Unclear::Other)?;
    let rules = &alone.get_expression().rules;
    let same = matches!(&rules[..], [rule] if rule.day_selector == *selector);
    same.then(|| Arc::new(Picked::new(alone)))
        .ok_or(Unclear::Other)
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

/// Weekdays as bits, and whether holidays are among them, if that says it all.
fn mask(ranges: &[WeekDayRange]) -> Option<(u8, bool)> {
    if ranges.is_empty() {
        return Some((EVERY_DAY, false));
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
    Some((weekdays, holidays))
}

fn holidays(calendar: &Calendar) -> ContextHolidays {
    let dates = calendar.days.iter().filter_map(|day| naive(day.date));
    ContextHolidays::new(Arc::new(dates.collect()), Arc::default())
}
