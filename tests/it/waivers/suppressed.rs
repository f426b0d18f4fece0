//! What is waived or in a baseline, in SARIF for viewers that honour suppressions.

use super::comments::SAID;
use super::{PROFILE, SETTINGS, until, waiver, workspace};
use crate::harness::Project;
use serde_json::{Value, json};

#[track_caller]
fn results(project: &Project, words: &[&str]) -> Vec<Value> {
    let words = [&["check", ".", "--format", "sarif"], words].concat();
    let log: Value = serde_json::from_str(&project.run(&words).stdout).unwrap();
    log["runs"][0]["results"].as_array().unwrap().clone()
}

const ALL: [&str; 1] = ["--sarif-include-suppressed"];

#[test]
fn a_waived_finding_is_a_suppressed_result_where_asked_for() {
    let project = workspace(PROFILE).file("waiver.yaml", waiver("hiring", &until("2026-12-31")));
    assert_eq!(results(&project, &[]), Vec::<Value>::new());
    let [result] = results(&project, &ALL).try_into().unwrap();
    assert_eq!(result["ruleId"], "CSP-SEC-004");
    assert_eq!(
        result["suppressions"],
        json!([{
            "kind": "external",
            "status": "accepted",
            "justification": "waived by hiring: they are hiring; approved by Jo Berg; until 2026-12-31",
        }])
    );
    // It keeps the name it has without the waiver.
    let [open] = results(&project, &["--no-waivers"]).try_into().unwrap();
    assert_eq!(open["partialFingerprints"], result["partialFingerprints"]);
    assert_eq!(open["message"], result["message"]);
    assert_eq!(open.get("suppressions"), None);
}

#[test]
fn a_comment_suppresses_in_the_source() {
    let profile = PROFILE.replace("spec:\n", &format!("spec: # {SAID}\n"));
    let [result] = results(&workspace(&profile), &ALL).try_into().unwrap();
    let [suppression] = result["suppressions"].as_array().unwrap().as_slice() else {
        panic!("{result}");
    };
    assert_eq!(suppression["kind"], "inSource");
    assert_eq!(
        suppression["justification"],
        "waived by partner.yaml:4: they are hiring; until 2026-12-31"
    );
}

/// All results of a run tell, or none: what nothing suppresses has an empty list.
#[test]
fn known_findings_are_suppressed_and_new_ones_are_not() {
    let project = workspace(PROFILE);
    project.run(&["baseline", "write", "."]).exits(0);
    let project = project.file(
        "second.yaml",
        PROFILE.replace("{id: partner}", "{id: second}"),
    );
    let known = ["--baseline", "csp-support-baseline.yaml"];
    let told = results(&project, &[&known[..], &ALL].concat());
    let of = |state: &str| {
        let of = told
            .iter()
            .filter(|result| result["baselineState"] == state);
        of.map(|result| &result["suppressions"]).collect::<Vec<_>>()
    };
    assert_eq!(
        of("unchanged"),
        [&json!([{
            "kind": "external",
            "status": "accepted",
            "justification": "known: in the baseline csp-support-baseline.yaml",
        }])]
    );
    assert!(!of("new").is_empty());
    assert!(
        of("new")
            .iter()
            .all(|suppressions| **suppressions == json!([]))
    );
}

#[test]
fn what_has_ended_suppresses_nothing() {
    let project = workspace(PROFILE).file("waiver.yaml", waiver("hiring", &until("2026-01-31")));
    for result in results(&project, &ALL) {
        assert_eq!(result["suppressions"], json!([]));
    }
}

#[test]
fn the_flag_without_the_format_is_refused() {
    workspace(PROFILE)
        .file("csp-support.yaml", SETTINGS)
        .run(&["check", ".", "--sarif-include-suppressed"])
        .exits(2)
        .warns("`--sarif-include-suppressed` is about the format `sarif`, which this run does not write");
}
