//! Product families, the services of service health in them, and names that Microsoft has retired.
//!
//! It must never know which offering covers a product or which text uses a name.

use crate::model::catalog::header::{Result, date};
use jiff::civil::Date;
use regex::Regex;
use serde::Deserialize;
use std::collections::BTreeSet;

/// A product family that offerings can cover.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Product {
    /// Key, such as `microsoft_365`.
    pub id: String,
    /// Name in plain words.
    pub name: String,
    /// Which right it takes to open a support request with Microsoft.
    pub ticket: Ticket,
    /// Where it runs.
    pub deployment: Deployment,
    /// Who makes it.
    pub vendor: Vendor,
}

/// Which right it takes to open a support request with Microsoft in a customer's tenant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ticket {
    /// An Entra role with Microsoft 365 tickets.
    M365,
    /// Any Entra role, and an Azure role with tickets.
    Azure,
    /// As for Azure; where the customer has P1 or P2, an Entra role with Azure tickets is enough.
    Entra,
    /// There is no such request: the vendor supports it, or the partner's own plan does.
    None,
}

/// Where a product runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deployment {
    /// In the vendor's cloud.
    Cloud,
    /// On the customer's own machines.
    OnPremises,
}

/// Who makes a product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Vendor {
    /// Microsoft.
    Microsoft,
    /// Somebody else, through Microsoft's marketplace.
    ThirdParty,
}

/// A service as service health lists it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Service {
    /// Microsoft's id, such as `Exchange`.
    pub id: String,
    /// Microsoft's name, such as `Exchange Online`.
    pub name: String,
    /// The product family that it belongs to.
    pub product: String,
    /// Whether the family is our reading; otherwise a source says it.
    #[serde(default)]
    pub reading: bool,
}

/// A name that Microsoft has retired. Matched as a whole word: in any case, but names of capitals only
/// (`MPN`) as they are written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RetiredTerm {
    /// The retired name.
    pub term: String,
    /// What to write instead.
    pub instead: String,
    /// From when.
    #[serde(deserialize_with = "date")]
    pub from: Date,
    /// Key of the source.
    pub source: String,
    /// Announced, not in force.
    #[serde(default)]
    pub planned: bool,
}

impl RetiredTerm {
    /// The word with which the name begins.
    pub fn first_word(&self) -> &str {
        self.term.split(' ').next().unwrap_or_default()
    }
}

/// How retired names begin, to tell fast that a text has none.
#[derive(Debug)]
pub(super) struct Beginnings {
    /// First words, each once, in small letters and sorted.
    words: Vec<String>,
    /// Any of them, at the beginning of a word.
    pattern: Regex,
}

impl Beginnings {
    pub(super) fn new(terms: &[RetiredTerm]) -> Result<Self> {
        let words = terms
            .iter()
            .map(|term| term.first_word().to_ascii_lowercase());
        let words: Vec<_> = words.collect::<BTreeSet<_>>().into_iter().collect();
        let pattern = words.iter().map(|word| {
            let plain = word.starts_with(|first: char| first.is_ascii_alphanumeric());
            // An underscore is a letter to the pattern and emphasis to people.
            let edge = if plain { r"(?:\b|_)" } else { "" };
            format!("{edge}{}", regex::escape(word))
        });
        let pattern = format!("(?i-u)(?:{})", pattern.collect::<Vec<_>>().join("|"));
        let pattern =
            Regex::new(&pattern).map_err(|error| format!("the retired names: {error}"))?;
        Ok(Self { words, pattern })
    }

    /// Whether one of them may be in a text; where not, none is.
    pub(super) fn may_be_in(&self, text: &str) -> bool {
        self.pattern.is_match(text)
    }

    /// Whether a word is one of them, in any case.
    pub(super) fn are(&self, word: &str) -> bool {
        let small = || word.bytes().map(|letter| letter.to_ascii_lowercase());
        let found = self
            .words
            .binary_search_by(|first| first.bytes().cmp(small()));
        found.is_ok()
    }
}
