//! Facts about the roles of relationships: which role an id means, whether the declared tasks need it.
//!
//! Rights of roles come from the catalogues; no role is known here by name.

use super::known::{catalogs, field};
use super::promise;
use super::{Context, Fact, FactType, Found, Subject};
use crate::judge::expr::{Answer, Missing};
use crate::model::catalog::EntraRole;
use crate::yaml::NodeRef;
use std::collections::HashSet;

pub(super) const FACTS: &[Fact] = &[
    Fact {
        name: "role_ids",
        of: "AccessGrant.relationship",
        ty: FactType::Texts,
        about: "ids of the roles that the customer approved, as Microsoft writes them",
        compute: role_ids,
    },
    Fact {
        name: "in_partner_tenant",
        of: "AccessGrant.relationship.assignments[]",
        ty: FactType::Bool,
        about: "the group lives in the partner's tenant",
        compute: in_partner_tenant,
    },
    Fact {
        name: "unapproved_roles",
        of: "AccessGrant.relationship.assignments[]",
        ty: FactType::Texts,
        about: "roles of the group that the customer did not approve",
        compute: unapproved_roles,
    },
    Fact {
        name: "built_in",
        of: "AccessGrant.relationship.roles[]",
        ty: FactType::Bool,
        about: "the id is one of Microsoft's built-in roles",
        compute: built_in,
    },
    Fact {
        name: "needed",
        of: "AccessGrant.relationship.roles[]",
        ty: FactType::Bool,
        about: "the guidance names the role for one of the declared tasks",
        compute: needed,
    },
    Fact {
        name: "role_id",
        of: "AccessGrant.relationship.roles[]",
        ty: FactType::Text,
        about: "the role's id as Microsoft writes it, in small letters",
        compute: role_id,
    },
    Fact {
        name: "role_name",
        of: "AccessGrant.relationship.roles[]",
        ty: FactType::Text,
        about: "the role's current name; its id where it is not built in",
        compute: role_name,
    },
];

fn id_of(role: NodeRef<'_>) -> Result<String, Missing> {
    Ok(field(role, "id")?.text().to_lowercase())
}

fn found(role: NodeRef<'_>) -> Result<Option<&'static EntraRole>, Missing> {
    Ok(catalogs()?.entra_role(field(role, "id")?.text()))
}

/// The name of the role with an id, or the id.
pub(super) fn name_of(id: &str) -> Result<&str, Missing> {
    Ok(catalogs()?
        .entra_role(id)
        .map_or(id, |role| role.name.as_str()))
}

fn role_ids<'a>(_: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let roles = field(subject.node, "roles")?;
    let ids: Result<Vec<String>, Missing> = roles.items().map(id_of).collect();
    Ok(Answer::texts(ids?).at(Some(roles)))
}

fn in_partner_tenant<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let name = field(subject.node, "group")?;
    let group = context.get("AgentGroup", name.text())?;
    let home = field(promise::spec(group)?, "tenantId")?.text();
    let partner = field(promise::spec(context.partner(subject.entry)?)?, "tenantId")?.text();
    Ok(Answer::yes(home.eq_ignore_ascii_case(partner)).at(Some(name)))
}

fn unapproved_roles<'a>(_: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let relationship = field(promise::spec(subject.entry)?, "relationship")?;
    let approved = field(relationship, "roles")?;
    let approved: Result<HashSet<String>, Missing> = approved.items().map(id_of).collect();
    let approved = approved?;
    let held = field(subject.node, "roles")?;
    let unasked = held
        .items()
        .filter(|role| !approved.contains(&role.text().to_lowercase()));
    let surplus: Vec<NodeRef<'a>> = unasked.collect();
    let names: Result<Vec<&str>, Missing> = surplus.iter().map(|id| name_of(id.text())).collect();
    let names = names?.into_iter().map(str::to_owned);
    Ok(Answer::texts(names).at(surplus.first().copied().or(Some(held))))
}

fn built_in<'a>(_: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    Ok(Answer::yes(found(subject.node)?.is_some()).at(subject.node.get("id")))
}

fn needed<'a>(_: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let role = found(subject.node)?.ok_or_else(|| Missing::new("the role in the catalogue"))?;
    let catalogs = catalogs()?;
    let tasks = field(promise::spec(subject.entry)?, "tasks")?;
    let named = tasks
        .items()
        .filter_map(|task| catalogs.task(task.text()))
        .any(|task| {
            let mut names = task.least.iter().chain(&task.also);
            names.any(|name| *name == role.name)
        });
    Ok(Answer::yes(named).at(subject.node.get("id")))
}

fn role_id<'a>(_: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    Ok(Answer::text(id_of(subject.node)?).at(subject.node.get("id")))
}

fn role_name<'a>(_: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let id = field(subject.node, "id")?;
    Ok(Answer::text(name_of(id.text())?).at(Some(id)))
}
