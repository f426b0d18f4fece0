//! Facts about customers: whether we sell to them, and which support they can count on today.

use super::promise::{Promise, promises, spec, texts};
use super::{Context, Fact, FactType, Found, Subject};
use crate::judge::expr::{Answer, Missing};
use crate::yaml::NodeRef;
use std::collections::BTreeSet;

/// The three types of support that the guidance names.
const SUPPORT_TYPES: [&str; 3] = ["billing", "subscription_management", "technical"];

/// Ways of contact in which a customer can come to us; the others begin with us.
const INBOUND: [&str; 5] = ["phone", "email", "portal", "chat", "postal"];

/// Partner types that sell.
const SELLERS: [&str; 3] = ["direct_bill", "indirect_provider", "indirect_reseller"];

pub(super) const FACTS: &[Fact] = &[
    Fact {
        name: "buys_through_csp",
        of: "Customer",
        ty: FactType::Bool,
        about: "the partner sells CSP subscriptions to this customer, who has not left",
        compute: buys_through_csp,
    },
    Fact {
        name: "can_reach_us",
        of: "Customer",
        ty: FactType::Bool,
        about: "support in force today gives the customer a way to send a request",
        compute: can_reach_us,
    },
    Fact {
        name: "has_support",
        of: "Customer",
        ty: FactType::Bool,
        about: "some offering is in force for this customer today",
        compute: has_support,
    },
    Fact {
        name: "missing_support_types",
        of: "Customer",
        ty: FactType::Texts,
        about: "types of support that nothing in force promises to this customer",
        compute: missing_support_types,
    },
    Fact {
        name: "products_without_support",
        of: "Customer",
        ty: FactType::Texts,
        about: "products of this customer for which a type of support is promised by nothing in force, with that type",
        compute: products_without_support,
    },
];

fn buys_through_csp<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let customer = spec(subject.entry)?;
    let gone = customer
        .get("status")
        .filter(|status| status.text() == "left");
    let elsewhere = customer
        .get("channelMix")
        .filter(|mix| !mix.items().any(|way| way.text() == "csp"));
    if let Some(reason) = gone.or(elsewhere) {
        return Ok(Answer::yes(false).at(Some(reason)));
    }
    let partner = context.partner(subject.entry)?.spec();
    let kind = partner.and_then(|spec| spec.path(&["cspAuthorization", "partnerType"]));
    let kind = kind.ok_or_else(|| Missing::new("spec.cspAuthorization.partnerType"))?;
    Ok(Answer::yes(SELLERS.contains(&kind.text())))
}

fn can_reach_us<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let promises = promises(context, &subject.entry.id)?;
    Ok(Answer::yes(
        promises.iter().any(|promise| has_way_in(promise.offering)),
    ))
}

fn has_way_in(offering: NodeRef<'_>) -> bool {
    let contacts = offering
        .get("contacts")
        .into_iter()
        .flat_map(NodeRef::items);
    let mut inbound = contacts.filter(|contact| {
        contact
            .str("method")
            .is_some_and(|method| INBOUND.contains(&method))
    });
    inbound.any(|contact| contact.str("address").is_some())
}

fn has_support<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let promises = promises(context, &subject.entry.id)?;
    Ok(Answer::yes(!promises.is_empty()))
}

fn missing_support_types<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let promises = promises(context, &subject.entry.id)?;
    let covered = |kind: &str| {
        promises
            .iter()
            .any(|promise| promise.support_types().any(|own| own == kind))
    };
    let missing = SUPPORT_TYPES.into_iter().filter(|kind| !covered(kind));
    Ok(Answer::texts(missing.map(|kind| kind.replace('_', " "))))
}

fn products_without_support<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let promises = promises(context, &subject.entry.id)?;
    let sold: BTreeSet<&str> = match spec(subject.entry)?.get("products") {
        Some(own) => texts(Some(own)).collect(),
        None => promises.iter().flat_map(Promise::products).collect(),
    };
    let mut gaps = Vec::new();
    for product in sold {
        let gap = |kind: &&str| {
            !promises
                .iter()
                .any(|promise| covers(promise, product, kind))
        };
        let kinds = SUPPORT_TYPES.into_iter().filter(gap);
        gaps.extend(kinds.map(|kind| format!("{} for `{product}`", kind.replace('_', " "))));
    }
    Ok(Answer::texts(gaps).at(spec(subject.entry)?.get("products")))
}

fn covers(promise: &Promise<'_>, product: &str, kind: &str) -> bool {
    promise.products().any(|own| own == product) && promise.support_types().any(|own| own == kind)
}
