//! What service health said about the customer's services, with the time of it.
//!
//! It is shown only where an offering of the customer says so. Microsoft's words are quoted as text; they
//! never prove that the customer was affected, and the page says that.

use crate::error::Result;
use crate::hours::Zone;
use crate::hours::duration;
use crate::model::Entry;
use crate::model::catalog::Catalogs;
use crate::model::health::{Issue, ServiceState, Snapshot};
use crate::model::lens::Lens;
use crate::model::offering::{Offering, ShownHealth};
use crate::site::customer::Subject;
use crate::site::texts::Text;
use crate::site::words::Words;
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use schemars::JsonSchema;
use serde::Serialize;

/// Language in which service health is written.
const LANGUAGE: &str = "en";

/// The section.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "CustomerHealth")]
pub struct Health {
    /// When the snapshot was taken, and how old it is; or that there is none.
    lead: String,
    /// The moment for machines.
    taken: Option<String>,
    /// That it is older than usual, where it is.
    old: Option<String>,
    /// Incidents that are not over.
    incidents: Vec<Row>,
    /// Advisories that are not over.
    advisories: Vec<Row>,
    /// The services with their state.
    services: Vec<Service>,
}

/// An issue.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "HealthIssue")]
struct Row {
    /// Microsoft's id of it.
    id: String,
    /// Microsoft's title of it.
    title: Option<Text>,
    /// The service.
    service: Text,
    /// The part of the service.
    feature: Option<Text>,
    /// Microsoft's word for its state.
    status: Option<Text>,
    /// When it began, in words.
    began: Option<String>,
    /// What it does to people, in Microsoft's words.
    impact: Option<Text>,
}

/// A service.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "HealthService")]
struct Service {
    /// What it is called.
    name: Text,
    /// The product that it belongs to.
    product: Option<String>,
    /// Microsoft's word for its state.
    status: Text,
    /// Whether it works as it should.
    fine: bool,
}

/// The section; none where no offering of today shows service health.
pub(super) fn section(subject: &Subject<'_>) -> Result<Option<Health>> {
    let shown: Vec<ShownHealth<'_>> = shown(subject).collect();
    if shown.is_empty() {
        return Ok(None);
    }
    let words = subject.edition.words();
    let snapshot = subject.customer.snapshot;
    let found = snapshot.and_then(|snapshot| Some((snapshot, snapshot.taken_at()?)));
    let Some((snapshot, taken)) = found else {
        return words.say("health.none", &[]).map(Health::without).map(Some);
    };
    let as_of = subject.edition.options.as_of;
    let old = shown.iter().any(|shown| is_old(*shown, taken, as_of));
    let old = old.then(|| words.say("health.old", &[])).transpose()?;
    let open = snapshot.open_issues();
    let rows = |incidents: bool| {
        let wanted = open.iter().filter(|issue| issue.is_incident() == incidents);
        wanted
            .map(|issue| row(subject, snapshot, *issue))
            .collect::<Result<Vec<_>>>()
    };
    Ok(Some(Health {
        lead: lead(subject, taken)?,
        taken: Some(taken.to_string()),
        old,
        incidents: rows(true)?,
        advisories: rows(false)?,
        services: snapshot
            .services()
            .map(|state| service(words, state))
            .collect::<Result<_>>()?,
    }))
}

impl Health {
    fn without(lead: String) -> Self {
        Self {
            lead,
            taken: None,
            old: None,
            incidents: Vec::new(),
            advisories: Vec::new(),
            services: Vec::new(),
        }
    }
}

/// What the customer's offerings of today say about showing service health.
fn shown<'s>(subject: &'s Subject<'_>) -> impl Iterator<Item = ShownHealth<'s>> {
    let as_of = subject.edition.options.as_of;
    let assignments = subject.customer.assignments.iter();
    let assignments = assignments.zip(subject.offerings);
    let begun = assignments.filter(move |(assignment, _)| {
        let from = assignment
            .and_then(Entry::spec)
            .and_then(|spec| Offering::over(spec).effective_from());
        from.is_none_or(|from| from <= as_of)
    });
    begun
        .filter_map(|(_, offering)| Offering::over(offering.spec()?).service_health())
        .filter(|shown| shown.is_shown())
}

