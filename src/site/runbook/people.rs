//! Who may do what: each person with the roles in Partner Center and in the customer's tenant, by which
//! group, until when.

use super::{Subject, day, grant_called, name};
use crate::error::Result;
use crate::judge::facts::desk::{AzureDoor, Door};
use crate::model::Entry;
use crate::model::catalog::Catalogs;
use crate::yaml::NodeRef;
use schemars::JsonSchema;
use serde::Serialize;

/// The section.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "RunbookPeople")]
pub(super) struct Section {
    /// The rows in their order.
    rows: Vec<Row>,
    /// Groups with access and nobody in them.
    empty: Vec<String>,
    /// Ways that give no access today, and why.
    closed: Vec<String>,
    /// Ways of other kinds.
    others: Vec<String>,
}

/// One person.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "RunbookPerson")]
struct Row {
    /// What it is called.
    name: String,
    /// How the person signs in.
    upn: String,
    /// Who employs the person.
    employer: Option<String>,
    /// Why the person does not count, if so.
    inactive: Option<String>,
    /// Roles in Partner Center.
    center: String,
    /// Languages, as a list in words.
    languages: Option<String>,
    /// What the person may do at the customer.
    access: Vec<Access>,
}

/// Roles by one way.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "RunbookAccess")]
struct Access {
    /// The roles, as a list in words.
    roles: String,
    /// The group that gives them.
    group: String,
    /// By which relationship or on which resource.
    by: String,
    /// Until when.
    until: String,
}

pub(super) fn section(subject: &Subject<'_>) -> Result<Section> {
    let staff = subject.desk.staff.iter();
    Ok(Section {
        rows: staff
            .map(|agent| row(subject, agent))
            .collect::<Result<_>>()?,
        empty: empty(subject),
        closed: closed(subject)?,
        others: others(subject)?,
    })
}

fn row(subject: &Subject<'_>, agent: &Entry) -> Result<Row> {
    let spec = agent.spec();
    let text = |key: &str| spec.and_then(|spec| spec.str(key)).map(str::to_owned);
    let status = text("status").filter(|status| status != "active");
    let tags = spec.and_then(|spec| spec.get("languages")).into_iter();
    let tags = tags.flat_map(NodeRef::items).map(NodeRef::text);
    Ok(Row {
        name: name(agent).to_owned(),
        upn: text("upn").unwrap_or_default(),
        employer: text("employer"),
        inactive: status
            .map(|status| subject.words.name("runbook.agent_status", &status))
            .transpose()?,
        center: center(subject, spec)?,
        languages: subject.words.languages(tags),
        access: access(subject, agent)?,
    })
}

/// Roles in Partner Center, by the names that Partner Center uses.
fn center(subject: &Subject<'_>, spec: Option<NodeRef<'_>>) -> Result<String> {
    let Some(roles) = spec.and_then(|spec| spec.get("partnerCenterRoles")) else {
        return subject.say("runbook.center_unknown", &[]);
    };
    let catalogs = Catalogs::embedded()?;
    let names: Vec<_> = roles
        .items()
        .map(|role| {
            let known = catalogs.partner_center_role(role.text());
            known.map_or(role.text(), |known| known.name.as_str())
        })
        .collect();
    if names.is_empty() {
        return subject.say("runbook.center_none", &[]);
    }
    Ok(subject.words.locale.list(&names))
}

fn access(subject: &Subject<'_>, agent: &Entry) -> Result<Vec<Access>> {
    let has = |people: &[&Entry]| people.iter().any(|own| own.id == agent.id);
    let doors = subject.desk.doors.iter();
    let open = doors.filter(|door| door.open == Ok(true) && has(&door.people));
    let azure = subject.desk.azure.iter().filter(|door| has(&door.people));
    let delegated = open.map(|door| by_door(subject, door));
    let all = delegated.chain(azure.map(|door| by_azure(subject, door)));
    let mut found: Vec<Access> = Vec::new();
    for one in all {
        let one = one?;
        match found.iter_mut().find(|known| known.is_like(&one)) {
            Some(known) => {
                let both = [known.by.clone(), one.by];
                known.by = subject.words.locale.joined("comma", &both)?;
            }
            None => found.push(one),
        }
    }
    Ok(found)
}

impl Access {
    /// Whether it is the same by another way: two subscriptions, two relationships.
    fn is_like(&self, other: &Self) -> bool {
        (&self.roles, &self.group, &self.until) == (&other.roles, &other.group, &other.until)
    }
}

fn by_door<'a>(subject: &Subject<'a>, door: &Door<'a>) -> Result<Access> {
    let roles: Vec<_> = door.roles.iter().map(|role| role.name.as_str()).collect();
    let end = end(door.grant).map(|end| subject.words.locale.date(end));
    Ok(Access {
        roles: if roles.is_empty() {
            subject.say("runbook.no_roles", &[])?
        } else {
            subject.words.locale.joined("comma", &roles)?
        },
        group: subject.called("AgentGroup", door.group).to_owned(),
        by: if door.is_dap {
            subject.say("runbook.by_dap", &[])?
        } else {
            grant_called(door.grant).to_owned()
        },
        until: until(subject, end, door.is_dap)?,
    })
}

