//! The part of the JSON report on what was known before, frozen like the rest.

use super::Subject;
use serde::Serialize;
use serde_json::{Map, Value};

/// The baselines.
#[derive(Debug, Serialize)]
pub(in crate::report::json) struct Baseline<'a> {
    pub(in crate::report::json) files: &'a [String],
    pub(in crate::report::json) gone: Vec<Gone<'a>>,
}

/// What a baseline lists in vain.
#[derive(Debug, Serialize)]
pub(in crate::report::json) struct Gone<'a> {
    pub(in crate::report::json) rule: &'a str,
    pub(in crate::report::json) subject: Subject<'a>,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub(in crate::report::json) path: &'a str,
    pub(in crate::report::json) count: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report::json) waiver: Option<&'a str>,
}

/// How it compares with earlier reports.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::report::json) struct Since<'a> {
    pub(in crate::report::json) date: &'a str,
    pub(in crate::report::json) new: &'a [String],
    pub(in crate::report::json) unchanged: usize,
    pub(in crate::report::json) fixed: Vec<Past<'a>>,
    pub(in crate::report::json) waived: Vec<Past<'a>>,
    pub(in crate::report::json) untold: Vec<Past<'a>>,
    pub(in crate::report::json) not_asked: usize,
    pub(in crate::report::json) remarks: &'a [String],
    pub(in crate::report::json) runs: Vec<PastRun<'a>>,
}

/// A finding that is not there any more.
#[derive(Debug, Serialize)]
pub(in crate::report::json) struct Past<'a> {
    pub(in crate::report::json) rule: &'a str,
    pub(in crate::report::json) severity: &'static str,
    pub(in crate::report::json) message: &'a str,
    pub(in crate::report::json) subject: Subject<'a>,
    pub(in crate::report::json) place: &'a str,
}

/// An earlier run.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::report::json) struct PastRun<'a> {
    pub(in crate::report::json) report: &'a str,
    pub(in crate::report::json) date: &'a str,
    pub(in crate::report::json) findings_by_severity: Map<String, Value>,
    pub(in crate::report::json) counts: Map<String, Value>,
}
