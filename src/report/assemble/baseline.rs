//! Findings held against a baseline: which are known, and which entries list nothing.

use super::Assembly;
use crate::finding::key::Key;
use crate::finding::{Finding, builtin};
use crate::judge::baseline::{Answers, Baseline, Stale};
use crate::report::baseline::Gone;
use crate::report::reported::{Novelty, order};

impl Assembly {
    /// Holds the findings that were added since the last time against the baseline of their workspace,
    /// a file of that name.
    pub fn hold_against(&mut self, baseline: &Baseline, name: &str, answers: &Answers) {
        let own = &mut self.findings[self.weighed..];
        own.sort_by(|(a, _), (b, _)| order(a).cmp(&order(b)));
        let findings: Vec<&Finding> = own.iter().map(|(finding, _)| finding).collect();
        let review = baseline.review(&findings, answers);
        for ((_, novelty), known) in own.iter_mut().zip(&review.known) {
            *novelty = Some(if *known {
                Novelty::Unchanged
            } else {
                Novelty::New
            });
        }
        let told = self.report.baseline.get_or_insert_default();
        told.files.push(name.to_owned());
        told.gone.extend(review.stale.iter().map(gone));
        if answers.asks(builtin::BASELINE_STALE.id) {
            let stale = review.stale.iter().map(finding);
            self.findings
                .extend(stale.map(|finding| (finding, Some(Novelty::New))));
        }
        self.weighed = self.findings.len();
    }
}

fn gone(stale: &Stale<'_>) -> Gone {
    Gone {
        key: stale.entry.key.clone(),
        count: stale.count,
        waiver: stale.waiver.clone(),
    }
}

/// What is said of an entry that lists nothing.
fn finding(stale: &Stale<'_>) -> Finding {
    let Key {
        rule,
        subject,
        path,
    } = &stale.entry.key;
    let about = if path.is_empty() {
        subject.to_string()
    } else {
        path.clone()
    };
    let these = match (stale.count, stale.entry.count) {
        (1, 1) => "the known finding".to_owned(),
        (count, all) if count == all => format!("all {all} known findings"),
        (count, all) => format!("{count} of {all} known findings"),
    };
    let is = if stale.count == 1 { "is" } else { "are" };
    let what = match &stale.waiver {
        Some(waiver) => format!("excused by the waiver `{waiver}` already"),
        None => "gone".to_owned(),
    };
    let message = format!("{these} of `{rule}` on `{about}` {is} {what}");
    Finding::builtin(builtin::BASELINE_STALE, stale.entry.place.clone(), message)
        .help("remove the entry with `csp-support baseline prune`, so that it cannot hide another one later")
        .about(subject.clone())
}
