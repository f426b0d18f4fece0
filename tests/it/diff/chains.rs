//! What holds for all versions: nothing against itself, both directions mirror each other, steps add up.

use super::{cases, changes, edited, ids, told, version};
use csp_support::diff::{Kind, Level, Matter, diff};
use csp_support::model::Loaded;
use proptest::prelude::*;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// What the cases put where, by the first two parts of the place, so that two of one chain do not meet.
static EDITS: LazyLock<Vec<(String, Map<String, Value>)>> = LazyLock::new(|| {
    let small = cases().into_iter().filter(|case| case.edit.len() == 1);
    let placed = small.filter_map(|case| {
        let path = case.edit.keys().next()?.clone();
        let nothing_taken = case.edit.values().all(|value| !value.is_null());
        let parts: Vec<_> = path.split('.').take(3).collect();
        nothing_taken.then(|| (parts.join("."), case.edit))
    });
    placed.collect()
});

/// A version: some of the edits, one for each place.
fn edits() -> impl Strategy<Value = Map<String, Value>> {
    prop::collection::vec(0..EDITS.len(), 0..5).prop_map(|chosen| {
        let mut places = BTreeSet::new();
        let mut edit = Map::new();
        for (place, one) in chosen.iter().map(|at| &EDITS[*at]) {
            let free = places.iter().all(|taken: &String| {
                !taken.starts_with(place.as_str()) && !place.starts_with(taken.as_str())
            });
            if free {
                places.insert(place.clone());
                edit.extend(one.clone());
            }
        }
        edit
    })
}

/// The levels of each matter.
fn levels(old: &Loaded, new: &Loaded) -> BTreeMap<Matter, BTreeSet<Level>> {
    let mut levels: BTreeMap<Matter, BTreeSet<Level>> = BTreeMap::new();
    for change in changes(&diff(version(old), version(new))) {
        if change.kind.level != Level::Breach {
            levels
                .entry(change.kind.matter)
                .or_default()
                .insert(change.kind.level);
        }
    }
    levels
}

fn reversed(ids: &BTreeSet<String>) -> BTreeSet<String> {
    let kinds = ids
        .iter()
        .map(|id| Kind::named(id).unwrap().reversed().unwrap());
    kinds.map(|kind| kind.id.to_owned()).collect()
}

#[test]
fn every_case_backwards_is_its_mirror() {
    let base = edited(&Map::new());
    for case in cases() {
        let changed = edited(&case.edit);
        let back = diff(version(&changed), version(&base));
        assert_eq!(
            ids(&back),
            reversed(&case.finds),
            "{}\n{}",
            case.name,
            told(&back)
        );
    }
}

#[test]
fn the_table_has_each_id_once_and_mirrors_itself() {
    let ids: BTreeSet<_> = Kind::all().map(|kind| kind.id).collect();
    assert_eq!(ids.len(), Kind::all().count());
    for kind in Kind::all().filter(|kind| kind.level != Level::Breach) {
        let mirror = kind
            .reversed()
            .unwrap_or_else(|| panic!("{} has no mirror", kind.id));
        assert_eq!(mirror.reversed(), Some(kind));
        assert_eq!(mirror.level, kind.level.reversed());
    }
}

#[test]
fn every_kind_of_reduction_has_a_case() {
    let found: BTreeSet<String> = cases().into_iter().flat_map(|case| case.finds).collect();
    let mirrored = reversed(&found);
    let elsewhere = [
        "offering-withdrawn",
        "language-hours-fewer",
        "contract-gone",
        "contract-lesser",
        "contract-shorter",
        "contract-owner-farther",
    ];
    let missing = Kind::all().filter(|kind| {
        let id = kind.id.to_owned();
        kind.level == Level::Reduction && !found.contains(&id) && !mirrored.contains(&id)
    });
    let missing: Vec<_> = missing
        .map(|kind| kind.id)
        .filter(|id| !elsewhere.contains(id))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_version_does_not_differ_from_itself(edit in edits()) {
        let (one, other) = (edited(&edit), edited(&edit));
        let compared = diff(version(&one), version(&other));
        prop_assert!(changes(&compared).is_empty(), "{}", told(&compared));
    }

    #[test]
    fn both_directions_mirror_each_other(one in edits(), other in edits()) {
        let (one, other) = (edited(&one), edited(&other));
        let there = diff(version(&one), version(&other));
        let back = diff(version(&other), version(&one));
        prop_assert_eq!(ids(&back), reversed(&ids(&there)), "{}\nand back\n{}", told(&there), told(&back));
    }

    #[test]
    fn what_only_gets_worse_step_by_step_is_worse_altogether(
        first in edits(), second in edits(), third in edits(),
    ) {
        let versions = [edited(&first), edited(&second), edited(&third)];
        let steps = [levels(&versions[0], &versions[1]), levels(&versions[1], &versions[2])];
        let whole = levels(&versions[0], &versions[2]);
        let matters: BTreeSet<_> = steps.iter().flat_map(BTreeMap::keys).collect();
        for matter in matters {
            let all: BTreeSet<_> = steps.iter().filter_map(|step| step.get(matter)).flatten().collect();
            if let [level @ (Level::Reduction | Level::Improvement)] = all.into_iter().copied().collect::<Vec<_>>()[..] {
                prop_assert_eq!(whole.get(matter), Some(&BTreeSet::from([level])), "{:?}", matter);
            }
        }
    }
}
