//! What we hold in a customer's tenant and on its Azure resources, and by which way.
//!
//! It reads grants; what the roles are needed for is not known here.

use crate::judge::expr::Missing;
use crate::judge::facts::access_matrix::Until;
use crate::judge::facts::known::{Known, catalogs, day, field};
use crate::judge::facts::{Context, access, grant};
use crate::model::Entry;
use crate::model::catalog::{AzureRole, EntraRole, NewGdap};
use crate::yaml::NodeRef;
use jiff::civil::Date;

/// A role, of whatever sort.
#[derive(Debug, Clone, Copy)]
pub enum Role {
    /// A built-in role in the tenant.
    Entra(&'static EntraRole),
    /// A role on Azure resources.
    Azure(&'static AzureRole),
    /// An account or a delegation without a role that the catalogues know, by its mechanism.
    Other(&'static str),
}

/// Sorts of roles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RoleKind {
    /// In the tenant.
    Entra,
    /// On Azure resources.
    Azure,
    /// Neither.
    Other,
}

/// One way by which a role is held, or would be.
#[derive(Debug, Clone)]
pub struct Held<'a> {
    /// The role.
    pub role: Role,
    /// The grant.
    pub grant: &'a Entry,
    /// Who holds it: a group, a person, or whoever the grant says; empty where no group has it yet.
    pub holder: &'a str,
    /// Whether it gives access today, or what would have to be known to tell.
    pub open: Known,
    /// Whether it is DAP.
    pub dap: bool,
    /// Until when.
    pub until: Until,
    /// Where it is written.
    pub at: NodeRef<'a>,
}

/// Ways in that give no role of the catalogues, and what people call them.
const OTHERS: [(&str, &str); 3] = [
    ("azure_lighthouse", "Azure Lighthouse delegation"),
    ("b2b_guest", "guest account"),
    ("local_account", "account in the customer's tenant"),
];

impl Role {
    /// What the role is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Entra(role) => &role.name,
            Self::Azure(role) => &role.name,
            Self::Other(name) => name,
        }
    }

    /// Its sort.
    pub const fn kind(self) -> RoleKind {
        match self {
            Self::Entra(_) => RoleKind::Entra,
            Self::Azure(_) => RoleKind::Azure,
            Self::Other(_) => RoleKind::Other,
        }
    }

    /// Whether Microsoft calls it privileged.
    pub const fn is_privileged(self) -> bool {
        matches!(
            self,
            Self::Entra(EntraRole {
                privileged: true,
                ..
            })
        )
    }

    /// Whether it is the same role.
    pub(super) fn is(self, other: Self) -> bool {
        (self.kind(), self.name()) == (other.kind(), other.name())
    }
}

impl RoleKind {
    /// A short name that stays the same.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Entra => "entra",
            Self::Azure => "azure",
            Self::Other => "other",
        }
    }
}

/// All ways in that are not over: delegated administration, Azure roles, accounts.
pub(super) fn holdings<'a>(context: &Context<'a>, customer: &Entry) -> Vec<Held<'a>> {
    let mut found = Vec::new();
    for way in access::ways(context, &customer.id) {
        if !access::over(way.grant, context.as_of) {
            found.extend(by_way(context, way));
        }
    }
    let grants = context.joins.grants_of_customer(&customer.id).iter();
    for grant in grants.filter(|grant| !access::over(grant, context.as_of)) {
        found.extend(unassigned(grant));
        found.extend(by_principal(grant));
    }
    found
}

fn by_way<'a>(context: &Context<'a>, way: access::Way<'a>) -> Vec<Held<'a>> {
    let (Ok(roles), Some(at)) = (way.roles(), way.node()) else {
        return Vec::new();
    };
    let (open, until) = (way.open(context.as_of), by_relationship(way.grant));
    let held = |role| Held {
        role: Role::Entra(role),
        grant: way.grant,
        holder: way.group,
        open: open.clone(),
        dap: way.is_dap(),
        until,
        at,
    };
    roles.into_iter().map(held).collect()
}

