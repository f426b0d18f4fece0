//! The ways to reach the support, each with a name by which the rest of the file refers to it.

use super::{told, unless};
use crate::error::Result;
use crate::model::offering;
use crate::site::statement::answered::covering;
use crate::site::statement::{Subject, contact, reach};
use serde::Serialize;

/// One way to reach the support.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Contact<'a> {
    id: String,
    method: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    purpose: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    national_number: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    told_in: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    direction: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    answered_by: Option<&'a str>,
    /// Windows in which it answers.
    windows: Vec<&'a str>,
    languages: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reply_within: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    severities: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    requests: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    products: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    support_types: Vec<&'a str>,
}

/// The contacts in the order of the page, with their names: the way, and its number among those of the same way.
#[derive(Debug)]
pub(super) struct Ways<'a>(Vec<(offering::Contact<'a>, String)>);

impl<'a> Ways<'a> {
    pub(super) fn of(subject: &Subject<'a>) -> Self {
        let mut named: Vec<(offering::Contact<'a>, String)> = Vec::new();
        for contact in subject.contacts() {
            let method = contact.method().unwrap_or_default();
            let same = named
                .iter()
                .filter(|(known, _)| known.method() == Some(method));
            let name = match same.count() {
                0 => method.to_owned(),
                before => format!("{method}-{}", before + 1),
            };
            named.push((contact, name));
        }
        Self(named)
    }

    /// The name of the contact that a document refers to.
    pub(super) fn name(&self, id: Option<&str>) -> Option<String> {
        let mut all = self.0.iter();
        let found = all.find(|(contact, _)| id.is_some() && contact.id() == id);
        found.map(|(_, name)| name.clone())
    }

    /// The names of several.
    pub(super) fn names<'v>(&self, ids: impl Iterator<Item = &'v str>) -> Vec<String> {
        ids.filter_map(|id| self.name(Some(id))).collect()
    }
}

/// All contacts.
pub(super) fn all<'a>(subject: &'a Subject<'a>, ways: &Ways<'a>) -> Result<Vec<Contact<'a>>> {
    let all = ways.0.iter();
    all.map(|(contact, name)| told_as(subject, *contact, name))
        .collect()
}

fn told_as<'a>(
    subject: &'a Subject<'a>,
    contact: offering::Contact<'a>,
    name: &str,
) -> Result<Contact<'a>> {
    let answers = contact.direction() != Some("from_us");
    let windows = covering(subject, contact).filter(|_| answers);
    let shown = matches!(contact.told_in(), None | Some("page"));
    Ok(Contact {
        id: name.to_owned(),
        method: contact.method().unwrap_or_default(),
        purpose: told(subject, contact.purpose()),
        address: address(subject, contact)?.filter(|_| shown),
        national_number: contact.national_number().filter(|_| shown),
        told_in: unless(contact.told_in(), "page"),
        direction: unless(contact.direction(), "both"),
        answered_by: unless(contact.answered_by(), "person"),
        windows: windows.map(|hours| hours.name).collect(),
        languages: contact::languages(subject, contact),
        reply_within: contact.reply_within(),
        severities: contact.severities().collect(),
        requests: contact.requests().collect(),
        products: contact.products().collect(),
        support_types: contact.support_types().collect(),
    })
}

/// The address as programs use it, or as people read it where it is no number and no link.
fn address<'a>(subject: &Subject<'a>, contact: offering::Contact<'a>) -> Result<Option<String>> {
    let Some(written) = contact.address() else {
        return Ok(None);
    };
    let direct = matches!(
        contact.method(),
        Some("phone" | "email" | "portal" | "chat" | "remote_session")
    );
    let (shown, href) = reach::address(subject, contact)?;
    Ok(Some(if direct || href.is_some() {
        written.to_owned()
    } else {
        shown.text
    }))
}
