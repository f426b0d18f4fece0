//! Facts about how strong the roles of a relationship are, and how the groups that hold them are guarded.
//!
//! It looks roles up in the catalogues; how much is too much stands in the rules.

use super::known::{Known, catalogs, field};
use super::promise::spec;
use super::{Context, Fact, FactType, Found, Subject};
use crate::judge::expr::{Answer, Missing};
use crate::model::Entry;
use crate::model::catalog::{Catalogs, EntraRole, RoleSet};
use crate::yaml::NodeRef;

/// The set of roles published for technicians of the first line.
const FIRST_LINE_SET: &str = "tier_1_technician";

pub(super) const FACTS: &[Fact] = &[
    Fact {
        name: "approver",
        of: "AccessGrant.relationship",
        ty: FactType::Text,
        about: "the current name of the role of the person who approved, as written where it is not built in",
        compute: approver,
    },
    Fact {
        name: "is_default_set",
        of: "AccessGrant.relationship",
        ty: FactType::Bool,
        about: "the relationship holds all roles that new customers of such a partner get by default",
        compute: is_default_set,
    },
    Fact {
        name: "privileged_roles",
        of: "AccessGrant.relationship",
        ty: FactType::Texts,
        about: "names of the roles of the relationship that Microsoft calls privileged",
        compute: |_, subject| named(field(subject.node, "roles")?, |role| role.privileged),
    },
    Fact {
        name: "routine_roles",
        of: "AccessGrant.relationship",
        ty: FactType::Texts,
        about: "names of the roles of the relationship that are not called privileged",
        compute: |_, subject| named(field(subject.node, "roles")?, |role| !role.privileged),
    },
    Fact {
        name: "activation_guarded",
        of: "AccessGrant.relationship.assignments[]",
        ty: FactType::Bool,
        about: "just-in-time settings of the group or the grant ask for approval and limit the time",
        compute: |context, subject| {
            pim(context, subject.entry, subject.node, guarded).map(Answer::yes)
        },
    },
    Fact {
        name: "beyond_first_line",
        of: "AccessGrant.relationship.assignments[]",
        ty: FactType::Texts,
        about: "names of the group's roles that the published set for the first line does not hold",
        compute: beyond_first_line,
    },
    Fact {
        name: "group_tier",
        of: "AccessGrant.relationship.assignments[]",
        ty: FactType::Int,
        about: "the level of support that the group gives",
        compute: group_tier,
    },
    Fact {
        name: "has_people",
        of: "AccessGrant.relationship.assignments[]",
        ty: FactType::Bool,
        about: "the group has members",
        compute: has_people,
    },
    Fact {
        name: "just_in_time",
        of: "AccessGrant.relationship.assignments[]",
        ty: FactType::Bool,
        about: "the group or the grant must be activated before use",
        compute: |context, subject| {
            just_in_time(context, subject.entry, subject.node).map(Answer::yes)
        },
    },
    Fact {
        name: "privileged_roles",
        of: "AccessGrant.relationship.assignments[]",
        ty: FactType::Texts,
        about: "names of the group's roles that Microsoft calls privileged",
        compute: |_, subject| named(field(subject.node, "roles")?, |role| role.privileged),
    },
    Fact {
        name: "role_names",
        of: "AccessGrant.relationship.assignments[]",
        ty: FactType::Texts,
        about: "names of the group's roles",
        compute: |_, subject| named(field(subject.node, "roles")?, |_| true),
    },
    Fact {
        name: "privileged",
        of: "AccessGrant.relationship.roles[]",
        ty: FactType::Bool,
        about: "Microsoft calls the role privileged",
        compute: privileged,
    },
    Fact {
        name: "renamed",
        of: "AccessGrant.relationship.roles[]",
        ty: FactType::Text,
        about: "the current name of the role where it is written under an earlier or misspelt one; else empty",
        compute: renamed,
    },
];

/// The id of a role, which stands alone in assignments and beside a name in relationships.
fn id(role: NodeRef<'_>) -> &str {
    role.str("id").unwrap_or_else(|| role.text())
}

/// The names of those of some roles that are as wanted; roles that are not built in have no known right.
fn named(roles: NodeRef<'_>, wanted: fn(&EntraRole) -> bool) -> Found<'_> {
    let catalogs = catalogs()?;
    let known = roles
        .items()
        .filter_map(|role| Some((role, catalogs.entra_role(id(role))?)));
    let found: Vec<_> = known.filter(|(_, role)| wanted(role)).collect();
    let names = found.iter().map(|(_, role)| role.name.clone());
    let at = found.first().map_or(roles, |(role, _)| *role);
    Ok(Answer::texts(names).at(Some(at)))
}

fn approver<'a>(_: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let role = field(field(subject.node, "approvedBy")?, "role")?;
    let known = catalogs()?.entra_role(role.text());
    let name = known.map_or(role.text(), |role| role.name.as_str());
    Ok(Answer::text(name).at(Some(role)))
}

