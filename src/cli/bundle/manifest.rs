//! The list of what a bundle holds, and of what was asked to make it.
//!
//! SHA-256, because every system has a program that computes it. Paths are only compared, never followed.

use super::archive::Files;
use super::recipe::Recipe;
use crate::cli::digest::sha256;
use crate::error::{Error, Result};
use crate::site::write::Change;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Its name in the bundle.
pub(super) const NAME: &str = "MANIFEST.json";

/// The name of the list that `sha256sum --check` reads.
pub(super) const SUMS: &str = "SHA256SUMS";

/// The name and version of the format.
const FORMAT: &str = "csp-support/bundle/v1";

/// What a bundle holds and how it was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::cli) struct Manifest {
    format: String,
    /// Version of the program that made it.
    pub(in crate::cli) version: String,
    /// The command that makes it again where the workspace is.
    pub(in crate::cli) command: Vec<String>,
    /// The same as it was understood.
    pub(in crate::cli) audit: Recipe,
    /// The packs that judged, in their order.
    pub(in crate::cli) packs: Vec<Judge>,
    /// All other files, by path.
    files: BTreeMap<String, Print>,
}

/// What tells whether the rest can be read.
#[derive(Deserialize)]
struct Head {
    format: String,
}

/// A pack that judged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::cli) struct Judge {
    /// Its id; its files are in the folder of that name.
    pub(in crate::cli) id: String,
    /// Its version; may be empty.
    pub(in crate::cli) version: String,
    /// What its files are recognised by, as in a lock.
    pub(in crate::cli) hash: String,
    /// Whether it ships with the program.
    pub(in crate::cli) ships: bool,
}

/// Size and hash of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Print {
    size: u64,
    sha256: String,
}

impl Manifest {
    /// The list of these files.
    pub(super) fn of(audit: Recipe, packs: Vec<Judge>, files: &Files) -> Self {
        let files = files
            .iter()
            .map(|(path, content)| (path.clone(), Print::of(content)));
        Self {
            format: FORMAT.to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            command: audit.words(),
            audit,
            packs,
            files: files.collect(),
        }
    }

    /// Reads the list of a bundle.
    pub(super) fn read(files: &Files) -> Result<Self, String> {
        let bytes = files
            .get(NAME)
            .ok_or_else(|| format!("it holds no {NAME}"))?;
        let head: Head = serde_json::from_slice(bytes).map_err(|_| unreadable())?;
        if head.format != FORMAT {
            return Err(format!(
                "its format `{}` is not known to this version; `{FORMAT}` is",
                head.format
            ));
        }
        serde_json::from_slice(bytes).map_err(|_| unreadable())
    }

    pub(super) fn to_bytes(&self) -> Result<Vec<u8>> {
        let mut bytes =
            serde_json::to_vec_pretty(self).map_err(|error| Error::Internal(error.to_string()))?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    /// What is not as the list says, by path; nothing if the bundle is whole.
    pub(in crate::cli) fn differences(&self, files: &Files) -> Vec<(String, Change)> {
        let own = [NAME, SUMS];
        let listed = self.files.iter().filter_map(|(path, print)| {
            let difference = match files.get(path) {
                None => Change::Gone,
                Some(content) if Print::of(content) != *print => Change::Changed,
                Some(_) => return None,
            };
            Some((path.clone(), difference))
        });
        let found = files
            .keys()
            .filter(|path| !self.files.contains_key(*path) && !own.contains(&path.as_str()));
        let extra = found.map(|path| (path.clone(), Change::New));
        let sums = match files.get(SUMS) {
            None => Some(Change::Gone),
            Some(found) if *found != sums(files) => Some(Change::Changed),
            Some(_) => None,
        };
        let mut all: Vec<_> = listed.chain(extra).collect();
        // Where a file differs its line in the list does too, which says nothing more.
        if all.is_empty() {
            all.extend(sums.map(|difference| (SUMS.to_owned(), difference)));
        }
        all.sort_by(|one, other| one.0.cmp(&other.0));
        all
    }

    /// How many files it lists.
    pub(in crate::cli) fn len(&self) -> usize {
        self.files.len()
    }
}

impl Print {
    fn of(content: &[u8]) -> Self {
        Self {
            size: content.len() as u64,
            sha256: sha256([content]),
        }
    }
}

/// A line for each file but the list itself.
pub(super) fn sums(files: &Files) -> Vec<u8> {
    let files = files.iter().filter(|(path, _)| *path != SUMS);
    let lines = files.map(|(path, content)| format!("{}  {path}\n", sha256([content.as_slice()])));
    lines.collect::<String>().into_bytes()
}

/// How files differ from what they should be, by path.
pub(in crate::cli) fn differences(should: &Files, are: &Files) -> Vec<(String, Change)> {
    let own = [NAME, SUMS];
    let paths: BTreeSet<&String> = should.keys().chain(are.keys()).collect();
    let compared = paths.into_iter().filter_map(|path| {
        let change = match (should.get(path), are.get(path)) {
            (Some(one), Some(other)) if one == other => return None,
            (Some(_), Some(_)) => Change::Changed,
            (None, _) => Change::New,
            (Some(_), None) => Change::Gone,
        };
        Some((path.clone(), change))
    });
    let mut all: Vec<_> = compared.collect();
    // The lists differ where anything does, which says nothing more.
    if all.iter().any(|(path, _)| !own.contains(&path.as_str())) {
        all.retain(|(path, _)| !own.contains(&path.as_str()));
    }
    all
}

/// What is said of a list that was changed or broken off.
fn unreadable() -> String {
    format!(
        "its {NAME} cannot be read, so it was changed or damaged; ask who sent it for another copy"
    )
}
