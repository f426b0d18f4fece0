//! Verdicts: what a rule answers on a subject, and what the answers add up to.
//!
//! Plain values; how a verdict came about is known elsewhere.

use crate::finding::Finding;

/// A rule's answer on one subject.
#[derive(Debug, Clone)]
pub struct Verdict {
    /// Place of the rule in [`super::Judgement::rules`].
    pub rule: usize,
    /// Place of the document in the workspace.
    pub entry: usize,
    /// Index of the node in the document.
    pub node: u32,
    /// The answer.
    pub outcome: Outcome,
}

/// The verdicts on one document that are only counted.
#[derive(Debug, Clone, Copy)]
pub struct Quiet {
    /// Place of the document in the workspace.
    pub entry: usize,
    /// How many obligations are met.
    pub met: usize,
    /// How many do not apply.
    pub not_applicable: usize,
}

impl Quiet {
    /// Nothing counted yet about a document.
    pub const fn about(entry: usize) -> Self {
        Self {
            entry,
            met: 0,
            not_applicable: 0,
        }
    }
}

/// The six answers.
#[derive(Debug, Clone)]
pub enum Outcome {
    /// The obligation is met.
    Pass,
    /// It is not met.
    Fail(Box<Finding>),
    /// The rule does not apply here, and why, in words; empty where nobody asked for the reason.
    NotApplicable(Box<str>),
    /// A house pack retired the rule; [`super::rule::Rule::retired`] says why. It counts as not applicable.
    Retired,
    /// It could not be told; what is missing.
    Unknown(Box<str>),
    /// Sources disagree, and under one reading it is not met.
    Contested(Box<Finding>),
    /// It is not met, and excused by the waiver with this place in [`super::Judgement::waivers`].
    Waived(Box<Finding>, usize),
}

/// The answers without their details, for counting and sorting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Answered {
    /// Not met.
    Fail,
    /// Sources disagree.
    Contested,
    /// Excused.
    Waived,
    /// Could not be told.
    Unknown,
    /// Met.
    Pass,
    /// Does not apply.
    NotApplicable,
}

impl Outcome {
    /// The answer without its details.
    pub const fn answered(&self) -> Answered {
        match self {
            Self::Pass => Answered::Pass,
            Self::Fail(_) => Answered::Fail,
            Self::NotApplicable(_) | Self::Retired => Answered::NotApplicable,
            Self::Unknown(_) => Answered::Unknown,
            Self::Contested(_) => Answered::Contested,
            Self::Waived(..) => Answered::Waived,
        }
    }
}

impl Answered {
    /// All answers, worst first.
    pub const ALL: [Self; 6] = [
        Self::Fail,
        Self::Contested,
        Self::Waived,
        Self::Unknown,
        Self::Pass,
        Self::NotApplicable,
    ];

    /// The word in machine-readable reports.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::NotApplicable => "not_applicable",
            Self::Unknown => "unknown",
            Self::Contested => "contested",
            Self::Waived => "waived",
        }
    }
}

impl Outcome {
    /// The finding that people are shown, if any.
    pub fn finding(&self) -> Option<&Finding> {
        match self {
            Self::Fail(finding) | Self::Contested(finding) => Some(finding),
            Self::Pass
            | Self::NotApplicable(_)
            | Self::Retired
            | Self::Unknown(_)
            | Self::Waived(..) => None,
        }
    }
}
