//! What the support costs, as far as it is an amount; the page says what else belongs to a price.

use super::contacts::Ways;
use super::{day, told};
use crate::model::lens::Lens;
use crate::model::offering;
use crate::model::price;
use crate::site::statement::Subject;
use serde::Serialize;

/// Fields of a price that the page puts into words and this file leaves out.
const FURTHER: &[&str] = &[
    "minimum",
    "increment",
    "freeTime",
    "stepsCount",
    "minimumCharge",
    "cap",
    "term",
    "bands",
    "alternatives",
    "prepaid",
    "quota",
    "targets",
    "occasion",
];

/// What the support costs.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Pricing<'a> {
    charging: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    free_of_charge: Vec<&'a str>,
    prices: Vec<Price<'a>>,
}

/// One price.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Price<'a> {
    name: String,
    model: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    amount: Option<&'a str>,
    qualifier: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    currency: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tax: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tax_rate: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    steps: Vec<Step<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_to: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    products: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    support_types: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    severities: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    requests: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    contacts: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    during: Vec<&'a str>,
    /// Whether the page says more about it.
    further_terms: bool,
}

/// The price of some units.
#[derive(Debug, Serialize)]
struct Step<'a> {
    from: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<u64>,
    amount: &'a str,
}

/// The prices that are not over; none if the offering says nothing of them.
pub(super) fn pricing<'a>(subject: &Subject<'a>, ways: &Ways<'_>) -> Option<Pricing<'a>> {
    let pricing = subject.offering.pricing()?;
    let today = subject.edition.options.as_of;
    let current = pricing
        .items()
        .filter(|price| price.valid_to().is_none_or(|last| today <= last));
    Some(Pricing {
        charging: pricing.charging().unwrap_or_default(),
        free_of_charge: pricing.free_of_charge().collect(),
        prices: current
            .map(|one| told_as(subject, ways, pricing, one))
            .collect(),
    })
}

fn told_as<'a>(
    subject: &Subject<'a>,
    ways: &Ways<'_>,
    pricing: offering::Pricing<'a>,
    price: offering::Price<'a>,
) -> Price<'a> {
    let priced = price.amount().is_some() || price.steps().next().is_some();
    let step = |step: offering::PriceStep<'a>| {
        Some(Step {
            from: step.from()?,
            to: step.to(),
            amount: step.amount()?,
        })
    };
    Price {
        name: told(subject, price.name()).unwrap_or_default(),
        model: price.model().unwrap_or_default(),
        amount: price.amount(),
        qualifier: price.qualifier().unwrap_or("exact"),
        currency: price::currency(price, Some(pricing)).filter(|_| priced),
        unit: price::unit(price),
        tax: price.tax().or(pricing.tax()).filter(|_| priced),
        tax_rate: price.tax_rate().or(pricing.tax_rate()).filter(|_| priced),
        steps: price.steps().filter_map(step).collect(),
        valid_from: day(price.valid_from()),
        valid_to: day(price.valid_to()),
        products: price.applies_to().collect(),
        support_types: price.support_types().collect(),
        severities: price.severities().collect(),
        requests: price.requests().collect(),
        contacts: ways.names(price.via()),
        during: price.during().collect(),
        further_terms: FURTHER.iter().any(|key| price.node().get(key).is_some()),
    }
}
