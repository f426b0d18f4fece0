//! Facts about prices: what they are made of, when they end, what follows them.
//!
//! Arithmetic on one offering's prices; whether a price is told well enough is for rules.

use super::known::{day, days_between, field};
use super::promise::spec;
use super::{Context, Fact, FactType, Found, Subject};
use crate::hours::duration;
use crate::judge::expr::{Answer, Missing};
use crate::model::lens::Lens;
use crate::model::offering::{Offering, Price, PriceBand, PriceStep};
use crate::model::price::{decimal, minutes_of_unit, unit};
use crate::yaml::NodeRef;

const PRICE: &str = "SupportOffering.pricing.items[]";

pub(super) const FACTS: &[Fact] = &[
    Fact {
        name: "paid_prices",
        of: "SupportOffering.pricing",
        ty: FactType::Texts,
        about: "names of the prices that name an amount above zero",
        compute: |_, subject| Ok(priced(subject.node)),
    },
    Fact {
        name: "by_time",
        of: PRICE,
        ty: FactType::Bool,
        about: "the price counts hours or minutes",
        compute: |_, subject| Ok(Answer::yes(is_by_time(Price(subject.node)))),
    },
    Fact {
        name: "costs",
        of: PRICE,
        ty: FactType::Bool,
        about: "the price names an amount above zero",
        compute: |_, subject| Ok(Answer::yes(costs(Price(subject.node)).is_some())),
    },
    Fact {
        name: "days_left",
        of: PRICE,
        ty: FactType::Int,
        about: "days from today to the last day of the price; negative when it is over",
        compute: days_left,
    },
    Fact {
        name: "followed",
        of: PRICE,
        ty: FactType::Bool,
        about: "another price of the same name takes over when this one ends",
        compute: followed,
    },
    Fact {
        name: "has_amount",
        of: PRICE,
        ty: FactType::Bool,
        about: "what one unit costs is told, by an amount, by steps or by each of the bands",
        compute: |_, subject| Ok(has_amount(subject.node)),
    },
    Fact {
        name: "has_unit",
        of: PRICE,
        ty: FactType::Bool,
        about: "what one price is for is told, by a unit, by the model or by the credit that is bought",
        compute: |_, subject| Ok(has_unit(subject.node)),
    },
    Fact {
        name: "minimum_fault",
        of: PRICE,
        ty: FactType::Text,
        about: "a minimum that does not consist of whole increments, in words; empty when there is none",
        compute: minimum_fault,
    },
    Fact {
        name: "overage_ends",
        of: PRICE,
        ty: FactType::Bool,
        about: "the prices that take over when credit or quota is used up end in one that has neither",
        compute: overage_ends,
    },
    Fact {
        name: "step_fault",
        of: PRICE,
        ty: FactType::Text,
        about: "what is wrong with the order of the steps by quantity, in words; empty when nothing is",
        compute: step_fault,
    },
    Fact {
        name: "unit_fits",
        of: PRICE,
        ty: FactType::Bool,
        about: "the unit is of the kind that the model names: time for prices by the hour, cases for prices by incident",
        compute: unit_fits,
    },
    Fact {
        name: "changes",
        of: "SupportOffering.pricing.items[].bands[]",
        ty: FactType::Int,
        about: "how many of percent, multiplier, added amount and own amount the band names",
        compute: |_, subject| Ok(changes(subject.node)),
    },
];

/// Whether a price counts time; a price without unit or with a unit that is none may still say so.
fn is_by_time(price: Price<'_>) -> bool {
    let time = unit(price).is_some_and(|unit| minutes_of_unit(unit).is_some());
    let credit = price
        .prepaid()
        .and_then(crate::model::offering::Prepaid::unit);
    time || price.model() == Some("per_hour") || credit == Some("hour")
}

