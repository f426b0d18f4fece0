//! Which versions are new, and printing them.
//!
//! A page says something else than before if today's documents would have printed another page on the day of the
//! version that is kept: what only the calendar changes is no new version.

use super::record::{Day, Page};
use super::{Archive, FOLDER, Kept, NAME, Version, former};
use crate::error::{Error, Result};
use crate::model::{Entry, Workspace};
use crate::page::Templates;
use crate::site::edition::{self, Edition};
use crate::site::job::{Job, Printed, run};
use crate::site::statement::Subject;
use crate::site::write::Sink;
use crate::site::{Options, STYLE, datasheet, published, sheet, statement};
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Letters of a hash that tell one style sheet or logo from another.
const DIGITS: usize = 16;

/// The site as it would be on some day, for comparison.
type Days<'a> = BTreeMap<Date, Vec<Edition<'a>>>;

/// The archive with what is published now: pages that say something new are added, those of offerings that are
/// gone are closed. Drafts are no promises and change nothing.
pub fn go_on(
    mut archive: Archive,
    workspace: &Workspace,
    templates: &Templates,
    options: &Options,
) -> Result<Archive> {
    let today = options.as_of;
    insist_on_order(&archive, today)?;
    let offerings: Vec<&Entry> = published(workspace, today).collect();
    let promised = offerings.iter().copied();
    let promised = promised.filter(|entry| !options.drafts.contains(&entry.id));
    let promised: Vec<&Entry> = promised.collect();
    let is_there: BTreeSet<&str> = offerings.iter().map(|entry| entry.id.as_str()).collect();
    let fresh = fresh(&archive, &promised, workspace, templates, options)?;
    let replaced: BTreeSet<&str> = fresh.iter().map(|own| own.offering.as_str()).collect();
    for version in &mut archive.versions {
        let id = version.offering.as_str();
        if version.until.is_none() && (replaced.contains(id) || !is_there.contains(id)) {
            version.until = Some(Day(today));
        }
    }
    archive.fresh = fresh.len();
    archive.versions.extend(fresh);
    Ok(archive)
}

/// Refuses a day before the last one, on which something else was promised.
fn insist_on_order(archive: &Archive, today: Date) -> Result<()> {
    let days = archive.versions.iter();
    let days = days.flat_map(|own| [Some(own.from), own.until]).flatten();
    match days.max().filter(|last| last.0 > today) {
        Some(Day(last)) => Err(Error::Usage(format!(
            "the archive goes up to {last} already, so nothing can be kept for {today}; publish as of a later day, or without `--archive`"
        ))),
        None => Ok(()),
    }
}

fn fresh(
    archive: &Archive,
    promised: &[&Entry],
    workspace: &Workspace,
    templates: &Templates,
    options: &Options,
) -> Result<Vec<Version>> {
    let today = options.as_of;
    let known = promised
        .iter()
        .filter_map(|entry| archive.current(&entry.id));
    let days: BTreeSet<Date> = known.map(|own| own.from.0).chain([today]).collect();
    let options: Vec<Options> = days.iter().map(|day| plain(options, *day)).collect();
    let mut editions = Days::new();
    for (day, options) in days.iter().zip(&options) {
        let all = Edition::all(workspace, templates, options)?.into_iter();
        let kept = Arc::new(Kept::default());
        editions.insert(*day, all.map(|edition| edition.kept(&kept)).collect());
    }
    let fresh = promised.par_iter().map(|entry| {
        let on = |day: Date| pages(editions.get(&day).map_or(&[], Vec::as_slice), entry);
        if let Some(known) = archive.current(&entry.id)
            && known.says(&on(known.from.0)?)
        {
            return Ok(None);
        }
        Ok(Some(version(archive, entry, on(today)?, today)))
    });
    let fresh: Vec<Option<Version>> = fresh.collect::<Result<_>>()?;
    Ok(fresh.into_iter().flatten().collect())
}

/// The same site on another day, without what is no part of the promise.
fn plain(options: &Options, day: Date) -> Options {
    Options {
        as_of: day,
        base_url: None,
        archive: None,
        pdf: false,
        ..options.clone()
    }
}

/// What the pages of an offering say in all languages.
fn pages(editions: &[Edition<'_>], entry: &Entry) -> Result<BTreeMap<String, Page>> {
    let page = |edition: &Edition<'_>| {
        let view = statement::view(edition, entry)?;
        let text = edition.renderer.render("statement.md", &view)?;
        let data = datasheet::text(edition, entry)?.unwrap_or_default();
        let content = blake3::hash(format!("{text}{data}").as_bytes()).to_hex();
        let page = Page {
            title: Subject::new(edition, entry)?.heading()?.text,
            content: content.to_string(),
        };
        Ok((edition.locale.language().to_owned(), page))
    };
    editions.iter().map(page).collect()
}