fn is_default_set<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let is_default = is_default(context, subject.entry, subject.node)?;
    Ok(Answer::yes(is_default).at(subject.node.get("roles")))
}

/// Whether a relationship holds all roles that new customers of such a partner get by default.
pub(super) fn is_default(context: &Context<'_>, grant: &Entry, relationship: NodeRef<'_>) -> Known {
    let partner = spec(context.partner(grant)?)?;
    let kind = field(field(partner, "cspAuthorization")?, "partnerType")?;
    let roles = field(relationship, "roles")?;
    let set = catalogs()?.default_set(kind.text());
    Ok(set.is_some_and(|set| holds(roles, set)))
}

fn holds(roles: NodeRef<'_>, set: &RoleSet) -> bool {
    set.roles.iter().all(|wanted| {
        let mut held = roles.items();
        held.any(|role| id(role).eq_ignore_ascii_case(wanted))
    })
}

/// Whether just-in-time settings of the group or of the grant are as wanted.
fn pim(
    context: &Context<'_>,
    grant: &Entry,
    assignment: NodeRef<'_>,
    wanted: fn(NodeRef<'_>) -> bool,
) -> Known {
    let told = |owner: NodeRef<'_>| owner.get("pim").map(wanted);
    if told(spec(grant)?) == Some(true) {
        return Ok(true);
    }
    let group = field(assignment, "group")?.text();
    Ok(told(spec(context.get("AgentGroup", group)?)?) == Some(true))
}

/// Whether a group with an assignment, or the grant, must be activated before use.
pub(super) fn just_in_time(context: &Context<'_>, grant: &Entry, assignment: NodeRef<'_>) -> Known {
    pim(context, grant, assignment, enabled)
}

fn enabled(pim: NodeRef<'_>) -> bool {
    pim.get("enabled").and_then(NodeRef::as_bool) == Some(true)
}

fn guarded(pim: NodeRef<'_>) -> bool {
    let approval = pim.get("approval").and_then(NodeRef::as_bool);
    enabled(pim) && approval == Some(true) && pim.get("maxActivation").is_some()
}

fn group<'a>(context: &Context<'a>, subject: Subject<'a>) -> Result<NodeRef<'a>, Missing> {
    let group = field(subject.node, "group")?.text();
    spec(context.get("AgentGroup", group)?)
}

fn group_tier<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let tier = field(group(context, subject)?, "tier")?;
    let number = tier.text().parse().unwrap_or_default();
    Ok(Answer::number(number))
}

fn has_people<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let members = field(group(context, subject)?, "members")?;
    Ok(Answer::yes(members.items().next().is_some()))
}

fn first_line(catalogs: &Catalogs) -> Result<&RoleSet, Missing> {
    let mut sets = catalogs.role_sets().iter();
    sets.find(|set| set.id == FIRST_LINE_SET)
        .ok_or_else(|| Missing::new("the published set for the first line"))
}

fn beyond_first_line<'a>(_: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let catalogs = catalogs()?;
    let set = first_line(catalogs)?;
    let roles = field(subject.node, "roles")?;
    let inside = |role: &EntraRole| set.roles.iter().any(|id| id.eq_ignore_ascii_case(&role.id));
    let known = roles
        .items()
        .filter_map(|role| Some((role, catalogs.entra_role(id(role))?)));
    let found: Vec<_> = known.filter(|(_, role)| !inside(role)).collect();
    let at = found.first().map_or(roles, |(role, _)| *role);
    let names = found.iter().map(|(_, role)| role.name.clone());
    Ok(Answer::texts(names).at(Some(at)))
}

fn privileged<'a>(_: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let id = field(subject.node, "id")?;
    let role = catalogs()?.entra_role(id.text());
    let role = role.ok_or_else(|| Missing::new("the role in the catalogue"))?;
    Ok(Answer::yes(role.privileged).at(Some(id)))
}

fn renamed<'a>(_: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let name = field(subject.node, "name")?;
    let alias = catalogs()?.alias(name.text());
    let current = alias.map_or("", |alias| alias.role.as_str());
    Ok(Answer::text(current).at(Some(name)))
}
