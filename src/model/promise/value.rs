//! What the time of a target means, as a rule of the calendar.

use super::Promises;
use crate::hours::Window;
use crate::hours::due::{By, Rule};
use crate::hours::duration::{self, Period};
use crate::model::offering::{DueBy, Target};
use std::sync::Arc;

/// How binding a promise is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Guaranteed.
    Guarantee,
    /// What we are measured by.
    Target,
    /// A goal.
    Goal,
    /// As soon as we can.
    BestEffort,
    /// Agreed case by case.
    ByArrangement,
    /// Expressly nothing.
    None,
    /// Without meaning for such requests.
    NotApplicable,
}

/// Why a target has no time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault<'a> {
    /// It says none.
    NoTime,
    /// It counts by a window that is not there or cannot be read.
    NoWindow(&'a str),
    /// It has a rule of the calendar and no window that says what a working day is.
    NoWorkingDay,
    /// Days of working time of which nobody knows how long they are.
    NoDayLength(&'a str),
    /// Weeks or months, which working time does not have, or no duration at all.
    NotCountable(&'a str),
}

impl Kind {
    /// How binding a target is.
    pub fn of(target: Target<'_>) -> Self {
        match target.kind() {
            Some("guarantee") => Self::Guarantee,
            Some("goal") => Self::Goal,
            Some("best_effort") => Self::BestEffort,
            Some("by_arrangement") => Self::ByArrangement,
            Some("none") => Self::None,
            Some("not_applicable") => Self::NotApplicable,
            _ => Self::Target,
        }
    }

    /// The word of the document.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Guarantee => "guarantee",
            Self::Target => "target",
            Self::Goal => "goal",
            Self::BestEffort => "best_effort",
            Self::ByArrangement => "by_arrangement",
            Self::None => "none",
            Self::NotApplicable => "not_applicable",
        }
    }

    /// Whether such a promise needs a time.
    pub const fn has_time(self) -> bool {
        matches!(self, Self::Guarantee | Self::Target | Self::Goal)
    }
}

impl<'a> Promises<'a> {
    /// The rule by which a target is due.
    pub fn rule(&self, target: Target<'a>) -> Result<Rule, Fault<'a>> {
        if let Some(by) = target.by() {
            return self.on_day(target, by);
        }
        let iso = target.within().ok_or(Fault::NoTime)?;
        self.lasting(target, iso)
    }

    /// The rule of the shorter end of its range.
    pub fn least(&self, target: Target<'a>) -> Option<Result<Rule, Fault<'a>>> {
        target.at_least().map(|iso| self.lasting(target, iso))
    }

    fn clock(&self, target: Target<'a>) -> Result<Option<Arc<Window>>, Fault<'a>> {
        let Some(name) = target.during() else {
            return Ok(None);
        };
        let window = self.window(name).ok_or(Fault::NoWindow(name))?;
        Ok(Some(window.clone()))
    }

    fn lasting(&self, target: Target<'a>, iso: &'a str) -> Result<Rule, Fault<'a>> {
        let period = duration::parse(iso).ok_or(Fault::NotCountable(iso))?;
        let minutes = period.minutes().ok_or(Fault::NotCountable(iso))?;
        let Some(hours) = self.clock(target)? else {
            return Ok(Rule::Elapsed { minutes });
        };
        let (days, rest) = split(&period, iso)?;
        if days == 0 {
            return Ok(Rule::Working { hours, minutes });
        }
        let day = day_length(target).ok_or(Fault::NoDayLength(iso))?;
        if rest == 0 {
            return Ok(Rule::WorkingDays { hours, days, day });
        }
        let minutes = days.saturating_mul(day).saturating_add(rest);
        Ok(Rule::Working { hours, minutes })
    }

    fn on_day(&self, target: Target<'a>, by: DueBy<'a>) -> Result<Rule, Fault<'a>> {
        let hours = self.clock(target)?.ok_or(Fault::NoWorkingDay)?;
        let day = by.working_day().and_then(|day| u32::try_from(day).ok());
        Ok(Rule::OnDay {
            hours,
            day: day.ok_or(Fault::NoTime)?,
            by: by
                .at()
                .and_then(minute_of_day)
                .map_or(By::EndOfHours, By::Time),
            cut_off: by.received_until().and_then(minute_of_day),
        })
    }
}

/// Days and the minutes beside them.
fn split<'a>(period: &Period, iso: &'a str) -> Result<(u32, u32), Fault<'a>> {
    let span = period.span();
    let minutes = period.minutes().ok_or(Fault::NotCountable(iso))?;
    let days = u32::try_from(span.get_days()).ok();
    match days.filter(|_| span.get_weeks() == 0) {
        Some(days) => Ok((days, minutes.saturating_sub(days.saturating_mul(24 * 60)))),
        None => Err(Fault::NotCountable(iso)),
    }
}

/// Minutes of working time that a day of a target means.
pub(super) fn day_length(target: Target<'_>) -> Option<u32> {
    let period = duration::parse(target.day_length()?)?;
    period.minutes().filter(|minutes| *minutes > 0)
}

/// The minute of a time of day such as `17:30`.
fn minute_of_day(text: &str) -> Option<u16> {
    let (hour, minute) = text.split_once(':')?;
    Some(hour.parse::<u16>().ok()? * 60 + minute.parse::<u16>().ok()?)
}
