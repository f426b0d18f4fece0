//! What is written into each field of a request: paragraphs of lines, as the document has them.
//!
//! A value that is not there gives no paragraph; nothing is made up, and nothing is cut.

use crate::error::Result;
use crate::site::opening;
use crate::site::request::Subject;
use crate::yaml::NodeRef;
use jiff::Timestamp;
use jiff::tz::TimeZone;

type Paragraphs = Vec<Vec<String>>;

/// The paragraphs of a field.
pub(super) fn of(subject: &Subject<'_, '_>, key: &str) -> Result<Paragraphs> {
    let request = subject.request;
    Ok(match key {
        "entry_point" => line(Some(entry_point(subject)?)),
        "tenant" => line(tenant(subject)),
        "product" => line(named(subject, "product", request.str("product"))?),
        "plan" => line(named(subject, "support_plan", request.str("supportPlan"))?),
        "topic" => line(topic(subject)?),
        "severity" => line(named(subject, "request_severity", request.str("severity"))?),
        "impact" => prose(request.str("businessImpact")),
        "title" => prose(request.str("title")),
        "description" => prose(request.str("description")),
        "steps" => steps(request),
        "findings" => prose(text(request, &["diagnosis", "findings"])),
        "health" => line(health(subject)?),
        "incident" => line(incident(subject)?),
        "outage" => outage(subject)?,
        "organization" => line(organization(subject)),
        "country" => line(country(subject)?),
        "contact" => contact(request),
        _ => Vec::new(),
    })
}

fn line(text: Option<String>) -> Paragraphs {
    text.into_iter()
        .filter(|text| !text.trim().is_empty())
        .map(|text| vec![text])
        .collect()
}

/// A text with its own lines; empty ones end a paragraph.
fn prose(text: Option<&str>) -> Paragraphs {
    let mut paragraphs: Paragraphs = vec![Vec::new()];
    for line in text.unwrap_or_default().lines() {
        if line.trim().is_empty() {
            paragraphs.push(Vec::new());
        } else if let Some(last) = paragraphs.last_mut() {
            last.push(line.trim_end().to_owned());
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}

fn text<'a>(request: NodeRef<'a>, path: &[&str]) -> Option<&'a str> {
    request.path(path).and_then(NodeRef::as_str)
}

fn named(subject: &Subject<'_, '_>, group: &str, value: Option<&str>) -> Result<Option<String>> {
    let name = value.map(|value| subject.words.name(group, value));
    name.transpose()
}

/// The way through Partner Center; another entry point is told as it is.
fn entry_point(subject: &Subject<'_, '_>) -> Result<String> {
    match subject.request.str("entryPoint") {
        None | Some("partner_center") => subject.way(),
        Some(other) => subject.words.name("entry_point", other),
    }
}

/// The tenant for which it was opened, else the customer's.
fn tenant(subject: &Subject<'_, '_>) -> Option<String> {
    let own = text(subject.request, &["context", "tenantId"]);
    let customers = || {
        subject
            .customer
            .and_then(|customer| customer.str("tenantId"))
    };
    own.or_else(customers).map(str::to_owned)
}

fn topic(subject: &Subject<'_, '_>) -> Result<Option<String>> {
    let part = |key: &str| text(subject.request, &["supportTopic", key]);
    match (part("name"), part("id")) {
        (Some(name), Some(id)) => subject.words.locale.with_aside(name, id).map(Some),
        (name, id) => Ok(name.or(id).map(str::to_owned)),
    }
}

fn steps(request: NodeRef<'_>) -> Paragraphs {
    let steps = request.path(&["diagnosis", "steps"]);
    let steps = steps.into_iter().flat_map(NodeRef::items);
    let numbered = (1..).zip(steps).map(|(number, step)| {
        let lines: Vec<_> = step.text().split_whitespace().collect();
        format!("{number}. {}", lines.join(" "))
    });
    let lines: Vec<_> = numbered.collect();
    if lines.is_empty() {
        Vec::new()
    } else {
        vec![lines]
    }
}

fn health(subject: &Subject<'_, '_>) -> Result<Option<String>> {
    let at = text(subject.request, &["preChecks", "serviceHealthCheckedAt"]);
    at.map(|at| instant(subject, at)).transpose()
}

/// An instant on the clock of Greenwich; a text that is none stays as it is.
fn instant(subject: &Subject<'_, '_>, text: &str) -> Result<String> {
    let Ok(at) = text.parse::<Timestamp>() else {
        return Ok(text.to_owned());
    };
    let moment = opening::moment(&at.to_zoned(TimeZone::UTC), subject.words.locale)?;
    Ok(format!("{moment} UTC"))
}

/// That none is known is written as `null`; without a word about it there is nothing to tell.
fn incident(subject: &Subject<'_, '_>) -> Result<Option<String>> {
    let incident = subject.request.path(&["preChecks", "relatedIncidentId"]);
    match incident {
        None => Ok(None),
        Some(node) if node.is_null() => subject.say("form.text.no_incident", &[]).map(Some),
        Some(node) => Ok(Some(node.text().to_owned())),
    }
}

fn outage(subject: &Subject<'_, '_>) -> Result<Paragraphs> {
    let Some(outage) = subject.request.get("outage") else {
        return Ok(Vec::new());
    };
    let mut paragraphs = line(outage.str("type").map(str::to_owned));
    paragraphs.extend(prose(outage.str("details")));
    let mut lines = Vec::new();
    if let Some(began) = outage.str("startedAt") {
        let when = instant(subject, began)?;
        lines.push(subject.say("form.text.began", &[("when", when.as_str())])?);
    }
    if let Some(environment) = outage.get("environment") {
        let part = |key: &str| environment.str(key).unwrap_or("–");
        let values = [("name", part("name")), ("type", part("type"))];
        lines.push(subject.say("form.text.environment", &values)?);
    }
    if let Some(reporter) = outage.get("reporter") {
        let parts = ["name", "email", "phone"].map(|key| reporter.str(key));
        let parts: Vec<_> = parts.into_iter().flatten().collect();
        let parts = subject.words.locale.joined("comma", &parts)?;
        lines.push(subject.say("form.text.reporter", &[("reporter", &parts)])?);
    }
    if !lines.is_empty() {
        paragraphs.push(lines);
    }
    Ok(paragraphs)
}

/// In whose name it is made: as written, else the partner's registered name.
fn organization(subject: &Subject<'_, '_>) -> Option<String> {
    let own = subject.request.str("organization");
    let partners = || subject.partner.and_then(|partner| partner.str("legalName"));
    own.or_else(partners).map(str::to_owned)
}

fn country(subject: &Subject<'_, '_>) -> Result<Option<String>> {
    let Some(code) = subject.request.str("country") else {
        return Ok(None);
    };
    let locale = subject.words.locale;
    match locale.country_name(code) {
        name if name == code => Ok(Some(name)),
        name => locale.with_aside(&name, code).map(Some),
    }
}

fn contact(request: NodeRef<'_>) -> Paragraphs {
    let Some(contact) = request.get("primaryContact") else {
        return Vec::new();
    };
    let names = [contact.str("firstName"), contact.str("lastName")];
    let names: Vec<_> = names.into_iter().flatten().collect();
    let name = Some(names.join(" ")).filter(|name| !name.is_empty());
    let more = ["email", "phone"].map(|key| contact.str(key).map(str::to_owned));
    let lines: Vec<_> = std::iter::once(name).chain(more).flatten().collect();
    if lines.is_empty() {
        Vec::new()
    } else {
        vec![lines]
    }
}
