//! Days and instants as people type them, and what is said where one is written otherwise.

use jiff::Timestamp;
use jiff::civil::Date;

/// Reads a day.
pub(super) fn day(text: &str) -> Result<Date, String> {
    let parts: Vec<&str> = text.split('-').collect();
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    let is_number = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
    let is_written_so = lengths == [4, 2, 2] && parts.iter().all(is_number);
    text.parse().map_err(|_| {
        if is_written_so {
            return "there is no such day in the calendar".to_owned();
        }
        "write a date as year, month and day, such as 2026-12-31".to_owned()
    })
}

/// Reads an instant.
pub(super) fn instant(text: &str) -> Result<Timestamp, String> {
    text.parse().map_err(|_| {
        "write date, time and zone, such as 2026-12-31T08:30:00Z or 2026-12-31T08:30:00+01:00"
            .to_owned()
    })
}
