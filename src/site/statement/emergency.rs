//! What to do when it is urgent: whom to call, and what to say.

use crate::error::Result;
use crate::model::offering::{Contact, Severity};
use crate::site::statement::contact::{self, Card};
use crate::site::statement::{Matter, Subject};
use crate::site::texts::Text;
use schemars::JsonSchema;
use serde::Serialize;

/// What to do when it is urgent.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Emergency {
    /// The most severe level, in words.
    severity: Option<Text>,
    /// What counts as an emergency.
    definition: Option<Text>,
    /// The contacts.
    cards: Vec<Card>,
    /// What to do in an outage.
    outage: Option<Text>,
    /// What to do when security is at stake.
    security_incident: Option<Text>,
    /// What to do when nobody can sign in.
    tenant_lockout: Option<Text>,
}

/// What to do when it is urgent; none if the offering says nothing about it.
pub fn section(subject: &Subject<'_>) -> Result<Option<Emergency>> {
    let top = subject.offering.by_urgency().first().copied();
    let cards = spoken_contacts(subject)
        .into_iter()
        .map(|contact| contact::card(subject, contact));
    let cards = cards.collect::<Result<Vec<_>>>()?;
    let texts = subject.offering.emergency();
    let say = |text: Option<&str>| subject.texts.maybe(text);
    let emergency = Emergency {
        severity: match top.and_then(Severity::id) {
            Some(id) => Some(subject.severity_name(id)?),
            None => None,
        },
        definition: say(top.and_then(Severity::definition)),
        cards,
        outage: say(texts.and_then(crate::model::offering::Emergency::outage)),
        security_incident: say(texts.and_then(crate::model::offering::Emergency::security_incident)),
        tenant_lockout: say(texts.and_then(crate::model::offering::Emergency::tenant_lockout)),
    };
    let silent = emergency.cards.is_empty()
        && emergency.outage.is_none()
        && emergency.security_incident.is_none()
        && emergency.tenant_lockout.is_none();
    Ok((!silent).then_some(emergency))
}

/// What to do, by what has happened; whom to call stands with the contacts.
pub fn in_few_words(subject: &Subject<'_>) -> Result<Vec<Matter>> {
    let section = section(subject)?.into_iter();
    let texts = section.flat_map(|own| {
        [
            ("emergency.outage", own.outage),
            ("emergency.security", own.security_incident),
            ("emergency.lockout", own.tenant_lockout),
        ]
    });
    let matters = texts.filter_map(|(heading, text)| Some((heading, text?)));
    let matters = matters.map(|(heading, text)| {
        let name = Text::own(subject.words.say(heading, &[])?);
        Ok(Matter::named(name, vec![text]))
    });
    matters.collect()
}

/// Where to call when the most severe level applies: the contacts meant for it, else the first that
/// serves it among others.
fn spoken_contacts<'a>(subject: &Subject<'a>) -> Vec<Contact<'a>> {
    let Some(top) = subject
        .offering
        .by_urgency()
        .first()
        .copied()
        .and_then(Severity::id)
    else {
        return Vec::new();
    };
    let mut spoken = subject.contacts();
    spoken.retain(|contact| {
        let asked = contact.direction() != Some("from_us");
        asked && matches!(contact.method(), Some("phone" | "chat"))
    });
    let (mut urgent, mut others) = (spoken.clone(), spoken);
    urgent.retain(|contact| subject.is_urgent(*contact));
    others.retain(|contact| {
        let mut severities = contact.severities().peekable();
        severities.peek().is_none() || severities.any(|id| id == top)
    });
    others.truncate(1);
    if urgent.is_empty() { others } else { urgent }
}
