//! How to reach the support.

use crate::error::Result;
use crate::model::offering::{Contact, RequestType, Severity};
use crate::page::{link, phone};
use crate::site::open_now;
use crate::site::statement::Subject;
use crate::site::statement::answered::{Answers, answers, covering};
use crate::site::statement::reach;
use crate::site::texts::Text;
use schemars::JsonSchema;
use serde::Serialize;

/// The ways of contact in the order in which every page shows them, so that people who know one page
/// find their way on all.
const METHODS: &[&str] = &[
    "phone",
    "chat",
    "portal",
    "email",
    "remote_session",
    "onsite",
    "postal",
];

/// The first section of every page.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ContactSection")]
pub struct Section {
    /// The contacts.
    cards: Vec<Card>,
    /// Ways that do not count.
    others: Vec<reach::Other>,
    /// Page on current incidents.
    status: Option<String>,
}

/// One way to reach the support.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "ContactCard")]
pub struct Card {
    /// The way, such as `phone` or `email`.
    method: String,
    /// What the way is called, such as `Phone`.
    label: String,
    /// What it is for.
    purpose: Option<Text>,
    /// The number or address as people read it.
    value: Text,
    /// The number or address as programs read it, if it is one.
    href: Option<String>,
    /// A second number, which works only inside a country.
    national: Option<Text>,
    /// What to press or say in the telephone menu.
    menu: Option<Text>,
    /// Customers cannot ask here, or get no answer here.
    direction: Option<String>,
    /// An automatic assistant answers, at first or always.
    assistant: Option<String>,
    /// Countries from which alone it works.
    only_in: Option<String>,
    /// Meant for the most severe cases only.
    urgent: bool,
    /// When it answers, window by window.
    hours: Vec<Answers>,
    /// Whether it answers now: what the script says.
    now: Option<String>,
    /// Languages, as a list in words.
    languages: Option<String>,
    /// How soon somebody answers.
    reply: Option<String>,
    /// What it costs.
    cost: Option<Text>,
    /// Who answers there.
    party: Option<Text>,
    /// Kinds of requests, as a list in words.
    types: Option<String>,
    /// Products, as a list in words.
    products: Option<String>,
    /// The severities it is for, as a list in words.
    severities: Option<String>,
    /// Kinds of requests, as a list in words.
    requests: Option<String>,
    /// What to have at hand.
    have_ready: Vec<Text>,
    /// A remark.
    note: Option<Text>,
}

impl Card {
    /// Whether it is the same way of contact for cases of the same kind.
    pub fn is_like(&self, other: &Self) -> bool {
        (&self.method, self.urgent) == (&other.method, other.urgent)
    }
}

impl<'a> Subject<'a> {
    /// The contacts in the order of the page.
    pub fn contacts(&self) -> Vec<Contact<'a>> {
        let place = |contact: &Contact<'_>| {
            let method = contact.method().unwrap_or_default();
            METHODS.iter().position(|known| *known == method)
        };
        let mut contacts: Vec<_> = self.offering.contacts().collect();
        contacts.sort_by_key(|contact| place(contact).unwrap_or(METHODS.len()));
        contacts
    }

    /// Severities by id as one phrase.
    pub fn severities<'v>(&self, ids: impl Iterator<Item = &'v str>) -> Result<Option<String>> {
        let names: Vec<_> = ids
            .map(|id| Ok(self.severity_name(id)?.text))
            .collect::<Result<_>>()?;
        Ok((!names.is_empty()).then(|| self.words.locale.list(&names)))
    }

    /// Kinds of requests by id as one phrase.
    pub fn requests<'v>(&self, ids: impl Iterator<Item = &'v str>) -> Result<Option<String>> {
        let names: Vec<_> = ids
            .map(|id| Ok(self.request_name(id)?.text))
            .collect::<Result<_>>()?;
        Ok((!names.is_empty()).then(|| self.words.locale.list(&names)))
    }

    /// What a kind of request is called.
    pub fn request_name(&self, id: &str) -> Result<Text> {
        let mut all = self.offering.request_types();
        let named = all
            .find(|kind| kind.id() == Some(id))
            .and_then(RequestType::name);
        match named {
            Some(name) => Ok(self.texts.say(name)),
            None => self.words.name("request", id).map(Text::own),
        }
    }

    /// What a severity is called.
    pub fn severity_name(&self, id: &str) -> Result<Text> {
        let mut all = self.offering.severities();
        let named = all
            .find(|severity| severity.id() == Some(id))
            .and_then(Severity::name);
        match named {
            Some(name) => Ok(self.texts.say(name)),
            None => self.words.name("severity", id).map(Text::own),
        }
    }

    /// Whether a contact is meant for the most severe level and not for all.
    pub fn is_urgent(&self, contact: Contact<'_>) -> bool {
        let levels = self.offering.by_urgency();
        let (top, count) = (levels.first().and_then(|top| top.id()), levels.len());
        let mut own = contact.severities();
        let known = contact.severities().count();
        top.is_some_and(|top| own.any(|id| id == top)) && known < count
    }
}

