//! Which offerings are compared with which.

use super::{ids, loaded, told, values, version};
use csp_support::diff::diff;
use csp_support::model::Loaded;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The profile and offerings: an id, and fields that differ from the base.
fn offerings(all: &[(&str, Value)]) -> Loaded {
    let base = values("base.yaml");
    let mut documents = vec![base[0].clone()];
    for (id, fields) in all {
        let mut offering = base[1].clone();
        offering["metadata"]["id"] = json!(id);
        for (field, value) in fields.as_object().unwrap() {
            offering["spec"][field] = value.clone();
        }
        documents.push(offering);
    }
    loaded(&documents)
}

fn found(old: &Loaded, new: &Loaded) -> (BTreeSet<String>, String) {
    let compared = diff(version(old), version(new));
    (ids(&compared), told(&compared))
}

fn set(ids: &[&str]) -> BTreeSet<String> {
    ids.iter().map(|id| (*id).to_owned()).collect()
}

#[test]
fn an_offering_that_is_gone_is_withdrawn_and_one_that_comes_is_new() {
    let (one, two) = (
        offerings(&[("a", json!({}))]),
        offerings(&[("a", json!({})), ("b", json!({}))]),
    );
    assert_eq!(found(&two, &one).0, set(&["offering-withdrawn"]));
    assert_eq!(found(&one, &two).0, set(&["offering-new"]));
}

#[test]
fn what_is_gone_goes_with_what_supersedes_it_in_both_directions() {
    let old = offerings(&[("a", json!({}))]);
    let new = offerings(&[
        ("b", json!({"supersedes": "c", "effectiveTo": "2026-12-31"})),
        ("c", json!({"status": "draft"})),
    ]);
    assert_eq!(
        found(&old, &new).0,
        set(&["offering-new", "offering-withdrawn"])
    );
    let new = offerings(&[
        ("b", json!({"supersedes": "a", "effectiveTo": "2026-12-31"})),
        ("a", json!({"status": "retired"})),
    ]);
    let (there, told) = found(&old, &new);
    assert_eq!(
        there,
        set(&["offering-replaced", "validity-shorter", "text-changed"]),
        "{told}"
    );
    let (back, told) = found(&new, &old);
    assert_eq!(
        back,
        set(&["offering-replaced", "validity-longer", "text-changed"]),
        "{told}"
    );
}

#[test]
fn what_has_ended_goes_with_its_successor_even_if_that_was_there_before() {
    let ended = json!({"effectiveTo": "2026-02-28"});
    let next = json!({"supersedes": "a", "changeNotice": "P14D"});
    let old = offerings(&[("a", json!({})), ("b", next.clone())]);
    let new = offerings(&[("a", ended), ("b", next)]);
    let (found, told) = found(&old, &new);
    assert_eq!(
        found,
        set(&["offering-replaced", "notice-period-shorter", "text-changed"]),
        "{told}"
    );
}

#[test]
fn drafts_promise_nothing() {
    let (none, draft) = (
        offerings(&[]),
        offerings(&[("a", json!({"status": "draft"}))]),
    );
    assert!(found(&none, &draft).0.is_empty());
}
