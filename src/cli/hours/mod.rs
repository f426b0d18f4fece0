//! `hours`: who is there at a time, and by when an answer is due.
//!
//! It reads what was asked and hands it to the promises; text and JSON tell the same answer.

pub(super) mod ask;
mod json;
mod phrases;
mod text;

use crate::cli::CLEAN;
use crate::cli::args::{Hours, Judging, ListFormat};
use crate::cli::output::print_words;
use crate::cli::prepare::{Workplace, prepare};
use crate::error::{Error, Result};
use crate::hours::{Clock, Zone};
use crate::model::lens::Lens;
use crate::model::nearest::nearest;
use crate::model::offering::Offering;
use crate::model::promise::{About, Case, Promises};
use crate::model::{Entry, Timetable};
use crate::report::plain::Escape;
use jiff::Timestamp;
use jiff::civil::Date;

/// What was asked, and what holds.
struct Told<'a> {
    id: &'a str,
    offering: Offering<'a>,
    promises: Promises<'a>,
    at: Timestamp,
    zone: Zone,
    holds: Holds,
    cases: Vec<Case<'a>>,
}

/// Whether the promise holds on that day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    Yes,
    Draft,
    Retired,
    NotYet(Date),
    Over(Date),
}

pub(super) fn run(asked: &Hours) -> Result<u8> {
    let prepared = prepare(&Judging::reading(&asked.paths, asked.as_of))?;
    let (workplace, entry) = offering(&prepared.workplaces, &asked.offering)?;
    let told = answer(workplace, entry, asked)?;
    let (text, escape) = match asked.format {
        ListFormat::Text => (text::render(&told), Escape::Visible),
        ListFormat::Json => (json::render(&told)?, Escape::Json),
    };
    print_words(&text, escape)?;
    Ok(CLEAN)
}

/// The offering of an id, which must be free of errors.
fn offering<'a>(places: &'a [Workplace], id: &str) -> Result<(&'a Workplace, &'a Entry)> {
    let all = places.iter().flat_map(|place| {
        let entries = place.loaded.workspace.of_kind("SupportOffering");
        entries.map(move |entry| (place, entry))
    });
    let mut found = all.clone().filter(|(_, entry)| entry.id == id);
    let Some((place, entry)) = found.next() else {
        let known: Vec<_> = all.map(|(_, entry)| entry.id.as_str()).collect();
        return Err(unknown("offering", id, &known));
    };
    if found.next().is_some() {
        return Err(Error::Usage(format!(
            "several workspaces have an offering `{id}`; name the folder of one"
        )));
    }
    if entry.stopped {
        return Err(Error::Usage(format!(
            "the offering `{id}` has errors; `csp-support check` shows them"
        )));
    }
    Ok((place, entry))
}

fn answer<'a>(workplace: &'a Workplace, entry: &'a Entry, asked: &Hours) -> Result<Told<'a>> {
    let spec = entry.spec().map(Offering::over);
    let offering = spec.ok_or_else(|| Error::Usage(format!("`{}` has no spec", entry.id)))?;
    let timetable = Timetable::new(&workplace.loaded.workspace, workplace.as_of);
    let mut promises = Promises::new(offering, &timetable);
    let reader = ask::reader(asked, &workplace.loaded.workspace)?;
    if let Some(zone) = &reader {
        promises = promises.with_clock(&Clock::Customer, zone, &timetable);
    }
    if let (Some(zone), None) = (&reader, &asked.customer) {
        promises = promises.with_clock(&Clock::Site, zone, &timetable);
    }
    let zone = reader.or_else(|| own_zone(&promises));
    let (at, zone) = ask::instant(asked, zone, workplace)?;
    let about = ask::about(asked, offering)?;
    let cases = promises.cases(about, at);
    Ok(Told {
        id: &entry.id,
        offering,
        holds: Holds::on(offering, zone.at(at).date()),
        promises,
        at,
        zone,
        cases,
    })
}

/// The zone of the first window that has one.
fn own_zone(promises: &Promises<'_>) -> Option<Zone> {
    let mut zones = promises.hours.iter().map(|hours| hours.window.zone());
    zones.find_map(Option::<&Zone>::cloned)
}

impl Holds {
    fn on(offering: Offering<'_>, day: Date) -> Self {
        let begins = offering.effective_from().filter(|from| *from > day);
        let ended = offering.effective_to().filter(|to| *to < day);
        match (offering.status(), begins, ended) {
            ("draft", ..) => Self::Draft,
            ("retired", ..) => Self::Retired,
            (_, Some(from), _) => Self::NotYet(from),
            (_, _, Some(to)) => Self::Over(to),
            _ => Self::Yes,
        }
    }

    /// The word of JSON.
    const fn word(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Draft => "draft",
            Self::Retired => "retired",
            Self::NotYet(_) => "not_yet",
            Self::Over(_) => "over",
        }
    }
}

/// Says that there is nothing of a name, and what there is.
pub(super) fn unknown(what: &str, name: &str, known: &[&str]) -> Error {
    let help = match nearest(name, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if known.is_empty() => "there are none".to_owned(),
        None => format!("possible are {}", known.join(", ")),
    };
    Error::Usage(format!("there is no {what} `{name}`; {help}"))
}

/// The fields by which a request is known, for both formats.
fn facets<'a>(about: &About<'a>) -> [(&'static str, Option<&'a str>); 4] {
    [
        ("severity", about.severity),
        ("request", about.request),
        ("via", about.via),
        ("product", about.product),
    ]
}
