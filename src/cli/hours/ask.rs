//! What was asked: the time, the place and the request, as people type them.

use super::unknown;
use crate::cli::args::Hours;
use crate::cli::prepare::Workplace;
use crate::error::{Error, Result};
use crate::hours::Zone;
use crate::model::Workspace;
use crate::model::offering::{Contact, Offering, RequestType, Severity};
use crate::model::promise::About;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};

/// The zone of `--zone` or of the customer.
pub(super) fn reader(asked: &Hours, workspace: &Workspace) -> Result<Option<Zone>> {
    if let Some(name) = &asked.zone {
        return zone(name).map(Some);
    }
    let Some(id) = &asked.customer else {
        return Ok(None);
    };
    let Some(customer) = workspace.get("Customer", id) else {
        let customers = workspace.of_kind("Customer");
        let known: Vec<_> = customers.map(|customer| customer.id.as_str()).collect();
        return Err(unknown("customer", id, &known));
    };
    let name = customer.spec().and_then(|spec| spec.str("timeZone"));
    match name {
        Some(name) => zone(name).map(Some),
        None => Err(Error::Usage(format!(
            "the customer `{id}` has no `timeZone`; write it there, or say `--zone`"
        ))),
    }
}

fn zone(name: &str) -> Result<Zone> {
    Zone::parse(name).map_err(|error| Error::Usage(error.to_string()))
}

/// The instant that is meant, and the zone in which the answer is told.
///
/// Without `--at` it is this minute; where a day is set that counts as today, its beginning.
pub(super) fn instant(
    asked: &Hours,
    zone: Option<Zone>,
    workplace: &Workplace,
) -> Result<(Timestamp, Zone)> {
    let as_of = workplace.as_of;
    let place = || {
        zone.clone().ok_or_else(|| {
            let message = "all hours of this offering are on the clock of the customer or a site; say `--customer` or `--zone`";
            Error::Usage(message.to_owned())
        })
    };
    let Some(text) = &asked.at else {
        let zone = place()?;
        let at = if is_set(asked.as_of, workplace) {
            zone.instant(as_of.at(0, 0, 0, 0))
        } else {
            let now = Timestamp::now();
            Timestamp::from_second(now.as_second() / 60 * 60).ok()
        };
        return Ok((at.ok_or_else(|| no_time("now"))?, zone));
    };
    if let Ok(at) = text.parse::<Timestamp>() {
        let utc = || Zone::parse("UTC").map_err(|error| Error::Internal(error.to_string()));
        return Ok((at, zone.map_or_else(utc, Ok)?));
    }
    let zone = place()?;
    let local = local(text, as_of).ok_or_else(|| no_time(text))?;
    let at = zone.instant(local).ok_or_else(|| no_time(text))?;
    Ok((at, zone))
}

/// Whether somebody has said which day counts as today.
pub(in crate::cli) fn is_set(as_of: Option<Date>, workplace: &Workplace) -> bool {
    let pinned = as_of.or_else(|| workplace.config.as_of());
    pinned.is_some() || std::env::var_os("SOURCE_DATE_EPOCH").is_some()
}

/// A date with a time, a date alone (its beginning), or a time of the day that counts as today.
fn local(text: &str, as_of: Date) -> Option<DateTime> {
    if let Ok(time) = text.parse::<Time>()
        && text.contains(':')
        && text.len() <= 8
    {
        return Some(as_of.to_datetime(time));
    }
    let whole = text.get(..4)?.chars().all(|c| c.is_ascii_digit()) && text.contains('-');
    text.parse::<DateTime>().ok().filter(|_| whole)
}

fn no_time(text: &str) -> Error {
    Error::Usage(format!(
        "`{text}` is not a time; write one such as `2026-11-28T22:00` (local) or `2026-11-28T21:00:00Z`"
    ))
}

/// The request, each part of it known to the offering.
pub(super) fn about<'a>(asked: &Hours, offering: Offering<'a>) -> Result<About<'a>> {
    let severity = asked.severity.as_deref();
    let requests = || offering.request_types().filter_map(RequestType::id);
    let contacts = || offering.contacts().filter_map(Contact::id);
    Ok(About {
        severity: severity.map(|name| level(name, offering)).transpose()?,
        request: pick("kind of request", asked.request.as_deref(), requests())?,
        via: pick("contact", asked.via.as_deref(), contacts())?,
        product: pick("product", asked.product.as_deref(), offering.products())?,
    })
}

/// A severity by its id, or else by its name or another name of it.
fn level<'a>(name: &str, offering: Offering<'a>) -> Result<&'a str> {
    let called = |level: &Severity<'a>| {
        let own = [level.id(), level.name()].into_iter().flatten();
        own.chain(level.aliases())
            .any(|own| own.eq_ignore_ascii_case(name))
    };
    let ids = || offering.severities().filter_map(Severity::id);
    let by_id = ids().find(|id| *id == name);
    let by_name = || offering.severities().find(called).and_then(Severity::id);
    by_id.or_else(by_name).ok_or_else(|| {
        let known: Vec<_> = ids().collect();
        unknown("severity", name, &known)
    })
}

fn pick<'a>(
    what: &str,
    wanted: Option<&str>,
    known: impl Iterator<Item = &'a str> + Clone,
) -> Result<Option<&'a str>> {
    let Some(wanted) = wanted else {
        return Ok(None);
    };
    match known.clone().find(|known| *known == wanted) {
        Some(found) => Ok(Some(found)),
        None => Err(unknown(what, wanted, &known.collect::<Vec<_>>())),
    }
}
