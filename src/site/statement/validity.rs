//! What is restricted for a time, what is going to change, and which documents hold.

use crate::error::Result;
use crate::model::lens::Lens;
use crate::model::offering::{Interruption, PromiseDocument, ScheduledChange};
use crate::site::edition::Link;
use crate::site::statement::Subject;
use crate::site::texts::Text;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

/// Something that is so on certain days.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Dated {
    /// What it is about, in a word or two.
    pub about: String,
    /// The first day, or the only one.
    pub date: String,
    /// The day or days in words.
    pub when: String,
    /// What happens.
    pub summary: Text,
    /// When customers were told.
    pub announced: Option<String>,
    /// The same as a date.
    #[serde(skip)]
    pub told: Option<Date>,
}

/// One of the documents that together say what holds.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DocumentRow {
    /// The kind of document.
    kind: String,
    /// Its title.
    title: Option<Text>,
    /// Its address, if there is one to follow.
    href: Option<String>,
    /// Its version or date.
    detail: Option<String>,
}

/// The documents, and whether their order says which of them holds.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Documents {
    /// Whether the order says which one prevails.
    ordered: bool,
    /// The rows in their order.
    rows: Vec<DocumentRow>,
}

/// Restrictions in force on the day of the page, or those still to come.
pub fn restrictions(subject: &Subject<'_>, now: bool) -> Result<Vec<Dated>> {
    let as_of = subject.edition.options.as_of;
    let wanted = |own: &Interruption<'_>| {
        let running = own.to().is_some_and(|to| to >= as_of);
        running && own.from().is_some_and(|from| (from <= as_of) == now)
    };
    let own = subject.offering.interruptions().filter(wanted);
    own.map(|own| restriction(subject, own)).collect()
}

/// All restrictions that the document states, with their first days.
pub fn all_restrictions(subject: &Subject<'_>) -> Result<Vec<(Date, Dated)>> {
    let own = subject.offering.interruptions();
    let dated = own.filter_map(|own| Some((own.from()?, own)));
    dated
        .map(|(from, own)| Ok((from, restriction(subject, own)?)))
        .collect()
}

/// All planned changes that the document states, with their days.
pub fn all_planned(subject: &Subject<'_>) -> Result<Vec<(Date, Dated)>> {
    let own = subject.offering.scheduled_changes();
    let dated = own.filter_map(|own| Some((own.on()?, own)));
    dated
        .map(|(on, own)| Ok((on, planned_change(subject, own)?)))
        .collect()
}

fn restriction(subject: &Subject<'_>, own: Interruption<'_>) -> Result<Dated> {
    let words = subject.words;
    let (from, to) = (own.from().unwrap_or_default(), own.to().unwrap_or_default());
    let (first, last) = (words.locale.date(from), words.locale.date(to));
    let when = if from == to {
        first
    } else {
        words.say("about.from_to", &[("from", &first), ("to", &last)])?
    };
    Ok(Dated {
        about: words.name("matter", own.about().unwrap_or_default())?,
        date: from.to_string(),
        when,
        summary: subject.texts.say(own.summary().unwrap_or_default()),
        announced: None,
        told: None,
    })
}

/// Changes that are decided and still to come.
pub fn planned(subject: &Subject<'_>) -> Result<Vec<Dated>> {
    let as_of = subject.edition.options.as_of;
    let later = |change: &ScheduledChange<'_>| change.on().is_some_and(|on| on > as_of);
    let changes = subject.offering.scheduled_changes().filter(later);
    changes
        .map(|change| planned_change(subject, change))
        .collect()
}

fn planned_change(subject: &Subject<'_>, change: ScheduledChange<'_>) -> Result<Dated> {
    let words = subject.words;
    let on = change.on().unwrap_or_default();
    let told = change
        .announced_on()
        .filter(|day| *day <= subject.edition.options.as_of);
    let date = told.map(|day| words.locale.date(day));
    let announced = date.map(|date| words.say("about.announced", &[("date", &date)]));
    Ok(Dated {
        about: words.name("matter", change.about().unwrap_or_default())?,
        date: on.to_string(),
        when: words.locale.date(on),
        summary: subject.texts.say(change.summary().unwrap_or_default()),
        announced: announced.transpose()?,
        told,
    })
}

/// The documents of the offering, the strongest first where it says so.
pub fn documents(subject: &Subject<'_>) -> Result<Option<Documents>> {
    let offering = subject.offering;
    let order: Vec<&str> = offering.document_order().collect();
    let mut rows = Vec::new();
    for kind in &order {
        let mut own = offering
            .documents()
            .filter(|document| document.kind() == Some(kind))
            .peekable();
        if own.peek().is_none() {
            rows.push(document(subject, kind, None)?);
        }
        for known in own {
            rows.push(document(subject, kind, Some(known))?);
        }
    }
    let placed =
        |document: &PromiseDocument<'_>| document.kind().is_some_and(|kind| order.contains(&kind));
    for known in offering.documents().filter(|document| !placed(document)) {
        rows.push(document(
            subject,
            known.kind().unwrap_or_default(),
            Some(known),
        )?);
    }
    let ordered = !order.is_empty();
    Ok((!rows.is_empty()).then_some(Documents { ordered, rows }))
}

fn document(
    subject: &Subject<'_>,
    kind: &str,
    known: Option<PromiseDocument<'_>>,
) -> Result<DocumentRow> {
    let words = subject.words;
    let version = known.and_then(PromiseDocument::version);
    let from = known.and_then(PromiseDocument::from);
    let from = from.map(|from| words.locale.date(from));
    let version = version.map(|version| words.say("about.version", &[("version", version)]));
    let from = from.map(|from| words.say("about.valid_from", &[("date", &from)]));
    let details: Vec<String> = [version.transpose()?, from.transpose()?]
        .into_iter()
        .flatten()
        .collect();
    let url = known.and_then(PromiseDocument::url).and_then(Link::plain);
    Ok(DocumentRow {
        kind: words.name("document", kind)?,
        title: subject.texts.maybe(known.and_then(PromiseDocument::title)),
        href: url.map(|link| link.href),
        detail: words.locale.several("comma", &details)?,
    })
}

/// Whether the offering is what customers have when their contract names none.
pub fn default_sentence(subject: &Subject<'_>) -> Result<Option<String>> {
    let is_default = subject.offering.flag("isDefault") == Some(true);
    is_default
        .then(|| subject.words.say("about.default", &[]))
        .transpose()
}

/// How long before a change customers are told.
pub fn notice_sentence(subject: &Subject<'_>) -> Result<Option<String>> {
    let notice = subject.offering.change_notice();
    let told = notice.map(|iso| subject.words.duration(iso));
    told.map(|duration| {
        subject
            .words
            .say("about.notice", &[("duration", &duration)])
    })
    .transpose()
}
