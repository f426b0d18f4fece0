//! What was not evaluated, by cause: one missing fact often stops many rules.

use crate::finding::Severity;
use crate::report::contents::{Report, State, Verdict};
use crate::report::html::parts::{self, Part, rich, shown};
use crate::report::portfolio::Owners;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Causes that one file lists.
const LISTED: usize = 300;

/// A missing fact of one document, and the rules that need it.
#[derive(Debug, Serialize)]
pub(super) struct Cause {
    anchor: String,
    missing: Vec<Part>,
    subject: String,
    /// Whose business it is, and who asks, as the filters call them.
    of: String,
    asks: BTreeSet<&'static str>,
    severities: BTreeSet<&'static str>,
    rules: Vec<Waiting>,
    place: String,
}

/// A rule that waits for a fact.
#[derive(Debug, Serialize)]
struct Waiting {
    id: String,
    title: Vec<Part>,
    count: usize,
}

impl Cause {
    /// What links lead to.
    pub(super) fn anchor(&self) -> &String {
        &self.anchor
    }
}

/// What verdicts of one cause have in common.
type Key<'a> = (&'a str, &'a str, &'a str);

fn key(verdict: &Verdict) -> Key<'_> {
    let subject = &verdict.subject;
    (&subject.kind, &subject.id, &verdict.note)
}

/// The anchor of the cause of an unknown verdict.
pub(super) fn anchor(verdict: &Verdict) -> String {
    let (kind, id, note) = key(verdict);
    let hash = blake3::hash([kind, id, note].join("\0").as_bytes()).to_hex();
    format!("u-{}", &hash[..16])
}

/// The causes that are listed, and how many are not.
pub(super) fn causes(report: &Report) -> (Vec<Cause>, usize) {
    let mut by_cause: BTreeMap<Key<'_>, Vec<&Verdict>> = BTreeMap::new();
    let unknown = report.verdicts.iter().filter(|v| v.state == State::Unknown);
    for verdict in unknown {
        by_cause.entry(key(verdict)).or_default().push(verdict);
    }
    let owners = Owners::of(report);
    let more = by_cause.len().saturating_sub(LISTED);
    let listed = by_cause.values().take(LISTED);
    (
        listed
            .filter_map(|same| cause(report, &owners, same))
            .collect(),
        more,
    )
}

fn cause(report: &Report, owners: &Owners<'_>, verdicts: &[&Verdict]) -> Option<Cause> {
    let first = verdicts.first()?;
    let mut rules: BTreeMap<&str, usize> = BTreeMap::new();
    for verdict in verdicts {
        *rules.entry(&verdict.rule).or_default() += 1;
    }
    let waiting = |(id, count): (&str, usize)| Waiting {
        id: shown(id),
        title: rich(report.rule(id).map_or("", |rule| &rule.title)),
        count,
    };
    let known = || rules.keys().filter_map(|id| report.rule(id));
    Some(Cause {
        of: shown(&owners.of_subject(&first.subject).key()),
        asks: known().map(|rule| rule.origin.key()).collect(),
        severities: known()
            .filter_map(|rule| rule.severity.map(Severity::word))
            .collect(),
        anchor: anchor(first),
        missing: rich(&first.note),
        subject: shown(&format!("{}/{}", first.subject.kind, first.subject.id)),
        rules: rules.into_iter().map(waiting).collect(),
        place: parts::place(first.place.as_ref()),
    })
}
