//! How bad a broken rule is: obligation and basis decide, by one table.
//!
//! It must never know which rule is asked about.

use crate::finding::Severity;

/// How strongly the guidance asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Obligation {
    /// It is required.
    Must,
    /// It is recommended.
    Should,
    /// It is allowed, or good practice.
    May,
}

/// How well a rule is backed by its sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// The guidance says it.
    Verbatim,
    /// The guidance says part of it, the rest is our reading and stands in a record of its own.
    VerbatimAndInterpretation,
    /// The guidance says it, known from an excerpt.
    VerbatimExcerpt,
    /// The guidance says it, known from somebody who quotes it.
    VerbatimViaSecondary,
    /// Somebody else says so.
    Secondary,
    /// Our reading.
    Interpretation,
    /// Seen in Microsoft's samples.
    ObservedInSamples,
    /// Sources disagree.
    Conflict,
    /// No guidance: a promise must agree with itself, or the author of the pack asks it.
    Own,
}

/// What a broken rule becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// A finding of this severity.
    Finding(Severity),
    /// An info finding that shows both sides.
    Contested,
}

impl Level {
    /// The severity of its findings.
    pub const fn severity(self) -> Severity {
        match self {
            Self::Finding(severity) => severity,
            Self::Contested => Severity::Info,
        }
    }
}

/// The table.
pub const fn level(obligation: Obligation, basis: Basis) -> Level {
    use Basis::{Conflict, Own, Verbatim, VerbatimAndInterpretation};
    match (obligation, basis) {
        (_, Conflict) => Level::Contested,
        (Obligation::Must, Verbatim | VerbatimAndInterpretation | Own) => {
            Level::Finding(Severity::Error)
        }
        (Obligation::Must | Obligation::Should, _) => Level::Finding(Severity::Warning),
        (Obligation::May, _) => Level::Finding(Severity::Info),
    }
}

impl Obligation {
    /// The word in the catalogue.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Must => "must",
            Self::Should => "should",
            Self::May => "may",
        }
    }
}

impl Basis {
    /// What people are told about it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Verbatim => "stated in the guidance",
            Self::VerbatimAndInterpretation => {
                "stated in the guidance, with our reading of how to check it"
            }
            Self::VerbatimExcerpt => "stated in the guidance, known from an excerpt",
            Self::VerbatimViaSecondary => "stated in the guidance, known from a quotation",
            Self::Secondary => "reported by others",
            Self::Interpretation => "our interpretation",
            Self::ObservedInSamples => "seen in Microsoft's samples",
            Self::Conflict => "sources disagree",
            Self::Own => "asked by the pack itself",
        }
    }
}
