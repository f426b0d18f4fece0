//! YAML with a byte span on every key and value.
//!
//! [`read`] turns a [`Source`](crate::source::Source) into documents, one flat arena each; broken input
//! becomes findings, never an abort. Nothing outside this module may know which parser filled the
//! arena, and nothing in it may know what a document means.
//!
//! There are two ways in. [`read_everyday`] takes what people usually write, line by line, and declines
//! all else; [`read_by_grammar`] takes everything and is the authority. Both tell the same builder what
//! they meet, so that duplicate keys, limits and misleading values are judged in one place.

mod alias;
mod arena;
mod build;
mod comments;
mod csv;
mod de;
mod duplicates;
mod envelope;
mod everyday;
mod json;
mod leaf;
pub mod limits;
pub mod lookalike;
mod merge;
mod node;
mod overlay;
mod pointer;
mod quote;
mod read;
mod scalar;
mod ser;
mod syntax;
mod tag;
mod text;
mod within;

pub use arena::{Document, NodeKind};
pub use comments::comments;
pub use csv::read_csv;
pub use de::ReadError;
pub use envelope::enveloped;
pub use everyday::read_everyday;
pub use json::read_json;
pub use node::{Entries, Items, NodeRef};
pub use overlay::overlay;
pub use pointer::escaped;
pub use read::{read, read_by_grammar};
pub use text::is_forbidden;

use crate::finding::Finding;

/// What reading one source gave: the documents in order, and what is wrong with them.
#[derive(Debug, Default)]
pub struct Reading {
    /// The documents, also those with findings, as far as they could be read; [`Document::is_sound`]
    /// tells them apart.
    pub documents: Vec<Document>,
    /// What is wrong, in the order of the text.
    pub findings: Vec<Finding>,
}
