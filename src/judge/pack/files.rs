//! The files of a pack by the part they play, and the hash by which they are recognised.
//!
//! It sorts texts by their names and must never read what they say.

use crate::finding::{Place, Span};
use crate::source::{Source, embedded};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The files of a pack, as found in its folder.
#[derive(Debug, Default)]
pub struct PackFiles {
    /// The pack's id where its own file gives none: the folder's name.
    pub name: String,
    /// Whether it ships with the program.
    pub ships: bool,
    /// Files with rules.
    pub rules: Vec<Arc<Source>>,
    /// `_pack.yaml`.
    pub about: Option<Arc<Source>>,
    /// `_sources.yaml`.
    pub sources: Option<Arc<Source>>,
    /// Files under `_bases/`, by name, and those of the packs that ship with the program.
    pub bases: BTreeMap<String, Arc<Source>>,
    all: BTreeMap<String, Arc<Source>>,
}

impl PackFiles {
    /// Sorts files by their part in a pack; paths are relative to the pack's folder.
    pub fn new(files: impl IntoIterator<Item = (String, Arc<Source>)>) -> Self {
        let mut pack = Self {
            bases: shipped_bases(),
            all: files.into_iter().collect(),
            ..Self::default()
        };
        for (path, source) in &pack.all {
            let source = Arc::clone(source);
            match path.as_str() {
                "_pack.yaml" => pack.about = Some(source),
                "_sources.yaml" => pack.sources = Some(source),
                _ => match path
                    .strip_prefix("_bases/")
                    .and_then(|name| name.strip_suffix(".yaml"))
                {
                    Some(name) => drop(pack.bases.insert(name.to_owned(), source)),
                    None if path.starts_with('_') => {}
                    None => pack.rules.push(source),
                },
            }
        }
        pack
    }

    /// The same files with the id of a pack that does not say its own.
    #[must_use]
    pub fn named(mut self, name: impl Into<String>) -> Self {
        self.name = name.into();
        self
    }

    /// The files of each pack that ships with the program: the folders that hold a `_pack.yaml`.
    pub fn embedded() -> Vec<Self> {
        let about = embedded::policies("").into_iter();
        let folders =
            about.filter_map(|(path, _)| Some(path.strip_suffix("_pack.yaml")?.to_owned()));
        folders
            .map(|folder| {
                let files = embedded::policies(&folder).into_iter();
                let files = Self::new(files.map(|(path, text)| {
                    let short = path[folder.len()..].to_owned();
                    (short, Source::new(format!("policies/{path}"), text))
                }));
                Self {
                    ships: true,
                    ..files.named(folder.trim_end_matches('/'))
                }
            })
            .collect()
    }

    /// What the files are recognised by: their paths and texts, in the order of the paths. Line endings
    /// do not count, because a checkout may change them.
    pub fn hash(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        for (path, source) in &self.all {
            let text = source.text.replace("\r\n", "\n");
            for part in [path.as_str(), text.as_str()] {
                hasher.update(&(part.len() as u64).to_le_bytes());
                hasher.update(part.as_bytes());
            }
        }
        format!("blake3:{}", hasher.finalize().to_hex())
    }

    /// Where the pack begins: in the file about it, else in its first one.
    pub(super) fn place(&self) -> Option<Place> {
        let source = self.about.as_ref().or_else(|| self.all.values().next())?;
        Some(Place {
            source: Arc::clone(source),
            span: Span::default(),
        })
    }
}

/// The bases of the packs that ship with the program, by name; every pack may build on them.
fn shipped_bases() -> BTreeMap<String, Arc<Source>> {
    let files = embedded::policies("").into_iter();
    let bases = files.filter_map(|(path, text)| {
        let (_, file) = path.split_once("/_bases/")?;
        let name = file.strip_suffix(".yaml")?.to_owned();
        Some((name, Source::new(format!("policies/{path}"), text)))
    });
    bases.collect()
}
