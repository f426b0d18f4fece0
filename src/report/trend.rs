//! How a report compares with earlier ones: what is new, what is mended, and the counts then and now.
//!
//! Findings are recognised by their keys, as in a baseline. It holds plain values; how they came about is
//! known to whoever judged, how they are printed to each format.

use crate::finding::Severity;
use crate::finding::key::Key;
use crate::report::contents::{Counts, Pack, Report, State};
use crate::report::words::SEVERITIES;

/// An earlier report, as far as it is compared.
#[derive(Debug, Clone, Default)]
pub struct Earlier {
    /// When it was judged, and what it counted.
    pub run: PastRun,
    /// Name of the partner or of the workspace.
    pub partner: String,
    /// Version of the program that wrote it.
    pub version: String,
    /// Its rule packs.
    pub packs: Vec<Pack>,
    /// All its findings, those of a baseline included.
    pub findings: Vec<Past>,
}

/// A run among others: a row of a small table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PastRun {
    /// The file of its report; empty for this run.
    pub name: String,
    /// The day on which everything was judged.
    pub date: String,
    /// How many findings there were, worst first, those of a baseline included.
    pub findings: [usize; 3],
    /// How many verdicts of each sort there were.
    pub counts: Counts,
}

/// A finding of an earlier report.
#[derive(Debug, Clone)]
pub struct Past {
    /// What it is recognised by.
    pub key: Key,
    /// How bad it was.
    pub severity: Severity,
    /// What was wrong.
    pub message: String,
    /// Where it stood then, `path:line:column`.
    pub place: String,
    /// The day on which it was first seen, as far as that report knew; may be empty.
    pub first_seen: String,
}

/// How a report compares with an earlier one.
#[derive(Debug, Clone, Default)]
pub struct Trend {
    /// Earlier runs, the oldest first; the last one is what findings are compared with.
    pub runs: Vec<PastRun>,
    /// Fingerprints of findings that are new.
    pub new: Vec<String>,
    /// How many findings were there before.
    pub unchanged: usize,
    /// Findings that are mended.
    pub fixed: Vec<Past>,
    /// Findings that a waiver excuses now; they are not mended.
    pub waived: Vec<Past>,
    /// Findings of which nothing can be told now: a fact is missing or a document has errors.
    pub untold: Vec<Past>,
    /// How many findings were not looked for in this run.
    pub not_asked: usize,
    /// What makes the two hard to compare, in words.
    pub remarks: Vec<String>,
}

impl Trend {
    /// The run that findings are compared with.
    pub fn since(&self) -> &str {
        self.runs.last().map_or("", |run| &run.date)
    }

    /// `1 new, 1 fixed, 48 unchanged`, and what else became of findings.
    pub fn in_words(&self) -> String {
        let always = [
            (self.new.len(), "new"),
            (self.fixed.len(), "fixed"),
            (self.unchanged, "unchanged"),
        ];
        let others = [
            (self.waived.len(), "waived since"),
            (self.untold.len(), "not to be told now"),
            (self.not_asked, "not looked for in this run"),
        ];
        let others = others.into_iter().filter(|(count, _)| *count > 0);
        let all = always.into_iter().chain(others);
        let words = all.map(|(count, what)| format!("{count} {what}"));
        words.collect::<Vec<_>>().join(", ")
    }

    /// Findings that are not there any more, with what became of them.
    pub fn gone(&self) -> impl Iterator<Item = (&'static str, &Past)> {
        let fixed = self.fixed.iter().map(|past| ("fixed", past));
        let waived = self.waived.iter().map(|past| ("waived", past));
        let untold = self.untold.iter().map(|past| ("not told", past));
        fixed.chain(waived).chain(untold)
    }
}

impl PastRun {
    /// What stands above [`PastRun::cells`].
    pub fn columns() -> Vec<&'static str> {
        let findings = SEVERITIES.map(Severity::word);
        let states = State::ALL.map(State::word);
        findings.into_iter().chain(states).collect()
    }

    /// Its numbers: findings, the worst first, then verdicts.
    pub fn cells(&self) -> Vec<usize> {
        let states = State::ALL.map(|state| self.counts.of(state));
        self.findings.into_iter().chain(states).collect()
    }
}

impl Report {
    /// This run as the last row of the table.
    pub fn as_run(&self) -> PastRun {
        let all = self.all_findings();
        let of = |severity| {
            all.iter()
                .filter(|f| f.finding.severity == severity)
                .count()
        };
        PastRun {
            name: String::new(),
            date: self.run.as_of.clone(),
            findings: SEVERITIES.map(of),
            counts: self.counts,
        }
    }
}
