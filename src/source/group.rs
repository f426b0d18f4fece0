//! Sorts what a walk found by workspace, and decides which links may be followed.
//!
//! It compares paths and must never open a file.

use crate::source::walk::{Found, Link, Passed, PassedOver, Trouble, walk};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::{Path, PathBuf};

/// A file that may become part of a workspace.
#[derive(Debug)]
pub(crate) struct Candidate {
    /// What to open.
    pub path: PathBuf,
    /// What people know it as: for a link, the link.
    pub shown: PathBuf,
    /// Why it cannot be read.
    pub trouble: Option<Trouble>,
}

/// The candidates of one workspace.
#[derive(Debug, Default)]
pub(crate) struct Group {
    pub candidates: Vec<Candidate>,
    pub passed: Vec<Passed>,
}

impl Group {
    fn push(&mut self, path: PathBuf, trouble: Option<Trouble>) {
        self.candidates.push(Candidate {
            shown: path.clone(),
            path,
            trouble,
        });
    }

    /// Takes what a link adds to the workspace: nothing if its target is there anyway.
    fn follow(&mut self, link: Link, owner: &Path, regular: &HashSet<PathBuf>) {
        let Link {
            path,
            target,
            is_folder,
        } = link;
        if !target.starts_with(owner) {
            self.push(path, Some(Trouble::LeadsOut));
        } else if is_folder || regular.contains(&target) {
            self.passed.push(twin(path));
        } else {
            self.candidates.push(Candidate {
                path: target,
                shown: path,
                trouble: None,
            });
        }
    }

    pub(crate) fn append(&mut self, mut other: Self) {
        self.candidates.append(&mut other.candidates);
        self.passed.append(&mut other.passed);
    }

    /// Adds files that were named and lie where no walk looks, such as in hidden folders.
    pub(crate) fn add_named(&mut self, paths: &[PathBuf]) {
        let (folders, files): (Vec<_>, Vec<_>) = paths.iter().partition(|path| path.is_dir());
        for folder in folders {
            if !self.holds(|file| file.starts_with(folder)) {
                let mut found = grouped(walk(folder), folder);
                self.append(found.remove(folder).unwrap_or_default());
            }
        }
        if !files.is_empty() {
            let there: HashSet<&Path> = self.paths().collect();
            let missing = files
                .into_iter()
                .filter(|file| !there.contains(file.as_path()));
            for file in missing.cloned().collect::<Vec<_>>() {
                self.push(file, None);
            }
        }
        let named: HashSet<&PathBuf> = paths.iter().collect();
        self.passed.retain(|passed| !named.contains(&passed.path));
    }

    fn paths(&self) -> impl Iterator<Item = &Path> {
        self.candidates.iter().map(|file| file.path.as_path())
    }

    fn holds(&self, matches: impl Fn(&Path) -> bool) -> bool {
        self.paths().any(matches)
    }

    /// Candidates and what was passed over by name, each file once.
    pub(crate) fn sorted(mut self) -> Self {
        self.candidates.par_sort_by(|a, b| a.shown.cmp(&b.shown));
        self.candidates.dedup_by(|a, b| is_same(&a.shown, &b.shown));
        let is_known_otherwise = |file: &Candidate| !is_same(&file.path, &file.shown);
        if self.candidates.iter().any(is_known_otherwise) {
            let mut seen = HashSet::new();
            let again = |file: &mut Candidate| !seen.insert(file.path.clone());
            let twice = self.candidates.extract_if(.., again);
            self.passed.extend(twice.map(|file| twin(file.shown)));
        }
        self.passed.sort_by(|a, b| a.path.cmp(&b.path));
        self.passed.dedup_by(|a, b| a.path == b.path);
        self
    }
}

/// What was found, by the folder of the workspace it belongs to; `start` stands for the place where the
/// walk began, whether it is marked or not.
pub(crate) fn grouped(found: Found, start: &Path) -> BTreeMap<PathBuf, Group> {
    let mut owners = Owners::new(found.marked, start);
    let mut groups: BTreeMap<PathBuf, Group> = BTreeMap::new();
    for folder in owners.marked.iter().cloned() {
        groups.insert(folder, Group::default());
    }
    groups.entry(start.to_owned()).or_default();
    let regular: HashSet<PathBuf> = if found.links.is_empty() {
        HashSet::new()
    } else {
        found.files.iter().cloned().collect()
    };
    let files = found.files.into_iter().map(|path| (path, None));
    let skipped = found
        .skipped
        .into_iter()
        .map(|(path, trouble)| (path, Some(trouble)));
    for (path, trouble) in files.chain(skipped) {
        let owner = owners.of(&path);
        groups.entry(owner).or_default().push(path, trouble);
    }
    for link in found.links {
        let owner = owners.of(&link.path);
        let group = groups.entry(owner.clone()).or_default();
        group.follow(link, &owner, &regular);
    }
    for passed in found.passed {
        let owner = owners.of(&passed.path);
        groups.entry(owner).or_default().passed.push(passed);
    }
    groups
}

/// Whether two paths are the same, byte by byte: all come from a walk or from the system, which write them alike.
fn is_same(one: &Path, other: &Path) -> bool {
    one.as_os_str() == other.as_os_str()
}

/// A further name of something that is read anyway.
fn twin(path: PathBuf) -> Passed {
    Passed {
        path,
        is_folder: false,
        why: PassedOver::Twice,
    }
}

/// Which workspace a path belongs to; neighbours are answered from memory.
struct Owners<'a> {
    marked: BTreeSet<PathBuf>,
    start: &'a Path,
    last: Option<(PathBuf, PathBuf)>,
}

impl<'a> Owners<'a> {
    const fn new(marked: BTreeSet<PathBuf>, start: &'a Path) -> Self {
        Self {
            marked,
            start,
            last: None,
        }
    }

    fn of(&mut self, path: &Path) -> PathBuf {
        let parent = path.parent().unwrap_or(path);
        if let Some((folder, owner)) = &self.last
            && is_same(folder, parent)
        {
            return owner.clone();
        }
        let mut folders = parent.ancestors();
        let owner = folders.find(|folder| self.marked.contains(*folder));
        let owner = owner.unwrap_or(self.start).to_owned();
        self.last = Some((parent.to_owned(), owner.clone()));
        owner
    }
}
