//! Who helps, and how a case passes from one to the next; only what pages tell of.

use super::unless;
use crate::error::Result;
use crate::model::offering;
use crate::site::statement::{Subject, chain};
use serde::Serialize;

/// Who delivers the support.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Delivery<'a> {
    model: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    accountable_party: Option<&'a str>,
    parties: Vec<Party<'a>>,
    handovers: Vec<Handover<'a>>,
}

/// One team or company, by the name that pages tell.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Party<'a> {
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    model: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    country: Option<&'a str>,
}

/// One passing-on of a case.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Handover<'a> {
    from: String,
    to: String,
    when: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    during: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    day_length: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    severities: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    support_types: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    products: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    times_of: Option<&'a str>,
}

/// The delivery; none if the offering does not say who delivers.
pub(super) fn delivery<'a>(subject: &Subject<'a>) -> Result<Option<Delivery<'a>>> {
    let Some(delivery) = subject.offering.delivery() else {
        return Ok(None);
    };
    let parties = subject.parties().into_iter();
    let parties = parties.filter(|party| subject.takes_part(*party));
    let party = |party: offering::Party<'a>| {
        Ok(Party {
            name: subject.party_name(party)?.text,
            role: party.role(),
            model: party.model(),
            country: party.country(),
        })
    };
    let passed = chain::told(subject)?.into_iter();
    let handover = |(handover, from, to): chain::Told<'a>| Handover {
        from,
        to: to.text,
        when: handover.when().unwrap_or_default(),
        after: handover.after(),
        during: handover.during(),
        day_length: handover.day_length(),
        severities: handover.severities().collect(),
        support_types: handover.support_types().collect(),
        products: handover.products().collect(),
        times_of: unless(handover.times_of(), "ours"),
    };
    Ok(Some(Delivery {
        model: delivery.model().unwrap_or_default(),
        accountable_party: delivery.accountable_party(),
        parties: parties.map(party).collect::<Result<_>>()?,
        handovers: passed.map(handover).collect(),
    }))
}
