//! English for sentences about changes: lengths of time, lists, times of the week.
//!
//! It must never know what is better.

use crate::hours::duration;

/// Days of the week, Monday first.
pub(super) const DAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

/// A duration in words; as it is written where it is none.
pub(super) fn duration(iso: &str) -> String {
    let Some(period) = duration::parse(iso) else {
        return format!("`{iso}`");
    };
    let span = period.span();
    let parts = [
        (i64::from(span.get_years()), "year"),
        (i64::from(span.get_months()), "month"),
        (i64::from(span.get_weeks()), "week"),
        (i64::from(span.get_days()), "day"),
        (i64::from(span.get_hours()), "hour"),
        (span.get_minutes(), "minute"),
        (span.get_seconds(), "second"),
    ];
    let told: Vec<_> = parts
        .iter()
        .filter(|(count, _)| *count != 0)
        .map(|(count, unit)| count_of(*count, unit))
        .collect();
    if told.is_empty() {
        return "at once".to_owned();
    }
    told.join(" ")
}

/// `1 hour`, `2 hours`.
pub(super) fn count_of(count: i64, unit: &str) -> String {
    let s = if count == 1 { "" } else { "s" };
    format!("{} {unit}{s}", grouped(count))
}

/// A number with a comma before each three digits.
fn grouped(count: i64) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) && digit.is_ascii_digit() {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `a`, `a and b`, `a, b and c`.
pub(super) fn list<T: AsRef<str>>(parts: &[T]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<_> = first.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", first.join(", "), last.as_ref())
        }
    }
}

/// Words of documents, each between marks.
pub(super) fn quoted<'t>(words: impl IntoIterator<Item = &'t str>) -> String {
    let marked: Vec<_> = words.into_iter().map(|word| format!("`{word}`")).collect();
    list(&marked)
}

/// What a value became.
pub(super) fn from_to(what: &str, old: Option<&str>, new: Option<&str>) -> String {
    match (old, new) {
        (Some(old), Some(new)) => format!("{what}: {new} instead of {old}"),
        (None, Some(new)) => format!("{what}: {new}, where nothing was said before"),
        (Some(old), None) => format!("{what}: nothing is said any more, it was {old}"),
        (None, None) => what.to_owned(),
    }
}
