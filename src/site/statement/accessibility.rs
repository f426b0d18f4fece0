//! How people reach the support who cannot, or do not wish to, speak on the telephone.

use crate::error::Result;
use crate::site::statement::Subject;
use crate::site::statement::contact::{self, Card};
use crate::site::texts::Text;
use schemars::JsonSchema;
use serde::Serialize;

/// Ways of contact in writing.
const WRITTEN: [&str; 7] = [
    "chat",
    "email",
    "portal",
    "sms",
    "teams",
    "text_relay",
    "whatsapp",
];

/// The section.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "AccessibilitySection")]
pub struct Section {
    /// Contacts that need no voice.
    ways: Vec<Card>,
    /// A remark.
    note: Option<Text>,
}

/// The section; none if nothing is known about it.
pub fn section(subject: &Subject<'_>) -> Result<Option<Section>> {
    let written = subject.contacts().into_iter().filter(|contact| {
        contact
            .method()
            .is_some_and(|method| WRITTEN.contains(&method))
            && contact.direction() != Some("from_us")
    });
    let ways: Vec<_> = written
        .map(|contact| contact::card(subject, contact))
        .collect::<Result<_>>()?;
    let note = subject.texts.maybe(subject.offering.accessibility());
    let silent = ways.is_empty() && note.is_none();
    Ok((!silent).then_some(Section { ways, note }))
}