fn has_amount(node: NodeRef<'_>) -> Answer<'_> {
    let price = Price(node);
    let mut bands = price.bands();
    let by_band = price.bands().next().is_some() && bands.all(|band| band.amount().is_some());
    let by_step = price.steps().next().is_some();
    Answer::yes(price.amount().is_some() || by_step || by_band)
}

fn has_unit(node: NodeRef<'_>) -> Answer<'_> {
    let price = Price(node);
    Answer::yes(unit(price).is_some() || price.prepaid().is_some())
}

/// The first amount above zero that a price names.
fn costs(price: Price<'_>) -> Option<NodeRef<'_>> {
    let node = price.node();
    let own = ["amount", "minimumCharge"].map(|key| node.get(key));
    let listed = ["steps", "alternatives", "bands"].map(|key| node.get(key));
    let inner = listed.into_iter().flatten().flat_map(NodeRef::items);
    let inner = inner.flat_map(|item| ["amount", "addAmount", "callOut"].map(|key| item.get(key)));
    let mut amounts = own.into_iter().chain(inner).flatten();
    amounts.find(|amount| decimal(amount.text()).is_some_and(|amount| !amount.is_zero()))
}

fn priced(node: NodeRef<'_>) -> Answer<'_> {
    let items = node.get("items").into_iter();
    let items = items.flat_map(NodeRef::items);
    let mut paid = items.map(Price).filter(|price| costs(*price).is_some());
    let first = paid.clone().next().map(Lens::node);
    let names = paid.by_ref().filter_map(Price::name);
    let names = Answer::texts(names.map(|name| format!("`{name}`")));
    names.at(first.and_then(|price| price.get("name")))
}

fn days_left<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let last = field(subject.node, "validTo")?;
    let left = days_between(context.as_of, day(last)?);
    Ok(Answer::number(left).at(Some(last)))
}

fn followed<'a>(_: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let price = Price(subject.node);
    let end = day(field(subject.node, "validTo")?)?;
    let takes_over = |other: Price<'_>| {
        let begins = other
            .valid_from()
            .is_none_or(|first| days_between(end, first) <= 1);
        let lasts = other.valid_to().is_none_or(|last| last > end);
        other.name() == price.name() && begins && lasts
    };
    let others = field(spec(subject.entry)?, "pricing")?.get("items");
    let mut others = others.into_iter().flat_map(NodeRef::items);
    Ok(Answer::yes(others.any(|other| takes_over(Price(other)))))
}

fn minutes(iso: &str) -> Result<u32, Missing> {
    let period = duration::parse(iso).and_then(|period| period.minutes());
    period.ok_or_else(|| Missing::new(format!("the minutes of `{iso}`")))
}

fn minimum_fault<'a>(_: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let price = Price(subject.node);
    let Some(increment) = price.increment() else {
        return Ok(Answer::text(""));
    };
    let step = minutes(increment)?;
    let own = subject.node.get("minimum");
    let bands = price.bands().filter_map(|band| band.node().get("minimum"));
    for minimum in own.into_iter().chain(bands) {
        let least = minutes(minimum.text())?;
        let fault = match least {
            0 => continue,
            _ if step == 0 => continue,
            least if least < step => "is shorter than one step of",
            least if least % step != 0 => "does not consist of whole steps of",
            _ => continue,
        };
        let fault = format!("the minimum `{}` {fault} `{increment}`", minimum.text());
        return Ok(Answer::text(fault).at(Some(minimum)));
    }
    Ok(Answer::text(""))
}

fn overage_ends<'a>(_: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let offering = Offering(spec(subject.entry)?);
    let all: Vec<Price<'_>> = offering
        .pricing()
        .map(|pricing| pricing.items().collect())
        .unwrap_or_default();
    let mut at = Some(Price(subject.node));
    for _ in 0..=all.len() {
        let Some(next) = at.and_then(overage) else {
            return Ok(Answer::yes(true));
        };
        at = all.iter().copied().find(|price| price.id() == Some(next));
    }
    Ok(Answer::yes(false))
}

/// The price that takes over when what is paid or included is used up.
fn overage(price: Price<'_>) -> Option<&str> {
    let prepaid = price
        .prepaid()
        .and_then(crate::model::offering::Prepaid::overage);
    prepaid.or_else(|| {
        price
            .quota()
            .and_then(crate::model::offering::Quota::overage)
    })
}

fn step_fault<'a>(_: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let price = Price(subject.node);
    let steps: Vec<PriceStep<'_>> = price.steps().collect();
    let mut before: Option<u64> = Some(0);
    for step in steps {
        let node = step.node();
        let from = step
            .from()
            .ok_or_else(|| Missing::new("`from` of a step"))?;
        let to = step.to();
        let fault = match before {
            _ if to.is_some_and(|to| to < from) => {
                format!("the step from {from} ends before it begins")
            }
            None => format!("the step from {from} follows one that has no end"),
            Some(last) if from <= last => {
                format!("unit {from} stands in two steps, or the steps are out of order")
            }
            Some(last) if from > last + 1 && price.amount().is_none() => match from - last {
                2 => format!("unit {} stands in no step", last + 1),
                _ => format!("units {} to {} stand in no step", last + 1, from - 1),
            },
            Some(_) => {
                before = to;
                continue;
            }
        };
        return Ok(Answer::text(fault).at(node.get("from")));
    }
    Ok(Answer::text(""))
}

fn unit_fits<'a>(_: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let price = Price(subject.node);
    let said = field(subject.node, "unit")?;
    let fits = match price.model() {
        Some("per_hour") => minutes_of_unit(said.text()).is_some(),
        Some("per_incident") => said.text() == "incident",
        _ => true,
    };
    Ok(Answer::yes(fits).at(Some(said)))
}

fn changes(node: NodeRef<'_>) -> Answer<'_> {
    let band = PriceBand(node);
    let keys = ["addPercent", "multiplier", "addAmount", "amount"];
    let said: Vec<_> = keys.iter().filter_map(|key| band.node().get(key)).collect();
    let count = i64::try_from(said.len()).unwrap_or(i64::MAX);
    Answer::number(count).at(said.get(1).copied())
}
