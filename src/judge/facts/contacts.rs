//! Facts about contacts and severities: which contact is meant for which cases, and who answers.
//!
//! It says what a contact serves; what ought to be is for rules.

use super::hours::window;
use super::known::field;
use super::promise::spec;
use super::{Context, Fact, FactType, Found, Subject};
use crate::hours::{Window, duration};
use crate::judge::expr::{Answer, Missing};
use crate::model::lens::Lens;
use crate::model::offering::{Contact, Offering, Severity, Target};
use crate::yaml::NodeRef;
use std::sync::Arc;

/// Ways of contact in which somebody answers at once.
const LIVE: [&str; 5] = ["phone", "chat", "teams", "whatsapp", "text_relay"];

pub(super) const FACTS: &[Fact] = &[
    Fact {
        name: "meets_running_time",
        of: "SupportOffering.contacts[]",
        ty: FactType::Bool,
        about: "the contact answers at some time at which the time for one of its severities runs",
        compute: meets_running_time,
    },
    Fact {
        name: "window_for_its_severities",
        of: "SupportOffering.contacts[]",
        ty: FactType::Bool,
        about: "the window in which the contact answers is meant for one of the contact's severities",
        compute: window_for_its_severities,
    },
    Fact {
        name: "answered_by_people",
        of: "SupportOffering.severities[]",
        ty: FactType::Bool,
        about: "a person answers at one of the contacts for this severity",
        compute: |_, subject| {
            some_contact(subject, |contact| {
                contact.answered_by() != Some("assistant_only")
            })
        },
    },
    Fact {
        name: "answered_live",
        of: "SupportOffering.severities[]",
        ty: FactType::Bool,
        about: "one of the contacts for this severity is by telephone or chat",
        compute: |_, subject| some_contact(subject, |contact| by(contact, &LIVE)),
    },
    Fact {
        name: "asked_somewhere",
        of: "SupportOffering.severities[]",
        ty: FactType::Bool,
        about: "customers can ask at one of the contacts for this severity; true where no contact is for it",
        compute: asked_somewhere,
    },
    Fact {
        name: "first_response_minutes",
        of: "SupportOffering.severities[]",
        ty: FactType::Int,
        about: "minutes within which somebody first answers cases of this severity",
        compute: first_response_minutes,
    },
    Fact {
        name: "is_most_urgent",
        of: "SupportOffering.severities[]",
        ty: FactType::Bool,
        about: "no severity of the offering is more urgent",
        compute: is_most_urgent,
    },
];

/// Whether customers can ask at a contact.
pub(super) fn is_asked(contact: Contact<'_>) -> bool {
    contact.direction() != Some("from_us")
}

/// Whether a contact takes cases of a severity.
pub(super) fn takes(contact: Contact<'_>, severity: &str) -> bool {
    let mut own = contact.severities().peekable();
    own.peek().is_none() || own.any(|id| id == severity)
}

/// The windows in which a contact answers: its own, or all.
pub(super) fn hours_of<'a>(
    context: &Context<'a>,
    offering: Offering<'a>,
    contact: Contact<'a>,
) -> Result<Vec<Arc<Window>>, Missing> {
    let own = contact.coverage();
    let windows = offering.hours();
    windows
        .filter(|(name, _)| own.is_none_or(|own| own == *name))
        .map(|(_, hours)| window(context, hours.node()))
        .collect()
}

/// Whether a contact is by one of some methods.
pub(super) fn by(contact: Contact<'_>, methods: &[&str]) -> bool {
    contact
        .method()
        .is_some_and(|method| methods.contains(&method))
}

/// The offering that a fact is about.
pub(super) fn of(subject: Subject<'_>) -> Result<Offering<'_>, Missing> {
    spec(subject.entry).map(Offering)
}

fn window_for_its_severities<'a>(_: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let contact = Contact(subject.node);
    let (offering, coverage) = (of(subject)?, field(subject.node, "coverage")?);
    let mut windows = offering.hours();
    let hours = windows.find(|(name, _)| *name == coverage.text());
    let meant: Vec<_> = hours
        .into_iter()
        .flat_map(|(_, w)| w.severities())
        .collect();
    let own: Vec<_> = contact.severities().collect();
    let fits = meant.is_empty() || own.is_empty() || own.iter().any(|id| meant.contains(id));
    Ok(Answer::yes(fits).at(Some(coverage)))
}

