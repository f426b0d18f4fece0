//! OSCAL: names that follow from what they name, references that lead somewhere, the report's own numbers.

use super::{sample, sample_as, written};
use crate::harness::Project;
use csp_support::report::Style;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

fn strings<'a>(value: &'a Value, key: &str, found: &mut Vec<&'a str>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                if name == key {
                    found.extend(value.as_str());
                }
                strings(value, key, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| strings(item, key, found)),
        _ => {}
    }
}

fn has_empty_list(value: &Value) -> bool {
    match value {
        Value::Object(fields) => fields.values().any(has_empty_list),
        Value::Array(items) => items.is_empty() || items.iter().any(has_empty_list),
        _ => false,
    }
}

fn all<'a>(value: &'a Value, key: &str) -> Vec<&'a str> {
    let mut found = Vec::new();
    strings(value, key, &mut found);
    found
}

fn audit(workspace: &str) -> (Value, Value) {
    let project = Project::with_fixture(workspace);
    let words = [
        "audit",
        "ws",
        "--format",
        "oscal=oscal.json",
        "--format",
        "json=audit.json",
    ];
    project.run(&words).exits(0);
    let read = |name| serde_json::from_str(&project.read(name)).unwrap();
    (read("oscal.json"), read("audit.json"))
}

/// Everything that is referred to by UUID is there, and no two things have the same.
#[track_caller]
fn is_sound(document: &Value) {
    let own = all(document, "uuid");
    let names: BTreeSet<&str> = own.iter().copied().collect();
    assert_eq!(names.len(), own.len(), "two things have one name");
    for key in [
        "subject-uuid",
        "observation-uuid",
        "risk-uuid",
        "actor-uuid",
        "component-uuid",
    ] {
        let lost = all(document, key)
            .into_iter()
            .find(|name| !names.contains(name));
        assert_eq!(lost, None, "{key}");
    }
    let inner = all(document, "href").into_iter();
    let lost = inner
        .filter_map(|href| href.strip_prefix('#'))
        .find(|name| !names.contains(name));
    assert_eq!(lost, None);
    assert!(!has_empty_list(document), "OSCAL has no empty lists");
}

#[test]
fn every_reference_leads_somewhere() {
    let sample: Value = serde_json::from_str(&sample_as("oscal")).unwrap();
    is_sound(&sample);
    for workspace in ["nordlicht", "atlas", "minimal"] {
        is_sound(&audit(workspace).0);
    }
    let project = Project::new();
    let words = ["rules", "--format", "oscal", "--as-of", "2026-12-01"];
    is_sound(&serde_json::from_str(&project.run(&words).exits(0).stdout).unwrap());
}

/// The states of all findings add up to the rules that answered, and each state is the worst of its verdicts.
#[test]
fn states_are_those_of_the_verdicts() {
    let (oscal, json) = audit("nordlicht");
    let mut worst: BTreeMap<&str, (&str, &str)> = BTreeMap::new();
    for verdict in json["verdicts"].as_array().unwrap() {
        let rule = verdict["rule"].as_str().unwrap();
        let state = match verdict["state"].as_str().unwrap() {
            "met" => ("satisfied", "pass"),
            "notMet" => ("not-satisfied", "fail"),
            "notApplicable" => continue,
            _ => ("not-satisfied", "other"),
        };
        let rank =
            |(_, reason): (&str, &str)| ["pass", "other", "fail"].iter().position(|r| *r == reason);
        let known = worst.entry(rule).or_insert(state);
        if rank(state) > rank(*known) {
            *known = state;
        }
    }
    let results = &oscal["assessment-results"]["results"][0];
    let told: BTreeMap<&str, (&str, &str)> = results["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| {
            let status = &finding["target"]["status"];
            let rule = finding["target"]["target-id"].as_str().unwrap();
            let words = (
                status["state"].as_str().unwrap(),
                status["reason"].as_str().unwrap(),
            );
            (rule.strip_suffix("_obj").unwrap(), words)
        })
        .collect();
    assert!(worst.values().any(|state| state.1 == "other"));
    assert_eq!(told, worst);
    let counts: BTreeMap<&str, &str> = results["props"]
        .as_array()
        .unwrap()
        .iter()
        .map(|prop| {
            (
                prop["name"].as_str().unwrap(),
                prop["value"].as_str().unwrap(),
            )
        })
        .collect();
    for (name, key) in [
        ("met", "met"),
        ("not-met", "notMet"),
        ("unknown", "unknown"),
    ] {
        assert_eq!(counts[name], json["counts"][key].to_string(), "{name}");
    }
}

