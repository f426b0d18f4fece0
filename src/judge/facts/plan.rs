//! Facts about the support that a partner buys from Microsoft.
//!
//! It reads contract periods; which plan is good for what stands in the rules.

use super::known::{Known, all, day, field};
use super::promise::spec;
use super::{Context, Fact, FactType, Found, Subject};
use crate::judge::expr::{Answer, Missing};
use crate::yaml::NodeRef;
use jiff::civil::Date;

/// The plans that are bought, as opposed to benefits that come with a designation.
const BOUGHT: [&str; 3] = ["asfp", "psfp", "ufp"];

pub(super) const FACTS: &[Fact] = &[
    Fact {
        name: "first_day_without_plan",
        of: "PartnerProfile",
        ty: FactType::Text,
        about: "the first day from today on which no bought plan is in force though one follows later; empty when there is none",
        compute: first_day_without_plan,
    },
    Fact {
        name: "plans_today",
        of: "PartnerProfile",
        ty: FactType::Texts,
        about: "the types of the support plans and benefits that are in force today",
        compute: plans_today,
    },
    Fact {
        name: "today",
        of: "PartnerProfile",
        ty: FactType::Text,
        about: "the date that counts as today",
        compute: |context, _| Ok(Answer::text(context.as_of.to_string())),
    },
    Fact {
        name: "not_over",
        of: "PartnerProfile.microsoftSupport.plans[]",
        ty: FactType::Bool,
        about: "the plan has not ended before today",
        compute: not_over,
    },
    Fact {
        name: "plans_today",
        of: "SupportOffering",
        ty: FactType::Texts,
        about: "the types of the partner's support plans and benefits that are in force today",
        compute: plans_today,
    },
];

fn plans<'a>(context: &Context<'a>, subject: Subject<'a>) -> Result<NodeRef<'a>, Missing> {
    let partner = spec(context.partner(subject.entry)?)?;
    field(field(partner, "microsoftSupport")?, "plans")
}

fn plans_today<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let plans = plans(context, subject)?;
    let mut types = Vec::new();
    for plan in plans.items() {
        if in_force(plan, context.as_of)? {
            types.push(field(plan, "type")?.text().to_owned());
        }
    }
    Ok(Answer::texts(types).at(Some(plans)))
}

fn not_over<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let last = subject.node.get("validTo");
    let over = last
        .map(day)
        .transpose()?
        .is_some_and(|last| last < context.as_of);
    Ok(Answer::yes(!over).at(last))
}

/// Walks from plan to plan, beginning today, each time to the one that lasts longest.
fn first_day_without_plan<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let plans = plans(context, subject)?;
    let bought = |plan: &NodeRef<'_>| plan.str("type").is_some_and(|plan| BOUGHT.contains(&plan));
    let bought: Vec<_> = plans.items().filter(bought).collect();
    let (mut next, mut last) = (context.as_of, None);
    while let Some((plan, end)) = longest(&bought, next)? {
        let Some(end) = end else {
            return Ok(Answer::text(""));
        };
        last = plan.get("validTo");
        next = end.saturating_add(jiff::Span::new().days(1));
    }
    let later = bought.iter().filter_map(|plan| plan.get("validFrom"));
    let mut resumes = false;
    for first in later {
        resumes |= day(first)? > next;
    }
    let gap = if resumes {
        next.to_string()
    } else {
        String::new()
    };
    Ok(Answer::text(gap).at(last.or(Some(plans))))
}

/// The plan in force on a day that lasts longest, with its last day; one without end lasts for ever.
fn longest<'a>(
    plans: &[NodeRef<'a>],
    on: Date,
) -> Result<Option<(NodeRef<'a>, Option<Date>)>, Missing> {
    let mut found: Option<(NodeRef<'a>, Option<Date>)> = None;
    for plan in plans {
        if !in_force(*plan, on)? {
            continue;
        }
        let end = plan.get("validTo").map(day).transpose()?;
        let lasts_longer = |known: Option<Date>| match (end, known) {
            (_, None) => false,
            (None, Some(_)) => true,
            (Some(end), Some(known)) => end > known,
        };
        if found.is_none_or(|(_, known)| lasts_longer(known)) {
            found = Some((*plan, end));
        }
    }
    Ok(found)
}

/// Whether a period with `validFrom` and `validTo`, both inclusive and both optional, holds on a day.
pub(super) fn in_force(period: NodeRef<'_>, on: Date) -> Known {
    let bound = |name: &str| period.get(name).map(day).transpose();
    let begun = bound("validFrom").map(|first| first.is_none_or(|first| first <= on));
    let going = bound("validTo").map(|last| last.is_none_or(|last| on <= last));
    all([begun, going])
}
