//! Ways into a customer's tenant, with the people behind each.
//!
//! It lists them, closed ones included, and must never know what they are good for.

use super::{AzureDoor, Door, once};
use crate::judge::facts::access::{self, Way};
use crate::judge::facts::known::catalogs;
use crate::judge::facts::people::texts;
use crate::judge::facts::staff::HEALTH_READERS;
use crate::judge::facts::{Context, fit};
use crate::model::Entry;
use crate::yaml::NodeRef;

/// Delegated administration.
pub(super) fn delegated<'a>(context: &Context<'a>, customer: &Entry) -> Vec<Door<'a>> {
    let ways = access::ways(context, &customer.id).into_iter();
    ways.map(|way| Door {
        grant: way.grant,
        group: way.group,
        is_dap: way.is_dap(),
        roles: Way::roles(&way).unwrap_or_default(),
        open: way.open(context.as_of),
        people: crew(context, way.group),
    })
    .collect()
}

fn crew<'a>(context: &Context<'a>, group: &str) -> Vec<&'a Entry> {
    let crew = context.people.crew(&context.joins, group);
    crew.map_or_else(Vec::new, |crew| crew.people().collect())
}

/// Azure roles that are not over.
pub(super) fn azure<'a>(context: &Context<'a>, customer: &Entry) -> Vec<AzureDoor<'a>> {
    let grants = access::grants(context, &customer.id, "azure_rbac");
    grants
        .filter_map(|grant| azure_door(context, fit(grant).ok()?))
        .collect()
}

fn azure_door<'a>(context: &Context<'a>, grant: &'a Entry) -> Option<AzureDoor<'a>> {
    let spec = grant.spec()?;
    let principal = spec.get("principal")?;
    let listed = spec.get("roles").into_iter().flat_map(NodeRef::items);
    let known = |role: NodeRef<'_>| {
        let catalogs = catalogs().ok()?;
        let mut named = [role.str("id"), role.str("name")].into_iter().flatten();
        named.find_map(|text| catalogs.azure_role(text))
    };
    let (holder, people) = match (principal.str("agent"), principal.str("group")) {
        (Some(agent), _) => (agent, context.joins.agent(agent).into_iter().collect()),
        (None, Some(group)) => (group, crew(context, group)),
        (None, None) => (principal.str("objectId").unwrap_or_default(), Vec::new()),
    };
    Some(AzureDoor {
        grant,
        holder,
        roles: listed.filter_map(known).collect(),
        people,
    })
}

/// Ways of other kinds that are not over.
pub(super) fn others<'a>(context: &Context<'a>, customer: &Entry) -> Vec<&'a Entry> {
    let kinds = ["azure_lighthouse", "b2b_guest", "local_account"];
    let grants = kinds.iter();
    grants
        .flat_map(|kind| access::grants(context, &customer.id, kind))
        .collect()
}

/// Everybody who can look at service health.
pub(super) fn health_readers<'a>(doors: &[Door<'a>]) -> Vec<&'a Entry> {
    let sees =
        |door: &&Door<'_>| door.open == Ok(true) && door.roles.iter().any(|role| role.health);
    let people = doors.iter().filter(sees).flat_map(|door| &door.people);
    let reaches = |agent: &&&Entry| {
        texts(agent, "partnerCenterRoles").any(|role| HEALTH_READERS.contains(&role))
    };
    once(people.filter(reaches))
}
