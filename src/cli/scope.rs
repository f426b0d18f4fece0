//! Which files of a workspace are no documents although they are YAML: those that the settings exclude,
//! folders with packs and templates, and the plan.
//!
//! It compares paths and must never open a file.

use crate::cli::args::Judging;
use crate::cli::config::Config;
use crate::cli::packs::folders;
use crate::cli::plan;
use crate::error::{Error, Result};
use crate::finding::Place;
use crate::source::Root;
use globset::{Glob, GlobSet, GlobSetBuilder};
use std::path::Path;

/// The files that are left alone, and why.
pub(super) struct Scope {
    patterns: GlobSet,
    whys: Vec<Why>,
}

/// Why a file is left alone.
#[derive(Debug, Clone)]
pub(super) enum Why {
    /// A pattern of `exclude`, and where it stands.
    Excluded(String, Option<Place>),
    /// It belongs to a pack of rules.
    Pack,
    /// It belongs to templates.
    Templates,
    /// It is the plan of what is to be mended.
    Plan,
}

impl Scope {
    /// What is left alone in a workspace with these settings and the packs of the command line.
    pub(super) fn new(root: &Root, config: &Config, judging: &Judging) -> Result<Self> {
        let excluded = config.exclude.iter().enumerate().map(|(at, pattern)| {
            let place = config.place(&["exclude"], Some(at));
            (pattern.clone(), Why::Excluded(pattern.clone(), place))
        });
        let packs = folders(&root.dir, config, judging).into_iter();
        let packs = packs.filter_map(|pack| Some((inside(&root.dir, &pack)?, Why::Pack)));
        let templates = config.templates.iter().filter_map(|folder| {
            let pattern = inside(&root.dir, &root.dir.join(folder))?;
            Some((pattern, Why::Templates))
        });
        let plan = std::iter::once((plan::NAME.to_owned(), Why::Plan));
        let all = excluded.chain(packs).chain(templates).chain(plan);
        let (patterns, whys): (Vec<_>, Vec<_>) = all.unzip();
        let patterns = globs(&patterns)?;
        Ok(Self { patterns, whys })
    }

    /// Whether a file is left alone; `inner` is its path below the workspace's folder.
    pub(super) fn leaves(&self, inner: &str) -> bool {
        self.patterns.is_match(inner)
    }

    /// The first reason to leave a file alone.
    pub(super) fn why(&self, inner: &str) -> Option<&Why> {
        let first = *self.patterns.matches(inner).first()?;
        self.whys.get(first)
    }
}

/// The pattern of all files in a folder, if it lies inside of the workspace.
fn inside(dir: &Path, folder: &Path) -> Option<String> {
    let real = |path: &Path| std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let inner = real(folder).strip_prefix(real(dir)).ok()?.to_owned();
    let inner = inner.to_string_lossy().replace('\\', "/");
    (!inner.is_empty()).then(|| format!("{}/**", globset::escape(&inner)))
}

/// One set of the patterns of `exclude`.
pub(super) fn globs(patterns: &[String]) -> Result<GlobSet> {
    let refused = |error| Error::Usage(format!("`exclude` in csp-support.yaml: {error}"));
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        set.add(Glob::new(pattern).map_err(refused)?);
    }
    set.build().map_err(refused)
}
