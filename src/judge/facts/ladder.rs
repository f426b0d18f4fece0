//! Facts about the escalation ladder: the order of its rungs, and whether they can be climbed.
//!
//! It follows the rungs as customers would; what a broken ladder means is for rules.

use super::closing::Clocked;
use super::hours::{incomparable, window};
use super::known::{Known, field, missing};
use super::party::meets;
use super::promise::{is_named, spec, texts};
use super::{Context, Fact, FactType, Found, Subject};
use crate::hours::Window;
use crate::judge::expr::{Answer, Missing};
use crate::model::offering::{Escalation, Offering, Rung};
use crate::yaml::NodeRef;
use std::sync::Arc;

/// Rungs up to which each is compared with each.
const MOST: usize = 100;

pub(super) const FACTS: &[Fact] = &[
    Fact {
        name: "answered_when_due",
        of: "SupportOffering.escalation.ladder[]",
        ty: FactType::Bool,
        about: "this rung can be reached at some time at which it is due by the clock of its window",
        compute: answered_when_due,
    },
    Fact {
        name: "contact_takes_it",
        of: "SupportOffering.escalation.ladder[]",
        ty: FactType::Bool,
        about: "the contact of this rung takes messages about cases of its severities",
        compute: contact_takes_it,
    },
    Fact {
        name: "due_before",
        of: "SupportOffering.escalation.ladder[]",
        ty: FactType::Text,
        about: "a rung that leads to this one and is due later; empty when there is none",
        compute: due_before,
    },
    Fact {
        name: "led_to",
        of: "SupportOffering.escalation.ladder[]",
        ty: FactType::Bool,
        about: "the ladder begins with this rung, or another leads to it",
        compute: led_to,
    },
    Fact {
        name: "leads_back",
        of: "SupportOffering.escalation.ladder[]",
        ty: FactType::Bool,
        about: "`then` leads back down to a rung from which this one is reached again",
        compute: leads_back,
    },
    Fact {
        name: "waits_for_answer",
        of: "SupportOffering.escalation.ladder[]",
        ty: FactType::Text,
        about: "the time promised for a first answer, if this rung is due before it ends; else empty",
        compute: waits_for_answer,
    },
    Fact {
        name: "contact_takes_messages",
        of: "SupportOffering.escalation.routes[]",
        ty: FactType::Bool,
        about: "customers can write to, or call, the contact of this route",
        compute: |_, subject| takes_messages(subject).map(Answer::yes),
    },
];

/// The rungs of an offering, and the place of one among them.
struct Ladder<'a> {
    rungs: Vec<Rung<'a>>,
    own: usize,
}

impl<'a> Ladder<'a> {
    fn of(subject: Subject<'a>) -> Result<Self, Missing> {
        let escalation = Offering(spec(subject.entry)?).escalation();
        let rungs = escalation.into_iter().flat_map(Escalation::ladder);
        let rungs: Vec<_> = rungs.take(MOST + 1).collect();
        if rungs.len() > MOST {
            return Err(Missing::new("a ladder that people can climb"));
        }
        let own = rungs.iter().position(|rung| rung.0 == subject.node);
        let own = own.ok_or_else(|| Missing::new("the rung"))?;
        Ok(Self { rungs, own })
    }

    /// The rung after one: the one it names, else the next that is about the same cases.
    fn next(&self, at: usize) -> Option<usize> {
        let rung = self.rungs.get(at)?;
        match rung.then() {
            Some(id) => self.rungs.iter().position(|other| other.id() == Some(id)),
            None => (at + 1..self.rungs.len()).find(|next| same_cases(*rung, self.rungs[*next])),
        }
    }
}

/// Whether there are severities that both rungs are about.
fn same_cases(one: Rung<'_>, other: Rung<'_>) -> bool {
    let (own, others) = (one.0.get("severities"), other.0.get("severities"));
    let mut own = texts(own).peekable();
    let none = own.peek().is_none() || texts(others).next().is_none();
    none || own.any(|value| is_named(others, value))
}

