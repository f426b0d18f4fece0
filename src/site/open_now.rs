//! Whether somebody is there now: what the script of a page needs to say it.
//!
//! A page is written once and read at any time. So it carries the hours of its windows in local minutes, as
//! far as they are certain, and its elements name the windows that they speak about; `open-now.js` reads them
//! by the clock. What cannot be said exactly has no element: hours on the clock of an unknown place, or for
//! some products among several. This module must never know the time.

use crate::error::{Error, Result};
use crate::hours::{Clock, MinuteRange};
use crate::model::offering::{Contact, Severity};
use crate::site::edition::Edition;
use crate::site::statement::Subject;
use crate::site::statement::hours::Hours;
use jiff::civil::{self, Date};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;
use std::ops::Range;

/// The file name of the script, which all pages share.
pub const SCRIPT: &str = "open-now.js";

/// Ways of contact on which people wait for an answer.
const LIVE: &[&str] = &["phone", "chat", "text_relay"];

/// The sentences of the script. Their gaps stay open.
const SENTENCES: &[&str] = &[
    "open_now.open",
    "open_now.open_until",
    "open_now.closed",
    "open_now.closed_until",
    "open_now.emergency",
    "open_now.emergency_until",
    "open_now.unknown",
    "open_now.there",
    "open_now.yours",
    "open_now.midnight",
];

/// What the script of a page knows.
#[derive(Debug, Serialize, JsonSchema)]
pub struct OpenNow {
    /// Language and country, for dates and lists.
    tag: String,
    /// The sentences of the script by key.
    says: BTreeMap<String, String>,
    /// What the page calls the time zones of the hours, by IANA name.
    zones: BTreeMap<String, String>,
    /// The hours by key.
    windows: BTreeMap<String, Opening>,
}

/// When a window is open. Dates are days since 1970, times are minutes of a day in pairs: from the first that
/// is open to the one that is not.
#[derive(Debug, Serialize, JsonSchema)]
struct Opening {
    /// Time zone; none for that of whoever reads.
    #[serde(skip_serializing_if = "Option::is_none")]
    zone: Option<String>,
    /// The first date about which something is known.
    from: i64,
    /// The first date after that about which nothing is.
    until: i64,
    /// The times of each weekday, Monday first.
    week: [Vec<u16>; 7],
    /// The times of the dates that differ.
    dates: BTreeMap<i64, Vec<u16>>,
}

/// What an element of a page speaks about.
#[derive(Debug, Serialize)]
struct Place {
    /// The severities that are asked for, where not every window is for all of them.
    severities: Vec<String>,
    /// Somebody is there while one of them is open: for which of those severities.
    windows: BTreeMap<String, Vec<String>>,
}

/// How much of what is asked for a list covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Covers {
    All,
    Some,
    None,
}

/// What the script of a page about some offerings knows; none where it has nothing to say.
pub fn data(edition: &Edition<'_>, subjects: &[Subject<'_>]) -> Result<Option<OpenNow>> {
    if edition.is_apart() {
        return Ok(None);
    }
    let mut windows = BTreeMap::new();
    for subject in subjects {
        for hours in subject.hours.iter().filter(|hours| counts(subject, hours)) {
            if let Some(opening) = opening(subject, hours) {
                windows.insert(key(subject, hours), opening);
            }
        }
    }
    if windows.is_empty() {
        return Ok(None);
    }
    let gaps = ["when", "zone", "severities"];
    let sentence = |key: &&str| {
        let name = key.rsplit('.').next().unwrap_or_default();
        Ok((name.to_owned(), edition.locale.with_gaps(key, &gaps)?))
    };
    let zones = windows
        .values()
        .filter_map(|own: &Opening| own.zone.clone());
    Ok(Some(OpenNow {
        tag: edition.locale.tag().to_owned(),
        says: SENTENCES.iter().map(sentence).collect::<Result<_>>()?,
        zones: zones
            .map(|zone| (zone.clone(), edition.locale.zone(&zone)))
            .collect(),
        windows,
    }))
}

/// Whether somebody takes requests, for the top of a page.
pub fn of_offering(subject: &Subject<'_>) -> Result<Option<String>> {
    let windows = subject
        .hours
        .iter()
        .filter(|hours| hours.lens.takes_requests());
    place(
        subject,
        windows,
        &severities(subject),
        &subject.offering.products().collect::<Vec<_>>(),
    )
}

/// Whether a window is open in which customers can come; the others are nothing to them.
pub fn of_window(subject: &Subject<'_>, hours: &Hours<'_>) -> Result<Option<String>> {
    let own: Vec<_> = hours.lens.severities().collect();
    let products: Vec<_> = hours.lens.products().collect();
    let windows = [hours]
        .into_iter()
        .filter(|hours| hours.lens.takes_requests());
    place(subject, windows, &own, &products)
}

/// Whether a contact answers that does so at once, where that is not what the top of the page says.
pub fn of_contact<'s, 'a: 's>(
    subject: &'s Subject<'a>,
    contact: Contact<'a>,
    windows: impl Iterator<Item = &'s Hours<'a>>,
) -> Result<Option<String>> {
    if !live(contact) {
        return Ok(None);
    }
    let or = |own: Vec<&'a str>, all: Vec<&'a str>| if own.is_empty() { all } else { own };
    let severities = or(contact.severities().collect(), severities(subject));
    let products = or(
        contact.products().collect(),
        subject.offering.products().collect(),
    );
    let own = place(subject, windows, &severities, &products)?;
    let all = of_offering(subject)?;
    Ok(own.filter(|own| all.as_ref() != Some(own)))
}

