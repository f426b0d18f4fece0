//! The file of a baseline: where it is, and what it lists.
//!
//! Paths in it are those below the workspace's folder, so that it reads the same from everywhere; here
//! they become names for people and back. It must never judge.

use crate::cli::packs::refuse;
use crate::cli::prepare::Workplace;
use crate::error::{Error, Result};
use crate::finding::Finding;
use crate::finding::key::Key;
use crate::judge::baseline::{Baseline, Tally, text};
use crate::source::{Root, Skipped, Source, decode};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The name of the file beside the settings, where nothing says otherwise.
const FILE: &str = "csp-support-baseline.yaml";

/// Where the baseline of a workspace is or will be.
pub(in crate::cli) struct Location {
    pub(in crate::cli) path: PathBuf,
    /// Its name for people.
    pub(in crate::cli) name: String,
}

/// A baseline that was read.
pub(in crate::cli) struct Kept {
    pub(in crate::cli) source: Arc<Source>,
    pub(in crate::cli) baseline: Baseline,
}

impl Location {
    /// What is named on the command line, else in the settings; none where neither names one.
    pub(in crate::cli) fn named(workplace: &Workplace, flag: Option<&Path>) -> Option<Self> {
        if let Some(path) = flag {
            return Some(Self {
                path: path.to_owned(),
                name: path.to_string_lossy().replace('\\', "/"),
            });
        }
        let file = workplace.config.baseline.as_ref()?;
        Some(Self::beside_settings(&workplace.root, file))
    }

    /// The same, or the usual place where nothing is named.
    pub(super) fn named_or_usual(workplace: &Workplace, flag: Option<&Path>) -> Self {
        Self::named(workplace, flag).unwrap_or_else(|| Self::beside_settings(&workplace.root, FILE))
    }

    fn beside_settings(root: &Root, file: &str) -> Self {
        Self {
            path: root.dir.join(file),
            name: root.name_beside(file),
        }
    }

    /// Reads the baseline; a file that is not there or cannot be used ends the run.
    pub(in crate::cli) fn read(&self, root: &Root) -> Result<Kept> {
        let Self { path, name } = self;
        let bytes = std::fs::read(path).map_err(|source| match source.kind() {
            ErrorKind::NotFound => Error::Usage(format!(
                "there is no baseline `{name}`; `csp-support baseline write` writes it"
            )),
            _ => Error::Read {
                path: path.clone(),
                source,
            },
        })?;
        Kept::of(root, name, bytes)
    }

    /// The text of the file that lists these findings.
    pub(super) fn text(root: &Root, tally: Tally) -> String {
        let inner = |(mut key, count): (Key, u32)| {
            if let Some(inner) = root.inner_of(&key.path) {
                inner.clone_into(&mut key.path);
            }
            (key, count)
        };
        text(&tally.into_iter().map(inner).collect())
    }
}

impl Kept {
    /// The baseline of a workspace in the bytes of a file of that name; what cannot be used ends the run.
    pub(in crate::cli) fn of(root: &Root, name: &str, bytes: Vec<u8>) -> Result<Self> {
        let source = decode(name, bytes).map_err(Skipped::into_error)?;
        if !Baseline::is_meant(&source) {
            return Err(no_baseline(name));
        }
        let mut baseline = Baseline::read(&source)?.map_err(|findings| broken(name, &findings))?;
        for entry in &mut baseline.entries {
            let path = &mut entry.key.path;
            if !path.is_empty() {
                let known = root.name_of(path).map(str::to_owned);
                *path = known.unwrap_or_else(|| root.name_beside(path));
            }
        }
        Ok(Self { source, baseline })
    }
}

/// Whether a file that is there is meant to be a baseline, in whatever state.
pub(super) fn is_one(path: &Path) -> bool {
    let bytes = std::fs::read(path).unwrap_or_default();
    decode(path.to_string_lossy(), bytes).is_ok_and(|source| Baseline::is_meant(&source))
}

/// Who named the wrong file must not be told to part with it.
fn no_baseline(name: &str) -> Error {
    Error::Usage(format!(
        "`{name}` is no baseline, and nothing was checked; name a file that `csp-support baseline write` wrote"
    ))
}

fn broken(name: &str, findings: &[Finding]) -> Error {
    let sentence = format!(
        "the baseline `{name}` cannot be used and nothing was checked; correct the lines shown, \
         or move the file away and write it anew with `csp-support baseline write`"
    );
    refuse(findings, &sentence)
}
