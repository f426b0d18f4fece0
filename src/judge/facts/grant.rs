//! Facts about grants: how long relationships last, what they are called, whether they are over.
//!
//! It looks at a grant's own fields and its partner's other names; roles have a place of their own.

use super::access;
use super::known::{catalogs, day, days_between, field};
use super::promise;
use super::{Context, Fact, FactType, Found, Subject};
use crate::hours::duration::{self, Period};
use crate::judge::expr::{Answer, Missing};
use crate::yaml::NodeRef;
use jiff::civil::Date;

pub(super) const FACTS: &[Fact] = &[
    Fact {
        name: "over",
        of: "AccessGrant",
        ty: FactType::Bool,
        about: "the access was removed, ended, or is past its last day",
        compute: |context, subject| Ok(Answer::yes(access::over(subject.entry, context.as_of))),
    },
    Fact {
        name: "at_least_one_day",
        of: "AccessGrant.relationship",
        ty: FactType::Bool,
        about: "the relationship lasts a day or more",
        compute: at_least_one_day,
    },
    Fact {
        name: "at_most_two_years",
        of: "AccessGrant.relationship",
        ty: FactType::Bool,
        about: "the relationship lasts two calendar years or less, a leap day included",
        compute: at_most_two_years,
    },
    Fact {
        name: "auto_extend_days",
        of: "AccessGrant.relationship",
        ty: FactType::Int,
        about: "days by which the relationship extends itself, 0 where it does not, -1 where it is no number of days",
        compute: auto_extend_days,
    },
    Fact {
        name: "days",
        of: "AccessGrant.relationship",
        ty: FactType::Int,
        about: "length of the relationship in days, counted from its start where months differ",
        compute: days,
    },
    Fact {
        name: "days_left",
        of: "AccessGrant.relationship",
        ty: FactType::Int,
        about: "days until the relationship ends, 0 on its last day, negative afterwards",
        compute: days_left,
    },
    Fact {
        name: "days_since_request",
        of: "AccessGrant.relationship",
        ty: FactType::Int,
        about: "days since the relationship was requested",
        compute: days_since_request,
    },
    Fact {
        name: "name_owner",
        of: "AccessGrant.relationship",
        ty: FactType::Text,
        about: "id of the first grant of the same partner whose relationship has this name",
        compute: name_owner,
    },
    Fact {
        name: "requester_may_ask",
        of: "AccessGrant.relationship.request",
        ty: FactType::Bool,
        about: "the person who made the request has a Partner Center role that may make it",
        compute: requester_may_ask,
    },
];

fn period<'a>(relationship: NodeRef<'a>, name: &str) -> Result<(Period, NodeRef<'a>), Missing> {
    let node = field(relationship, name)?;
    let period = duration::parse(node.text());
    let period = period.ok_or_else(|| Missing::new(format!("a duration in `{name}`")))?;
    Ok((period, node))
}

fn known_period(text: &str) -> Result<Period, Missing> {
    duration::parse(text).ok_or_else(|| Missing::new(format!("the duration `{text}`")))
}

/// When a relationship began, or was requested if it is not active yet.
fn start(relationship: NodeRef<'_>) -> Result<Date, Missing> {
    let activated = relationship.get("activatedDateTime");
    activated.map_or_else(|| field(relationship, "createdDateTime").and_then(day), day)
}

fn at_least_one_day<'a>(_: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let (length, node) = period(subject.node, "duration")?;
    let day = known_period("P1D")?;
    Ok(Answer::yes(length >= day).at(Some(node)))
}

/// Two years have 730 or 731 days, so the start is asked for only where that makes the difference.
fn at_most_two_years<'a>(_: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let (length, node) = period(subject.node, "duration")?;
    let limit = known_period("P2Y")?;
    let fits = if length <= limit || length.max_days() <= limit.min_days() {
        true
    } else if length > limit {
        false
    } else {
        length.compare_from(start(subject.node)?, &limit).is_le()
    };
    Ok(Answer::yes(fits).at(Some(node)))
}

fn days<'a>(_: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let (length, node) = period(subject.node, "duration")?;
    let count = if length.min_days() == length.max_days() {
        length.max_days()
    } else {
        let start = start(subject.node)?;
        let end = length
            .end(start)
            .ok_or_else(|| Missing::new("an end before the year 10000"))?;
        days_between(start, end.date())
    };
    Ok(Answer::number(count).at(Some(node)))
}

fn auto_extend_days<'a>(_: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    if subject.node.get("autoExtendDuration").is_none() {
        return Ok(Answer::number(0));
    }
    let (length, node) = period(subject.node, "autoExtendDuration")?;
    let days = length.minutes().map_or(0, |minutes| minutes / (24 * 60));
    let even = length == known_period(&format!("P{days}D"))?;
    Ok(Answer::number(if even { i64::from(days) } else { -1 }).at(Some(node)))
}

/// Whether a relationship is said to extend itself.
pub(super) fn extends(relationship: NodeRef<'_>) -> bool {
    let period = relationship
        .get("autoExtendDuration")
        .and_then(|node| duration::parse(node.text()));
    period.is_some_and(|period| !period.is_zero())
}

fn days_left<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let end = field(subject.node, "endDateTime")?;
    Ok(Answer::number(days_between(context.as_of, day(end)?)).at(Some(end)))
}

fn days_since_request<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let asked = field(subject.node, "createdDateTime")?;
    Ok(Answer::number(days_between(day(asked)?, context.as_of)).at(Some(asked)))
}

fn name_owner<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let name = field(subject.node, "displayName")?;
    let partner = context.workspace.partner_of(subject.entry);
    let partner = partner.map_or("", |partner| partner.id.as_str());
    let owner = context.joins.relationship_named(partner, name.text());
    let owner = owner.unwrap_or(subject.entry);
    Ok(Answer::text(owner.id.as_str()).at(Some(name)))
}

fn requester_may_ask<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let by = field(subject.node, "requestedBy")?;
    let agent = context.get("Agent", by.text())?;
    let catalogs = catalogs()?;
    let roles = field(promise::spec(agent)?, "partnerCenterRoles")?;
    let may = roles.items().any(|role| {
        let role = catalogs.partner_center_role(role.text());
        role.is_some_and(|role| role.requests_access)
    });
    Ok(Answer::yes(may).at(Some(by)))
}
