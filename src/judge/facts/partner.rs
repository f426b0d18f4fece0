//! Facts about a partner's authorization: designations in force, revenue in the currency of the floor.
//!
//! It must never know how much revenue or how many designations are enough.

use super::known::field;
use super::plan::in_force;
use super::promise::spec;
use super::{Context, Fact, FactType, Found, Subject};
use crate::judge::expr::{Answer, Missing};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

pub(super) const FACTS: &[Fact] = &[
    Fact {
        name: "designations_today",
        of: "PartnerProfile",
        ty: FactType::Texts,
        about: "the names of the Solutions Partner designations that are valid today",
        compute: designations_today,
    },
    Fact {
        name: "revenue_in_usd",
        of: "PartnerProfile",
        ty: FactType::Int,
        about: "the CSP revenue of the last twelve months in whole US dollars; unknown in another currency",
        compute: revenue_in_usd,
    },
    Fact {
        name: "designations_today",
        of: "SupportOffering",
        ty: FactType::Texts,
        about: "the names of the partner's Solutions Partner designations that are valid today",
        compute: designations_today,
    },
];

fn designations_today<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let partner = spec(context.partner(subject.entry)?)?;
    let designations = field(partner, "designations")?;
    let mut names = Vec::new();
    for designation in designations.items() {
        if in_force(designation, context.as_of)? {
            names.push(field(designation, "name")?.text().to_owned());
        }
    }
    Ok(Answer::texts(names).at(Some(designations)))
}

/// Rates of exchange are not in the data, so only a figure in US dollars can be compared.
fn revenue_in_usd<'a>(_: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let revenue = field(field(subject.node, "cspAuthorization")?, "ttmRevenue")?;
    if revenue.str("currency") != Some("USD") {
        return Err(Missing::new("the revenue in US dollars"));
    }
    let amount = field(revenue, "amount")?;
    let whole = amount
        .text()
        .parse::<Decimal>()
        .ok()
        .and_then(|amount| amount.floor().to_i64());
    let whole = whole.ok_or_else(|| Missing::new("the revenue as a number"))?;
    Ok(Answer::number(whole).at(Some(amount)))
}
