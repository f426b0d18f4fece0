//! Two versions of a workspace with twelve planted changes, each marked in the later one, and the command.

use crate::harness::{Project, copy, repository};
use csp_support::report::FORMATS;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;

/// The changes that are planted, each with its level.
const PLANTED: [(&str, &str); 12] = [
    ("notice-missing", "breach"),
    ("hours-fewer", "reduction"),
    ("contact-removed", "reduction"),
    ("target-slower", "reduction"),
    ("price-higher", "reduction"),
    ("exclusion-new", "reduction"),
    ("duty-more", "reduction"),
    ("validity-shorter", "reduction"),
    ("language-added", "improvement"),
    ("target-faster", "improvement"),
    ("notice-period-longer", "improvement"),
    ("text-changed", "neutral"),
];

fn project() -> Project {
    let project = Project::new();
    copy(
        &repository().join("fixtures/versions"),
        &project.path("versions"),
    );
    project
}

#[test]
fn both_versions_are_silent() {
    for version in ["versions/2026.1", "versions/2026.2"] {
        project().run(&["check", version, "-q"]).exits(0);
        let told = project().run(&["check", version, "-q"]).stdout;
        assert_eq!(told, "", "{version}");
    }
}

#[test]
fn exactly_the_planted_changes_are_told_with_their_levels() {
    let told = project()
        .run(&["diff", "versions/2026.1", "versions/2026.2", "-q"])
        .exits(0);
    let lines = told.stdout.lines().map(|line| {
        let (before, _) = line.split_once("]: ").unwrap();
        let (place, kind) = before.rsplit_once('[').unwrap();
        let level = place.rsplit(' ').next().unwrap();
        (kind.to_owned(), level.to_owned())
    });
    let lines: Vec<_> = lines.collect();
    assert_eq!(lines.len(), 12, "{}", told.stdout);
    let planted = PLANTED.map(|(kind, level)| (kind.to_owned(), level.to_owned()));
    let (found, planted): (BTreeMap<_, _>, BTreeMap<_, _>) =
        (lines.into_iter().collect(), planted.into_iter().collect());
    assert_eq!(found, planted, "{}", told.stdout);
}

#[test]
fn each_planted_change_is_marked_where_it_is_told() {
    let path = repository().join("fixtures/versions/2026.2/standard.yaml");
    let text = fs::read_to_string(path).unwrap();
    let marks: Vec<_> = text
        .lines()
        .filter_map(|line| line.split_once("# "))
        .collect();
    for (kind, _) in PLANTED {
        let marked = marks
            .iter()
            .filter(|(_, marks)| marks.split(", ").any(|mark| mark == kind));
        assert_eq!(marked.count(), 1, "{kind}");
    }
}

#[test]
fn text_tells_the_changes_by_offering_and_says_where_they_stand() {
    let told = project()
        .run(&["diff", "versions/2026.1", "versions/2026.2"])
        .exits(0);
    snapbox::assert_data_eq!(
        told.stdout,
        snapbox::Data::read_from(
            &repository().join("fixtures/golden/diff/versions.text"),
            Some(snapbox::data::DataFormat::Text)
        )
        .raw()
    );
}

#[test]
fn what_fails_is_asked_for() {
    let code = |words: &[&str]| {
        let all = ["diff", "versions/2026.1", "versions/2026.2"];
        project().run(&[&all[..], words].concat()).code
    };
    assert_eq!(code(&[]), 0);
    assert_eq!(code(&["--fail-on", "never"]), 0);
    assert_eq!(code(&["--fail-on", "any"]), 1);
    assert_eq!(code(&["--fail-on", "reduction"]), 1);
    assert_eq!(code(&["--fail-on", "notice"]), 1);
    let same = [
        "diff",
        "versions/2026.1",
        "versions/2026.1",
        "--fail-on",
        "any",
    ];
    project()
        .run(&same)
        .exits(0)
        .says("nothing that customers are promised differs");
}

