//! The table of times: a row for each severity, and for what sets requests apart from it.

use super::cell::{self, Cell};
use crate::error::Result;
use crate::model::offering::{Contact, Target};
use crate::model::promise::{About, Dimension, Promises};
use crate::page::{Locale, capitalised};
use crate::site::statement::{Subject, severities};
use crate::site::texts::Text;
use schemars::JsonSchema;
use serde::Serialize;

/// By what targets may be limited besides the severity.
const APART: [Dimension; 4] = [
    Dimension::Request,
    Dimension::Via,
    Dimension::Arriving,
    Dimension::Product,
];

/// One row.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ResponseRow")]
pub struct Row {
    /// The severity, or what the request is about.
    name: Text,
    /// Where the page says what the severity means.
    id: Option<String>,
    /// What sets the requests of this row apart.
    apart: Option<String>,
    /// A cell for each metric.
    cells: Vec<Cell>,
}

/// A row in a few words.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ShortResponse")]
pub struct Short {
    /// What it is called.
    name: Text,
    /// What tells it apart from others of the name.
    apart: Option<String>,
    /// What is timed and how long.
    pub told: Vec<String>,
    /// Where the page says what the severity means.
    #[serde(skip)]
    id: Option<String>,
}

impl Short {
    /// The severity with what sets its requests apart.
    pub fn matter(&self, locale: &Locale) -> Result<Text> {
        match &self.apart {
            Some(apart) => Ok(Text {
                text: locale.with_aside(&self.name.text, apart)?,
                ..self.name.clone()
            }),
            None => Ok(self.name.clone()),
        }
    }

    /// What rows about the same requests have in common in two versions of an offering.
    pub fn key(&self) -> String {
        let name = self.id.as_ref().unwrap_or(&self.name.text);
        format!("{name} {}", self.apart.as_deref().unwrap_or_default())
    }
}

impl Row {
    /// The severity, or what the request is about.
    pub(super) const fn name(&self) -> &Text {
        &self.name
    }

    /// The severity, where that is all that the row is about.
    pub fn severity(&self) -> Option<&Text> {
        let severity = self.id.as_ref().map(|_| &self.name);
        severity.filter(|_| self.apart.is_none())
    }

    /// Whether it says anything about time.
    pub(super) fn is_told(&self) -> bool {
        self.cells.iter().any(Cell::is_told)
    }

    /// The row in a few words; none where it says nothing about time.
    pub(super) fn in_few_words(&self, locale: &Locale) -> Result<Option<Short>> {
        let told = self.cells.iter().map(|cell| cell.in_few_words(locale));
        let told: Vec<_> = told.collect::<Result<_>>()?;
        let told: Vec<_> = told.into_iter().flatten().collect();
        Ok((!told.is_empty()).then(|| Short {
            name: self.name.clone(),
            apart: self.apart.clone(),
            told,
            id: self.id.clone(),
        }))
    }
}

/// What targets list besides severities.
type Limits<'a> = Vec<(Dimension, Vec<&'a str>)>;

/// The rows, the most urgent severity first.
pub(super) fn rows(
    subject: &Subject<'_>,
    promises: &Promises<'_>,
    metrics: &[&str],
) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for severity in subject.offering.by_urgency() {
        let Some(id) = severity.id() else { continue };
        let own = |target: &Target<'_>| target.severities().any(|listed| listed == id);
        for limits in limits(promises, own, true) {
            rows.push(Row {
                name: subject.severity_name(id)?,
                id: Some(severities::anchor(id)),
                apart: told(subject, &limits)?,
                cells: cells(subject, promises, metrics, Some(id), &limits)?,
            });
        }
    }
    let for_all = |target: &Target<'_>| target.severities().next().is_none();
    let no_levels = rows.is_empty();
    for limits in limits(promises, for_all, no_levels && !metrics.is_empty()) {
        if limits.is_empty() && (!no_levels || is_idle(promises)) {
            continue;
        }
        let apart = told(subject, &limits)?;
        let name = match (&apart, no_levels) {
            (Some(apart), true) => capitalised(apart),
            (None, _) => subject.words.say("response.every_request", &[])?,
            _ => subject.words.say("response.every_severity", &[])?,
        };
        rows.push(Row {
            name: Text::own(name),
            id: None,
            apart: apart.filter(|_| !no_levels),
            cells: cells(subject, promises, metrics, None, &limits)?,
        });
    }
    Ok(rows)
}

