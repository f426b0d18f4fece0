//! Packs: rule records read, checked and compiled before any document is judged.
//!
//! A mistake in a pack becomes a finding in the pack's own file, and the run ends; a pack never
//! half-works. This module reads records and must never look at a user's documents.

mod compile;
mod control;
mod coverage;
mod edition;

pub use compile::compile;
pub use coverage::{Coverage, coverage};

use crate::judge::rule::Rule;
use crate::source::{Source, embedded};
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A pack, ready to judge.
#[derive(Debug)]
pub struct Pack {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Its title.
    pub title: String,
    /// When its sources were read.
    pub catalogued: String,
    /// The date that counts as today in examples that name none.
    pub as_of: Date,
    /// Catalogued obligations that wait for a feature, and why.
    pub waiting: Vec<Remark>,
    /// Catalogued obligations that nothing a partner writes down could show, and why.
    pub not_checkable: Vec<Remark>,
    /// Catalogued obligations that rules of other obligations judge, and which.
    pub covered: Vec<Covered>,
    /// Its rules, sorted by id.
    pub rules: Vec<Rule>,
    /// Small workspaces that examples build on, by name.
    pub bases: BTreeMap<String, Arc<Source>>,
}

/// The files of a pack, as found in its folder.
#[derive(Debug, Default)]
pub struct PackFiles {
    /// Files with rules.
    pub rules: Vec<Arc<Source>>,
    /// `_pack.yaml`.
    pub about: Option<Arc<Source>>,
    /// `_sources.yaml`.
    pub sources: Option<Arc<Source>>,
    /// Files under `_bases/`, by name, and those of the packs that ship with the program.
    pub bases: BTreeMap<String, Arc<Source>>,
}

impl PackFiles {
    /// Sorts files by their part in a pack; paths are relative to the pack's folder.
    pub fn new(files: impl IntoIterator<Item = (String, Arc<Source>)>) -> Self {
        let mut pack = Self {
            bases: shipped_bases(),
            ..Self::default()
        };
        for (path, source) in files {
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

    /// The files of each pack that ships with the program: the folders that hold a `_pack.yaml`.
    pub fn embedded() -> Vec<Self> {
        let about = embedded::policies("").into_iter();
        let folders =
            about.filter_map(|(path, _)| Some(path.strip_suffix("_pack.yaml")?.to_owned()));
        folders
            .map(|folder| {
                let files = embedded::policies(&folder).into_iter();
                Self::new(files.map(|(path, text)| {
                    let short = path[folder.len()..].to_owned();
                    (short, Source::new(format!("policies/{path}"), text))
                }))
            })
            .collect()
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

/// A catalogued obligation that is not judged.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, serde::Serialize)]
pub struct Remark {
    /// The catalogue's id.
    pub id: String,
    /// What it asks.
    pub title: String,
    /// Why, or what it waits for.
    pub reason: String,
}

/// A catalogued obligation that the rules of another one judge.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, serde::Serialize)]
pub struct Covered {
    /// The catalogue's id.
    pub id: String,
    /// What it asks.
    pub title: String,
    /// The rules that judge it.
    pub by: Vec<String>,
    /// How they do.
    pub reason: String,
}
