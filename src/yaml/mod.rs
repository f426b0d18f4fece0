//! YAML with a byte span on every key and value.
//!
//! [`read`] turns a [`Source`] into documents, one flat arena each; broken input becomes findings,
//! never an abort. Nothing outside this module may know which parser filled the arena, and nothing
//! in it may know what a document means.

mod arena;
mod build;
mod de;
mod overlay;
mod pointer;
mod scalar;
mod ser;

pub use arena::{Document, Entries, Items, NodeKind, NodeRef};
pub use build::read;
pub use overlay::overlay;

use crate::finding::Finding;

/// What reading one source gave: the documents in order, and what is wrong with them.
#[derive(Debug, Default)]
pub struct Reading {
    /// The documents, also those with findings, as far as they could be read.
    pub documents: Vec<Document>,
    /// What is wrong, in the order of the text.
    pub findings: Vec<Finding>,
}
