//! `waiver prune`: waivers that have ended or excuse nothing go, everything beside them stays.
//!
//! It names what goes; how a text loses it is known in `import`.

use super::judging;
use crate::cli::CLEAN;
use crate::cli::args::WaiverPrune;
use crate::cli::output::{print, tell, write_file};
use crate::cli::prepare::{Workplace, prepare};
use crate::cli::rewrite::{Rewriting, rewriting, single};
use crate::error::{Error, Result};
use crate::import::{Gone, without};
use crate::judge::waiver::{Origin, Waiver};
use crate::report::{plain, words};
use crate::source::Source;
use jiff::civil::Date;
use std::sync::Arc;

/// One file, and what is to be taken out of it.
struct Thinned<'w, 'a> {
    source: &'w Arc<Source>,
    waivers: Vec<&'w Waiver<'a>>,
}

pub(super) fn run(asked: &WaiverPrune) -> Result<u8> {
    let judging = judging(std::slice::from_ref(&asked.path), asked.as_of, &asked.packs);
    let mut prepared = prepare(&judging)?;
    // What was not read might need a waiver.
    let certain = !prepared.is_incomplete();
    let place = &*single(&mut prepared, &asked.path)?;
    let judgement = place.judge(&judging, false)?;
    let over = |waiver: &&Waiver<'_>| {
        waiver.has_ended(place.as_of) || certain && waiver.is_unused(place.as_of)
    };
    let files = by_file(judgement.waivers.iter().filter(over));
    let rewritings = files.iter().map(|file| thinned(place, file));
    let rewritings = rewritings.collect::<Result<Vec<_>>>()?;
    let told = files.iter().flat_map(|file| &file.waivers);
    let told: String = told
        .map(|waiver| line(waiver, place.as_of, asked.dry_run))
        .collect();
    if !asked.dry_run {
        rewritings.iter().try_for_each(put)?;
    }
    if told.is_empty() {
        tell("no waiver has ended, and each excuses something");
    }
    print(&plain::block(&told))?;
    Ok(CLEAN)
}

fn by_file<'w, 'a>(waivers: impl Iterator<Item = &'w Waiver<'a>>) -> Vec<Thinned<'w, 'a>> {
    let mut files: Vec<Thinned<'w, 'a>> = Vec::new();
    for waiver in waivers {
        let source = match &waiver.origin {
            Origin::Document(entry) => &entry.document.source,
            Origin::Comment(place) => &place.source,
        };
        match files
            .iter_mut()
            .find(|file| Arc::ptr_eq(file.source, source))
        {
            Some(file) => file.waivers.push(waiver),
            None => files.push(Thinned {
                source,
                waivers: vec![waiver],
            }),
        }
    }
    files
}

/// The file without its waivers that are over.
fn thinned(place: &Workplace, file: &Thinned<'_, '_>) -> Result<Rewriting> {
    let gone = file.waivers.iter().map(|waiver| match &waiver.origin {
        Origin::Document(entry) => Gone::Document(entry.document.root()),
        Origin::Comment(place) => Gone::Comment(place.span.start as usize..place.span.end as usize),
    });
    let gone: Vec<_> = gone.collect();
    let text = without(file.source, &gone).map_err(|why| {
        Error::Usage(format!(
            "the waivers in `{}` were not removed: {why}; remove them by hand",
            file.source.path
        ))
    })?;
    rewriting(&place.root, file.source, &text)
}

/// Writes a file, or removes it where nothing is left in it.
fn put(rewriting: &Rewriting) -> Result<()> {
    if rewriting
        .text
        .trim_start_matches('\u{feff}')
        .trim()
        .is_empty()
    {
        return std::fs::remove_file(&rewriting.path).map_err(|source| Error::Write {
            path: rewriting.path.clone(),
            source,
        });
    }
    write_file(&rewriting.path, rewriting.text.as_bytes())
}

/// `removed waiver-2026-001 from waivers.yaml: ended 3 days ago`.
fn line(waiver: &Waiver<'_>, as_of: Date, dry_run: bool) -> String {
    let word = if dry_run { "would remove" } else { "removed" };
    let place = waiver.place();
    let days = waiver.days_left(as_of).map(i64::from);
    let why = match days {
        Some(days) if days < 0 => {
            format!("it ended {} ago", words::number(days.unsigned_abs(), "day"))
        }
        _ => "it excuses nothing".to_owned(),
    };
    let (rule, target, path) = (&waiver.rule, &waiver.target, &place.source.path);
    let from = match waiver.origin {
        Origin::Document(_) => format!("`{}` from {path}", waiver.id()),
        Origin::Comment(_) => format!("the comment in {}", waiver.id()),
    };
    format!("{word} {from}: {rule} on {target}, {why}\n")
}
