//! A row of the portfolio in version 1.

use serde::Serialize;
use serde_json::{Map, Value};

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::report::json) struct PortfolioRow {
    pub(in crate::report::json) sort: &'static str,
    pub(in crate::report::json) key: String,
    pub(in crate::report::json) title: String,
    pub(in crate::report::json) path: String,
    pub(in crate::report::json) state: &'static str,
    pub(in crate::report::json) counts: Map<String, Value>,
    pub(in crate::report::json) findings_by_severity: Map<String, Value>,
    pub(in crate::report::json) documents: Vec<String>,
}
