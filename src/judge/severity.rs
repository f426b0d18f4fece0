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

impl Level {
    /// The severity of its findings.
    pub const fn severity(self) -> Severity {
        match self {
            Self::Finding(severity) => severity,
            Self::Contested => Severity::Info,
        }
    }

    /// What people call it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Finding(severity) => severity.word(),
            Self::Contested => "contested",
        }
    }

    /// Levels in order: a contested rule weighs least.
    pub const fn weight(self) -> u8 {
        match self {
            Self::Contested => 0,
            Self::Finding(Severity::Info) => 1,
            Self::Finding(Severity::Warning) => 2,
            Self::Finding(Severity::Error) => 3,
        }
    }
}

impl Obligation {
    /// Obligations in order.
    pub const fn weight(self) -> u8 {
        match self {
            Self::May => 0,
            Self::Should => 1,
            Self::Must => 2,
        }
    }

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
    /// Grounds in order, from open dispute to the wording itself.
    pub const fn weight(self) -> u8 {
        match self {
            Self::Conflict => 0,
            Self::ObservedInSamples => 1,
            Self::Interpretation => 2,
            Self::Secondary => 3,
            Self::VerbatimViaSecondary => 4,
            Self::VerbatimExcerpt => 5,
            Self::VerbatimAndInterpretation => 6,
            Self::Verbatim | Self::Own => 7,
        }
    }

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
