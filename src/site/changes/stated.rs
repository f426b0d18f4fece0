//! The changes that a document states itself.

use super::Change;
use super::difference::predecessor;
use crate::error::Result;
use crate::site::statement::Subject;
use crate::site::statement::validity::{self, Dated};
use jiff::civil::Date;

/// All of them, in the order of the document.
pub(super) fn changes(subject: &Subject<'_>) -> Result<Vec<Change>> {
    let offering = subject.offering;
    let mut changes = Vec::new();
    for change in offering.changes() {
        if let Some((on, summary)) = change.on().zip(change.summary()) {
            let mut own = on_day(subject, on, "changes.changed")?;
            own.summary = Some(subject.texts.say(summary));
            changes.push(own);
        }
    }
    for (key, all) in [
        ("changes.planned", validity::all_planned(subject)?),
        ("changes.restricted", validity::all_restrictions(subject)?),
    ] {
        for (date, dated) in all {
            changes.push(detailed(subject, date, dated, key)?);
        }
    }
    // The first day of a replacement is told with what it changes.
    let replaces = predecessor(subject.edition, subject.entry).is_some();
    if let Some(first) = offering.effective_from().filter(|_| !replaces) {
        changes.push(on_day(subject, first, "changes.begins")?);
    }
    if let Some(last) = offering.effective_to() {
        changes.push(on_day(subject, last, "changes.ends")?);
    }
    Ok(changes)
}

/// A change on one day, of a kind that a sentence names.
pub(super) fn on_day(subject: &Subject<'_>, date: Date, kind: &'static str) -> Result<Change> {
    let edition = subject.edition;
    let happened = Some(date).filter(|date| *date <= edition.options.as_of);
    Ok(Change {
        on: date,
        when: subject.words.locale.date(date),
        link: subject.link()?,
        sort: kind,
        known: happened.or_else(|| edition.last_change(subject.entry)),
        kind: subject.words.say(kind, &[])?,
        summary: None,
        announced: None,
        replaced: None,
        differences: Vec::new(),
    })
}

/// A planned change or a restriction, with what it is about.
fn detailed(subject: &Subject<'_>, date: Date, dated: Dated, key: &'static str) -> Result<Change> {
    let kind = subject.words.say(key, &[])?;
    let plain = on_day(subject, date, key)?;
    Ok(Change {
        known: dated
            .told
            .filter(|_| date > subject.edition.options.as_of)
            .or(plain.known),
        when: dated.when,
        kind: subject.words.locale.with_aside(&kind, &dated.about)?,
        summary: Some(dated.summary),
        announced: dated.announced,
        ..plain
    })
}
