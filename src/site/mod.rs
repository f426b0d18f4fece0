//! The published pages: from a workspace to a folder of files.
//!
//! [`PAGES`] lists what is published. A page is a view, built here from documents through lenses, and
//! a template of the same name. Templates see views only. What a page says must never depend on the
//! clock, the environment or the order in which threads finish.

mod accent;
pub mod access;
pub mod customer;
pub mod edition;
pub mod form;
pub mod index;
pub mod languages;
pub mod opening;
pub mod request;
pub mod runbook;
pub mod statement;
pub mod texts;
mod value;
pub mod words;
pub mod write;

use crate::error::{Error, Result};
use crate::model::{Entry, Workspace};
use crate::page::{Templates, View};
use crate::site::edition::Edition;
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

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
    /// Once per language.
    Language(fn(&Edition<'_>) -> Result<View>),
    /// Once; printed in the first language.
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
        each: Each::Language(index::view),
        markdown: false,
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
    /// Colour of links and headings as `#rrggbb`.
    pub accent: Option<String>,
    /// Links at the foot of every page: words and address.
    pub links: Vec<(String, String)>,
    /// Ids of offerings whose pages are marked as drafts.
    pub drafts: BTreeSet<String>,
    /// The day of the newest edition of the guidance that the documents were checked against.
    pub guidance: Option<Date>,
}

/// All files of the site by path.
#[derive(Debug)]
pub struct Site {
    /// Path below the output folder, and content.
    pub files: BTreeMap<String, Vec<u8>>,
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

/// Prints all pages.
pub fn build(workspace: &Workspace, templates: &Templates, options: &Options) -> Result<Site> {
    let editions = Edition::all(workspace, templates, options)?;
    let jobs: Vec<Job<'_>> = PAGES
        .iter()
        .flat_map(|page| jobs(page, &editions))
        .collect();
    let printed: Vec<_> = jobs.par_iter().map(Job::print).collect::<Result<_>>()?;
    let mut files = BTreeMap::new();
    files.insert(STYLE.to_owned(), style(templates, options)?.into_bytes());
    for (path, text) in printed.into_iter().flatten() {
        if files.insert(path.clone(), text.into_bytes()).is_some() {
            return Err(Error::Usage(format!("two pages would be called `{path}`")));
        }
    }
    Ok(Site { files })
}

/// The style sheet, in the partner's colour.
fn style(templates: &Templates, options: &Options) -> Result<String> {
    let sheet = templates.text(STYLE)?;
    let accent = options.accent.as_deref().and_then(accent::rules);
    Ok(format!("{sheet}{}", accent.unwrap_or_default()))
}

/// One page to print in one language.
struct Job<'a> {
    page: &'static Page,
    edition: &'a Edition<'a>,
    offering: Option<&'a Entry>,
}

fn jobs<'a>(page: &'static Page, editions: &'a [Edition<'a>]) -> Vec<Job<'a>> {
    let job = |edition, offering| Job {
        page,
        edition,
        offering,
    };
    match page.each {
        Each::Offering(_) => {
            let all = editions.iter();
            all.flat_map(|edition| {
                edition
                    .offerings
                    .iter()
                    .map(move |entry| job(edition, Some(*entry)))
            })
            .collect()
        }
        Each::Language(_) => editions.iter().map(|edition| job(edition, None)).collect(),
        Each::Site(_) => editions
            .iter()
            .take(1)
            .map(|edition| job(edition, None))
            .collect(),
    }
}

impl Job<'_> {
    fn print(&self) -> Result<Vec<(String, String)>> {
        let (view, stem) = match (self.page.each, self.offering) {
            (Each::Offering(view), Some(entry)) => (
                view(self.edition, entry)?,
                self.edition.statement_stem(&entry.id),
            ),
            (Each::Language(view), _) => (view(self.edition)?, self.edition.index_stem()),
            (Each::Site(view), _) => (view(self.edition)?, "index".to_owned()),
            (Each::Offering(_), None) => return Ok(Vec::new()),
        };
        let suffixes: &[&str] = if self.page.markdown {
            &["html", "md"]
        } else {
            &["html"]
        };
        suffixes
            .iter()
            .map(|suffix| {
                let template = format!("{}.{suffix}", self.page.name);
                let text = self.edition.renderer.render(&template, &view)?;
                Ok((format!("{stem}.{suffix}"), text))
            })
            .collect()
    }
}
