//! Who publishes a page, as its foot shows it.

use super::{ContactPoint, Reference};
use crate::model::Entry;
use crate::model::lens::Lens;
use crate::model::partner::Partner;
use crate::site::edition::Edition;
use crate::site::frame::Frame;
use serde::Serialize;

/// The partner.
#[derive(Debug, Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub(super) struct Organization {
    #[serde(rename = "@id")]
    pub(super) id: String,
    name: String,
    legal_name: String,
    #[serde(rename = "vatID", skip_serializing_if = "Option::is_none")]
    vat_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<PostalAddress>,
    #[serde(rename = "contactPoint", skip_serializing_if = "Vec::is_empty")]
    pub(super) contact_points: Vec<ContactPoint>,
}

/// Where it sits.
#[derive(Debug, Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
struct PostalAddress {
    #[serde(skip_serializing_if = "Option::is_none")]
    street_address: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    postal_code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    address_locality: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    address_country: Option<String>,
}

impl Organization {
    /// The partner of a page; none on pages that nobody should list, or that tell no partner.
    pub(super) fn of(edition: &Edition<'_>, entry: Option<&Entry>, page: &Frame) -> Option<Self> {
        let imprint = page.partner.as_ref().filter(|_| !page.unlisted)?;
        Some(Self {
            id: id(edition, entry),
            name: imprint.name.clone(),
            legal_name: imprint.legal_name.clone(),
            vat_id: imprint.vat_id.clone(),
            url: imprint.website.as_ref().map(|link| link.href.clone()),
            address: entry.and_then(|entry| address(edition, Partner::over(entry.spec()?))),
            contact_points: Vec::new(),
        })
    }

    pub(super) fn reference(&self) -> Reference {
        Reference {
            id: self.id.clone(),
        }
    }
}

/// The name of a partner, the same on all pages of a site; the first one is the usual one.
pub(super) fn id(edition: &Edition<'_>, entry: Option<&Entry>) -> String {
    let top = edition.address("").unwrap_or_else(|| "../".to_owned());
    let mut all = edition.workspace.of_kind("PartnerProfile");
    let place = all.position(|known| entry.is_some_and(|entry| entry.id == known.id));
    match place.unwrap_or_default() {
        0 => format!("{top}#organization"),
        place => format!("{top}#organization-{}", place + 1),
    }
}

fn address(edition: &Edition<'_>, partner: Partner<'_>) -> Option<PostalAddress> {
    let address = partner.legal_address()?;
    let country = address.country();
    Some(PostalAddress {
        street_address: address.street().map(str::to_owned),
        postal_code: address.postal_code().map(str::to_owned),
        address_locality: address.city().map(str::to_owned),
        address_country: country.map(|code| edition.locale.country_name(code)),
    })
}
