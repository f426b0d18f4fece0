//! What severities mean, and what is promised about time.

use super::contacts::Ways;
use super::told;
use crate::error::Result;
use crate::model::offering;
use crate::site::statement::Subject;
use serde::Serialize;

/// One severity, the most urgent first.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Severity<'a> {
    id: &'a str,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    definition: Option<String>,
    customer_may_choose: bool,
}

/// One promise about time.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Target<'a> {
    metric: &'a str,
    kind: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    within: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at_least: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<DueBy<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    during: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    day_length: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    share: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    measured_over: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    severities: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    requests: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    contacts: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    arriving: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    products: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    depends_on: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pauses_for: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

/// By when on which working day.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct DueBy<'a> {
    working_day: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    received_until: Option<&'a str>,
}

/// The severities.
pub(super) fn severities<'a>(subject: &Subject<'a>) -> Result<Vec<Severity<'a>>> {
    let levels = subject.offering.by_urgency().into_iter();
    let named = levels.filter_map(|level| Some((level, level.id()?)));
    let severity = |(level, id): (offering::Severity<'a>, &'a str)| {
        Ok(Severity {
            id,
            name: subject.severity_name(id)?.text,
            definition: told(subject, level.definition()),
            customer_may_choose: level.customer_may_choose() != Some(false),
        })
    };
    named.map(severity).collect()
}

/// The promises in the order of the document.
pub(super) fn all<'a>(subject: &Subject<'a>, ways: &Ways<'_>) -> Vec<Target<'a>> {
    let all = subject.offering.targets();
    let target = |target: offering::Target<'a>| Target {
        metric: target.metric().unwrap_or_default(),
        kind: target.kind().unwrap_or("target"),
        within: target.within(),
        at_least: target.at_least(),
        by: target.by().map(due_by),
        during: target.during(),
        day_length: target.day_length(),
        share: target.share(),
        measured_over: target.measured_over(),
        severities: target.severities().collect(),
        requests: target.requests().collect(),
        contacts: ways.names(target.via()),
        arriving: target.arriving().collect(),
        products: target.products().collect(),
        depends_on: target.depends_on().collect(),
        pauses_for: target.pauses_for().collect(),
        note: told(subject, target.note()),
    };
    all.map(target).collect()
}

fn due_by(by: offering::DueBy<'_>) -> DueBy<'_> {
    DueBy {
        working_day: by.working_day().unwrap_or_default(),
        at: by.at(),
        received_until: by.received_until(),
    }
}
