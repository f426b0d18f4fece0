//! Links to an offering, and to the sections of its page.
//!
//! It must never know what the sections hold.

use crate::site::texts::Text;
use schemars::JsonSchema;
use serde::Serialize;

/// An entry of the table of contents.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ContentsEntry")]
pub struct Section {
    /// The section's anchor.
    pub id: &'static str,
    /// Its heading.
    pub title: String,
}

/// An offering by its name, with the addresses of its page as HTML and as Markdown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OfferingLink {
    /// What it is called.
    pub name: Text,
    /// Its page, from any page of the language.
    pub href: String,
    /// The same as Markdown.
    pub twin: String,
}
