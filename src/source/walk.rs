//! Walks folders for YAML files without following links or opening anything.
//!
//! It sorts names and file types and must never know which workspace a file belongs to.

use crate::source::Skipped;
use crate::source::discover::CONFIG;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

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

/// Everything of interest at or below a path: one level of folders after the other, each on all cores.
pub(crate) fn walk(start: &Path) -> Found {
    let mut found = Found::default();
    let mut folders = found.take_all(start, WalkDir::new(start).max_depth(0));
    while !folders.is_empty() {
        let level = folders.par_iter().with_max_len(MOST).map(|folder| {
            let mut inner = Found::default();
            // What was a folder a moment ago is not followed if it has become a link.
            let entries = WalkDir::new(folder).follow_root_links(false);
            let entries = entries.min_depth(1).max_depth(1);
            let folders = inner.take_all(folder, entries.sort_by_file_name());
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
    passed_over(entry).is_none()
}

fn passed_over(entry: &DirEntry) -> Option<PassedOver> {
    let name = entry.file_name();
    if entry.depth() == 0 {
        None
    } else if name.as_encoded_bytes().starts_with(b".") {
        Some(PassedOver::Hidden)
    } else {
        let is_tools = entry.file_type().is_dir() && TOOLS.iter().any(|no| name == *no);
        is_tools.then_some(PassedOver::Tools)
    }
}

impl Passed {
    fn new(entry: &DirEntry, why: PassedOver) -> Self {
        Self {
            path: entry.path().to_owned(),
            is_folder: entry.file_type().is_dir(),
            why,
        }
    }
}

impl Found {
    /// Takes what a walk finds; returns the folders to walk into.
    fn take_all(&mut self, start: &Path, entries: WalkDir) -> Vec<PathBuf> {
        let mut folders = Vec::new();
        for entry in entries {
            match entry {
                Ok(entry) => {
                    if let Some(why) = passed_over(&entry) {
                        self.passed.push(Passed::new(&entry, why));
                    } else {
                        self.take(&entry);
                        folders.extend(entry.file_type().is_dir().then(|| entry.into_path()));
                    }
                }
                Err(error) => {
                    let path = error.path().unwrap_or(start).to_owned();
                    let error = error.into_io_error();
                    let error = error.unwrap_or_else(|| std::io::ErrorKind::Other.into());
                    self.skipped.push((path, Trouble::System(error)));
                }
            }
        }
        folders
    }

    fn append(&mut self, mut other: Self) {
        self.files.append(&mut other.files);
        self.links.append(&mut other.links);
        self.marked.extend(other.marked);
        self.skipped.append(&mut other.skipped);
        self.passed.append(&mut other.passed);
    }

    fn take(&mut self, entry: &DirEntry) {
        let (path, kind) = (entry.path(), entry.file_type());
        let name = Path::new(entry.file_name());
        if entry.file_name() == CONFIG {
            self.marked.extend(path.parent().map(Path::to_owned));
        } else if kind.is_symlink() {
            self.take_link(entry);
        } else if kind.is_dir() {
            // Folders are walked into.
        } else if !is_document(name) {
            self.passed.push(Passed::new(entry, PassedOver::NotYaml));
        } else if kind.is_file() {
            self.files.push(path.to_owned());
        } else {
            self.skipped.push((path.to_owned(), Trouble::NotRegular));
        }
    }

    fn take_link(&mut self, entry: &DirEntry) {
        let path = entry.path();
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
            _ => self.passed.push(Passed::new(entry, PassedOver::NotYaml)),
        }
    }
}
