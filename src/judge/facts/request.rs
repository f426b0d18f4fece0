//! Facts about requests to Microsoft: who filed them, and whom Microsoft is to call back.
//!
//! It must never know how a request is worded.

use super::access;
use super::filing::Case;
use super::known::{Known, catalogs, field};
use super::promise;
use super::{Context, Fact, FactType, Found, Subject};
use crate::judge::expr::{Answer, Missing};
use crate::model::Entry;
use crate::yaml::NodeRef;

pub(super) const FACTS: &[Fact] = &[
    Fact {
        name: "contact_at_customer",
        of: "ServiceRequest",
        ty: FactType::Bool,
        about: "the contact's email address is in one of the customer's domains",
        compute: contact_at_customer,
    },
    Fact {
        name: "filer_acts_for_customers",
        of: "ServiceRequest",
        ty: FactType::Bool,
        about: "who filed the request is Admin agent or Helpdesk agent in Partner Center",
        compute: |context, subject| {
            let (agent, at) = filer(context, subject)?;
            Ok(Answer::yes(access::acts_for_customers(agent)?).at(Some(at)))
        },
    },
    Fact {
        name: "filer_gap",
        of: "ServiceRequest",
        ty: FactType::Text,
        about: "what keeps who filed the request from working on it; empty where nothing does",
        compute: filer_gap,
    },
    Fact {
        name: "filer_holds_role",
        of: "ServiceRequest",
        ty: FactType::Bool,
        about: "who filed the request has access to the customer today, with a role that may open it",
        compute: filer_holds_role,
    },
];

fn filer<'a>(
    context: &Context<'a>,
    subject: Subject<'a>,
) -> Result<(&'a Entry, NodeRef<'a>), Missing> {
    let by = field(subject.node, "filedBy")?;
    Ok((context.get("Agent", by.text())?, by))
}

fn filer_holds_role<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let (agent, at) = filer(context, subject)?;
    Ok(Answer::yes(holds_role(context, subject, agent)?).at(Some(at)))
}

fn holds_role<'a>(context: &Context<'a>, subject: Subject<'a>, agent: &'a Entry) -> Known {
    let product = field(subject.node, "product")?.text();
    let product = catalogs()?.product(product);
    let product = product.ok_or_else(|| Missing::new("the product in the catalogue"))?;
    let customer = field(subject.node, "customer")?.text();
    Case::new(context, subject.entry, customer, product)?.holds_role(agent)
}

fn filer_gap<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let (agent, at) = filer(context, subject)?;
    let gap = if !access::acts_for_customers(agent)? {
        "the role of Admin agent or Helpdesk agent in Partner Center"
    } else if !holds_role(context, subject, agent)? {
        "a role in the customer's tenant that may open requests"
    } else {
        ""
    };
    Ok(Answer::text(gap).at(Some(at)))
}

/// Domains are compared in any case; an address in a subdomain is the customer's too.
fn contact_at_customer<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let email = field(field(subject.node, "primaryContact")?, "email")?;
    let customer = context.get("Customer", field(subject.node, "customer")?.text())?;
    let address = email.text().to_lowercase();
    let host = address.rsplit('@').next().unwrap_or_default();
    let at_customer = field(promise::spec(customer)?, "domains")?
        .items()
        .any(|domain| {
            let inner = host.strip_suffix(&domain.text().to_lowercase());
            inner.is_some_and(|inner| inner.is_empty() || inner.ends_with('.'))
        });
    Ok(Answer::yes(at_customer).at(Some(email)))
}