/// Age counts to the beginning of the day of the page.
fn is_old(shown: ShownHealth<'_>, taken: Timestamp, as_of: Date) -> bool {
    let taken = taken.to_zoned(TimeZone::UTC).datetime();
    let allowed = shown.max_age().and_then(duration::parse);
    let until = allowed.and_then(|allowed| taken.checked_add(allowed.span()).ok());
    until.is_some_and(|until| until < as_of.to_datetime(Time::midnight()))
}

fn lead(subject: &Subject<'_>, taken: Timestamp) -> Result<String> {
    let words = subject.edition.words();
    let as_of = subject.edition.options.as_of;
    let day = taken.to_zoned(TimeZone::UTC).date();
    let days = day.duration_until(as_of).as_hours() / 24;
    let moment = moment(subject, taken)?;
    let values = [("moment", moment.as_str())];
    match u64::try_from(days) {
        Ok(0) | Err(_) => words.say("health.today", &values),
        Ok(days) => words.locale.count("health.lead", days, &values),
    }
}

/// A moment in the customer's own time, else in UTC.
fn moment(subject: &Subject<'_>, instant: Timestamp) -> Result<String> {
    let words = subject.edition.words();
    let own = subject
        .customer
        .entry
        .spec()
        .and_then(|spec| spec.str("timeZone"));
    let zone = own.and_then(|name| Zone::parse(name).ok());
    let (local, name) = match &zone {
        Some(zone) => (zone.at(instant), words.locale.zone(zone.name())),
        None => (instant.to_zoned(TimeZone::UTC), "UTC".to_owned()),
    };
    let minute = u16::try_from(i32::from(local.hour()) * 60 + i32::from(local.minute()));
    let values = [
        ("date", words.locale.date(local.date())),
        ("time", words.locale.time(minute.unwrap_or_default())),
        ("zone", name),
    ];
    let values: Vec<_> = values
        .iter()
        .map(|(key, value)| (*key, value.as_str()))
        .collect();
    words.say("health.moment", &values)
}

fn row(subject: &Subject<'_>, snapshot: Snapshot<'_>, issue: Issue<'_>) -> Result<Row> {
    let words = subject.edition.words();
    let service = snapshot.service_of(issue).map(ServiceState::label);
    let service = service.or_else(|| issue.service()).unwrap_or_default();
    let began = issue.began().map(|began| moment(subject, began));
    Ok(Row {
        id: issue.id().unwrap_or_default().to_owned(),
        title: issue.title().map(|text| quoted(words, text)),
        service: quoted(words, service),
        feature: issue.feature().map(|text| quoted(words, text)),
        status: issue
            .status()
            .map(|status| said(words, status, issue.status_as_given()))
            .transpose()?,
        began: began.transpose()?,
        impact: issue.impact_description().map(|text| quoted(words, text)),
    })
}

fn service(words: Words<'_>, state: ServiceState<'_>) -> Result<Service> {
    let known = state.catalogued(Catalogs::embedded()?);
    let product = known.map(|known| words.name("product", &known.product));
    let status = state.status().unwrap_or_default();
    Ok(Service {
        name: quoted(words, state.label()),
        product: product.transpose()?,
        status: said(words, status, state.status_as_given())?,
        fine: status == "serviceOperational",
    })
}

/// A status in words; one that we do not know as the export wrote it.
fn said(words: Words<'_>, status: &str, given: Option<&str>) -> Result<Text> {
    match given.filter(|_| status == "unknownFutureValue") {
        Some(given) => Ok(quoted(words, given)),
        None => words.name("health_status", status).map(Text::own),
    }
}

/// Microsoft's words, marked as English where the page is not.
fn quoted(words: Words<'_>, text: &str) -> Text {
    if words.locale.language() == LANGUAGE {
        Text::own(text)
    } else {
        Text::foreign(text, LANGUAGE, words.locale)
    }
}
