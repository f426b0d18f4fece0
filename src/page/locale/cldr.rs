//! The part of CLDR that ICU4X does not offer in a stable form: generated tables, one per language.
//!
//! It finds and reads a table, and must never know how times, amounts or lengths are put together.

use super::clock::Clock;
use super::lengths::Units;
use super::money::Currency;
use crate::error::{Error, Result};
use crate::source::{Source, embedded};
use crate::yaml;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Where the tables are, below `policies/`.
const FOLDER: &str = "catalogs/cldr/";

/// The table of one language, for one country.
#[derive(Debug)]
pub(super) struct Cldr {
    /// The country whose conventions are meant: the one asked for, or one that stands for it.
    pub(super) country: String,
    pub(super) clock: Clock,
    pub(super) units: Units,
    full_date: String,
    currency: Currency,
    symbols: BTreeMap<String, String>,
    languages: BTreeMap<String, String>,
    territories: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(rename = "source")]
    _source: String,
    #[serde(rename = "version")]
    _version: String,
    default: String,
    #[serde(default)]
    alike: BTreeMap<String, String>,
    countries: BTreeMap<String, Conventions>,
    units: Units,
    languages: BTreeMap<String, String>,
    territories: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Conventions {
    currency: Currency,
    clock: Clock,
    #[serde(rename = "full-date")]
    full_date: String,
    symbols: BTreeMap<String, String>,
}

/// The languages that have a table, sorted.
pub(super) fn languages() -> Vec<String> {
    let files = embedded::policies(FOLDER).into_iter();
    let name = |path: String| Some(path.strip_prefix(FOLDER)?.strip_suffix(".yaml")?.to_owned());
    files.filter_map(|(path, _)| name(path)).collect()
}

impl Cldr {
    /// The table of a language that has one, for readers in a country.
    pub(super) fn load(language: &str, country: Option<&str>) -> Result<Self> {
        let broken = |why: &str| Error::Internal(format!("the CLDR table of `{language}`: {why}"));
        let path = format!("{FOLDER}{language}.yaml");
        let text = embedded::policy(&path).ok_or_else(|| broken("missing"))?;
        let reading = yaml::read(&Source::new(path, text));
        let document = reading.documents.first().ok_or_else(|| broken("empty"))?;
        let mut table: Table = document
            .root()
            .read()
            .map_err(|error| broken(&error.to_string()))?;
        let country = table.country(country);
        let own = table.countries.remove(&country);
        let Conventions {
            currency,
            clock,
            full_date,
            symbols,
        } = own.ok_or_else(|| broken("no such country"))?;
        Ok(Self {
            country,
            clock,
            units: table.units,
            full_date,
            currency,
            symbols,
            languages: table.languages,
            territories: table.territories,
        })
    }

    /// A date with its weekday.
    pub(super) fn full_date(&self, date: &str, weekday: &str) -> String {
        let pattern = self.full_date.replace("{date}", date);
        pattern.replace("{weekday}", weekday)
    }

    /// An amount with its currency.
    pub(super) fn money(&self, amount: &str, code: &str) -> String {
        let symbol = self.symbols.get(code).map_or(code, String::as_str);
        self.currency.money(amount, code, symbol)
    }

    /// The name of a language; one without a name of its own for a country is named with that country.
    pub(super) fn language(&self, tag: &str) -> String {
        let mut parts = tag.split('-');
        let primary = parts.next().unwrap_or(tag);
        if let Some(own) = self.languages.get(tag) {
            return own.clone();
        }
        let country = parts.find_map(|part| self.territories.get(&part.to_uppercase()));
        match (self.languages.get(primary), country) {
            (Some(name), Some(country)) => format!("{name} ({country})"),
            (Some(name), None) => name.clone(),
            (None, _) => tag.to_owned(),
        }
    }

    pub(super) fn territory(&self, code: &str) -> String {
        let name = self.territories.get(code);
        name.map_or(code, String::as_str).to_owned()
    }
}

impl Table {
    /// The country of the table that stands for one.
    fn country(&self, asked: Option<&str>) -> String {
        let asked = asked.map(|code| self.alike.get(code).map_or(code, String::as_str));
        let known = asked.filter(|code| self.countries.contains_key(*code));
        known.unwrap_or(&self.default).to_owned()
    }
}
