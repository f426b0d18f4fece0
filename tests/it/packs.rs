//! Packs of a partner's own: rules added, tightened and retired, and everything that is refused.

mod diff;
mod freshness;
mod lock;

use crate::harness::{Project, Ran, copy, repository};

/// The house pack of the fixtures beside a workspace that has something to say about it.
fn with_house(workspace: &str) -> Project {
    let project = Project::with_fixture(workspace);
    copy(&repository().join("fixtures/house"), &project.path("house"));
    project
}

/// A house pack with nothing but its `_pack.yaml`.
fn about(text: &str) -> Project {
    Project::with_fixture("minimal").file("house/_pack.yaml", format!("id: house\n{text}"))
}

/// A run that is refused at the pack's own file.
#[track_caller]
fn refused(text: &str) -> Ran {
    about(text)
        .run(&["check", "--pack", "house", "ws"])
        .exits(2)
        .warns("house/_pack.yaml:")
}

/// A customer with a relationship that no insurer likes.
const GRANT: &str = "
apiVersion: csp-support/v1
kind: Customer
metadata: {id: acme}
spec:
  displayName: Acme
  azureSubscriptions: [{id: 0583542f-4cd5-413d-8c6e-3438c63be5a9}]
---
apiVersion: csp-support/v1
kind: AccessGrant
metadata: {id: acme}
spec:
  customer: acme
  mechanism: gdap
  relationship:
    displayName: SUPPORT-acme
    duration: P365D
    status: active
    endDateTime: 2027-09-02T09:15:00Z
    roles: [{id: 62e90394-69f5-4237-9190-012177145e10, name: Global Administrator}]
";

#[test]
fn the_house_pack_is_proven_and_says_what_it_changes() {
    with_house("minimal")
        .run(&["pack", "test", "house"])
        .exits(0)
        .says("CSP-GDAP-005  tightened from warning to error: Our insurer accepts")
        .says("CSP-PLAN-008  tightened from info to warning: ")
        .says("CSP-PEC-001  retired: Our finance team")
        .says("1 rule, 2 examples, 1 mutant: all proven");
}

#[test]
fn the_workspace_of_the_house_pack_is_silent_under_it() {
    with_house("nordlicht")
        .run(&["check", "--pack", "house", "--fail-on", "info", "ws"])
        .exits(0)
        .says("no findings");
}

#[test]
fn a_tightened_rule_counts_for_more_and_says_why() {
    let project = with_house("minimal").file("ws/acme.yaml", GRANT);
    let words = ["check", "--select", "CSP-GDAP-005", "--as-of", "2026-11-23"];
    project
        .run(&[&words[..], &["ws"]].concat())
        .exits(0)
        .says("warning[CSP-GDAP-005]");
    project
        .run(&[&words[..], &["--pack", "house", "ws"]].concat())
        .exits(1)
        .says("error[CSP-GDAP-005]")
        .says(
            "tightened by the pack `house`: Our insurer accepts no standing Global Administrator",
        );
    project
        .run(&["explain", "CSP-GDAP-005", "--pack", "house"])
        .exits(0)
        .says("error, raised by the pack `house`: Our insurer")
        .says("by itself warning (");
}

#[test]
fn a_retired_rule_is_listed_and_never_speaks() {
    let project = with_house("minimal").file("ws/acme.yaml", GRANT);
    project
        .run(&["rules", "CSP-PEC-001", "--pack", "house"])
        .exits(0)
        .says("CSP-PEC-001  retired ")
        .says("(retired by `house`)");
    project
        .run(&[
            "rules",
            "--severity",
            "retired",
            "--pack",
            "house",
            "--format",
            "json",
        ])
        .exits(0)
        .says("\"reason\": \"Our finance team follows partner credit in a system of its own.\"");
    project
        .run(&["explain", "CSP-PEC-001", "--pack", "house"])
        .exits(0)
        .says("By the pack `house`: Our finance team");
    let words = ["audit", "ws", "--pack", "house", "--format", "json"];
    let told: serde_json::Value =
        serde_json::from_str(&project.run(&words).exits(0).stdout).unwrap();
    let verdicts = told["verdicts"].as_array().unwrap();
    let retired: Vec<_> = verdicts
        .iter()
        .filter(|verdict| verdict["rule"] == "CSP-PEC-001")
        .collect();
    assert!(!retired.is_empty());
    for verdict in retired {
        assert_eq!(verdict["state"], "notApplicable");
        assert_eq!(
            verdict["note"],
            "retired by the pack `house`: Our finance team follows partner credit in a system of its own."
        );
    }
    let rules = told["rules"].as_array().unwrap();
    let rule = rules
        .iter()
        .find(|rule| rule["id"] == "CSP-GDAP-005")
        .unwrap();
    assert_eq!(rule["adjusted"]["change"], "tightened");
    assert_eq!(rule["severity"], "error");
}

#[test]
fn the_audit_names_what_packs_of_ones_own_changed() {
    let project = with_house("nordlicht");
    project
        .run(&["audit", "ws", "--pack", "house", "--format", "markdown"])
        .exits(0)
        .says("### Changed by our own packs")
        .says("| `CSP-PEC-001` | ");
    project
        .run(&["audit", "ws", "--pack", "house", "--format", "html"])
        .exits(0)
        .says("Changed by packs of the partner's own")
        .says("Our insurer accepts no standing Global Administrator");
}