/// The section.
pub fn section(subject: &Subject<'_>) -> Result<Section> {
    let offering = subject.offering;
    let cards = subject
        .contacts()
        .into_iter()
        .map(|contact| card(subject, contact));
    let status = offering
        .communications()
        .and_then(crate::model::offering::Communications::status_page);
    Ok(Section {
        cards: cards.collect::<Result<_>>()?,
        others: reach::others(subject)?,
        status: status.and_then(link::allowed).map(str::to_owned),
    })
}

/// One way to reach the support, as a card.
pub fn card<'a>(subject: &Subject<'a>, contact: Contact<'a>) -> Result<Card> {
    let words = subject.words;
    let method = contact.method().unwrap_or_default();
    let (value, href) = reach::address(subject, contact)?;
    let all_types = subject.offering.support_types().count();
    let own_types = contact.support_types().count();
    let reply = contact.reply_within().map(|iso| words.within(iso));
    Ok(Card {
        method: method.to_owned(),
        label: words.name("method", method)?,
        purpose: subject.texts.maybe(contact.purpose()),
        value,
        href,
        national: reach::second_number(subject, contact),
        menu: subject.texts.maybe(contact.menu_option()),
        direction: reach::direction(subject, contact)?,
        assistant: reach::assistant(subject, contact)?,
        only_in: reach::only_in(subject, contact),
        urgent: subject.is_urgent(contact),
        hours: answers(subject, contact)?,
        now: open_now::of_contact(subject, contact, covering(subject, contact))?,
        languages: words.languages(languages(subject, contact).into_iter()),
        reply: reply
            .map(|reply| words.say("contact.within", &[("duration", &reply)]))
            .transpose()?,
        cost: reach::cost(subject, contact)?,
        party: subject.party_called(contact.party())?,
        types: if own_types < all_types {
            words.list("type", contact.support_types())?
        } else {
            None
        },
        products: words.list("product", contact.products())?,
        severities: subject.severities(contact.severities())?,
        requests: subject.requests(contact.requests())?,
        have_ready: subject.texts.all(contact.have_ready()),
        note: subject.texts.maybe(contact.note()),
    })
}

/// A number or address as people read it and as programs do.
pub fn value(subject: &Subject<'_>, method: &str, address: &str) -> (Text, Option<String>) {
    let linked = |address: String| link::allowed(&address).map(str::to_owned);
    let shown = |text: &str| Text::address(text, subject.words.locale);
    match method {
        "phone" if phone::is_e164(address) => (
            shown(&phone::display(address)),
            linked(phone::address(address)),
        ),
        "email" if address.contains('@') => (shown(address), linked(format!("mailto:{address}"))),
        "portal" | "chat" | "remote_session" => {
            (shown(link::display(address)), linked(address.to_owned()))
        }
        "phone" | "email" => (shown(address), None),
        _ if phone::is_e164(address) => (shown(&phone::display(address)), None),
        _ if address.starts_with("https://") => {
            (shown(link::display(address)), linked(address.to_owned()))
        }
        _ => (subject.texts.say(address), linked(address.to_owned())),
    }
}

/// The languages of a contact, else those of the windows in which it answers.
pub fn languages<'a>(subject: &Subject<'a>, contact: Contact<'a>) -> Vec<&'a str> {
    let mut languages: Vec<_> = contact.languages().collect();
    if languages.is_empty() {
        for language in covering(subject, contact).flat_map(|hours| hours.lens.languages()) {
            if !languages.contains(&language) {
                languages.push(language);
            }
        }
    }
    languages
}