fn version(
    archive: &Archive,
    entry: &Entry,
    languages: BTreeMap<String, Page>,
    today: Date,
) -> Version {
    let same_day = archive.versions.iter();
    let same_day = same_day.filter(|own| own.offering == entry.id && own.from == Day(today));
    Version {
        offering: entry.id.clone(),
        from: Day(today),
        until: None,
        folder: match same_day.count() {
            0 => today.to_string(),
            before => format!("{today}-{}", before + 1),
        },
        name: edition::file_stem(&entry.id),
        languages,
    }
}

/// Prints what this run adds to the archive, and the pages for languages that the site no longer has.
pub fn build(
    workspace: &Workspace,
    templates: &Templates,
    options: &Options,
    sink: &dyn Sink,
) -> Result<()> {
    let Some(archive) = &options.archive else {
        return Ok(());
    };
    print_former(archive, workspace, templates, options, sink)?;
    if archive.fresh().is_empty() {
        return Ok(());
    }
    let style = sheet(workspace, templates)?;
    let shared = Kept {
        folder: String::new(),
        style: asset(STYLE, style.as_bytes(), sink)?,
        logo: match &options.logo {
            Some(logo) => Some(asset(logo.file_name(), logo.bytes(), sink)?),
            None => None,
        },
    };
    let folders: BTreeSet<&str> = archive
        .fresh()
        .iter()
        .map(|own| own.folder.as_str())
        .collect();
    for folder in folders {
        let kept = Arc::new(Kept {
            folder: folder.to_owned(),
            ..shared.clone()
        });
        let editions = Edition::all(workspace, templates, options)?.into_iter();
        let editions: Vec<_> = editions.map(|edition| edition.kept(&kept)).collect();
        let own = archive.fresh().iter().filter(|own| own.folder == folder);
        let own: BTreeSet<&str> = own.map(|own| own.offering.as_str()).collect();
        run(&jobs(&editions, &own), sink)?;
    }
    Ok(())
}

fn jobs<'a>(editions: &'a [Edition<'a>], own: &BTreeSet<&str>) -> Vec<Job<'a>> {
    let mut jobs: Vec<Job<'a>> = Vec::new();
    for edition in editions {
        for entry in edition
            .offerings
            .iter()
            .filter(|entry| own.contains(entry.id.as_str()))
        {
            jobs.push(Box::new(move || files(edition, entry)));
        }
    }
    jobs
}

/// The page of a version in one language, with its twin and its data.
fn files(edition: &Edition<'_>, entry: &Entry) -> Result<Printed> {
    let stem = edition.statement_stem(&entry.id);
    let view = statement::view(edition, entry)?;
    let mut printed = Vec::new();
    for suffix in ["html", "md"] {
        let text = edition
            .renderer
            .render(&format!("statement.{suffix}"), &view)?;
        printed.push((format!("{stem}.{suffix}"), text));
    }
    let data = datasheet::text(edition, entry)?;
    printed.extend(data.map(|text| (format!("{stem}.{}", datasheet::SUFFIX), text)));
    Ok(printed)
}

/// Writes a file that versions share, under a name that another content has not.
fn asset(name: &str, content: &[u8], sink: &dyn Sink) -> Result<String> {
    let hash = blake3::hash(content).to_hex();
    let (stem, suffix) = name.split_once('.').unwrap_or((name, ""));
    let name = format!("{stem}-{}.{suffix}", &hash[..DIGITS]);
    sink.take(&format!("{FOLDER}{name}"), content)?;
    Ok(name)
}

/// Prints the page of the archive where the site has a language no more.
fn print_former(
    archive: &Archive,
    workspace: &Workspace,
    templates: &Templates,
    options: &Options,
    sink: &dyn Sink,
) -> Result<()> {
    let mut former_ones = archive.languages();
    former_ones.retain(|language| !options.languages.iter().any(|own| own == language));
    if former_ones.is_empty() {
        return Ok(());
    }
    let editions = Edition::all(workspace, templates, options)?;
    let Some(first) = editions.first() else {
        return Ok(());
    };
    let text = first.renderer.render("archive.html", &former(first)?)?;
    for language in former_ones {
        sink.take(&format!("{language}/{NAME}.html"), text.as_bytes())?;
    }
    Ok(())
}
