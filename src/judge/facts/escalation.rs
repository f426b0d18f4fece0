//! Facts about how issues go on to the distributor and to Microsoft.
//!
//! It finds out what is written down; who may file what stands in the rules.

use super::hours::{gap, window, windows};
use super::known::{Known, all, any, day, field};
use super::promise::spec;
use super::{Context, Fact, FactType, Found, Subject, fit};
use crate::judge::expr::{Answer, Missing};
use crate::model::Entry;
use crate::yaml::NodeRef;

/// Ways into a customer's Azure subscriptions.
const AZURE_WAYS: [&str; 2] = ["azure_rbac", "azure_lighthouse"];

pub(super) const FACTS: &[Fact] = &[
    Fact {
        name: "in_customers_context",
        of: "ServiceRequest",
        ty: FactType::Bool,
        about: "the request was opened for the tenant of its customer",
        compute: in_customers_context,
    },
    Fact {
        name: "azure_access_granted",
        of: "SupportOffering",
        ty: FactType::Bool,
        about: "every customer with this offering has given the partner access to its Azure subscriptions",
        compute: azure_access_granted,
    },
    Fact {
        name: "first_step",
        of: "SupportOffering",
        ty: FactType::Text,
        about: "the first step of the escalation, or `nothing`",
        compute: |_, subject| step(subject, 0),
    },
    Fact {
        name: "second_step",
        of: "SupportOffering",
        ty: FactType::Text,
        about: "the second step of the escalation, or `nothing`",
        compute: |_, subject| step(subject, 1),
    },
    Fact {
        name: "hours_without_distributor",
        of: "SupportOffering.hours[]",
        ty: FactType::Text,
        about: "the first part of this window in which no distributor answers the reseller; empty when there is none",
        compute: hours_without_distributor,
    },
    Fact {
        name: "may_escalate",
        of: "SupportOffering.hours[]",
        ty: FactType::Bool,
        about: "the window is meant for issues that may go on to Microsoft: for all severities, or for one that has a name there",
        compute: may_escalate,
    },
];

fn step(subject: Subject<'_>, index: usize) -> Found<'_> {
    let steps = field(field(subject.node, "escalation")?, "steps")?;
    let step = steps.items().nth(index);
    Ok(Answer::text(step.map_or("nothing", NodeRef::text)).at(step.or(Some(steps))))
}

/// A severity without a name at Microsoft stays in the house, unless none has one.
fn may_escalate<'a>(_: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let Some(meant) = subject.node.get("severities") else {
        return Ok(Answer::yes(true));
    };
    let levels = field(spec(subject.entry)?, "severities")?.items();
    let named: Vec<_> = levels
        .filter(|level| level.get("map").is_some_and(|names| !names.is_empty()))
        .filter_map(|level| level.str("id"))
        .collect();
    let goes_on = meant.items().any(|level| named.contains(&level.text()));
    Ok(Answer::yes(goes_on || named.is_empty()).at(Some(meant)))
}

/// One distributor is enough, with all its windows together.
fn hours_without_distributor<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let promised = window(context, subject.node)?;
    let partner = spec(context.partner(subject.entry)?)?;
    let mut answer = Err(Missing::new("a distributor"));
    let mut untold = None;
    for distributor in field(partner, "upstream")?.items() {
        let hours = field(distributor, "supportTerms").and_then(|terms| field(terms, "hours"));
        match hours.and_then(|hours| windows(context, hours)) {
            Err(missing) => untold = Some(missing),
            Ok(hours) => match gap(&promised, &hours) {
                Err(missing) => untold = Some(missing),
                Ok(None) => return Ok(Answer::text("")),
                Ok(Some(gap)) => answer = answer.or(Ok(Answer::text(gap))),
            },
        }
    }
    untold.map_or(answer, Err)
}

fn in_customers_context<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let opened_for = field(field(subject.node, "context")?, "tenantId")?;
    let customer = context.get("Customer", field(subject.node, "customer")?.text())?;
    let tenant = field(spec(customer)?, "tenantId")?;
    let same = opened_for.text().eq_ignore_ascii_case(tenant.text());
    Ok(Answer::yes(same).at(Some(opened_for)))
}

fn azure_access_granted<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let assignments = context.joins.assignments_of_offering(&subject.entry.id);
    if assignments.is_empty() {
        return Err(Missing::new("a customer with this offering"));
    }
    let granted = assignments
        .iter()
        .map(|assignment| has_azure_access(context, assignment));
    all(granted).map(Answer::yes)
}

/// Whether we have access to the Azure subscriptions of an assignment's customer. A customer for whom
/// no access at all is written down tells nothing.
fn has_azure_access(context: &Context<'_>, assignment: &Entry) -> Known {
    let customer = field(spec(fit(assignment)?)?, "customer")?.text();
    let grants = context.joins.grants_of_customer(customer);
    if grants.is_empty() {
        return Err(Missing::new(format!(
            "an AccessGrant for Customer/{customer}"
        )));
    }
    any(grants.iter().map(|grant| opens_azure(context, grant)))
}

fn opens_azure(context: &Context<'_>, grant: &Entry) -> Known {
    let grant = spec(fit(grant)?)?;
    let way = field(grant, "mechanism")?.text();
    let ended = grant.get("endedOn").map(day).transpose()?;
    Ok(AZURE_WAYS.contains(&way) && ended.is_none_or(|ended| context.as_of < ended))
}
