//! Facts about whom the ways of contact leave out, and about the ways that do not count.
//!
//! It compares addresses and countries; what ought to be is for rules.

use super::contacts::{by, is_asked, of};
use super::known::field;
use super::promise::customers_of;
use super::{Context, Fact, FactType, Found, Subject};
use crate::judge::expr::{Answer, Missing};
use crate::model::lens::Lens;
use crate::model::offering::{Contact, Reach};
use std::collections::BTreeMap;

/// Ways of contact that go by telephone number, from which countries can be left out.
const BY_NUMBER: [&str; 3] = ["phone", "sms", "fax"];

/// Ways of contact in which people must speak or be there.
const SPOKEN: [&str; 3] = ["phone", "remote_session", "onsite"];

pub(super) const FACTS: &[Fact] = &[
    Fact {
        name: "cut_off",
        of: "SupportOffering",
        ty: FactType::Text,
        about: "countries of customers from which none of the telephone numbers works, with the customers",
        compute: cut_off,
    },
    Fact {
        name: "written_contact",
        of: "SupportOffering",
        ty: FactType::Bool,
        about: "customers can ask in some way without speaking on the telephone",
        compute: written_contact,
    },
    Fact {
        name: "works_everywhere",
        of: "SupportOffering.contacts[]",
        ty: FactType::Bool,
        about: "the number is an international freephone number, which begins with +800",
        compute: |_, subject| {
            let address = subject.node.str("address").unwrap_or_default();
            Ok(Answer::yes(address.starts_with("+800")))
        },
    },
    Fact {
        name: "instead_takes_requests",
        of: "SupportOffering.notContacts[]",
        ty: FactType::Bool,
        about: "customers can ask at the contact that they are sent to, and it is not the way that does not count",
        compute: instead_takes_requests,
    },
    Fact {
        name: "is_contact",
        of: "SupportOffering.notContacts[]",
        ty: FactType::Bool,
        about: "the same address is among the contacts of the offering, where customers can ask",
        compute: is_contact,
    },
];

fn written_contact<'a>(_: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let offering = of(subject)?;
    let mut asked = offering.contacts().filter(|contact| is_asked(*contact));
    let written = asked.any(|contact| !by(contact, &SPOKEN));
    Ok(Answer::yes(written).at(offering.node().get("contacts")))
}

/// The countries from which a number works; none where it works everywhere.
fn countries(contact: Contact<'_>) -> Vec<&str> {
    contact.reach().into_iter().flat_map(Reach::from).collect()
}

fn cut_off<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let offering = of(subject)?;
    let mut numbers = Vec::new();
    for contact in offering.contacts() {
        if is_asked(contact) && by(contact, &BY_NUMBER) {
            numbers.push((contact, countries(contact)));
        }
    }
    let Some(first) = numbers.first().map(|(contact, _)| *contact) else {
        return Ok(Answer::text(""));
    };
    if numbers.iter().any(|(_, from)| from.is_empty()) {
        return Ok(Answer::text(""));
    }
    let mut left_out: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (id, customer) in customers_of(context, subject.entry)? {
        let Some(country) = customer.str("tenantCountry") else {
            continue;
        };
        let works =
            |(_, from): &(Contact<'_>, Vec<&str>)| from.is_empty() || from.contains(&country);
        if !numbers.iter().any(works) {
            left_out.entry(country).or_default().push(format!("`{id}`"));
        }
    }
    let words = left_out
        .iter()
        .map(|(country, customers)| format!("`{country}` ({})", customers.join(", ")));
    let at = first.node().get("reach");
    Ok(Answer::text(words.collect::<Vec<_>>().join(", ")).at(at.or(Some(first.node()))))
}

fn is_contact<'a>(_: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let address = field(subject.node, "address")?;
    let way = (subject.node.str("method"), Some(address.text()));
    let mut asked = of(subject)?.contacts().filter(|contact| is_asked(*contact));
    let known = asked.any(|contact| {
        let number = contact.address().or(contact.national_number());
        (contact.method(), number) == way
    });
    Ok(Answer::yes(known).at(Some(address)))
}

fn instead_takes_requests<'a>(_: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let instead = field(subject.node, "instead")?;
    let mut contacts = of(subject)?.contacts();
    let contact = contacts
        .find(|contact| contact.id() == Some(instead.text()))
        .ok_or_else(|| Missing::new(format!("the contact `{}`", instead.text())))?;
    let way = (subject.node.str("method"), subject.node.str("address"));
    let itself = (contact.method(), contact.address()) == way || way == (contact.method(), None);
    Ok(Answer::yes(is_asked(contact) && !itself).at(Some(instead)))
}
