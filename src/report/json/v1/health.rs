//! Service health in version 1.

use super::Location;
use serde::Serialize;

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::report::json) struct HealthRow<'a> {
    pub(in crate::report::json) customer: &'a str,
    pub(in crate::report::json) title: &'a str,
    pub(in crate::report::json) taken_at: &'a str,
    pub(in crate::report::json) age_days: i64,
    pub(in crate::report::json) services: usize,
    pub(in crate::report::json) impaired: Vec<ImpairedService<'a>>,
    pub(in crate::report::json) open: Vec<HealthIssue<'a>>,
    pub(in crate::report::json) location: Location<'a>,
}

#[derive(Debug, Serialize)]
pub(in crate::report::json) struct ImpairedService<'a> {
    pub(in crate::report::json) service: &'a str,
    pub(in crate::report::json) status: &'a str,
}

#[derive(Debug, Serialize)]
pub(in crate::report::json) struct HealthIssue<'a> {
    pub(in crate::report::json) id: &'a str,
    pub(in crate::report::json) title: &'a str,
    pub(in crate::report::json) service: &'a str,
    pub(in crate::report::json) classification: &'a str,
    pub(in crate::report::json) status: &'a str,
    pub(in crate::report::json) since: &'a str,
}
