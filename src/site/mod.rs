//! The published pages: from a workspace to a folder of files.
//!
//! [`PAGES`] lists what is published. A page is a view, built here from documents through lenses, and
//! a template of the same name. Templates see views only. What a page says must never depend on the
//! clock, the environment or the order in which threads finish.

mod accent;
pub mod access;
pub mod brand;
pub mod changes;
pub mod closures;
pub mod comparison;
pub mod customer;
pub mod edition;
pub mod files;
pub mod form;
pub mod frame;
pub mod headers;
pub mod index;
pub mod languages;
pub mod logo;
pub mod names;
pub mod open_now;
pub mod opening;
pub mod pages;
pub mod request;
pub mod runbook;
pub mod severities;
pub mod sitemap;
pub mod statement;
pub mod texts;
pub mod untranslated;
mod value;
pub mod words;
pub mod write;
mod written;

pub use files::FILES;
pub use written::written_in;

use crate::error::Result;
use crate::model::partner::Branding;
use crate::model::{Entry, Workspace};
use crate::page::{Templates, View};
use crate::site::edition::Edition;
use crate::site::logo::Logo;
use crate::site::untranslated::Count;
use crate::site::write::Sink;
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::BTreeSet;

/// One kind of page.
#[derive(Debug)]
pub struct Page {
    /// Stem of its templates, and name of the module that makes its view.
    pub name: &'static str,
    /// How often it is printed.
    pub each: Each,
    /// Whether it has a Markdown twin.
    pub markdown: bool,
}

/// How often a page is printed, with the function that makes its view.
#[derive(Debug, Clone, Copy)]
pub enum Each {
    /// Once per published offering and language.
    Offering(fn(&Edition<'_>, &Entry) -> Result<View>),
    /// Once per language, where the site has something to show on it.
    Language {
        /// Whether it has. Asked of one language for all, so that no language links to a page that
        /// another has alone: the answer must come from documents, never from words.
        exists: fn(&Edition<'_>) -> bool,
        /// Makes the view.
        view: fn(&Edition<'_>) -> Result<View>,
    },
    /// Once, at the top of the site; printed in the first language.
    Site(fn(&Edition<'_>) -> Result<View>),
}

/// All pages, from the one that customers need to the ones that lead to it.
pub const PAGES: &[Page] = &[
    Page {
        name: "statement",
        each: Each::Offering(statement::view),
        markdown: true,
    },
    Page {
        name: "index",
        each: Each::Language {
            exists: |_| true,
            view: index::view,
        },
        markdown: true,
    },
    Page {
        name: "comparison",
        each: Each::Language {
            exists: comparison::exists,
            view: comparison::view,
        },
        markdown: true,
    },
    Page {
        name: "severities",
        each: Each::Language {
            exists: severities::exists,
            view: severities::view,
        },
        markdown: true,
    },
    Page {
        name: closures::NAME,
        each: Each::Language {
            exists: closures::exists,
            view: closures::view,
        },
        markdown: true,
    },
    Page {
        name: "changes",
        each: Each::Language {
            exists: changes::exists,
            view: changes::view,
        },
        markdown: true,
    },
    Page {
        name: "languages",
        each: Each::Site(languages::view),
        markdown: false,
    },
];

/// The file name of the style sheet, which all pages share.
pub const STYLE: &str = "style.css";

/// What a workspace and a command line say about the pages.
#[derive(Debug, Clone)]
pub struct Options {
    /// The day for which pages are written.
    pub as_of: Date,
    /// Languages, the first being the one that visitors see first.
    pub languages: Vec<String>,
    /// Title of the site; the partner's name when missing.
    pub title: Option<String>,
    /// Address under which the site will be reached.
    pub base_url: Option<String>,
    /// The partner's logo, which lies at the top of the site.
    pub logo: Option<Logo>,
    /// Ids of offerings whose pages are marked as drafts.
    pub drafts: BTreeSet<String>,
    /// The day of the newest edition of the guidance that the documents were checked against.
    pub guidance: Option<Date>,
}

/// The offerings that have pages: published, and not yet over.
pub fn published(workspace: &Workspace, as_of: Date) -> impl Iterator<Item = &Entry> {
    let offerings = workspace.of_kind("SupportOffering");
    offerings.filter(move |entry| {
        let over = |offering: crate::model::offering::Offering<'_>| {
            offering.effective_to().is_some_and(|last| last < as_of)
        };
        edition::offering(entry)
            .is_some_and(|offering| offering.status() == "published" && !over(offering))
    })
}

/// Prints all pages into `sink`, each as soon as it is ready; tells what nobody translated.
pub fn build(
    workspace: &Workspace,
    templates: &Templates,
    options: &Options,
    sink: &dyn Sink,
) -> Result<Vec<Count>> {
    let editions = Edition::all(workspace, templates, options)?;
    assets(workspace, templates, options, sink)?;
    sink.take(
        open_now::SCRIPT,
        templates.text(open_now::SCRIPT)?.as_bytes(),
    )?;
    run(&jobs(&editions), sink)?;
    Ok(Edition::untranslated(&editions))
}

/// Prints on all cores; of several errors the one that counts is that of the first page.
fn run(jobs: &[Job<'_>], sink: &dyn Sink) -> Result<()> {
    let print = |job: &Job<'_>| {
        let mut printed = job()?.into_iter();
        printed.try_for_each(|(path, text)| sink.take(&path, text.as_bytes()))
    };
    let failed = jobs.par_iter().find_map_first(|job| print(job).err());
    failed.map_or(Ok(()), Err)
}

/// Prints what all pages share: the style sheet in the partner's colour, and the logo.
fn assets(
    workspace: &Workspace,
    templates: &Templates,
    options: &Options,
    sink: &dyn Sink,
) -> Result<()> {
    let sheet = templates.text(STYLE)?;
    let partner = workspace.of_kind("PartnerProfile").next();
    let accent = brand::branding(partner).and_then(Branding::accent);
    let accent = accent.and_then(accent::rules).unwrap_or_default();
    sink.take(STYLE, format!("{sheet}{accent}").as_bytes())?;
    match &options.logo {
        Some(logo) => sink.take(logo.file_name(), logo.bytes()),
        None => Ok(()),
    }
}

/// Prints one page in all its forms, or one file.
type Job<'a> = Box<dyn Fn() -> Result<Printed> + Send + Sync + 'a>;

/// Paths below the output folder, and texts.
pub type Printed = Vec<(String, String)>;

fn jobs<'a>(editions: &'a [Edition<'a>]) -> Vec<Job<'a>> {
    let pages = PAGES.iter().flat_map(|page| page.jobs(editions));
    pages
        .chain(FILES.iter().flat_map(|file| file.jobs(editions)))
        .collect()
}

/// One job for each offering of each edition.
fn for_offerings<'a>(
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
fn for_languages<'a>(
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
            Each::Site(view) => for_languages(&editions[..editions.len().min(1)], move |edition| {
                self.print(edition, &view(edition)?, "index")
            }),
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
