//! The folder as it stands before a run: the files in it, each proved to be as we left it.
//!
//! A folder that is not ours, or in which somebody changed something, is refused here.

use crate::error::{Error, Result};
use crate::site::write::failed;
use crate::site::write::manifest::{self, Fingerprint, Manifest};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// How many unexpected files a message names.
const NAMED: usize = 3;

/// A folder that we made and nobody changed.
#[derive(Debug)]
pub(super) struct Found {
    /// What is there, by path below the folder; the manifest apart.
    pub(super) files: BTreeMap<String, Fingerprint>,
    /// Whether every file of the manifest is still there.
    pub(super) complete: bool,
    manifest: Manifest,
}

impl Found {
    /// Looks at a folder; `None` where there is nothing yet.
    pub(super) fn at(out: &Path) -> Result<Option<Self>> {
        if !out.exists() {
            return Ok(None);
        }
        let contents = contents(out)?;
        if contents.is_empty() {
            return Ok(None);
        }
        let bytes = fs::read(out.join(manifest::NAME)).unwrap_or_default();
        let manifest = Manifest::read(&bytes).ok_or_else(|| {
            Error::Usage(format!(
                "`{}` holds files that csp-support did not write; name an empty or new folder",
                out.display()
            ))
        })?;
        let written = fs::symlink_metadata(out.join(manifest::NAME)).ok();
        let theirs = contents
            .into_par_iter()
            .filter(|path| path.as_os_str() != OsStr::new(manifest::NAME));
        let looked = theirs.map(|path| {
            let known = as_written(out, &path, &manifest, written.as_ref());
            known.ok_or_else(|| path.display().to_string())
        });
        let (mut files, mut strange) = (BTreeMap::new(), Vec::new());
        for file in looked.collect::<Vec<_>>() {
            match file {
                Ok((path, print)) => drop(files.insert(path, print)),
                Err(path) => strange.push(path),
            }
        }
        if !strange.is_empty() {
            return Err(changed_by_hand(out, &strange));
        }
        Ok(Some(Self {
            complete: files.len() == manifest.len(),
            files,
            manifest,
        }))
    }

    /// Whether its list is the one that a folder of these files would have. How it was made may differ:
    /// what was written down with these very files still makes them.
    pub(super) fn is_listed_as(&self, manifest: &Manifest) -> bool {
        self.manifest.lists_the_same(manifest)
    }
}

fn changed_by_hand(out: &Path, strange: &[String]) -> Error {
    let names: Vec<_> = strange
        .iter()
        .take(NAMED)
        .map(|name| format!("`{name}`"))
        .collect();
    let more = strange.len().saturating_sub(NAMED);
    let more = if more > 0 {
        format!(" and {more} more")
    } else {
        String::new()
    };
    Error::Usage(format!(
        "`{}` was changed by hand: {}{more}; move these files away or name another folder",
        out.display(),
        names.join(", ")
    ))
}

/// Everything below the folder that is no folder, and every folder that is empty.
pub(super) fn contents(out: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in WalkDir::new(out).min_depth(1).sort_by_file_name() {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(out).to_owned();
            failed(&path, error.into())
        })?;
        let empty = || fs::read_dir(entry.path()).is_ok_and(|mut all| all.next().is_none());
        if !entry.file_type().is_dir() || empty() {
            let path = entry.path().strip_prefix(out).unwrap_or(entry.path());
            found.push(path.to_owned());
        }
    }
    Ok(found)
}

/// The path and fingerprint of a file that is as the manifest says.
fn as_written(
    out: &Path,
    path: &Path,
    manifest: &Manifest,
    written: Option<&Metadata>,
) -> Option<(String, Fingerprint)> {
    let parts: Option<Vec<_>> = path.iter().map(OsStr::to_str).collect();
    let path = parts?.join("/");
    let known = *manifest.get(&path)?;
    let full = out.join(&path);
    let data = fs::symlink_metadata(&full).ok()?;
    let same = data.is_file()
        && data.len() == known.size
        && (written.is_some_and(|written| is_older(&data, written))
            || fs::read(&full).is_ok_and(|now| Fingerprint::of(&now) == known));
    same.then_some((path, known))
}

/// Whether a file has not been touched since the manifest was written, which is the last thing a run
/// does. Not only the content's time counts, which anybody can set, but also that of the inode, which
/// the system sets whenever a file is written, renamed, linked or given another time. A file of the
/// same tick as the manifest is not older: it is read.
#[cfg(unix)]
fn is_older(file: &Metadata, manifest: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    let changed = |data: &Metadata| (data.ctime(), data.ctime_nsec());
    let modified = |data: &Metadata| (data.mtime(), data.mtime_nsec());
    changed(file) < changed(manifest) && modified(file) < modified(manifest)
}

/// Without such a time, every file is read.
#[cfg(not(unix))]
fn is_older(_: &Metadata, _: &Metadata) -> bool {
    false
}