/// Roles that the customer approved and that no group holds.
fn unassigned(grant: &Entry) -> Vec<Held<'_>> {
    let relationship = grant.spec().and_then(|spec| spec.get("relationship"));
    let (Some(relationship), Ok(catalogs)) = (relationship, catalogs()) else {
        return Vec::new();
    };
    let assignments = relationship.get("assignments");
    let assignments = assignments.into_iter().flat_map(NodeRef::items);
    let given: Vec<&str> = assignments
        .filter_map(|assignment| assignment.get("roles"))
        .flat_map(NodeRef::items)
        .map(NodeRef::text)
        .collect();
    let approved = relationship
        .get("roles")
        .into_iter()
        .flat_map(NodeRef::items);
    approved
        .filter_map(|at| {
            let id = at.str("id")?;
            if given.iter().any(|given| given.eq_ignore_ascii_case(id)) {
                return None;
            }
            Some(Held {
                role: Role::Entra(catalogs.entra_role(id)?),
                grant,
                holder: "",
                open: Ok(false),
                dap: false,
                until: by_relationship(grant),
                at,
            })
        })
        .collect()
}

/// Azure roles, guests and accounts, which name their holder.
fn by_principal(grant: &Entry) -> Vec<Held<'_>> {
    let Some(spec) = grant.spec() else {
        return Vec::new();
    };
    let mechanism = spec.get("mechanism");
    let (Some(mechanism), Ok(catalogs)) = (mechanism, catalogs()) else {
        return Vec::new();
    };
    let other = OTHERS.iter().find(|(key, _)| *key == mechanism.text());
    if other.is_none() && mechanism.text() != "azure_rbac" {
        return Vec::new();
    }
    let held = |role, at| Held {
        role,
        grant,
        holder: holder(spec),
        open: Ok(!grant.stopped),
        dap: false,
        until: Until::Open,
        at,
    };
    let roles = spec.get("roles").into_iter().flat_map(NodeRef::items);
    let known = roles.filter_map(|at| {
        let named = at.str("id").or_else(|| at.str("name"));
        let role = catalogs.azure_role(named?)?;
        Some(held(Role::Azure(role), at))
    });
    let mut found: Vec<_> = known.collect();
    if let Some((_, name)) = other.filter(|_| found.is_empty()) {
        found.push(held(Role::Other(name), mechanism));
    }
    found
}

fn holder(spec: NodeRef<'_>) -> &str {
    let Some(principal) = spec.get("principal") else {
        return "";
    };
    let named = ["group", "agent", "objectId", "kind"];
    let named = named.iter().find_map(|key| principal.str(key));
    named.unwrap_or_default()
}

/// Until when delegated administration holds. With Global Administrator nothing extends itself.
pub(in crate::judge::facts) fn by_relationship(grant: &Entry) -> Until {
    let relationship = grant.spec().and_then(|spec| spec.get("relationship"));
    let Some(relationship) = relationship else {
        return Until::Open;
    };
    match end(relationship) {
        Ok(end) if grant::extends(relationship) && !holds_avoided(relationship) => {
            Until::Extends(end)
        }
        Ok(end) => Until::Day(end),
        Err(_) => Until::Untold,
    }
}

fn end(relationship: NodeRef<'_>) -> Result<Date, Missing> {
    day(field(relationship, "endDateTime")?)
}

/// Whether a relationship holds a role that should be avoided, as Global Administrator.
pub(super) fn holds_avoided(relationship: NodeRef<'_>) -> bool {
    let roles = relationship.get("roles");
    let mut ids = roles.into_iter().flat_map(NodeRef::items);
    ids.any(|role| {
        let role = role
            .str("id")
            .and_then(|id| catalogs().ok()?.entra_role(id));
        role.is_some_and(|role| role.new_gdap == NewGdap::Avoid)
    })
}
