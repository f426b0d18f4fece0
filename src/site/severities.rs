//! The guide to severities: each scale that is in use, with the offerings that share it.

use crate::error::Result;
use crate::page::View;
use crate::site::edition::{self, Edition};
use crate::site::frame::Frame;
use crate::site::statement::response::{self, Short};
use crate::site::statement::severities::{self, Section};
use crate::site::statement::{OfferingLink, Subject};
use schemars::JsonSchema;
use serde::Serialize;

/// What the page shows.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "SeveritiesPage")]
pub(super) struct Guide {
    /// What surrounds the page.
    page: Frame,
    /// The scales, each with the offerings that share it.
    scales: Vec<Scale>,
}

/// Severities as some offerings define them.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "SeverityScale")]
struct Scale {
    /// Its anchor, from the id of the first offering that has it.
    id: String,
    /// What the severities mean.
    severities: Section,
    /// What the offerings promise for them.
    offerings: Vec<Promised>,
}

/// What an offering promises for the severities of its scale.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ScalePromises")]
struct Promised {
    /// The offering and the addresses of its page.
    link: OfferingLink,
    /// What is promised, a row for each severity.
    rows: Vec<Short>,
}

/// Whether any offering has severities.
pub fn exists(edition: &Edition<'_>) -> bool {
    let mut offerings = edition.offerings.iter();
    offerings
        .any(|entry| edition::offering(entry).is_some_and(|own| own.severities().next().is_some()))
}

/// The view of a language's guide.
pub fn view(edition: &Edition<'_>) -> Result<View> {
    let mut scales: Vec<Scale> = Vec::new();
    for entry in &edition.offerings {
        let subject = Subject::new(edition, entry)?;
        let Some(section) = severities::section(&subject)?.filter(Section::has_levels) else {
            continue;
        };
        let promised = promised(&subject)?;
        match scales.iter_mut().find(|scale| scale.severities == section) {
            Some(scale) => scale.offerings.push(promised),
            None => scales.push(Scale {
                id: format!("scale-{}", entry.id),
                severities: section,
                offerings: vec![promised],
            }),
        }
    }
    View::of(&Guide {
        page: edition.shared_frame("severities")?,
        scales,
    })
}

fn promised(subject: &Subject<'_>) -> Result<Promised> {
    let response = response::section(subject)?;
    let rows = response.map(|section| section.in_few_words(subject.words.locale));
    Ok(Promised {
        link: subject.link()?,
        rows: rows.transpose()?.unwrap_or_default(),
    })
}
