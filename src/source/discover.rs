//! Which files belong to which workspace.
//!
//! The nearest `csp-support.yaml` at or above a PATH marks its workspace, which is loaded whole; the
//! PATH limits what is reported. Without one the PATHs themselves are the workspace. It decides by
//! names and places alone and must never know what a file says.

use crate::error::{Error, Result};
use crate::source::group::{Candidate, Group, grouped};
use crate::source::names::{inner_name, shown_name};
use crate::source::walk::{Passed, walk};
use crate::source::workspace::{Content, File, LeftOut, Root};
use crate::source::{Skipped, Source, read_from};
use rayon::prelude::*;
use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The name of the configuration file that marks a workspace.
pub const CONFIG: &str = "csp-support.yaml";

/// The name of standard input where nothing says what it stands for.
const STDIN: &str = "<stdin>";

/// What to look at.
#[derive(Debug, Clone)]
pub struct Request {
    /// The PATHs; `-` is standard input.
    pub paths: Vec<PathBuf>,
    /// Where standard input stands among the files.
    pub stdin_path: Option<PathBuf>,
    /// The current folder; names for people are relative to it.
    pub base: PathBuf,
}

/// What there is to judge.
#[derive(Debug)]
pub struct Discovery {
    /// The workspaces, by folder; the one without a configuration file comes last.
    pub roots: Vec<Root>,
    /// Names of YAML files below a PATH that lie outside of all its workspaces and are left alone.
    pub outside: Vec<String>,
}

/// Finds the workspaces of some PATHs. A PATH that is not there is an error.
pub fn discover(request: &Request, mut stdin: impl Read) -> Result<Discovery> {
    let mut plan = Plan {
        base: real(&request.base)?,
        marked: BTreeMap::new(),
        loose: Vec::new(),
        known: BTreeMap::new(),
        outside: Vec::new(),
    };
    for path in &request.paths {
        if path == Path::new("-") {
            plan.take_stdin(request.stdin_path.as_deref(), &mut stdin)?;
        } else {
            plan.take(path)?;
        }
    }
    plan.carry_out()
}

/// What the PATHs ask for.
struct Plan {
    base: PathBuf,
    /// By the folder of a workspace, the PATHs that lead to it.
    marked: BTreeMap<PathBuf, Vec<PathBuf>>,
    /// PATHs that no configuration file covers.
    loose: Vec<PathBuf>,
    /// Contents that are known without reading a file.
    known: BTreeMap<PathBuf, Content>,
    outside: Vec<String>,
}

impl Plan {
    fn take(&mut self, path: &Path) -> Result<()> {
        let full = fs::canonicalize(self.base.join(path));
        let mut full = full.map_err(|source| Error::Read {
            path: path.to_owned(),
            source,
        })?;
        if full.file_name() == Some(CONFIG.as_ref()) {
            full.pop();
        }
        if !full.is_dir() && !full.is_file() {
            let name = shown_name(&self.base, &full);
            let problem = Skipped::refused(name, "this is not a regular file");
            self.known.insert(full.clone(), Err(problem));
        }
        self.file_under_workspace(full);
        Ok(())
    }

    fn take_stdin(&mut self, path: Option<&Path>, stdin: &mut impl Read) -> Result<()> {
        let Some(path) = path else {
            let full = self.base.join(STDIN);
            self.known.insert(full.clone(), read_from(STDIN, stdin));
            self.loose.push(full);
            return Ok(());
        };
        let full = really(&self.base.join(path));
        if full.is_dir() {
            let message = format!("`--stdin-path {}` is a folder; name a file", path.display());
            return Err(Error::Usage(message));
        }
        let name = shown_name(&self.base, &full);
        self.known.insert(full.clone(), read_from(name, stdin));
        self.file_under_workspace(full);
        Ok(())
    }

    fn file_under_workspace(&mut self, path: PathBuf) {
        match marked_folder(&path) {
            Some(folder) => self.marked.entry(folder).or_default().push(path),
            None => self.loose.push(path),
        }
    }

    fn carry_out(mut self) -> Result<Discovery> {
        let mut groups: BTreeMap<PathBuf, (Group, Vec<PathBuf>)> = BTreeMap::new();
        for (folder, paths) in std::mem::take(&mut self.marked) {
            if !groups.contains_key(&folder) {
                let found = grouped(walk(&folder), &folder);
                groups.extend(found.into_iter().filter_map(|(inner, group)| {
                    let asked = asked(&paths, &folder, &inner);
                    (!asked.is_empty()).then_some((inner, (group, asked)))
                }));
            }
            if let Some((group, _)) = groups.get_mut(&folder) {
                group.add_named(&paths);
            }
        }
        let loose = self.walk_loose(&mut groups);
        let mut roots = Vec::new();
        for (folder, (group, asked)) in groups {
            let config = self.config(&folder)?;
            roots.push(self.root(folder, Some(config), group, Some(&asked)));
        }
        if let Some((folder, group)) = loose {
            roots.push(self.root(folder, None, group, None));
        }
        let outside = self.outside;
        Ok(Discovery { roots, outside })
    }

