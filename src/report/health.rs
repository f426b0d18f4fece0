//! Service health as a report tells it: for each customer the last snapshot, its age and what is open.
//!
//! Plain values with their sums in words; nothing here knows how they were found or are printed.

use crate::finding::{Place, Subject};
use crate::report::contents::Report;
use crate::report::words::number;

/// The last snapshot of one customer.
#[derive(Debug, Clone)]
pub struct HealthRow {
    /// The customer: kind, id and the place in it that is meant.
    pub customer: Subject,
    /// What people call the customer.
    pub customer_title: String,
    /// When the snapshot was taken, as it is written.
    pub taken_at: String,
    /// Whole days from the day on which it was taken to the day of the report.
    pub age_days: i64,
    /// How many services it tells of.
    pub services: usize,
    /// Services that do not work as they should, with their status.
    pub impaired: Vec<(String, String)>,
    /// Issues that are not over, incidents first.
    pub open: Vec<OpenIssue>,
    /// Where the moment is written.
    pub place: Place,
}

/// An issue that is not over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenIssue {
    /// Microsoft's number.
    pub id: String,
    /// Microsoft's title; may be empty.
    pub title: String,
    /// The service, as the snapshot names it.
    pub service: String,
    /// `incident` or `advisory`.
    pub classification: String,
    /// Its status, as the snapshot has it; may be empty.
    pub status: String,
    /// When it began, as it is written; may be empty.
    pub since: String,
}

impl HealthRow {
    /// How old the snapshot is, in words.
    pub fn age(&self) -> String {
        match u64::try_from(self.age_days) {
            Ok(0) | Err(_) => "today".to_owned(),
            Ok(days) => format!("{} ago", number(days, "day")),
        }
    }

    /// How many incidents are not over.
    pub fn incidents(&self) -> usize {
        let open = self.open.iter();
        open.filter(|issue| issue.classification == "incident")
            .count()
    }
}

impl OpenIssue {
    /// The issue in one line.
    pub fn words(&self) -> String {
        let parts = [&self.title, &self.service, &self.status];
        let told: Vec<&str> = parts
            .into_iter()
            .map(String::as_str)
            .filter(|part| !part.is_empty())
            .collect();
        let since = match self.since.as_str() {
            "" => String::new(),
            since => format!(", since {since}"),
        };
        let Self {
            classification, id, ..
        } = self;
        format!("{classification} {id}: {}{since}", told.join(", "))
    }
}

impl Report {
    /// The snapshots in one line: `3 customers with a snapshot, 1 open incident`.
    pub fn health_in_words(&self) -> String {
        let incidents: usize = self.health.iter().map(HealthRow::incidents).sum();
        format!(
            "{} with a snapshot, {}",
            number(self.health.len() as u64, "customer"),
            number(incidents as u64, "open incident")
        )
    }
}
