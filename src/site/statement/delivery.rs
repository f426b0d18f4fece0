//! Who delivers the support, in plain words.

use crate::error::Result;
use crate::model::offering::Party;
use crate::site::statement::Subject;
use crate::site::statement::contact;
use crate::site::texts::Text;
use serde::Serialize;

/// The section.
#[derive(Debug, Serialize)]
pub struct Section {
    headline: String,
    accountable: Option<String>,
    parties: Vec<PartyCard>,
}

/// One team or company.
#[derive(Debug, Serialize)]
pub struct PartyCard {
    name: Text,
    role: Option<String>,
    model: Option<String>,
    duties: Option<Text>,
    types: Option<String>,
    products: Option<String>,
    country: Option<String>,
    contact: Option<Text>,
    contact_href: Option<String>,
}

/// The section; none if the offering does not say who delivers.
pub fn section(subject: &Subject<'_>) -> Result<Option<Section>> {
    let Some(delivery) = subject.offering.delivery() else {
        return Ok(None);
    };
    let words = subject.words;
    let partner = match subject.partner_name() {
        "" => words.say("lead.we", &[])?,
        name => name.to_owned(),
    };
    let named = |group: &str, value: Option<&str>| -> Result<Option<String>> {
        let key = format!("{group}.{}", value.unwrap_or_default());
        if !words.locale.knows(&key) {
            return Ok(None);
        }
        words.say(&key, &[("partner", &partner)]).map(Some)
    };
    let shown = delivery
        .parties()
        .filter(|party| party.shown_to_customers() != Some(false));
    Ok(Some(Section {
        headline: named("delivery", delivery.model())?.unwrap_or_default(),
        accountable: named("accountable", delivery.accountable_party())?,
        parties: shown
            .map(|party| card(subject, party))
            .collect::<Result<_>>()?,
    }))
}

fn card(subject: &Subject<'_>, party: Party<'_>) -> Result<PartyCard> {
    let words = subject.words;
    let known = |group: &str, value: Option<&str>| {
        value.map_or(Ok(None), |value| words.known(group, value))
    };
    let contact = party.contact().and_then(|contact| {
        Some(contact::value(
            subject,
            contact.method()?,
            contact.address()?,
        ))
    });
    let (contact, contact_href) = contact.map_or((None, None), |(text, href)| (Some(text), href));
    Ok(PartyCard {
        name: Text::own(party.name().unwrap_or_default()),
        role: known("role", party.role())?,
        model: known("party_model", party.model())?,
        duties: subject.texts.maybe(party.duties()),
        types: words.list("type", party.support_types())?,
        products: words.list("product", party.products())?,
        country: party.country().map(|code| words.locale.country_name(code)),
        contact,
        contact_href,
    })
}
