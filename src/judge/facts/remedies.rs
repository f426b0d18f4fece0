//! Facts about remedies: which promises they are for, and whether their amounts agree.
//!
//! It compares what an offering says; whether a remedy is generous is nobody's question here.

use super::known::field;
use super::promise::spec;
use super::{Context, Fact, FactType, Found, Subject};
use crate::judge::expr::Answer;
use crate::model::lens::Lens;
use crate::model::offering::{Offering, Remedy, Target};
use crate::model::price::decimal;
use crate::yaml::NodeRef;
use rust_decimal::Decimal;

const REMEDY: &str = "SupportOffering.remedies[]";

pub(super) const FACTS: &[Fact] = &[
    Fact {
        name: "cap_fault",
        of: REMEDY,
        ty: FactType::Text,
        about: "a cap below what one miss gives, in words; empty when there is none",
        compute: |_, subject| Ok(cap_fault(subject.node)),
    },
    Fact {
        name: "guarantees",
        of: REMEDY,
        ty: FactType::Int,
        about: "how many targets of the offering are guarantees",
        compute: guarantees,
    },
    Fact {
        name: "in_money",
        of: REMEDY,
        ty: FactType::Bool,
        about: "the remedy, one of its steps or its cap is an amount of money",
        compute: |_, subject| Ok(says_any(subject.node, &["amount", "cap"])),
    },
    Fact {
        name: "in_percent",
        of: REMEDY,
        ty: FactType::Bool,
        about: "the remedy, one of its steps or its cap is a percentage of a fee",
        compute: |_, subject| Ok(says_any(subject.node, &["percent", "capPercent"])),
    },
    Fact {
        name: "not_guaranteed",
        of: REMEDY,
        ty: FactType::Texts,
        about: "the targets of this remedy that are no guarantees",
        compute: not_guaranteed,
    },
    Fact {
        name: "step_fault",
        of: REMEDY,
        ty: FactType::Text,
        about: "what is wrong with the order of the steps, in words; empty when nothing is",
        compute: |_, subject| Ok(step_fault(subject.node)),
    },
    Fact {
        name: "too_much",
        of: REMEDY,
        ty: FactType::Texts,
        about: "the percentages above 100",
        compute: |_, subject| Ok(too_much(subject.node)),
    },
];

/// Whether a remedy or one of its steps has one of these fields.
fn says_any<'a>(remedy: NodeRef<'a>, keys: &[&str]) -> Answer<'a> {
    let steps = remedy.get("steps").into_iter().flat_map(NodeRef::items);
    let mut all = std::iter::once(remedy).chain(steps);
    let found = all.find_map(|node| keys.iter().find_map(|key| node.get(key)));
    Answer::yes(found.is_some()).at(found)
}

fn is_guarantee(target: Target<'_>) -> bool {
    target.kind() == Some("guarantee")
}

fn guarantees<'a>(_: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let targets = Offering(spec(subject.entry)?).targets();
    let count = targets.filter(|target| is_guarantee(*target)).count();
    Ok(Answer::number(i64::try_from(count).unwrap_or(i64::MAX)))
}

fn not_guaranteed<'a>(_: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let offering = Offering(spec(subject.entry)?);
    let named = field(subject.node, "targets")?;
    let soft = |name: &NodeRef<'a>| {
        let mut targets = offering.targets();
        let target = targets.find(|target| target.id() == Some(name.text()));
        target.is_some_and(|target| !is_guarantee(target))
    };
    let soft: Vec<_> = named.items().filter(soft).collect();
    let first = soft.first().copied();
    Ok(Answer::texts(soft.iter().map(|name| format!("`{}`", name.text()))).at(first))
}

fn cap_fault(remedy: NodeRef<'_>) -> Answer<'_> {
    for (single, cap, sign) in [("amount", "cap", ""), ("percent", "capPercent", " percent")] {
        let Some(limit) = remedy.get(cap) else {
            continue;
        };
        let Some(most) = decimal(limit.text()) else {
            continue;
        };
        let steps = remedy.get("steps").into_iter().flat_map(NodeRef::items);
        let singles = remedy.get(single).into_iter();
        let mut all = singles.chain(steps.filter_map(|step| step.get(single)));
        let larger = all.find(|one| decimal(one.text()).is_some_and(|one| one > most));
        if let Some(larger) = larger {
            let fault = format!(
                "one credit of {}{sign} is more than the {}{sign} to which it is capped",
                larger.text(),
                limit.text()
            );
            return Answer::text(fault).at(Some(limit));
        }
    }
    Answer::text("")
}

fn step_fault(remedy: NodeRef<'_>) -> Answer<'_> {
    let mut before: Option<NodeRef<'_>> = None;
    for step in Remedy(remedy).steps().map(Lens::node) {
        let rungs = ["misses", "below"].map(|key| step.get(key));
        let fault = match (rungs, before) {
            ([None, None], _) => {
                Some("a step says neither from how many misses nor below which share it holds")
            }
            ([Some(_), Some(_)], _) => Some("a step counts both misses and a share"),
            (_, Some(before)) => out_of_order(before, step),
            _ => None,
        };
        if let Some(fault) = fault {
            let at = rungs.into_iter().flatten().next().or(Some(step));
            return Answer::text(fault).at(at);
        }
        before = Some(step);
    }
    Answer::text("")
}

/// What is wrong with a step after another.
fn out_of_order(before: NodeRef<'_>, step: NodeRef<'_>) -> Option<&'static str> {
    let number = |node: NodeRef<'_>, key: &str| decimal(node.get(key)?.text());
    let pair = |key: &str| Some((number(before, key)?, number(step, key)?));
    let rises = |(before, step): (Decimal, Decimal)| before < step;
    let rung = match (pair("misses"), pair("below")) {
        (Some(misses), _) => rises(misses),
        (_, Some((before, step))) => rises((step, before)),
        (None, None) => return Some("some steps count misses and others a share"),
    };
    let credit = ["percent", "amount"].iter().find_map(|key| pair(key));
    match (rung, credit) {
        (false, _) => Some("the steps are not in their order, smallest first"),
        (true, Some(credit)) if !rises(credit) => {
            Some("a step for more misses gives no more than the one before")
        }
        _ => None,
    }
}

fn too_much(remedy: NodeRef<'_>) -> Answer<'_> {
    let steps = remedy.get("steps").into_iter().flat_map(NodeRef::items);
    let own = ["percent", "capPercent"].map(|key| remedy.get(key));
    let steps = steps.flat_map(|step| ["percent", "below"].map(|key| step.get(key)));
    let all = own.into_iter().chain(steps).flatten();
    let above = |percent: &NodeRef<'_>| {
        decimal(percent.text()).is_some_and(|percent| percent > Decimal::ONE_HUNDRED)
    };
    let wrong: Vec<_> = all.filter(above).collect();
    let first = wrong.first().copied();
    Answer::texts(wrong.iter().map(|percent| percent.text().to_owned())).at(first)
}
