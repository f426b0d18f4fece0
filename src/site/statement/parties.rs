//! The teams and companies that help, as cards: what each does, when, where, under whose contract.
//!
//! What pages must not tell of a party is left out here and nowhere else.

use crate::error::Result;
use crate::model::lens::Lens;
use crate::model::offering::{Delivery, Party, PublicContact};
use crate::page::capitalised;
use crate::site::opening::{Told, clock};
use crate::site::statement::{Subject, contact};
use crate::site::texts::Text;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

/// One team or company.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PartyCard {
    /// What it is called.
    name: Text,
    /// Its part in the delivery.
    role: Option<String>,
    /// Our own, a subcontractor, our distributor or a company whose support we resell.
    kind: Option<String>,
    /// What it does.
    duties: Option<Text>,
    /// Which access it holds.
    holds: Option<String>,
    /// Kinds of requests, as a list in words.
    types: Option<String>,
    /// Products, as a list in words.
    products: Option<String>,
    /// The severities it is for, as a list in words.
    severities: Option<String>,
    /// When it is there.
    hours: Vec<PartyHours>,
    /// Languages, as a list in words.
    languages: Option<String>,
    /// Where it is.
    country: Option<String>,
    /// Countries in which it keeps or sees customers' data.
    data: Option<String>,
    /// Who has the contract with it.
    contract: Option<String>,
    /// How to reach it.
    contact: Option<Text>,
    /// The address of that contact.
    contact_href: Option<String>,
    /// Customers reach it through others only.
    through_us: bool,
    /// Its last day, where that is known.
    until: Option<Day>,
}

/// When a party works.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PartyHours {
    /// The hours as days with their times.
    told: Vec<Told>,
    /// The hours in one line.
    phrase: String,
    /// Time zone in words.
    zone: String,
}

/// A date.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "PartyDay")]
pub struct Day {
    /// ISO date.
    date: String,
    /// The day in words.
    shown: String,
}

impl Day {
    /// A date as the page writes it.
    pub fn of(subject: &Subject<'_>, date: Date) -> Self {
        Self {
            date: date.to_string(),
            shown: subject.words.locale.date(date),
        }
    }
}

/// What a party is to the customer: a key for words.
fn kind(party: Party<'_>) -> &str {
    if party.distributor() == Some(true) {
        return "distributor";
    }
    party.model().unwrap_or("outsourced")
}

impl<'a> Subject<'a> {
    /// The parties that pages tell of, in the order in which they meet a case.
    pub fn parties(&self) -> Vec<Party<'a>> {
        let delivery = self.offering.delivery().into_iter();
        delivery
            .flat_map(Delivery::parties)
            .filter(|party| party.shown_to_customers() != Some(false))
            .collect()
    }

    /// Whether a party takes part on the day of the page, or on the first day of the promise.
    pub fn takes_part(&self, party: Party<'_>) -> bool {
        let first = self.offering.effective_from().unwrap_or(Date::MIN);
        let day = self.edition.options.as_of.max(first);
        party.from().is_none_or(|from| from <= day) && party.to().is_none_or(|to| day <= to)
    }

    /// Whether a party took part on the last day of a promise that is over, else takes part now.
    pub fn took_part(&self, party: Party<'_>) -> bool {
        match self.offering.effective_to() {
            Some(last) if last < self.edition.options.as_of => {
                party.from().is_none_or(|from| from <= last)
                    && party.to().is_none_or(|to| last <= to)
            }
            _ => self.takes_part(party),
        }
    }

    /// What pages call a party: its name, or what it is where its name is not told.
    pub fn party_name(&self, party: Party<'_>) -> Result<Text> {
        let name = party.name().filter(|_| party.named() != Some(false));
        match name {
            Some(name) => Ok(Text::own(name)),
            None => self.words.name("unnamed_party", kind(party)).map(Text::own),
        }
    }

    /// What pages call the party of a name; nothing for one that they do not tell of.
    pub fn party_called(&self, name: Option<&str>) -> Result<Option<Text>> {
        let found = self
            .parties()
            .into_iter()
            .find(|party| party.name() == name);
        found.map(|party| self.party_name(party)).transpose()
    }

    /// A party in a sentence: its name with what it is.
    pub fn party_phrase(&self, party: Party<'_>) -> Result<String> {
        let name = self.party_name(party)?.text;
        let key = format!("known_party.{}", kind(party));
        if party.named() == Some(false) || !self.words.locale.knows(&key) {
            return Ok(name);
        }
        self.words.say(&key, &[("name", &name)])
    }
}

