//! The answer first: a sentence, and six numbers that no percentage hides.

use crate::report::contents::{Report, State};
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

/// How many obligations were judged at all, and how many fail somewhere.
pub(super) struct Obligations {
    /// Rules with a verdict of any sort.
    rules: usize,
    /// Rules with a verdict other than not applicable.
    judged: usize,
    /// Rules that fail somewhere.
    not_met: usize,
}

impl Obligations {
    pub(super) fn of(report: &Report) -> Self {
        let rules = |wanted: fn(State) -> bool| {
            let verdicts = report.verdicts.iter().filter(|v| wanted(v.state));
            verdicts.map(|v| &v.rule).collect::<BTreeSet<_>>().len()
        };
        Self {
            rules: rules(|_| true),
            judged: rules(|state| state != State::NotApplicable),
            not_met: rules(|state| state == State::NotMet),
        }
    }

    pub(super) fn mood(&self, report: &Report) -> &'static str {
        let counts = report.counts;
        if self.not_met > 0 || !report.passes() {
            "bad"
        } else if counts.unknown + counts.contested + counts.waived > 0 {
            "open"
        } else {
            "good"
        }
    }

    pub(super) fn headline(&self, report: &Report) -> String {
        let Self {
            judged, not_met, ..
        } = self;
        let unknown = report.counts.unknown as u64;
        let obligations = words::number(*judged as u64, "obligation");
        match (not_met, unknown) {
            (0, _) if *judged == 0 => "Nothing could be judged".to_owned(),
            (0, 0) => format!("No breach found in {obligations}"),
            (0, _) => {
                let checks = words::number(unknown, "check");
                format!("No breach found in {obligations}, but {checks} could not be answered")
            }
            (1, _) => format!("1 of {obligations} is not met"),
            _ => format!("{not_met} of {obligations} are not met"),
        }
    }

    pub(super) fn lead(&self, report: &Report) -> String {
        let documents = words::number(report.run.documents as u64, "document");
        let checks = words::number(report.counts.total() as u64, "check");
        let found = report.findings_in_words();
        format!(
            "{checks} of {} rules on {documents} gave {found}.",
            self.rules
        )
    }
}

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
