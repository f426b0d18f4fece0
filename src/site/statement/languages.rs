//! In which languages customers are answered, when, and for which severities.

use crate::error::Result;
use crate::model::offering::SpokenLanguage;
use crate::site::statement::Subject;
use crate::site::texts::Text;
use schemars::JsonSchema;
use serde::Serialize;

/// The section.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "LanguagesSection")]
pub struct Section {
    /// The rows in their order.
    rows: Vec<Row>,
}

/// One promise about a language.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "LanguageRow")]
pub struct Row {
    /// Name of the language.
    language: String,
    /// An interpreter joins or texts are translated by machine; nothing where somebody speaks it.
    by: Option<String>,
    /// That it is no usual language.
    rank: Option<String>,
    /// For which severities and kinds of requests; all when empty.
    only: Vec<String>,
    /// The hours during which it is spoken.
    hours: Vec<During>,
}

/// A window in which it is promised.
#[derive(Debug, Serialize, JsonSchema)]
pub struct During {
    /// Its anchor in the section on hours.
    id: String,
    /// What people read.
    label: Text,
    /// The hours in one line.
    phrase: String,
}

/// The section; none if the offering says nothing beyond the languages of contacts and windows.
pub fn section(subject: &Subject<'_>) -> Result<Option<Section>> {
    let rows: Vec<_> = subject
        .offering
        .languages()
        .map(|spoken| row(subject, spoken))
        .collect::<Result<_>>()?;
    Ok((!rows.is_empty()).then_some(Section { rows }))
}

fn row<'a>(subject: &Subject<'a>, spoken: SpokenLanguage<'a>) -> Result<Row> {
    let words = subject.words;
    let named = |group: &str, value: Option<&str>, usual: &str| match value {
        Some(value) if value != usual => words.known(group, value),
        _ => Ok(None),
    };
    let severities = subject.severities(spoken.severities())?;
    let severities = severities
        .map(|value| words.say("spoken.severities", &[("value", &value)]))
        .transpose()?;
    let requests = subject.requests(spoken.requests())?;
    let requests = requests
        .map(|value| words.say("spoken.requests", &[("value", &value)]))
        .transpose()?;
    Ok(Row {
        language: words
            .locale
            .language_name(spoken.language().unwrap_or_default()),
        by: named("spoken_by", spoken.by(), "speaker")?,
        rank: named("language_rank", spoken.rank(), "primary")?,
        only: severities.into_iter().chain(requests).collect(),
        hours: during(subject, spoken)?,
    })
}

fn during<'a>(subject: &Subject<'a>, spoken: SpokenLanguage<'a>) -> Result<Vec<During>> {
    let windows = spoken.during().filter_map(|name| subject.window(name));
    windows
        .map(|hours| {
            Ok(During {
                id: format!("hours-{}", hours.name),
                label: hours.label(subject)?,
                phrase: hours.phrase(subject)?,
            })
        })
        .collect()
}
