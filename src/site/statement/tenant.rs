//! The access we hold in customers' tenants and what goes with it.

use crate::error::Result;
use crate::site::statement::Subject;
use crate::site::texts::Text;
use schemars::JsonSchema;
use serde::Serialize;

/// The section.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "TenantSection")]
pub struct Section {
    /// What the tenant is for.
    purpose: Option<Text>,
    /// How often access is looked through.
    review: Option<Text>,
    /// When access ends.
    removal: Option<Text>,
    /// What stays after that.
    remaining: Option<String>,
}

/// The section; none if the offering says nothing about it.
pub fn section(subject: &Subject<'_>) -> Result<Option<Section>> {
    let access = subject.offering.access();
    let say = |text: Option<&str>| subject.texts.maybe(text);
    let remaining = access.and_then(crate::model::offering::Access::remaining);
    let section = Section {
        purpose: say(access.and_then(crate::model::offering::Access::purpose)),
        review: say(access.and_then(crate::model::offering::Access::review)),
        removal: say(access.and_then(crate::model::offering::Access::removal_consequence)),
        remaining: match remaining {
            Some(kind) => subject.words.known("remaining", kind)?,
            None => None,
        },
    };
    let silent = section.purpose.is_none()
        && section.review.is_none()
        && section.removal.is_none()
        && section.remaining.is_none();
    Ok((!silent).then_some(section))
}