/// Whether nothing is promised to requests in general.
fn is_idle(promises: &Promises<'_>) -> bool {
    let mut targets = promises.offering.targets();
    targets.all(|target| !Dimension::of(target).is_empty())
}

/// What some targets list besides severities, each once and nothing first.
fn limits<'a>(
    promises: &Promises<'a>,
    wanted: impl Fn(&Target<'a>) -> bool,
    general: bool,
) -> Vec<Limits<'a>> {
    let mut found: Vec<Limits<'a>> = Vec::new();
    if general {
        found.push(Vec::new());
    }
    for target in promises.offering.targets().filter(wanted) {
        let limits = limits_of(target);
        if !found.contains(&limits) {
            found.push(limits);
        }
    }
    found
}

fn limits_of(target: Target<'_>) -> Limits<'_> {
    let listed = APART
        .into_iter()
        .map(|dimension| (dimension, dimension.listed(target)));
    listed.filter(|(_, names)| !names.is_empty()).collect()
}

fn cells(
    subject: &Subject<'_>,
    promises: &Promises<'_>,
    metrics: &[&str],
    severity: Option<&str>,
    limits: &Limits<'_>,
) -> Result<Vec<Cell>> {
    let first = |wanted: Dimension| {
        let mut limits = limits.iter();
        let found = limits.find(|(dimension, _)| *dimension == wanted);
        found.and_then(|(_, names)| names.first().copied())
    };
    let about = About {
        severity,
        request: first(Dimension::Request),
        via: first(Dimension::Via),
        product: first(Dimension::Product),
    };
    let cells = metrics.iter().map(|metric| {
        let own = promises.targets(metric).filter(|target| {
            let mut listed = target.severities().peekable();
            let for_all = listed.peek().is_none();
            limits_of(*target) == *limits && (for_all || listed.any(|id| Some(id) == severity))
        });
        // A target that names the severity says more than one for all.
        let own = own.max_by_key(|target| target.severities().next().is_some());
        if own.is_some() {
            return cell::cell(subject, promises, metric, own);
        }
        let general = promises.choose(metric, &about, None);
        let target = general.map(|choice| choice.target);
        let cell = cell::cell(subject, promises, metric, target)?;
        // What the row above has told already is told in short.
        Ok(if limits.is_empty() {
            cell
        } else {
            cell.in_short()
        })
    });
    cells.collect()
}

/// What sets requests apart, in words.
fn told(subject: &Subject<'_>, limits: &Limits<'_>) -> Result<Option<String>> {
    let phrases = limits.iter().map(|(dimension, names)| {
        let names = names.iter().copied();
        match dimension {
            Dimension::Request => subject.requests(names),
            Dimension::Via => contacts(subject, names).map(Some),
            Dimension::Arriving => arriving(subject, names).map(Some),
            _ => subject.words.list("product", names),
        }
    });
    let phrases: Vec<_> = phrases.collect::<Result<_>>()?;
    let phrases: Vec<_> = phrases.into_iter().flatten().collect();
    subject.words.locale.several("comma", &phrases)
}

/// Contacts by their way of contact, and by what they are for where several share it.
fn contacts<'n>(subject: &Subject<'_>, ids: impl Iterator<Item = &'n str>) -> Result<String> {
    let all = || subject.offering.contacts();
    let mut phrases = Vec::new();
    for id in ids {
        let found = all().find(|contact| contact.id() == Some(id));
        let method = found.and_then(Contact::method).unwrap_or(id);
        let phrase = subject.words.name("by", method)?;
        let same = all().filter(|contact| contact.method() == Some(method));
        let purpose = found
            .and_then(Contact::purpose)
            .filter(|_| same.count() > 1);
        phrases.push(match purpose {
            Some(purpose) => {
                let purpose = subject.texts.say(purpose).text;
                subject.words.locale.with_aside(&phrase, &purpose)?
            }
            None => phrase,
        });
    }
    Ok(subject.words.locale.choice(&phrases))
}

fn arriving<'n>(subject: &Subject<'_>, names: impl Iterator<Item = &'n str>) -> Result<String> {
    let labels = names.filter_map(|name| subject.window(name));
    let labels: Vec<_> = labels
        .map(|hours| Ok(hours.label(subject)?.text))
        .collect::<Result<_>>()?;
    let windows = subject.words.locale.choice(&labels);
    subject
        .words
        .say("response.arriving", &[("windows", &windows)])
}
