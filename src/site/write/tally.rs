//! What has come in so far, held against what was there.

use crate::error::{Error, Result};
use crate::site::write::found::Found;
use crate::site::write::made::Made;
use crate::site::write::manifest::{self, Fingerprint, Manifest};
use crate::site::write::{Place, checks};
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

/// How a file differs from what was there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// It has another content.
    Changed,
    /// It was not there.
    New,
    /// It is no longer printed.
    Gone,
}

/// The files that came in, by path, and those of before.
#[derive(Debug)]
pub(super) struct Tally {
    out: PathBuf,
    found: Option<Found>,
    sealed: bool,
    kept: Option<&'static str>,
    made: Option<Made>,
    files: Mutex<HashMap<String, Fingerprint>>,
}

impl Tally {
    pub(super) fn new(place: &Place) -> Result<Self> {
        Ok(Self {
            found: Found::at(&place.out)?,
            out: place.out.clone(),
            sealed: place.sealed,
            kept: place.kept,
            made: place.made.clone(),
            files: Mutex::default(),
        })
    }

    /// A file of before.
    pub(super) fn read(&self, path: &str) -> Result<Option<Vec<u8>>> {
        if self.before(path).is_none() {
            return Ok(None);
        }
        let path = self.out.join(path);
        let read = fs::read(&path).map(Some);
        read.map_err(|source| Error::Read { path, source })
    }

    /// Counts a file, and tells whether it is as it was.
    pub(super) fn take(&self, path: &str, content: &[u8]) -> Result<bool> {
        checks::path(path)?;
        let print = Fingerprint::of(content);
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        if files.insert(path.to_owned(), print).is_some() {
            return Err(Error::Usage(format!("two pages would be called `{path}`")));
        }
        let before = self.before(path);
        if before.is_some_and(|before| *before != print) && self.stays(path) {
            return Err(Error::Usage(format!(
                "`{path}` is kept for good and would change; publish into another folder"
            )));
        }
        Ok(before == Some(&print))
    }

    /// Whether a file is one that no later run changes or removes.
    fn stays(&self, path: &str) -> bool {
        self.kept.is_some_and(|folder| path.starts_with(folder))
    }

    fn before(&self, path: &str) -> Option<&Fingerprint> {
        self.found.as_ref()?.files.get(path)
    }

    /// Whether there was a folder.
    pub(super) fn is_replacing(&self) -> bool {
        self.found.is_some()
    }

    /// Closes the count.
    pub(super) fn sum(&self) -> Sum {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        let mut files: BTreeMap<_, _> = std::mem::take(&mut *files).into_iter().collect();
        let before = self.found.iter().flat_map(|found| &found.files);
        for (path, print) in before.filter(|(path, _)| self.stays(path)) {
            files.entry(path.clone()).or_insert(*print);
        }
        let (mut kept, mut changes) = (Vec::new(), Vec::new());
        for (path, print) in &files {
            match self.before(path) {
                Some(before) if before == print => kept.push(path.clone()),
                Some(_) => changes.push((path.clone(), Change::Changed)),
                None => changes.push((path.clone(), Change::New)),
            }
        }
        let before = self.found.iter().flat_map(|found| found.files.keys());
        let gone = before.filter(|path| !files.contains_key(*path));
        changes.extend(gone.map(|path| (path.clone(), Change::Gone)));
        changes.sort_by(|one, other| one.0.cmp(&other.0));
        let manifest = Manifest::of(&files, self.sealed, self.made.clone());
        if changes.is_empty() {
            let mut own = |change| changes.push((manifest::NAME.to_owned(), change));
            match &self.found {
                Some(found) if found.is_listed_as(&manifest) => {}
                Some(_) => own(Change::Changed),
                None => own(Change::New),
            }
        }
        Sum {
            files: files.len(),
            kept,
            changes,
            manifest: manifest.to_bytes(),
        }
    }
}

/// What came in, all in all.
#[derive(Debug)]
pub(super) struct Sum {
    /// How many files came in.
    pub(super) files: usize,
    /// The files that are as they were.
    pub(super) kept: Vec<String>,
    /// What differs, by path; the manifest itself only where nothing else does.
    pub(super) changes: Vec<(String, Change)>,
    /// The manifest of what came in.
    pub(super) manifest: Vec<u8>,
}
