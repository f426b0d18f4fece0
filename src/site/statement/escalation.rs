//! What happens when we cannot solve it ourselves, and why customers should still come to us.

use crate::error::Result;
use crate::model::offering::{Destination, Escalation, MicrosoftTimes, Process};
use crate::site::statement::ladder::{self, RouteRow, RungRow};
use crate::site::statement::{Matter, Subject, closing, contact};
use crate::site::texts::Text;
use schemars::JsonSchema;
use serde::Serialize;

/// What must be told with Microsoft's times, whatever the document lists.
const LIMITS: &[&str] = &[
    "english_only",
    "local_language_in_business_hours",
    "non_break_fix_one_business_day",
];

/// The section.
#[derive(Debug, Default, Serialize, JsonSchema)]
#[schemars(rename = "EscalationSection")]
pub struct Section {
    /// What happens on the way to Microsoft.
    steps: Vec<String>,
    /// What is handed over.
    handed_over: Vec<String>,
    /// Who files requests, and where issues of each kind go.
    ways: Vec<String>,
    /// Whom to ask about products of others.
    publisher: Option<Publisher>,
    /// Microsoft's own times.
    times: Option<Times>,
    /// Who is asked next, step by step.
    ladder: Vec<RungRow>,
    /// Ways for particular purposes.
    routes: Vec<RouteRow>,
    /// How to complain.
    complaints: Option<Text>,
    /// A remark.
    note: Option<Text>,
    /// How a case is closed and opened again.
    closing: Vec<String>,
    /// Whether the page says that customers come to us and not to Microsoft.
    not_microsoft: bool,
    /// Whether the page says when Microsoft may be called directly.
    lockout: bool,
}

/// Who supports marketplace products of others.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Publisher {
    /// What it is called.
    name: Option<Text>,
    /// What people read of it: a number or an address.
    value: Text,
    /// Its address, if there is one to follow.
    href: Option<String>,
}

/// Microsoft's own times.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Times {
    /// The rows in their order.
    rows: Vec<TimeRow>,
    /// What these times do not say.
    limits: Vec<String>,
}

/// One of Microsoft's times.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TimeRow {
    /// Microsoft's severity.
    level: String,
    /// The time in words.
    time: String,
}

/// The section; none if the offering says nothing about it.
pub fn section(subject: &Subject<'_>) -> Result<Option<Section>> {
    let offering = subject.offering;
    let process = offering.process().and_then(Process::auto_close);
    let Some(escalation) = offering.escalation() else {
        let only_closing = Section {
            closing: closing::sentences(subject)?,
            ..Section::default()
        };
        return Ok(process.map(|_| only_closing));
    };
    let words = subject.words;
    let categories = escalation.to_microsoft();
    let categories = categories
        .into_iter()
        .flat_map(crate::model::offering::ToMicrosoft::categories);
    let times = escalation
        .microsoft_times()
        .map(|times| quoted(subject, times));
    let emergency = offering.emergency();
    Ok(Some(Section {
        steps: words.names("step", escalation.steps())?,
        handed_over: words.names("category", categories)?,
        ways: ways(subject, escalation)?,
        publisher: publisher(subject, escalation),
        times: times.transpose()?,
        ladder: ladder::rungs(subject)?,
        routes: ladder::routes(subject)?,
        complaints: subject.texts.maybe(escalation.complaints()),
        note: subject.texts.maybe(escalation.note()),
        closing: closing::sentences(subject)?,
        not_microsoft: true,
        lockout: emergency.is_some_and(|texts| texts.tenant_lockout().is_some()),
    }))
}

/// The way of a case, each rung and route, complaints and how a case is closed.
pub fn in_few_words(subject: &Subject<'_>) -> Result<Vec<Matter>> {
    let Some(section) = section(subject)? else {
        return Ok(Vec::new());
    };
    let words = subject.words;
    let own = |texts: Vec<String>| texts.into_iter().map(Text::own).collect();
    let headed = |heading: &str, says: Vec<Text>| {
        Ok(Matter::named(Text::own(words.say(heading, &[])?), says))
    };
    let steps = section.steps.into_iter().chain(section.ways).collect();
    let mut matters = vec![
        headed("escalation.steps", own(steps))?,
        headed("escalation.handed_over", own(section.handed_over))?,
    ];
    let rungs = section.ladder.into_iter();
    let rungs = rungs.map(|rung| rung.in_few_words(words));
    matters.extend(rungs.collect::<Result<Vec<_>>>()?);
    let routes = section.routes.into_iter();
    let routes = routes.map(|route| route.in_few_words(words));
    matters.extend(routes.collect::<Result<Vec<_>>>()?);
    let complaints = section.complaints.into_iter().collect();
    matters.push(headed("escalation.complaints", complaints)?);
    matters.push(headed("closing.title", own(section.closing))?);
    Ok(matters)
}

fn ways(subject: &Subject<'_>, escalation: Escalation<'_>) -> Result<Vec<String>> {
    let filed = escalation
        .to_microsoft()
        .and_then(crate::model::offering::ToMicrosoft::by);
    let ways = [
        ("filed_by", filed),
        (
            "target_technical",
            escalation.technical().and_then(Destination::target),
        ),
        (
            "target_commercial",
            escalation.commercial().and_then(Destination::target),
        ),
        (
            "target_vulnerability",
            escalation.vulnerability().and_then(Destination::target),
        ),
    ];
    let sentences = ways.into_iter().map(|(group, value)| match value {
        Some(value) => subject.words.known(group, value),
        None => Ok(None),
    });
    Ok(sentences
        .collect::<Result<Vec<_>>>()?
        .into_iter()
        .flatten()
        .collect())
}

fn publisher(subject: &Subject<'_>, escalation: Escalation<'_>) -> Option<Publisher> {
    let contact = escalation.technical()?.contact()?;
    let (value, href) = contact::value(
        subject,
        contact.method().unwrap_or("portal"),
        contact.address()?,
    );
    Some(Publisher {
        name: contact.name().map(Text::own),
        value,
        href,
    })
}

/// Microsoft's times never stand without their limits.
fn quoted(subject: &Subject<'_>, times: MicrosoftTimes<'_>) -> Result<Times> {
    let words = subject.words;
    let rows = [("A", times.a()), ("B", times.b()), ("C", times.c())];
    let rows = rows
        .into_iter()
        .filter_map(|(level, iso)| Some((level, iso?)));
    let rows = rows.map(|(level, iso)| {
        Ok(TimeRow {
            level: words.name("microsoft_severity", level)?,
            time: words.duration(iso),
        })
    });
    Ok(Times {
        rows: rows.collect::<Result<_>>()?,
        limits: words.names("limit", LIMITS.iter().copied())?,
    })
}
