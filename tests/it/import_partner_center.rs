//! Exports of Partner Center: profiles, requests, support contacts and the report on old access.

use crate::harness::{Project, Ran, repository};
use snapbox::{Data, assert_data_eq};

/// A workspace with all exports of this kind, and the documents that they are about.
fn project() -> Project {
    Project::with_fixture("nordlicht")
}

const PROFILES: [&str; 4] = [
    "partner-center-support-profile",
    "ws/exports/pc-support-profile.json",
    "partner-center-legal-profile",
    "ws/exports/pc-legal-business-profile.json",
];
const REQUEST: [&str; 2] = [
    "partner-center-service-requests",
    "ws/exports/pc-service-request.json",
];
const REQUESTS: [&str; 4] = [
    "partner-center-service-requests",
    "ws/exports/pc-service-requests.json",
    "--customer",
    "hansewind",
];
const CONTACT: [&str; 2] = [
    "partner-center-support-contact",
    "ws/exports/pc-support-contact.json",
];
const DAP: [&str; 4] = [
    "partner-center-dap-customers",
    "ws/exports/pc-dap-customers.json",
    "partner-center-dap-statistics",
    "ws/exports/pc-dap-statistics.json",
];

fn import(project: &Project, words: &[&str]) -> Ran {
    project.run(&[&["import", "--into", "ws"], words].concat())
}

fn compare(project: &Project, words: &[&str]) -> Ran {
    import(project, &[words, &["--compare", "-q"]].concat())
}

fn all() -> Vec<&'static str> {
    [&PROFILES[..], &REQUEST, &CONTACT, &DAP, &REQUESTS].concat()
}

fn golden(file: &str) -> Data {
    let path = repository().join("fixtures/golden/import").join(file);
    Data::read_from(&path, Some(snapbox::data::DataFormat::Text)).raw()
}

#[test]
fn drafts_and_what_is_told_of_them_stay_as_they_are() {
    let ran = import(&project(), &all()).exits(1);
    assert_data_eq!(ran.stdout, golden("partner-center.yaml"));
    assert_data_eq!(ran.stderr, golden("partner-center.text"));
}

#[test]
fn differences_stay_as_they_are() {
    let ran = compare(&project(), &all()).exits(1);
    assert_data_eq!(ran.stdout, golden("partner-center.drift.text"));
}

#[test]
fn drafts_pass_the_schema() {
    let drafts = import(&project(), &all()).stdout;
    let project = project().file("ws/imported.yaml", &drafts);
    let checked = project.run(&["check", "ws", "-q"]);
    for id in ["schema-", "yaml-", "document-", "ref-"] {
        assert!(!checked.stdout.contains(id), "{}\n{drafts}", checked.stdout);
    }
}

#[test]
fn a_number_without_its_country_is_the_declared_one_or_left_out() {
    let same = compare(&project(), &PROFILES);
    assert!(!same.stdout.contains("telephone"), "{}", same.stdout);
    let other = project().file(
        "ws/exports/pc-support-profile.json",
        r#"{"email": "support@nordlicht.example", "telephone": "030 99999999"}"#,
    );
    let ran = compare(&other, &PROFILES[..2]).exits(1);
    let ran = ran.says("export-value-left-out").says("`030 99999999`");
    assert!(!ran.stdout.contains("CSP-DATA-006"), "{}", ran.stdout);
}

