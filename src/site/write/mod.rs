//! Writing a folder of files so that it is all old or all new, at every moment and after every crash.
//!
//! The new folder is built beside the old one and the two change places in one step. A folder that
//! this tool did not make, or in which somebody changed something, is never touched. Nothing here
//! knows what the files are.

mod checks;
mod lock;
mod manifest;
mod swap;

pub(crate) use checks::is_device;

use crate::error::{Error, Result};
use crate::site::write::lock::Lock;
use crate::site::write::manifest::Manifest;
use crate::site::write::swap::Places;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What a run did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The folder held exactly these files already; nothing was written.
    Unchanged,
    /// There was no such folder, or an empty one; now there is.
    Created,
    /// The folder's files were replaced.
    Replaced,
}

/// What a published folder must leave alone.
#[derive(Debug, Clone, Default)]
pub struct Neighbours {
    /// Folders and files that were read: the folder must lie apart from them.
    pub inputs: Vec<PathBuf>,
    /// Folders that the folder must not contain, such as the user's home.
    pub homes: Vec<PathBuf>,
}

/// Puts `files` (path below `out`, content) where `out` is.
pub fn publish(
    out: &Path,
    neighbours: &Neighbours,
    files: &BTreeMap<String, Vec<u8>>,
) -> Result<Outcome> {
    put(out, neighbours, files, false)
}

/// Like [`publish`] for files whose names are to stay unknown: the folder's own list does not tell them.
pub fn publish_sealed(
    out: &Path,
    neighbours: &Neighbours,
    files: &BTreeMap<String, Vec<u8>>,
) -> Result<Outcome> {
    put(out, neighbours, files, true)
}

/// Refuses what [`publish`] would refuse, and two folders of which one lies in the other; writes nothing.
pub fn look(public: &Path, private: &Path, neighbours: &Neighbours) -> Result<()> {
    checks::apart(public, private)?;
    for out in [public, private] {
        checks::existing(&checks::target(out, neighbours)?)?;
    }
    Ok(())
}

fn put(
    out: &Path,
    neighbours: &Neighbours,
    files: &BTreeMap<String, Vec<u8>>,
    sealed: bool,
) -> Result<Outcome> {
    checks::paths(files.keys())?;
    let out = checks::target(out, neighbours)?;
    let parent = out.parent().unwrap_or(Path::new("/"));
    fs::create_dir_all(parent).map_err(|source| failed(parent, source))?;
    let places = Places::beside(&out)?;
    let _lock = Lock::take(&places.lock)?;
    places.recover()?;

    let new = Manifest::of(files, sealed);
    let old = checks::existing(&out)?;
    if old.as_ref() == Some(&new) && new.is_complete_in(&out) {
        return Ok(Outcome::Unchanged);
    }
    let built = build(&places.new, &new, files).and_then(|()| places.swap());
    if built.is_err() {
        // The error that counts is the first one; what is left over goes with the next run.
        let _ = swap::remove_ours(&places.new);
    }
    built?;
    Ok(match old {
        Some(_) => Outcome::Replaced,
        None => Outcome::Created,
    })
}

/// Builds the new folder. The manifest comes first: it marks the folder as ours from the start.
fn build(folder: &Path, manifest: &Manifest, files: &BTreeMap<String, Vec<u8>>) -> Result<()> {
    fs::create_dir(folder).map_err(|source| failed(folder, source))?;
    write(&folder.join(manifest::NAME), &manifest.to_bytes())?;
    let folders: BTreeSet<&Path> = files
        .keys()
        .filter_map(|path| Path::new(path).parent())
        .collect();
    for sub in folders {
        let path = folder.join(sub);
        fs::create_dir_all(&path).map_err(|source| failed(&path, source))?;
    }
    files
        .par_iter()
        .try_for_each(|(path, content)| write(&folder.join(path), content))?;
    flush(folder)
}

fn write(path: &Path, content: &[u8]) -> Result<()> {
    let written = fs::write(path, content);
    let written = if cfg!(target_os = "linux") {
        written
    } else {
        written.and_then(|()| fs::File::open(path)?.sync_all())
    };
    written.map_err(|source| failed(path, source))
}

/// Brings the whole folder to the disk: in one call where there is one, else files did it themselves.
fn flush(folder: &Path) -> Result<()> {
    let flushed = fs::File::open(folder).and_then(|handle| flush_handle(&handle));
    flushed.map_err(|source| failed(folder, source))
}

#[cfg(target_os = "linux")]
fn flush_handle(handle: &fs::File) -> io::Result<()> {
    rustix::fs::syncfs(handle).map_err(io::Error::from)
}

#[cfg(not(target_os = "linux"))]
fn flush_handle(handle: &fs::File) -> io::Result<()> {
    handle.sync_all()
}

fn failed(path: &Path, source: io::Error) -> Error {
    Error::Write {
        path: path.to_owned(),
        source,
    }
}
