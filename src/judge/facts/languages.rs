//! Facts about languages: which are promised when, and who speaks them then.
//!
//! A language counts by its first part: who speaks `es` answers in `es-DO` too. Where nobody says which
//! languages are spoken, nothing is contradicted.

use super::contacts::{hours_of, is_asked, takes};
use super::hours::{gap, window};
use super::known::field;
use super::promise::{customers_of, spec};
use super::{Context, Fact, FactType, Found, Subject};
use crate::hours;
use crate::judge::expr::{Answer, Missing};
use crate::model::lens::Lens;
use crate::model::offering::{Contact, Delivery, Offering, SpokenLanguage, Window};
use crate::yaml::NodeRef;
use std::sync::Arc;

pub(super) const FACTS: &[Fact] = &[
    Fact {
        name: "customers_not_spoken_to",
        of: "SupportOffering",
        ty: FactType::Texts,
        about: "languages in which customers want to be served and nobody answers, with the customers",
        compute: customers_not_spoken_to,
    },
    Fact {
        name: "home_language_missing",
        of: "SupportOffering",
        ty: FactType::Text,
        about: "the partner's own language, where languages are told and it is not among them",
        compute: home_language_missing,
    },
    Fact {
        name: "unspoken_by_party",
        of: "SupportOffering.contacts[]",
        ty: FactType::Texts,
        about: "languages of this contact that the team or company behind it does not speak in its hours",
        compute: unspoken_by_party,
    },
    Fact {
        name: "unspoken_by_contacts",
        of: "SupportOffering.hours[]",
        ty: FactType::Texts,
        about: "languages of this window that no contact in it speaks",
        compute: unspoken_by_contacts,
    },
    Fact {
        name: "ever_spoken",
        of: "SupportOffering.languages[]",
        ty: FactType::Bool,
        about: "a window, a contact or a party speaks this language at some time",
        compute: ever_spoken,
    },
    Fact {
        name: "silent_hours",
        of: "SupportOffering.languages[]",
        ty: FactType::Texts,
        about: "windows for which the language is promised, each with the first hours in which nobody speaks it",
        compute: silent_hours,
    },
];

fn same(one: &str, other: &str) -> bool {
    let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_lowercase();
    primary(one) == primary(other)
}

fn speaks<'a>(mut tags: impl Iterator<Item = &'a str>, language: &str) -> bool {
    tags.any(|tag| same(tag, language))
}

/// The languages of a contact: its own, else those of the window in which it answers.
fn languages_of<'a>(offering: Offering<'a>, contact: Contact<'a>) -> Vec<&'a str> {
    let own: Vec<_> = contact.languages().collect();
    if !own.is_empty() {
        return own;
    }
    let covering = offering
        .hours()
        .filter(|(name, _)| contact.coverage() == Some(*name));
    covering
        .flat_map(|(_, window)| window.languages())
        .collect()
}

/// The languages that windows, contacts and parties speak.
fn told(offering: Offering<'_>) -> Vec<&str> {
    let windows = offering.hours().flat_map(|(_, window)| window.languages());
    let contacts = offering.contacts().flat_map(Contact::languages);
    let parties = offering.delivery().into_iter().flat_map(Delivery::parties);
    let hours = parties.filter_map(|party| party.node().get("hours").map(NodeRef::entries));
    let parties = hours
        .flatten()
        .flat_map(|(_, node)| Window::over(node).languages());
    windows.chain(contacts).chain(parties).collect()
}

fn ever_spoken<'a>(_: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let language = field(subject.node, "language")?;
    let told = told(Offering(spec(subject.entry)?));
    let spoken = told.is_empty() || speaks(told.into_iter(), language.text());
    Ok(Answer::yes(spoken).at(Some(language)))
}

fn silent_hours<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let (offering, spoken) = (Offering(spec(subject.entry)?), SpokenLanguage(subject.node));
    let mut silent = Vec::new();
    for (name, hours) in offering
        .hours()
        .filter(|(name, hours)| promised_in(spoken, name, *hours))
    {
        let gap = silence(context, offering, spoken, (name, hours))?;
        silent.extend(gap.map(|gap| format!("`{name}` from {gap}")));
    }
    let at = subject.node.get("during").or(subject.node.get("language"));
    Ok(Answer::texts(silent).at(at))
}

/// Whether a language is promised in a window: by name, or in all that are for its severities.
fn promised_in(spoken: SpokenLanguage<'_>, name: &str, hours: Window<'_>) -> bool {
    if spoken.during().next().is_some() {
        return spoken.during().any(|own| own == name);
    }
    let (mut severities, mut meant) = (spoken.severities(), hours.severities().peekable());
    let fits = meant.peek().is_none() || meant.any(|id| severities.any(|own| own == id));
    fits && matches!(hours.purpose(), None | Some("receive" | "work"))
}

