//! Facts about an offering's windows of hours, the contacts that answer in them and the parties behind.
//!
//! It says who is there when; what ought to be is for rules.

use super::hours::{gap, incomparable, window, windows};
use super::known::field;
use super::promise::spec;
use super::{Context, Fact, FactType, Found, Subject};
use crate::hours::Window;
use crate::judge::expr::{Answer, Missing};
use crate::model::lens::Lens;
use crate::model::offering;
use crate::yaml::NodeRef;
use std::sync::Arc;

/// Ways of contact in which somebody answers at once.
const LIVE: [&str; 2] = ["phone", "chat"];

pub(super) const FACTS: &[Fact] = &[
    Fact {
        name: "party_works_then",
        of: "SupportOffering.contacts[]",
        ty: FactType::Bool,
        about: "the team or company behind this contact works at some time in which the contact answers",
        compute: party_works_then,
    },
    Fact {
        name: "has_contact",
        of: "SupportOffering.delivery.parties[]",
        ty: FactType::Bool,
        about: "a contact of the offering names this team or company as the one who answers",
        compute: has_contact,
    },
    Fact {
        name: "missing_hours",
        of: "SupportOffering.delivery.parties[]",
        ty: FactType::Texts,
        about: "promised hours in which this team or company is asked to answer but does not work",
        compute: missing_hours,
    },
    Fact {
        name: "answered",
        of: "SupportOffering.hours[]",
        ty: FactType::Bool,
        about: "contacts answer throughout this window, if requests are taken in it",
        compute: answered,
    },
    Fact {
        name: "answered_at_once",
        of: "SupportOffering.hours[]",
        ty: FactType::Bool,
        about: "contacts by telephone or chat answer throughout this window",
        compute: answered_at_once,
    },
    Fact {
        name: "language_told",
        of: "SupportOffering.hours[]",
        ty: FactType::Bool,
        about: "the window, or a contact that answers in it, says which languages are spoken, if requests are taken in it",
        compute: language_told,
    },
    Fact {
        name: "name",
        of: "SupportOffering.hours[]",
        ty: FactType::Text,
        about: "the name of this window",
        compute: |_, subject| Ok(Answer::text(subject.node.introduced_by().text())),
    },
    Fact {
        name: "open_day_and_night",
        of: "SupportOffering.hours[]",
        ty: FactType::Bool,
        about: "the window is open at every minute of a week",
        compute: open_day_and_night,
    },
];

fn open_day_and_night<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let open = window(context, subject.node)?.open_all_week();
    Ok(Answer::yes(open).at(subject.node.get("open")))
}

fn answered<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    if !offering::Window::over(subject.node).takes_requests() {
        return Ok(Answer::yes(true));
    }
    covered_by_contacts(context, subject, |_| true).map(Answer::yes)
}

fn answered_at_once<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let live = |method: &str| LIVE.contains(&method);
    let answered = covered_by_contacts(context, subject, live)?;
    Ok(Answer::yes(answered).at(subject.node.get("open")))
}

/// Whether contacts of some methods together answer throughout a window.
fn covered_by_contacts<'a>(
    context: &Context<'a>,
    subject: Subject<'a>,
    wanted: fn(&str) -> bool,
) -> Result<bool, Missing> {
    let offering = spec(subject.entry)?;
    let contacts = field(offering, "contacts")?.items();
    let mut windows = Vec::new();
    for contact in contacts.filter(|contact| contact.str("method").is_some_and(wanted)) {
        let coverage = contact.str("coverage");
        if coverage.is_none_or(|name| name == subject.node.introduced_by().text()) {
            return Ok(true);
        }
        let named = promised(context, offering, coverage)?.into_iter();
        windows.extend(named.map(|(_, window)| window));
    }
    let own = window(context, subject.node)?;
    Ok(gap(&own, &windows)?.is_none())
}

fn language_told<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    if !offering::Window::over(subject.node).takes_requests() {
        return Ok(Answer::yes(true));
    }
    let told = |node: &NodeRef<'_>| node.get("languages").is_some();
    let by_contact = || contacts_during(context, subject).map(|found| found.iter().any(told));
    Ok(Answer::yes(told(&subject.node) || by_contact()?))
}