#[test]
fn a_number_with_its_country_may_be_spaced() {
    for (number, says) in [
        ("+49 30 2312-5010", ""),
        ("+49 (30) 99999999", "says `+493099999999`"),
        ("+49 (0)30 23125010", "left out"),
    ] {
        let text = format!(r#"{{"telephone": "{number}"}}"#);
        let project = project().file("ws/exports/pc-support-profile.json", text);
        let ran = compare(&project, &PROFILES[..2]);
        assert_eq!(ran.stdout.contains("telephone"), !says.is_empty());
        ran.says(says);
    }
}

#[test]
fn a_profile_needs_a_partner() {
    let project = project();
    std::fs::remove_file(project.path("ws/partner.yaml")).unwrap();
    import(&project, &PROFILES)
        .exits(1)
        .warns("write one with `csp-support init`");
}

#[test]
fn a_request_tells_its_customer_or_an_option_does() {
    let ran = import(&project(), &REQUESTS[..2]).exits(1);
    let ran = ran.warns("`/items/1` does not tell its customer; name it with `--customer ID`");
    assert_eq!(ran.stdout, "");
    let unknown = [&REQUESTS[..3], &["hansewinde"]].concat();
    import(&project(), &unknown).warns("about `hansewinde`, but no Customer has that id");
}

#[test]
fn a_whole_list_lacks_what_is_only_declared() {
    let list = |total: u8| format!(r#"{{"totalCount": {total}, "items": []}}"#);
    let with = |total| project().file("ws/exports/pc-service-requests.json", list(total));
    compare(&with(0), &REQUESTS).says("`sr-2026-0042` is declared, but");
    let ran = compare(&with(5), &REQUESTS).exits(0);
    assert!(!ran.stdout.contains("is declared"), "{}", ran.stdout);
}

const LEGACY: &str = "
apiVersion: csp-support/v1
kind: SupportAssignment
metadata: {id: elbtal-legacy}
spec:
  customer: elbtal
  offering: standard-2026
  commerce: legacy
  designatedSupportContact: {name: Nordlicht Cloud GmbH, partnerId: '1000009'}
";

#[test]
fn a_support_contact_belongs_to_the_assignment_on_the_legacy_platform() {
    let project = project().file("ws/legacy.yaml", LEGACY);
    let ran = compare(&project, &CONTACT).exits(1);
    ran.says("`elbtal-legacy` says that `designatedSupportContact.partnerId` is `1000009`");
    let written = import(&project, &[&CONTACT[..], &["--write"]].concat()).exits(0);
    written.warns("changed 2 values in ws/legacy.yaml");
    assert!(project.read("ws/legacy.yaml").contains("1000002"));
    compare(&project, &CONTACT).exits(0);
}

#[test]
fn a_support_contact_of_nobody_is_told() {
    let text = r#"{"supportTenantId": "c1ad3ac5-58d9-42ee-aa28-3e4922c13b68", "links": {"self":
        {"uri": "/customers/00000000-0000-4000-8000-000000000000/subscriptions/x/supportcontact"}}}"#;
    let project = project().file("ws/exports/pc-support-contact.json", text);
    import(&project, &CONTACT)
        .exits(1)
        .warns("which no Customer has");
}

const OVER: &str = "
apiVersion: csp-support/v1
kind: AccessGrant
metadata: {id: elbtal-old}
spec: {customer: elbtal, mechanism: dap, endedOn: 2024-02-01, lastSignIn: 2023-05-02T13:44:11Z}
---
apiVersion: csp-support/v1
kind: AccessGrant
metadata: {id: feldmann-old}
spec: {customer: feldmann, mechanism: dap}
";

#[test]
fn old_access_that_should_be_over_is_noticed_and_so_is_what_is_gone() {
    let project = project().file("ws/old.yaml", OVER);
    let ran = compare(&project, &DAP).exits(1);
    let ran = ran
        .says("`elbtal-old` has `endedOn`; ")
        .says("`feldmann-old` is declared, but partner-center-dap-customers")
        .says("counts `2` customers with DAP; 1 are declared");
    assert!(!ran.stdout.contains("lastSignIn"), "{}", ran.stdout);
}

#[test]
fn utf_16_is_read_in_either_order() {
    let text = std::fs::read_to_string(project().path("ws/exports/pc-support-profile.json"));
    let text = format!("\u{feff}{}", text.unwrap());
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for bytes in [little, big] {
        let project = project().file("ws/exports/pc-support-profile.json", &bytes);
        compare(&project, &PROFILES[..2]).says("pc-support-profile.json:4:14");
        let cut = &bytes[..bytes.len() - 1];
        let project = project.file("ws/exports/pc-support-profile.json", cut);
        compare(&project, &PROFILES[..2])
            .exits(2)
            .warns("a character in it is broken off");
    }
}
