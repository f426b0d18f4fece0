//! Durations of ISO 8601, compared by what they mean and not by how they are written.
//!
//! A year has no fixed number of days, so a period is a number of months and a length of time; what it
//! comes to in days depends on the date on which it begins.

use jiff::civil::{Date, DateTime, date};
use jiff::fmt::temporal::SpanParser;
use jiff::{SignedDuration, Span, ToSpan};
use std::cmp::Ordering;
use std::sync::{LazyLock, OnceLock};

static PARSER: SpanParser = SpanParser::new();

/// Months after which the calendar repeats itself, and the days they have.
const CYCLE: usize = 4_800;

/// Periods up to this many months remember their bounds.
const REMEMBERED: usize = 240;

/// A period that is not negative. Equal if the meaning is equal: `P0D` is `PT0S`, `P1W` is `P7D`, `P1Y`
/// is `P12M`; `P1Y` is neither `P365D` nor `P366D`.
#[derive(Debug, Clone, Copy)]
pub struct Period {
    span: Span,
    months: u32,
    rest: SignedDuration,
}

/// Reads a duration such as `P2Y`, `P730D` or `PT8H`; nothing for anything else, negative or endless.
pub fn parse(text: &str) -> Option<Period> {
    let iso = text.len() <= 64 && text.starts_with('P') && !text.contains(char::is_lowercase);
    let span = PARSER.parse_span(text).ok().filter(|_| iso)?;
    if span.is_negative() {
        return None;
    }
    let years = u32::try_from(span.get_years()).ok()?;
    let months = u32::try_from(span.get_months()).ok()?;
    let days = i64::from(span.get_weeks()) * 7 + i64::from(span.get_days());
    let clock = span.years(0).months(0).weeks(0).days(0);
    let rest = SignedDuration::try_from(clock).ok()?;
    Some(Period {
        span,
        months: years.checked_mul(12)?.checked_add(months)?,
        rest: rest.checked_add(SignedDuration::from_hours(days * 24))?,
    })
}

impl Period {
    /// Whether it lasts no time at all, by which some fields say "off".
    pub fn is_zero(&self) -> bool {
        self.months == 0 && self.rest.is_zero()
    }

    /// The years, months, weeks, days, hours, minutes and seconds as written.
    pub fn span(&self) -> Span {
        self.span
    }

    /// Whole minutes, if it has no years or months; a day counts as 24 hours.
    pub fn minutes(&self) -> Option<u32> {
        let minutes = u32::try_from(self.rest.as_mins()).ok();
        minutes.filter(|_| self.months == 0)
    }

    /// Whether it is made of hours, minutes and seconds only, so that it can count working time.
    pub fn is_clock_time(&self) -> bool {
        let days = (self.span.get_weeks(), self.span.get_days());
        self.months == 0 && days == (0, 0)
    }

    /// Days it has at least, whatever the date on which it begins; begun days do not count.
    pub fn min_days(&self) -> i64 {
        i64::from(bounds(self.months).0) + self.rest.as_hours() / 24
    }

    /// Days it has at most, whatever the date on which it begins; begun days count.
    pub fn max_days(&self) -> i64 {
        let begun =
            i64::from(self.rest > SignedDuration::from_hours(self.rest.as_hours() / 24 * 24));
        i64::from(bounds(self.months).1) + self.rest.as_hours() / 24 + begun
    }

    /// When it ends if it begins on a date; nothing past the year 9999.
    pub fn end(&self, start: Date) -> Option<DateTime> {
        let months = Span::new().try_months(self.months).ok()?;
        let later = start.at(0, 0, 0, 0).checked_add(months).ok()?;
        later.checked_add(self.rest).ok()
    }

    /// Which is longer if both begin on a date; both are equal past the year 9999.
    pub fn compare_from(&self, start: Date, other: &Self) -> Ordering {
        let far = DateTime::MAX;
        let (own, other) = (self.end(start), other.end(start));
        own.unwrap_or(far).cmp(&other.unwrap_or(far))
    }
}

impl PartialEq for Period {
    fn eq(&self, other: &Self) -> bool {
        (self.months, self.rest) == (other.months, other.rest)
    }
}

impl Eq for Period {}

impl PartialOrd for Period {
    /// Only where the answer is the same for every start.
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        let all = [self.months.cmp(&other.months), self.rest.cmp(&other.rest)];
        match all {
            [Ordering::Equal, one] | [one, Ordering::Equal] => Some(one),
            [one, two] if one == two => Some(one),
            _ if self.max_days() < other.min_days() => Some(Ordering::Less),
            _ if self.min_days() > other.max_days() => Some(Ordering::Greater),
            _ => None,
        }
    }
}

/// Days that a number of months has at least and at most.
fn bounds(months: u32) -> (u32, u32) {
    static KNOWN: [OnceLock<(u32, u32)>; REMEMBERED] = [const { OnceLock::new() }; REMEMBERED];
    let index = usize::try_from(months).unwrap_or(usize::MAX);
    match KNOWN.get(index) {
        Some(known) => *known.get_or_init(|| count_bounds(index)),
        None => count_bounds(index),
    }
}

/// Tries every month of the calendar's cycle as a start. From the first of a month it is longest; from
/// its last day shortest, where the month of arrival is shorter and has no such day.
fn count_bounds(months: usize) -> (u32, u32) {
    let lengths = &*MONTH_LENGTHS;
    let (cycles, months) = (months / CYCLE, months % CYCLE);
    let whole = u32::try_from(cycles)
        .unwrap_or(u32::MAX)
        .saturating_mul(lengths.iter().sum());
    let mut days: u32 = lengths[..months].iter().sum();
    let (mut least, mut most) = (u32::MAX, 0);
    for start in 0..CYCLE {
        let (first, arrival) = (lengths[start], lengths[(start + months) % CYCLE]);
        most = most.max(days);
        least = least.min(days - first.saturating_sub(arrival));
        days = days + arrival - first;
    }
    (whole.saturating_add(least), whole.saturating_add(most))
}

/// The lengths of the months of 400 years.
static MONTH_LENGTHS: LazyLock<Vec<u32>> = LazyLock::new(|| {
    let first = date(2000, 1, 1);
    let months =
        (0..CYCLE).map(|month| first.saturating_add(i64::try_from(month).unwrap_or(0).months()));
    months
        .map(|month| u32::from(month.days_in_month().unsigned_abs()))
        .collect()
});
