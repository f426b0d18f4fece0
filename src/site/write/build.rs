//! The new folder in the making: files come in as they are printed, and nothing is held.
//!
//! A file that is as it was keeps its place on the disk. Nothing is written before something differs.

use crate::error::Result;
use crate::site::write::lock::Lock;
use crate::site::write::manifest::{self, Manifest};
use crate::site::write::swap::{self, Places};
use crate::site::write::tally::{Sum, Tally};
use crate::site::write::{Done, Folder, Outcome, Place, Sink, disk, failed};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};

/// Takes the files of a folder; dropped before [`Build::finish`], it leaves all as it was.
#[derive(Debug)]
pub struct Build {
    places: Places,
    tally: Tally,
    /// What came in, once nothing more does.
    sum: OnceLock<Sum>,
    /// The folders that were made below the new one; none before anything differs.
    folders: Mutex<BTreeSet<PathBuf>>,
    _lock: Lock,
}

impl Build {
    pub(super) fn new(place: &Place) -> Result<Self> {
        let places = Places::beside(&place.out)?;
        let lock = Lock::take(&places.lock)?;
        places.recover()?;
        Ok(Self {
            tally: Tally::new(place)?,
            sum: OnceLock::new(),
            places,
            folders: Mutex::default(),
            _lock: lock,
        })
    }

    /// Adds up what came in, when nothing more does, and tells how many files it is. [`Build::finish`] does so too;
    /// whoever has to wait before that has time for it.
    pub fn add_up(&self) -> usize {
        self.sum().files
    }

    fn sum(&self) -> &Sum {
        self.sum.get_or_init(|| self.tally.sum())
    }

    /// Puts the new folder in the place of the old one, unless they are the same.
    pub fn finish(self) -> Result<Done> {
        let sum = self.sum();
        let done = |outcome| Done {
            outcome,
            files: sum.files,
            written: sum.files - sum.kept.len(),
        };
        if sum.changes.is_empty() {
            return Ok(done(Outcome::Unchanged));
        }
        self.folder(Path::new(""))?;
        for path in &sum.kept {
            self.folder(parent(path))?;
        }
        sum.kept.par_iter().try_for_each(|path| {
            disk::keep(&self.places.out.join(path), &self.places.new.join(path))
        })?;
        disk::write(&self.places.new.join(manifest::NAME), &sum.manifest)?;
        disk::flush(&self.places.new)?;
        self.places.swap()?;
        disk::touch(&self.places.out.join(manifest::NAME));
        Ok(done(if self.tally.is_replacing() {
            Outcome::Replaced
        } else {
            Outcome::Created
        }))
    }

    /// Makes a folder below the new one, and the new one before it. Its manifest comes first: it marks
    /// the folder as ours from the start, and lists nothing before all is there.
    fn folder(&self, below: &Path) -> Result<()> {
        let mut made = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        let new = &self.places.new;
        if made.is_empty() {
            fs::create_dir(new).map_err(|source| failed(new, source))?;
            let nothing = Manifest::of(&BTreeMap::new(), false, None);
            disk::write(&new.join(manifest::NAME), &nothing.to_bytes())?;
            made.insert(PathBuf::new());
        }
        if !made.contains(below) {
            let path = new.join(below);
            fs::create_dir_all(&path).map_err(|source| failed(&path, source))?;
            made.insert(below.to_owned());
        }
        Ok(())
    }
}

impl Sink for Build {
    fn take(&self, path: &str, content: &[u8]) -> Result<()> {
        if self.tally.take(path, content)? {
            return Ok(());
        }
        self.folder(parent(path))?;
        disk::write(&self.places.new.join(path), content)
    }
}

impl Folder for Build {
    fn before(&self, path: &str) -> Result<Option<Vec<u8>>> {
        self.tally.read(path)
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
