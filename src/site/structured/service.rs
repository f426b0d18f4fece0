//! The support itself: what it is, who gives it, through which channels, at which prices.

use super::contact_point::{Address, ContactPoint};
use super::offer::{self, Offer};
use super::{Organization, Reference, part};
use crate::error::Result;
use crate::model::offering::{Delivery, Party};
use crate::site::frame::Frame;
use crate::site::statement::Subject;
use serde::Serialize;

/// The model of support that a partner sells and another company gives.
const RESOLD: &str = "resold";

/// An offering.
#[derive(Debug, Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub(super) struct Service {
    #[serde(rename = "@id")]
    id: String,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(rename = "serviceType", skip_serializing_if = "Vec::is_empty")]
    types: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    provider: Option<Provider>,
    #[serde(skip_serializing_if = "Option::is_none")]
    broker: Option<Reference>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    available_channel: Vec<ServiceChannel>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    offers: Vec<Offer>,
}

/// Who gives the support.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Provider {
    Partner(Reference),
    Other(Company),
}

/// Another company, of which pages tell the name.
#[derive(Debug, Serialize)]
#[serde(tag = "@type", rename = "Organization")]
struct Company {
    name: String,
}

/// A way in which customers use the support.
#[derive(Debug, Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
struct ServiceChannel {
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    service_phone: Option<Reference>,
    #[serde(skip_serializing_if = "Option::is_none")]
    service_url: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    available_language: Vec<String>,
}

/// An offering by its name, on a page about others too.
pub(super) fn named(subject: &Subject<'_>, partner: &Organization) -> Result<Service> {
    let resold = subject.offering.delivery().and_then(Delivery::model) == Some(RESOLD);
    Ok(Service {
        id: part(subject, "service")?,
        name: subject.heading()?.text,
        description: None,
        url: None,
        types: Vec::new(),
        provider: (!resold).then(|| Provider::Partner(partner.reference())),
        broker: resold.then(|| partner.reference()),
        available_channel: Vec::new(),
        offers: Vec::new(),
    })
}

/// An offering on its own page.
pub(super) fn full(
    subject: &Subject<'_>,
    partner: &Organization,
    page: &Frame,
    lead: &str,
) -> Result<Service> {
    let mut service = named(subject, partner)?;
    service.description = Some(lead.to_owned());
    service.url.clone_from(&page.canonical);
    service.types = subject
        .words
        .names("type", subject.offering.support_types())?;
    if service.provider.is_none() {
        service.provider = other_provider(subject)?;
    }
    let points = partner.contact_points.iter();
    service.available_channel = points.filter_map(channel).collect();
    service.offers = offer::all(subject)?;
    Ok(service)
}

/// The one company whose support is resold, where pages tell its name.
fn other_provider(subject: &Subject<'_>) -> Result<Option<Provider>> {
    let resold = |party: &Party<'_>| party.model() == Some(RESOLD) && subject.takes_part(*party);
    let parties: Vec<_> = subject.parties().into_iter().filter(resold).collect();
    match parties.as_slice() {
        [party] if party.named() != Some(false) => {
            let name = subject.party_name(*party)?.text;
            Ok(Some(Provider::Other(Company { name })))
        }
        _ => Ok(None),
    }
}

/// A contact as a channel, where schema.org has a word for its address.
fn channel(point: &ContactPoint) -> Option<ServiceChannel> {
    let (phone, url) = match &point.address {
        Address::Telephone(_) => (Some(point.id.clone()), None),
        Address::Url(url) => (None, Some(url.clone())),
        Address::Email(_) => return None,
    };
    Some(ServiceChannel {
        name: point.name.clone(),
        service_phone: phone.map(|id| Reference { id }),
        service_url: url,
        available_language: point.available_language.clone(),
    })
}
