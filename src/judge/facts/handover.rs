//! Facts about handovers: where they lead, and whether somebody is there to take over.
//!
//! It follows the ways that cases go; which of them are wrong is for rules.

use super::hours::incomparable;
use super::known::field;
use super::party::{handovers, is_plain, is_short, meets, parties, works};
use super::promise::{is_named, spec, texts};
use super::{Context, Fact, FactType, Found, Subject};
use crate::hours::{Coverage, Window, covered_by};
use crate::judge::expr::{Answer, Missing};
use crate::model::lens::Lens;
use crate::model::offering::{Handover, Offering, Party};
use std::sync::Arc;

/// Handovers after which the one before has done what it can.
const FORWARD: [&str; 2] = ["unsolved", "needs_specialist"];

pub(super) const FACTS: &[Fact] = &[
    Fact {
        name: "comes_back",
        of: "SupportOffering.delivery.handovers[]",
        ty: FactType::Text,
        about: "the way on which a case that nobody solves comes back to where it was; empty when it does not",
        compute: comes_back,
    },
    Fact {
        name: "taker_is_there",
        of: "SupportOffering.delivery.handovers[]",
        ty: FactType::Bool,
        about: "the one who takes over works at some time at which this handover is due",
        compute: taker_is_there,
    },
];

fn about(subject: Subject<'_>) -> Result<(Offering<'_>, Handover<'_>), Missing> {
    Ok((Offering(spec(subject.entry)?), Handover(subject.node)))
}

fn is_forward(handover: Handover<'_>) -> bool {
    handover.when().is_some_and(|when| FORWARD.contains(&when))
}

/// Whether there are cases that both handovers are about.
fn same_cases(one: Handover<'_>, other: Handover<'_>) -> bool {
    let fields = ["severities", "supportTypes", "products"];
    fields.iter().all(|field| {
        let (own, others) = (one.node().get(field), other.node().get(field));
        let mut own = texts(own).peekable();
        let none = own.peek().is_none() || texts(others).next().is_none();
        none || own.any(|value| is_named(others, value))
    })
}

/// Only the last handover of a round tells it, so that a round is told once.
fn comes_back<'a>(_: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let (offering, own) = about(subject)?;
    is_short(offering)?;
    let start = field(subject.node, "from")?.text();
    let until = handovers(offering).take_while(|one| one.node() != subject.node);
    let known: Vec<_> = until
        .filter(|one| is_forward(*one) && same_cases(*one, own))
        .collect();
    let back = is_forward(own).then(|| way_back(&known, own.to().unwrap_or_default(), start));
    let told = match back.flatten() {
        Some(way) => {
            let names = std::iter::once(start).chain(way);
            let names: Vec<_> = names.map(|name| format!("`{name}`")).collect();
            names.join(" → ")
        }
        None => String::new(),
    };
    Ok(Answer::text(told).at(subject.node.get("to")))
}

/// The shortest way by handovers from one name to another, both included.
fn way_back<'a>(known: &[Handover<'a>], from: &'a str, to: &str) -> Option<Vec<&'a str>> {
    let mut seen = vec![(from, None)];
    let mut at = 0;
    loop {
        let name = seen.get(at)?.0;
        if name == to {
            break;
        }
        for one in known.iter().filter(|one| one.from() == Some(name)) {
            let next = one.to().unwrap_or_default();
            if seen.iter().all(|(name, _)| *name != next) {
                seen.push((next, Some(at)));
            }
        }
        at += 1;
    }
    let steps = std::iter::successors(Some(at), |at| seen[*at].1);
    let mut way: Vec<_> = steps.map(|at| seen[at].0).collect();
    way.reverse();
    Some(way)
}

/// Outside hours it is due while the one before does not work, otherwise while that one does.
fn taker_is_there<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let (offering, own) = about(subject)?;
    let called = |name: Option<&str>| {
        let named = parties(offering).find(|party: &Party<'_>| party.name() == name);
        named.ok_or_else(|| Missing::new(format!("the party `{}`", name.unwrap_or_default())))
    };
    let (before, after) = (called(own.from())?, called(own.to())?);
    let (gives, takes) = (works(context, before)?, works(context, after)?);
    let there = match (own.when(), own.after()) {
        (Some("outside_hours"), _) => beyond(&takes, &gives),
        (_, None) if returns(offering, own) => Some(true),
        (_, None) => meets(&gives, &takes),
        (_, Some(after)) => return Err(Missing::new(format!("when `{after}` have passed"))),
    };
    let there = there.ok_or_else(incomparable)?;
    Ok(Answer::yes(there).at(subject.node.get("to")))
}

/// Whether it gives cases back to whoever passed them on outside hours; they wait for that.
fn returns(offering: Offering<'_>, own: Handover<'_>) -> bool {
    handovers(offering).any(|one| {
        let back = one.from() == own.to() && one.to() == own.from();
        back && one.when() == Some("outside_hours")
    })
}

/// Whether some windows are ever open while others are not; none where that cannot be told.
fn beyond(some: &[Arc<Window>], others: &[Arc<Window>]) -> Option<bool> {
    let mut told = Some(false);
    for own in some {
        match covered_by(own, others) {
            Coverage::Gap(_) => return Some(true),
            Coverage::Full if is_plain(own) => {}
            _ => told = None,
        }
    }
    told
}
