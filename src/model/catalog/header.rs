//! How every catalogue file is built: a header that says where the facts come from, then rows.
//!
//! It must never know what the rows mean.

use crate::source::Source;
use crate::yaml::{self, Document};
use jiff::civil::Date;
use serde::Deserialize;
use serde::de::{DeserializeOwned, Deserializer, Error as _};
use std::collections::BTreeMap;

/// A value, or what is wrong with the catalogue that should give it.
pub(super) type Result<T> = std::result::Result<T, String>;

/// Where the facts of a catalogue come from.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Header {
    /// Name and version of the file's layout.
    pub schema: String,
    /// Keys of the sources, as in the pack that cites them.
    pub source: Vec<String>,
    /// Date of the newest source: what happened later is not in the catalogue.
    #[serde(deserialize_with = "date")]
    pub as_of: Date,
}

/// Catalogue files that have not been read yet, by path.
pub(super) struct Files {
    texts: BTreeMap<String, String>,
    pub(super) headers: BTreeMap<String, Header>,
}

impl Files {
    pub(super) fn new(files: Vec<(String, String)>) -> Self {
        Self {
            texts: files.into_iter().collect(),
            headers: BTreeMap::new(),
        }
    }

    /// Reads the rows of one file and remembers its header.
    pub(super) fn rows<T: DeserializeOwned>(&mut self, path: &str, key: &str) -> Result<Vec<T>> {
        let Some(text) = self.texts.remove(path) else {
            return Err(format!("catalogue `{path}` is missing"));
        };
        let document = document(path, text)?;
        self.headers
            .insert(path.to_owned(), read(&document, path, None)?);
        read(&document, path, Some(key))
    }

    /// Reads one part of each file in a folder and remembers their headers.
    pub(super) fn parts<T: DeserializeOwned>(&mut self, folder: &str, key: &str) -> Result<Vec<T>> {
        let paths: Vec<String> = self
            .texts
            .keys()
            .filter(|path| path.starts_with(folder))
            .cloned()
            .collect();
        let mut parts = Vec::new();
        for path in paths {
            let document = document(&path, self.texts.remove(&path).unwrap_or_default())?;
            self.headers
                .insert(path.clone(), read(&document, &path, None)?);
            parts.push(read(&document, &path, Some(key))?);
        }
        Ok(parts)
    }

    /// The files that nobody has read.
    pub(super) fn rest(&mut self) -> BTreeMap<String, String> {
        std::mem::take(&mut self.texts)
    }
}

/// The one document of a catalogue file.
pub(super) fn document(path: &str, text: String) -> Result<Document> {
    let reading = yaml::read(&Source::new(path, text));
    if let Some(finding) = reading.findings.first() {
        return Err(format!("catalogue `{path}`: {}", finding.message));
    }
    let first = reading.documents.into_iter().next();
    first.ok_or_else(|| format!("catalogue `{path}` is empty"))
}

/// Reads a document, or one of its keys, into a type.
pub(super) fn read<'a, T: Deserialize<'a>>(
    document: &'a Document,
    path: &str,
    key: Option<&str>,
) -> Result<T> {
    let root = document.root();
    let node = key.map_or(Some(root), |key| root.get(key));
    let node = node.ok_or_else(|| format!("catalogue `{path}` has no rows"))?;
    node.read()
        .map_err(|error| format!("catalogue `{path}`: {error}"))
}

/// A date as catalogues write it, `2026-05-04`.
pub(super) fn date<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> std::result::Result<Date, D::Error> {
    let text = String::deserialize(deserializer)?;
    text.parse().map_err(D::Error::custom)
}