fn leads_back<'a>(_: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let ladder = Ladder::of(subject)?;
    let mut at = ladder.next(ladder.own).filter(|next| *next <= ladder.own);
    let mut back = false;
    for _ in 0..=ladder.rungs.len() {
        back = back || at == Some(ladder.own);
        at = at.and_then(|at| ladder.next(at));
    }
    Ok(Answer::yes(back).at(subject.node.get("then")))
}

fn led_to<'a>(_: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let ladder = Ladder::of(subject)?;
    let own = ladder.rungs[ladder.own];
    let mut others = 0..ladder.rungs.len();
    let led = others.any(|other| other != ladder.own && ladder.next(other) == Some(ladder.own));
    let mut before = ladder.rungs[..ladder.own].iter();
    let first = !before.any(|other| same_cases(*other, own));
    Ok(Answer::yes(led || first))
}

fn due_before<'a>(_: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let ladder = Ladder::of(subject)?;
    let own = ladder.rungs[ladder.own];
    let time = |rung: Rung<'a>| Clocked::of(rung.0, "after", None);
    let alike = |other: Rung<'_>| {
        let since = |rung: Rung<'_>| rung.since().unwrap_or("request").to_owned();
        since(own) == since(other) && own.since() != Some("previous_rung")
    };
    let below = ladder.rungs.iter().copied().enumerate();
    let mut below = below.filter(|(at, _)| ladder.next(*at) == Some(ladder.own));
    let later = below.find(|(at, rung)| {
        let both = time(own).zip(time(*rung));
        let sooner = both.is_some_and(|(own, other)| own.is_before(other));
        *at < ladder.own && alike(*rung) && sooner
    });
    let name = later.and_then(|(_, rung)| rung.to()).unwrap_or_default();
    Ok(Answer::text(name).at(subject.node.get("after")))
}

/// By the clock of its window a rung is due while that window is open, at any minute of it.
fn answered_when_due<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let offering = spec(subject.entry)?;
    let during = field(subject.node, "during")?.text();
    let named = |name: &str| window(context, field(field(offering, "hours")?, name)?);
    let due = named(during)?;
    let reached: Vec<Arc<Window>> = match subject.node.str("hours") {
        Some(hours) => vec![named(hours)?],
        None => match contact(subject)?.str("coverage") {
            Some(coverage) => vec![named(coverage)?],
            None => return Ok(Answer::yes(true)),
        },
    };
    let there = meets(&[due], &reached).ok_or_else(incomparable)?;
    Ok(Answer::yes(there).at(subject.node.get("via")))
}

/// The contact that a rung or route names.
fn contact(subject: Subject<'_>) -> Result<NodeRef<'_>, Missing> {
    let id = field(subject.node, "via")?.text();
    let mut contacts = field(spec(subject.entry)?, "contacts")?.items();
    let contact = contacts.find(|contact| contact.str("id") == Some(id));
    contact.ok_or_else(|| missing(subject.node, "via"))
}

fn takes_messages(subject: Subject<'_>) -> Known {
    Ok(contact(subject)?.str("direction") != Some("from_us"))
}

fn contact_takes_it<'a>(_: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let contact = contact(subject)?;
    let (own, meant) = (subject.node.get("severities"), contact.get("severities"));
    let mut own = texts(own).peekable();
    let all = texts(meant).next().is_none() || own.peek().is_none();
    let some = all || own.any(|severity| is_named(meant, severity));
    let takes = some && takes_messages(subject)?;
    Ok(Answer::yes(takes).at(subject.node.get("via")))
}

fn waits_for_answer<'a>(_: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let offering = Offering(spec(subject.entry)?);
    let rung = Rung(subject.node);
    let own = Clocked::of(subject.node, "after", None);
    let about_request = matches!(rung.since(), None | Some("request"));
    let answers = offering.targets().filter(|target| {
        let list = target.0.get("severities");
        let all = texts(list).next().is_none();
        let meant = all || rung.severities().any(|id| is_named(list, id));
        target.metric() == Some("first_response") && meant
    });
    let times: Vec<_> = answers
        .filter_map(|target| Clocked::of(target.0, "within", None))
        .collect();
    let early = own
        .filter(|own| about_request && times.iter().all(|time| own.surely_before(*time)))
        .and(times.first());
    Ok(Answer::text(early.map_or("", |time| time.text())).at(subject.node.get("after")))
}
