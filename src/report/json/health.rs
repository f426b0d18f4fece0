//! Service health as the JSON report has it.

use crate::report::health::{self, OpenIssue};
use crate::report::json::location;
use crate::report::json::v1::health::{HealthIssue, HealthRow, ImpairedService};

pub(super) fn row(row: &health::HealthRow) -> HealthRow<'_> {
    let impaired = row.impaired.iter();
    HealthRow {
        customer: &row.customer.id,
        title: &row.customer_title,
        taken_at: &row.taken_at,
        age_days: row.age_days,
        services: row.services,
        impaired: impaired
            .map(|(service, status)| ImpairedService { service, status })
            .collect(),
        open: row.open.iter().map(issue).collect(),
        location: location(&row.place),
    }
}

fn issue(issue: &OpenIssue) -> HealthIssue<'_> {
    HealthIssue {
        id: &issue.id,
        title: &issue.title,
        service: &issue.service,
        classification: &issue.classification,
        status: &issue.status,
        since: &issue.since,
    }
}
