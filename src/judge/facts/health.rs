//! Facts about service health: how old a snapshot is, and what its issues mean for requests and claims.
//!
//! It reads what service health said; it must never conclude that a customer was affected.

use super::known::field;
use super::promise::{promises, spec};
use super::{Context, Fact, FactType, Found, Subject};
use crate::hours::duration;
use crate::judge::expr::{Answer, Missing};
use crate::model::catalog::Catalogs;
use crate::model::health::{Issue, Snapshot};
use crate::model::lens::Lens;
use crate::model::offering::Offering;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::collections::BTreeMap;

pub(super) const FACTS: &[Fact] = &[
    Fact {
        name: "is_newest",
        of: "HealthSnapshot",
        ty: FactType::Bool,
        about: "no later snapshot of the customer is known today",
        compute: is_newest,
    },
    Fact {
        name: "outdated_for",
        of: "HealthSnapshot",
        ty: FactType::Text,
        about: "the offering that shows this snapshot to the customer and allows less age than it has today; empty where none does",
        compute: outdated_for,
    },
    Fact {
        name: "names_incident",
        of: "ServiceRequest",
        ty: FactType::Bool,
        about: "the request names an incident of service health",
        compute: |_, subject| {
            let named = subject.node.path(&["preChecks", "relatedIncidentId"]);
            Ok(Answer::yes(named.is_some_and(|id| id.as_str().is_some())).at(named))
        },
    },
    Fact {
        name: "open_incidents",
        of: "ServiceRequest",
        ty: FactType::Texts,
        about: "incidents of the request's product that were open for the customer when it was made, as snapshots tell",
        compute: open_incidents,
    },
    Fact {
        name: "listed_as_advisory",
        of: "SlaCreditClaim",
        ty: FactType::Bool,
        about: "the newest snapshot of the customer that knows the outage calls it an advisory",
        compute: listed_as_advisory,
    },
];

/// An issue as the newest snapshot that names it tells it.
#[derive(Clone, Copy)]
struct Told<'a> {
    issue: Issue<'a>,
    snapshot: Snapshot<'a>,
    taken: Timestamp,
}

/// The readable snapshots of a customer with the moment each was taken, oldest first.
fn snapshots<'a>(context: &Context<'a>, customer: &str) -> Vec<(Timestamp, Snapshot<'a>)> {
    let entries = context.joins.snapshots_of_customer(customer).iter();
    let mut all: Vec<_> = entries
        .filter(|entry| !entry.stopped)
        .filter_map(|entry| Snapshot::of(entry))
        .filter_map(|snapshot| Some((snapshot.taken_at()?, snapshot)))
        .collect();
    all.sort_by_key(|(taken, _)| *taken);
    all
}

/// Every issue that snapshots name, by number, as the newest of them tells it.
fn issues<'a>(snapshots: &[(Timestamp, Snapshot<'a>)]) -> BTreeMap<&'a str, Told<'a>> {
    let told = snapshots.iter().flat_map(|&(taken, snapshot)| {
        snapshot.issues().filter_map(move |issue| {
            let told = Told {
                issue,
                snapshot,
                taken,
            };
            Some((issue.id()?, told))
        })
    });
    told.collect()
}

impl Told<'_> {
    /// Whether it was open at a moment. An issue without an end counts as open until the next snapshot
    /// was taken, which would have told of its end.
    fn was_open(&self, at: Timestamp, snapshots: &[(Timestamp, Snapshot<'_>)]) -> bool {
        let begun = self.issue.began().unwrap_or(self.taken) <= at;
        let going = match self.issue.ended() {
            Some(end) => at < end,
            None if self.issue.is_open() => !snapshots
                .iter()
                .any(|(taken, _)| self.taken < *taken && *taken <= at),
            None => at < self.taken,
        };
        begun && going
    }
}

fn catalogs() -> Result<&'static Catalogs, Missing> {
    super::known::catalogs()
}

fn open_incidents<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let product = field(subject.node, "product")?.text();
    let made = field(subject.node, "createdAt")?;
    let made: Timestamp = made
        .text()
        .parse()
        .map_err(|_| Missing::new("the moment when the request was filed"))?;
    let snapshots = snapshots(context, field(subject.node, "customer")?.text());
    let catalogs = catalogs()?;
    let of_product = |told: &Told<'_>| {
        let service = told.snapshot.catalogued(told.issue, catalogs);
        service.is_some_and(|service| service.product == product)
    };
    let open = issues(&snapshots).into_iter().filter(|(_, told)| {
        told.issue.is_incident() && told.was_open(made, &snapshots) && of_product(told)
    });
    Ok(Answer::texts(open.map(|(id, _)| id.to_owned())))
}

fn listed_as_advisory<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let outage = field(subject.node, "outageId")?;
    let snapshots = snapshots(context, field(subject.node, "customer")?.text());
    let issues = issues(&snapshots);
    let told = issues
        .get(outage.text())
        .ok_or_else(|| Missing::new(format!("`{}` in a HealthSnapshot", outage.text())))?;
    let advisory = told.issue.classification() == Some("advisory");
    Ok(Answer::yes(advisory).at(Some(outage)))
}

fn taken(subject: Subject<'_>) -> Result<Timestamp, Missing> {
    let taken = Snapshot::over(subject.node).taken_at();
    taken.ok_or_else(|| Missing::new("the moment when the snapshot was taken"))
}

fn is_newest<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let own = taken(subject)?;
    let all = snapshots(context, field(subject.node, "customer")?.text());
    let known = |taken: Timestamp| taken.to_zoned(TimeZone::UTC).date() <= context.as_of;
    let newer = all.iter().any(|(taken, _)| *taken > own && known(*taken));
    Ok(Answer::yes(!newer && known(own)))
}

/// Age counts to the beginning of the day, so that a snapshot of the day itself is never too old.
fn outdated_for<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let taken = taken(subject)?;
    let customer = field(subject.node, "customer")?.text();
    let left = spec(context.get("Customer", customer)?)?.str("status") == Some("left");
    let strict = promises(context, customer)?.into_iter().find(|promise| {
        let health = Offering::over(promise.offering).service_health();
        let shown = health.filter(|health| health.is_shown());
        let allowed = shown.and_then(|health| duration::parse(health.max_age()?));
        allowed.is_some_and(|allowed| is_older(taken, &allowed, context.as_of))
    });
    let offering = strict.filter(|_| !left);
    let id = offering.and_then(|promise| promise.assignment.str("offering"));
    Ok(Answer::text(id.unwrap_or_default().to_owned()))
}

fn is_older(taken: Timestamp, allowed: &duration::Period, today: Date) -> bool {
    let taken = taken.to_zoned(TimeZone::UTC).datetime();
    let begin = today.to_datetime(jiff::civil::Time::midnight());
    taken
        .checked_add(allowed.span())
        .is_ok_and(|until| until < begin)
}
