//! What service health said about a customer: the `HealthSnapshot` kind.
//!
//! Fields are named as in the schema, which says what they mean; nothing here judges or translates.

use crate::model::catalog::{Catalogs, Service};
use crate::model::lens::{Lens, lenses};
use crate::model::{Entry, Workspace};
use jiff::Timestamp;
use std::collections::HashMap;

lenses! {
    /// The `spec` of a snapshot.
    Snapshot {
        /// Id of the customer.
        customer: "customer" => text;
        /// Where it was taken from.
        source: "source" => text;
        /// Services with their status.
        services: "services" => parts<ServiceState>;
        /// Incidents and advisories.
        issues: "issues" => parts<Issue>;
    }

    /// A service and its status.
    ServiceState {
        /// Microsoft's id of the service.
        id: "id" => text;
        /// Microsoft's name of the service.
        name: "name" => text;
        /// Its status.
        status: "status" => text;
        /// The word of the export for a status that we do not know.
        status_as_given: "statusAsGiven" => text;
    }

    /// An incident or advisory.
    Issue {
        /// Microsoft's number.
        id: "id" => text;
        /// Id or name of the service.
        service: "service" => text;
        /// Microsoft's title.
        title: "title" => text;
        /// Incident or advisory.
        classification: "classification" => text;
        /// Its status.
        status: "status" => text;
        /// The word of the export for a status that we do not know.
        status_as_given: "statusAsGiven" => text;
        /// Microsoft's words on who may notice what.
        impact_description: "impactDescription" => text;
        /// Part of the service that has it.
        feature: "feature" => text;
        /// Whether the customer still has the trouble.
        persists: "persists" => flag;
        /// Our request to Microsoft about it.
        service_request: "serviceRequest" => text;
        /// Why there is none.
        closed_because: "closedBecause" => text;
    }
}

impl<'a> Snapshot<'a> {
    /// The snapshot that a document holds.
    pub fn of(entry: &'a Entry) -> Option<Self> {
        entry.spec().map(Self::over)
    }

    /// When it was taken.
    pub fn taken_at(self) -> Option<Timestamp> {
        instant(self, "takenAt")
    }

    /// The issues that are not over, incidents first, each kind in the order of the document.
    pub fn open_issues(self) -> Vec<Issue<'a>> {
        let mut open: Vec<Issue<'a>> = self.issues().filter(|issue| issue.is_open()).collect();
        open.sort_by_key(|issue| !issue.is_incident());
        open
    }

    /// The service that an issue names by id or by name, if the snapshot lists it.
    pub fn service_of(self, issue: Issue<'_>) -> Option<ServiceState<'a>> {
        let wanted = issue.service()?;
        self.services()
            .find(|service| service.id() == Some(wanted) || service.name() == Some(wanted))
    }

    /// What the catalogue says about the service of an issue; none for services it does not know.
    pub fn catalogued<'c>(self, issue: Issue<'_>, catalogs: &'c Catalogs) -> Option<&'c Service> {
        let listed = self
            .service_of(issue)
            .and_then(|service| service.catalogued(catalogs));
        listed.or_else(|| catalogs.service(issue.service()?))
    }
}

impl<'a> ServiceState<'a> {
    /// What the catalogue says about it, by id, else by name.
    pub fn catalogued(self, catalogs: &Catalogs) -> Option<&Service> {
        let by_id = self.id().and_then(|id| catalogs.service(id));
        by_id.or_else(|| catalogs.service(self.name()?))
    }

    /// What people call it: Microsoft's name, else its id.
    pub fn label(self) -> &'a str {
        self.name().or_else(|| self.id()).unwrap_or_default()
    }
}

impl Issue<'_> {
    /// Whether Microsoft calls it an incident.
    pub fn is_incident(self) -> bool {
        self.classification() == Some("incident")
    }

    /// Whether Microsoft does not say that it is over.
    pub fn is_open(self) -> bool {
        self.flag("isResolved") != Some(true)
    }

    /// When it began.
    pub fn began(self) -> Option<Timestamp> {
        instant(self, "startDateTime")
    }

    /// When it ended.
    pub fn ended(self) -> Option<Timestamp> {
        instant(self, "endDateTime")
    }
}

/// The newest snapshot of a customer that was taken on or before a moment; of several the last written.
pub fn newest<'a>(
    workspace: &'a Workspace,
    customer: &str,
    until: Timestamp,
) -> Option<(&'a Entry, Snapshot<'a>)> {
    let all = workspace
        .of_kind("HealthSnapshot")
        .filter(|entry| !entry.stopped)
        .filter_map(|entry| Some((entry, Snapshot::of(entry)?)));
    all.filter(|(_, snapshot)| snapshot.customer() == Some(customer))
        .filter(|(_, snapshot)| snapshot.taken_at().is_some_and(|taken| taken <= until))
        .max_by_key(|(_, snapshot)| snapshot.taken_at())
}

/// The newest readable snapshot of each customer that was taken before a moment; of several the last written.
pub fn newest_of_each(workspace: &Workspace, before: Timestamp) -> HashMap<&str, Snapshot<'_>> {
    let mut found: HashMap<&str, Snapshot<'_>> = HashMap::new();
    let all = workspace.of_kind("HealthSnapshot");
    let readable = all
        .filter(|entry| !entry.stopped)
        .filter_map(Snapshot::of)
        .filter(|snapshot| snapshot.taken_at().is_some_and(|taken| taken < before));
    for snapshot in readable {
        let Some(customer) = snapshot.customer() else {
            continue;
        };
        let known = found.get(customer).and_then(|known| known.taken_at());
        if known <= snapshot.taken_at() {
            found.insert(customer, snapshot);
        }
    }
    found
}

fn instant<'a>(lens: impl Lens<'a>, key: &str) -> Option<Timestamp> {
    lens.text(key)?.parse().ok()
}
