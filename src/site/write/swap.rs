//! Old folder and new folder change places.
//!
//! Where the system can exchange two folders, it is one step. Elsewhere it is two renames with a
//! journal between them, which the next run completes or takes back.

use crate::error::{Error, Result};
use crate::site::write::failed;
use crate::site::write::found::Found;
use crate::site::write::manifest::{self, Manifest};
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What follows the name of the folder in those names.
const NEW: &str = ".tmp-new";
const OLD: &str = ".tmp-old";
const JOURNAL: &str = ".tmp-journal";
const LOCK: &str = ".lock";

/// The names a run uses beside the folder it writes.
#[derive(Debug)]
pub(super) struct Places {
    /// The folder itself.
    pub(super) out: PathBuf,
    /// Where the new folder is built.
    pub(super) new: PathBuf,
    /// Where the old folder waits for its removal.
    old: PathBuf,
    /// Exists while old and new are changing places in two steps.
    journal: PathBuf,
    /// Held by the run that writes.
    pub(super) lock: PathBuf,
}

impl Places {
    pub(super) fn beside(out: &Path) -> Result<Self> {
        let name = out
            .file_name()
            .ok_or_else(|| Error::Usage(format!("`{}` names no folder", out.display())))?;
        let beside = |suffix: &str| {
            let mut hidden = OsString::from(".");
            hidden.push(name);
            hidden.push(suffix);
            out.with_file_name(hidden)
        };
        Ok(Self {
            out: out.to_owned(),
            new: beside(NEW),
            old: beside(OLD),
            journal: beside(JOURNAL),
            lock: beside(LOCK),
        })
    }

    /// Finishes or takes back what a run that died left behind.
    pub(super) fn recover(&self) -> Result<()> {
        if self.journal.exists() {
            if !self.out.exists() {
                let new = Found::at(&self.new).unwrap_or_default();
                let complete = new.is_some_and(|new| new.complete);
                let survivor = if complete { &self.new } else { &self.old };
                rename(survivor, &self.out)?;
            }
            self.settle()?;
            fs::remove_file(&self.journal).map_err(|source| failed(&self.journal, source))?;
        }
        remove_ours(&self.new)?;
        remove_ours(&self.old)
    }

    /// Puts the new folder in the place of the old one, and removes the old one.
    pub(super) fn swap(&self) -> Result<()> {
        if !self.out.exists() {
            rename(&self.new, &self.out)?;
            return self.settle();
        }
        match exchange(&self.new, &self.out) {
            Ok(()) => {
                self.settle()?;
                remove_ours(&self.new)
            }
            Err(_) => self.swap_in_two_steps(),
        }
    }

    fn swap_in_two_steps(&self) -> Result<()> {
        let journal = fs::File::create(&self.journal).and_then(|journal| journal.sync_all());
        journal.map_err(|source| failed(&self.journal, source))?;
        self.settle()?;
        let swapped = rename(&self.out, &self.old).and_then(|()| {
            rename(&self.new, &self.out).inspect_err(|_| {
                // Back to the start; if that fails too, the journal tells the next run.
                let _ = rename(&self.old, &self.out);
            })
        });
        if swapped.is_ok() || self.out.exists() {
            self.settle()?;
            fs::remove_file(&self.journal).map_err(|source| failed(&self.journal, source))?;
        }
        swapped?;
        remove_ours(&self.old)
    }

    /// Brings the renames to the disk.
    fn settle(&self) -> Result<()> {
        let parent = self.out.parent().unwrap_or(Path::new("/"));
        if cfg!(windows) {
            return Ok(());
        }
        let flushed = fs::File::open(parent).and_then(|folder| folder.sync_all());
        flushed.map_err(|source| failed(parent, source))
    }
}

/// Whether a name could be one that a run uses beside some folder, and clears away.
pub(super) fn is_reserved(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    name.starts_with('.')
        && [NEW, OLD, JOURNAL, LOCK]
            .iter()
            .any(|end| name.ends_with(end))
}

/// The path that people know: a name that a run uses beside a folder stands for that folder.
pub(super) fn asked_for(path: &Path) -> PathBuf {
    let known = path.iter().map(|part| {
        let name = part.to_str().filter(|_| is_reserved(part));
        let inner = name.and_then(|name| name.strip_prefix('.'));
        let mut ends = [NEW, OLD, JOURNAL, LOCK].iter();
        let inner = inner.and_then(|name| ends.find_map(|end| name.strip_suffix(end)));
        inner.map_or(part, OsStr::new)
    });
    known.collect()
}

fn rename(from: &Path, to: &Path) -> Result<()> {
    fs::rename(from, to).map_err(|source| match source.kind() {
        io::ErrorKind::ResourceBusy | io::ErrorKind::CrossesDevices => Error::Usage(format!(
            "cannot replace `{}` as a whole, because it is mounted from elsewhere; publish into a new folder inside of it",
            to.display()
        )),
        _ => failed(to, source),
    })
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(new: &Path, out: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, new, CWD, out, RenameFlags::EXCHANGE).map_err(io::Error::from)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Removes a folder that a run of this tool made: one with a manifest, or one that died so early that
/// it holds no more than the beginning of one.
pub(super) fn remove_ours(folder: &Path) -> Result<()> {
    if !folder.exists() {
        return Ok(());
    }
    let manifest = folder.join(manifest::NAME);
    let bytes = fs::read(&manifest).unwrap_or_default();
    let removed = if Manifest::read(&bytes).is_some() {
        fs::remove_dir_all(folder)
    } else {
        let _ = fs::remove_file(&manifest);
        fs::remove_dir(folder)
    };
    removed.map_err(|source| failed(folder, source))
}