/// An element about windows for some who ask, as the script reads it; none where not all of it can be said,
/// or where a file has no script.
fn place<'s, 'a: 's>(
    subject: &'s Subject<'a>,
    windows: impl Iterator<Item = &'s Hours<'a>>,
    severities: &[&str],
    products: &[&str],
) -> Result<Option<String>> {
    if subject.edition.is_apart() {
        return Ok(None);
    }
    let mut meant = Vec::new();
    for hours in windows {
        let whom = covers(hours.lens.severities(), severities);
        let what = covers(hours.lens.products(), products);
        if whom == Covers::None || what == Covers::None {
            continue;
        }
        if what == Covers::Some || certain(subject, hours).is_none() {
            return Ok(None);
        }
        meant.push((hours, whom));
    }
    if meant.is_empty() {
        return Ok(None);
    }
    let alike = meant.iter().all(|(_, whom)| *whom == Covers::All);
    let asked = if alike { &[] } else { severities };
    let window = |(hours, whom): &(&Hours<'_>, Covers)| {
        let own: Vec<_> = hours.lens.severities().collect();
        let served = asked
            .iter()
            .filter(|id| *whom == Covers::All || own.contains(id));
        Ok((key(subject, hours), names(subject, served)?))
    };
    let place = Place {
        severities: names(subject, asked.iter())?,
        windows: meant.iter().map(window).collect::<Result<_>>()?,
    };
    let text = serde_json::to_string(&place);
    text.map(Some)
        .map_err(|error| Error::Internal(error.to_string()))
}

/// How much of what is asked for a list covers; an empty list is for all.
pub(super) fn covers<'v>(listed: impl Iterator<Item = &'v str>, asked: &[&str]) -> Covers {
    let listed: Vec<_> = listed.collect();
    let found = asked.iter().filter(|one| listed.contains(one)).count();
    if listed.is_empty() || found > 0 && found == asked.len() {
        Covers::All
    } else if found > 0 || asked.is_empty() {
        Covers::Some
    } else {
        Covers::None
    }
}

/// All severities by urgency, those included that only a window names.
pub(super) fn severities<'a>(subject: &Subject<'a>) -> Vec<&'a str> {
    let levels = subject.offering.by_urgency().into_iter();
    let mut all: Vec<_> = levels.filter_map(Severity::id).collect();
    for id in subject
        .hours
        .iter()
        .flat_map(|hours| hours.lens.severities())
    {
        if !all.contains(&id) {
            all.push(id);
        }
    }
    all
}

fn names<'v>(subject: &Subject<'_>, ids: impl Iterator<Item = &'v &'v str>) -> Result<Vec<String>> {
    ids.map(|id| Ok(subject.severity_name(id)?.text)).collect()
}

/// Whether somebody answers at once, or nobody does.
fn live(contact: Contact<'_>) -> bool {
    let method = contact.method().unwrap_or_default();
    LIVE.contains(&method) && contact.direction() != Some("from_us")
}

/// Whether an element may speak about a window.
fn counts(subject: &Subject<'_>, hours: &Hours<'_>) -> bool {
    let mut contacts = subject.offering.contacts().filter(|contact| live(*contact));
    hours.lens.takes_requests() || contacts.any(|contact| contact.coverage() == Some(hours.name))
}

/// The name of a window among those of all offerings.
fn key(subject: &Subject<'_>, hours: &Hours<'_>) -> String {
    format!("{}/{}", subject.id, hours.name)
}

/// The dates on which the promise holds and the hours of a window are certain, the last one excluded.
fn certain(subject: &Subject<'_>, hours: &Hours<'_>) -> Option<Range<Date>> {
    let agenda = hours.window.agenda();
    let first = subject.offering.effective_from();
    let end = subject
        .offering
        .effective_to()
        .and_then(|last| last.tomorrow().ok());
    let from = first.map_or(agenda.from, |first| first.max(agenda.from));
    let until = end.map_or(agenda.until, |end| end.min(agenda.until));
    let placed = *hours.window.clock() != Clock::Site;
    (placed && from < until).then_some(from..until)
}

/// When a window is open; none where nobody knows.
fn opening(subject: &Subject<'_>, hours: &Hours<'_>) -> Option<Opening> {
    let certain = certain(subject, hours)?;
    let agenda = hours.window.agenda();
    let dated = |(date, open): (&Date, &Vec<MinuteRange>)| (day(*date), times(open));
    Some(Opening {
        zone: hours.window.zone().map(|zone| zone.name().to_owned()),
        from: day(certain.start),
        until: day(certain.end),
        week: agenda.week.each_ref().map(|open| times(open)),
        dates: agenda.dates.range(certain).map(dated).collect(),
    })
}

/// The days since 1970.
fn day(date: Date) -> i64 {
    date.duration_since(civil::date(1970, 1, 1)).as_hours() / 24
}

fn times(open: &[MinuteRange]) -> Vec<u16> {
    open.iter()
        .flat_map(|range| [range.start, range.end])
        .collect()
}
