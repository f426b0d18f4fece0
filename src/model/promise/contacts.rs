//! Which contacts take a request, whether they answer now, and in which languages.

use super::state::joint;
use super::{About, Promises};
use crate::hours::due::{Due, Rule};
use crate::hours::{Answer as State, Window, duration};
use crate::model::offering::{Contact, SpokenLanguage};
use jiff::Timestamp;
use std::sync::Arc;

/// A contact that takes a request.
#[derive(Debug, Clone)]
pub struct Reachable<'a> {
    /// The contact.
    pub contact: Contact<'a>,
    /// Whether it answers.
    pub state: State,
    /// Languages in which it answers.
    pub languages: Vec<&'a str>,
    /// When it promises a first answer of its own.
    pub reply: Option<Due>,
}

impl<'a> Promises<'a> {
    /// The contacts that take a request, those that answer at that instant first.
    pub(super) fn contacts(&self, about: &About<'_>, at: Timestamp) -> Vec<Reachable<'a>> {
        let taking = self.offering.contacts();
        let taking = taking.filter(|contact| takes(*contact, about));
        let mut found: Vec<_> = taking
            .map(|contact| self.reachable(contact, about, at))
            .collect();
        found.sort_by_key(|contact| !matches!(contact.state, State::Open { .. }));
        found
    }

    fn reachable(&self, contact: Contact<'a>, about: &About<'_>, at: Timestamp) -> Reachable<'a> {
        let windows = self.answering(contact, about);
        Reachable {
            contact,
            state: joint(&windows, at),
            languages: self.languages(contact, about, at),
            reply: reply(contact, &windows, at),
        }
    }

    /// The windows in which a contact answers such requests.
    pub fn answering(&self, contact: Contact<'a>, about: &About<'_>) -> Vec<Arc<Window>> {
        match contact.coverage() {
            Some(name) => self.window(name).cloned().into_iter().collect(),
            None => self.taking(about),
        }
    }

    /// The languages of the contact, else of its hours, else of the offering.
    fn languages(&self, contact: Contact<'a>, about: &About<'_>, at: Timestamp) -> Vec<&'a str> {
        let own: Vec<_> = contact.languages().collect();
        if !own.is_empty() {
            return own;
        }
        let all = self.meant(about).filter(|hours| {
            let coverage = contact.coverage();
            coverage.is_none_or(|name| name == hours.name)
        });
        let (open, closed): (Vec<_>, Vec<_>) =
            all.partition(|hours| matches!(hours.window.is_open(at), State::Open { .. }));
        let then = if open.is_empty() { closed } else { open };
        let spoken = then.iter().flat_map(|hours| hours.lens.languages());
        let mut spoken: Vec<_> = spoken.collect();
        if spoken.is_empty() {
            let names: Vec<_> = then.iter().map(|hours| hours.name).collect();
            spoken = self.spoken(about, &names);
        }
        let mut once = Vec::new();
        for tag in spoken {
            if !once.contains(&tag) {
                once.push(tag);
            }
        }
        once
    }

    /// Languages that the offering promises in some windows for such requests.
    fn spoken(&self, about: &About<'_>, windows: &[&str]) -> Vec<&'a str> {
        let promised = self.offering.languages().filter(|spoken| {
            let mut during = spoken.during().peekable();
            let then = during.peek().is_none() || during.any(|name| windows.contains(&name));
            then && allows(spoken.severities(), about.severity)
                && allows(spoken.requests(), about.request)
        });
        promised.filter_map(SpokenLanguage::language).collect()
    }
}

/// Whether customers can come to a contact with such a request.
pub(super) fn takes(contact: Contact<'_>, about: &About<'_>) -> bool {
    let asked = about.via.is_none_or(|via| contact.id() == Some(via));
    asked
        && contact.direction() != Some("from_us")
        && allows(contact.severities(), about.severity)
        && allows(contact.requests(), about.request)
        && (about.product.is_none() || allows(contact.products(), about.product))
}

/// Whether a list names what is told; an empty one stands for all.
fn allows<'n>(mut listed: impl Iterator<Item = &'n str>, told: Option<&str>) -> bool {
    let Some(first) = listed.next() else {
        return true;
    };
    told.is_some_and(|told| first == told || listed.any(|own| own == told))
}

/// When a contact answers that says how soon it does; none where its hours are several.
fn reply(contact: Contact<'_>, windows: &[Arc<Window>], at: Timestamp) -> Option<Due> {
    let minutes = duration::parse(contact.reply_within()?)?.minutes()?;
    let [hours] = windows else { return None };
    let hours = hours.clone();
    Some(Rule::Working { hours, minutes }.due(at))
}
