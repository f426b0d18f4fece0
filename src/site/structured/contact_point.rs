//! The ways to reach the support that have an address which programs can use.

use super::hours::Window;
use super::{Reference, part};
use crate::error::Result;
use crate::model::offering::{Contact, Reach};
use crate::site::open_now::{self, Covers};
use crate::site::statement::answered::covering;
use crate::site::statement::{Subject, reach};
use serde::Serialize;

/// One way to reach the support.
#[derive(Debug, Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub(super) struct ContactPoint {
    #[serde(rename = "@id")]
    pub(super) id: String,
    /// What the way is called, such as `Phone`.
    pub(super) name: String,
    /// What it is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    contact_type: &'static str,
    #[serde(flatten)]
    pub(super) address: Address,
    /// Countries from which alone it works.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    area_served: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    product_supported: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) available_language: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    hours_available: Vec<Reference>,
}

/// A number or address as the page links to it.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum Address {
    Telephone(String),
    Email(String),
    Url(String),
}

impl ContactPoint {
    /// Whether it answers in a window.
    pub(super) fn answers_in(&self, window: &Window<'_, '_>) -> bool {
        let mut references = window.references();
        references.any(|reference| self.hours_available.contains(&reference))
    }
}

/// The contacts of an offering in the order of the page.
pub(super) fn all(subject: &Subject<'_>, windows: &[Window<'_, '_>]) -> Result<Vec<ContactPoint>> {
    let mut points: Vec<ContactPoint> = Vec::new();
    let mut methods = Vec::new();
    for contact in subject.contacts() {
        let (_, href) = reach::address(subject, contact)?;
        let Some(address) = href.as_deref().and_then(address) else {
            continue;
        };
        let method = contact.method().unwrap_or_default();
        methods.push(method);
        let name = match methods.iter().filter(|known| **known == method).count() {
            1 => format!("contact-{method}"),
            place => format!("contact-{method}-{place}"),
        };
        points.push(point(
            subject,
            contact,
            address,
            part(subject, &name)?,
            windows,
        )?);
    }
    Ok(points)
}

fn point<'a>(
    subject: &Subject<'a>,
    contact: Contact<'a>,
    address: Address,
    id: String,
    windows: &[Window<'_, '_>],
) -> Result<ContactPoint> {
    let words = subject.words;
    let countries = contact.reach().into_iter().flat_map(Reach::from);
    Ok(ContactPoint {
        id,
        name: words.name("method", contact.method().unwrap_or_default())?,
        description: subject.texts.maybe(contact.purpose()).map(|text| text.text),
        contact_type: contact_type(contact),
        address,
        area_served: countries
            .map(|code| words.locale.country_name(code))
            .collect(),
        product_supported: words.names("product", contact.products())?,
        available_language: languages(subject, contact),
        hours_available: windows
            .iter()
            .filter(|window| answers(subject, contact, window))
            .flat_map(Window::references)
            .collect(),
    })
}

/// The address of a link.
fn address(href: &str) -> Option<Address> {
    let (scheme, rest) = href.split_once(':')?;
    match scheme {
        "tel" => Some(Address::Telephone(rest.to_owned())),
        "mailto" => Some(Address::Email(rest.to_owned())),
        "https" => Some(Address::Url(href.to_owned())),
        _ => None,
    }
}

/// What a contact is for, in the values that readers of such data know.
fn contact_type(contact: Contact<'_>) -> &'static str {
    let types: Vec<_> = contact.support_types().collect();
    match types.as_slice() {
        ["technical"] => "technical support",
        ["billing"] => "billing support",
        _ => "customer support",
    }
}

/// The languages of a contact: its own, else those that are spoken in every window in which it answers.
fn languages(subject: &Subject<'_>, contact: Contact<'_>) -> Vec<String> {
    let own: Vec<_> = contact.languages().collect();
    if !own.is_empty() {
        return own.into_iter().map(str::to_owned).collect();
    }
    let mut spoken = covering(subject, contact).map(|hours| hours.lens.languages());
    let first: Vec<_> = spoken.next().into_iter().flatten().collect();
    let alike = spoken.all(|other| other.eq(first.iter().copied()));
    let first = first.into_iter().filter(|_| alike);
    first.map(str::to_owned).collect()
}

/// Whether a contact answers in a window everybody who may use it, whatever they ask.
fn answers(subject: &Subject<'_>, contact: Contact<'_>, window: &Window<'_, '_>) -> bool {
    let severities = open_now::severities(subject);
    let or = |own: Vec<_>, all: Vec<_>| if own.is_empty() { all } else { own };
    let products = or(
        contact.products().collect(),
        subject.offering.products().collect(),
    );
    let lens = window.hours.lens;
    let for_all = open_now::covers(contact.severities(), &severities) == Covers::All
        && open_now::covers(lens.severities(), &severities) == Covers::All
        && open_now::covers(lens.products(), &products) == Covers::All;
    let mut covering = covering(subject, contact);
    for_all
        && contact.requests().next().is_none()
        && covering.any(|hours| hours.name == window.hours.name)
}