#[test]
fn a_waiver_in_use_is_an_accepted_risk_with_its_last_day() {
    let sample: Value = serde_json::from_str(&sample_as("oscal")).unwrap();
    let risks = sample["assessment-results"]["results"][0]["risks"]
        .as_array()
        .unwrap();
    assert_eq!(risks.len(), 1, "waivers that excuse nothing are no risk");
    assert_eq!(risks[0]["status"], "deviation-approved");
    assert_eq!(risks[0]["deadline"], "2027-03-31T23:59:59Z");
    assert_eq!(
        risks[0]["related-observations"].as_array().unwrap().len(),
        1
    );
}

#[test]
fn the_objectives_of_findings_are_those_of_the_catalog() {
    let project = Project::with_fixture("nordlicht");
    let words = ["rules", "--format", "oscal", "--as-of", "2026-12-01"];
    let catalog: Value = serde_json::from_str(&project.run(&words).exits(0).stdout).unwrap();
    let known: BTreeSet<&str> = all(&catalog, "id").into_iter().collect();
    let (oscal, _) = audit("nordlicht");
    for key in ["target-id", "control-id"] {
        let lost = all(&oscal, key)
            .into_iter()
            .find(|name| !known.contains(name));
        assert_eq!(lost, None);
    }
}

#[test]
fn a_catalog_holds_what_was_asked_for() {
    let project = Project::new();
    let words = [
        "rules",
        "--format",
        "oscal",
        "--as-of",
        "2026-12-01",
        "CSP-GDAP-001",
    ];
    let one = project.run(&words).exits(0).stdout;
    let catalog: Value = serde_json::from_str(&one).unwrap();
    let groups = catalog["catalog"]["groups"].as_array().unwrap();
    assert_eq!(groups.len(), 1);
    let control = &groups[0]["controls"][0];
    assert_eq!(control["id"], "CSP-GDAP-001");
    assert_eq!(control["parts"][1]["id"], "CSP-GDAP-001_obj");
    assert_eq!(
        catalog["catalog"]["metadata"]["last-modified"],
        "2026-12-01T00:00:00Z"
    );
    assert_eq!(project.run(&words).stdout, one);
    project
        .run(&["rules", "--coverage", "--format", "oscal"])
        .exits(2)
        .warns("OSCAL has no words for it");
    let epoch = Project::new().env("SOURCE_DATE_EPOCH", "1796083200");
    epoch
        .run(&["rules", "--format", "oscal", "CSP-GDAP-001"])
        .exits(0)
        .says("\"last-modified\": \"2026-12-01T00:00:00Z\"");
}

/// The name of the document follows from all it says; names of what is in it stay.
#[test]
fn the_document_has_a_new_name_when_something_changed() {
    let name = |text: &str| {
        let document: Value = serde_json::from_str(text).unwrap();
        let results = &document["assessment-results"];
        (
            results["uuid"].clone(),
            results["results"][0]["findings"][0]["uuid"].clone(),
        )
    };
    let mut changed = sample::report();
    changed.findings[0].finding.message.push('!');
    let (before, after) = (
        sample_as("oscal"),
        written(&changed, "oscal", &Style::default()),
    );
    assert_ne!(name(&before).0, name(&after).0);
    assert_eq!(name(&before).1, name(&after).1);
}
