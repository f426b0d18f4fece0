//! An example of how time is counted: a request just before a holiday or another long break.

use crate::error::Result;
use crate::hours::due::{Due, Rule, Skipped, Step};
use crate::hours::{Clock, Window, Zone};
use crate::model::offering::Target;
use crate::model::promise::{About, Promises};
use crate::site::opening::{DayName, moment};
use crate::site::statement::Subject;
use jiff::civil::Date;
use jiff::{Span, Timestamp};
use schemars::JsonSchema;
use serde::Serialize;
use std::sync::Arc;

/// How far ahead a holiday may lie that the example is about, in days.
const SOON: i64 = 100;

/// Days among which the longest break is looked for.
const ORDINARY: i64 = 14;

/// Minutes before the end of the hours at which the request comes in.
const BEFORE: u16 = 15;

/// The example in sentences.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ResponseExample")]
pub(super) struct Example {
    /// The case, sentence by sentence.
    sentences: Vec<String>,
}

/// The example of the most urgent severity whose first answer does not count day and night.
pub(super) fn example(subject: &Subject<'_>, promises: &Promises<'_>) -> Result<Option<Example>> {
    let levels = promises.severities();
    let ids = levels.iter().map(|level| level.id());
    let ids: Vec<_> = if levels.is_empty() {
        vec![None]
    } else {
        ids.collect()
    };
    for severity in ids {
        let about = About {
            severity,
            ..About::default()
        };
        let Some(choice) = promises.choose("first_response", &about, None) else {
            continue;
        };
        let Ok(rule) = promises.rule(choice.target) else {
            continue;
        };
        if let Some(found) = telling(subject, &rule) {
            return tell(subject, severity, choice.target, &found).map(Some);
        }
    }
    Ok(None)
}

/// A request and when it is due.
struct Found {
    zone: Zone,
    request: Timestamp,
    at: Timestamp,
    due: Due,
}

/// A telling request for a rule: before the next holiday on which hours are missed, else before the
/// longest break of the coming days.
fn telling(subject: &Subject<'_>, rule: &Rule) -> Option<Found> {
    let hours = match rule {
        Rule::Elapsed { .. } => return None,
        Rule::Working { hours, .. }
        | Rule::WorkingDays { hours, .. }
        | Rule::OnDay { hours, .. } => hours,
    };
    if hours.always_open() {
        return None;
    }
    let (zone, hours) = placed(subject, hours)?;
    let rule = on(rule, &hours);
    let today = subject.edition.options.as_of;
    let answered = |date: Date| {
        let request = before_the_end(&hours, &zone, date)?;
        let due = rule.due(request);
        let at = due.at.instant()?;
        let zone = zone.clone();
        Some(Found {
            zone,
            request,
            at,
            due,
        })
    };
    let holidays = hours.special_days(today, 20).into_iter();
    let soon = today.saturating_add(Span::new().days(SOON));
    let holidays = holidays.filter(|day| day.date > today && day.date < soon);
    let eves = holidays.filter_map(|day| last_open_before(&hours, day.date));
    let mut eves = eves.filter(|eve| *eve > today).filter_map(&answered);
    if let Some(found) = eves.find(|found| !skipped(&found.due).is_empty()) {
        return Some(found);
    }
    let days = (1..=ORDINARY).map(|days| today.saturating_add(Span::new().days(days)));
    let waits = |found: &Found| found.at.duration_since(found.request);
    let found: Vec<_> = days.filter_map(&answered).collect();
    let longest = found.iter().map(waits).max()?;
    found.into_iter().find(|found| waits(found) == longest)
}

/// The zone of hours; where the place is not known, any does, for only the clock on the wall is told.
fn placed(subject: &Subject<'_>, hours: &Arc<Window>) -> Option<(Zone, Arc<Window>)> {
    if let Clock::At(zone) = hours.clock() {
        return Some((zone.clone(), hours.clone()));
    }
    let zone = Zone::parse("UTC").ok()?;
    let hours = subject.edition.openings.in_zone(hours, &zone);
    Some((zone, hours))
}

/// The same rule on other hours.
fn on(rule: &Rule, window: &Arc<Window>) -> Rule {
    let hours = window.clone();
    match *rule {
        Rule::Elapsed { minutes } => Rule::Elapsed { minutes },
        Rule::Working { minutes, .. } => Rule::Working { hours, minutes },
        Rule::WorkingDays { days, day, .. } => Rule::WorkingDays { hours, days, day },
        Rule::OnDay {
            day, by, cut_off, ..
        } => Rule::OnDay {
            hours,
            day,
            by,
            cut_off,
        },
    }
}

fn last_open_before(hours: &Window, date: Date) -> Option<Date> {
    let earlier = (1..=7).map(|days| date.saturating_sub(Span::new().days(days)));
    earlier
        .into_iter()
        .find(|date| !hours.hours_on(*date).is_empty())
}

/// Shortly before the end of a date's hours.
fn before_the_end(hours: &Window, zone: &Zone, date: Date) -> Option<Timestamp> {
    let last = hours.hours_on(date).pop()?;
    let minute = last.end.saturating_sub(BEFORE).max(last.start);
    let midnight = date.at(0, 0, 0, 0);
    zone.instant(
        midnight
            .checked_add(Span::new().minutes(i64::from(minute)))
            .ok()?,
    )
}

/// The named days that a due time passes over.
fn skipped(due: &Due) -> Vec<&Skipped> {
    let steps = due.steps.iter().flat_map(|step| match step {
        Step::Waits { skipped, .. } | Step::WorkingDay { skipped, .. } => skipped.as_slice(),
        _ => &[],
    });
    steps.collect()
}

fn tell(
    subject: &Subject<'_>,
    severity: Option<&str>,
    target: Target<'_>,
    found: &Found,
) -> Result<Example> {
    let (words, locale) = (subject.words, subject.words.locale);
    let request = moment(&found.zone.at(found.request), locale)?;
    let due = moment(&found.zone.at(found.at), locale)?;
    let mut sentences = vec![match severity {
        Some(id) => {
            let name = subject.severity_name(id)?.text;
            let values = [("severity", name.as_str()), ("request", &request)];
            words.say("example.request_with", &values)?
        }
        None => words.say("example.request", &[("request", &request)])?,
    }];
    let days: Vec<_> = skipped(&found.due)
        .iter()
        .map(|day| {
            let name = subject.edition.day_name(DayName::of_skipped(day));
            locale.with_aside(&name.text, &locale.full_date(day.date))
        })
        .collect::<Result<_>>()?;
    if !days.is_empty() {
        let values = [("days", locale.list(&days))];
        let values = values.each_ref().map(|(name, text)| (*name, text.as_str()));
        sentences.push(words.say("example.between", &values)?);
    }
    let values = [("due", due.as_str())];
    sentences.push(match target.within() {
        Some(within) if target.by().is_none() => {
            let time = words.within(within);
            words.say("example.due_after", &[("due", &due), ("duration", &time)])?
        }
        _ => words.say("example.due", &values)?,
    });
    Ok(Example { sentences })
}
