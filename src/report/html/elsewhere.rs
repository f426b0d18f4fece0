//! What does not apply, by reason: one reason often keeps many rules from being asked.

use crate::report::contents::{Report, State};
use crate::report::html::parts::{Part, rich, shown};
use serde::Serialize;
use std::collections::BTreeMap;

/// Reasons that one file lists.
const LISTED: usize = 300;

/// A reason, and the rules that do not apply because of it.
#[derive(Debug, Serialize)]
pub(super) struct Elsewhere {
    reason: Vec<Part>,
    rules: Vec<NotAsked>,
}

/// A rule that does not apply.
#[derive(Debug, Serialize)]
struct NotAsked {
    id: String,
    title: Vec<Part>,
    count: usize,
}

/// The reasons that are listed, and how many are not; verdicts without a reason are left out.
pub(super) fn reasons(report: &Report) -> (Vec<Elsewhere>, usize) {
    let mut by_reason: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    let told = report
        .verdicts
        .iter()
        .filter(|verdict| verdict.state == State::NotApplicable && !verdict.note.is_empty());
    for verdict in told {
        let rules = by_reason.entry(&verdict.note).or_default();
        *rules.entry(&verdict.rule).or_default() += 1;
    }
    let more = by_reason.len().saturating_sub(LISTED);
    let not_asked = |(id, count): (&str, usize)| NotAsked {
        id: shown(id),
        title: rich(report.rule(id).map_or("", |rule| &rule.title)),
        count,
    };
    let listed = by_reason.into_iter().take(LISTED);
    let listed = listed.map(|(reason, rules)| Elsewhere {
        reason: rich(reason),
        rules: rules.into_iter().map(not_asked).collect(),
    });
    (listed.collect(), more)
}
