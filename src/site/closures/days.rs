//! The days by date: what is closed or otherwise open on each, and for whom.

use crate::error::Result;
use crate::hours::MinuteRange;
use crate::site::closures::whose::{Named, Whose};
use crate::site::edition::Edition;
use crate::site::opening::{self, DayName};
use crate::site::texts::Text;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// One day.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ClosuresDay")]
pub(super) struct DayRow {
    /// ISO date.
    pub(super) date: String,
    /// The date in words.
    shown: String,
    /// What the day is called, where all windows call it so.
    name: Option<Text>,
    /// Those that keep the same hours on that day, together.
    pub(super) parts: Vec<Part>,
}

/// The windows that have the same hours on a day.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ClosuresPart")]
pub(super) struct Part {
    /// What the day is called here.
    pub(super) name: Option<Text>,
    /// Opening times; none when closed.
    pub(super) hours: Vec<String>,
    /// Whose hours these are.
    pub(super) whose: Vec<Named>,
}

/// Windows by the hours that they have on a day, and by what the day is called for them.
type Found<'w> = Vec<((Vec<MinuteRange>, Option<Text>), Vec<&'w Whose>)>;

/// The rows by date; on each day what is closed comes first.
pub(super) fn rows(edition: &Edition<'_>, all: &[Whose]) -> Result<Vec<DayRow>> {
    let openings = &edition.openings;
    let mut dates: BTreeMap<Date, Found<'_>> = BTreeMap::new();
    for whose in all {
        for day in openings.exceptional(&whose.window) {
            let key = (
                day.hours.clone(),
                DayName::of(&day).map(|day| edition.day_name(day)),
            );
            let found = dates.entry(day.date).or_default();
            match found.iter_mut().find(|(known, _)| *known == key) {
                Some((_, windows)) => windows.push(whose),
                None => found.push((key, vec![whose])),
            }
        }
    }
    let rows = dates.into_iter();
    rows.map(|(date, found)| row(edition, all, date, found))
        .collect()
}

fn row(edition: &Edition<'_>, all: &[Whose], date: Date, mut found: Found<'_>) -> Result<DayRow> {
    found.sort_by(|((one, _), _), ((other, _), _)| one.cmp(other));
    let first = found.first().and_then(|((_, name), _)| name.clone());
    let alike = found.iter().all(|((_, name), _)| *name == first);
    let part = |((_, name), windows): ((Vec<MinuteRange>, Option<Text>), Vec<&Whose>)| {
        let hours = match windows.first() {
            Some(whose) => opening::on_day(&whose.window, date, &edition.locale)?,
            None => Vec::new(),
        };
        Ok(Part {
            name: name.filter(|_| !alike),
            hours,
            whose: windows.into_iter().map(|whose| whose.named(all)).collect(),
        })
    };
    Ok(DayRow {
        date: date.to_string(),
        shown: edition.locale.full_date(date),
        name: first.filter(|_| alike),
        parts: found.into_iter().map(part).collect::<Result<_>>()?,
    })
}

impl DayRow {
    /// What is closed, with what the day is called there.
    pub(super) fn closed(&self) -> impl Iterator<Item = (Option<&Text>, &[Named])> {
        let parts = self.parts.iter().filter(|part| part.hours.is_empty());
        parts.map(|part| {
            (
                part.name.as_ref().or(self.name.as_ref()),
                part.whose.as_slice(),
            )
        })
    }
}
