//! Where the minutes of a window come from: hours as written, or what other windows leave over.
//!
//! It counts dates and local minutes and must never know clocks.

use crate::hours::calendar::{Calendar, Holiday, ShortDay, Treatment};
use crate::hours::expression::{Expression, Painted, Role};
use crate::hours::minutes::{DAY, Minutes};
use crate::hours::window::Window;
use jiff::civil::Date;
use std::sync::Arc;

/// What says when a window is open.
#[derive(Debug)]
pub(super) enum Origin {
    /// An expression, with the calendar that it heeds.
    Written(Written),
    /// All minutes in which none of these windows is open.
    Rest(Vec<Arc<Window>>),
}

/// An expression with the calendar that it heeds.
#[derive(Debug)]
pub(super) struct Written {
    pub(super) expression: Expression,
    pub(super) calendar: Option<Arc<Calendar>>,
    pub(super) treatment: Treatment,
}

impl Origin {
    /// Whether all weeks are alike, holidays aside.
    pub(super) fn is_weekly(&self) -> bool {
        match self {
            Self::Written(written) => written.expression.is_weekly(),
            Self::Rest(parts) => parts.iter().all(|part| part.is_weekly()),
        }
    }

    /// Whether the days of a calendar make a difference.
    pub(super) fn heeds_holidays(&self) -> bool {
        match self {
            Self::Written(written) => written.heeds_holidays(),
            Self::Rest(parts) => parts.iter().any(|part| part.heeds_holidays()),
        }
    }

    /// Whether the answer for a date is certain.
    pub(super) fn knows(&self, date: Date) -> bool {
        match self {
            Self::Written(written) => written.knows(date),
            Self::Rest(parts) => parts.iter().all(|part| part.knows(date)),
        }
    }

    /// The calendars, each part's in turn.
    pub(super) fn calendars(&self) -> Vec<&Calendar> {
        match self {
            Self::Written(written) => written.calendar.as_deref().into_iter().collect(),
            Self::Rest(parts) => parts.iter().flat_map(|part| part.calendars()).collect(),
        }
    }

    /// The holiday on a date.
    pub(super) fn holiday_on(&self, date: Date) -> Option<&Holiday> {
        match self {
            Self::Written(written) => written.calendar.as_deref()?.on(date),
            Self::Rest(parts) => parts.iter().find_map(|part| part.origin().holiday_on(date)),
        }
    }

    /// The short day on a date.
    pub(super) fn short_on(&self, date: Date) -> Option<&ShortDay> {
        match self {
            Self::Written(written) => written.calendar.as_deref()?.short_on(date),
            Self::Rest(parts) => parts.iter().find_map(|part| part.origin().short_on(date)),
        }
    }

    /// The minutes between the two midnights of a date.
    pub(super) fn on(&self, date: Date) -> Painted {
        match self {
            Self::Written(written) => written.on(date),
            Self::Rest(parts) => rest(parts.iter().map(|part| part.origin().on(date))),
        }
    }

    /// The same as if no day were a holiday.
    pub(super) fn plain_on(&self, date: Date) -> Painted {
        match self {
            Self::Written(written) => written.expression.plain_on(date),
            Self::Rest(parts) => rest(parts.iter().map(|part| part.origin().plain_on(date))),
        }
    }
}

impl Written {
    fn heeds_holidays(&self) -> bool {
        let cut = self
            .calendar
            .as_deref()
            .is_some_and(|list| !list.short.is_empty());
        cut || self.expression.names_holidays() || self.treatment != Treatment::Normal
    }

    fn knows(&self, date: Date) -> bool {
        match &self.calendar {
            Some(calendar) => !self.heeds_holidays() || calendar.covers(date),
            None => !self.expression.names_holidays(),
        }
    }

    fn on(&self, date: Date) -> Painted {
        let Some(calendar) = self.calendar.as_deref().filter(|_| self.heeds_holidays()) else {
            return self.expression.on(date, None, [Role::Itself; 2]);
        };
        let before = date.yesterday().map_or(Role::Itself, |yesterday| {
            let short = calendar.short_on(yesterday);
            let ends_early = short.is_some_and(|short| short.hours.end < DAY);
            if ends_early {
                Role::Closed
            } else {
                self.role(calendar, yesterday)
            }
        });
        let roles = [before, self.role(calendar, date)];
        let mut day = self.expression.on(date, Some(calendar), roles);
        if let Some(short) = calendar.short_on(date) {
            day.keep(short.hours);
        }
        day
    }

    /// What a date counts as.
    fn role(&self, calendar: &Calendar, date: Date) -> Role {
        let treated = !self.expression.names_holidays() && calendar.on(date).is_some();
        match self.treatment {
            Treatment::Closed if treated => Role::Closed,
            Treatment::AsSunday if treated => Role::Sunday,
            _ => Role::Itself,
        }
    }
}

/// What several leave of a day. What one of them is not sure of is not left for certain.
fn rest(parts: impl Iterator<Item = Painted>) -> Painted {
    let (mut taken, mut unsure) = (Minutes::default(), Minutes::default());
    for part in parts {
        taken.join(&part.open);
        unsure.join(&part.unknown);
    }
    Painted {
        open: Minutes::all_day().minus(&taken).minus(&unsure),
        unknown: unsure.minus(&taken),
    }
}
