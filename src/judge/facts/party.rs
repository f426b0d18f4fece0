//! Facts about the teams and companies that deliver: who gets to them, when they take part, and what
//! they hold together.
//!
//! It reads what an offering says of its parties; whether that is good is for rules.

use super::hours::windows;
use super::known::missing;
use super::promise::{is_named, spec, texts};
use super::{Context, Fact, FactType, Found, Subject};
use crate::hours::Window;
use crate::judge::expr::{Answer, Missing};
use crate::model::lens::Lens;
use crate::model::offering::{Delivery, Handover, Offering, Party};
use crate::yaml::NodeRef;
use jiff::civil::Date;
use std::sync::Arc;

/// Parties and handovers up to which each is compared with each.
const MOST: usize = 200;

pub(super) const FACTS: &[Fact] = &[
    Fact {
        name: "hands_over",
        of: "SupportOffering.delivery.parties[]",
        ty: FactType::Bool,
        about: "cases pass from this team or company to somebody else",
        compute: |_, subject| {
            let (offering, party) = about(subject)?;
            let mut handovers = handovers(offering);
            Ok(Answer::yes(handovers.any(|one| one.from() == party.name())))
        },
    },
    Fact {
        name: "reached",
        of: "SupportOffering.delivery.parties[]",
        ty: FactType::Bool,
        about: "cases get to this team or company: by a contact, or by a handover",
        compute: |_, subject| {
            let (offering, party) = about(subject)?;
            Ok(Answer::yes(reached(offering, party)))
        },
    },
    Fact {
        name: "relied_on",
        of: "SupportOffering.delivery.parties[]",
        ty: FactType::Texts,
        about: "what names this team or company as if it took part today",
        compute: relied_on,
    },
    Fact {
        name: "sees_data",
        of: "SupportOffering.delivery.parties[]",
        ty: FactType::Bool,
        about: "this team or company keeps customers' data or works in customers' tenants",
        compute: |_, subject| {
            let party = Party(subject.node);
            let keeps = party.data_in().next().is_some();
            let tenants = subject.node.get("touchesTenants");
            let enters = tenants.and_then(NodeRef::as_bool) == Some(true);
            Ok(Answer::yes(keeps || enters))
        },
    },
    Fact {
        name: "shared_duties",
        of: "SupportOffering.delivery.parties[]",
        ty: FactType::Texts,
        about: "duties that a party named before holds for the same cases at the same hours, with nothing to tell them apart",
        compute: shared_duties,
    },
    Fact {
        name: "takes_part",
        of: "SupportOffering.delivery.parties[]",
        ty: FactType::Text,
        about: "whether this team or company takes part today: `now`, `over` or `not_yet`",
        compute: |context, subject| {
            let (offering, party) = about(subject)?;
            let (word, at) = takes_part(party, today(context, offering));
            Ok(Answer::text(word).at(party.node().get(at)))
        },
    },
    Fact {
        name: "turned_to",
        of: "SupportOffering.delivery.parties[]",
        ty: FactType::Bool,
        about: "customers are told to turn to this team or company: it has a contact, or `talksToCustomers: true` is written",
        compute: |_, subject| {
            let (offering, party) = about(subject)?;
            let told = party.talks_to_customers() == Some(true);
            Ok(Answer::yes(told || has_contact(offering, party)))
        },
    },
];

fn about(subject: Subject<'_>) -> Result<(Offering<'_>, Party<'_>), Missing> {
    Ok((Offering(spec(subject.entry)?), Party(subject.node)))
}

/// The parties of an offering.
pub(super) fn parties(offering: Offering<'_>) -> impl Iterator<Item = Party<'_>> + Clone {
    offering.delivery().into_iter().flat_map(Delivery::parties)
}

/// The handovers of an offering.
pub(super) fn handovers(offering: Offering<'_>) -> impl Iterator<Item = Handover<'_>> + Clone {
    let delivery = offering.delivery().into_iter();
    delivery.flat_map(Delivery::handovers)
}

/// The day on which an offering is looked at: today, or the nearest day on which it holds.
pub(super) fn today(context: &Context<'_>, offering: Offering<'_>) -> Date {
    let first = offering.effective_from().unwrap_or(Date::MIN);
    let last = offering.effective_to().unwrap_or(Date::MAX);
    context.as_of.min(last).max(first)
}

/// Whether a party takes part on a day, and the field that decides it.
fn takes_part(party: Party<'_>, day: Date) -> (&'static str, &'static str) {
    match (party.from(), party.to()) {
        (_, Some(last)) if last < day => ("over", "to"),
        (Some(first), _) if day < first => ("not_yet", "from"),
        _ => ("now", "name"),
    }
}

/// Whether a party takes part on a day.
pub(super) fn is_there(party: Party<'_>, day: Date) -> bool {
    takes_part(party, day).0 == "now"
}

fn has_contact(offering: Offering<'_>, party: Party<'_>) -> bool {
    let mut contacts = offering.contacts();
    party.contact().is_some() || contacts.any(|contact| contact.party() == party.name())
}

/// A contact without a party may be anybody's who talks to customers. Where nobody wrote down any
/// handover, nothing is known of those who do not.
fn reached(offering: Offering<'_>, party: Party<'_>) -> bool {
    let talks = party.talks_to_customers() != Some(false);
    let anybody = || offering.contacts().any(|contact| contact.party().is_none());
    let mut silent = handovers(offering).peekable();
    has_contact(offering, party)
        || handovers(offering).any(|one| one.to() == party.name())
        || (talks && anybody())
        || (!talks && silent.peek().is_none())
}

/// Contacts that it answers, and handovers to it that have no other way.
fn relied_on<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let (offering, party) = about(subject)?;
    is_short(offering)?;
    let day = today(context, offering);
    let contacts = offering.contacts();
    let contacts = contacts.filter(|contact| contact.party() == party.name());
    let contacts = contacts.map(|contact| {
        let name = contact.id().or(contact.address()).or(contact.method());
        format!("the contact `{}`", name.unwrap_or_default())
    });
    let other = |one: &Handover<'_>| {
        let mut others = handovers(offering).filter(|two| two.from() == one.from());
        others.any(|two| two.when() == one.when() && can_take(offering, two, day))
    };
    let led = handovers(offering).filter(|one| one.to() == party.name() && !other(one));
    let led = led.map(|one| format!("the handover from `{}`", one.from().unwrap_or_default()));
    let all: Vec<_> = contacts.chain(led).collect();
    Ok(Answer::texts(all))
}

