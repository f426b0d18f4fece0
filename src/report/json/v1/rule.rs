//! Rules in version 1 of our JSON.

use serde::Serialize;

#[derive(Debug, Serialize)]
pub(in crate::report::json) struct Rule<'a> {
    pub(in crate::report::json) id: &'a str,
    pub(in crate::report::json) name: &'a str,
    pub(in crate::report::json) title: &'a str,
    pub(in crate::report::json) why: &'a str,
    pub(in crate::report::json) fix: &'a str,
    pub(in crate::report::json) origin: &'static str,
    pub(in crate::report::json) obligation: &'static str,
    pub(in crate::report::json) basis: &'a str,
    pub(in crate::report::json) severity: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report::json) edition: Option<Edition<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report::json) adjusted: Option<Adjustment<'a>>,
    pub(in crate::report::json) citations: Vec<Citation<'a>>,
}

#[derive(Debug, Serialize)]
pub(in crate::report::json) struct Adjustment<'a> {
    pub(in crate::report::json) change: &'static str,
    pub(in crate::report::json) pack: &'a str,
    pub(in crate::report::json) reason: &'a str,
}

#[derive(Debug, Serialize)]
pub(in crate::report::json) struct Edition<'a> {
    pub(in crate::report::json) from: &'a str,
    pub(in crate::report::json) to: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report::json) says: Option<&'a str>,
}

#[derive(Debug, Serialize)]
pub(in crate::report::json) struct Citation<'a> {
    pub(in crate::report::json) key: &'a str,
    pub(in crate::report::json) title: &'a str,
    pub(in crate::report::json) date: &'a str,
    pub(in crate::report::json) tier: &'a str,
    pub(in crate::report::json) locator: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report::json) url: Option<&'a str>,
}
