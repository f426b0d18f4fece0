//! What a person must look at: a located message with a rule id and a severity.
//!
//! One value feeds every report. A finding knows where it is, never how it is printed.

pub mod builtin;
pub mod fingerprint;
pub mod key;
mod skipped;

use crate::source::Source;
use std::sync::Arc;

/// How bad a finding is; ordered, so that thresholds compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Should be mended.
    Warning,
    /// Must be mended.
    Error,
}

impl Severity {
    /// The word that reports print.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A stretch of a source in bytes, half-open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// A stretch of a particular source.
#[derive(Debug, Clone)]
pub struct Place {
    /// The text it is in.
    pub source: Arc<Source>,
    /// Where in the text.
    pub span: Span,
}

/// A second place that helps to understand a finding.
#[derive(Debug, Clone)]
pub struct Related {
    /// Where it is.
    pub place: Place,
    /// Why it matters, as a short phrase.
    pub label: String,
}

/// What a finding is about, named so that it survives edits elsewhere in the file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Subject {
    /// The document's kind, such as `SupportOffering`; empty where it could not be read.
    pub kind: String,
    /// The document's `metadata.id`; empty where it could not be read.
    pub id: String,
    /// JSON pointer into the document, list items named by their id where they have one.
    pub pointer: String,
}

/// A located message about the user's documents.
#[derive(Debug, Clone)]
pub struct Finding {
    /// Rule id (`CSP-GDAP-001`) or the name of a built-in (`yaml-duplicate-key`).
    pub rule: String,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong: lower case, no full stop. May quote text from the document; sinks escape it.
    pub message: String,
    /// What to do about it; may be empty.
    pub help: String,
    /// The place to look at.
    pub place: Place,
    /// Other places that belong to it.
    pub related: Vec<Related>,
    /// What it is about.
    pub subject: Subject,
}

impl Finding {
    /// A finding of a built-in check, with that check's severity.
    pub fn builtin(check: &builtin::BuiltIn, place: Place, message: impl Into<String>) -> Self {
        Self {
            rule: check.id.to_owned(),
            severity: check.severity,
            message: message.into(),
            help: String::new(),
            place,
            related: Vec::new(),
            subject: Subject::default(),
        }
    }

    /// The same finding with advice on what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }

    /// The same finding with a further place to look at.
    #[must_use]
    pub fn related(mut self, place: Place, label: impl Into<String>) -> Self {
        self.related.push(Related {
            place,
            label: label.into(),
        });
        self
    }

    /// The same finding, known to be about `subject`.
    #[must_use]
    pub fn about(mut self, subject: Subject) -> Self {
        self.subject = subject;
        self
    }
}
