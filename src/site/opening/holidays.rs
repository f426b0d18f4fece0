//! Which holidays a window heeds, and how, in words.

use super::Openings;
use crate::error::Result;
use crate::hours;
use crate::model::lens::Lens;
use crate::model::offering;
use crate::site::words::Words;
use schemars::JsonSchema;
use serde::Serialize;

/// The public holidays that a window heeds.
#[derive(Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Holidays {
    /// What they are, and up to when they are known.
    pub known: String,
    /// What they mean to this window, where its week does not say.
    pub meaning: Option<String>,
}

/// The holiday calendar in words; none if holidays make no difference.
pub fn holidays(
    openings: &Openings,
    lens: offering::Window<'_>,
    window: &hours::Window,
    words: Words<'_>,
) -> Result<Option<Holidays>> {
    let Some(calendar) = window.calendar().filter(|_| window.heeds_holidays()) else {
        return Ok(None);
    };
    let id = lens.holidays().unwrap_or(&calendar.id);
    let is_own = id.starts_with(|first: char| first.is_ascii_lowercase());
    let base = openings.timetable.region(lens.node(), id);
    let region = base.map(|id| region(&id, words)).transpose()?;
    let until = words.locale.date(calendar.horizon);
    let (key, region) = match region {
        Some(region) if is_own => ("hours.holidays_and_own", region),
        Some(region) => ("hours.holidays", region),
        None => ("hours.own_days", String::new()),
    };
    Ok(Some(Holidays {
        known: words.say(key, &[("region", &region), ("until", &until)])?,
        meaning: match lens.on_holidays() {
            Some(meaning) => words.known("on_holidays", meaning)?,
            None => None,
        },
    }))
}

/// `Bavaria, Germany` from `DE-BY`.
fn region(id: &str, words: Words<'_>) -> Result<String> {
    let (country, part) = id.split_once('-').unwrap_or((id, ""));
    let country = words.locale.country_name(country);
    match words.known("region", id)? {
        Some(region) => words.say(
            "hours.region",
            &[("country", &country), ("region", &region)],
        ),
        None if part.is_empty() => Ok(country),
        None => Ok(id.to_owned()),
    }
}
