//! Ways into a customer's tenant: which grant gives which group which roles, and whether it does today.
//!
//! It tells ways apart and must never know what they are needed for.

use super::known::{Known, all, any, catalogs, day, field};
use super::people::{groups_of, texts};
use super::promise;
use super::{Context, fit};
use crate::judge::expr::Missing;
use crate::model::Entry;
use crate::model::catalog::{EntraRole, PartnerCenterRole};
use crate::yaml::NodeRef;
use jiff::civil::Date;
use std::collections::HashSet;

/// Where a GDAP relationship ends up, and where it goes once its end was asked for.
const ENDINGS: [&str; 4] = [
    "expired",
    "terminationRequested",
    "terminating",
    "terminated",
];

/// One group's delegated administration of one customer.
#[derive(Debug, Clone, Copy)]
pub(super) struct Way<'a> {
    /// The document that says so.
    pub grant: &'a Entry,
    /// The group: an `AgentGroup`, or one of Partner Center's own.
    pub group: &'a str,
    /// How the group came by its roles.
    by: By<'a>,
}

#[derive(Debug, Clone, Copy)]
enum By<'a> {
    /// An assignment of a GDAP relationship.
    Assignment(NodeRef<'a>),
    /// DAP, by a role in Partner Center.
    Dap(&'static PartnerCenterRole),
}

/// All ways into a customer's tenant by delegated administration, closed ones included.
pub(super) fn ways<'a>(context: &Context<'a>, customer: &str) -> Vec<Way<'a>> {
    let grants = context.joins.grants_of_customer(customer).iter().copied();
    grants.flat_map(ways_of).collect()
}

fn ways_of(grant: &Entry) -> Vec<Way<'_>> {
    let spec = grant.spec();
    match spec.and_then(|spec| spec.str("mechanism")) {
        Some("gdap") => {
            let list = spec.and_then(|spec| spec.path(&["relationship", "assignments"]));
            let assignments = list.into_iter().flat_map(NodeRef::items);
            assignments
                .filter_map(|assignment| {
                    let group = assignment.str("group")?;
                    Some(Way {
                        grant,
                        group,
                        by: By::Assignment(assignment),
                    })
                })
                .collect()
        }
        Some("dap") => dap_ways(grant),
        _ => Vec::new(),
    }
}

/// Under DAP the groups are Partner Center's own, and all customers see the same people.
fn dap_ways(grant: &Entry) -> Vec<Way<'_>> {
    let groups = [
        ("AdminAgents", "admin_agent"),
        ("HelpdeskAgents", "helpdesk_agent"),
    ];
    let way = |(group, role): (&'static str, &str)| {
        let role = catalogs().ok()?.partner_center_role(role)?;
        Some(Way {
            grant,
            group,
            by: By::Dap(role),
        })
    };
    groups.into_iter().filter_map(way).collect()
}

impl<'a> Way<'a> {
    /// Whether it is DAP, which yields to GDAP where a person has both.
    pub(super) fn is_dap(&self) -> bool {
        matches!(self.by, By::Dap(_))
    }

    /// Where it is written: the assignment, or what the grant says about its mechanism.
    pub(super) fn node(&self) -> Option<NodeRef<'a>> {
        match self.by {
            By::Assignment(assignment) => Some(assignment),
            By::Dap(_) => self.grant.spec()?.get("mechanism"),
        }
    }

    /// Whether it gives access on a date.
    pub(super) fn open(&self, as_of: Date) -> Known {
        let assigned = || match self.by {
            By::Assignment(assignment) => Ok(field(assignment, "status")?.text() == "active"),
            By::Dap(_) => Ok(true),
        };
        all([live(self.grant, as_of), assigned()])
    }

    /// The built-in roles that the group holds; others carry no known right.
    pub(super) fn roles(&self) -> Result<Vec<&'static EntraRole>, Missing> {
        let catalogs = catalogs()?;
        let ids: Vec<&str> = match self.by {
            By::Assignment(assignment) => field(assignment, "roles")?
                .items()
                .map(NodeRef::text)
                .collect(),
            By::Dap(role) => role.under_dap.as_deref().into_iter().collect(),
        };
        Ok(ids
            .into_iter()
            .filter_map(|id| catalogs.entra_role(id))
            .collect())
    }
}

/// Whether delegated administration is in force on a date: GDAP that is active, DAP that was not removed.
pub(super) fn live(grant: &Entry, as_of: Date) -> Known {
    let spec = promise::spec(fit(grant)?)?;
    if removed(spec, as_of) {
        return Ok(false);
    }
    match spec.str("mechanism") {
        Some("dap") => Ok(true),
        Some("gdap") => relationship_live(field(spec, "relationship")?, as_of),
        _ => Ok(false),
    }
}