#[test]
fn programs_read_the_same_changes_in_their_formats() {
    let words = [
        "diff",
        "versions/2026.1",
        "versions/2026.2",
        "--format",
        "json",
        "--fail-on",
        "reduction",
    ];
    let told = project().run(&words).exits(1);
    let report: Value = serde_json::from_str(&told.stdout).unwrap();
    let findings = report["findings"].as_array().unwrap();
    assert_eq!(findings.len(), 12);
    for finding in findings {
        let rule = finding["rule"].as_str().unwrap();
        let (_, level) = PLANTED.iter().find(|(kind, _)| *kind == rule).unwrap();
        let message = finding["message"].as_str().unwrap();
        assert!(message.starts_with(&format!("{level}: ")), "{message}");
    }
}

#[test]
fn what_cannot_be_compared_ends_with_2_and_a_sentence() {
    let missing = project()
        .run(&["diff", "versions/2026.1", "nowhere"])
        .exits(2);
    missing.warns("nowhere");
    project()
        .run(&["diff", "versions/2026.1", "versions"])
        .exits(2)
        .warns("name one folder");
    let broken = project();
    let path = broken.path("versions/2026.2/standard.yaml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("within: PT2H", "within: soon")).unwrap();
    let told = broken
        .run(&["diff", "versions/2026.1", "versions/2026.2"])
        .exits(2);
    assert!(told.stdout.starts_with("nothing that"), "{}", told.stdout);
    told.warns("the offering `standard`");
}

#[test]
fn hostile_texts_give_no_commands_in_any_format() {
    let hostile = project();
    let path = hostile.path("versions/2026.2/standard.yaml");
    let text = fs::read_to_string(&path).unwrap();
    let excluded = r#"["a\n::error::b\n##vso[task.complete]c"]"#;
    fs::write(&path, text.replace("[custom_code]", excluded)).unwrap();
    let formats = FORMATS.iter().map(|format| format.name);
    for format in formats.filter(|name| *name != "ics") {
        let words = [
            "diff",
            "versions/2026.1",
            "versions/2026.2",
            "--format",
            format,
        ];
        let told = hostile.run(&words).exits(0).stdout;
        assert!(!told.contains('\u{1b}'), "{format}: {told}");
        let commands = told.lines().filter(|line| {
            let line = line.trim_start();
            line.starts_with("::error::b") || line.starts_with("##vso[task.complete]c")
        });
        assert_eq!(commands.count(), 0, "{format}: {told}");
    }
}

#[test]
fn contracts_of_single_customers_are_told_apart_and_can_fail() {
    let project = project();
    copy(
        &repository().join("fixtures/nordlicht"),
        &project.path("old"),
    );
    copy(&project.path("old"), &project.path("new"));
    let contract = project.path("new/customers/hansewind.yaml");
    let text = fs::read_to_string(&contract).unwrap();
    let moved = text.replace("offering: premium-2026", "offering: standard-2026");
    assert_ne!(moved, text);
    fs::write(contract, moved).unwrap();
    let told = project
        .run(&["diff", "old", "new", "--fail-on", "reduction"])
        .exits(1);
    let (offerings, contracts) = told
        .stdout
        .split_once("contracts of single customers (internal)")
        .unwrap();
    assert!(
        offerings.contains("nothing that customers are promised differs"),
        "{offerings}"
    );
    assert!(contracts.contains("contract-lesser"), "{contracts}");
    let page = project
        .run(&["diff", "old", "new", "--format", "html"])
        .exits(0);
    assert!(
        page.stdout.contains("<h1>Changes of promises"),
        "{}",
        page.stdout
    );
    assert!(!page.stdout.contains("Nothing could be judged"));
    let notice = project
        .run(&["diff", "old", "new", "--notice", "told"])
        .exits(0);
    assert!(
        notice.stderr.contains("nothing changes for customers"),
        "{}",
        notice.stderr
    );
}

#[test]
fn a_contract_that_cannot_be_read_is_neither_gone_nor_new() {
    let project = project();
    copy(
        &repository().join("fixtures/nordlicht"),
        &project.path("old"),
    );
    copy(&project.path("old"), &project.path("new"));
    let contract = project.path("new/customers/hansewind.yaml");
    let text = fs::read_to_string(&contract).unwrap();
    let broken = text.replace("offering: premium-2026", "offering: [premium-2026]");
    assert_ne!(broken, text);
    fs::write(contract, broken).unwrap();
    for sides in [["old", "new"], ["new", "old"]] {
        let told = project.run(&["diff", sides[0], sides[1], "-q"]);
        assert!(!told.stdout.contains("contract-"), "{}", told.stdout);
    }
}
