//! Phrases of the answer for people: what a promise says, and why there is no time.

use crate::hours::due::{Skipped, Why};
use crate::hours::{Clock, duration};
use crate::model::offering::{DueBy, Target};
use crate::model::promise::{Dimension, Fault, Kind, Promised};
use std::fmt::Write;

pub(super) const fn unknown_place(clock: &Clock) -> &'static str {
    match clock {
        Clock::Site => "Some hours are on the clock of a site; say where with `--zone`.",
        _ => "Some hours are on the customer's clock; say where with `--customer` or `--zone`.",
    }
}

/// How binding it is, what it says, and for which requests.
pub(super) fn meaning(promised: &Promised<'_>) -> String {
    let target = promised.choice.target;
    let mut parts = vec![promised.kind.word().replace('_', " ")];
    if let Some(within) = target.within() {
        let mut time = format!("within {}", written(within));
        if let Some(window) = target.during() {
            let _ = write!(time, " of `{window}`");
        }
        if let Some(day) = target.day_length() {
            let _ = write!(time, ", a day of {}", written(day));
        }
        parts.push(time);
    }
    parts.extend(target.by().map(|by| on_day(target, by)));
    if let (Some(share), period) = (target.share(), target.measured_over()) {
        let over = period.map(|period| format!(" over {}", written(period)));
        parts.push(format!("{share} % of cases{}", over.unwrap_or_default()));
    }
    let limits = promised.choice.limits.iter();
    let limits: Vec<_> = limits
        .filter(|limit| **limit != Dimension::Severity)
        .map(|limit| format!("{}: {}", limit.field(), limit.listed(target).join(", ")))
        .collect();
    parts.extend(limits);
    let lists = [
        ("depends on", target.depends_on().collect::<Vec<_>>()),
        ("pauses for", target.pauses_for().collect()),
    ];
    for (name, list) in lists.into_iter().filter(|(_, list)| !list.is_empty()) {
        parts.push(format!("{name} {}", list.join(", ")));
    }
    parts.join("; ")
}

/// A rule of the calendar in words.
fn on_day(target: Target<'_>, by: DueBy<'_>) -> String {
    let day = match by.working_day() {
        Some(0) => "on the same working day".to_owned(),
        Some(1) => "on the next working day".to_owned(),
        other => format!("on working day {}", other.unwrap_or_default()),
    };
    let window = target.during().unwrap_or_default();
    let at = by
        .at()
        .map_or("by the end".to_owned(), |at| format!("by {at}"));
    let until = by.received_until();
    let until = until.map(|until| format!(", if received until {until}"));
    format!("{at} {day} of `{window}`{}", until.unwrap_or_default())
}

fn written(iso: &str) -> String {
    let Some(period) = duration::parse(iso) else {
        return iso.to_owned();
    };
    match period.minutes() {
        Some(minutes) if period.is_clock_time() => length(minutes),
        Some(minutes) if minutes % 1440 == 0 => counted(minutes / 1440, "day"),
        None if period == duration::parse("P1M").unwrap_or(period) => "1 month".to_owned(),
        _ => iso.to_owned(),
    }
}

pub(super) fn length(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, rest) => counted(rest, "minute"),
        (hours, 0) => counted(hours, "hour"),
        (hours, rest) => format!("{} {}", counted(hours, "hour"), counted(rest, "minute")),
    }
}

fn counted(count: u32, unit: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {unit}{plural}")
}

pub(super) fn days(skipped: &[Skipped]) -> String {
    let days: Vec<_> = skipped
        .iter()
        .map(|day| format!("{} {}", day.date.strftime("%-d %b"), day.english))
        .collect();
    if days.is_empty() {
        String::new()
    } else {
        format!(" ({})", days.join(", "))
    }
}

pub(super) const fn reason(why: Why) -> &'static str {
    match why {
        Why::AfterCutOff => "because it came too late that day",
        Why::DayOfRest => "because nobody works that day",
        Why::TimePassed => "because the time of that day has passed",
    }
}

pub(super) const fn without_time(kind: Kind) -> &'static str {
    match kind {
        Kind::BestEffort => "as soon as possible, without a time",
        Kind::ByArrangement => "agreed case by case",
        Kind::None => "expressly not promised",
        Kind::NotApplicable => "does not apply",
        Kind::Guarantee | Kind::Target | Kind::Goal => "no time stated",
    }
}

pub(super) fn problem(fault: &Fault<'_>) -> String {
    match fault {
        Fault::NoTime => "no time stated".to_owned(),
        Fault::NoWindow(name) => format!("not known, for the window `{name}` cannot be read"),
        Fault::NoWorkingDay => "not known, for no window says what a working day is".to_owned(),
        Fault::NoDayLength(iso) => format!("not known, for `{iso}` says not how long a day is"),
        Fault::NotCountable(iso) => format!("not known, for `{iso}` cannot be counted"),
    }
}

pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}
