//! What has changed and what will: dated entries of all offerings, the newest first.
//!
//! Documents state most of them. Where an offering replaces another one, both are set against each other
//! in the words of their pages.

mod difference;
mod promised;
mod stated;

use crate::error::Result;
use crate::page::View;
use crate::site::changes::difference::Difference;
use crate::site::edition::{self, Edition};
use crate::site::frame::Frame;
use crate::site::statement::{OfferingLink, Subject};
use crate::site::texts::Text;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use std::cmp::Reverse;

/// Name of the page.
const NAME: &str = "changes";

/// What the page shows.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ChangesPage")]
pub(super) struct Changelog {
    /// What surrounds the page.
    page: Frame,
    /// After the day of the page.
    coming: Vec<Day>,
    /// On that day or before.
    past: Vec<Day>,
}

/// What changes on one day, or in the days that begin with it.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ChangesDay")]
struct Day {
    #[serde(skip)]
    on: Date,
    /// The first day, or the only one, as ISO date.
    date: String,
    /// The day or days in words.
    when: String,
    /// The offerings about which something changes.
    offerings: Vec<Changed>,
}

/// What changes about one offering.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ChangedOffering")]
struct Changed {
    /// The offering and the addresses of its page.
    link: OfferingLink,
    /// What changes about it.
    changes: Vec<Change>,
}

/// One change of one offering.
#[derive(Debug, Serialize, JsonSchema)]
struct Change {
    #[serde(skip)]
    on: Date,
    #[serde(skip)]
    when: String,
    #[serde(skip)]
    link: OfferingLink,
    /// What kind of change it is.
    kind: String,
    /// The change in the words of the partner.
    summary: Option<Text>,
    /// When customers were told.
    announced: Option<String>,
    /// The offering that was replaced.
    replaced: Option<Text>,
    /// What the page says differently from that of the replaced offering.
    differences: Vec<Difference>,
}

/// Whether any offering has a date to tell.
pub fn exists(edition: &Edition<'_>) -> bool {
    let offerings = edition.offerings.iter().copied();
    let mut offerings = offerings.filter_map(edition::offering);
    offerings.any(|own| {
        own.effective_from().is_some()
            || own.effective_to().is_some()
            || own.changes().next().is_some()
            || own.scheduled_changes().next().is_some()
            || own.interruptions().next().is_some()
    })
}

/// The view of a language's changelog.
pub fn view(edition: &Edition<'_>) -> Result<View> {
    let mut all: Vec<Change> = Vec::new();
    for entry in &edition.offerings {
        let subject = Subject::new(edition, entry)?;
        all.extend(stated::changes(&subject)?);
        all.extend(difference::versions(&subject)?);
    }
    all.sort_by_key(|change| Reverse(change.on));
    let as_of = edition.options.as_of;
    let (coming, past) = all.into_iter().partition(|change| change.on > as_of);
    View::of(&Changelog {
        page: edition.shared_frame(NAME)?,
        coming: days(coming),
        past: days(past),
    })
}

/// Changes in the order of their dates, those of one day together, and in it those of one offering.
fn days(changes: Vec<Change>) -> Vec<Day> {
    let mut days: Vec<Day> = Vec::new();
    for change in changes {
        let mut known = days.iter_mut().rev().take_while(|day| day.on == change.on);
        match known.find(|day| day.when == change.when) {
            Some(day) => day.add(change),
            None => days.push(Day {
                on: change.on,
                date: change.on.to_string(),
                when: change.when.clone(),
                offerings: vec![Changed::of(change)],
            }),
        }
    }
    days
}

impl Day {
    fn add(&mut self, change: Change) {
        match self.offerings.last_mut() {
            Some(last) if last.link.href == change.link.href => last.changes.push(change),
            _ => self.offerings.push(Changed::of(change)),
        }
    }
}

impl Changed {
    fn of(change: Change) -> Self {
        Self {
            link: change.link.clone(),
            changes: vec![change],
        }
    }
}
