//! Facts about markets: where a partner may sell, and where a customer's tenant belongs.
//!
//! It compares the customer's country with the partner's market; what follows stands in the rules.

use super::known::{catalogs, field};
use super::promise::spec;
use super::{Context, Fact, FactType, Found, Subject};
use crate::judge::expr::{Answer, Missing};

pub(super) const FACTS: &[Fact] = &[
    Fact {
        name: "market",
        of: "Customer",
        ty: FactType::Text,
        about: "the market to which the country of the tenant belongs, by its key such as `EU_EFTA`",
        compute: |_, subject| {
            let country = field(subject.node, "tenantCountry")?;
            let market = catalogs()?.market(country.text());
            let market =
                market.ok_or_else(|| Missing::new("the country in the catalogue of markets"))?;
            Ok(Answer::text(market.id.as_str()).at(Some(country)))
        },
    },
    Fact {
        name: "partner_market",
        of: "Customer",
        ty: FactType::Text,
        about: "the market in which the partner may sell, where it is written by a known key",
        compute: partner_market,
    },
];

fn partner_market<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let partner = spec(context.partner(subject.entry)?)?;
    let region = field(field(partner, "cspAuthorization")?, "region")?.text();
    let known = catalogs()?
        .markets()
        .iter()
        .any(|market| market.id == region);
    if !known {
        return Err(Missing::new(format!(
            "a market `{region}` in the catalogue"
        )));
    }
    Ok(Answer::text(region))
}
