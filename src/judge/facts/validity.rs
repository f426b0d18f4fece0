//! Facts about how long an offering holds: its end, its review, decided changes, restrictions for a time.
//!
//! It counts days; how many are enough stands in the rules.

use super::duties::in_force;
use super::known::{any, day, days_between, field};
use super::promise::spec;
use super::{Context, Fact, FactType, Found, Subject};
use crate::hours::duration;
use crate::judge::expr::{Answer, Missing};
use crate::yaml::NodeRef;
use jiff::civil::Date;

pub(super) const FACTS: &[Fact] = &[
    Fact {
        name: "assigned",
        of: "SupportOffering",
        ty: FactType::Bool,
        about: "the offering is published and holds today, and a customer has it",
        compute: assigned,
    },
    Fact {
        name: "changes_newest_first",
        of: "SupportOffering",
        ty: FactType::Bool,
        about: "no entry of `changes` is older than the one below it",
        compute: changes_newest_first,
    },
    Fact {
        name: "days_until_end",
        of: "SupportOffering",
        ty: FactType::Int,
        about: "days from today to the last day of the offering; negative afterwards",
        compute: |context, subject| {
            days_until(context, field(spec(subject.entry)?, "effectiveTo")?)
        },
    },
    Fact {
        name: "days_until_review",
        of: "SupportOffering",
        ty: FactType::Int,
        about: "days from today to the day by which the next review is due; negative afterwards",
        compute: |context, subject| {
            days_until(context, field(spec(subject.entry)?, "nextReviewOn")?)
        },
    },
    Fact {
        name: "outlasts_offering",
        of: "SupportOffering",
        ty: FactType::Bool,
        about: "a customer has the offering today and is to have it for longer than it holds",
        compute: outlasts_offering,
    },
    Fact {
        name: "still_to_come",
        of: "SupportOffering.changes[]",
        ty: FactType::Bool,
        about: "the change lies after today, and after the first day of the offering",
        compute: still_to_come,
    },
    Fact {
        name: "over",
        of: "SupportOffering.interruptions[]",
        ty: FactType::Bool,
        about: "its last day was before today",
        compute: |context, subject| {
            let to = field(subject.node, "to")?;
            Ok(Answer::yes(day(to)? < context.as_of).at(Some(to)))
        },
    },
    Fact {
        name: "among_changes",
        of: "SupportOffering.scheduledChanges[]",
        ty: FactType::Bool,
        about: "`changes` names a change of the same day",
        compute: among_changes,
    },
    Fact {
        name: "announced_in_time",
        of: "SupportOffering.scheduledChanges[]",
        ty: FactType::Bool,
        about: "customers were told no later than `changeNotice` before the change",
        compute: |_, subject| {
            let told = field(subject.node, "announcedOn")?;
            Ok(Answer::yes(in_time(subject, day(told)?)?).at(Some(told)))
        },
    },
    Fact {
        name: "days_after_end",
        of: "SupportOffering.scheduledChanges[]",
        ty: FactType::Int,
        about: "days from the last day of the offering to the change; negative if it comes before",
        compute: |_, subject| {
            let (on, end) = (
                field(subject.node, "on")?,
                field(spec(subject.entry)?, "effectiveTo")?,
            );
            Ok(Answer::number(days_between(day(end)?, day(on)?)).at(Some(on)))
        },
    },
    Fact {
        name: "days_until",
        of: "SupportOffering.scheduledChanges[]",
        ty: FactType::Int,
        about: "days from today to the change; negative afterwards",
        compute: |context, subject| days_until(context, field(subject.node, "on")?),
    },
    Fact {
        name: "in_time_today",
        of: "SupportOffering.scheduledChanges[]",
        ty: FactType::Bool,
        about: "who tells customers today does so no later than `changeNotice` before the change",
        compute: |context, subject| Ok(Answer::yes(in_time(subject, context.as_of)?)),
    },
];

fn days_until<'a>(context: &Context<'a>, date: NodeRef<'a>) -> Found<'a> {
    let days = days_between(context.as_of, day(date)?);
    Ok(Answer::number(days).at(Some(date)))
}

fn assigned<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let assignments = context.joins.assignments_of_offering(&subject.entry.id);
    let held = assignments.iter().map(|entry| in_force(context, entry));
    any(held).map(Answer::yes)
}

fn outlasts_offering<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let end = field(spec(subject.entry)?, "effectiveTo")?;
    let last = day(end)?;
    let assignments = context.joins.assignments_of_offering(&subject.entry.id);
    let longer = assignments.iter().map(|entry| {
        let own = spec(entry)?.get("effectiveTo").map(day).transpose()?;
        Ok(own.is_none_or(|own| own > last) && in_force(context, entry)?)
    });
    Ok(Answer::yes(any(longer)?).at(Some(end)))
}

fn dates(list: Option<NodeRef<'_>>) -> impl Iterator<Item = (NodeRef<'_>, Date)> {
    let items = list.into_iter().flat_map(NodeRef::items);
    items.filter_map(|item| {
        let on = item.get("on")?;
        Some((on, day(on).ok()?))
    })
}

fn changes_newest_first<'a>(_: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let changes: Vec<_> = dates(spec(subject.entry)?.get("changes")).collect();
    let wrong = changes.windows(2).find(|pair| pair[0].1 < pair[1].1);
    Ok(Answer::yes(wrong.is_none()).at(wrong.map(|pair| pair[1].0)))
}

fn still_to_come<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let on = field(subject.node, "on")?;
    let from = spec(subject.entry)?
        .get("effectiveFrom")
        .map(day)
        .transpose()?;
    let latest = from.map_or(context.as_of, |from| from.max(context.as_of));
    Ok(Answer::yes(day(on)? > latest).at(Some(on)))
}

fn among_changes<'a>(_: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let on = field(subject.node, "on")?;
    let own = day(on)?;
    let named = dates(spec(subject.entry)?.get("changes")).any(|(_, other)| other == own);
    Ok(Answer::yes(named).at(Some(on)))
}

/// Whether telling customers on a day leaves them as long as the offering says.
fn in_time(subject: Subject<'_>, told: Date) -> Result<bool, Missing> {
    let on = day(field(subject.node, "on")?)?;
    let notice = field(spec(subject.entry)?, "changeNotice")?;
    let notice = duration::parse(notice.text());
    let end = notice.and_then(|notice| notice.end(told));
    let end = end.ok_or_else(|| Missing::new("a duration as `changeNotice`"))?;
    Ok(end <= on.at(0, 0, 0, 0))
}
