//! Public holidays by region, dated, up to a horizon.
//!
//! What a calendar means to opening hours is said elsewhere; here it is read. A country's file is read when one of
//! its calendars is first asked for.

use crate::hours::{Calendar, Holiday};
use crate::model::catalog::header::{self, Result, date};
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// Holiday files by country, each read at its first use.
#[derive(Debug)]
pub(super) struct Countries(BTreeMap<String, Country>);

#[derive(Debug)]
struct Country {
    path: String,
    text: String,
    calendars: OnceLock<Result<BTreeMap<String, Arc<Calendar>>>>,
}

impl Countries {
    /// Takes the files under `holidays/`, which are named after the country they are about.
    pub(super) fn new(files: BTreeMap<String, String>) -> Self {
        let countries = files.into_iter().filter_map(|(path, text)| {
            let name = path
                .strip_prefix("catalogs/holidays/")?
                .strip_suffix(".yaml")?;
            let code = name.to_uppercase();
            let calendars = OnceLock::new();
            let country = Country {
                path,
                text,
                calendars,
            };
            Some((code, country))
        });
        Self(countries.collect())
    }

    pub(super) fn calendar(&self, id: &str) -> Option<&Arc<Calendar>> {
        let code = id.split('-').next()?;
        self.0.get(code)?.calendars().ok()?.get(id)
    }

    pub(super) fn all(&self) -> Result<Vec<&Arc<Calendar>>> {
        let mut all = Vec::new();
        for country in self.0.values() {
            all.extend(country.calendars()?.values());
        }
        Ok(all)
    }
}

impl Country {
    fn calendars(&self) -> Result<&BTreeMap<String, Arc<Calendar>>> {
        let calendars = self.calendars.get_or_init(|| read(&self.path, &self.text));
        calendars.as_ref().map_err(Clone::clone)
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct File {
    #[serde(rename = "schema")]
    _schema: String,
    source: String,
    #[serde(rename = "asOf", deserialize_with = "date")]
    _as_of: Date,
    #[serde(deserialize_with = "date")]
    from: Date,
    #[serde(deserialize_with = "date")]
    horizon: Date,
    calendars: Vec<String>,
    language: String,
    days: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    #[serde(deserialize_with = "date")]
    date: Date,
    name: String,
    #[serde(default)]
    english: Option<String>,
    #[serde(rename = "in", default)]
    only: Vec<String>,
}

fn read(path: &str, text: &str) -> Result<BTreeMap<String, Arc<Calendar>>> {
    let document = header::document(path, text.to_owned())?;
    let file: File = header::read(&document, path, None)?;
    let calendars = file.calendars.iter();
    Ok(calendars
        .map(|id| (id.clone(), Arc::new(calendar(id, &file))))
        .collect())
}

fn calendar(id: &str, file: &File) -> Calendar {
    let here = |row: &&Row| row.only.is_empty() || row.only.iter().any(|only| only == id);
    Calendar {
        id: id.to_owned(),
        from: file.from,
        horizon: file.horizon,
        source: file.source.clone(),
        days: file
            .days
            .iter()
            .filter(here)
            .map(|row| row.holiday(&file.language))
            .collect(),
        short: Vec::new(),
    }
}

impl Row {
    fn holiday(&self, language: &str) -> Holiday {
        Holiday {
            date: self.date,
            name: self.name.clone(),
            english: self.english.clone().unwrap_or_else(|| self.name.clone()),
            language: Some(language.to_owned()),
        }
    }
}
