//! The published pages: from a workspace to a folder of files.
//!
//! [`PAGES`] lists what is published. A page is a view, built here from documents through lenses, and
//! a template of the same name. Templates see views only. What a page says must never depend on the
//! clock, the environment or the order in which threads finish.

mod accent;
pub mod access;
pub mod archive;
pub mod brand;
pub mod changes;
pub mod closures;
pub mod comparison;
pub mod customer;
pub mod datasheet;
pub mod edition;
pub mod files;
pub mod form;
pub mod frame;
pub mod glossary;
pub mod headers;
pub mod index;
mod job;
pub mod languages;
pub mod logo;
pub mod names;
pub mod not_found;
pub mod notice;
pub mod open_now;
pub mod opening;
pub mod pages;
pub mod request;
pub mod runbook;
pub mod schema;
pub mod severities;
pub mod single;
pub mod sitemap;
pub mod statement;
pub mod structured;
pub mod texts;
pub mod untranslated;
pub mod updated;
mod value;
pub mod words;
pub mod write;
mod written;

pub use files::FILES;
pub use job::Printed;
pub use written::written_in;

use crate::error::Result;
use crate::model::partner::Branding;
use crate::model::{Entry, Workspace};
use crate::page::{Templates, View};
use crate::site::archive::Archive;
use crate::site::edition::Edition;
use crate::site::job::{jobs, run};
use crate::site::logo::Logo;
use crate::site::untranslated::Count;
use crate::site::write::Sink;
use jiff::civil::Date;
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
    /// Once per language, where the site has something to show on it.
    Language {
        /// Whether it has. Asked of one language for all, so that no language links to a page that
        /// another has alone: the answer must come from documents, never from words.
        exists: fn(&Edition<'_>) -> bool,
        /// Makes the view.
        view: fn(&Edition<'_>) -> Result<View>,
    },
    /// Once, at the top of the site; printed in the first language.
    Site {
        /// Name of its file without suffix.
        stem: &'static str,
        /// Makes the view, from the first language and all of them.
        view: fn(&Edition<'_>, &[Edition<'_>]) -> Result<View>,
    },
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
        name: archive::NAME,
        each: Each::Language {
            exists: archive::exists,
            view: archive::view,
        },
        markdown: true,
    },
    Page {
        name: glossary::NAME,
        each: Each::Language {
            exists: glossary::exists,
            view: glossary::view,
        },
        markdown: true,
    },
    Page {
        name: "languages",
        each: Each::Site {
            stem: index::NAME,
            view: languages::view,
        },
        markdown: false,
    },
    Page {
        name: "not_found",
        each: Each::Site {
            stem: not_found::STEM,
            view: not_found::view,
        },
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
    /// Whether each statement stands beside its page as a PDF too.
    pub pdf: bool,
    /// The pages that are kept as they were, if any ever was.
    pub archive: Option<Archive>,
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

/// The page of each published offering by its id, as `LANG/premium.html`: `LANG` stands for every language.
pub fn statement_pages(workspace: &Workspace, as_of: Date) -> BTreeMap<String, String> {
    let page = |entry: &Entry| {
        let name = edition::file_stem(&entry.id);
        (entry.id.clone(), format!("LANG/{name}.html"))
    };
    published(workspace, as_of).map(page).collect()
}

/// The pages of offerings in all languages, by path without suffix.
pub fn statements(workspace: &Workspace, options: &Options) -> Vec<String> {
    let stems = |language: &String| {
        let offerings = published(workspace, options.as_of);
        let stem = |entry: &Entry| format!("{language}/{}", edition::file_stem(&entry.id));
        offerings.map(stem).collect::<Vec<_>>()
    };
    options.languages.iter().flat_map(stems).collect()
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
    archive::build(workspace, templates, options, sink)?;
    Ok(Edition::untranslated(&editions))
}

/// Prints what all pages share: the style sheet in the partner's colour, and the logo.
fn assets(
    workspace: &Workspace,
    templates: &Templates,
    options: &Options,
    sink: &dyn Sink,
) -> Result<()> {
    sink.take(STYLE, sheet(workspace, templates)?.as_bytes())?;
    match &options.logo {
        Some(logo) => sink.take(logo.file_name(), logo.bytes()),
        None => Ok(()),
    }
}

/// The style sheet in the partner's colour.
fn sheet(workspace: &Workspace, templates: &Templates) -> Result<String> {
    let sheet = templates.text(STYLE)?;
    let partner = workspace.of_kind("PartnerProfile").next();
    let accent = brand::branding(partner).and_then(Branding::accent);
    let accent = accent.and_then(accent::rules).unwrap_or_default();
    Ok(format!("{sheet}{accent}"))
}
