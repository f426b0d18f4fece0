//! Service health: one row for each customer with a snapshot.

use crate::report::contents::Report;
use crate::report::health::HealthRow;
use crate::report::html::outline::Content;
use crate::report::html::parts::shown;
use crate::report::place;
use serde::Serialize;

/// Customers shown one by one, those with open incidents first.
const SHOWN: usize = 500;

/// The section.
#[derive(Debug, Default, Serialize)]
pub(super) struct Health {
    sum: String,
    rows: Vec<Row>,
    more: usize,
    open: usize,
}

impl Health {
    /// The section counts open incidents.
    pub(super) const fn content(&self) -> Content {
        match (self.rows.is_empty(), self.open) {
            (true, _) => Content::Absent,
            (false, 0) => Content::Told,
            (false, open) => Content::Counted(open),
        }
    }
}

/// One customer.
#[derive(Debug, Serialize)]
struct Row {
    title: String,
    id: String,
    taken: String,
    age: String,
    services: usize,
    impaired: Vec<String>,
    open: Vec<String>,
    fine: bool,
    place: String,
}

/// The section; it has no rows where there is no snapshot.
pub(super) fn health(report: &Report) -> Health {
    let mut rows: Vec<&HealthRow> = report.health.iter().collect();
    rows.sort_by_key(|row| row.incidents() == 0);
    Health {
        sum: report.health_in_words(),
        more: rows.len().saturating_sub(SHOWN),
        open: report.health.iter().map(HealthRow::incidents).sum(),
        rows: rows.into_iter().take(SHOWN).map(row).collect(),
    }
}

fn row(row: &HealthRow) -> Row {
    let impaired = row.impaired.iter();
    Row {
        title: shown(&row.customer_title),
        id: shown(&row.customer.id),
        taken: shown(&row.taken_at),
        age: row.age(),
        services: row.services,
        impaired: impaired
            .map(|(service, status)| shown(&format!("{service}: {status}")))
            .collect(),
        open: row.open.iter().map(|issue| shown(&issue.words())).collect(),
        fine: row.incidents() == 0,
        place: place::text(&row.place),
    }
}
