//! What customers are told about our access to their tenants: everything that we hold, nothing internal.

use crate::harness::direct_with;
use crate::site::pages::{load, options, sources};
use csp_support::model::{Loaded, Workspace};
use csp_support::page::Templates;
use csp_support::site::access::{Access, held};
use csp_support::site::edition::Edition;
use std::collections::{BTreeMap, BTreeSet};

fn told(loaded: &Loaded, language: &str, customer: &str) -> Access {
    let templates = Templates::new(BTreeMap::new()).unwrap();
    let options = options(&[language]);
    let editions = Edition::all(&loaded.workspace, &templates, &options).unwrap();
    held(&editions[0], customer).unwrap()
}

fn lines(access: &Access) -> Vec<String> {
    let roles = access.roles.iter();
    let line = roles.map(|held| {
        let role = &held.role;
        format!(
            "{} {}, {}: {}",
            role.name.text, role.place, held.until, role.purpose
        )
    });
    line.collect()
}

#[test]
fn roles_come_with_their_purpose_and_their_end() {
    let access = told(&direct_with(""), "en", "customer");
    assert_eq!(access.lead, "We hold 3 roles for you.");
    assert_eq!(
        lines(&access),
        [
            "Service Support Administrator in your tenant, until 2 September 2027; it then extends itself unless you or we end it: Working in your Azure subscriptions, filing requests about Business Central with Microsoft for you, seeing whether Microsoft reports a fault and filing requests with Microsoft for you",
            "Owner on your Azure resources, without an end date, until you or we remove it: Working in your Azure subscriptions",
            "Support Request Contributor on your Azure resources, without an end date, until you or we remove it: Working in your Azure subscriptions",
        ]
    );
    assert_eq!(access.how.len(), 2);
    assert!(
        access.how[0].contains("Partner relationships"),
        "{:?}",
        access.how
    );
    assert!(access.how[1].contains("Access control"), "{:?}", access.how);
}

#[test]
fn the_same_is_told_in_german_with_names_marked_as_english() {
    let access = told(&direct_with(""), "de", "customer");
    assert_eq!(access.lead, "Wir haben 3 Rollen für Sie.");
    assert_eq!(access.roles[0].role.name.lang.as_deref(), Some("en"));
    assert!(
        access.roles[0].until.starts_with("bis 2. September 2027"),
        "{access:?}"
    );
}

#[test]
fn a_role_without_purpose_and_a_privileged_one_say_so() {
    let access = told(
        &direct_with(
            "kind: AccessGrant\nmetadata: {id: gdap}\nspec: {relationship: {assignments: [{group: desk, status: active, roles: [f023fd81-a637-4b56-95fd-791ac0226033, 7be44c8a-adaf-4e2a-84d6-ab2649e08a13]}]}}",
        ),
        "en",
        "customer",
    );
    let role = &access.roles[0].role;
    assert_eq!(role.purpose, "No purpose is written down for this role.");
    assert!(
        role.purposes.is_empty() && role.privileged.is_some(),
        "{role:?}"
    );
}

#[test]
fn accounts_of_our_own_are_access_too() {
    let access = told(
        &direct_with(
            "kind: AccessGrant\nmetadata: {id: guest}\nspec: {customer: customer, mechanism: b2b_guest}",
        ),
        "de",
        "customer",
    );
    let last = &access.roles.last().unwrap().role;
    assert_eq!(
        (last.name.text.as_str(), last.place.as_str()),
        ("Gastkonto", "in Ihrem Tenant")
    );
    assert_eq!(access.how.len(), 3);
}

#[test]
fn who_has_no_access_from_us_is_told_so() {
    let gone = ["gdap", "azure", "owner"].map(|id| {
        format!("kind: AccessGrant\nmetadata: {{id: {id}}}\nspec: {{endedOn: 2026-11-01}}")
    });
    let access = told(&direct_with(&gone.join("\n---\n")), "en", "customer");
    assert_eq!(access.lead, "We hold no access to your tenant.");
    assert!(access.roles.is_empty() && access.how.is_empty());
}

/// What must not be told: who is in which group, ids, names, reasons.
fn internal(workspace: &Workspace) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for entry in workspace.entries() {
        let spec = entry.spec().unwrap();
        if ["Agent", "AgentGroup", "AccessGrant"].contains(&entry.kind.name) {
            found.insert(entry.id.clone());
            let fields = ["displayName", "upn", "objectId", "justification", "scope"];
            found.extend(
                fields
                    .iter()
                    .filter_map(|field| spec.str(field))
                    .map(str::to_owned),
            );
            let name = spec.path(&["relationship", "displayName"]);
            found.extend(name.map(|name| name.text().to_owned()));
        }
    }
    found
}

#[test]
fn nothing_internal_is_told() {
    for fixture in ["nordlicht", "fjord", "atlas"] {
        let loaded = load(&sources(fixture));
        let internal = internal(&loaded.workspace);
        assert!(internal.len() > 10, "{fixture}");
        for customer in loaded.workspace.of_kind("Customer") {
            for language in ["en", "de"] {
                let access = format!("{:?}", told(&loaded, language, &customer.id));
                assert!(
                    access.contains("Service Support Administrator")
                        || access.contains("Directory Readers"),
                    "{fixture} {}: {access}",
                    customer.id
                );
                let leaked = internal.iter().find(|text| access.contains(text.as_str()));
                assert_eq!(leaked, None, "{fixture} {}: {access}", customer.id);
            }
        }
    }
}
