//! Prices that are one amount, whatever and whenever somebody asks.

use crate::error::Result;
use crate::model::lens::Lens;
use crate::model::offering::Price;
use crate::model::price::{self, Tax};
use crate::site::statement::Subject;
use serde::Serialize;

/// What makes a price differ from case to case, or hold for some cases only.
const CONDITIONS: &[&str] = &[
    "occasion",
    "freeTime",
    "steps",
    "bands",
    "appliesTo",
    "supportTypes",
    "severities",
    "requests",
    "via",
    "during",
    "targets",
];

/// One price.
#[derive(Debug, Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub(super) struct Offer {
    name: String,
    price_specification: UnitPriceSpecification,
}

/// How much it is.
#[derive(Debug, Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
struct UnitPriceSpecification {
    price: String,
    price_currency: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit_text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value_added_tax_included: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_through: Option<String>,
}

/// The exact prices of an offering that are not over.
pub(super) fn all(subject: &Subject<'_>) -> Result<Vec<Offer>> {
    let today = subject.edition.options.as_of;
    let prices = subject.offering.pricing().into_iter();
    let prices = prices.flat_map(crate::model::offering::Pricing::items);
    let current = prices.filter(|price| price.valid_to().is_none_or(|last| today <= last));
    let offers = current.filter_map(|price| offer(subject, price).transpose());
    offers.collect()
}

fn offer(subject: &Subject<'_>, price: Price<'_>) -> Result<Option<Offer>> {
    let pricing = subject.offering.pricing();
    let mut conditions = CONDITIONS.iter();
    let conditional = conditions.any(|key| price.node().get(key).is_some());
    let exact = matches!(price.qualifier(), None | Some("exact")) && !conditional;
    let amount = price::amount(price).filter(|_| exact);
    let (Some(amount), Some(currency)) = (amount, price::currency(price, pricing)) else {
        return Ok(None);
    };
    // Where nothing is charged, pages tell neither a unit nor tax.
    let charged = !amount.is_zero();
    let unit = price::unit(price).filter(|_| charged);
    let unit = unit.map(|unit| subject.words.known("unit", unit));
    let from = price.valid_from().or(subject.offering.effective_from());
    let through = price.valid_to().or(subject.offering.effective_to());
    Ok(Some(Offer {
        name: subject.texts.say(price.name().unwrap_or_default()).text,
        price_specification: UnitPriceSpecification {
            price: amount.to_string(),
            price_currency: currency.to_owned(),
            unit_text: unit.transpose()?.flatten(),
            value_added_tax_included: match price::treatment(price, pricing).filter(|_| charged) {
                Some(Tax::Exclusive) => Some(false),
                Some(Tax::Inclusive) => Some(true),
                Some(Tax::Free) | None => None,
            },
            valid_from: from.map(|date| date.to_string()),
            valid_through: through.map(|date| date.to_string()),
        },
    }))
}
