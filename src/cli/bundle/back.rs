//! What an audit looks back at: a baseline and earlier reports, which may lie anywhere.
//!
//! What lies outside of the workspace gets a folder of the bundle beside it, so that the same words lead to it
//! once the bundle is unpacked.

use super::archive::Files;
use super::entry;
use crate::cli::args::Outcome;
use crate::cli::baseline::Location;
use crate::cli::prepare::Workplace;
use crate::error::{Error, Result};
use std::path::Path;

/// The folders of a bundle for what lies outside of the workspace.
pub(super) const FOLDERS: [&str; 2] = [BASELINE, EARLIER];
const BASELINE: &str = "baseline";
const EARLIER: &str = "earlier";

/// How words in the folder of the workspace lead to what lies beside it.
const BESIDE: &str = "../";

/// What a run looks back at.
#[derive(Debug, Default)]
pub(super) struct Back {
    /// The baseline, as words in the folder of the workspace name it.
    pub(super) baseline: Option<String>,
    /// Earlier reports, named in the same way.
    pub(super) earlier: Vec<String>,
    /// Whether the settings name a baseline that was not to be looked at.
    pub(super) no_baseline: bool,
    /// Files in the workspace, by their path.
    pub(super) inside: Files,
    /// Files beside it, by folder and name.
    pub(super) beside: Files,
}

impl Back {
    pub(super) fn gather(workplace: &Workplace, outcome: &Outcome) -> Result<Self> {
        let mut back = Self {
            no_baseline: outcome.no_baseline && workplace.config.baseline.is_some(),
            ..Self::default()
        };
        let flag = outcome.baseline.as_deref();
        let location = Location::named(workplace, flag).filter(|_| !outcome.no_baseline);
        if let Some(Location { path, .. }) = location {
            let bytes = read(&path)?;
            let name = match inner(&workplace.root.dir, &path) {
                Some(inner) => {
                    back.inside.insert(inner.clone(), bytes);
                    inner
                }
                None => back.put(BASELINE, &file_name(&path), bytes),
            };
            back.baseline = Some(name);
        }
        for (nth, path) in (1..).zip(&outcome.compare) {
            let name = format!("{nth}-{}", file_name(path));
            let name = back.put(EARLIER, &name, read(path)?);
            back.earlier.push(name);
        }
        Ok(back)
    }

    /// Puts a file beside the workspace; its name as words there have it.
    fn put(&mut self, folder: &str, name: &str, bytes: Vec<u8>) -> String {
        let path = format!("{folder}/{name}");
        let words = format!("{BESIDE}{path}");
        self.beside.insert(path, bytes);
        words
    }
}

/// The file that words in the folder of the workspace name.
pub(super) fn found<'a>(name: &str, inside: &'a Files, beside: &'a Files) -> Result<&'a [u8]> {
    let file = match name.strip_prefix(BESIDE) {
        Some(path) => beside.get(path),
        None => inside.get(name),
    };
    let missing = || Error::Usage(format!("`{name}`, which it looks back at, is not there"));
    file.map(Vec::as_slice).ok_or_else(missing)
}

/// Whether words in the folder of the workspace name a file in it.
pub(super) fn is_inside(name: &str) -> bool {
    entry::is_inside(name)
}

/// The path below the workspace's folder, if it lies there.
fn inner(dir: &Path, path: &Path) -> Option<String> {
    let real = |path: &Path| std::fs::canonicalize(path).ok();
    let inner = real(path)?.strip_prefix(real(dir)?).ok()?.to_owned();
    let inner = inner.to_string_lossy().replace('\\', "/");
    entry::is_inside(&inner).then_some(inner)
}

fn file_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

fn read(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).map_err(|source| Error::Read {
        path: path.to_owned(),
        source,
    })
}
