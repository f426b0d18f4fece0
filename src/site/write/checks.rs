//! What must hold before anything is written.

use crate::error::{Error, Result};
use crate::site::write::manifest::{self, Fingerprint, Manifest};
use crate::site::write::{Neighbours, failed};
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Component, Path, PathBuf};
use walkdir::WalkDir;

/// Names that Windows keeps for devices, whatever follows the first dot.
const DEVICES: &[&str] = &["aux", "con", "nul", "prn"];

/// How many unexpected files a message names.
const NAMED: usize = 3;

/// Refuses paths that are not plain on every system, or that some system takes for the same.
pub(super) fn paths<'a>(paths: impl Iterator<Item = &'a String>) -> Result<()> {
    let mut seen = BTreeSet::new();
    for path in paths {
        if !path.split('/').all(is_plain) {
            return Err(Error::Internal(format!("`{path}` is no name for a page")));
        }
        if !seen.insert(path.to_lowercase()) {
            return Err(Error::Usage(format!("two pages would be called `{path}`")));
        }
    }
    Ok(())
}

fn is_plain(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or_default();
    part.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit())
        && !part.ends_with('.')
        && part
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"._-".contains(&b))
        && part.len() <= 120
        && !is_device(stem)
}

/// Whether Windows keeps this name for a device.
pub(crate) fn is_device(stem: &str) -> bool {
    let numbered = |kind| {
        stem.strip_prefix(kind)
            .is_some_and(|number| matches!(number.as_bytes(), [b'0'..=b'9']))
    };
    DEVICES.contains(&stem) || numbered("com") || numbered("lpt")
}

/// The folder to write, absolute; refuses places whose loss would hurt.
pub(super) fn target(out: &Path, neighbours: &Neighbours) -> Result<PathBuf> {
    let refused =
        |why: &str| Error::Usage(format!("cannot publish into `{}`: {why}", out.display()));
    if fs::symlink_metadata(out).is_ok_and(|data| data.is_symlink()) {
        return Err(refused("it is a link; name the folder it points to"));
    }
    if out.exists() && !out.is_dir() {
        return Err(refused("it is a file; name a folder"));
    }
    let real = real(out).ok_or_else(|| refused("name a folder, such as `site`"))?;
    let holds =
        |place: &PathBuf| fs::canonicalize(place).is_ok_and(|place| place.starts_with(&real));
    if real.parent().is_none() || neighbours.homes.iter().any(holds) {
        return Err(refused(
            "it holds more than pages; name a folder of its own",
        ));
    }
    for input in &neighbours.inputs {
        let Ok(input) = fs::canonicalize(input) else {
            continue;
        };
        if real.starts_with(&input) || input.starts_with(&real) {
            return Err(refused(
                "it is where the documents are; name a folder outside of them",
            ));
        }
    }
    Ok(real)
}

/// Refuses two folders of which one lies in the other.
pub(super) fn apart(public: &Path, private: &Path) -> Result<()> {
    let (Some(first), Some(second)) = (real(public), real(private)) else {
        return Ok(());
    };
    if first.starts_with(&second) || second.starts_with(&first) {
        return Err(Error::Usage(format!(
            "customers' pages cannot stand in `{}`, because the public pages are in `{}`; name a folder beside it",
            private.display(),
            public.display()
        )));
    }
    Ok(())
}

/// The path with all links resolved as far as it exists; `None` if it has no name of its own.
fn real(out: &Path) -> Option<PathBuf> {
    let absolute = std::path::absolute(out).ok()?;
    if let Ok(found) = fs::canonicalize(&absolute) {
        return Some(found);
    }
    let name = match absolute.components().next_back()? {
        Component::Normal(name) => name.to_owned(),
        _ => return None,
    };
    Some(real(absolute.parent()?)?.join(name))
}

/// The manifest of the folder that is to be replaced; `None` where there is nothing yet. A folder
/// that is not ours, or no longer as we left it, is refused.
pub(super) fn existing(out: &Path) -> Result<Option<Manifest>> {
    if !out.exists() {
        return Ok(None);
    }
    let found = contents(out)?;
    if found.is_empty() {
        return Ok(None);
    }
    let manifest = fs::read(out.join(manifest::NAME)).ok();
    let manifest = manifest
        .and_then(|bytes| Manifest::read(&bytes))
        .ok_or_else(|| {
            Error::Usage(format!(
                "`{}` holds files that csp-support did not write; name an empty or new folder",
                out.display()
            ))
        })?;
    let strange: Vec<_> = found
        .iter()
        .filter(|path| !is_as_written(out, path, &manifest))
        .map(|path| path.display().to_string())
        .collect();
    if strange.is_empty() {
        Ok(Some(manifest))
    } else {
        Err(changed_by_hand(out, &strange))
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
fn contents(out: &Path) -> Result<Vec<PathBuf>> {
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

fn is_as_written(out: &Path, path: &Path, manifest: &Manifest) -> bool {
    if path.as_os_str() == OsStr::new(manifest::NAME) {
        return true;
    }
    let parts: Option<Vec<_>> = path.iter().map(OsStr::to_str).collect();
    let known = parts.and_then(|parts| manifest.get(&parts.join("/")));
    let full = out.join(path);
    let plain = fs::symlink_metadata(&full).is_ok_and(|data| data.is_file());
    match (known, plain) {
        (Some(known), true) => fs::read(&full).is_ok_and(|now| Fingerprint::of(&now) == *known),
        _ => false,
    }
}
