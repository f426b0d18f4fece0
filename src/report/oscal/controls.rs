//! The shapes of OSCAL's catalog, field by field as NIST names them.

use super::nothing;
use super::shape::{BackMatter, Link, Metadata, Prop};
use serde::Serialize;

/// A file with a catalog.
#[derive(Debug, Serialize)]
pub(super) struct CatalogFile {
    pub(super) catalog: Catalog,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Catalog {
    pub(super) uuid: String,
    pub(super) metadata: Metadata,
    #[serde(skip_serializing_if = "nothing")]
    pub(super) groups: Vec<ControlGroup>,
    #[serde(skip_serializing_if = "BackMatter::is_empty")]
    pub(super) back_matter: BackMatter,
}

#[derive(Debug, Serialize)]
pub(super) struct ControlGroup {
    pub(super) id: String,
    pub(super) class: &'static str,
    pub(super) title: String,
    #[serde(skip_serializing_if = "nothing")]
    pub(super) props: Vec<Prop>,
    pub(super) controls: Vec<Control>,
}

#[derive(Debug, Serialize)]
pub(super) struct Control {
    pub(super) id: String,
    pub(super) class: &'static str,
    pub(super) title: String,
    pub(super) props: Vec<Prop>,
    #[serde(skip_serializing_if = "nothing")]
    pub(super) links: Vec<Link>,
    pub(super) parts: Vec<Part>,
}

#[derive(Debug, Serialize)]
pub(super) struct Part {
    pub(super) id: String,
    pub(super) name: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) ns: Option<&'static str>,
    pub(super) prose: String,
}
