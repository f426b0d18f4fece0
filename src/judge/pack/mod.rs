//! Packs: rule records read, checked and compiled before any document is judged.
//!
//! A mistake in a pack becomes a finding in the pack's own file, and the run ends; a pack never
//! half-works. This module reads records and must never look at a user's documents.

mod about;
pub mod age;
mod compile;
mod control;
mod coverage;
pub mod diff;
mod edition;
mod entries;
mod files;
pub mod freshness;
mod house;
pub mod lock;
mod review;

pub use compile::compile;
pub use coverage::{Coverage, coverage};
pub use entries::{Retirement, Tightening};
pub use files::PackFiles;
pub use house::settle;

use crate::finding::Place;
use crate::judge::rule::{Citation, Rule};
use crate::source::Source;
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
    /// Rules of other packs that count for more here.
    pub tighten: Vec<Tightening>,
    /// Rules of other packs that are not asked here.
    pub retire: Vec<Retirement>,
    /// What its rules may cite, sorted by key.
    pub sources: Vec<Citation>,
    /// Its rules, sorted by id.
    pub rules: Vec<Rule>,
    /// Small workspaces that examples build on, by name.
    pub bases: BTreeMap<String, Arc<Source>>,
    /// Whether it ships with the program.
    pub ships: bool,
    /// What its files are recognised by, as `blake3:…`.
    pub hash: String,
    /// Where it begins; none where it has no file.
    pub place: Option<Place>,
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
