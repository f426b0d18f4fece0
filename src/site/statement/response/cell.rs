//! One promise about time in words: how long, how binding, by which clock, and what that means.

use crate::error::Result;
use crate::hours::{MinuteRange, Window, duration};
use crate::model::offering::{DueBy, Target};
use crate::model::promise::{Kind, Promises};
use crate::page::{Locale, capitalised};
use crate::site::statement::Subject;
use crate::site::texts::Text;
use schemars::JsonSchema;
use serde::Serialize;

/// One cell of the table.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ResponseCell")]
pub(super) struct Cell {
    /// What is timed.
    metric: String,
    /// How long, or what is said in place of a time.
    time: String,
    /// Whether anything is said at all.
    told: bool,
    /// How binding, by which clock, and more.
    details: Vec<String>,
    /// A remark.
    note: Option<Text>,
}

impl Cell {
    /// Whether anything is said at all.
    pub(super) const fn is_told(&self) -> bool {
        self.told
    }

    /// What is timed and how long, if anything is said at all.
    pub(super) fn in_few_words(&self, locale: &Locale) -> Result<Option<String>> {
        let told = self.told.then(|| locale.labelled(&self.metric, &self.time));
        told.transpose()
    }

    /// The same without its details.
    pub(super) fn in_short(mut self) -> Self {
        self.details.clear();
        self.note = None;
        self
    }
}

/// The cell of a target, or of none.
pub(super) fn cell<'a>(
    subject: &Subject<'a>,
    promises: &Promises<'a>,
    metric: &str,
    target: Option<Target<'a>>,
) -> Result<Cell> {
    let words = subject.words;
    let mut cell = Cell {
        metric: words.name("metric", metric)?,
        time: words.say("response.no_time", &[])?,
        told: false,
        details: Vec::new(),
        note: None,
    };
    let Some(target) = target else {
        return Ok(cell);
    };
    let kind = Kind::of(target);
    let binding = words.name("commitment", kind.word())?;
    cell.told = true;
    cell.note = subject.texts.maybe(target.note());
    match time(subject, target)? {
        Some(time) => {
            cell.time = time;
            cell.details.push(bound(subject, target, &binding)?);
            cell.details.extend(meaning(subject, promises, target)?);
        }
        None if kind.has_time() => {}
        None => cell.time = capitalised(&binding),
    }
    cell.details.extend(conditions(subject, target)?);
    Ok(cell)
}

/// How long, or by when.
fn time(subject: &Subject<'_>, target: Target<'_>) -> Result<Option<String>> {
    let words = subject.words;
    if let Some(by) = target.by() {
        return on_day(subject, by).map(Some);
    }
    let Some(within) = target.within() else {
        return Ok(None);
    };
    let time = match (target.at_least(), target.metric()) {
        (Some(least), _) => words.say(
            "response.range",
            &[
                ("from", &words.duration(least)),
                ("to", &words.duration(within)),
            ],
        )?,
        (None, Some("update")) => {
            words.say("response.every", &[("duration", &words.within(within))])?
        }
        _ => words.duration(within),
    };
    Ok(Some(time))
}

fn on_day(subject: &Subject<'_>, by: DueBy<'_>) -> Result<String> {
    let words = subject.words;
    let at = match by.at().and_then(minute) {
        Some(minute) => words.say("response.by", &[("time", &words.locale.time(minute))])?,
        None => words.say("response.by_end", &[])?,
    };
    match by.working_day() {
        Some(0) | None => words.say("response.same_day", &[("by", &at)]),
        Some(1) => words.say("response.next_day", &[("by", &at)]),
        Some(days) => words
            .locale
            .count("response.later_day", days, &[("by", &at)]),
    }
}

/// How binding it is and by which clock it counts.
fn bound(subject: &Subject<'_>, target: Target<'_>, binding: &str) -> Result<String> {
    let words = subject.words;
    let hours = target.during().and_then(|name| subject.window(name));
    let label = match hours.filter(|hours| !hours.window.always_open()) {
        Some(hours) => Some(hours.label(subject)?.text),
        None => None,
    };
    let clock = match (label, target.by()) {
        (Some(label), None) => words.say("response.during", &[("window", &label)])?,
        (Some(label), Some(_)) => words.say("response.working_days", &[("window", &label)])?,
        (None, None) => words.say("response.always", &[])?,
        (None, Some(_)) => return Ok(binding.to_owned()),
    };
    let parts = [binding.to_owned(), clock];
    words.locale.joined("semicolon", &parts)
}

