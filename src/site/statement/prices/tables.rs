//! Tables of one price: by quantity, and by the time at which work is done.

use super::amounts::Amounts;
use crate::error::Result;
use crate::model::lens::Lens;
use crate::model::offering::PriceBand;
use crate::model::price::{self, Tariff};
use crate::site::statement::hours::{Hours, outside};
use crate::site::texts::Text;
use schemars::JsonSchema;
use serde::Serialize;

/// Prices by quantity.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "PriceSteps")]
pub struct Steps {
    /// The rows in their order.
    rows: Vec<StepRow>,
    /// For which units a step's price holds.
    counting: String,
}

/// One step.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "PriceStep")]
pub struct StepRow {
    /// How many.
    quantity: String,
    /// The price of each.
    price: String,
}

/// What the price is in one window.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "PriceBand")]
pub struct BandRow {
    /// What people read.
    label: Text,
    /// When that is.
    hours: Option<String>,
    /// What is added.
    surcharge: String,
    /// The resulting price of a unit.
    price: Option<String>,
    /// Flat amount and minimum in this band.
    extra: Vec<String>,
}

/// The table by quantity; none for a price without steps.
pub(super) fn steps(amounts: &Amounts<'_, '_>) -> Result<Option<Steps>> {
    let (words, price) = (amounts.subject.words, amounts.price);
    let mut rows = Vec::new();
    for step in price.steps() {
        let number = |count: u64| words.locale.decimal(&count.to_string());
        let from = number(step.from().unwrap_or_default());
        let quantity = match step.to().map(number) {
            Some(to) => words.say("price_step.range", &[("from", &from), ("to", &to)])?,
            None => words.say("price_step.from", &[("from", &from)])?,
        };
        let shown = amounts.money(step.amount().unwrap_or_default());
        let price = amounts.per_unit(&shown, price::unit(price))?;
        rows.push(StepRow { quantity, price });
    }
    if rows.is_empty() {
        return Ok(None);
    }
    let counting = price.steps_count().unwrap_or("each_unit");
    Ok(Some(Steps {
        rows,
        counting: words.name("steps_count", counting)?,
    }))
}

/// The table by time; empty for a price without bands.
pub(super) fn bands(amounts: &Amounts<'_, '_>) -> Result<Vec<BandRow>> {
    let tariff = Tariff::of(amounts.price, amounts.pricing);
    let bands = amounts.price.bands().enumerate();
    bands
        .map(|(index, band)| row(amounts, tariff.as_ref(), index, band))
        .collect()
}

fn row(
    amounts: &Amounts<'_, '_>,
    tariff: Option<&Tariff>,
    index: usize,
    band: PriceBand<'_>,
) -> Result<BandRow> {
    let subject = amounts.subject;
    let name = band.during().unwrap_or_default();
    let hours = subject.window(name);
    let rate = tariff.and_then(|tariff| {
        let band = tariff.bands.get(index)?;
        band.change.applied(tariff.amount)
    });
    let rate = rate.map(|rate| amounts.per_unit(&amounts.sum(rate), price::unit(amounts.price)));
    Ok(BandRow {
        label: match hours {
            Some(hours) => hours.label(subject)?,
            None => Text::own(name),
        },
        hours: hours.map(|hours| when(amounts, hours)).transpose()?,
        surcharge: surcharge(amounts, band)?,
        price: rate.transpose()?,
        extra: extra(amounts, band)?,
    })
}

/// The hours of a band: its week, or the windows at whose times it does not hold.
fn when(amounts: &Amounts<'_, '_>, hours: &Hours<'_>) -> Result<String> {
    match outside(amounts.subject, hours)? {
        Some(others) => Ok(others),
        None => hours.phrase(amounts.subject),
    }
}

fn surcharge(amounts: &Amounts<'_, '_>, band: PriceBand<'_>) -> Result<String> {
    let words = amounts.subject.words;
    if let Some(percent) = band.add_percent() {
        let percent = amounts.percent(percent)?;
        return words.say("band.percent", &[("percent", &percent)]);
    }
    if let Some(number) = band.multiplier() {
        let number = words.locale.decimal(number);
        return words.say("band.times", &[("number", &number)]);
    }
    if let Some(amount) = band.add_amount() {
        let added = amounts.per_unit(&amounts.money(amount), price::unit(amounts.price))?;
        return words.say("band.plus", &[("price", &added)]);
    }
    let own = band.node().get("amount").is_some();
    words.say(if own { "band.own" } else { "band.same" }, &[])
}

fn extra(amounts: &Amounts<'_, '_>, band: PriceBand<'_>) -> Result<Vec<String>> {
    let words = amounts.subject.words;
    let mut extra = Vec::new();
    if let Some(flat) = band.call_out() {
        let price = amounts.money(flat);
        extra.push(words.say("band.call_out", &[("price", &price)])?);
    }
    if let Some(iso) = band.minimum() {
        let duration = words.duration(iso);
        extra.push(words.say("band.minimum", &[("duration", &duration)])?);
    }
    Ok(extra)
}
