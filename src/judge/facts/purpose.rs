//! Facts about what access is for: tasks that nobody has a role for, roles that nothing takes, access that
//! ends before the promise.
//!
//! It compares promises with grants by way of the catalogues; what other rules ask is left to them.

use super::access::{self, Way};
use super::access_matrix::{Fit, Until, by_relationship, does, promised, promised_until};
use super::duties;
use super::known::{catalogs, days_between, field};
use super::privilege;
use super::promise::{Promise, spec};
use super::{Context, Fact, FactType, Found, Subject};
use crate::judge::expr::{Answer, Missing};
use crate::model::catalog::{EntraRole, NewGdap, Right, RoleTask};
use crate::yaml::NodeRef;

/// Tasks for which a rule of the guidance asks for the role.
const ASKED: [&str; 2] = [
    "reset_password_privileged_admin",
    "revoke_tokens_privileged_admin",
];

/// Days before an end from which the rules on relationships that end soon speak.
const SOON: i64 = 60;

pub(super) const FACTS: &[Fact] = &[
    Fact {
        name: "tasks_without_role",
        of: "AccessGrant",
        ty: FactType::Texts,
        about: "declared tasks, but for opening requests, for which our groups hold no role in the tenant that is said to do them; none where they hold none at all",
        compute: tasks_without_role,
    },
    Fact {
        name: "unexplained",
        of: "AccessGrant.relationship.roles[]",
        ty: FactType::Bool,
        about: "no promise to the customer takes the role, it is not the only one, and no rule about privileged or default roles speaks of it",
        compute: unexplained,
    },
    Fact {
        name: "access_ends_first",
        of: "SupportAssignment",
        ty: FactType::Text,
        about: "the day on which the last delegated access ends, where the promise has a later one and that day is not near; else empty",
        compute: access_ends_first,
    },
];

/// The ways into the tenant that are open today.
fn open_ways<'a>(context: &Context<'a>, customer: &str) -> Result<Vec<Way<'a>>, Missing> {
    let mut open = Vec::new();
    for way in access::ways(context, customer) {
        if way.open(context.as_of)? {
            open.push(way);
        }
    }
    Ok(open)
}

fn tasks_without_role<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let grant = spec(subject.entry)?;
    let tasks = field(grant, "tasks")?;
    let mut held: Vec<&EntraRole> = Vec::new();
    for way in open_ways(context, field(grant, "customer")?.text())? {
        held.extend(way.roles()?);
    }
    let catalogs = catalogs()?;
    let lacks_role = |task: &RoleTask| {
        let elsewhere = task.right == Some(Right::M365Tickets) || ASKED.contains(&task.id.as_str());
        !held.is_empty() && !elsewhere && held.iter().all(|role| does(role, task).is_none())
    };
    let lacking: Vec<(NodeRef<'a>, &RoleTask)> = tasks
        .items()
        .filter_map(|at| Some((at, catalogs.task(at.text())?)))
        .filter(|(_, task)| lacks_role(task))
        .collect();
    let titles = lacking.iter().map(|(_, task)| task.title.clone());
    Ok(Answer::texts(titles).at(lacking.first().map(|(at, _)| *at)))
}

fn unexplained<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let id = field(subject.node, "id")?;
    let role = catalogs()?.entra_role(id.text());
    let role = role.ok_or_else(|| Missing::new("the role in the catalogue"))?;
    let grant = spec(subject.entry)?;
    let needs = promised(context, field(grant, "customer")?.text())?;
    if needs.is_empty() {
        return Err(Missing::new("a promise to the customer"));
    }
    let relationship = field(grant, "relationship")?;
    let by_default = grant.str("origin") == Some("default_gdap")
        || privilege::is_default(context, subject.entry, relationship) == Ok(true);
    let elsewhere = by_default || role.privileged || role.new_gdap != NewGdap::Allowed;
    // The only role is what work in Azure takes at least; whether it is enough is asked elsewhere.
    let alone = field(relationship, "roles")?.items().nth(1).is_none();
    let taken = needs.iter().any(|need| match does(role, need.task) {
        Some(Fit::Least) => true,
        Some(Fit::Stronger) => need.task.right != Some(Right::Any),
        None => false,
    });
    Ok(Answer::yes(!(elsewhere || alone || taken)).at(Some(id)))
}

fn access_ends_first<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let assignment = spec(subject.entry)?;
    let customer = field(assignment, "customer")?;
    let nothing = || Ok(Answer::text(""));
    let offering = field(assignment, "offering")?.text();
    let promise = Promise {
        assignment,
        offering: spec(context.get("SupportOffering", offering)?)?,
    };
    let Some(promised) = promised_until(promise)? else {
        return nothing();
    };
    if duties::of_assignment(context, subject.entry)?.is_empty() {
        return nothing();
    }
    let ways = open_ways(context, customer.text())?;
    let last = ways.iter().map(|way| by_relationship(way.grant)).max();
    let Some(Until::Day(end)) = last else {
        return nothing();
    };
    if end >= promised || days_between(context.as_of, end) <= SOON {
        return nothing();
    }
    Ok(Answer::text(end.to_string()).at(assignment.get("effectiveTo").or(Some(customer))))
}
