//! What the severities mean, who sets them, and which kinds of requests there are.

mod setting;

use crate::error::Result;
use crate::model::offering::{RequestType, Severity};
use crate::site::statement::Subject;
use crate::site::statement::response::Defined;
use crate::site::texts::Text;
use schemars::JsonSchema;
use serde::Serialize;

/// The section.
#[derive(Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "SeveritiesSection")]
pub struct Section {
    /// The severities, the most urgent first.
    levels: Vec<Level>,
    /// How a severity is set.
    setting: Option<setting::Setting>,
    /// A remark.
    note: Option<Text>,
    /// Kinds of requests that the offering defines itself.
    requests: Vec<Defined>,
}

/// What a severity means.
#[derive(Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "SeverityLevel")]
struct Level {
    /// Its anchor on the page.
    id: String,
    /// What it is called.
    name: Text,
    /// What else it is called.
    aliases: Option<String>,
    /// What it means.
    definition: Option<Text>,
    /// Cases of it.
    examples: Vec<Text>,
    /// Whether customers cannot claim it themselves.
    set_by_us: bool,
}

impl Section {
    /// Whether it tells of severities, and not of other matters alone.
    pub fn has_levels(&self) -> bool {
        !self.levels.is_empty()
    }
}

/// The section; none if the offering says nothing of it.
pub fn section(subject: &Subject<'_>) -> Result<Option<Section>> {
    let levels = subject.offering.by_urgency();
    let levels = levels
        .into_iter()
        .filter_map(|severity| level(subject, severity).transpose());
    let section = Section {
        levels: levels.collect::<Result<_>>()?,
        setting: setting::setting(subject)?,
        note: subject.texts.maybe(subject.offering.severity_note()),
        requests: requests(subject)?,
    };
    let silent = section.levels.is_empty()
        && section.setting.is_none()
        && section.note.is_none()
        && section.requests.is_empty();
    Ok((!silent).then_some(section))
}

/// Where the page says what a severity means.
pub fn anchor(severity: &str) -> String {
    format!("severity-{severity}")
}

fn level(subject: &Subject<'_>, severity: Severity<'_>) -> Result<Option<Level>> {
    let Some(id) = severity.id() else {
        return Ok(None);
    };
    let aliases = severity
        .aliases()
        .map(|alias| subject.texts.say(alias).text);
    let aliases: Vec<_> = aliases.collect();
    Ok(Some(Level {
        id: anchor(id),
        name: subject.severity_name(id)?,
        aliases: (!aliases.is_empty()).then(|| subject.words.locale.list(&aliases)),
        definition: subject.texts.maybe(severity.definition()),
        examples: subject.texts.all(severity.examples()),
        set_by_us: severity.customer_may_choose() == Some(false),
    }))
}

fn requests(subject: &Subject<'_>) -> Result<Vec<Defined>> {
    let defined = |kind: RequestType<'_>| {
        let about = kind.definition()?;
        let name = subject.request_name(kind.id()?);
        Some(name.map(|name| Defined {
            name,
            about: subject.texts.say(about),
        }))
    };
    let kinds = subject.offering.request_types();
    kinds.filter_map(defined).collect()
}
