//! The files of a revision that could be documents, by path.

use super::git;
use crate::error::{Error, Result};
use crate::source::MAX_BYTES;

/// What git writes before the type of something: a file, and one that may be run.
const REGULAR: [&str; 2] = ["100644", "100755"];

/// A file of a revision.
#[derive(Debug)]
pub(super) struct File {
    /// Its path from the top, with `/` between the parts.
    pub(super) path: String,
    /// The name of its content.
    pub(super) id: String,
    /// Its size in bytes.
    pub(super) size: u64,
}

/// How files end that pages are made from besides documents: own templates and a logo.
const DRESS: &[&str] = &["html", "md", "css", "svg", "png"];

/// Which files of a revision are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum Wanted {
    /// What could be documents.
    Documents,
    /// That, and what pages are made from.
    Pages,
}

/// All wanted files of an object that is a revision or a folder, sorted by path.
pub(super) fn files(object: &str, name: &str, wanted: Wanted) -> Result<Vec<File>> {
    let words = ["ls-tree", "-r", "-z", "--long", "--full-tree", object];
    let listed = git::answer(&words, name)?;
    let lines = listed
        .split(|byte| *byte == 0)
        .filter(|line| !line.is_empty());
    let mut files = Vec::new();
    for line in lines {
        let entry =
            entry(line).ok_or_else(|| unread(name, "git lists it in a way nobody knows"))?;
        let Some(file) = entry else { continue };
        let refused = refused(&file);
        if ends_in(&file.path, &["yaml", "yml"]) {
            // Leaving it out would look as if it had not been there.
            refused.map_or(Ok(()), |why| Err(unread(name, &why)))?;
            files.push(file);
        } else if wanted == Wanted::Pages && ends_in(&file.path, DRESS) && refused.is_none() {
            files.push(file);
        }
    }
    Ok(files)
}

/// What one line says: `MODE TYPE ID SIZE<TAB>PATH`. Links, and repositories in the repository, are
/// nothing: what a link leads to is there itself. `None` where the line cannot be read.
#[allow(
    clippy::option_option,
    reason = "a line without a file is no broken line"
)]
fn entry(line: &[u8]) -> Option<Option<File>> {
    let tab = line.iter().position(|byte| *byte == b'\t')?;
    let (about, path) = (line.get(..tab)?, line.get(tab + 1..)?);
    let about = std::str::from_utf8(about).ok()?;
    let mut words = about.split_ascii_whitespace();
    let (mode, _, id, size) = (words.next()?, words.next()?, words.next()?, words.next()?);
    if !REGULAR.contains(&mode) {
        return Some(None);
    }
    // Names that are no text are no documents' names.
    let Ok(path) = std::str::from_utf8(path) else {
        return Some(None);
    };
    Some(Some(File {
        path: path.to_owned(),
        id: id.to_owned(),
        size: size.parse().ok()?,
    }))
}

fn ends_in(path: &str, endings: &[&str]) -> bool {
    let ending = path.rsplit('.').next().unwrap_or_default();
    endings.iter().any(|own| ending.eq_ignore_ascii_case(own))
}

/// Why a file cannot be laid out: its path would lead elsewhere, or it is too large.
fn refused(file: &File) -> Option<String> {
    let plain = |part: &str| !matches!(part, "" | "." | "..") && !part.contains(['\\', ':']);
    let path = shown(&file.path);
    if !file.path.split('/').all(plain) {
        return Some(format!("`{path}` is no name for a file on every system"));
    }
    let is_large = file.size > MAX_BYTES as u64;
    is_large.then(|| format!("`{path}` is larger than {} MiB", MAX_BYTES >> 20))
}

fn shown(path: &str) -> String {
    crate::report::plain::line(path).into_owned()
}

fn unread(name: &str, why: &str) -> Error {
    Error::Usage(format!("cannot read `{}` from git: {why}", shown(name)))
}
