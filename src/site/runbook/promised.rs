//! What the customer was promised: who is there on this day and now, how fast, by which contact.
//!
//! It says the same as the page that the customer reads, only shorter.

use super::{Subject, day};
use crate::error::Result;
use crate::hours::{Answer, Clock, Moment, Window, Zone};
use crate::judge::facts::desk::Promised;
use crate::site::opening;
use crate::site::statement::hours::Hours;
use crate::site::statement::{self, contact, response};
use crate::site::texts::Text;
use schemars::JsonSchema;
use serde::Serialize;
use std::sync::Arc;

/// One promise.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "RunbookPromise")]
pub(super) struct Row {
    /// What it is called.
    name: Text,
    /// Its id.
    id: String,
    /// The contract.
    contract: Option<String>,
    /// Until when.
    until: Option<String>,
    /// Its hours.
    hours: Vec<Line>,
    /// Its contacts.
    contact: contact::Section,
    /// How fast somebody answers.
    targets: Vec<response::Short>,
}

/// One window of hours.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "RunbookHours")]
struct Line {
    /// What people read.
    label: Text,
    /// The hours in one line.
    phrase: String,
    /// Time zone in words.
    zone: String,
    /// The severities it is for, as a list in words.
    severities: Option<String>,
    /// Languages, as a list in words.
    languages: Option<String>,
    /// The hours on the day of the page.
    today: String,
    /// Whether somebody is there at this moment.
    now: Option<String>,
}

pub(super) fn rows(subject: &Subject<'_>) -> Result<Vec<Row>> {
    let promised = subject.desk.promised.iter();
    promised.map(|one| row(subject, *one)).collect()
}

fn row(subject: &Subject<'_>, one: Promised<'_>) -> Result<Row> {
    let mut page = statement::Subject::new(subject.edition, one.offering)?;
    for hours in &mut page.hours {
        hours.window = on_customers_clock(subject, &hours.window);
    }
    let response = response::section(&page)?;
    let spec = one.assignment.spec();
    let last = spec.and_then(|spec| day(spec.str("effectiveTo")?));
    let locale = subject.words.locale;
    let name = page.offering.name().unwrap_or(&one.offering.id);
    let lines = page.hours.iter().map(|hours| line(subject, &page, hours));
    Ok(Row {
        name: page.texts.say(name),
        id: one.offering.id.clone(),
        contract: spec
            .and_then(|spec| spec.str("contractRef"))
            .map(|contract| subject.say("runbook.contract", &[("contract", contract)]))
            .transpose()?,
        until: last
            .map(|last| subject.say("runbook.until", &[("date", &locale.date(last))]))
            .transpose()?,
        hours: lines.collect::<Result<_>>()?,
        contact: contact::section(&page)?,
        targets: match response {
            Some(section) => section.in_few_words(subject.words.locale)?,
            None => Vec::new(),
        },
    })
}

/// Hours on the customer's clock are read on it, where it is known.
fn on_customers_clock(subject: &Subject<'_>, window: &Arc<Window>) -> Arc<Window> {
    let zone = subject.spec().and_then(|spec| spec.str("timeZone"));
    let zone = zone.and_then(|name| Zone::parse(name).ok());
    match zone.filter(|_| *window.clock() == Clock::Customer) {
        Some(zone) => subject.edition.openings.in_zone(window, &zone),
        None => window.clone(),
    }
}

fn line(subject: &Subject<'_>, page: &statement::Subject<'_>, hours: &Hours<'_>) -> Result<Line> {
    let locale = subject.words.locale;
    Ok(Line {
        label: hours.label(page)?,
        phrase: hours.phrase(page)?,
        zone: opening::clock(&hours.window, locale)?,
        severities: page.severities(hours.lens.severities())?,
        languages: subject.words.languages(hours.lens.languages()),
        today: today(subject, &hours.window)?,
        now: now(subject, &hours.window)?,
    })
}

fn today(subject: &Subject<'_>, window: &Window) -> Result<String> {
    let date = subject.asked.as_of;
    if !window.knows(date) {
        return subject.say("runbook.now.unknown", &[]);
    }
    let ranges = opening::on_day(window, date, subject.words.locale)?;
    if ranges.is_empty() {
        return subject.words.say("hours.closed", &[]);
    }
    subject.words.locale.joined("comma", &ranges)
}

fn now(subject: &Subject<'_>, window: &Window) -> Result<Option<String>> {
    let (Some(at), Some(zone)) = (subject.asked.now, window.zone()) else {
        return Ok(None);
    };
    let (key, moment) = match window.is_open(at) {
        Answer::Open { until } => ("open", until),
        Answer::Closed { opens } => ("closed", opens),
        Answer::Unknown => ("unknown", Moment::Unknown),
    };
    let told = match moment {
        Moment::At(then) => {
            let then = opening::moment(&zone.at(then), subject.words.locale)?;
            subject.say(&format!("runbook.now.{key}_until"), &[("moment", &then)])?
        }
        Moment::Never | Moment::Unknown => subject.say(&format!("runbook.now.{key}"), &[])?,
    };
    Ok(Some(told))
}
