//! Where a case goes that the first line cannot solve, and to whom customers can turn when it does not move.

use super::contacts::Ways;
use super::told;
use crate::model::offering::{self, Destination, Route, ToMicrosoft};
use crate::site::statement::Subject;
use serde::Serialize;

/// The way upwards.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Escalation<'a> {
    /// Where issues of each kind end.
    #[serde(skip_serializing_if = "Option::is_none")]
    technical: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    commercial: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    vulnerability: Option<&'a str>,
    /// Who files requests with Microsoft.
    #[serde(skip_serializing_if = "Option::is_none")]
    filed_by: Option<&'a str>,
    ladder: Vec<Rung<'a>>,
    routes: Vec<Way<'a>>,
}

/// Whom to turn to when a case does not move.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Rung<'a> {
    to: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    during: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    day_length: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    contact: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    how: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    severities: Vec<&'a str>,
}

/// Where to turn with something that is no ordinary request.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Way<'a> {
    #[serde(rename = "for")]
    purpose: &'a str,
    to: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    contact: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    answer_within: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    during: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    day_length: Option<&'a str>,
}

/// The way upwards; none if the offering says nothing of it.
pub(super) fn escalation<'a>(subject: &Subject<'a>, ways: &Ways<'_>) -> Option<Escalation<'a>> {
    let escalation = subject.offering.escalation()?;
    let end = |destination: Option<Destination<'a>>| destination.and_then(Destination::target);
    Some(Escalation {
        technical: end(escalation.technical()),
        commercial: end(escalation.commercial()),
        vulnerability: end(escalation.vulnerability()),
        filed_by: escalation.to_microsoft().and_then(ToMicrosoft::by),
        ladder: escalation
            .ladder()
            .map(|own| rung(subject, ways, own))
            .collect(),
        routes: escalation
            .routes()
            .map(|own| route(subject, ways, own))
            .collect(),
    })
}

fn rung<'a>(subject: &Subject<'a>, ways: &Ways<'_>, rung: offering::Rung<'a>) -> Rung<'a> {
    Rung {
        to: told(subject, rung.to()).unwrap_or_default(),
        after: rung.after(),
        since: rung.after().map(|_| rung.since().unwrap_or("request")),
        during: rung.during(),
        day_length: rung.day_length(),
        contact: ways.name(rung.via()),
        how: told(subject, rung.how()),
        severities: rung.severities().collect(),
    }
}

fn route<'a>(subject: &Subject<'a>, ways: &Ways<'_>, route: Route<'a>) -> Way<'a> {
    let contact = ways.name(route.via());
    Way {
        purpose: route.purpose().unwrap_or_default(),
        to: told(subject, route.to()).unwrap_or_default(),
        address: route.address().filter(|_| contact.is_none()),
        contact,
        answer_within: route.answer_within(),
        during: route.during(),
        day_length: route.day_length(),
    }
}
