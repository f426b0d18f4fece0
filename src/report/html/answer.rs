//! The answer first: a sentence, and six numbers that no percentage hides.

use crate::finding::Severity;
use crate::page::capitalised;
use crate::report::contents::{Report, State};
use crate::report::rule::Origin;
use crate::report::words;
use serde::Serialize;
use std::collections::BTreeSet;

/// One of the six numbers, and its stretch of the bar.
#[derive(Debug, Serialize)]
pub(super) struct Tile {
    key: &'static str,
    symbol: &'static str,
    word: &'static str,
    meaning: &'static str,
    count: usize,
    from: String,
    width: String,
}

/// What the headline counts: obligations, that is rules, not single checks.
pub(super) struct Obligations {
    /// Rules with a verdict of any sort.
    rules: usize,
    /// Rules that were answered somewhere.
    judged: usize,
    /// Rules that fail somewhere.
    not_met: usize,
    /// Errors in the documents themselves, which keep rules from being judged.
    broken: usize,
}

impl Obligations {
    /// Counts them.
    pub(super) fn of(report: &Report) -> Self {
        let rules = |wanted: fn(State) -> bool| {
            let verdicts = report.verdicts.iter().filter(|v| wanted(v.state));
            verdicts.map(|v| &v.rule).collect::<BTreeSet<_>>().len()
        };
        let found = report.findings.iter().chain(&report.known);
        let broken = found.map(|f| &f.finding).filter(|finding| {
            let rule = report.rule(&finding.rule);
            finding.severity == Severity::Error && rule.is_none_or(|r| r.origin == Origin::Format)
        });
        Self {
            rules: report.rules_that_looked(),
            judged: rules(|state| !matches!(state, State::NotApplicable | State::Unknown)),
            not_met: rules(|state| state == State::NotMet),
            broken: broken.count(),
        }
    }

    /// Which of three colours stands above the answer.
    pub(super) fn mood(&self, report: &Report) -> &'static str {
        let counts = report.counts;
        if report.comparison.is_some() {
            return match report.findings.iter().map(|own| own.finding.severity).max() {
                Some(Severity::Error) => "bad",
                Some(Severity::Warning) => "open",
                _ => "good",
            };
        }
        if self.not_met + self.broken > 0 || !report.passes() {
            "bad"
        } else if counts.unknown + counts.contested + counts.waived > 0 {
            "open"
        } else {
            "good"
        }
    }

    /// Which colour the gate has: none where nothing can fail.
    pub(super) fn gate(report: &Report) -> &'static str {
        match (report.run.gate.fail_on, report.passes()) {
            (None, true) => "none",
            (_, true) => "good",
            (_, false) => "bad",
        }
    }

    /// The answer in one sentence.
    pub(super) fn headline(&self, report: &Report) -> String {
        if let Some(found) = &report.comparison {
            return capitalised(found);
        }
        let obligations = words::number(self.judged as u64, "obligation");
        match self.not_met {
            0 if self.judged == 0 => "Nothing could be judged".to_owned(),
            0 => format!("No breach found in {obligations}{}", self.but(report)),
            1 => format!("1 of {obligations} is not met"),
            not_met => format!("{not_met} of {obligations} are not met"),
        }
    }

    /// What keeps "no breach found" from being the whole answer.
    fn but(&self, report: &Report) -> String {
        let counted = [
            (self.broken, "error", " in the documents"),
            (report.counts.unknown, "check", " without an answer"),
        ];
        let open = counted.into_iter().filter(|(count, ..)| *count > 0);
        let open: Vec<String> = open
            .map(|(count, what, rest)| words::number(count as u64, what) + rest)
            .collect();
        if open.is_empty() {
            return String::new();
        }
        format!(", but {}", open.join(" and "))
    }

    /// How the answer came about, in one sentence.
    pub(super) fn lead(&self, report: &Report) -> String {
        let documents = words::number(report.run.documents as u64, "document");
        if report.comparison.is_some() {
            return format!("The newer version has {documents}.");
        }
        let checks = words::number(report.counts.total() as u64, "check");
        let rules = words::number(self.rules as u64, "rule");
        let found = report.findings_in_words();
        let known = report.known_after_that();
        format!("{checks} of {rules} on {documents} gave {found}{known}.")
    }
}

/// The six numbers.
pub(super) fn tiles(report: &Report) -> Vec<Tile> {
    let total = report.counts.total().max(1);
    let mut from = 0;
    let tile = |state: State| {
        let count = report.counts.of(state);
        let start = from;
        from += count;
        Tile {
            key: state.key(),
            symbol: state.symbol(),
            word: state.word(),
            meaning: state.meaning(),
            count,
            from: per_mille(start, total),
            width: per_mille(count, total),
        }
    };
    State::ALL.map(tile).into()
}

/// A share in thousandths, rounded down, so that the shares never exceed the whole.
fn per_mille(count: usize, total: usize) -> String {
    (count * 1000 / total).to_string()
}
