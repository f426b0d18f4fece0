//! One file of words, as it is written.

use super::{Means, Unit};
use serde::Deserialize;
use std::collections::BTreeMap;

/// One file of words.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Sheet {
    pub(super) numbers: BTreeMap<String, u32>,
    pub(super) units: BTreeMap<Unit, Vec<String>>,
    pub(super) negations: Vec<String>,
    pub(super) urgent: Vec<String>,
    pub(super) claims: Vec<Claim>,
    pub(super) patterns: Vec<Pattern>,
    pub(super) hosts: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Claim {
    pub(super) means: Means,
    pub(super) words: Vec<String>,
    #[serde(default)]
    pub(super) beside: Vec<String>,
    #[serde(default)]
    pub(super) unless: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Pattern {
    pub(super) means: Means,
    pub(super) pattern: String,
}
