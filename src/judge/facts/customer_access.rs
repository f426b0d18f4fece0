//! Facts about our access to a customer: what we owe, what our groups hold, what Azure still wants.
//!
//! It adds up what `duties`, `access` and `filing` say about one customer.

use super::access::{self, Way};
use super::duties::{self, Duty};
use super::filing::Case;
use super::known::{any, field};
use super::step::{Ability, Step};
use super::{Context, Fact, FactType, Found, Subject};
use crate::judge::expr::{Answer, Missing};
use crate::model::catalog::{EntraRole, Ticket};
use crate::yaml::NodeRef;
use std::collections::BTreeSet;

pub(super) const FACTS: &[Fact] = &[
    Fact {
        name: "assigned_groups",
        of: "Customer",
        ty: FactType::Int,
        about: "groups that are assigned by the customer's GDAP relationships of today, each counted once",
        compute: assigned_groups,
    },
    Fact {
        name: "azure_gap",
        of: "Customer",
        ty: FactType::Text,
        about: "what keeps everybody from opening Azure requests, up to the Azure role; empty where nothing does",
        compute: azure_gap,
    },
    Fact {
        name: "delegated_access",
        of: "Customer",
        ty: FactType::Bool,
        about: "we have an active GDAP relationship with the customer, or DAP",
        compute: delegated_access,
    },
    Fact {
        name: "had_delegated_access",
        of: "Customer",
        ty: FactType::Bool,
        about: "a GDAP relationship with the customer, or DAP, is over",
        compute: |context, subject| {
            Ok(Answer::yes(had_delegated_access(
                context,
                &subject.entry.id,
            )))
        },
    },
    Fact {
        name: "held_roles",
        of: "Customer",
        ty: FactType::Texts,
        about: "names of the Entra roles that our groups hold in the customer's tenant today",
        compute: |context, subject| names(context, subject, |_| true),
    },
    Fact {
        name: "supported",
        of: "Customer",
        ty: FactType::Texts,
        about: "names of the Microsoft products for which we owe the customer technical support",
        compute: supported,
    },
    Fact {
        name: "ticket_rights",
        of: "Customer",
        ty: FactType::Texts,
        about: "rights that filing requests for the customer takes: m365, azure, entra",
        compute: ticket_rights,
    },
    Fact {
        name: "ticket_roles",
        of: "Customer",
        ty: FactType::Texts,
        about: "those of the held roles that may open Microsoft 365 requests",
        compute: |context, subject| names(context, subject, |role| role.m365_tickets),
    },
    Fact {
        name: "unprivileged_ticket_roles",
        of: "Customer",
        ty: FactType::Texts,
        about: "those of the held roles that may open Microsoft 365 requests and are not privileged",
        compute: |context, subject| {
            names(context, subject, |role| {
                role.m365_tickets && !role.privileged
            })
        },
    },
    Fact {
        name: "owner_listed",
        of: "Customer.azureSubscriptions[]",
        ty: FactType::Bool,
        about: "a grant lists the foreign principal that provisioning left on the subscription",
        compute: owner_listed,
    },
];

fn delegated_access<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let grants = context.joins.grants_of_customer(&subject.entry.id);
    any(grants
        .iter()
        .map(|grant| access::live(grant, context.as_of)))
    .map(Answer::yes)
}

fn assigned_groups<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let mut groups = BTreeSet::new();
    for way in access::ways(context, &subject.entry.id) {
        let gone = |way: &Way<'_>| {
            let status = way.node().and_then(|node| node.str("status"));
            status == Some("deleted")
        };
        if !way.is_dap() && !gone(&way) && access::live(way.grant, context.as_of)? {
            groups.insert(way.group);
        }
    }
    Ok(Answer::number(
        i64::try_from(groups.len()).unwrap_or(i64::MAX),
    ))
}

fn had_delegated_access(context: &Context<'_>, customer: &str) -> bool {
    let grants = context.joins.grants_of_customer(customer).iter();
    let mut past = grants.filter(|grant| access::over(grant, context.as_of));
    past.any(|grant| {
        let mechanism = grant.spec().and_then(|spec| spec.str("mechanism"));
        matches!(mechanism, Some("gdap" | "dap"))
    })
}

fn duties_of<'a>(context: &Context<'a>, subject: Subject<'a>) -> Result<Vec<Duty<'a>>, Missing> {
    duties::of_customer(context, &subject.entry.id)
}

fn supported<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let duties = duties_of(context, subject)?.into_iter();
    Ok(Answer::texts(duties.map(|duty| duty.product.name.clone())))
}

fn ticket_rights<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let filed = duties_of(context, subject)?
        .into_iter()
        .filter(|duty| duty.we_file);
    let rights = filed.filter_map(|duty| match duty.product.ticket {
        Ticket::M365 => Some("m365".to_owned()),
        Ticket::Azure => Some("azure".to_owned()),
        Ticket::Entra => Some("entra".to_owned()),
        Ticket::None => None,
    });
    Ok(Answer::texts(rights))
}

/// Names of the roles held today that are as wanted, in order and each once.
fn names<'a>(
    context: &Context<'a>,
    subject: Subject<'a>,
    wanted: fn(&EntraRole) -> bool,
) -> Found<'a> {
    let mut held = BTreeSet::new();
    for way in access::ways(context, &subject.entry.id) {
        if way.open(context.as_of)? {
            let roles = Way::roles(&way)?.into_iter().filter(|role| wanted(role));
            held.extend(roles.map(|role| role.name.as_str()));
        }
    }
    Ok(Answer::texts(held.into_iter().map(str::to_owned)))
}

fn azure_gap<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let duties = duties_of(context, subject)?;
    let azure = |duty: &&Duty<'_>| duty.we_file && duty.product.ticket == Ticket::Azure;
    let Some(duty) = duties.iter().find(azure) else {
        return Ok(Answer::text(""));
    };
    let case = Case::new(context, duty.assignment, &subject.entry.id, duty.product)?;
    match case.best_until(Step::AzureRole) {
        Ability::Can => Ok(Answer::text("")),
        Ability::Cannot(step, _) => Ok(Answer::text(step.words())),
        Ability::Unknown(missing) => Err(missing),
    }
}

/// A grant that has ended counts too: somebody has written down what became of it.
fn owner_listed<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let id = field(subject.node, "id")?;
    let wanted = format!("/subscriptions/{}", id.text().to_lowercase());
    let grants = context.joins.grants_of_customer(&subject.entry.id).iter();
    let listed = grants.filter_map(|grant| grant.spec()).any(|spec| {
        let kind = spec.path(&["principal", "kind"]).map(NodeRef::text);
        let scope = spec
            .str("scope")
            .map(|scope| scope.trim_end_matches('/').to_lowercase());
        kind == Some("foreign_principal") && scope.as_ref() == Some(&wanted)
    });
    Ok(Answer::yes(listed).at(Some(id)))
}
