//! Whether customers were told of reductions as long before as the offering promises.

use super::{changes, documents, edited, loaded, told, version};
use csp_support::diff::{Level, diff};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// What is told about notice when the guarantee is slower, with some more fields on either side.
fn breaches(old: &Value, new: &Value) -> (BTreeSet<&'static str>, String) {
    let edit = |value: &Value| value.as_object().unwrap().clone();
    let mut slower = edit(new);
    slower.insert("targets.first-critical.within".to_owned(), json!("PT2H"));
    compared(&edit(old), &slower)
}

fn compared(
    old: &Map<String, Value>,
    new: &Map<String, Value>,
) -> (BTreeSet<&'static str>, String) {
    let (old, new) = (edited(old), edited(new));
    let compared = diff(version(&old), version(&new));
    let all = changes(&compared).into_iter();
    let breaches = all.filter(|change| change.kind.level == Level::Breach);
    (
        breaches.map(|change| change.kind.id).collect(),
        told(&compared),
    )
}

fn planned(on: &str, about: &str, announced: Option<&str>) -> Value {
    let mut planned = json!({"on": on, "about": about, "summary": "Something changes."});
    if let Some(day) = announced {
        planned["announcedOn"] = json!(day);
    }
    json!([planned])
}

#[test]
fn a_reduction_of_which_nobody_was_told_is_a_breach() {
    let (found, told) = breaches(&json!({}), &json!({}));
    assert_eq!(found, BTreeSet::from(["notice-missing"]), "{told}");
    assert!(
        told.contains("(target-slower); the offering promises notice of 30 days"),
        "{told}"
    );
}

#[test]
fn who_was_told_in_time_has_nothing_to_complain_of() {
    for (old, new) in [
        (
            planned("2026-03-01", "targets", Some("2026-01-30")),
            "2026-03-01",
        ),
        (
            planned("2026-03-01", "targets", Some("2026-01-15")),
            "2026-03-01",
        ),
    ] {
        let old = json!({"scheduledChanges": old});
        let (found, told) = breaches(&old, &json!({"effectiveFrom": new}));
        assert!(found.is_empty(), "{told}");
    }
}

#[test]
fn a_day_too_late_is_too_late() {
    let old = json!({"scheduledChanges": planned("2026-03-01", "targets", Some("2026-01-31"))});
    let (found, told) = breaches(&old, &json!({"effectiveFrom": "2026-03-01"}));
    assert_eq!(found, BTreeSet::from(["notice-too-short"]), "{told}");
    assert!(
        told.contains("on 2026-01-31 and it takes effect on 2026-03-01"),
        "{told}"
    );
}

#[test]
fn what_takes_effect_sooner_than_announced_is_measured_by_the_day() {
    let old = json!({"scheduledChanges": planned("2026-06-01", "targets", Some("2026-02-20"))});
    let (found, told) = breaches(&old, &json!({"effectiveFrom": "2026-03-01"}));
    assert_eq!(found, BTreeSet::from(["notice-too-short"]), "{told}");
}

#[test]
fn an_announcement_of_something_else_or_without_a_day_tells_nothing() {
    for planned in [
        planned("2026-03-01", "prices", Some("2026-01-15")),
        planned("2026-03-01", "targets", None),
    ] {
        let old = json!({"scheduledChanges": planned});
        let (found, told) = breaches(&old, &json!({"effectiveFrom": "2026-03-01"}));
        assert_eq!(found, BTreeSet::from(["notice-missing"]), "{told}");
    }
}

#[test]
fn who_promises_no_notice_breaks_none() {
    let old = json!({"changeNotice": null});
    let (found, told) = breaches(&old, &json!({"changeNotice": null}));
    assert!(found.is_empty(), "{told}");
}

#[test]
fn improvements_and_parties_that_pages_do_not_show_need_no_notice() {
    let faster = json!({"targets.first-critical.within": "PT30M"});
    let hidden = json!({"delivery.parties.3": {"name": "Hidden Ltd", "model": "outsourced", "country": "IE", "shownToCustomers": false}});
    for edit in [faster, hidden] {
        let (found, told) = compared(&Map::new(), edit.as_object().unwrap());
        assert!(found.is_empty(), "{told}");
        assert!(!told.is_empty());
    }
}

/// What is told about notice when the guarantee is slower from 2026-03-01 on, which was told on 2026-01-15, and
/// customers have contracts of their own.
fn with_contracts(notice: &Value, contracts: &[(&str, Value)]) -> (Vec<&'static str>, String) {
    let planned = planned("2026-03-01", "targets", Some("2026-01-15"));
    let old = json!({"scheduledChanges": planned, "changeNotice": notice});
    let mut before = documents(old.as_object().unwrap());
    let offering = before[1]["metadata"]["id"].clone();
    for (customer, own) in contracts {
        let mut contract = own.clone();
        contract["customer"] = json!(customer);
        contract["offering"] = offering.clone();
        for (kind, id, spec) in [
            ("Customer", *customer, json!({"displayName": customer})),
            (
                "SupportAssignment",
                &format!("{customer}-support"),
                contract,
            ),
        ] {
            before.push(json!({"apiVersion": "csp-support/v1", "kind": kind, "metadata": {"id": id}, "spec": spec}));
        }
    }
    let new = json!({"effectiveFrom": "2026-03-01", "changeNotice": notice, "targets.first-critical.within": "PT2H"});
    let (before, after) = (loaded(&before), edited(new.as_object().unwrap()));
    let compared = diff(version(&before), version(&after));
    let all = changes(&compared).into_iter();
    let breaches = all.filter(|change| change.kind.level == Level::Breach);
    (
        breaches.map(|change| change.kind.id).collect(),
        told(&compared),
    )
}

#[test]
fn a_contract_that_asks_for_more_notice_is_held_too() {
    let asks = |notice: &str| json!({"changeNotice": notice});
    let (found, told) = with_contracts(&json!("P30D"), &[("acme", asks("P60D"))]);
    assert_eq!(found, ["notice-too-short"], "{told}");
    assert!(
        told.contains("the contract with `acme` asks for notice of 60 days"),
        "{told}"
    );
    let without_own = with_contracts(&Value::Null, &[("acme", asks("P60D"))]);
    assert_eq!(without_own.0, ["notice-too-short"], "{}", without_own.1);
}

#[test]
fn contracts_that_ask_for_the_same_are_told_together() {
    let asks = || json!({"changeNotice": "P2M"});
    let customers = ["acme", "birch", "cedar", "dune", "elm"];
    let all = customers.map(|name| (name, asks()));
    let (found, told) = with_contracts(&json!("P30D"), &all);
    assert_eq!(found, ["notice-too-short"], "{told}");
    let says = "the contracts with `acme`, `birch`, `cedar` and 2 more customers ask for notice of 2 months";
    assert!(told.contains(says), "{told}");
}

#[test]
fn the_longer_of_both_holds() {
    let shorter = json!({"changeNotice": "P14D"});
    let kept = json!({"changeNotice": "P45D"});
    let ended = json!({"changeNotice": "P90D", "effectiveTo": "2026-02-28"});
    for contract in [shorter, kept, ended, json!({})] {
        let (found, told) = with_contracts(&json!("P30D"), &[("acme", contract)]);
        assert!(found.is_empty(), "{told}");
    }
    let (found, told) =
        with_contracts(&json!("P60D"), &[("acme", json!({"changeNotice": "P14D"}))]);
    assert_eq!(found, ["notice-too-short"], "{told}");
    assert!(
        told.contains("the offering promises notice of 60 days"),
        "{told}"
    );
}
