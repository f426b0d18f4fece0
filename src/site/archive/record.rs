//! What is kept, as a file at the top of the site: it tells programs what was promised when, and tells the next
//! run what there is.

use super::FOLDER;
use crate::error::{Error, Result};
use crate::site::Printed;
use crate::site::edition::Edition;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Its file name.
pub const RECORD: &str = "archive.json";

/// Name and version of its shape.
const SCHEMA: &str = "csp-support/archive/v1";

/// All versions that are kept.
#[derive(Debug, Clone, Default)]
pub struct Archive {
    /// In the order in which they came.
    pub versions: Vec<Version>,
    /// How many of them, from the last one on, are printed by this run.
    pub(super) fresh: usize,
}

/// One version of an offering's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Version {
    /// Id of the offering.
    pub offering: String,
    /// The day for which it was first published.
    pub from: Day,
    /// The day on which something else was published in its place, or nothing; none while it is there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
    /// The folder it is kept in, below that of all versions.
    pub(super) folder: String,
    /// Name of its files without suffix.
    pub(super) name: String,
    /// The page in each language.
    pub(super) languages: BTreeMap<String, Page>,
}

/// A version in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// What the offering was called.
    pub(super) title: String,
    /// Hash of what the page said.
    pub(super) content: String,
}

/// A day as the file writes it, `2026-05-01`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day(pub Date);

impl TryFrom<String> for Day {
    type Error = jiff::Error;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse().map(Self)
    }
}

impl From<Day> for String {
    fn from(day: Day) -> Self {
        day.0.to_string()
    }
}

/// The file.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
    schema: String,
    versions: Vec<Version>,
}

impl Archive {
    /// Reads the file.
    pub fn read(bytes: &[u8]) -> Result<Self> {
        let record = serde_json::from_slice::<Record>(bytes).ok();
        let record = record.filter(|record| record.schema == SCHEMA);
        let record = record.ok_or_else(|| {
            Error::Usage(format!(
                "`{RECORD}` cannot be read, so nobody knows what the archive holds; bring back the one that was published last"
            ))
        })?;
        Ok(Self {
            versions: record.versions,
            fresh: 0,
        })
    }

    /// How many versions this run adds.
    pub fn added(&self) -> usize {
        self.fresh
    }

    /// The versions that this run adds.
    pub(super) fn fresh(&self) -> &[Version] {
        let old = self.versions.len().saturating_sub(self.fresh);
        self.versions.get(old..).unwrap_or_default()
    }

    /// The version of an offering that is published now.
    pub(super) fn current(&self, offering: &str) -> Option<&Version> {
        let mut own = self.versions.iter().rev();
        own.find(|version| version.offering == offering && version.until.is_none())
    }

    /// The languages in which anything is kept.
    pub(super) fn languages(&self) -> BTreeSet<&str> {
        let versions = self.versions.iter();
        versions
            .flat_map(|version| version.languages.keys())
            .map(String::as_str)
            .collect()
    }
}

impl Version {
    /// Whether it says all of this; it may have been in more languages.
    pub(super) fn says(&self, pages: &BTreeMap<String, Page>) -> bool {
        let said = |(language, page): (&String, &Page)| {
            let known = self.languages.get(language);
            known.is_some_and(|known| known.content == page.content)
        };
        pages.iter().all(said)
    }

    /// Path of its page in a language, without suffix.
    pub(super) fn stem(&self, language: &str) -> String {
        format!("{FOLDER}{}/{language}/{}", self.folder, self.name)
    }

    /// The language nearest to the wanted one, and what the offering was called in it.
    pub(super) fn told(&self, wanted: &str) -> (&str, &str) {
        let own = self.languages.get_key_value(wanted);
        let told = own.or_else(|| self.languages.first_key_value());
        told.map_or(("", ""), |(language, page)| (language, &page.title))
    }
}

/// The file as it is published; none where nothing was ever kept.
pub fn file(editions: &[Edition<'_>]) -> Result<Printed> {
    let archive = editions
        .first()
        .and_then(|first| first.options.archive.as_ref());
    let Some(archive) = archive.filter(|archive| !archive.versions.is_empty()) else {
        return Ok(Vec::new());
    };
    let record = Record {
        schema: SCHEMA.to_owned(),
        versions: archive.versions.clone(),
    };
    let text = serde_json::to_string_pretty(&record);
    let text = text.map_err(|error| Error::Internal(error.to_string()))?;
    Ok(vec![(RECORD.to_owned(), format!("{text}\n"))])
}