/// What the time comes to, where that is not plain.
fn meaning(
    subject: &Subject<'_>,
    promises: &Promises<'_>,
    target: Target<'_>,
) -> Result<Option<String>> {
    let words = subject.words;
    if let Some(until) = target.by().and_then(DueBy::received_until).and_then(minute) {
        let time = words.locale.time(until);
        return words.say("response.cut_off", &[("time", &time)]).map(Some);
    }
    let window = target.during().and_then(|name| promises.window(name));
    let Some((window, within)) = window.zip(target.within().and_then(duration::parse)) else {
        return Ok(None);
    };
    let Some(minutes) = within.minutes().filter(|_| target.by().is_none()) else {
        return Ok(None);
    };
    if !within.is_clock_time() {
        let days = minutes / (24 * 60);
        let length = target.day_length().and_then(duration::parse);
        let Some(length) = length.and_then(|length| length.minutes()) else {
            return Ok(None);
        };
        let total = words.duration(&iso(days.saturating_mul(length)));
        let length = words.duration(&iso(length));
        let values = [("length", length.as_str()), ("total", &total)];
        return words.say("response.day_means", &values).map(Some);
    }
    match latest(window, minutes) {
        Some(Latest::At(minute)) => {
            let time = words.locale.time(minute);
            words.say("response.until", &[("time", &time)]).map(Some)
        }
        Some(Latest::Days(days)) => words
            .locale
            .count("response.full_days", days.into(), &[])
            .map(Some),
        None => Ok(None),
    }
}

/// What so many minutes are on every day of a window that has equal days.
enum Latest {
    /// Requests until this minute are answered on the same day.
    At(u16),
    /// Just so many full days.
    Days(u32),
}

fn latest(window: &Window, minutes: u32) -> Option<Latest> {
    if window.open_all_week() {
        return None;
    }
    let mut days = window.week().iter().filter(|day| !day.is_empty());
    let first = days.next()?;
    let total: u32 = first.iter().map(|range| range.minutes()).sum();
    if total == 0 || days.any(|day| day != first) {
        return None;
    }
    if minutes >= total {
        let whole = minutes.is_multiple_of(total);
        return whole.then_some(Latest::Days(minutes / total));
    }
    back(first, minutes).map(Latest::At)
}

/// The last minute from which so many open minutes are left on a day; none past midnight.
fn back(day: &[MinuteRange], minutes: u32) -> Option<u16> {
    let mut left = minutes;
    for range in day.iter().rev() {
        if range.minutes() >= left {
            let minute = u32::from(range.end).checked_sub(left)?;
            return u16::try_from(minute)
                .ok()
                .filter(|_| !range.past_midnight());
        }
        left -= range.minutes();
    }
    None
}

/// For how many cases it holds, and for whom it waits.
fn conditions(subject: &Subject<'_>, target: Target<'_>) -> Result<Vec<String>> {
    let words = subject.words;
    let mut told = Vec::new();
    if let Some(share) = target.share() {
        let share = words.locale.decimal(share);
        told.push(match target.measured_over() {
            Some(period) => {
                let period = words.within(period);
                let values = [("share", share.as_str()), ("period", &period)];
                words.say("response.share_over", &values)?
            }
            None => words.say("response.share", &[("share", &share)])?,
        });
    }
    if let Some(whom) = words.list("depends_on", target.depends_on())? {
        told.push(words.say("response.depends_on", &[("whom", &whom)])?);
    }
    if let Some(whom) = words.list("waits_for", target.pauses_for())? {
        told.push(words.say("response.pauses_for", &[("whom", &whom)])?);
    }
    Ok(told)
}

/// So many minutes as a duration of hours and minutes.
fn iso(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (hours, 0) => format!("PT{hours}H"),
        (0, rest) => format!("PT{rest}M"),
        (hours, rest) => format!("PT{hours}H{rest}M"),
    }
}

/// The minute of a time of day such as `17:30`.
fn minute(text: &str) -> Option<u16> {
    let (hour, minute) = text.split_once(':')?;
    Some(hour.parse::<u16>().ok()? * 60 + minute.parse::<u16>().ok()?)
}