/// The windows in which the time of a severity's targets runs; none where it also runs day and night.
fn running(offering: Offering<'_>, severity: &str) -> Option<Vec<String>> {
    let about = |target: &Target<'_>| {
        let mut own = target.severities().peekable();
        own.peek().is_none() || own.any(|id| id == severity)
    };
    let timed = offering
        .targets()
        .filter(|target| target.within().is_some() || target.by().is_some());
    let windows: Option<Vec<_>> = timed
        .filter(about)
        .map(|target| target.during().map(str::to_owned))
        .collect();
    windows.filter(|windows| !windows.is_empty())
}

/// Whether a contact answers in a window that is expressly meant for one of its severities.
fn own_window(offering: Offering<'_>, contact: Contact<'_>) -> bool {
    let mut windows = offering.hours();
    let hours = windows.find(|(name, _)| contact.coverage() == Some(*name));
    let mut meant = hours
        .into_iter()
        .flat_map(|(_, window)| window.severities());
    meant.any(|id| contact.severities().any(|own| own == id))
}

fn meets_running_time<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let (offering, contact) = (of(subject)?, Contact(subject.node));
    let answers = hours_of(context, offering, contact)?;
    let mut severities = contact.severities().peekable();
    let mut meets =
        severities.peek().is_none() || answers.is_empty() || own_window(offering, contact);
    for severity in severities {
        let Some(names) = running(offering, severity) else {
            return Ok(Answer::yes(true));
        };
        for (_, hours) in offering
            .hours()
            .filter(|(name, _)| names.iter().any(|own| own == name))
        {
            let runs = window(context, hours.node())?;
            meets |= answers.iter().any(|own| own.overlaps(&runs) != Some(false));
        }
    }
    Ok(Answer::yes(meets).at(subject.node.get("coverage")))
}

/// Whether there is a contact to ask for a severity with some property; what is missing where there is
/// no contact for it at all.
fn some_contact<'a>(subject: Subject<'a>, wanted: fn(Contact<'a>) -> bool) -> Found<'a> {
    let id = field(subject.node, "id")?;
    let contacts = of(subject)?.contacts();
    let own: Vec<_> = contacts
        .filter(|contact| is_asked(*contact) && takes(*contact, id.text()))
        .collect();
    if own.is_empty() {
        return Err(Missing::new(format!("a contact for `{}`", id.text())));
    }
    Ok(Answer::yes(own.into_iter().any(wanted)).at(Some(id)))
}

fn asked_somewhere<'a>(_: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let id = field(subject.node, "id")?;
    let mut own = of(subject)?
        .contacts()
        .filter(|contact| takes(*contact, id.text()))
        .peekable();
    let asked = own.peek().is_none() || own.any(is_asked);
    Ok(Answer::yes(asked).at(Some(id)))
}

fn first_response_minutes<'a>(_: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let id = field(subject.node, "id")?.text();
    let targets = of(subject)?;
    let times = targets.targets_for("first_response", id);
    let times = times.filter_map(|target| duration::parse(target.within()?)?.minutes());
    let least = times.min();
    least
        .map(|minutes| Answer::number(i64::from(minutes)))
        .ok_or_else(|| Missing::new(format!("the time to the first answer for `{id}`")))
}

fn is_most_urgent<'a>(_: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let severities = of(subject)?.severities();
    let rank = |severity: &Severity<'_>| severity.node().get("rank").and_then(NodeRef::as_int);
    let place = |(index, severity): (usize, Severity<'a>)| {
        let index = i128::try_from(index).unwrap_or_default();
        (rank(&severity).map_or(index, Into::into), severity)
    };
    let top = severities
        .enumerate()
        .map(place)
        .min_by_key(|(rank, _)| *rank);
    let top = top.is_some_and(|(_, severity)| severity.node() == subject.node);
    Ok(Answer::yes(top).at(subject.node.get("id")))
}
