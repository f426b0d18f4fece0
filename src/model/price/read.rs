//! Prices of documents as numbers; a field of the offering's pricing stands in where the price has none.

use crate::hours::duration;
use crate::model::offering::{Price, PriceBand, Pricing};
use crate::model::price::credit::Exchange;
use crate::model::price::money::{decimal, minor_units};
use crate::model::price::quantity::{Counting, QuantityStep};
use crate::model::price::rate::{Band, Change};
use crate::model::price::tax::Tax;
use crate::model::price::work::Tariff;
use rust_decimal::Decimal;

/// Minutes of a unit of time; nothing for other units.
pub fn minutes_of_unit(unit: &str) -> Option<u32> {
    match unit {
        "hour" => Some(60),
        "half_hour" => Some(30),
        "quarter_hour" => Some(15),
        "minute" => Some(1),
        _ => None,
    }
}

/// The unit of a price, said or meant by its model.
pub fn unit(price: Price<'_>) -> Option<&str> {
    price.unit().or(match price.model() {
        Some("per_incident" | "penalty") => Some("incident"),
        Some("per_hour") => Some("hour"),
        _ => None,
    })
}

/// The currency of a price, its own or that of all.
pub fn currency<'a>(price: Price<'a>, pricing: Option<Pricing<'a>>) -> Option<&'a str> {
    price
        .currency()
        .or_else(|| pricing.and_then(Pricing::currency))
}

/// How a price treats tax, by itself or as all do.
pub fn treatment(price: Price<'_>, pricing: Option<Pricing<'_>>) -> Option<Tax> {
    let said = price.tax().or_else(|| pricing.and_then(Pricing::tax));
    match said? {
        "exclusive" => Some(Tax::Exclusive),
        "inclusive" => Some(Tax::Inclusive),
        "none" => Some(Tax::Free),
        _ => None,
    }
}

/// The rate of tax in percent, where it is told.
pub fn tax_rate(price: Price<'_>, pricing: Option<Pricing<'_>>) -> Option<Decimal> {
    let said = price
        .tax_rate()
        .or_else(|| pricing.and_then(Pricing::tax_rate));
    decimal(said?)
}

/// The amount of a price.
pub fn amount(price: Price<'_>) -> Option<Decimal> {
    decimal(price.amount()?)
}

/// Steps by quantity and how they count.
pub fn steps(price: Price<'_>) -> (Vec<QuantityStep>, Counting) {
    let steps = price.steps().filter_map(|step| {
        Some(QuantityStep {
            from: step.from()?,
            to: step.to(),
            amount: decimal(step.amount()?)?,
        })
    });
    let counting = match price.steps_count() {
        Some("all_units") => Counting::AllUnits,
        _ => Counting::EachUnit,
    };
    (steps.collect(), counting)
}

/// Rates at which work takes from prepaid credit, in the order of the document. Where none is stated an
/// hour buys an hour, in the price's increments, and an incident buys a case.
pub fn exchanges(price: Price<'_>) -> Vec<Exchange> {
    let Some(prepaid) = price.prepaid() else {
        return Vec::new();
    };
    let stated: Vec<_> = prepaid
        .uses()
        .filter_map(|rate| {
            Some(Exchange {
                takes: decimal(rate.takes()?)?,
                per: rate.per().and_then(minutes),
            })
        })
        .collect();
    if !stated.is_empty() {
        return stated;
    }
    match prepaid.unit() {
        Some("hour") => {
            let per = price.increment().and_then(minutes).unwrap_or(60).max(1);
            let takes = Decimal::from(per).checked_div(Decimal::from(60));
            takes
                .map(|takes| Exchange {
                    takes,
                    per: Some(per),
                })
                .into_iter()
                .collect()
        }
        Some("incident") => vec![Exchange {
            takes: Decimal::ONE,
            per: None,
        }],
        _ => Vec::new(),
    }
}

impl Tariff {
    /// The price as a tariff by time; nothing for prices that are not by time or name no currency.
    pub fn of(price: Price<'_>, pricing: Option<Pricing<'_>>) -> Option<Self> {
        let amount = amount(price);
        let bands: Vec<_> = price.bands().map(band).collect::<Option<_>>()?;
        if amount.is_none() && bands.is_empty() {
            return None;
        }
        let cap = price.cap().filter(|cap| cap.per() == Some("incident"));
        let time = |text: Option<&str>, fallback: u32| text.map_or(Some(fallback), minutes);
        Some(Self {
            amount,
            unit: minutes_of_unit(unit(price)?)?,
            free: time(price.free_time(), 0)?,
            increment: time(price.increment(), 1)?,
            minimum: time(price.minimum(), 0)?,
            bands,
            minimum_charge: price.minimum_charge().and_then(decimal),
            cap: cap.and_then(|cap| decimal(cap.amount()?)),
            digits: minor_units(currency(price, pricing)?),
        })
    }
}

impl Band {
    /// The change that a document states for a band; the first where it states several.
    pub fn change(band: PriceBand<'_>) -> Option<Change> {
        let stated = [
            (band.add_percent(), Change::Percent as fn(Decimal) -> Change),
            (band.multiplier(), Change::Times),
            (band.add_amount(), Change::Plus),
            (band.amount(), Change::Own),
        ];
        let first = stated
            .into_iter()
            .find_map(|(text, change)| Some((text?, change)));
        match first {
            Some((text, change)) => decimal(text).map(change),
            None => Some(Change::Same),
        }
    }
}

fn band(band: PriceBand<'_>) -> Option<Band> {
    Some(Band {
        change: Band::change(band)?,
        minimum: band.minimum().and_then(minutes),
        call_out: band.call_out().and_then(decimal),
    })
}

fn minutes(iso: &str) -> Option<u32> {
    duration::parse(iso)?.minutes()
}