#[test]
fn files_of_a_pack_inside_the_workspace_are_no_documents() {
    let project = Project::with_fixture("minimal");
    copy(
        &repository().join("fixtures/house"),
        &project.path("ws/rules/house"),
    );
    let settings = project.read("ws/csp-support.yaml") + "\npacks: [./rules/house]\n";
    let project = project.file("ws/csp-support.yaml", settings);
    project.run(&["check", "ws"]).exits(0).says("no findings");
    project
        .run(&["check", "--pack", "ws/rules/house", "ws"])
        .exits(0)
        .says("no findings");
}

#[test]
fn what_is_required_cannot_be_retired() {
    refused("retire: [{rule: CSP-GDAP-001, reason: We know better}]\n")
        .warns("`CSP-GDAP-001` is required and cannot be retired")
        .warns("write a RuleWaiver");
}

#[test]
fn a_severity_is_never_lowered() {
    refused("tighten: [{rule: CSP-GDAP-001, severity: warning, reason: Too loud}]\n")
        .warns("`CSP-GDAP-001` counts as error already, and `warning` does not raise that");
    refused("tighten: [{rule: CSP-GDAP-005, severity: warning, reason: Same}]\n")
        .warns("`CSP-GDAP-005` counts as warning already");
    refused("tighten: [{rule: CSP-GDAP-005, severity: info, reason: Less}]\n").warns("`info`");
}

#[test]
fn unknown_rules_are_told_with_the_nearest() {
    refused("retire: [{rule: CSP-PEC-01, reason: x}]\n")
        .warns("there is no rule `CSP-PEC-01`")
        .warns("did you mean `CSP-PEC-001`?");
    refused("tighten: [{rule: CSP-GDAP-005, severity: error}]\n").warns("reason");
}

#[test]
fn one_rule_is_not_tightened_and_retired() {
    refused(
        "retire: [{rule: CSP-PEC-001, reason: x}]\n\
         tighten: [{rule: CSP-PEC-001, severity: error, reason: x}]\n",
    )
    .warns("`CSP-PEC-001` is retired by the pack `house` already");
}

#[test]
fn an_id_belongs_to_one_pack_only() {
    let rule = |pack: &str| {
        let text =
            std::fs::read_to_string(repository().join("fixtures/house/access.yaml")).unwrap();
        text.replace("HOUSE-001", pack)
    };
    let project = Project::with_fixture("minimal")
        .file("a/_pack.yaml", "id: a\n")
        .file("a/rules.yaml", rule("HOUSE-001"))
        .file("b/_pack.yaml", "id: b\n")
        .file("b/rules.yaml", rule("HOUSE-001"))
        .file("c/_pack.yaml", "id: csp\n")
        .file("d/rules.yaml", rule("CSP-GDAP-001"));
    project
        .run(&["check", "--pack", "a", "--pack", "b", "ws"])
        .exits(2)
        .warns("b/rules.yaml:2:9")
        .warns("the id `HOUSE-001` belongs to a rule of the pack `a`")
        .warns("first used here");
    project
        .run(&["check", "--pack", "c", "ws"])
        .exits(2)
        .warns("`csp` is the id of a pack that ships with csp-support");
    project
        .run(&["check", "--pack", "d", "ws"])
        .exits(2)
        .warns("the id `CSP-GDAP-001` belongs to a rule of the pack `csp`");
    project
        .run(&["check", "--pack", "a", "--pack", "./a", "ws"])
        .exits(0)
        .says("no findings");
}

#[test]
fn of_two_packs_that_tighten_the_stricter_one_holds() {
    let pack = |name: &str, severity: &str| {
        format!(
            "id: {name}\ntighten: [{{rule: CSP-PLAN-008, severity: {severity}, reason: Ours}}]\n"
        )
    };
    Project::new()
        .file("a/_pack.yaml", pack("a", "error"))
        .file("b/_pack.yaml", pack("b", "warning"))
        .run(&["explain", "CSP-PLAN-008", "--pack", "a", "--pack", "b"])
        .exits(0)
        .says("error, raised by the pack `a`");
}

#[test]
fn lists_know_the_packs_of_the_workspace_around() {
    let project = Project::with_fixture("minimal");
    copy(
        &repository().join("fixtures/house"),
        &project.path("ws/house"),
    );
    let settings = project.read("ws/csp-support.yaml") + "\npacks: [house]\n";
    let project = project.file("ws/csp-support.yaml", settings);
    let inside = |words: &[&str]| {
        let mut command = project.command(words);
        let output = command
            .current_dir(project.path("ws/house"))
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap()
    };
    assert!(inside(&["explain", "HOUSE-001"]).contains("None. The pack `house` asks this itself."));
    assert!(inside(&["rules", "CSP-PEC-001"]).contains("(retired by `house`)"));
    let twice = inside(&["rules", "CSP-PEC-001", "--pack", "."]);
    assert!(twice.contains("(retired by `house`)"), "{twice}");
    std::fs::write(project.path("ws/csp-support.yaml"), "pakcs: [house]\n").unwrap();
    let told = inside(&["explain", "CSP-PEC-001"]);
    assert!(
        told.contains("`csp-support.yaml` cannot be used, so packs of your own are left out"),
        "{told}"
    );
    assert!(!told.contains("Retired"), "{told}");
}
