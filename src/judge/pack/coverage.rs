//! What became of each obligation of a pack's catalogue: a rule, a manual control, or a stated reason.
//!
//! It counts ids and must never judge.

use super::Pack;
use std::collections::BTreeSet;

/// The ids of a catalogue, by what became of them; each list sorted.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Coverage<'a> {
    /// The pack.
    pub pack: &'a str,
    /// The day on which its sources were read.
    pub catalogued: &'a str,
    /// How many obligations there are in all.
    pub total: usize,
    /// Those that rules judge.
    pub in_rules: BTreeSet<&'a str>,
    /// Those that a person must look at.
    pub manual: BTreeSet<&'a str>,
    /// Those that nothing a partner writes down could show.
    pub not_checkable: BTreeSet<&'a str>,
    /// Those that wait for something.
    pub waiting: BTreeSet<&'a str>,
}

/// What became of the obligations of a pack's catalogue. An id in two lists counts once, in the first.
pub fn coverage(pack: &Pack) -> Coverage<'_> {
    let (controls, rules): (Vec<_>, Vec<_>) =
        pack.rules.iter().partition(|rule| rule.control.is_some());
    let covered = pack.covered.iter().map(|covered| covered.id.as_str());
    let in_rules = rules.iter().map(|rule| obligation(&rule.id));
    let in_rules: BTreeSet<&str> = in_rules.chain(covered).collect();
    let mut manual: BTreeSet<&str> = controls.iter().map(|rule| rule.id.as_str()).collect();
    manual.retain(|id| !in_rules.contains(id));
    let not_checkable = pack.not_checkable.iter().map(|remark| remark.id.as_str());
    let mut not_checkable: BTreeSet<&str> = not_checkable.collect();
    not_checkable.retain(|id| !in_rules.contains(id) && !manual.contains(id));
    let mut waiting: BTreeSet<&str> = pack
        .waiting
        .iter()
        .map(|remark| remark.id.as_str())
        .collect();
    waiting.retain(|id| {
        let known = [&in_rules, &manual, &not_checkable];
        known.iter().all(|list| !list.contains(id))
    });
    Coverage {
        pack: &pack.id,
        catalogued: &pack.catalogued,
        total: in_rules.len() + manual.len() + not_checkable.len() + waiting.len(),
        in_rules,
        manual,
        not_checkable,
        waiting,
    }
}

/// The obligation a rule belongs to: several rules of one obligation end in `-a`, `-b` and so on.
fn obligation(id: &str) -> &str {
    match id.rsplit_once('-') {
        Some((obligation, level)) if level.len() == 1 && level.chars().all(char::is_lowercase) => {
            obligation
        }
        _ => id,
    }
}
