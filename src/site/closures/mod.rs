//! The days of the coming year on which hours are not the usual ones, for all windows of all offerings.
//!
//! Days are found by [`crate::hours`]; here they are put together by date and said in words.

mod calendar;
mod days;
mod whose;

pub use calendar::text;

use crate::error::Result;
use crate::model::offering::{Contact, Offering, Window};
use crate::page::View;
use crate::site::closures::days::DayRow;
use crate::site::closures::whose::Whose;
use crate::site::edition::{self, Edition};
use crate::site::frame::Frame;
use crate::site::statement::answered;
use crate::site::statement::contact::{self, Card};
use crate::site::statement::{OfferingLink, Subject};
use jiff::ToSpan;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeSet;

/// Name of the page.
pub const NAME: &str = "closures";

/// File name of the same days for calendars.
pub const FILE: &str = "closures.ics";

/// What the page shows.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ClosuresPage")]
pub(super) struct Closures {
    /// What surrounds the page.
    page: Frame,
    /// The same days for calendars.
    file: &'static str,
    /// The days that the page covers, in words.
    period: String,
    /// Up to when holidays are known, where that is less than the period.
    known: Option<String>,
    /// The days with other hours than usual.
    days: Vec<DayRow>,
    /// Offerings with a contact that stays open on all of them.
    open: Vec<StaysOpen>,
    /// Offerings for which nobody answers then.
    shut: Option<String>,
    /// The usual hours.
    whose: Vec<whose::Shown>,
}

/// Where customers of an offering turn to on closed days.
#[derive(Debug, Serialize, JsonSchema)]
struct StaysOpen {
    /// The offering and the addresses of its page.
    link: OfferingLink,
    /// The contacts that stay open.
    cards: Vec<Card>,
}

/// Whether any window of an offering has such days.
pub fn exists(edition: &Edition<'_>) -> bool {
    let mut offerings = edition.offerings.iter().copied();
    offerings.any(|entry| {
        let offering = edition::offering(entry);
        let mut windows = offering.into_iter().flat_map(Offering::hours);
        windows.any(|(_, lens)| {
            let window = edition.openings.window(lens);
            whose::counts(lens)
                && window.is_some_and(|window| !edition.openings.exceptional(&window).is_empty())
        })
    })
}

/// The view of a language's page.
pub fn view(edition: &Edition<'_>) -> Result<View> {
    let (words, locale) = (edition.words(), &edition.locale);
    let subjects = subjects(edition)?;
    let whose = whose::all(&subjects)?;
    let (first, last) = period(edition);
    let values = [("from", locale.date(first)), ("to", locale.date(last))];
    let values = values.each_ref().map(|(key, value)| (*key, value.as_str()));
    let known = whose.iter().filter_map(Whose::horizon).min();
    let known = known.filter(|horizon| *horizon < last);
    let known = known.map(|date| words.say("closures.known", &[("date", &locale.date(date))]));
    let (open, shut) = reached(&subjects)?;
    let shut = match shut.as_slice() {
        [] => None,
        names => Some(words.say("closures.shut", &[("offerings", &locale.list(names))])?),
    };
    View::of(&Closures {
        page: edition.shared_frame(NAME)?,
        file: FILE,
        period: words.say("closures.period", &values)?,
        known: known.transpose()?,
        days: days::rows(edition, &whose)?,
        open,
        shut,
        whose: whose.into_iter().map(Whose::shown).collect(),
    })
}

fn subjects<'a>(edition: &'a Edition<'a>) -> Result<Vec<Subject<'a>>> {
    let offerings = edition.offerings.iter();
    offerings
        .map(|entry| Subject::new(edition, entry))
        .collect()
}

/// First and last day of the page.
fn period(edition: &Edition<'_>) -> (Date, Date) {
    let first = edition.options.as_of;
    let last = first.saturating_add(1.year()).saturating_sub(1.day());
    (first, last)
}

/// Where customers turn to on closed days, and the offerings that have no such way.
fn reached(subjects: &[Subject<'_>]) -> Result<(Vec<StaysOpen>, Vec<String>)> {
    let (mut open, mut shut) = (Vec::new(), Vec::new());
    for subject in subjects {
        let days = closed_days(subject);
        if days.is_empty() {
            continue;
        }
        let mut contacts = subject.contacts();
        contacts.retain(|contact| stays_open(subject, *contact, &days));
        let cards = contacts.into_iter();
        let cards: Vec<Card> = cards
            .map(|contact| contact::card(subject, contact))
            .collect::<Result<_>>()?;
        if cards.is_empty() {
            shut.push(subject.heading()?.text);
        } else {
            let link = subject.link()?;
            open.push(StaysOpen { link, cards });
        }
    }
    Ok((open, shut))
}

/// The days on which some hours are closed in which customers otherwise turn to an offering.
fn closed_days(subject: &Subject<'_>) -> BTreeSet<Date> {
    let counts = |lens: Window<'_>| whose::counts(lens) && lens.takes_requests();
    let windows = subject.hours.iter().filter(|hours| counts(hours.lens));
    let openings = &subject.edition.openings;
    let days = windows.flat_map(|hours| openings.exceptional(&hours.window));
    let closed = days.filter(|day| day.hours.is_empty());
    closed.map(|day| day.date).collect()
}

/// Whether a contact answers in every minute of some days.
fn stays_open(subject: &Subject<'_>, contact: Contact<'_>, days: &BTreeSet<Date>) -> bool {
    let windows = answered::covering(subject, contact);
    let windows: Vec<_> = windows.map(|hours| hours.window.clone()).collect();
    let engine = subject.edition.openings.windows();
    let Ok(rest) = engine.complement(&windows) else {
        return false;
    };
    let asked = contact.direction() != Some("from_us");
    asked && !windows.is_empty() && days.iter().all(|day| rest.hours_on(*day).is_empty())
}
