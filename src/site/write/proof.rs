//! A published folder held against its own list, and against what would be published again.
//!
//! Every file is read, whatever its age says. Nothing is written, and no path of a list is followed.

use crate::error::{Error, Result};
use crate::site::write::found::contents;
use crate::site::write::made::Made;
use crate::site::write::manifest::{self, Fingerprint, Manifest};
use crate::site::write::{Change, Sink, checks};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// A published folder as it is.
#[derive(Debug)]
pub struct Inspection {
    /// How it was made; lists of older versions do not say.
    pub made: Option<Made>,
    /// What is not as the list says, by path; nothing if the folder is whole.
    pub flaws: Vec<(String, Change)>,
    /// The files, but for the list itself.
    files: BTreeMap<String, Option<Fingerprint>>,
}

impl Inspection {
    /// Looks at every file of a folder; `None` where there is no list of ours.
    pub fn of(out: &Path) -> Result<Option<Self>> {
        let bytes = fs::read(out.join(manifest::NAME)).unwrap_or_default();
        let Some(manifest) = Manifest::read(&bytes) else {
            return Ok(None);
        };
        let found = contents(out)?;
        let theirs = found
            .into_par_iter()
            .filter(|path| path.as_os_str() != OsStr::new(manifest::NAME));
        let files = theirs.map(|path| Ok((shown(&path), print(&out.join(&path))?)));
        let files: BTreeMap<_, _> = files.collect::<Result<_>>()?;
        let listed = files.iter().filter_map(|(path, print)| {
            let change = match (manifest.get(path), print) {
                (None, _) => Change::New,
                (Some(known), Some(print)) if known == print => return None,
                (Some(_), _) => Change::Changed,
            };
            Some((path.clone(), change))
        });
        let mut flaws: Vec<_> = listed.collect();
        let missing = manifest.missing(files.keys().map(String::as_str));
        flaws.extend(missing.into_iter().map(|path| (path, Change::Gone)));
        flaws.sort_by(|one, other| one.0.cmp(&other.0));
        Ok(Some(Self {
            made: manifest.into_made(),
            flaws,
            files,
        }))
    }

    /// How many files there are, the list apart.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is no file but the list.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// How many files have a name of a sort.
    pub fn count(&self, is_of: impl Fn(&str) -> bool) -> usize {
        self.files.keys().filter(|path| is_of(path)).count()
    }

    /// What is not as it would be published again, by path; `apart` tells which files are not made again.
    pub fn against(&self, again: Again, apart: impl Fn(&str) -> bool) -> Vec<(String, Change)> {
        let mut again = again.0.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut differences = Vec::new();
        for (path, print) in &self.files {
            match again.remove(path) {
                Some(known) if print.as_ref() == Some(&known) => {}
                Some(_) => differences.push((path.clone(), Change::Changed)),
                None if apart(path) => {}
                None => differences.push((path.clone(), Change::New)),
            }
        }
        differences.extend(again.into_keys().map(|path| (path, Change::Gone)));
        differences.sort_by(|one, other| one.0.cmp(&other.0));
        differences
    }
}

/// Takes the files of a folder and keeps only what they are recognised by.
#[derive(Debug, Default)]
pub struct Again(Mutex<BTreeMap<String, Fingerprint>>);

impl Sink for Again {
    fn take(&self, path: &str, content: &[u8]) -> Result<()> {
        checks::path(path)?;
        let mut files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        files.insert(path.to_owned(), Fingerprint::of(content));
        Ok(())
    }
}

fn shown(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(OsStr::to_string_lossy).collect();
    parts.join("/")
}

/// What a file is recognised by; nothing for links, folders that are empty and the like.
fn print(path: &Path) -> Result<Option<Fingerprint>> {
    let read = fs::symlink_metadata(path).and_then(|data| {
        let content = data.is_file().then(|| fs::read(path)).transpose()?;
        Ok(content.map(|content| Fingerprint::of(&content)))
    });
    read.map_err(|source| Error::Read {
        path: path.to_owned(),
        source,
    })
}
