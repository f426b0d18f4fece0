//! Facts about claims for service credits: who claims, for whom, and how long after the incident.
//!
//! It counts months; how many are allowed stands in the rules.

use super::known::{day, field};
use super::promise::spec;
use super::{Context, Fact, FactType, Found, Subject};
use crate::judge::expr::{Answer, Missing};
use crate::yaml::NodeRef;
use jiff::Span;
use jiff::civil::Date;

pub(super) const FACTS: &[Fact] = &[
    Fact {
        name: "claimant_type",
        of: "SlaCreditClaim",
        ty: FactType::Text,
        about: "the partner type of the partner who claims",
        compute: claimant_type,
    },
    Fact {
        name: "customer_domains",
        of: "SlaCreditClaim",
        ty: FactType::Texts,
        about: "the domains of the affected customer's tenant, in small letters",
        compute: customer_domains,
    },
    Fact {
        name: "customer_has_tenant_id",
        of: "SlaCreditClaim",
        ty: FactType::Bool,
        about: "the tenant id of the affected customer is written down",
        compute: customer_has_tenant_id,
    },
    Fact {
        name: "months_taken",
        of: "SlaCreditClaim",
        ty: FactType::Int,
        about: "months begun from the end of the billing month of the incident until the claim is sent",
        compute: months_taken,
    },
    Fact {
        name: "sender_domain",
        of: "SlaCreditClaim",
        ty: FactType::Text,
        about: "the domain of the address from which the customer asked, in small letters",
        compute: sender_domain,
    },
    Fact {
        name: "sent_on",
        of: "SlaCreditClaim",
        ty: FactType::Text,
        about: "the day on which the claim was sent; today while it is not",
        compute: |context, subject| Ok(Answer::text(sent_on(context, subject)?.to_string())),
    },
];

fn claimant_type<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let claimant = field(subject.node, "claimant")?;
    let partner = context.get("PartnerProfile", claimant.text())?;
    let authorization = field(spec(partner)?, "cspAuthorization")?;
    let kind = field(authorization, "partnerType")?;
    Ok(Answer::text(kind.text()).at(Some(claimant)))
}

fn customer<'a>(context: &Context<'a>, subject: Subject<'a>) -> Result<NodeRef<'a>, Missing> {
    let id = field(subject.node, "customer")?;
    spec(context.get("Customer", id.text())?)
}

fn customer_domains<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let domains = field(customer(context, subject)?, "domains")?;
    let lower = domains.items().map(|domain| domain.text().to_lowercase());
    Ok(Answer::texts(lower))
}

fn customer_has_tenant_id<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let customer = customer(context, subject)?;
    Ok(Answer::yes(customer.get("tenantId").is_some()))
}

fn sender_domain<'a>(_: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let email = field(field(subject.node, "evidence")?, "email")?;
    let (_, domain) = email.text().rsplit_once('@').unwrap_or_default();
    Ok(Answer::text(domain.to_lowercase()).at(Some(email)))
}

fn sent_on<'a>(context: &Context<'a>, subject: Subject<'a>) -> Result<Date, Missing> {
    subject
        .node
        .get("submittedOn")
        .map_or(Ok(context.as_of), day)
}

fn months_taken<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let end = field(field(subject.node, "incident")?, "billingMonthEnd")?;
    let months = months_between(day(end)?, sent_on(context, subject)?);
    Ok(Answer::number(months).at(Some(end)))
}

/// Months begun from one day to another; none if the other is not later.
fn months_between(end: Date, sent: Date) -> i64 {
    let count = |date: Date| i64::from(date.year()) * 12 + i64::from(date.month());
    let months = (count(sent) - count(end)).max(0);
    months + i64::from(sent > months_later(end, months))
}

/// The end of a month stays the end of a month: one month after 28 February ends on 31 March.
fn months_later(date: Date, months: i64) -> Date {
    let later = date.saturating_add(Span::new().months(months));
    if date == date.last_of_month() {
        later.last_of_month()
    } else {
        later
    }
}
