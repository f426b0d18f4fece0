//! What must hold before anything is written.

use crate::error::{Error, Result};
use crate::site::write::Neighbours;
use crate::site::write::swap;
use std::fs;
use std::path::{Component, Path, PathBuf};

/// Names that Windows keeps for devices, whatever follows the first dot.
const DEVICES: &[&str] = &["aux", "con", "nul", "prn"];

/// The longest name. Systems take longer ones, but not all of them many folders deep.
const LONGEST: usize = 160;

/// Names that are not plain and have to be so, because the hosts that read them know no other.
const KNOWN_TO_HOSTS: &[&str] = &["_headers"];

/// Refuses a path that is not plain on every system. Plain ones have no capital letters and no accents,
/// so that two of them that some system takes for the same are the same.
pub(super) fn path(path: &str) -> Result<()> {
    if path.split('/').all(is_plain) || KNOWN_TO_HOSTS.contains(&path) {
        return Ok(());
    }
    Err(Error::Internal(format!("`{path}` is no name for a page")))
}

/// Whether a name is one on every system.
pub(crate) fn is_plain(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or_default();
    part.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit())
        && !part.ends_with('.')
        && part
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"._-".contains(&b))
        && part.len() <= LONGEST
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
    // A slash at the end would lead through a link, and would hide that a file is in the way.
    let out: &Path = &out.components().collect::<PathBuf>();
    if fs::symlink_metadata(out).is_ok_and(|data| data.is_symlink()) {
        return Err(refused("it is a link; name the folder it points to"));
    }
    if let Some(place) = in_the_way(out) {
        return Err(if place == out {
            refused("it is a file; name a folder")
        } else {
            let what = format!("`{}` is no folder; name another place", place.display());
            refused(&what)
        });
    }
    let real = real(out).ok_or_else(|| refused("name a folder, such as `site`"))?;
    if real.file_name().is_some_and(swap::is_reserved) {
        return Err(refused(
            "csp-support needs such names while it writes; name another folder",
        ));
    }
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
                "it is where documents, templates or rules are; name a folder outside of them",
            ));
        }
    }
    Ok(real)
}

/// What is there in place of the folder, or of one around it.
fn in_the_way(out: &Path) -> Option<&Path> {
    let is_there = |path: &Path| fs::symlink_metadata(path).is_ok();
    out.ancestors()
        .find(|path| is_there(path) && !path.is_dir())
}

/// Refuses two folders of which one lies in the other.
pub(super) fn apart((folder, ours): (&Path, &str), (other, theirs): (&Path, &str)) -> Result<()> {
    if other.starts_with(folder) || folder.starts_with(other) {
        return Err(Error::Usage(format!(
            "{ours} cannot stand in `{}`, because {theirs} are in `{}`; name a folder beside it",
            folder.display(),
            other.display()
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
