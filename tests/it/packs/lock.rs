//! Pinned packs: a workspace is judged by the packs of its lock, or not at all.

use crate::harness::{Project, copy, repository};

/// The smallest workspace with the house pack of the fixtures in its settings, locked.
fn locked() -> Project {
    let project = Project::with_fixture("minimal");
    copy(
        &repository().join("fixtures/house"),
        &project.path("ws/house"),
    );
    let settings = project.read("ws/csp-support.yaml") + "\npacks: [house]\n";
    let project = project.file("ws/csp-support.yaml", settings);
    project
        .run(&["pack", "lock", "ws"])
        .exits(0)
        .warns("wrote ws/csp-support.lock with 3 packs");
    project
}

#[test]
fn a_lock_names_packs_versions_and_hashes_and_is_the_same_every_time() {
    let project = locked();
    let text = project.read("ws/csp-support.lock");
    let ids: Vec<_> = text
        .lines()
        .filter(|line| line.contains("- id: "))
        .collect();
    assert_eq!(
        ids,
        [
            "  - id: \"csp\"",
            "  - id: \"house\"",
            "  - id: \"promise\""
        ]
    );
    assert_eq!(text.matches("hash: \"blake3:").count(), 3);
    assert!(text.contains("    version: \"1.0\"\n"), "{text}");
    project
        .run(&["pack", "lock", "ws/house"])
        .exits(0)
        .warns("the packs are those of `ws/csp-support.lock`");
    assert_eq!(locked().read("ws/csp-support.lock"), text);
}

#[test]
fn what_agrees_with_its_lock_is_judged() {
    let project = locked();
    project.run(&["check", "ws"]).exits(0).says("no findings");
    project.run(&["pack", "lock", "--check", "ws"]).exits(0);
}

#[test]
fn line_endings_are_not_part_of_a_pack() {
    let project = locked();
    let rules = project.read("ws/house/access.yaml").replace('\n', "\r\n");
    let project = project.file("ws/house/access.yaml", rules);
    project.run(&["pack", "lock", "--check", "ws"]).exits(0);
}

#[test]
fn every_judgement_stops_at_a_pack_that_differs() {
    let project = locked();
    let rules = project
        .read("ws/house/access.yaml")
        .replace("obligation: should", "obligation: may");
    let project = project.file("ws/house/access.yaml", rules);
    for words in [
        &["check", "ws"][..],
        &["audit", "ws", "--format", "json"],
        &["publish", "--out", "site", "ws"],
    ] {
        let ran = project.run(words).exits(2);
        assert_eq!(
            ran.stderr,
            "csp-support: the rule packs are not those of `ws/csp-support.lock`, and nothing was checked:\n\
             \u{20} `house`: its content differs in version 1.0\n\
             look at the changes with `csp-support pack diff OLD NEW`, then accept them with `csp-support pack lock`\n"
        );
        assert_eq!(ran.stdout, "");
    }
    assert!(!project.path("site").exists());
    project
        .run(&["pack", "lock", "--check", "ws"])
        .exits(1)
        .warns("`house`: its content differs")
        .warns("the packs are not those of `ws/csp-support.lock`");
    project.run(&["check", "ws"]).exits(2);
    project
        .run(&["pack", "lock", "ws"])
        .exits(0)
        .warns("`house`: its content differs");
    project.run(&["check", "ws"]).exits(0);
}

#[test]
fn versions_missing_and_new_packs_are_told() {
    let project = locked();
    let about = project
        .read("ws/house/_pack.yaml")
        .replace("\"1.0\"", "\"2.0\"");
    let project = project.file("ws/house/_pack.yaml", about);
    project
        .run(&["check", "ws"])
        .exits(2)
        .warns("`house`: version 1.0 is locked, version 2.0 is in use, and its content differs");
    let settings = project
        .read("ws/csp-support.yaml")
        .replace("packs: [house]", "packs: [other]");
    let project = project
        .file("ws/csp-support.yaml", settings)
        .file("ws/other/_pack.yaml", "id: other\n");
    project
        .run(&["check", "ws"])
        .exits(2)
        .warns("`house`: locked in version 1.0, but not in use")
        .warns("`other`: in use, but not locked");
}

#[test]
fn a_pack_of_the_command_line_is_new_to_the_lock() {
    locked()
        .file("more/_pack.yaml", "id: more\nversion: '3'\n")
        .run(&["check", "--pack", "more", "ws"])
        .exits(2)
        .warns("`more`: in use in version 3, but not locked");
}

#[test]
fn a_lock_that_cannot_be_read_stops_the_run_and_is_written_anew() {
    let project = locked().file(
        "ws/csp-support.lock",
        "format: csp-support/lock/v2\npacks: []\n",
    );
    project
        .run(&["check", "ws"])
        .exits(2)
        .warns("ws/csp-support.lock:1")
        .warns("`ws/csp-support.lock` cannot be read and nothing was checked");
    project.run(&["pack", "lock", "--check", "ws"]).exits(2);
    project.run(&["pack", "lock", "ws"]).exits(0);
    project.run(&["check", "ws"]).exits(0);
}

#[test]
fn without_settings_or_lock_there_is_nothing_to_compare() {
    Project::new()
        .file("a.yaml", "")
        .run(&["pack", "lock", "."])
        .exits(2)
        .warns("there is no csp-support.yaml at or above `.`");
    Project::with_fixture("minimal")
        .run(&["pack", "lock", "--check", "ws"])
        .exits(2)
        .warns("there is no `ws/csp-support.lock`; `csp-support pack lock` writes it");
}
