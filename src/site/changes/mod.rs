//! What has changed and what will: dated entries of all offerings, the newest first.
//!
//! Documents state most of them. Where an offering replaces another one, both are set against each other
//! in the words of their pages.

mod difference;
mod feed;
mod promised;
mod stated;

pub(super) use difference::{Difference, compare};
pub use feed::text as feed;

use crate::error::Result;
use crate::page::View;
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

/// File name of the same changes for feed readers.
pub const FEED: &str = "changes.atom";

/// What the page shows.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ChangesPage")]
pub(super) struct Changelog {
    /// What surrounds the page.
    page: Frame,
    /// The same changes for feed readers, where there is such a file.
    feed: Option<&'static str>,
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
    /// The name of its place on the page.
    id: String,
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
    /// What kind of change it is, whatever the language.
    #[serde(skip)]
    sort: &'static str,
    /// Since when customers can know of it, as far as documents tell.
    #[serde(skip)]
    known: Option<Date>,
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
    let as_of = edition.options.as_of;
    let all = all(edition)?.into_iter();
    let (coming, past) = all.partition(|change| change.on > as_of);
    View::of(&Changelog {
        page: edition.shared_frame(NAME)?,
        feed: edition.feed(),
        coming: days(coming),
        past: days(past),
    })
}

/// All changes of all offerings, the newest first.
fn all(edition: &Edition<'_>) -> Result<Vec<Change>> {
    let mut all: Vec<Change> = Vec::new();
    for entry in &edition.offerings {
        let subject = Subject::new(edition, entry)?;
        all.extend(stated::changes(&subject)?);
        all.extend(difference::versions(&subject)?);
    }
    all.sort_by_key(|change| Reverse(change.on));
    Ok(all)
}

/// Changes in the order of their dates, those of one day together, and in it those of one offering.
fn days(changes: Vec<Change>) -> Vec<Day> {
    let mut days: Vec<Day> = Vec::new();
    for change in changes {
        let mut known = days.iter_mut().rev().take_while(|day| day.on == change.on);
        if let Some(day) = known.find(|day| day.when == change.when) {
            day.add(change);
        } else {
            let same = days.iter().filter(|day| day.on == change.on).count();
            days.push(Day::of(change, same));
        }
    }
    days
}

impl Day {
    /// A day with its first change; `same` days before it begin on the same date.
    fn of(change: Change, same: usize) -> Self {
        Self {
            on: change.on,
            id: match same {
                0 => change.on.to_string(),
                same => format!("{}-{}", change.on, same + 1),
            },
            date: change.on.to_string(),
            when: change.when.clone(),
            offerings: vec![Changed::of(change)],
        }
    }

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
