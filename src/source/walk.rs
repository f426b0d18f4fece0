//! Walks folders for YAML files without following links or opening anything.
//!
//! It sorts names and file types and must never know which workspace a file belongs to.

use crate::source::Skipped;
use crate::source::discover::CONFIG;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::fs::{self, FileType};
use std::io;
use std::path::{Path, PathBuf};
use walkdir::DirEntry;

/// Folders that never hold documents.
const TOOLS: &[&str] = &["node_modules", "target"];

/// The most folders that a core walks into at a time.
const MOST: usize = 64;

/// What lies below a folder.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// Regular YAML files.
    pub files: Vec<PathBuf>,
    /// Links that could matter.
    pub links: Vec<Link>,
    /// Folders with a configuration file.
    pub marked: BTreeSet<PathBuf>,
    /// What cannot be read, with a reason.
    pub skipped: Vec<(PathBuf, Trouble)>,
    /// What is not looked at.
    pub passed: Vec<Passed>,
}

/// Something that is there and not looked at.
#[derive(Debug)]
pub(crate) struct Passed {
    pub path: PathBuf,
    pub is_folder: bool,
    pub why: PassedOver,
}

/// Why something is not looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PassedOver {
    /// Its name begins with a dot.
    Hidden,
    /// A folder that other tools fill.
    Tools,
    /// Its name is not that of a YAML file.
    NotYaml,
    /// A link to what is read anyway, or a second link to the same file.
    Twice,
}

/// A symbolic link and what it leads to.
#[derive(Debug)]
pub(crate) struct Link {
    pub path: PathBuf,
    pub target: PathBuf,
    pub is_folder: bool,
}

/// Why something found cannot be read.
#[derive(Debug)]
pub(crate) enum Trouble {
    System(io::Error),
    NotRegular,
    LeadsOut,
}

impl Trouble {
    pub(crate) fn skipped(&self, name: String) -> Skipped {
        match self {
            Self::System(error) => Skipped::io(name, error),
            Self::NotRegular => Skipped::refused(name, "this is not a regular file"),
            Self::LeadsOut => Skipped::refused(name, "this link leads out of the workspace"),
        }
    }
}

/// Whether a name is that of a document; the configuration file is none.
pub(crate) fn is_document(path: &Path) -> bool {
    let extension = path.extension().and_then(OsStr::to_str);
    let is_yaml = extension.is_some_and(|extension| {
        extension.eq_ignore_ascii_case("yaml") || extension.eq_ignore_ascii_case("yml")
    });
    is_yaml && path.file_name() != Some(OsStr::new(CONFIG))
}

/// Everything of interest at or below a path: one level of folders after the other, each on all cores.
pub(crate) fn walk(start: &Path) -> Found {
    let mut found = Found::default();
    let mut folders = Vec::new();
    match fs::metadata(start) {
        Ok(data) if data.is_dir() => folders.push(start.to_owned()),
        Ok(data) => found.take(start.to_owned(), data.file_type()),
        Err(error) => found.skip(start.to_owned(), error),
    }
    while !folders.is_empty() {
        let level = folders.par_iter().with_max_len(MOST).map(|folder| {
            let mut inner = Found::default();
            let folders = inner.take_all(folder);
            (inner, folders)
        });
        let (level, next): (Vec<_>, Vec<_>) = level.unzip();
        for inner in level {
            found.append(inner);
        }
        folders = next.concat();
    }
    found
}

/// Whether something found is looked at; what is hidden, and what other tools fill, is passed over.
pub(crate) fn is_of_interest(entry: &DirEntry) -> bool {
    entry.depth() == 0 || passed_over(entry.file_name(), entry.file_type()).is_none()
}

fn passed_over(name: &OsStr, kind: FileType) -> Option<PassedOver> {
    if name.as_encoded_bytes().starts_with(b".") {
        return Some(PassedOver::Hidden);
    }
    let is_tools = kind.is_dir() && TOOLS.iter().any(|no| name == *no);
    is_tools.then_some(PassedOver::Tools)
}

/// What a folder holds, by name. What was a folder a moment ago is not followed if it has become a link.
fn entries(folder: &Path) -> io::Result<Vec<io::Result<(OsString, FileType)>>> {
    if !fs::symlink_metadata(folder)?.is_dir() {
        return Ok(Vec::new());
    }
    let entries = fs::read_dir(folder)?.map(|entry| {
        let entry = entry?;
        Ok((entry.file_name(), entry.file_type()?))
    });
    let mut entries: Vec<_> = entries.collect();
    entries.sort_by(|one, other| match (one, other) {
        (Ok((one, _)), Ok((other, _))) => one.cmp(other),
        _ => one.is_err().cmp(&other.is_err()),
    });
    Ok(entries)
}

impl Found {
    /// Takes what a folder holds; returns the folders to walk into.
    fn take_all(&mut self, folder: &Path) -> Vec<PathBuf> {
        let mut folders = Vec::new();
        let found = entries(folder).unwrap_or_else(|error| vec![Err(error)]);
        for entry in found {
            match entry {
                Ok((name, kind)) => {
                    let path = folder.join(&name);
                    match passed_over(&name, kind) {
                        Some(why) => self.pass(path, kind, why),
                        None if kind.is_dir() => folders.push(path),
                        None => self.take(path, kind),
                    }
                }
                Err(error) => self.skip(folder.to_owned(), error),
            }
        }
        folders
    }

    fn pass(&mut self, path: PathBuf, kind: FileType, why: PassedOver) {
        let is_folder = kind.is_dir();
        self.passed.push(Passed {
            path,
            is_folder,
            why,
        });
    }

    fn skip(&mut self, path: PathBuf, error: io::Error) {
        self.skipped.push((path, Trouble::System(error)));
    }

    fn append(&mut self, mut other: Self) {
        self.files.append(&mut other.files);
        self.links.append(&mut other.links);
        self.marked.extend(other.marked);
        self.skipped.append(&mut other.skipped);
        self.passed.append(&mut other.passed);
    }

    /// Takes what is no folder.
    fn take(&mut self, path: PathBuf, kind: FileType) {
        let name = path.file_name().unwrap_or_default();
        if name == CONFIG {
            self.marked.extend(path.parent().map(Path::to_owned));
        } else if kind.is_symlink() {
            self.take_link(path, kind);
        } else if !is_document(Path::new(name)) {
            self.pass(path, kind, PassedOver::NotYaml);
        } else if kind.is_file() {
            self.files.push(path);
        } else {
            self.skipped.push((path, Trouble::NotRegular));
        }
    }

    fn take_link(&mut self, path: PathBuf, kind: FileType) {
        let target = fs::canonicalize(&path);
        let target = target.and_then(|target| Ok((fs::metadata(&target)?, target)));
        match target {
            Ok((data, target)) if data.is_dir() || is_document(&path) => {
                if data.is_dir() || data.is_file() {
                    self.links.push(Link {
                        path,
                        target,
                        is_folder: data.is_dir(),
                    });
                } else {
                    self.skipped.push((path, Trouble::NotRegular));
                }
            }
            Err(error) if is_document(&path) => self.skip(path, error),
            _ => self.pass(path, kind, PassedOver::NotYaml),
        }
    }
}
