//! From snapshots to plain rows: the last one of each customer.

use crate::judge::Judgement;
use crate::model::Entry;
use crate::model::health::{Issue, ServiceState, Snapshot, newest_of_each};
use crate::report::health::{HealthRow, OpenIssue};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// One row for each customer that is asked for and has a snapshot.
pub(super) fn rows(judgement: &Judgement<'_>, asked: &dyn Fn(&Entry) -> bool) -> Vec<HealthRow> {
    let as_of = judgement.as_of;
    let snapshots = newest_of_each(judgement.workspace, end_of(as_of));
    let customers = judgement.workspace.of_kind("Customer");
    let asked = customers.filter(|customer| asked(customer));
    asked
        .filter_map(|customer| row(customer, *snapshots.get(customer.id.as_str())?, as_of))
        .collect()
}

/// The moment with which the day after begins, in UTC.
fn end_of(day: Date) -> Timestamp {
    let next = day.tomorrow().ok();
    let begin = next.and_then(|next| next.to_zoned(TimeZone::UTC).ok());
    begin.map_or(Timestamp::MAX, |begin| begin.timestamp())
}

fn row(customer: &Entry, snapshot: Snapshot<'_>, as_of: Date) -> Option<HealthRow> {
    let at = snapshot.0.get("takenAt")?;
    let taken = snapshot.taken_at()?.to_zoned(TimeZone::UTC).date();
    let title = customer.spec().and_then(|spec| spec.str("displayName"));
    let impaired = snapshot
        .services()
        .filter(|service| service.status() != Some("serviceOperational"));
    Some(HealthRow {
        customer: customer.subject(customer.document.root()),
        customer_title: title.unwrap_or(&customer.id).to_owned(),
        taken_at: at.text().to_owned(),
        age_days: taken.duration_until(as_of).as_hours() / 24,
        services: snapshot.services().count(),
        impaired: impaired
            .map(|service| (service.label().to_owned(), status(service)))
            .collect(),
        open: snapshot.open_issues().into_iter().map(issue).collect(),
        place: at.place(),
    })
}

fn status(service: ServiceState<'_>) -> String {
    let given = service.status_as_given().or_else(|| service.status());
    given.unwrap_or_default().to_owned()
}

fn issue(issue: Issue<'_>) -> OpenIssue {
    let own = |text: Option<&str>| text.unwrap_or_default().to_owned();
    OpenIssue {
        id: own(issue.id()),
        title: own(issue.title()),
        service: own(issue.service()),
        classification: own(issue.classification()),
        status: own(issue.status_as_given().or_else(|| issue.status())),
        since: own(issue.0.str("startDateTime")),
    }
}
