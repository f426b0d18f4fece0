//! Facts about who does the work: groups without a mixture, people in the first line, readers of alerts
//! and of service health.
//!
//! It follows members and roles; who ought to be where stands in the rules.

use super::access::{self, Way};
use super::known::{Known, all, any, field};
use super::people::{groups_of, texts};
use super::promise::spec;
use super::{Context, Fact, FactType, Found, Subject};
use crate::judge::expr::{Answer, Missing};
use crate::model::Entry;
use std::collections::BTreeSet;

/// Partner Center roles that reach the page with customers' service health.
pub(in crate::judge::facts) const HEALTH_READERS: [&str; 4] = [
    "admin_agent",
    "global_admin",
    "helpdesk_agent",
    "sales_agent",
];

pub(super) const FACTS: &[Fact] = &[
    Fact {
        name: "first_line_groups",
        of: "Agent",
        ty: FactType::Texts,
        about: "the groups of the first line that the person is in",
        compute: |context, subject| Ok(first_line_groups(context, subject)),
    },
    Fact {
        name: "groups",
        of: "Agent",
        ty: FactType::Texts,
        about: "the groups that list the person as a member",
        compute: |context, subject| {
            let groups = context.joins.groups_of_agent(&subject.entry.id);
            Ok(Answer::texts(groups.iter().map(|group| group.id.clone())))
        },
    },
    Fact {
        name: "without_admin_agent",
        of: "AgentGroup",
        ty: FactType::Texts,
        about: "members of the group who are not Admin agents",
        compute: without_admin_agent,
    },
    Fact {
        name: "groups_with_access",
        of: "Customer",
        ty: FactType::Int,
        about: "how many groups are assigned to relationships with the customer that are not over",
        compute: |context, subject| Ok(groups_with_access(context, subject)),
    },
    Fact {
        name: "somebody_reads_health",
        of: "Customer",
        ty: FactType::Bool,
        about: "somebody with access today holds a role that sees the customer's service health, and the page in Partner Center",
        compute: |context, subject| somebody_reads_health(context, subject).map(Answer::yes),
    },
    Fact {
        name: "alerted_admin_agents",
        of: "PartnerProfile",
        ty: FactType::Texts,
        about: "the Admin agents who receive security alerts",
        compute: alerted_admin_agents,
    },
];

fn first_line_groups<'a>(context: &Context<'a>, subject: Subject<'a>) -> Answer<'a> {
    let groups = groups_of(&context.joins, subject.entry).into_iter();
    let first = groups.filter(|group| {
        let group = context.joins.group(group).and_then(Entry::spec);
        let tier = group.and_then(|spec| spec.get("tier"));
        tier.is_some_and(|tier| tier.text() == "1")
    });
    Answer::texts(first.map(str::to_owned))
}

fn is_admin_agent(agent: &Entry) -> Known {
    field(spec(agent)?, "partnerCenterRoles")?;
    Ok(texts(agent, "partnerCenterRoles").any(|role| role == "admin_agent"))
}

fn without_admin_agent<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let members = field(subject.node, "members")?;
    let mut others = Vec::new();
    for member in members.items() {
        if !is_admin_agent(context.get("Agent", member.text())?)? {
            others.push(member.text().to_owned());
        }
    }
    Ok(Answer::texts(others).at(Some(members)))
}

fn groups_with_access<'a>(context: &Context<'a>, subject: Subject<'a>) -> Answer<'a> {
    let ways = access::ways(context, &subject.entry.id).into_iter();
    let going = ways.filter(|way| !way.is_dap() && !access::over(way.grant, context.as_of));
    let groups: BTreeSet<&str> = going.map(|way| way.group).collect();
    let count = i64::try_from(groups.len()).unwrap_or(i64::MAX);
    Answer::number(count)
}

fn somebody_reads_health(context: &Context<'_>, subject: Subject<'_>) -> Known {
    let ways = access::ways(context, &subject.entry.id);
    any(ways.iter().map(|way| reads_health(context, way)))
}

fn reads_health(context: &Context<'_>, way: &Way<'_>) -> Known {
    let sees = || Ok(way.roles()?.iter().any(|role| role.health));
    let crew = || {
        let crew = context.people.crew(&context.joins, way.group);
        crew.ok_or_else(|| Missing::new(format!("AgentGroup/{}", way.group)))
    };
    let reaches = |agent: &Entry| {
        field(spec(agent)?, "partnerCenterRoles")?;
        Ok(texts(agent, "partnerCenterRoles").any(|role| HEALTH_READERS.contains(&role)))
    };
    let somebody = || {
        let crew = crew()?;
        let untold = crew.untold();
        let told = untold.map_or(Ok(false), |group| {
            Err(Missing::new(format!("who is in `{group}`")))
        });
        any(crew.people().map(reaches).chain([told]))
    };
    all([way.open(context.as_of), sees(), somebody()])
}

fn alerted_admin_agents<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let alerted = field(field(subject.node, "security")?, "alertSubscription")?;
    let mut admins = Vec::new();
    for agent in alerted.items() {
        if is_admin_agent(context.get("Agent", agent.text())?)? {
            admins.push(agent.text().to_owned());
        }
    }
    Ok(Answer::texts(admins).at(Some(alerted)))
}
