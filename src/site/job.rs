//! What is to be printed: one job for each page and each file, done on all cores.
//!
//! A job must never know of another: which of them comes first is nobody's business.

use crate::error::Result;
use crate::model::Entry;
use crate::page::View;
use crate::site::edition::Edition;
use crate::site::write::Sink;
use crate::site::{Each, FILES, PAGES, Page};
use rayon::prelude::*;

/// Prints one page in all its forms, or one file.
pub(super) type Job<'a> = Box<dyn Fn() -> Result<Printed> + Send + Sync + 'a>;

/// Paths below the output folder, and texts.
pub type Printed = Vec<(String, String)>;

pub(super) fn jobs<'a>(editions: &'a [Edition<'a>]) -> Vec<Job<'a>> {
    let pages = PAGES.iter().flat_map(|page| page.jobs(editions));
    pages
        .chain(FILES.iter().flat_map(|file| file.jobs(editions)))
        .collect()
}

/// Prints on all cores; of several errors the one that counts is that of the first page.
pub(super) fn run(jobs: &[Job<'_>], sink: &dyn Sink) -> Result<()> {
    let print = |job: &Job<'_>| {
        let mut printed = job()?.into_iter();
        printed.try_for_each(|(path, text)| sink.take(&path, text.as_bytes()))
    };
    // One by one: jobs differ in length, and at the end no core should wait for another.
    let jobs = jobs.par_iter().with_max_len(1);
    let failed = jobs.find_map_first(|job| print(job).err());
    failed.map_or(Ok(()), Err)
}

/// One job for each offering of each edition.
pub(super) fn for_offerings<'a>(
    editions: &'a [Edition<'a>],
    print: impl Fn(&Edition<'_>, &Entry) -> Result<Printed> + Copy + Send + Sync + 'a,
) -> Vec<Job<'a>> {
    let of = |edition: &'a Edition<'a>| {
        let offerings = edition.offerings.iter();
        offerings.map(move |entry| -> Job<'a> { Box::new(move || print(edition, entry)) })
    };
    editions.iter().flat_map(of).collect()
}

/// One job for each edition.
pub(super) fn for_languages<'a>(
    editions: &'a [Edition<'a>],
    print: impl Fn(&Edition<'_>) -> Result<Printed> + Copy + Send + Sync + 'a,
) -> Vec<Job<'a>> {
    let job = |edition| -> Job<'a> { Box::new(move || print(edition)) };
    editions.iter().map(job).collect()
}

impl Page {
    fn jobs<'a>(&'static self, editions: &'a [Edition<'a>]) -> Vec<Job<'a>> {
        match self.each {
            Each::Offering(view) => for_offerings(editions, move |edition, entry| {
                let stem = edition.statement_stem(&entry.id);
                self.print(edition, &view(edition, entry)?, &stem)
            }),
            Each::Language { view, .. } => for_languages(editions, move |edition| {
                if !edition.pages().contains(&self.name) {
                    return Ok(Vec::new());
                }
                let stem = edition.page_stem(self.name);
                self.print(edition, &view(edition)?, &stem)
            }),
            Each::Site { stem, view } => vec![Box::new(move || match editions.first() {
                Some(first) => self.print(first, &view(first, editions)?, stem),
                None => Ok(Vec::new()),
            })],
        }
    }

    /// The page in all its forms.
    fn print(&self, edition: &Edition<'_>, view: &View, stem: &str) -> Result<Printed> {
        let suffixes: &[&str] = if self.markdown {
            &["html", "md"]
        } else {
            &["html"]
        };
        let print = |suffix: &&str| {
            let template = format!("{}.{suffix}", self.name);
            let text = edition.renderer.render(&template, view)?;
            Ok((format!("{stem}.{suffix}"), text))
        };
        suffixes.iter().map(print).collect()
    }
}
