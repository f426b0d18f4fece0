//! Rules that `--select` and `--ignore` name.

use crate::harness::{Project, copy, repository};

fn nordlicht() -> Project {
    Project::with_fixture("nordlicht")
}

#[test]
fn a_misspelt_rule_is_no_choice() {
    let project = nordlicht();
    for command in ["check", "audit"] {
        for flag in ["--select", "--ignore"] {
            let ran = project
                .run(&[command, "ws", flag, "CSP-GDPA-001"])
                .exits(2)
                .warns(&format!(
                    "`{flag} CSP-GDPA-001` names no rule; did you mean `CSP-GDAP-001`?"
                ));
            assert_eq!(ran.stdout, "");
        }
    }
    assert!(!project.path("audit.html").exists());
}

#[test]
fn what_is_near_to_nothing_is_pointed_to_the_list() {
    nordlicht()
        .run(&["check", "ws", "--select", "everything-at-once"])
        .exits(2)
        .warns("names no rule; `csp-support rules` lists all");
}

#[test]
fn one_good_name_excuses_no_bad_one() {
    nordlicht()
        .run(&["check", "ws", "--select", "CSP-GDAP", "--select", "csp"])
        .exits(2)
        .warns("did you mean `CSP`?");
}

#[test]
fn ids_names_starts_and_checks_are_known() {
    let project = nordlicht();
    for name in [
        "CSP-GDAP-001",
        "relationship-length-out-of-range",
        "CSP-GDAP",
        "CSP-GDAP-*",
        "CSP",
        "PROMISE",
        "baseline-stale",
    ] {
        for flag in ["--select", "--ignore"] {
            let ran = project.run(&["check", "ws", flag, name, "--fail-on", "never"]);
            ran.exits(0);
        }
    }
}

#[test]
fn a_rule_of_one_workspace_is_known_in_all() {
    let project = Project::new();
    for name in ["one", "two"] {
        copy(&repository().join("fixtures/minimal"), &project.path(name));
    }
    copy(
        &repository().join("fixtures/house"),
        &project.path("one/house"),
    );
    let project = project.file("one/csp-support.yaml", "packs: [house]\nasOf: 2026-11-23\n");
    let words = ["check", "one", "two", "--select", "HOUSE-001"];
    project.run(&words).exits(0);
    let words = ["check", "two", "--select", "HOUSE-001"];
    project.run(&words).exits(2);
}
