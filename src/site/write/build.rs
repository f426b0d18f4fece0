//! The new folder in the making: files come in as they are printed, and nothing is held.
//!
//! A file that is as it was keeps its place on the disk. Nothing is written before something differs.

use crate::error::{Error, Result};
use crate::site::write::found::Found;
use crate::site::write::lock::Lock;
use crate::site::write::manifest::{self, Fingerprint, Manifest};
use crate::site::write::swap::{self, Places};
use crate::site::write::{Done, Outcome, Place, Sink, checks, disk, failed};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Takes the files of a folder; dropped before [`Build::finish`], it leaves all as it was.
#[derive(Debug)]
pub struct Build {
    places: Places,
    found: Option<Found>,
    sealed: bool,
    progress: Mutex<Progress>,
    _lock: Lock,
}

/// What has come in so far.
#[derive(Debug, Default)]
struct Progress {
    files: BTreeMap<String, Fingerprint>,
    /// The folders that were made below the new one; none before anything differs.
    folders: BTreeSet<PathBuf>,
    written: usize,
}

impl Build {
    pub(super) fn new(place: &Place, sealed: bool) -> Result<Self> {
        let places = Places::beside(&place.out)?;
        let lock = Lock::take(&places.lock)?;
        places.recover()?;
        Ok(Self {
            found: Found::at(&place.out)?,
            places,
            sealed,
            progress: Mutex::default(),
            _lock: lock,
        })
    }

    /// Puts the new folder in the place of the old one, unless they are the same.
    pub fn finish(self) -> Result<Done> {
        let progress = std::mem::take(&mut *self.progress());
        let manifest = Manifest::of(&progress.files, self.sealed).to_bytes();
        let done = |outcome| Done {
            outcome,
            files: progress.files.len(),
            written: progress.written,
        };
        let found = self.found.as_ref();
        if progress.written == 0 && found.is_some_and(|found| found.has(&manifest)) {
            return Ok(done(Outcome::Unchanged));
        }
        let mut folders = progress.folders;
        let kept: Vec<&String> = progress
            .files
            .iter()
            .filter(|(path, print)| self.is_kept(path, **print))
            .map(|(path, _)| path)
            .collect();
        self.folder(&mut folders, Path::new(""))?;
        for path in &kept {
            self.folder(&mut folders, parent(path))?;
        }
        kept.par_iter().try_for_each(|path| {
            disk::keep(&self.places.out.join(path), &self.places.new.join(path))
        })?;
        disk::write(&self.places.new.join(manifest::NAME), &manifest)?;
        disk::flush(&self.places.new)?;
        self.places.swap()?;
        disk::touch(&self.places.out.join(manifest::NAME));
        Ok(done(match found {
            Some(_) => Outcome::Replaced,
            None => Outcome::Created,
        }))
    }

    fn progress(&self) -> MutexGuard<'_, Progress> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether the old folder holds this very file.
    fn is_kept(&self, path: &str, print: Fingerprint) -> bool {
        let found = self.found.as_ref();
        found.is_some_and(|found| found.files.get(path) == Some(&print))
    }

    /// Makes a folder below the new one, and the new one before it. Its manifest comes first: it marks
    /// the folder as ours from the start, and lists nothing before all is there.
    fn folder(&self, made: &mut BTreeSet<PathBuf>, below: &Path) -> Result<()> {
        if made.is_empty() {
            let new = &self.places.new;
            fs::create_dir(new).map_err(|source| failed(new, source))?;
            let nothing = Manifest::of(&BTreeMap::new(), self.sealed);
            disk::write(&new.join(manifest::NAME), &nothing.to_bytes())?;
            made.insert(PathBuf::new());
        }
        if !made.contains(below) {
            let path = self.places.new.join(below);
            fs::create_dir_all(&path).map_err(|source| failed(&path, source))?;
            made.insert(below.to_owned());
        }
        Ok(())
    }
}

impl Sink for Build {
    fn take(&self, path: &str, content: &[u8]) -> Result<()> {
        checks::path(path)?;
        let print = Fingerprint::of(content);
        let kept = self.is_kept(path, print);
        let mut progress = self.progress();
        if progress.files.insert(path.to_owned(), print).is_some() {
            return Err(Error::Usage(format!("two pages would be called `{path}`")));
        }
        if kept {
            return Ok(());
        }
        progress.written += 1;
        self.folder(&mut progress.folders, parent(path))?;
        drop(progress);
        disk::write(&self.places.new.join(path), content)
    }
}

impl Drop for Build {
    fn drop(&mut self) {
        // After a swap there is nothing there; else what cannot be removed goes with the next run.
        let _ = swap::remove_ours(&self.places.new);
    }
}

fn parent(path: &str) -> &Path {
    Path::new(path).parent().unwrap_or(Path::new(""))
}
