//! Traceability and what was not checked, in version 1.

use super::{Location, Subject};
use serde::Serialize;

#[derive(Debug, Serialize)]
pub(in crate::report::json) struct Trace<'a> {
    pub(in crate::report::json) subject: Subject<'a>,
    pub(in crate::report::json) location: Location<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report::json) published: Option<&'a str>,
    pub(in crate::report::json) rules: Vec<&'a str>,
}

#[derive(Debug, Serialize)]
pub(in crate::report::json) struct Unchecked<'a> {
    pub(in crate::report::json) cause: &'static str,
    pub(in crate::report::json) id: &'a str,
    pub(in crate::report::json) title: &'a str,
    pub(in crate::report::json) reason: &'a str,
}
