//! Statements as they were: each version under an address that stays, and the page that leads to them.
//!
//! A version is kept when a page says something else than before, for the day on which it is published. What is
//! kept is never written again: pages of the archive lead only to what stays, and bring their own style.

mod keep;
mod kept;
mod record;

pub use keep::{build, go_on};
pub use kept::{Banner, Kept};
pub use record::{Archive, Day, Page, RECORD, Version, file};

use crate::error::Result;
use crate::model::Entry;
use crate::page::View;
use crate::site::edition::{self, Edition};
use crate::site::frame::Frame;
use crate::site::index;
use crate::site::statement::Subject;
use crate::site::texts::Text;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeSet;

/// Name of the page.
pub const NAME: &str = "archive";

/// The folder of what is kept, which no later run changes.
pub const FOLDER: &str = "archive/";

/// What the page shows.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ArchivePage")]
pub(super) struct Shelf {
    /// What surrounds the page.
    page: Frame,
    /// Where the name of the site leads.
    home: String,
    /// The offerings, those that hold today first.
    offerings: Vec<Shelved>,
}

/// One offering with its versions.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ArchivedOffering")]
struct Shelved {
    /// The name of its place on the page.
    id: String,
    /// What it is called, or was when it was last offered.
    name: Text,
    /// Its page of today, if it is still offered.
    href: Option<String>,
    /// The same as Markdown.
    twin: Option<String>,
    /// The newest first.
    versions: Vec<Row>,
}

/// One version.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ArchivedVersion")]
struct Row {
    /// From when to when the page was published, in words.
    when: String,
    /// Its first day as ISO date.
    date: String,
    /// The page that was kept.
    href: String,
    /// The same as Markdown.
    twin: String,
    /// Its language, where it was not published in that of the page.
    language: Option<Text>,
}

/// Whether anything was ever kept.
pub fn exists(edition: &Edition<'_>) -> bool {
    let archive = edition.options.archive.as_ref();
    archive.is_some_and(|archive| !archive.versions.is_empty())
}

/// The view of a language's page.
pub fn view(edition: &Edition<'_>) -> Result<View> {
    View::of(&shelf(edition)?)
}

/// The page for a language that the site had once: pages that were kept in it still lead there. It is in the
/// language of `edition` and leads to its pages.
pub(super) fn former(edition: &Edition<'_>) -> Result<View> {
    let mut shelf = shelf(edition)?;
    let own = format!("../{}/", edition.locale.language());
    let led = |href: &mut String| href.insert_str(0, &own);
    led(&mut shelf.home);
    led(&mut shelf.page.support);
    shelf
        .page
        .pages
        .iter_mut()
        .for_each(|link| led(&mut link.href));
    for offering in &mut shelf.offerings {
        offering.href.as_mut().map(led);
    }
    shelf.page.alternates.clear();
    shelf.page.default = None;
    shelf.page.canonical = None;
    shelf.page.twin = None;
    shelf.page.feed = None;
    shelf.page.unlisted = true;
    View::of(&shelf)
}

/// Where all versions of an offering's page are found, from that page; none where none is kept.
pub fn versions(edition: &Edition<'_>, entry: &Entry) -> Option<String> {
    let archive = edition.options.archive.as_ref()?;
    let mut versions = archive.versions.iter();
    let is_kept = versions.any(|own| own.offering == entry.id);
    let place = place(&edition::file_stem(&entry.id));
    is_kept.then(|| format!("{NAME}.html#{place}"))
}

/// The place of an offering on the page.
pub(super) fn place(stem: &str) -> String {
    format!("offering-{stem}")
}

fn shelf(edition: &Edition<'_>) -> Result<Shelf> {
    let archive = edition.options.archive.as_ref();
    let versions = archive.map_or(&[][..], |archive| &archive.versions);
    let today = edition.offerings.iter().map(|entry| entry.id.as_str());
    let known: BTreeSet<&str> = versions.iter().map(|own| own.offering.as_str()).collect();
    let mut order: Vec<&str> = today.filter(|id| known.contains(id)).collect();
    let gone = known.iter().filter(|id| !order.contains(id));
    let gone: Vec<&str> = gone.copied().collect();
    order.extend(gone);
    let offerings = order.into_iter().map(|id| {
        let own = versions.iter().filter(|version| version.offering == id);
        shelved(edition, own.rev().collect::<Vec<_>>().as_slice())
    });
    let offerings: Result<Vec<_>> = offerings.collect();
    Ok(Shelf {
        page: edition.shared_frame(NAME)?,
        home: format!("{}.html", index::NAME),
        offerings: offerings?.into_iter().flatten().collect(),
    })
}

/// An offering with its versions, the newest first.
fn shelved(edition: &Edition<'_>, versions: &[&Version]) -> Result<Option<Shelved>> {
    let Some(newest) = versions.first() else {
        return Ok(None);
    };
    let mut offerings = edition.offerings.iter();
    let entry = offerings.find(|entry| entry.id == newest.offering);
    let link = entry.map(|entry| Subject::new(edition, entry)?.link());
    let link = link.transpose()?;
    let (language, name) = newest.told(edition.locale.language());
    let kept = if language == edition.locale.language() {
        Text::own(name)
    } else {
        Text::foreign(name, language, &edition.locale)
    };
    let rows = versions.iter().map(|version| row(edition, version));
    Ok(Some(Shelved {
        id: place(&edition::file_stem(&newest.offering)),
        name: link.as_ref().map_or(kept, |link| link.name.clone()),
        href: link.as_ref().map(|link| link.href.clone()),
        twin: link.map(|link| link.twin),
        versions: rows.collect::<Result<_>>()?,
    }))
}

fn row(edition: &Edition<'_>, version: &Version) -> Result<Row> {
    let (words, locale) = (edition.words(), &edition.locale);
    let from = locale.date(version.from.0);
    let when = match version.until {
        Some(until) if until == version.from => from,
        Some(until) => {
            let until = locale.date(until.0);
            words.say("about.from_to", &[("from", &from), ("to", &until)])?
        }
        None => words.say("archive.since", &[("date", &from)])?,
    };
    let (language, _) = version.told(locale.language());
    let stem = format!("../{}", version.stem(language));
    let foreign = language != locale.language();
    Ok(Row {
        when,
        date: version.from.0.to_string(),
        href: format!("{stem}.html"),
        twin: format!("{stem}.md"),
        language: foreign.then(|| Text::own(locale.language_name(language))),
    })
}
