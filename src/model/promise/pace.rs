//! Which of two promises is certainly the slower one, whatever the time of the request.

use super::value::{Kind, day_length};
use crate::hours::duration;
use crate::model::offering::Target;

/// A length of time by a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace<'a> {
    /// Minutes at most.
    pub minutes: u32,
    /// The window in which they run; day and night when none.
    pub clock: Option<&'a str>,
}

impl<'a> Pace<'a> {
    /// The pace of a target that names a length of time and promises it.
    pub fn of(target: Target<'a>) -> Option<Self> {
        if !Kind::of(target).has_time() || target.by().is_some() {
            return None;
        }
        Self::lasting(target, target.within()?)
    }

    /// A length of time by the clock of a target.
    pub fn lasting(target: Target<'a>, iso: &str) -> Option<Self> {
        let period = duration::parse(iso)?;
        let (mut minutes, clock) = (period.minutes()?, target.during());
        if clock.is_some() && !period.is_clock_time() {
            let span = period.span();
            let days = u32::try_from(span.get_days()).ok();
            let days = days.filter(|_| span.get_weeks() == 0)?;
            let rest = minutes.checked_sub(days.checked_mul(24 * 60)?)?;
            minutes = days.checked_mul(day_length(target)?)?.checked_add(rest)?;
        }
        Some(Self { minutes, clock })
    }

    /// Whether this is longer than another: more by the same clock, or more working time than the other
    /// has by day and night.
    pub fn is_slower_than(self, other: Self) -> bool {
        let comparable = self.clock == other.clock || other.clock.is_none();
        comparable && self.minutes > other.minutes
    }
}
