//! Which findings become results, and what people accepted of them: by a waiver, or by a baseline.

use super::shape::Suppression;
use crate::finding::Severity;
use crate::report::Style;
use crate::report::contents::{Excused, Report, Reported};
use crate::report::reported::Novelty;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// What becomes a result.
pub(super) struct Told<'a> {
    pub(super) reported: &'a Reported,
    pub(super) suppressions: Option<Vec<Suppression>>,
}

/// All results; whether they are suppressed only where that is asked for.
pub(super) fn told<'a>(report: &'a Report, style: &Style) -> Vec<Told<'a>> {
    let open = report.all_findings().into_iter();
    if !style.sarif_suppressed {
        let told = |reported| Told {
            reported,
            suppressions: None,
        };
        return open.map(told).collect();
    }
    let known: BTreeSet<&str> = report
        .known
        .iter()
        .map(|f| f.fingerprint.as_str())
        .collect();
    let open = open.map(|reported| {
        let known = known.contains(reported.fingerprint.as_str());
        let known = known.then(|| by_baseline(report));
        (reported, known.into_iter().collect())
    });
    let waived = report.excused.iter();
    let waived = waived.map(|own| (&own.reported, vec![by_waiver(report, own)]));
    let all = open.chain(waived);
    all.map(|(reported, suppressions)| Told {
        reported,
        suppressions: Some(suppressions),
    })
    .collect()
}

impl Told<'_> {
    /// What is open, new and bad first, so that a cut takes the least.
    pub(super) fn rank(&self) -> (bool, Option<Novelty>, Reverse<Severity>) {
        let accepted = self
            .suppressions
            .as_ref()
            .is_some_and(|all| !all.is_empty());
        let Reported {
            novelty, finding, ..
        } = self.reported;
        (accepted, *novelty, Reverse(finding.severity))
    }
}

/// How a waiver suppresses what it excuses.
fn by_waiver(report: &Report, excused: &Excused) -> Suppression {
    let waiver = report.waivers.iter().find(|own| own.id == excused.waiver);
    let is_comment = waiver.is_some_and(|waiver| waiver.is_comment);
    let why = waiver.map_or_else(String::new, |waiver| {
        // A comment names nobody.
        let approver = Some(&waiver.approver).filter(|name| !is_comment && !name.is_empty());
        let approver = approver.map_or_else(String::new, |name| format!("; approved by {name}"));
        let reason = waiver.reason.trim_end_matches('.');
        format!(": {reason}{approver}; until {}", waiver.expires)
    });
    Suppression {
        kind: if is_comment { "inSource" } else { "external" },
        status: "accepted",
        justification: format!("waived by {}{why}", excused.waiver),
    }
}

/// How a baseline suppresses what it lists.
fn by_baseline(report: &Report) -> Suppression {
    let files = report.baseline.as_ref().map(|told| told.files.join(", "));
    Suppression {
        kind: "external",
        status: "accepted",
        justification: format!("known: in the baseline {}", files.unwrap_or_default()),
    }
}
