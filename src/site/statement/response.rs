//! How fast somebody answers: the severity levels and their times.

use crate::error::Result;
use crate::model::offering::{Severity, Target};
use crate::site::statement::Subject;
use crate::site::statement::hours::Hours;
use crate::site::texts::Text;
use serde::Serialize;

/// The section.
#[derive(Debug, Serialize)]
pub struct Section {
    levels: Vec<Level>,
    /// Whether any level has times for updates or solutions.
    more_times: bool,
    /// How time is counted, by an example.
    example: Option<String>,
    note: Option<Text>,
    triage: Option<Text>,
    closure: Option<Text>,
}

/// One severity level.
#[derive(Debug, Serialize)]
pub struct Level {
    name: Text,
    definition: Option<Text>,
    examples: Vec<Text>,
    /// Time to the first answer.
    first: Option<String>,
    /// When that time runs.
    clock: String,
    commitment: Option<String>,
    updates: Option<String>,
    solution: Option<String>,
}

/// The section; none if the offering has no levels.
pub fn section(subject: &Subject<'_>) -> Result<Option<Section>> {
    let levels = subject
        .offering
        .severities()
        .map(|severity| level(subject, severity));
    let levels: Vec<_> = levels.collect::<Result<_>>()?;
    if levels.is_empty() {
        return Ok(None);
    }
    let process = subject.offering.process();
    Ok(Some(Section {
        more_times: levels
            .iter()
            .any(|level| level.updates.is_some() || level.solution.is_some()),
        levels,
        example: example(subject)?,
        note: subject.texts.maybe(subject.offering.severity_note()),
        triage: subject
            .texts
            .maybe(process.and_then(crate::model::offering::Process::triage)),
        closure: subject
            .texts
            .maybe(process.and_then(crate::model::offering::Process::closure)),
    }))
}

fn level(subject: &Subject<'_>, severity: Severity<'_>) -> Result<Level> {
    let words = subject.words;
    let promised = |metric| targets(subject, metric, severity).next();
    let within = |metric| promised(metric).and_then(Target::within);
    let updates = within("update").map(|iso| words.within(iso));
    Ok(Level {
        name: subject.severity_name(severity.id().unwrap_or_default())?,
        definition: subject.texts.maybe(severity.definition()),
        examples: subject.texts.all(severity.examples()),
        first: within("first_response").map(|iso| words.duration(iso)),
        clock: clock(subject, promised("first_response"))?,
        commitment: match promised("first_response").and_then(Target::kind) {
            Some(kind) => words.known("commitment", kind)?,
            None => None,
        },
        updates: updates
            .map(|every| words.say("response.every", &[("duration", &every)]))
            .transpose()?,
        solution: within("resolution").map(|iso| words.duration(iso)),
    })
}

fn targets<'a>(
    subject: &Subject<'a>,
    metric: &str,
    severity: Severity<'a>,
) -> impl Iterator<Item = Target<'a>> {
    let id = severity.id().unwrap_or_default();
    subject.offering.targets_for(metric, id)
}

fn clock(subject: &Subject<'_>, target: Option<Target<'_>>) -> Result<String> {
    match target
        .and_then(Target::during)
        .and_then(|name| subject.window(name))
    {
        Some(hours) if !hours.window.always_open() => {
            let label = hours.label(subject)?.text;
            subject.words.say("response.during", &[("window", &label)])
        }
        _ => subject.words.say("response.always", &[]),
    }
}

/// An example from the first level whose time does not run day and night.
fn example(subject: &Subject<'_>) -> Result<Option<String>> {
    for severity in subject.offering.severities() {
        let target = targets(subject, "first_response", severity).next();
        let hours = target.and_then(Target::during);
        let hours = hours.and_then(|name| subject.window(name));
        let (Some(hours), Some(iso)) = (hours, target.and_then(Target::within)) else {
            continue;
        };
        if let Some(sentence) = counted(subject, hours, severity, iso)? {
            return Ok(Some(sentence));
        }
    }
    Ok(None)
}

fn counted(
    subject: &Subject<'_>,
    hours: &Hours<'_>,
    severity: Severity<'_>,
    iso: &str,
) -> Result<Option<String>> {
    let locale = subject.words.locale;
    let example = subject
        .edition
        .openings
        .example(&hours.window, iso, locale)?;
    let Some((request, due)) = example else {
        return Ok(None);
    };
    let name = subject
        .severity_name(severity.id().unwrap_or_default())?
        .text;
    let time = subject.words.duration(iso);
    let values = [
        ("severity", name.as_str()),
        ("request", &request),
        ("due", &due),
        ("duration", &time),
    ];
    subject.words.say("response.example", &values).map(Some)
}
