//! How a contact is reached: its number or address, from where it works, what it costs, who answers; and
//! the ways in which requests are not taken.

use crate::error::Result;
use crate::model::offering::{Contact, InvalidContact, Reach};
use crate::site::statement::Subject;
use crate::site::statement::contact;
use crate::site::texts::Text;
use schemars::JsonSchema;
use serde::Serialize;

/// A way in which requests are not taken.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "OtherContact")]
pub struct Other {
    /// What the way is called, such as `WhatsApp`.
    label: String,
    /// What people read of it: a number or an address.
    value: Option<Text>,
    /// Why it is not for support.
    because: Option<String>,
    /// What to use in its place.
    instead: Option<Instead>,
    /// A remark.
    note: Option<Text>,
}

/// A contact to use in place of another way.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "InsteadContact")]
pub struct Instead {
    /// What people read.
    label: String,
    /// What people read of it: a number or an address.
    value: Text,
    /// Its address, if there is one to follow.
    href: Option<String>,
}

/// The number or address of a contact as people read it and as programs do. What customers find in their
/// contract or the portal only is not shown; a number without international form is no link.
pub fn address<'a>(subject: &Subject<'a>, contact: Contact<'a>) -> Result<(Text, Option<String>)> {
    let method = contact.method().unwrap_or_default();
    if let Some(elsewhere @ ("contract" | "portal")) = contact.told_in() {
        let told = subject.words.name("told_in", elsewhere)?;
        return Ok((Text::own(told), None));
    }
    Ok(match (contact.address(), contact.national_number()) {
        (None, Some(number)) => (Text::address(number, subject.words.locale), None),
        (address, _) => {
            let (value, href) = contact::value(subject, method, address.unwrap_or_default());
            let asked = contact.direction() != Some("from_us");
            (value, href.filter(|_| asked))
        }
    })
}

/// The number that works only inside a country, where there is another one for everybody else.
pub fn second_number(subject: &Subject<'_>, contact: Contact<'_>) -> Option<Text> {
    let told = matches!(contact.told_in(), None | Some("page"));
    let number = contact
        .address()
        .and(contact.national_number())
        .filter(|_| told);
    number.map(|number| Text::address(number, subject.words.locale))
}

/// That customers cannot ask here, or get no answer here.
pub fn direction(subject: &Subject<'_>, contact: Contact<'_>) -> Result<Option<String>> {
    match contact.direction() {
        Some(one_way @ ("to_us" | "from_us")) => subject.words.known("direction", one_way),
        _ => Ok(None),
    }
}

/// That an automatic assistant answers.
pub fn assistant(subject: &Subject<'_>, contact: Contact<'_>) -> Result<Option<String>> {
    match contact.answered_by() {
        None | Some("person") => Ok(None),
        Some(assistant) => subject.words.known("answered_by", assistant),
    }
}

/// The countries from which alone a number works.
pub fn only_in(subject: &Subject<'_>, contact: Contact<'_>) -> Option<String> {
    let locale = subject.words.locale;
    let from = contact.reach().into_iter().flat_map(Reach::from);
    let names: Vec<_> = from.map(|code| locale.country_name(code)).collect();
    (!names.is_empty()).then(|| locale.list(&names))
}

/// What the call costs the caller: an amount, nothing, or words.
pub fn cost(subject: &Subject<'_>, contact: Contact<'_>) -> Result<Option<Text>> {
    let words = subject.words;
    let free = contact.reach().and_then(Reach::toll_free) == Some(true);
    let Some(cost) = contact.cost() else {
        let told = subject.texts.maybe(contact.call_cost());
        return match told {
            None if free => words.say("contact.free", &[]).map(Text::own).map(Some),
            told => Ok(told),
        };
    };
    let amount = cost.amount().unwrap_or_default();
    if !amount.is_empty() && amount.chars().all(|sign| matches!(sign, '0' | '.')) {
        return words.say("contact.free", &[]).map(Text::own).map(Some);
    }
    let price = words
        .locale
        .money(amount, cost.currency().unwrap_or_default());
    let key = format!("call_cost.{}", cost.per().unwrap_or("call"));
    words
        .say(&key, &[("price", &price)])
        .map(Text::own)
        .map(Some)
}

/// The ways that do not count.
pub fn others(subject: &Subject<'_>) -> Result<Vec<Other>> {
    let ways = subject.offering.not_contacts();
    ways.map(|way| other(subject, way)).collect()
}

fn other<'a>(subject: &Subject<'a>, way: InvalidContact<'a>) -> Result<Other> {
    let method = way.method().unwrap_or_default();
    let address = way
        .address()
        .map(|address| contact::value(subject, method, address));
    Ok(Other {
        label: subject.words.name("method", method)?,
        // No link: nobody should use it.
        value: address.map(|(text, _)| text),
        because: match way.because() {
            Some(because) => subject.words.known("because", because)?,
            None => None,
        },
        instead: way
            .instead()
            .and_then(|id| {
                let mut contacts = subject.offering.contacts();
                contacts.find(|contact| contact.id() == Some(id))
            })
            .map(|contact| instead(subject, contact))
            .transpose()?,
        note: subject.texts.maybe(way.note()),
    })
}

fn instead<'a>(subject: &Subject<'a>, contact: Contact<'a>) -> Result<Instead> {
    let (value, href) = address(subject, contact)?;
    let method = contact.method().unwrap_or_default();
    Ok(Instead {
        label: subject.words.name("method", method)?,
        value,
        href,
    })
}