/// The first hours of a window in which nobody speaks a language.
fn silence<'a>(
    context: &Context<'a>,
    offering: Offering<'a>,
    spoken: SpokenLanguage<'a>,
    (name, hours): (&str, Window<'a>),
) -> Result<Option<String>, Missing> {
    let language = spoken.language().unwrap_or_default();
    if speaks(hours.languages(), language) {
        return Ok(None);
    }
    let own = window(context, hours.node())?;
    let mut known = hours.languages().next().is_some();
    let mut speaking: Vec<Arc<hours::Window>> = Vec::new();
    for contact in offering
        .contacts()
        .filter(|contact| serves(*contact, spoken))
    {
        let tags = languages_of(offering, contact);
        let answers = hours_of(context, offering, contact)?;
        let here = contact.coverage().is_none_or(|window| window == name)
            || answers
                .iter()
                .any(|other| other.overlaps(&own) != Some(false));
        known |= here && !tags.is_empty();
        if speaks(tags.into_iter(), language) {
            speaking.extend(answers);
        }
    }
    if known {
        gap(&own, &speaking)
    } else {
        Ok(None)
    }
}

fn serves(contact: Contact<'_>, spoken: SpokenLanguage<'_>) -> bool {
    let mut severities = spoken.severities().peekable();
    let severity = severities.peek().is_none() || severities.any(|id| takes(contact, id));
    let mut requests = contact.requests().peekable();
    let mut wanted = spoken.requests().peekable();
    let request = requests.peek().is_none()
        || wanted.peek().is_none()
        || requests.any(|id| spoken.requests().any(|own| own == id));
    is_asked(contact) && severity && request
}

fn unspoken_by_contacts<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let offering = Offering(spec(subject.entry)?);
    let name = subject.node.introduced_by().text();
    let mut silent = Vec::new();
    for language in Window(subject.node).languages() {
        let knows = |contact: &Contact<'_>| {
            let mut own = contact.languages().peekable();
            is_asked(*contact) && (own.peek().is_none() || speaks(own, language))
        };
        let by_name = |contact: Contact<'_>| contact.coverage().is_none_or(|window| window == name);
        if offering.contacts().filter(knows).any(by_name) {
            continue;
        }
        let (mut here, mut spoken) = (false, false);
        for contact in offering.contacts().filter(|contact| is_asked(*contact)) {
            if by_name(contact) || meets(context, offering, contact, subject.node)? {
                here = true;
                spoken |= knows(&contact);
            }
        }
        if here && !spoken {
            silent.push(format!("`{language}`"));
        }
    }
    Ok(Answer::texts(silent).at(subject.node.get("languages")))
}

/// Whether a contact answers at some time of a window.
fn meets<'a>(
    context: &Context<'a>,
    offering: Offering<'a>,
    contact: Contact<'a>,
    hours: NodeRef<'a>,
) -> Result<bool, Missing> {
    let own = window(context, hours)?;
    let answers = hours_of(context, offering, contact)?;
    Ok(answers
        .iter()
        .any(|other| other.overlaps(&own) != Some(false)))
}

fn unspoken_by_party<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let (offering, contact) = (Offering(spec(subject.entry)?), Contact(subject.node));
    let behind = field(subject.node, "party")?.text();
    let parties = offering.node().path(&["delivery", "parties"]);
    let mut parties = parties.into_iter().flat_map(NodeRef::items);
    let party = parties.find(|party| party.str("name") == Some(behind));
    let party = party.ok_or_else(|| Missing::new(format!("the party `{behind}`")))?;
    let answers = hours_of(context, offering, contact)?;
    let mut then = Vec::new();
    for (_, node) in field(party, "hours")?.entries() {
        let works = window(context, node)?;
        if answers
            .iter()
            .any(|own| own.overlaps(&works) != Some(false))
        {
            then.push(Window::over(node).languages().collect::<Vec<_>>());
        }
    }
    let silent = |language: &&str| {
        let mut all = then.iter();
        !then.is_empty()
            && all.all(|tags| !tags.is_empty() && !speaks(tags.iter().copied(), language))
    };
    let languages = contact.languages().filter(silent);
    let languages = languages.map(|language| format!("`{language}`"));
    Ok(Answer::texts(languages).at(subject.node.get("languages")))
}

/// All languages in which customers are answered in some way.
fn answered(offering: Offering<'_>) -> Vec<&str> {
    let promised = offering.languages().filter_map(SpokenLanguage::language);
    told(offering).into_iter().chain(promised).collect()
}

fn home_language_missing<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let partner = context.partner(subject.entry)?;
    let home = partner.metadata().and_then(|data| data.str("language"));
    let home = home.ok_or_else(|| Missing::new("the language of the partner's profile"))?;
    let answered = answered(Offering(spec(subject.entry)?));
    let missing = !answered.is_empty() && !speaks(answered.into_iter(), home);
    Ok(Answer::text(if missing { home } else { "" }))
}

fn customers_not_spoken_to<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let offering = Offering(spec(subject.entry)?);
    let answered = answered(offering);
    if answered.is_empty() {
        return Ok(Answer::texts([]));
    }
    let mut found = Vec::new();
    for (id, customer) in customers_of(context, subject.entry)? {
        let wanted = customer.str("language");
        let wanted = wanted.filter(|tag| !speaks(answered.iter().copied(), tag));
        found.extend(wanted.map(|tag| format!("`{tag}` (`{id}`)")));
    }
    let at = offering
        .node()
        .get("languages")
        .or(offering.node().get("contacts"));
    Ok(Answer::texts(found).at(at))
}
