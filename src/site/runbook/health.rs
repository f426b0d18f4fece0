//! Service health first: how to look at it, who can, and what the last snapshot said.
//!
//! A snapshot says what Microsoft showed at a moment, never that the customer was affected.

use super::{Subject, name};
use crate::error::Result;
use crate::judge::facts::desk;
use crate::model::Entry;
use crate::model::catalog::Catalogs;
use crate::model::health::{self, Issue, ServiceState, Snapshot};
use crate::model::lens::Lens;
use crate::site::form;
use jiff::tz::TimeZone;
use schemars::JsonSchema;
use serde::Serialize;

/// The task of looking at service health, as the catalogue of roles names it.
const TASK: &str = "read_service_health";

/// The section.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "RunbookHealth")]
pub(super) struct Section {
    /// Steps that lead there.
    way: Vec<String>,
    /// Who can look.
    readers: Vec<String>,
    /// The roles that it takes in Partner Center, any one of them.
    center: String,
    /// The roles that it takes in the customer's tenant, any one of them.
    roles: String,
    /// The last snapshot, if there is one.
    snapshot: Option<Taken>,
}

/// What the last snapshot said.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "RunbookSnapshot")]
struct Taken {
    /// When it was taken, in words.
    at: String,
    /// How old it is, in words.
    age: String,
    /// Where it comes from.
    source: Option<String>,
    /// The file that it was kept in.
    file: Option<String>,
    /// The services that are not well.
    services: Vec<Line>,
    /// What is going on.
    issues: Vec<Told>,
}

/// One service.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "RunbookService")]
struct Line {
    /// What it is called.
    name: String,
    /// Its state.
    status: String,
}

/// One incident or advisory.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "RunbookIssue")]
struct Told {
    /// Microsoft's id of it.
    id: String,
    /// Microsoft's title of it.
    title: String,
    /// The service.
    about: Option<String>,
    /// Whether it still goes on.
    open: bool,
}

pub(super) fn section(subject: &Subject<'_>) -> Result<Section> {
    let roles = Catalogs::embedded()?.least_roles(TASK);
    let roles: Vec<_> = roles.iter().map(|role| role.name.as_str()).collect();
    let center: Vec<_> = desk::health_center_roles().collect();
    let readers = subject.desk.health_readers.iter();
    Ok(Section {
        way: form::way(subject.customer_name(), None),
        readers: readers.map(|agent| name(agent).to_owned()).collect(),
        roles: subject.words.locale.choice(&roles),
        center: subject.words.locale.choice(&center),
        snapshot: match last(subject) {
            Some((_, snapshot)) => taken(subject, snapshot)?,
            None => None,
        },
    })
}

/// The newest snapshot that is not from after the page's day, or after the moment at which it is read.
fn last<'a>(subject: &Subject<'a>) -> Option<(&'a Entry, Snapshot<'a>)> {
    let midnight = subject.asked.as_of.tomorrow().ok()?;
    let midnight = midnight.to_zoned(TimeZone::UTC).ok()?.timestamp();
    let until = subject.asked.now.unwrap_or(midnight);
    let workspace = subject.edition.workspace;
    health::newest(workspace, &subject.asked.customer.id, until)
}

fn taken(subject: &Subject<'_>, snapshot: Snapshot<'_>) -> Result<Option<Taken>> {
    let Some(at) = snapshot.taken_at() else {
        return Ok(None);
    };
    let words = subject.words;
    let day = at.to_zoned(TimeZone::UTC).date();
    let days = day.duration_until(subject.asked.as_of).as_hours() / 24;
    let source = snapshot.source();
    let source = source.map(|source| words.name("runbook.health_source", source));
    Ok(Some(Taken {
        at: subject.moment(at)?,
        age: match u64::try_from(days).unwrap_or_default() {
            0 => subject.say("runbook.health_today", &[])?,
            days => words.locale.count("runbook.health_age", days, &[])?,
        },
        source: source.transpose()?,
        file: snapshot.text("file").map(str::to_owned),
        services: snapshot
            .services()
            .map(|state| service(subject, state))
            .collect::<Result<_>>()?,
        issues: issues(subject, snapshot)?,
    }))
}

fn service(subject: &Subject<'_>, state: ServiceState<'_>) -> Result<Line> {
    let status = status(subject, state.status(), state.status_as_given())?;
    Ok(Line {
        name: state.label().to_owned(),
        status: status.unwrap_or_else(|| "–".to_owned()),
    })
}

/// Those that are not over first.
fn issues(subject: &Subject<'_>, snapshot: Snapshot<'_>) -> Result<Vec<Told>> {
    let over = snapshot.issues().filter(|issue| !issue.is_open());
    let all = snapshot.open_issues().into_iter().chain(over);
    all.map(|own| issue(subject, snapshot, own)).collect()
}

fn issue(subject: &Subject<'_>, snapshot: Snapshot<'_>, own: Issue<'_>) -> Result<Told> {
    let service = snapshot.service_of(own).map(ServiceState::label);
    let service = service.or(own.service()).map(str::to_owned);
    let kind = own.classification();
    let kind = kind.map(|kind| subject.words.name("runbook.health_kind", kind));
    let status = status(subject, own.status(), own.status_as_given())?;
    let about: Vec<_> = [kind.transpose()?, service, status]
        .into_iter()
        .flatten()
        .collect();
    Ok(Told {
        id: own.id().unwrap_or_default().to_owned(),
        title: own.title().unwrap_or_default().to_owned(),
        about: subject.words.locale.several("comma", &about)?,
        open: own.is_open(),
    })
}

/// What a status means; the word of the export where it is one that we do not know.
fn status(
    subject: &Subject<'_>,
    known: Option<&str>,
    given: Option<&str>,
) -> Result<Option<String>> {
    match (given, known) {
        (Some(given), _) => Ok(Some(given.to_owned())),
        (None, Some(known)) => subject.words.name("health_status", known).map(Some),
        (None, None) => Ok(None),
    }
}
