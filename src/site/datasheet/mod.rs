//! An offering's page as data for programs: ids and values that are the same in every language, and the texts that
//! the page shows in its own.
//!
//! `policies/schemas/statement.schema.yaml` promises this shape to readers. It tells only what the page tells, and
//! follows from the promise and not from the view, so that pages may change without it.

mod contacts;
mod delivery;
mod escalation;
mod hours;
mod prices;
mod scope;
mod targets;

use crate::error::{Error, Result};
use crate::model::Entry;
use crate::model::partner::{Address, Partner};
use crate::page::{escape, link};
use crate::site::edition::Edition;
use crate::site::statement::Subject;
use contacts::{Contact, Ways};
use delivery::Delivery;
use escalation::Escalation;
use hours::Window;
use jiff::civil::Date;
use prices::Pricing;
use scope::Topic;
use serde::Serialize;
use targets::{Severity, Target};

/// The ending of the file, beside the page.
pub const SUFFIX: &str = "json";

/// Name and version of the shape.
const SCHEMA: &str = "csp-support/statement/v1";

/// What the file tells.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Sheet<'a> {
    schema: &'static str,
    language: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    untranslated_from: Option<&'a str>,
    as_of: String,
    draft: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<String>,
    offering: Offering<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    provider: Option<Provider<'a>>,
    contacts: Vec<Contact<'a>>,
    hours: Vec<Window<'a>>,
    severities: Vec<Severity<'a>>,
    targets: Vec<Target<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pricing: Option<Pricing<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    delivery: Option<Delivery<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    escalation: Option<Escalation<'a>>,
    scope: Vec<Topic<'a>>,
}

/// What is offered, and how long it holds.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Offering<'a> {
    id: &'a str,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<String>,
    products: Vec<&'a str>,
    support_types: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_to: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reviewed_on: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_review_on: Option<String>,
}

/// Who offers it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Provider<'a> {
    name: &'a str,
    legal_name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    country: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    website: Option<&'a str>,
}

/// The file of an offering in one language.
pub fn text(edition: &Edition<'_>, entry: &Entry) -> Result<Option<String>> {
    let subject = Subject::new(edition, entry)?;
    let text = serde_json::to_string_pretty(&sheet(&subject)?);
    let text = text.map_err(|error| Error::Internal(error.to_string()))?;
    Ok(Some(format!("{}\n", escape::json(&text))))
}

/// The name of that file as its page links to it.
pub fn file(subject: &Subject<'_>) -> Result<String> {
    let page = subject.link()?.href;
    let stem = page.strip_suffix("html").unwrap_or(&page);
    Ok(format!("{stem}{SUFFIX}"))
}

fn sheet<'a>(subject: &'a Subject<'a>) -> Result<Sheet<'a>> {
    let (edition, ways) = (subject.edition, Ways::of(subject));
    let page = format!("{}.html", edition.statement_stem(subject.id));
    let mut sheet = Sheet {
        schema: SCHEMA,
        language: edition.locale.language(),
        untranslated_from: None,
        as_of: edition.options.as_of.to_string(),
        draft: subject.is_draft(),
        page: edition.address(&page),
        offering: offering(subject)?,
        provider: subject.partner.and_then(provider),
        contacts: contacts::all(subject, &ways)?,
        hours: hours::all(subject)?,
        severities: targets::severities(subject)?,
        targets: targets::all(subject, &ways),
        pricing: prices::pricing(subject, &ways),
        delivery: delivery::delivery(subject)?,
        escalation: escalation::escalation(subject, &ways),
        scope: scope::topics(subject)?,
    };
    // Only now is it known whether a text had to be told in the language of its document.
    sheet.untranslated_from = subject.texts.shown_language();
    Ok(sheet)
}

fn offering<'a>(subject: &Subject<'a>) -> Result<Offering<'a>> {
    let offering = subject.offering;
    Ok(Offering {
        id: &subject.entry.id,
        name: subject.heading()?.text,
        summary: told(subject, offering.summary()),
        products: offering.products().collect(),
        support_types: offering.support_types().collect(),
        version: offering.version(),
        valid_from: day(offering.effective_from()),
        valid_to: day(offering.effective_to()),
        reviewed_on: day(offering.reviewed_on()),
        next_review_on: day(offering.next_review_on()),
    })
}

fn provider(partner: Partner<'_>) -> Option<Provider<'_>> {
    let legal_name = partner.legal_name()?;
    Some(Provider {
        name: partner.display_name().unwrap_or(legal_name),
        legal_name,
        country: partner.legal_address().and_then(Address::country),
        website: partner.website().and_then(link::allowed),
    })
}

/// A text of the document as the page shows it.
fn told(subject: &Subject<'_>, text: Option<&str>) -> Option<String> {
    subject.texts.maybe(text).map(|text| text.text)
}

fn day(date: Option<Date>) -> Option<String> {
    date.map(|date| date.to_string())
}

/// A value, unless it is the usual one.
fn unless<'a>(value: Option<&'a str>, usual: &str) -> Option<&'a str> {
    value.filter(|value| *value != usual)
}