    /// Walks the PATHs that no configuration file covers. Workspaces below them are judged on their
    /// own; only where there is none do the files of a folder make up a workspace themselves.
    fn walk_loose(
        &mut self,
        groups: &mut BTreeMap<PathBuf, (Group, Vec<PathBuf>)>,
    ) -> Option<(PathBuf, Group)> {
        let paths = std::mem::take(&mut self.loose);
        let (mut all, mut has_any) = (Group::default(), false);
        for path in &paths {
            let mut below = grouped(walk(path), path);
            let own = below.remove(path).unwrap_or_default();
            if below.is_empty() || !path.is_dir() {
                has_any = true;
                all.append(own);
            } else {
                let own = own.sorted();
                let files = own.candidates.iter();
                let names = files.map(|file| shown_name(&self.base, &file.shown));
                self.outside.extend(names);
            }
            for (folder, group) in below {
                groups.insert(folder.clone(), (group, vec![folder]));
            }
        }
        all.add_named(&paths);
        let folder = match paths.as_slice() {
            [only] if only.is_dir() => only.clone(),
            _ => self.base.clone(),
        };
        has_any.then_some((folder, all))
    }

    fn config(&self, folder: &Path) -> Result<Arc<Source>> {
        let path = folder.join(CONFIG);
        let name = shown_name(&self.base, &path);
        let refuse = |why: &str| Error::Usage(format!("cannot use `{name}`: {why}"));
        let target = fs::canonicalize(&path).map_err(|source| Error::Read {
            path: path.clone(),
            source,
        })?;
        if !target.starts_with(folder) {
            return Err(refuse("this link leads out of the workspace"));
        }
        let file = File {
            path: target,
            name: name.clone(),
            inner: CONFIG.to_owned(),
            known: None,
        };
        file.read().map_err(|problem| refuse(&problem.message))
    }

    fn root(
        &self,
        dir: PathBuf,
        config: Option<Arc<Source>>,
        group: Group,
        asked: Option<&[PathBuf]>,
    ) -> Root {
        let Group { candidates, passed } = group.sorted();
        let asked: Option<HashSet<&Path>> = asked
            .filter(|asked| !asked.contains(&dir))
            .map(|asked| asked.iter().map(PathBuf::as_path).collect());
        let is_asked = |path: &Path| {
            let within = |asked: &HashSet<&Path>| path.ancestors().any(|at| asked.contains(at));
            asked.as_ref().is_none_or(within)
        };
        let files = candidates.into_par_iter().map(|candidate| {
            let reported = is_asked(&candidate.shown) || is_asked(&candidate.path);
            let file = self.file(&dir, candidate);
            let unreported = (!reported).then(|| file.name.clone());
            (file, unreported)
        });
        let (files, unreported): (Vec<_>, Vec<_>) = files.unzip();
        let passed = passed.iter().map(|passed| self.left_out(passed));
        Root {
            dir,
            config,
            files,
            passed: passed.collect(),
            unreported: unreported.into_iter().flatten().collect(),
        }
    }

    fn file(&self, dir: &Path, candidate: Candidate) -> File {
        let Candidate {
            path,
            shown,
            trouble,
        } = candidate;
        let mut name = shown_name(&self.base, &shown);
        let known = self.known.get(&path).cloned();
        if let Some(Ok(source) | Err(Skipped { source, .. })) = &known {
            name.clone_from(&source.path);
        }
        let known = known.or_else(|| trouble.map(|trouble| Err(trouble.skipped(name.clone()))));
        File {
            inner: inner_name(dir, &shown),
            path,
            name,
            known,
        }
    }

    fn left_out(&self, passed: &Passed) -> LeftOut {
        let mut name = shown_name(&self.base, &passed.path);
        name.push_str(if passed.is_folder { "/" } else { "" });
        LeftOut {
            name,
            why: passed.why,
        }
    }
}

/// The PATHs that ask for something in a workspace found from `folder`: all of them there, and for a
/// workspace further down itself, if it lies below a PATH.
fn asked(paths: &[PathBuf], folder: &Path, inner: &Path) -> Vec<PathBuf> {
    if inner == folder {
        return paths.to_vec();
    }
    let whole = paths.iter().any(|path| inner.starts_with(path));
    whole.then(|| inner.to_owned()).into_iter().collect()
}

/// The nearest folder with a `csp-support.yaml` at or above a path.
pub fn marked_folder(path: &Path) -> Option<PathBuf> {
    let folders = path.ancestors();
    let mut marked = folders.filter(|folder| folder.join(CONFIG).symlink_metadata().is_ok());
    marked.next().map(Path::to_owned)
}

fn real(path: &Path) -> Result<PathBuf> {
    fs::canonicalize(path).map_err(|source| Error::Read {
        path: path.to_owned(),
        source,
    })
}

/// Like [`real`], for a path whose end need not exist.
fn really(path: &Path) -> PathBuf {
    let existing = path
        .ancestors()
        .find_map(|folder| Some((folder, fs::canonicalize(folder).ok()?)));
    match existing {
        Some((folder, real)) if folder == path => real,
        Some((folder, real)) => real.join(path.strip_prefix(folder).unwrap_or(path)),
        None => path.to_owned(),
    }
}