/// The contacts that each answer throughout a window: those of that window, of all windows, and of one
/// that is open whenever this one is.
fn contacts_during<'a>(
    context: &Context<'a>,
    subject: Subject<'a>,
) -> Result<Vec<NodeRef<'a>>, Missing> {
    let offering = spec(subject.entry)?;
    let (hours, own) = (field(offering, "hours")?, window(context, subject.node)?);
    let mut found = Vec::new();
    for contact in field(offering, "contacts")?.items() {
        let during = match contact.str("coverage").map(|name| hours.get(name)) {
            None => true,
            Some(Some(covered)) if covered == subject.node => true,
            Some(Some(covered)) => gap(&own, &[window(context, covered)?])?.is_none(),
            Some(None) => false,
        };
        if during {
            found.push(contact);
        }
    }
    Ok(found)
}

fn party_works_then<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let offering = spec(subject.entry)?;
    let behind = field(subject.node, "party")?;
    let parties = offering.path(&["delivery", "parties"]);
    let mut parties = parties.into_iter().flat_map(NodeRef::items);
    let party = parties.find(|party| party.str("name") == Some(behind.text()));
    let party = party.ok_or_else(|| Missing::new(format!("the party `{}`", behind.text())))?;
    let works = windows(context, field(party, "hours")?)?;
    let answers = promised(context, offering, subject.node.str("coverage"))?;
    let pairs = answers
        .iter()
        .flat_map(|(_, own)| works.iter().map(move |other| other.overlaps(own)));
    let meets: Vec<_> = pairs.collect();
    if meets.contains(&Some(true)) || !meets.contains(&None) {
        return Ok(Answer::yes(meets.contains(&Some(true))).at(Some(behind)));
    }
    Err(incomparable())
}

fn has_contact<'a>(_: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let contacts = field(spec(subject.entry)?, "contacts")?;
    let name = field(subject.node, "name")?.text();
    let answers = contacts
        .items()
        .any(|contact| contact.str("party") == Some(name));
    Ok(Answer::yes(answers))
}

fn missing_hours<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let (offering, party) = (spec(subject.entry)?, subject.node);
    let works = windows(context, field(party, "hours")?)?;
    let mut missing = Vec::new();
    for (name, wanted) in asked_of(context, offering, party)? {
        let gap = gap(&wanted, &works)?;
        missing.extend(gap.map(|gap| format!("`{name}` from {gap}")));
    }
    Ok(Answer::texts(missing).at(party.get("hours")))
}

/// The windows in which a party must answer: those of the contacts that name it, else all.
fn asked_of<'a>(
    context: &Context<'a>,
    offering: NodeRef<'a>,
    party: NodeRef<'a>,
) -> Result<Vec<(&'a str, Arc<Window>)>, Missing> {
    let contacts = offering
        .get("contacts")
        .into_iter()
        .flat_map(NodeRef::items);
    let own = contacts.filter(|contact| contact.str("party") == party.str("name"));
    let coverage: Vec<_> = own.map(|contact| contact.str("coverage")).collect();
    if coverage.is_empty() || coverage.contains(&None) {
        return promised(context, offering, None);
    }
    let mut found: Vec<(&str, Arc<Window>)> = Vec::new();
    for (name, window) in promised(context, offering, None)? {
        if coverage.contains(&Some(name)) {
            found.push((name, window));
        }
    }
    Ok(found)
}

/// The offering's windows by name: one, or all.
fn promised<'a>(
    context: &Context<'a>,
    offering: NodeRef<'a>,
    only: Option<&str>,
) -> Result<Vec<(&'a str, Arc<Window>)>, Missing> {
    let all = field(offering, "hours")?.entries();
    let wanted = all.filter(|(name, _)| only.is_none_or(|only| only == name.text()));
    wanted
        .map(|(name, node)| Ok((name.text(), window(context, node)?)))
        .collect()
}
