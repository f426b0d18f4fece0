//! Walks folders for YAML files, in sorted order, without following links or opening anything.
//!
//! It sorts names and file types and must never know which workspace a file belongs to.

use crate::source::Skipped;
use crate::source::discover::CONFIG;
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// Folders that never hold documents.
const PASSED_OVER: &[&str] = &["node_modules", "target"];

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
    System(std::io::Error),
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

/// Everything of interest at or below a path.
pub(crate) fn walk(start: &Path) -> Found {
    let mut found = Found::default();
    let walker = WalkDir::new(start).sort_by_file_name().into_iter();
    for entry in walker.filter_entry(is_of_interest) {
        match entry {
            Ok(entry) => found.take(&entry),
            Err(error) => {
                let path = error.path().unwrap_or(start).to_owned();
                let error = error.into_io_error();
                let error = error.unwrap_or_else(|| std::io::ErrorKind::Other.into());
                found.skipped.push((path, Trouble::System(error)));
            }
        }
    }
    found
}

/// Whether something found is looked at; what is hidden, and what other tools fill, is passed over.
pub(crate) fn is_of_interest(entry: &DirEntry) -> bool {
    let name = entry.file_name();
    let is_hidden = name.as_encoded_bytes().starts_with(b".");
    let is_passed_over = entry.file_type().is_dir() && PASSED_OVER.iter().any(|no| name == *no);
    entry.depth() == 0 || !(is_hidden || is_passed_over)
}

impl Found {
    fn take(&mut self, entry: &DirEntry) {
        let (path, kind) = (entry.path(), entry.file_type());
        if entry.file_name() == CONFIG {
            self.marked.extend(path.parent().map(Path::to_owned));
        } else if kind.is_symlink() {
            self.take_link(path);
        } else if kind.is_dir() || !is_document(path) {
            // Folders are walked into; other names do not matter.
        } else if kind.is_file() {
            self.files.push(path.to_owned());
        } else {
            self.skipped.push((path.to_owned(), Trouble::NotRegular));
        }
    }

    fn take_link(&mut self, path: &Path) {
        let target = fs::canonicalize(path).and_then(|target| Ok((fs::metadata(&target)?, target)));
        match target {
            Ok((data, target)) if data.is_dir() || is_document(path) => {
                if data.is_dir() || data.is_file() {
                    self.links.push(Link {
                        path: path.to_owned(),
                        target,
                        is_folder: data.is_dir(),
                    });
                } else {
                    self.skipped.push((path.to_owned(), Trouble::NotRegular));
                }
            }
            Err(error) if is_document(path) => {
                self.skipped.push((path.to_owned(), Trouble::System(error)));
            }
            _ => {}
        }
    }
}
