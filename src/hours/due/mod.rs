//! When something is due: rules of time, and the steps by which an answer comes about.
//!
//! The steps are data, so that whoever tells them can choose the words and the language; this module
//! must never know any.

mod day;
mod working;

use crate::hours::answer::Moment;
use crate::hours::window::Window;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use std::sync::Arc;

/// How long something may take, or until when.
#[derive(Debug, Clone)]
pub enum Rule {
    /// So many minutes, whatever the hours.
    Elapsed {
        /// The minutes.
        minutes: u32,
    },
    /// So many open minutes.
    Working {
        /// The hours in which time runs.
        hours: Arc<Window>,
        /// The open minutes.
        minutes: u32,
    },
    /// So many working days, each of so many open minutes.
    WorkingDays {
        /// The hours in which time runs.
        hours: Arc<Window>,
        /// The days.
        days: u32,
        /// Open minutes that count as a day.
        day: u32,
    },
    /// On a working day after receipt.
    ///
    /// A working day is a local date on which the window opens. Without a cut-off a request counts from
    /// its own date, working day or not. With one, a request after it or on a day of rest counts as one
    /// of the next working day.
    OnDay {
        /// The hours that make working days.
        hours: Arc<Window>,
        /// Working days after that of the request; 0 is the same day, or the next working day if there
        /// is none or its time has passed.
        day: u32,
        /// When on that day.
        by: By,
        /// The minute of the day after which a request counts as one of the next working day.
        cut_off: Option<u16>,
    },
}

/// When on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// By a minute of the day; 1440 is its end.
    Time(u16),
    /// By the end of the hours that begin on that day.
    EndOfHours,
    /// At the time of day of the request, as far as that lies within the day's hours. A request outside
    /// the hours counts as one of the moment when they begin.
    SameTime,
}

/// When something is due, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// When it is due.
    pub at: Moment,
    /// What leads there, in order.
    pub steps: Vec<Step>,
}

/// One step on the way to a due time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Time starts running at once.
    Starts {
        /// When.
        at: Timestamp,
    },
    /// It is closed, and time waits.
    Waits {
        /// From when.
        from: Timestamp,
        /// When it opens.
        until: Timestamp,
        /// Named days in between on which it would otherwise have been open for longer.
        skipped: Vec<Skipped>,
    },
    /// Time runs.
    Runs {
        /// From when.
        from: Timestamp,
        /// Until when.
        until: Timestamp,
        /// How many minutes that are.
        minutes: u32,
    },
    /// The request counts as one of another day.
    CountsAs {
        /// The working day.
        date: Date,
        /// Why.
        why: Why,
    },
    /// The working day on which it is due.
    WorkingDay {
        /// The day.
        date: Date,
        /// How many working days after that of the request.
        number: u32,
        /// Named days in between on which it would otherwise have been open for longer.
        skipped: Vec<Skipped>,
    },
    /// It is due.
    Due {
        /// When.
        at: Timestamp,
    },
    /// It does not open again, or not often enough, within eight years.
    Never,
    /// Nobody can say.
    Unknown {
        /// The first date of which nothing is known; none where the place, and so the zone, is not.
        from: Option<Date>,
    },
}

/// Why a request counts as one of another day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It came after the cut-off.
    AfterCutOff,
    /// It came on a day of rest.
    DayOfRest,
    /// The time by which it would be due that day has passed.
    TimePassed,
}

/// A named day with fewer hours than usual.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// The date.
    pub date: Date,
    /// Name in the language of the region.
    pub name: String,
    /// Name in English.
    pub english: String,
    /// Language of the name, where it is known.
    pub language: Option<String>,
    /// Whether it is a holiday; else it is a short day.
    pub holiday: bool,
}

impl Rule {
    /// When a request that comes in at an instant is due.
    pub fn due(&self, received: Timestamp) -> Due {
        match self {
            Self::Elapsed { minutes } => elapsed(received, *minutes),
            Self::Working { hours, minutes } => working::due(hours, received, *minutes),
            Self::WorkingDays { hours, days, day } => {
                working::due(hours, received, days.saturating_mul(*day))
            }
            Self::OnDay {
                hours,
                day,
                by,
                cut_off,
            } => day::due(hours, received, *day, *by, *cut_off),
        }
    }
}

impl Due {
    fn reached(at: Timestamp, mut steps: Vec<Step>) -> Self {
        steps.push(Step::Due { at });
        Self {
            at: Moment::At(at),
            steps,
        }
    }

    fn never(mut steps: Vec<Step>) -> Self {
        steps.push(Step::Never);
        Self {
            at: Moment::Never,
            steps,
        }
    }

    fn unknown(from: Option<Date>, mut steps: Vec<Step>) -> Self {
        steps.push(Step::Unknown { from });
        Self {
            at: Moment::Unknown,
            steps,
        }
    }
}

fn elapsed(received: Timestamp, minutes: u32) -> Due {
    let Ok(until) = received.checked_add(SignedDuration::from_mins(minutes.into())) else {
        return Due::never(Vec::new());
    };
    let runs = Step::Runs {
        from: received,
        until,
        minutes,
    };
    Due::reached(until, vec![Step::Starts { at: received }, runs])
}

/// Named days from one date to another, inclusive, whose hours are fewer than those of the typical week.
fn skipped(window: &Window, from: Date, to: Date) -> Vec<Skipped> {
    let end = to.tomorrow().unwrap_or(to);
    let dates = window.dates_around_holidays(from, end).into_iter();
    let fewer = |date: &Date| {
        let usual = window.typical(date.weekday());
        !usual.minus(&window.open_on(*date)).is_empty()
    };
    let named = dates.filter(fewer).filter_map(|date| named(window, date));
    named.collect()
}

fn named(window: &Window, date: Date) -> Option<Skipped> {
    let origin = window.origin();
    let holiday = origin.holiday_on(date);
    let holiday = holiday.map(|day| (&day.name, &day.english, day.language.as_ref()));
    let short = || {
        origin
            .short_on(date)
            .map(|day| (&day.name, &day.english, None))
    };
    let (name, english, language) = holiday.or_else(short)?;
    Some(Skipped {
        date,
        name: name.clone(),
        english: english.clone(),
        language: language.cloned(),
        holiday: holiday.is_some(),
    })
}
