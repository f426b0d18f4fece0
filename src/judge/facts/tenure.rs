//! Facts about how long something has been so: sign-ins, reviews, relationships, time as a reseller.
//!
//! It counts days and months; how many are too many stands in the rules.

use super::known::{day, days_between, field};
use super::promise::spec;
use super::{Context, Fact, FactType, Found, Subject};
use crate::judge::expr::{Answer, Missing};
use crate::yaml::NodeRef;
use jiff::Unit;

pub(super) const FACTS: &[Fact] = &[
    Fact {
        name: "days_since_sign_in",
        of: "AccessGrant",
        ty: FactType::Int,
        about: "days since the access was last used",
        compute: |context, subject| {
            let last = field(subject.node, "lastSignIn")?;
            Ok(Answer::number(days_between(day(last)?, context.as_of)).at(Some(last)))
        },
    },
    Fact {
        name: "days_since_access_review",
        of: "Customer",
        ty: FactType::Int,
        about: "days since our access was last reviewed with the customer",
        compute: |context, subject| {
            let last = field(field(subject.node, "accessReview")?, "lastOn")?;
            Ok(Answer::number(days_between(day(last)?, context.as_of)).at(Some(last)))
        },
    },
    Fact {
        name: "months_as_reseller",
        of: "PartnerProfile",
        ty: FactType::Int,
        about: "whole months as an indirect reseller before this authorization began",
        compute: months_as_reseller,
    },
    Fact {
        name: "related_when_designated",
        of: "SupportAssignment",
        ty: FactType::Bool,
        about: "the reseller relationship with the customer was there on the day the support contact was designated",
        compute: related_when_designated,
    },
    Fact {
        name: "relationship_ended_on",
        of: "SupportAssignment",
        ty: FactType::Text,
        about: "the day on which the reseller relationship with the customer ended",
        compute: |context, subject| {
            Ok(Answer::text(
                field(relationship(context, subject)?, "endedOn")?.text(),
            ))
        },
    },
];

fn months_as_reseller<'a>(_: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let authorization = field(subject.node, "cspAuthorization")?;
    let since = field(authorization, "indirectResellerSince")?;
    let begun = day(field(authorization, "onboardedOn")?)?;
    let span = day(since)?
        .until((Unit::Month, begun))
        .map_err(|_| Missing::new("the time as an indirect reseller"))?;
    Ok(Answer::number(i64::from(span.get_months())).at(Some(since)))
}

fn relationship<'a>(context: &Context<'a>, subject: Subject<'a>) -> Result<NodeRef<'a>, Missing> {
    let customer = field(spec(subject.entry)?, "customer")?.text();
    field(
        spec(context.get("Customer", customer)?)?,
        "resellerRelationship",
    )
}

fn related_when_designated<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let designated = field(
        field(spec(subject.entry)?, "designatedSupportContact")?,
        "on",
    )?;
    let on = day(designated)?;
    let relationship = relationship(context, subject)?;
    let begun = day(field(relationship, "since")?)? <= on;
    let ended = relationship.get("endedOn").map(day).transpose()?;
    Ok(Answer::yes(begun && ended.is_none_or(|ended| on < ended)).at(Some(designated)))
}
