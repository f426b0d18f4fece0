//! What the support costs: a row for each price, and what needs a table or an example below.
//!
//! Every sum is worked out by `model::price`; this module only says it in words.

mod amounts;
mod credit;
pub mod example;
pub mod remedies;
pub mod tables;
mod terms;

use crate::error::Result;
use crate::model::lens::Lens;
use crate::model::offering::{Price, Pricing};
use crate::site::statement::Subject;
use crate::site::texts::Text;
use amounts::Amounts;
use schemars::JsonSchema;
use serde::Serialize;

/// What the support costs.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "PricesSection")]
pub struct Section {
    /// Whether anything is charged, in a sentence.
    pub headline: String,
    /// When we ask before a charge arises.
    consent: Option<String>,
    /// What costs nothing.
    pub free: Vec<String>,
    /// Everything else.
    pub prices: Vec<Row>,
    /// Prices that change with time or quantity.
    more: Vec<More>,
    /// A remark.
    note: Option<Text>,
}

/// One price.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "PriceRow")]
pub struct Row {
    /// What is charged.
    pub name: Text,
    /// How much.
    pub price: String,
    /// What belongs to the amount: tax, other periods, how time counts, bounds.
    pub lines: Vec<String>,
    /// Where and when it holds, what it buys or includes, and the contract.
    details: Vec<String>,
    /// Why it is charged.
    reason: Option<Text>,
    /// A remark.
    note: Option<Text>,
}

/// How one price changes.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "PriceDetails")]
pub struct More {
    /// Its anchor.
    id: String,
    /// What it is called.
    name: Text,
    /// Prices by quantity.
    steps: Option<tables::Steps>,
    /// Surcharges by time.
    bands: Vec<tables::BandRow>,
    /// An example with numbers.
    example: Option<example::Example>,
}

/// What the support costs; none if the offering does not say.
pub fn section(subject: &Subject<'_>) -> Result<Option<Section>> {
    let Some(pricing) = subject.offering.pricing() else {
        return Ok(None);
    };
    let words = subject.words;
    let today = subject.edition.options.as_of;
    let over = |price: &Price<'_>| price.valid_to().is_some_and(|last| last < today);
    let current = pricing.items().filter(|price| !over(price));
    let (mut prices, mut more) = (Vec::new(), Vec::new());
    for price in current {
        let amounts = Amounts::new(subject, price);
        prices.push(row(&amounts)?);
        let id = format!("price-{}", prices.len());
        more.extend(changes(&amounts, id)?);
    }
    Ok(Some(Section {
        headline: words.name("charging", pricing.charging().unwrap_or_default())?,
        consent: consent(subject, pricing)?,
        free: words.names("type", pricing.free_of_charge())?,
        prices,
        more,
        note: subject.texts.maybe(pricing.note()),
    }))
}

fn consent(subject: &Subject<'_>, pricing: Pricing<'_>) -> Result<Option<String>> {
    let Some(rule) = pricing.consent() else {
        return Ok(None);
    };
    let amount = subject.words.locale.money(
        pricing.consent_above().unwrap_or_default(),
        pricing.currency().unwrap_or_default(),
    );
    let key = format!("consent.{rule}");
    subject.words.say(&key, &[("amount", &amount)]).map(Some)
}

fn row(amounts: &Amounts<'_, '_>) -> Result<Row> {
    let (subject, price) = (amounts.subject, amounts.price);
    let mut lines = amounts.tax_lines()?;
    lines.extend(amounts.alternatives()?);
    lines.extend(terms::time(amounts)?);
    lines.extend(terms::bounds(amounts)?);
    let mut details = terms::details(subject, price)?;
    details.extend(credit::prepaid(amounts)?);
    details.extend(credit::quota(amounts)?);
    details.extend(terms::contract(amounts)?);
    Ok(Row {
        name: subject.texts.say(price.name().unwrap_or_default()),
        price: amounts.headline()?,
        lines,
        details,
        reason: subject.texts.maybe(price.reason()),
        note: subject.texts.maybe(price.note()),
    })
}

fn changes(amounts: &Amounts<'_, '_>, id: String) -> Result<Option<More>> {
    let price = amounts.price;
    let has = |key: &str| price.node().get(key).is_some();
    if !has("steps") && !has("bands") {
        return Ok(None);
    }
    let name = price.name().unwrap_or_default();
    Ok(Some(More {
        id,
        name: amounts.subject.texts.say(name),
        steps: tables::steps(amounts)?,
        bands: tables::bands(amounts)?,
        example: example::example(amounts)?,
    }))
}