/// A party as a card.
pub fn card(subject: &Subject<'_>, party: Party<'_>) -> Result<PartyCard> {
    let words = subject.words;
    let known = |group: &str, value: Option<&str>| {
        value.map_or(Ok(None), |value| words.known(group, value))
    };
    let through_us = party.talks_to_customers() == Some(false);
    let own = party.contact().filter(|_| !through_us);
    let (contact, contact_href) = reached(subject, own);
    let bound = party
        .contract_with()
        .filter(|_| party.model() != Some("direct"));
    let hours = party.hours().map(|(_, window)| hours(subject, window));
    Ok(PartyCard {
        name: Text::own(capitalised(&subject.party_name(party)?.text)),
        role: known("role", party.role())?,
        kind: words.known("party_kind", kind(party))?,
        duties: subject.texts.maybe(party.duties()),
        holds: words.list("duty", party.holds())?,
        types: words.list("type", party.support_types())?,
        products: words.list("product", party.products())?,
        severities: subject.severities(party.severities())?,
        hours: hours.filter_map(Result::transpose).collect::<Result<_>>()?,
        languages: languages(subject, party),
        country: party.country().map(|code| words.locale.country_name(code)),
        data: countries(subject, party.data_in()),
        contract: known("contract_with", bound)?,
        contact,
        contact_href,
        through_us,
        until: party.to().map(|day| Day::of(subject, day)),
    })
}

/// Countries as one phrase, each once; none for none.
pub fn countries<'c>(
    subject: &Subject<'_>,
    codes: impl Iterator<Item = &'c str>,
) -> Option<String> {
    let mut names: Vec<String> = Vec::new();
    for code in codes {
        let name = subject.words.locale.country_name(code);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    (!names.is_empty()).then(|| subject.words.locale.list(&names))
}

fn reached(
    subject: &Subject<'_>,
    contact: Option<PublicContact<'_>>,
) -> (Option<Text>, Option<String>) {
    let value = contact.and_then(|contact| {
        let (method, address) = (contact.method()?, contact.address()?);
        Some(contact::value(subject, method, address))
    });
    value.map_or((None, None), |(text, href)| (Some(text), href))
}

/// Hours that cannot be evaluated are findings of the check.
fn hours(
    subject: &Subject<'_>,
    window: crate::model::offering::Window<'_>,
) -> Result<Option<PartyHours>> {
    let (openings, locale) = (&subject.edition.openings, subject.words.locale);
    let Some(window) = openings.window(window) else {
        return Ok(None);
    };
    Ok(Some(PartyHours {
        told: openings.told(&window, locale)?,
        phrase: openings.phrase(&window, locale)?,
        zone: clock(&window, locale)?,
    }))
}

fn languages(subject: &Subject<'_>, party: Party<'_>) -> Option<String> {
    let mut tags: Vec<&str> = Vec::new();
    let windows: Vec<_> = party.hours().map(|(_, window)| window.node()).collect();
    for window in windows {
        let spoken = window.get("languages").into_iter();
        for tag in spoken.flat_map(crate::yaml::NodeRef::items) {
            if !tags.contains(&tag.text()) {
                tags.push(tag.text());
            }
        }
    }
    subject.words.languages(tags.into_iter())
}
