//! What a waiver covers: a document or a place in it, files, or one line of a file.
//!
//! It compares names and places and must never know why something is excused.

use crate::finding::{Finding, Subject};
use crate::model::{Entry, Kind};
use crate::source::Source;
use crate::yaml::NodeRef;
use std::ops::Range;
use std::sync::Arc;

/// What is covered.
#[derive(Debug)]
pub enum Target<'a> {
    /// A document, or what stands at a pointer in it and below.
    Document {
        /// Its kind.
        kind: &'static Kind,
        /// Its `metadata.id`.
        id: &'a str,
        /// JSON pointer, list items by position or by their id.
        pointer: Option<&'a str>,
    },
    /// Files whose paths fit a pattern.
    Files(Box<globset::GlobMatcher>),
    /// What begins on a line.
    Line {
        /// The file.
        source: Arc<Source>,
        /// The line in bytes.
        line: Range<u32>,
    },
}

impl<'a> Target<'a> {
    /// Reads `Kind/id`, `Kind/id#/pointer` or a pattern of files; none where it is neither.
    pub fn parse(text: &'a str) -> Option<Self> {
        let (document, pointer) = match text.split_once('#') {
            Some((document, pointer)) => (document, Some(pointer)),
            None => (text, None),
        };
        if let Some((kind, id)) = document.split_once('/')
            && let Some(kind) = Kind::named(kind)
        {
            return Some(Self::Document { kind, id, pointer });
        }
        let glob = globset::GlobBuilder::new(text)
            .literal_separator(true)
            .build()
            .ok()?;
        Some(Self::Files(Box::new(glob.compile_matcher())))
    }

    /// Whether a document, or something in it, is covered.
    pub fn touches(&self, entry: &Entry) -> bool {
        match self {
            Self::Document { kind, id, .. } => entry.kind == *kind && entry.id == *id,
            Self::Files(glob) => glob.is_match(&entry.document.source.path),
            Self::Line { source, .. } => Arc::ptr_eq(source, &entry.document.source),
        }
    }

    /// Whether a finding about a node of a document is covered.
    pub fn covers(&self, entry: &Entry, node: NodeRef<'_>, finding: Option<&Finding>) -> bool {
        self.touches(entry)
            && match self {
                Self::Document { pointer, .. } => pointer.is_none_or(|pointer| {
                    inside(&node.json_pointer(), pointer) || inside(&node.stable_pointer(), pointer)
                }),
                Self::Files(_) => true,
                Self::Line { source, line } => {
                    let underlined = finding.is_some_and(|finding| {
                        Arc::ptr_eq(&finding.place.source, source)
                            && line.contains(&finding.place.span.start)
                    });
                    underlined || line.contains(&node.introduced_by().span().start)
                }
            }
    }

    /// Whether what a finding is about is covered, for those who know the finding alone.
    pub fn names(&self, subject: &Subject, path: &str) -> bool {
        match self {
            Self::Document { kind, id, pointer } => {
                subject.kind == kind.name
                    && subject.id == *id
                    && pointer.is_none_or(|pointer| inside(&subject.pointer, pointer))
            }
            Self::Files(glob) => glob.is_match(path),
            Self::Line { .. } => false,
        }
    }
}

/// Whether a pointer is another one or leads further down from it.
fn inside(pointer: &str, outer: &str) -> bool {
    let outer = outer.trim_end_matches('/');
    pointer
        .strip_prefix(outer)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
