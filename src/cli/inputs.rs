//! What a run reads, none of which an output may replace.
//!
//! It compares places on the disk, and must never look into a file.

use crate::cli::args::{Judging, Outcome};
use crate::cli::baseline::Location;
use crate::cli::pack::LOCK;
use crate::cli::packs;
use crate::cli::plan;
use crate::cli::prepare::{Prepared, Workplace};
use crate::error::{Error, Result};
use crate::source::discover::CONFIG;
use std::collections::BTreeSet;
use std::fs::canonicalize;
use std::path::{Path, PathBuf};

/// The files that a run reads, each with what people call it.
#[derive(Debug, Default)]
pub(super) struct Inputs(Vec<(PathBuf, &'static str)>);

impl Inputs {
    /// What lies in and around the workspaces.
    pub(super) fn of(prepared: &Prepared, judging: &Judging) -> Self {
        let mut inputs = Self::default();
        for place in &prepared.workplaces {
            inputs.add_workplace(place, judging);
        }
        inputs
    }

    /// The same with what a run looks back at.
    pub(super) fn looking_back(mut self, prepared: &Prepared, outcome: &Outcome) -> Self {
        let flag = outcome.baseline.as_deref();
        for place in &prepared.workplaces {
            let location = Location::named(place, flag);
            self.add(location.map(|location| location.path), "a baseline");
        }
        self.add(outcome.compare.iter().cloned(), "an earlier report");
        self
    }

    /// The same with what another workspace is made from.
    pub(super) fn and(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// Adds files, whether they are there or not.
    pub(super) fn add(&mut self, files: impl IntoIterator<Item = PathBuf>, what: &'static str) {
        let files = files.into_iter().map(|file| (file, what));
        self.0.extend(files);
    }

    fn add_workplace(&mut self, place: &Workplace, judging: &Judging) {
        let root = &place.root;
        let read: BTreeSet<&str> = place.names().collect();
        let files = root.files.iter();
        let files = files.filter(|file| read.contains(file.name.as_str()));
        self.add(files.map(|file| file.path.clone()), "a document");
        if root.config.is_some() {
            self.add([root.dir.join(CONFIG)], "the settings file");
            self.add([root.dir.join(LOCK)], "the lock of the rule packs");
        }
        self.add([root.dir.join(plan::NAME)], "an action plan");
        for folder in packs::folders(&root.dir, &place.config, judging) {
            let files = below(&folder).filter(|file| packs::is_yaml(file));
            self.add(files, "a file of a rule pack");
        }
        if let Some(folder) = &place.config.templates {
            self.add(below(&root.dir.join(folder)), "a template");
        }
    }

    /// Refuses outputs that are one of these files, and two outputs to one file.
    pub(super) fn spare(&self, outputs: &[PathBuf]) -> Result<()> {
        let mut seen = BTreeSet::new();
        for output in outputs {
            if let Some(what) = self.what(output) {
                let output = output.display();
                return Err(Error::Usage(format!(
                    "`{output}` is {what} that this run reads, so nothing was written; choose another name for the output"
                )));
            }
            if is_replaced(output) && !seen.insert(real(output)) {
                let output = output.display();
                return Err(Error::Usage(format!(
                    "two outputs would go to `{output}`; choose another name for one of them"
                )));
            }
        }
        Ok(())
    }

    /// What the run reads there; a file that is not there yet cannot have been read.
    fn what(&self, output: &Path) -> Option<&'static str> {
        let output = canonicalize(output).ok()?;
        let is_there = |file: &Path| canonicalize(file).is_ok_and(|file| file == output);
        let mut inputs = self.0.iter();
        let found = inputs.find(|(file, _)| is_there(file));
        found.map(|(_, what)| *what)
    }
}

/// All files below a folder.
fn below(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let entries = walkdir::WalkDir::new(folder).into_iter().flatten();
    let files = entries.filter(|entry| entry.file_type().is_file());
    files.map(walkdir::DirEntry::into_path)
}

/// Whether writing there replaces what was there, as it does not for a device or a pipe.
fn is_replaced(path: &Path) -> bool {
    path.is_file() || !path.exists()
}

/// Where a path leads to, also if no file is there yet.
fn real(path: &Path) -> PathBuf {
    let real = canonicalize(path).ok().or_else(|| {
        let folder = path.parent()?;
        let here = folder.as_os_str().is_empty();
        let folder = canonicalize(if here { Path::new(".") } else { folder }).ok()?;
        Some(folder.join(path.file_name()?))
    });
    real.unwrap_or_else(|| path.to_owned())
}
