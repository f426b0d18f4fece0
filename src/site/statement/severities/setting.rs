//! Who sets the severity: by which table, and where to turn when one sees it differently.

use crate::error::Result;
use crate::model::offering::{Cell, Contact, SeveritySetting};
use crate::site::statement::{Subject, contact};
use crate::site::texts::Text;
use schemars::JsonSchema;
use serde::Serialize;

/// Degrees of impact and urgency, the highest first.
const DEGREES: [&str; 4] = ["very_high", "high", "medium", "low"];

/// Who sets the severity.
#[derive(Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "SeveritySetting")]
pub(super) struct Setting {
    /// Who sets it.
    by: Option<String>,
    /// Which impact and urgency give which severity.
    matrix: Option<Matrix>,
    /// What to do where both sides disagree.
    dispute: Option<Dispute>,
}

/// Severity by impact and urgency.
#[derive(Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "SeverityMatrix")]
pub(super) struct Matrix {
    /// Degrees of urgency, one for each column.
    columns: Vec<String>,
    /// The rows in their order.
    rows: Vec<MatrixRow>,
}

/// One degree of impact.
#[derive(Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "SeverityMatrixRow")]
pub(super) struct MatrixRow {
    /// The impact.
    impact: String,
    /// A severity for each degree of urgency.
    severities: Vec<Option<Text>>,
}

/// Where to turn when one sees a severity differently.
#[derive(Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub(super) struct Dispute {
    /// Whom to turn to.
    how: String,
    /// What people read of it: a number or an address.
    value: Option<Text>,
    /// Its address, if there is one to follow.
    href: Option<String>,
}

/// Who sets the severity; none if the offering does not say.
pub(super) fn setting(subject: &Subject<'_>) -> Result<Option<Setting>> {
    let Some(setting) = subject.offering.severity_setting() else {
        return Ok(None);
    };
    let by = match setting.by() {
        Some(by) => subject.words.known("set_by", by)?,
        None => None,
    };
    Ok(Some(Setting {
        by,
        matrix: matrix(subject, setting)?,
        dispute: dispute(subject, setting)?,
    }))
}

fn matrix(subject: &Subject<'_>, setting: SeveritySetting<'_>) -> Result<Option<Matrix>> {
    let has_urgency = |degree: &&str| {
        let mut cells = setting.matrix();
        cells.any(|cell| cell.urgency() == Some(*degree))
    };
    let has_impact = |degree: &&str| {
        let mut cells = setting.matrix();
        cells.any(|cell| cell.impact() == Some(*degree))
    };
    let urgencies: Vec<_> = DEGREES.into_iter().filter(has_urgency).collect();
    let mut rows = Vec::new();
    for impact in DEGREES.into_iter().filter(has_impact) {
        let severity = |urgency: &&str| {
            let mut cells = setting.matrix();
            let cell = cells
                .find(|cell| (cell.impact(), cell.urgency()) == (Some(impact), Some(*urgency)));
            let id = cell.and_then(Cell::severity);
            id.map(|id| subject.severity_name(id)).transpose()
        };
        rows.push(MatrixRow {
            impact: subject.words.name("degree", impact)?,
            severities: urgencies.iter().map(severity).collect::<Result<_>>()?,
        });
    }
    let columns = subject.words.names("degree", urgencies.into_iter())?;
    Ok((!rows.is_empty()).then_some(Matrix { columns, rows }))
}

fn dispute(subject: &Subject<'_>, setting: SeveritySetting<'_>) -> Result<Option<Dispute>> {
    let Some(id) = setting.dispute() else {
        return Ok(None);
    };
    let mut contacts = subject.offering.contacts();
    let Some(found) = contacts.find(|contact| contact.id() == Some(id)) else {
        return Ok(None);
    };
    let method = found.method().unwrap_or_default();
    let address = found.address().or_else(|| Contact::national_number(found));
    let shown = address.map(|address| contact::value(subject, method, address));
    let (value, href) = shown.unzip();
    Ok(Some(Dispute {
        how: subject.words.name("method", method)?,
        value,
        href: href.flatten(),
    }))
}
