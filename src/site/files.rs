//! The files that programs read: no template makes them.
//!
//! A file whose text is JSON, XML or settings is written from data by its own module, so that it is sound
//! whatever a text holds. [`FILES`] lists them.

use crate::error::Result;
use crate::model::Entry;
use crate::site::edition::Edition;
use crate::site::job::{Job, for_languages, for_offerings};
use crate::site::{Printed, archive, changes, closures, datasheet, headers, sitemap};

/// A kind of file that programs read; no template makes it.
#[derive(Debug)]
pub struct File {
    /// Its name; of a file per offering, the ending that follows the stem of the offering's page.
    pub name: &'static str,
    /// How often it is written.
    pub text: Text,
}

/// How often a file is written, with the function that makes its text; none where there is nothing to tell.
#[derive(Debug, Clone, Copy)]
pub enum Text {
    /// Once per published offering and language, beside its page.
    Offering(fn(&Edition<'_>, &Entry) -> Result<Option<String>>),
    /// Once per language.
    Language(fn(&Edition<'_>) -> Result<Option<String>>),
    /// Once for all languages, in as many files as it takes, each with its path.
    Site(fn(&[Edition<'_>]) -> Result<Printed>),
}

/// All files that are no pages.
pub const FILES: &[File] = &[
    File {
        name: datasheet::SUFFIX,
        text: Text::Offering(datasheet::text),
    },
    File {
        name: closures::FILE,
        text: Text::Language(closures::text),
    },
    File {
        name: changes::FEED,
        text: Text::Language(changes::feed),
    },
    File {
        name: archive::RECORD,
        text: Text::Site(archive::file),
    },
    File {
        name: sitemap::SITEMAP,
        text: Text::Site(sitemap::sitemap),
    },
    File {
        name: sitemap::ROBOTS,
        text: Text::Site(sitemap::robots),
    },
    File {
        name: "headers",
        text: Text::Site(headers::public),
    },
];

impl File {
    /// Writes it for all editions.
    pub(super) fn jobs<'a>(&'static self, editions: &'a [Edition<'a>]) -> Vec<Job<'a>> {
        let printed = |path: String, text: Option<String>| -> Printed {
            text.map(|text| (path, text)).into_iter().collect()
        };
        match self.text {
            Text::Offering(text) => for_offerings(editions, move |edition, entry| {
                let path = format!("{}.{}", edition.statement_stem(&entry.id), self.name);
                Ok(printed(path, text(edition, entry)?))
            }),
            Text::Language(text) => for_languages(editions, move |edition| {
                let path = edition.page_stem(self.name);
                Ok(printed(path, text(edition)?))
            }),
            Text::Site(text) => vec![Box::new(move || text(editions))],
        }
    }
}