fn can_take(offering: Offering<'_>, handover: Handover<'_>, day: Date) -> bool {
    let mut parties = parties(offering);
    handover.to() == Some("Microsoft")
        || parties.any(|party| party.name() == handover.to() && is_there(party, day))
}

fn shared_duties<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let (offering, party) = about(subject)?;
    is_short(offering)?;
    let near = [true, false].map(|forward| connected(offering, party.name(), forward));
    let mut shared = Vec::new();
    for other in parties(offering).take_while(|other| other.node() != party.node()) {
        let held = |duty: &&str| other.holds().any(|own| own == *duty);
        // Cases pass between the two, or each is asked through contacts of its own.
        let told_apart = near.iter().any(|names| names.contains(&other.name()))
            || (has_contact(offering, party) && has_contact(offering, other));
        let doubled: Vec<_> = party
            .holds()
            .filter(held)
            .filter(|duty| *duty == "bill" || !told_apart)
            .collect();
        if doubled.is_empty() || !same_cases(party, other) || !same_hours(context, party, other)? {
            continue;
        }
        let name = other.name().unwrap_or_default();
        shared.extend(doubled.iter().map(|duty| format!("`{duty}` (`{name}`)")));
    }
    Ok(Answer::texts(shared).at(party.node().get("holds")))
}

/// Nobody lists so many by hand; comparing each with each would take too long.
pub(super) fn is_short(offering: Offering<'_>) -> Result<(), Missing> {
    let long = parties(offering).nth(MOST).is_some() || handovers(offering).nth(MOST).is_some();
    if long {
        return Err(Missing::new("a list of parties that people can read"));
    }
    Ok(())
}

/// The names to which handovers lead from one, or from which they lead to it, perhaps through more.
fn connected<'a>(
    offering: Offering<'a>,
    name: Option<&'a str>,
    forward: bool,
) -> Vec<Option<&'a str>> {
    let mut seen = vec![name];
    let mut next = 0;
    while let Some(at) = seen.get(next).copied() {
        for one in handovers(offering) {
            let (from, to) = if forward {
                (one.from(), one.to())
            } else {
                (one.to(), one.from())
            };
            if from == at && !seen.contains(&to) {
                seen.push(to);
            }
        }
        next += 1;
    }
    seen
}

/// Whether there are cases and days that concern both.
fn same_cases(one: Party<'_>, other: Party<'_>) -> bool {
    let fields = ["supportTypes", "products", "severities"];
    let meet = |field: &&str| {
        let (own, others) = (one.node().get(field), other.node().get(field));
        let mut own = texts(own).peekable();
        let none = own.peek().is_none() || texts(others).next().is_none();
        none || own.any(|value| is_named(others, value))
    };
    let days = |party: Party<'_>| {
        let first = party.from().unwrap_or(Date::MIN);
        (first, party.to().unwrap_or(Date::MAX))
    };
    let ((first, last), (from, to)) = (days(one), days(other));
    fields.iter().all(meet) && first <= to && from <= last
}

/// Who names no hours is there at all times, as far as anybody knows.
fn same_hours(context: &Context<'_>, one: Party<'_>, other: Party<'_>) -> Result<bool, Missing> {
    match (one.node().get("hours"), other.node().get("hours")) {
        (Some(own), Some(others)) => {
            let meet = meets(&windows(context, own)?, &windows(context, others)?);
            Ok(meet == Some(true))
        }
        _ => Ok(true),
    }
}

/// The windows in which a party works.
pub(super) fn works(context: &Context<'_>, party: Party<'_>) -> Result<Vec<Arc<Window>>, Missing> {
    let hours = party.node().get("hours");
    windows(
        context,
        hours.ok_or_else(|| missing(party.node(), "hours"))?,
    )
}

/// Whether two sets of windows are ever open together in a usual week; none where that cannot be told,
/// because places are not known or hours hang on dates.
pub(super) fn meets(some: &[Arc<Window>], others: &[Arc<Window>]) -> Option<bool> {
    let pairs = some
        .iter()
        .flat_map(|own| others.iter().map(move |other| (own, other)));
    let mut told = Some(false);
    for (own, other) in pairs {
        match own.overlaps(other) {
            Some(true) => return Some(true),
            Some(false) if is_plain(own) && is_plain(other) => {}
            _ => told = None,
        }
    }
    told
}

/// Whether the usual week says all there is to say.
pub(super) fn is_plain(window: &Window) -> bool {
    window.is_weekly() && (window.minutes_per_week() > 0 || !window.is_ever_open())
}
