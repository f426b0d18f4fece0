//! Writing a folder of files so that it is all old or all new, at every moment and after every crash.
//!
//! The new folder is built beside the old one and the two change places in one step. A folder that
//! this tool did not make, or in which somebody changed something, is never touched. Nothing here
//! knows what the files are.

mod build;
mod checks;
mod compare;
mod disk;
mod found;
mod lock;
mod made;
mod manifest;
mod proof;
mod swap;
mod tally;

pub use build::Build;
pub(crate) use checks::{is_device, is_plain};
pub use compare::Comparison;
pub use made::{Contents, Made};
pub use proof::{Again, Inspection};
pub use tally::Change;

use crate::error::{Error, Result};
use std::io;
use std::path::{Path, PathBuf};

/// Takes the files of a site as they are printed, from many threads at once.
pub trait Sink: Sync {
    /// Takes one file: its path below the folder, and its content.
    fn take(&self, path: &str, content: &[u8]) -> Result<()>;
}

/// A folder in the making, or one that is only compared: it knows what was there.
pub trait Folder: Sink {
    /// A file of before, as it was written; none where there was no such file.
    fn before(&self, path: &str) -> Result<Option<Vec<u8>>>;
}

/// What became of the folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The folder held exactly these files already; nothing was written.
    Unchanged,
    /// There was no such folder, or an empty one; now there is.
    Created,
    /// The folder's files were replaced.
    Replaced,
}

/// What a run did.
#[derive(Debug, Clone, Copy)]
pub struct Done {
    /// What became of the folder.
    pub outcome: Outcome,
    /// How many files it holds.
    pub files: usize,
    /// How many of them are new or differ from those of before.
    pub written: usize,
}

/// What a published folder must leave alone.
#[derive(Debug, Clone, Default)]
pub struct Neighbours {
    /// Folders and files that were read: the folder must lie apart from them.
    pub inputs: Vec<PathBuf>,
    /// Folders that the folder must not contain, such as the user's home.
    pub homes: Vec<PathBuf>,
}

/// A place where a folder may be written. Nothing is written yet.
#[derive(Debug)]
pub struct Place {
    out: PathBuf,
    sealed: bool,
    /// What stands before the paths of files that stay for good.
    kept: Option<&'static str>,
    made: Option<Made>,
}

impl Place {
    /// Refuses places whose loss would hurt.
    pub fn new(out: &Path, neighbours: &Neighbours) -> Result<Self> {
        let out = checks::target(out, neighbours)?;
        Ok(Self {
            out,
            sealed: false,
            kept: None,
            made: None,
        })
    }

    /// The same place for files whose names are to stay unknown, or not: if so, the folder's own list
    /// does not tell them.
    #[must_use]
    pub fn sealed(self, sealed: bool) -> Self {
        Self { sealed, ..self }
    }

    /// The same place, where files below a folder stay for good: later runs neither change nor remove them.
    #[must_use]
    pub fn keeping(self, folder: &'static str) -> Self {
        Self {
            kept: Some(folder),
            ..self
        }
    }

    /// The same place with how its files are made, which the folder's own list says then.
    #[must_use]
    pub fn made(self, made: Made) -> Self {
        let made = Some(made);
        Self { made, ..self }
    }

    /// Begins a new folder here; refuses to replace one that we did not make or that somebody changed.
    pub fn build(&self) -> Result<Build> {
        Build::new(self)
    }

    /// Begins to compare what is here with what would be; refuses what [`Place::build`] refuses.
    pub fn compare(&self) -> Result<Comparison> {
        Comparison::new(self)
    }

    /// Refuses two folders of which one lies in the other; says what this one and the other one would hold.
    pub fn lies_apart_from(&self, other: &Self, ours: &str, theirs: &str) -> Result<()> {
        checks::apart((&self.out, ours), (&other.out, theirs))
    }
}

/// What cannot be written, by the name that was asked for.
fn failed(path: &Path, source: io::Error) -> Error {
    Error::Write {
        path: swap::asked_for(path),
        source,
    }
}
