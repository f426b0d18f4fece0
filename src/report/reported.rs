//! A finding as reports list it: with the name it keeps, and whether it is new.

use crate::finding::fingerprint::fingerprints;
use crate::finding::{Finding, Subject};

/// A finding with the name it keeps.
#[derive(Debug, Clone)]
pub struct Reported {
    /// What was found.
    pub finding: Finding,
    /// What it is recognised by from run to run.
    pub fingerprint: String,
    /// Whether it is new, where there is a baseline or an earlier report to tell by.
    pub novelty: Option<Novelty>,
    /// The day on which it was first seen, `YYYY-MM-DD`; empty where no earlier report tells.
    pub first_seen: String,
}

/// Whether a finding was there before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Novelty {
    /// Neither the baseline nor the earlier report has it.
    New,
    /// It was there before.
    Unchanged,
}

impl Novelty {
    /// What machines read, as SARIF has it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Unchanged => "unchanged",
        }
    }

    /// What people read.
    pub const fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Unchanged => "known",
        }
    }
}

impl Reported {
    /// Sorts findings by place and gives each its fingerprint.
    pub fn all(findings: Vec<Finding>) -> Vec<Self> {
        Self::with_novelty(findings.into_iter().map(|finding| (finding, None)))
    }

    /// The same for findings of which some are known to be new or not.
    pub fn with_novelty(
        findings: impl IntoIterator<Item = (Finding, Option<Novelty>)>,
    ) -> Vec<Self> {
        let mut findings: Vec<_> = findings.into_iter().collect();
        findings.sort_by(|(a, _), (b, _)| order(a).cmp(&order(b)));
        let names = fingerprints(findings.iter().map(|(finding, _)| finding));
        findings
            .into_iter()
            .zip(names)
            .map(|((finding, novelty), fingerprint)| Self {
                finding,
                fingerprint,
                novelty,
                first_seen: String::new(),
            })
            .collect()
    }
}

/// By place; what stands at one place, by rule and subject.
pub(crate) fn order(finding: &Finding) -> (&str, u32, &str, &Subject, &str) {
    (
        &finding.place.source.path,
        finding.place.span.start,
        &finding.rule,
        &finding.subject,
        &finding.message,
    )
}