fn relationship_live(relationship: NodeRef<'_>, as_of: Date) -> Known {
    let active = field(relationship, "status").map(|status| status.text() == "active");
    let running = field(relationship, "endDateTime")
        .and_then(day)
        .map(|end| as_of <= end);
    let pending = relationship.get("isPartnerConsentPending");
    let pending = pending.and_then(NodeRef::as_bool).unwrap_or(false);
    all([active, running, Ok(!pending)])
}

/// Whether access has ended for good: removed, ended by either side, or past its last day.
pub(super) fn over(grant: &Entry, as_of: Date) -> bool {
    let Some(spec) = grant.spec() else {
        return false;
    };
    let relationship = spec.get("relationship");
    let ending = relationship.and_then(|relationship| relationship.str("status"));
    let end = relationship.and_then(|relationship| relationship.get("endDateTime"));
    removed(spec, as_of)
        || ending.is_some_and(|status| ENDINGS.contains(&status))
        || end
            .and_then(|end| day(end).ok())
            .is_some_and(|end| end < as_of)
}

fn removed(spec: NodeRef<'_>, as_of: Date) -> bool {
    let ended = spec.get("endedOn").and_then(|ended| day(ended).ok());
    ended.is_some_and(|ended| ended <= as_of)
}

/// The grants of a kind that a customer's documents list and that are not over.
pub(super) fn grants<'a>(
    context: &Context<'a>,
    customer: &str,
    mechanism: &str,
) -> impl Iterator<Item = &'a Entry> {
    let all = context.joins.grants_of_customer(customer).iter().copied();
    let as_of = context.as_of;
    all.filter(move |grant| {
        let spec = grant.spec();
        spec.and_then(|spec| spec.str("mechanism")) == Some(mechanism) && !over(grant, as_of)
    })
}

/// Who is named by any grant that is not over.
#[derive(Debug, Default)]
pub(super) struct Holders {
    /// Groups: agent groups, and Partner Center's own.
    pub groups: HashSet<String>,
    /// Agents who are named themselves.
    pub agents: HashSet<String>,
}

/// All holders of the workspace, found once.
pub(super) fn holders<'c>(context: &'c Context<'_>) -> &'c Holders {
    context.holders.get_or_init(|| {
        let mut holders = Holders::default();
        let grants = context.workspace.of_kind("AccessGrant");
        for grant in grants.filter(|grant| !over(grant, context.as_of)) {
            let principal = grant.spec().and_then(|spec| spec.get("principal"));
            let named = |key: &str| principal.and_then(|principal| principal.str(key));
            let ways = ways_of(grant);
            let groups = ways.iter().map(|way| way.group).chain(named("group"));
            holders.groups.extend(groups.map(str::to_owned));
            holders.agents.extend(named("agent").map(str::to_owned));
        }
        holders
    })
}

/// Grants of Azure roles that may open requests, on anything of the customer's.
pub(super) fn azure_ticket_grants<'a>(
    context: &Context<'a>,
    customer: &str,
) -> Result<Vec<&'a Entry>, Missing> {
    let catalogs = catalogs()?;
    let helpful = |grant: &&Entry| {
        let roles = grant.spec().and_then(|spec| spec.get("roles"));
        let mut roles = roles.into_iter().flat_map(NodeRef::items);
        roles.any(|role| {
            let role = role.str("id").and_then(|id| catalogs.azure_role(id));
            role.is_some_and(|role| role.tickets)
        })
    };
    let grants = grants(context, customer, "azure_rbac");
    Ok(grants.filter(helpful).collect())
}

/// Whether a person is who an Azure role was given to, by themselves or in a group.
pub(super) fn holds(context: &Context<'_>, grant: &Entry, agent: &Entry) -> Known {
    let spec = promise::spec(fit(grant)?)?;
    let principal = field(spec, "principal")?;
    if let Some(person) = principal.str("agent") {
        return Ok(person == agent.id);
    }
    let group = field(principal, "group")?.text();
    let crew = context.people.crew(&context.joins, group);
    let crew = crew.ok_or_else(|| Missing::new(format!("AgentGroup/{group}")))?;
    match crew.untold() {
        _ if crew.has(agent) => Ok(true),
        Some(untold) => Err(Missing::new(format!("who is in `{untold}`"))),
        None => Ok(false),
    }
}

/// Whether a person has access to a customer's tenant by delegated administration today.
pub(super) fn enters<'a>(context: &Context<'a>, customer: &str, agent: &'a Entry) -> Known {
    let groups = groups_of(&context.joins, agent);
    let ways = ways(context, customer).into_iter();
    let own = ways.filter(|way| groups.contains(&way.group));
    any(own.map(|way| way.open(context.as_of)))
}

/// Whether a role in Partner Center lets a person act for customers.
pub(super) fn acts_for_customers(agent: &Entry) -> Known {
    let catalogs = catalogs()?;
    field(promise::spec(agent)?, "partnerCenterRoles")?;
    Ok(texts(agent, "partnerCenterRoles").any(|role| {
        let role = catalogs.partner_center_role(role);
        role.is_some_and(|role| role.acts_for_customers)
    }))
}
