//! When a contact answers.

use crate::error::Result;
use crate::model::offering::Contact;
use crate::site::opening::{self, Told};
use crate::site::statement::Subject;
use crate::site::statement::hours::Hours;
use schemars::JsonSchema;
use serde::Serialize;

/// Windows up to which a card lists them.
const TELLABLE: usize = 2;

/// When a contact answers.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Answers {
    /// The hours as days with their times.
    told: Vec<Told>,
    /// The hours in one line.
    phrase: String,
    /// Time zone in words.
    zone: Option<String>,
}

/// The windows in which a contact answers.
pub fn covering<'s, 'a>(
    subject: &'s Subject<'a>,
    contact: Contact<'a>,
) -> impl Iterator<Item = &'s Hours<'a>> {
    let covers = move |hours: &&Hours<'_>| match contact.coverage() {
        Some(window) => window == hours.name,
        None => hours.lens.takes_requests(),
    };
    subject.hours.iter().filter(covers)
}

/// When a contact answers; never for one through which only we write.
pub(super) fn answers<'a>(subject: &Subject<'a>, contact: Contact<'a>) -> Result<Vec<Answers>> {
    if contact.direction() == Some("from_us") {
        return Ok(Vec::new());
    }
    let windows: Vec<_> = covering(subject, contact).collect();
    if windows.len() > TELLABLE {
        return Ok(vec![in_all_hours(subject)?]);
    }
    let answers = windows.into_iter();
    answers.map(|hours| in_window(subject, hours)).collect()
}

/// For somebody who answers in one window.
pub fn in_window(subject: &Subject<'_>, hours: &Hours<'_>) -> Result<Answers> {
    Ok(Answers {
        told: hours.told(subject)?,
        phrase: hours.phrase(subject)?,
        zone: Some(opening::clock(&hours.window, subject.words.locale)?),
    })
}

/// For a contact that answers in more windows than a card should list.
fn in_all_hours(subject: &Subject<'_>) -> Result<Answers> {
    let section = subject.words.say("section.hours", &[])?;
    let days = subject
        .words
        .say("contact.all_hours", &[("section", &section)])?;
    let hours = Vec::new();
    Ok(Answers {
        phrase: days.clone(),
        told: vec![Told { days, hours }],
        zone: None,
    })
}
