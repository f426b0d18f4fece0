//! How fast somebody answers: what is promised about time, for each severity.
//!
//! What is promised is known to [`crate::model::promise`]; here it is said in words.

mod cell;
mod example;
mod rows;

pub use rows::{Row, Short};

use crate::error::Result;
use crate::model::offering::Process;
use crate::model::promise::{Hours, METRICS, Promises};
use crate::page::Locale;
use crate::site::statement::Subject;
use crate::site::texts::Text;
use schemars::JsonSchema;
use serde::Serialize;

/// The section.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ResponseSection")]
pub struct Section {
    /// What is timed, as far as something is promised about it.
    metrics: Vec<Defined>,
    /// The rows in their order.
    rows: Vec<Row>,
    /// Whether the rows are about severities, and not about kinds of requests alone.
    by_severity: bool,
    /// An example with dates.
    example: Option<example::Example>,
    /// How requests are looked through.
    triage: Option<Text>,
    /// When requests are closed.
    closure: Option<Text>,
}

impl Section {
    /// What is promised, row by row, in a few words.
    pub fn in_few_words(&self, locale: &Locale) -> Result<Vec<Short>> {
        let rows = self.rows.iter();
        rows.filter_map(|row| row.in_few_words(locale).transpose())
            .collect()
    }
}

/// A name and what it means.
#[derive(Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Defined {
    /// What it is called.
    pub(super) name: Text,
    /// What it means.
    pub(super) about: Text,
}

/// The section; none if the offering has neither severities nor times.
pub fn section(subject: &Subject<'_>) -> Result<Option<Section>> {
    let offering = subject.offering;
    let promises = promises(subject);
    let timed = METRICS.into_iter();
    let timed: Vec<_> = timed
        .filter(|metric| promises.targets(metric).next().is_some())
        .collect();
    let rows = rows::rows(subject, &promises, &timed)?;
    if rows.is_empty() {
        return Ok(None);
    }
    let process = offering.process();
    Ok(Some(Section {
        metrics: timed
            .iter()
            .map(|metric| defined(subject, metric))
            .collect::<Result<_>>()?,
        rows,
        by_severity: offering.severities().next().is_some(),
        example: example::example(subject, &promises)?,
        triage: subject.texts.maybe(process.and_then(Process::triage)),
        closure: subject.texts.maybe(process.and_then(Process::closure)),
    }))
}

/// The first answers that are promised, the most urgent first; special cases only of severities for which
/// nothing is promised in general.
pub fn first_answers(subject: &Subject<'_>) -> Result<Vec<Row>> {
    let promises = promises(subject);
    let rows = rows::rows(subject, &promises, &["first_response"])?;
    let mut told: Vec<_> = rows.into_iter().filter(Row::is_told).collect();
    let general: Vec<Text> = told.iter().filter_map(Row::severity).cloned().collect();
    told.retain(|row| row.severity().is_some() || !general.contains(row.name()));
    Ok(told)
}

/// What the offering promises, by the windows that the page has evaluated.
fn promises<'a>(subject: &Subject<'a>) -> Promises<'a> {
    let hours = subject.hours.iter().map(|hours| Hours {
        name: hours.name,
        lens: hours.lens,
        window: hours.window.clone(),
    });
    Promises {
        offering: subject.offering,
        hours: hours.collect(),
    }
}

fn defined(subject: &Subject<'_>, metric: &str) -> Result<Defined> {
    Ok(Defined {
        name: Text::own(subject.words.name("metric", metric)?),
        about: Text::own(subject.words.name("metric_about", metric)?),
    })
}
