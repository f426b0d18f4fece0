//! What single customers have by contract: changes of contracts, with their verdicts in both directions.

use super::{loaded, values, version};
use csp_support::diff::{Change, Kind, contracts, diff};
use csp_support::model::Loaded;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// A customer's contract: fields of its assignment, beside the customer.
type Contract<'c> = Option<Value>;

/// Two offerings, of which `basic` is what customers have without a contract, and one customer.
fn workspace(default: bool, contract: Contract<'_>) -> Loaded {
    let mut documents = values("base.yaml");
    documents[1]["spec"]["isDefault"] = json!(default);
    let mut small = documents[1].clone();
    small["metadata"]["id"] = json!("small");
    small["spec"]["isDefault"] = json!(false);
    small["spec"]["targets"][0]["within"] = json!("PT2H");
    let mut same = documents[1].clone();
    same["metadata"]["id"] = json!("same");
    same["spec"]["isDefault"] = json!(false);
    documents.extend([small, same]);
    documents.push(json!({"apiVersion": "csp-support/v1", "kind": "Customer", "metadata": {"id": "acme"},
        "spec": {"displayName": "Acme", "tenantId": "5b2f7a1e-3c4d-4e5f-8a6b-7c8d9e0f1a2b", "domains": ["acme.example"], "tenantCountry": "DE"}}));
    if let Some(fields) = contract {
        let mut spec =
            json!({"customer": "acme", "offering": "basic", "effectiveTo": "2026-12-31"});
        for (field, value) in fields.as_object().unwrap() {
            spec[field] = value.clone();
        }
        documents.push(
            json!({"apiVersion": "csp-support/v1", "kind": "SupportAssignment",
            "metadata": {"id": "acme-support"}, "spec": spec}),
        );
    }
    loaded(&documents)
}

/// The kinds of changes of the customer's contract, and what is told of them.
fn found(old: &Loaded, new: &Loaded) -> (BTreeSet<&'static str>, String) {
    let (old, new) = (version(old), version(new));
    let told = contracts(old, new, &diff(old, new));
    let changes: Vec<&Change<'_>> = told.iter().flat_map(|one| &one.changes).collect();
    assert!(changes.iter().all(|change| !change.public));
    let says: Vec<_> = changes.iter().map(|change| change.says.as_str()).collect();
    let kinds = changes.iter().map(|change| change.kind.id);
    (kinds.collect(), says.join("\n"))
}

/// Both directions of a change: the kinds there, the mirrored ones back.
fn is_told(old: &Loaded, new: &Loaded, kinds: &[&'static str], says: &str) {
    let (there, told) = found(old, new);
    assert_eq!(there, kinds.iter().copied().collect(), "{told}");
    assert!(told.contains(says), "{told}");
    let mirrored = kinds
        .iter()
        .map(|id| Kind::named(id).unwrap().reversed().unwrap().id);
    assert_eq!(found(new, old).0, mirrored.collect());
}

#[test]
fn another_offering_is_less_or_more_by_what_it_promises() {
    let has = |offering: &str| workspace(false, Some(json!({"offering": offering})));
    let (basic, small, same) = (has("basic"), has("small"), has("same"));
    is_told(
        &basic,
        &small,
        &["contract-lesser"],
        "`acme` has `small` instead of `basic`, which promises less about times",
    );
    is_told(
        &basic,
        &same,
        &["contract-moved"],
        "`acme` has `same` instead of `basic`",
    );
    assert_eq!(found(&basic, &has("basic")).0, BTreeSet::new());
}

#[test]
fn a_contract_that_ends_is_less_unless_the_customer_has_as_much_without() {
    let (with, without) = (workspace(false, Some(json!({}))), workspace(false, None));
    is_told(
        &with,
        &without,
        &["contract-gone"],
        "`acme` no longer has `basic` by contract",
    );
    let over = workspace(false, Some(json!({"effectiveTo": "2026-01-31"})));
    is_told(&with, &over, &["contract-gone"], "");
    let (with, without) = (workspace(true, Some(json!({}))), workspace(true, None));
    is_told(
        &with,
        &without,
        &["contract-default"],
        "and has what all customers have without one",
    );
}

#[test]
fn terms_of_a_contract_are_compared() {
    let has = |fields: Value| workspace(false, Some(fields));
    let usual = has(json!({}));
    let sooner = has(json!({"effectiveTo": "2026-09-30"}));
    is_told(
        &usual,
        &sooner,
        &["contract-shorter"],
        "last day of the contract of `acme`: 2026-09-30 instead of 2026-12-31",
    );
    let fewer = has(json!({"products": ["azure"]}));
    is_told(
        &usual,
        &fewer,
        &["contract-shorter"],
        "covers other products",
    );
    let noticed = has(json!({"changeNotice": "P90D"}));
    is_told(&usual, &noticed, &["contract-longer"], "90 days");
}

#[test]
fn who_answers_for_what_is_compared_row_by_row() {
    let split = |owner: &str| {
        let rows =
            json!({"split": [{"supportType": "technical", "product": "azure", "owner": owner}]});
        workspace(false, Some(rows))
    };
    is_told(
        &split("partner"),
        &split("provider"),
        &["contract-owner-farther"],
        "who answers `acme` for technical of azure: provider instead of partner",
    );
    is_told(
        &split("partner"),
        &workspace(false, Some(json!({}))),
        &["contract-owner-changed"],
        "",
    );
}