fn until(subject: &Subject<'_>, end: Option<String>, is_dap: bool) -> Result<String> {
    match end {
        Some(end) => subject.say("runbook.until", &[("date", &end)]),
        None if is_dap => subject.say("runbook.until_removed", &[]),
        None => subject.say("runbook.until_unknown", &[]),
    }
}

/// The last day of a relationship.
fn end(grant: &Entry) -> Option<jiff::civil::Date> {
    let end = grant.spec()?.path(&["relationship", "endDateTime"])?;
    day(end.text())
}

fn by_azure<'a>(subject: &Subject<'a>, door: &AzureDoor<'a>) -> Result<Access> {
    let spec = door.grant.spec();
    let scope = spec.and_then(|spec| spec.str("scope")).unwrap_or_default();
    let names: Vec<_> = door.roles.iter().map(|role| role.name.as_str()).collect();
    let roles = if names.is_empty() {
        subject.say("runbook.no_roles", &[])?
    } else {
        subject.words.locale.joined("comma", &names)?
    };
    Ok(Access {
        roles: subject.say("runbook.azure_roles", &[("roles", &roles)])?,
        group: subject.called("AgentGroup", door.holder).to_owned(),
        by: subscription(subject, scope),
        until: subject.say("runbook.until_removed", &[])?,
    })
}

/// The name of the subscription that a scope is, else the scope.
fn subscription(subject: &Subject<'_>, scope: &str) -> String {
    let all = subject
        .spec()
        .and_then(|spec| spec.get("azureSubscriptions"));
    let mut all = all.into_iter().flat_map(NodeRef::items);
    let own = all.find(|own| {
        let id = own.str("id").unwrap_or_default().to_lowercase();
        scope.trim_end_matches('/').to_lowercase() == format!("/subscriptions/{id}")
    });
    own.and_then(|own| own.str("name"))
        .unwrap_or(scope)
        .to_owned()
}

fn empty(subject: &Subject<'_>) -> Vec<String> {
    let doors = subject.desk.doors.iter();
    let groups =
        doors.filter(|door| door.open == Ok(true) && door.people.is_empty() && !door.is_dap);
    let mut names: Vec<_> = groups
        .map(|door| subject.called("AgentGroup", door.group).to_owned())
        .collect();
    names.dedup();
    names
}

fn closed(subject: &Subject<'_>) -> Result<Vec<String>> {
    let mut told = Vec::new();
    for door in subject
        .desk
        .doors
        .iter()
        .filter(|door| door.open != Ok(true))
    {
        let sentence = why_closed(subject, door)?;
        if !told.contains(&sentence) {
            told.push(sentence);
        }
    }
    Ok(told)
}

fn why_closed<'a>(subject: &Subject<'a>, door: &Door<'a>) -> Result<String> {
    let grant = grant_called(door.grant);
    let spec = door.grant.spec();
    let removed = spec.and_then(|spec| day(spec.str("endedOn")?));
    let removed = removed.filter(|on| *on <= subject.asked.as_of);
    let over = end(door.grant).filter(|end| *end < subject.asked.as_of);
    let locale = subject.words.locale;
    if let Some(on) = removed {
        return subject.say(
            "runbook.closed.removed",
            &[("grant", grant), ("date", &locale.date(on))],
        );
    }
    if let Some(on) = over {
        return subject.say(
            "runbook.closed.over",
            &[("grant", grant), ("date", &locale.date(on))],
        );
    }
    let status = spec.and_then(|spec| spec.path(&["relationship", "status"]));
    if let Some(status) = status.filter(|status| status.text() != "active") {
        let status = status.text();
        return subject.say(
            "runbook.closed.status",
            &[("grant", grant), ("status", status)],
        );
    }
    let group = subject.called("AgentGroup", door.group);
    let values = [("grant", grant), ("group", group)];
    match &door.open {
        Err(missing) => {
            let values = [("grant", grant), ("what", missing.what.as_str())];
            subject.say("runbook.closed.unknown", &values)
        }
        Ok(_) => subject.say("runbook.closed.assignment", &values),
    }
}

fn others(subject: &Subject<'_>) -> Result<Vec<String>> {
    let grants = subject.desk.others.iter();
    grants
        .map(|grant| {
            let kind = grant.spec().and_then(|spec| spec.str("mechanism"));
            let kind = subject
                .words
                .name("runbook.mechanism", kind.unwrap_or_default())?;
            subject.words.locale.with_aside(&kind, &grant.id)
        })
        .collect()
}
