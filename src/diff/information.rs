//! What customers are told at all, where only its absence can be compared: how to complain, what Microsoft answers in
//! which time, where incidents are shown.
//!
//! It must never judge words: what is told otherwise is a change of wording.

use super::Pair;
use super::change::Ledger;
use super::kind;
use super::turn::{Level, Turn};
use crate::model::lens::Lens;
use crate::yaml::NodeRef;

/// Where it stands in an offering, what kind of change its absence is, and what it tells.
const TOLD: [(&[&str], &Turn, &str); 5] = [
    (
        &["accessibility"],
        kind::ACCESSIBILITY,
        "how people with disabilities reach us",
    ),
    (
        &["communications", "statusPage"],
        kind::INFORMATION,
        "our page on current incidents",
    ),
    (
        &["serviceHealth"],
        kind::INFORMATION,
        "what service health says, on customers' own pages,",
    ),
    (
        &["escalation", "complaints"],
        kind::RUNG,
        "how to complain about the support",
    ),
    (
        &["escalation", "microsoftTimes"],
        kind::RUNG,
        "how soon Microsoft answers what we pass on",
    ),
];

/// Compares what customers are told.
pub(super) fn compare<'a>(pair: &Pair<'a>, ledger: &mut Ledger<'a>) {
    for (path, turn, what) in TOLD {
        let of = |spec: NodeRef<'a>| spec.path(path);
        let nodes = (of(pair.old.offering.node()), of(pair.new.offering.node()));
        let (level, now) = match nodes {
            (Some(_), None) => (Level::Reduction, "is no longer told"),
            (None, Some(_)) => (Level::Improvement, "is now told"),
            _ => continue,
        };
        ledger.note(turn, Some(level), nodes, || format!("{what} {now}"));
    }
}
