//! Time zones by name, from the data inside the program.
//!
//! It must never know the machine's own zone or zone files: the same name gives the same answer
//! everywhere.

use jiff::civil::{Date, DateTime};
use jiff::tz::{TimeZone, TimeZoneDatabase};
use jiff::{Timestamp, Zoned};

/// A time zone of the IANA database that names a region.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone(TimeZone);

/// Why a text is not the name of a zone.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct ZoneError {
    /// What is wrong and what to write.
    pub message: String,
}

/// A stretch of time with one offset from UTC.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stretch {
    /// Seconds to add to UTC to get local time.
    pub(super) offset: i64,
    /// The second at which another stretch begins.
    pub(super) end: Option<i64>,
}

impl Zone {
    /// Finds a zone by its exact name, such as `Europe/Berlin`; `UTC` is one.
    ///
    /// Abbreviations (`CET`) and fixed offsets (`Etc/GMT+1`) are refused: they are wrong for half of
    /// the year in most places, and people mean a place.
    pub fn parse(name: &str) -> Result<Self, ZoneError> {
        let place = name == "UTC" || name.contains('/') && !name.starts_with("Etc/");
        let found = TimeZoneDatabase::bundled().get(name).ok();
        match found {
            Some(zone) if place && zone.iana_name() == Some(name) => Ok(Self(zone)),
            _ => Err(ZoneError {
                message: advice(name),
            }),
        }
    }

    /// The names of all zones that `parse` accepts.
    pub fn names() -> Vec<String> {
        let bundled = TimeZoneDatabase::bundled();
        let all = bundled.available().map(|name| name.to_string());
        let mut names: Vec<_> = all
            .filter(|name| name.contains('/') && !name.starts_with("Etc/"))
            .collect();
        names.push("UTC".to_string());
        names.sort();
        names
    }

    /// The name.
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }

    /// An instant as date and time in this zone.
    pub fn at(&self, instant: Timestamp) -> Zoned {
        instant.to_zoned(self.0.clone())
    }

    /// The instant at which a clock in this zone shows a date and time. A time that a clock change
    /// leaves out counts with the offset from before; of one that comes twice, the first counts.
    pub fn instant(&self, local: DateTime) -> Option<Timestamp> {
        let zoned = self.0.to_ambiguous_zoned(local).compatible().ok()?;
        Some(zoned.timestamp())
    }

    /// Minutes to add to UTC to get local time.
    pub fn offset_minutes(&self, instant: Timestamp) -> i32 {
        self.0.to_offset(instant).seconds().div_euclid(60)
    }

    /// The offset at a second of Unix time, and how long it holds.
    pub(super) fn stretch(&self, second: i64) -> Option<Stretch> {
        let instant = Timestamp::from_second(second).ok()?;
        let next = self.0.following(instant).next();
        Some(Stretch {
            offset: i64::from(self.0.to_offset(instant).seconds()),
            end: next.map(|change| change.timestamp().as_second()),
        })
    }

    /// The offsets in minutes at which the seven days from a Monday begin and end, if they are equal.
    pub(super) fn steady_week(&self, monday: Date) -> Option<i32> {
        let end = monday.checked_add(jiff::Span::new().days(7)).ok()?;
        let offset = |date: Date| Some(self.offset_minutes(self.instant(date.at(0, 0, 0, 0))?));
        let first = offset(monday)?;
        (offset(end)? == first).then_some(first)
    }
}

fn advice(name: &str) -> String {
    if let Some(near) = nearest(name) {
        return format!("`{name}` is not a time zone; did you mean `{near}`");
    }
    let shown: String = name.chars().take(40).collect();
    format!(
        "`{shown}` is not a time zone that names a place; write one such as `Europe/Berlin` or `UTC`"
    )
}

/// The zone that a slightly wrong name or a bare city means.
fn nearest(name: &str) -> Option<String> {
    if name.len() > 40 {
        return None;
    }
    let wanted = name.to_ascii_lowercase().replace(' ', "_");
    let distance = |known: &str| {
        let known = known.to_ascii_lowercase();
        let city = known.rsplit('/').next() == Some(wanted.as_str());
        if city {
            0
        } else {
            strsim::damerau_levenshtein(&wanted, &known)
        }
    };
    let ranked = Zone::names()
        .into_iter()
        .map(|known| (distance(&known), known));
    let (distance, known) = ranked.min()?;
    (distance <= wanted.len() / 4).then_some(known)
}
