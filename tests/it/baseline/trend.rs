//! Reports compared with earlier ones.

use super::{CHECK, LONG, WAIVER, group, json, project, strong};
use crate::harness::Project;
use serde_json::Value;

const COMPARE: [&str; 4] = ["check", "ws", "--compare", "old.json"];

/// A workspace, and the report on it as it was.
fn remembered(project: Project) -> Project {
    project
        .run(&[
            "check",
            "ws",
            "--fail-on",
            "never",
            "--format",
            "json=old.json",
        ])
        .exits(0);
    project
}

fn long() -> Project {
    let project = Project::new()
        .file("ws/csp-support.yaml", "asOf: 2026-11-23\n")
        .file("ws/grant.yaml", LONG);
    remembered(project)
}

#[test]
fn nothing_changed_is_said_so() {
    let project = remembered(project());
    let ran = project
        .run(&COMPARE)
        .exits(1)
        .says("since 2026-11-23: 0 new, 0 fixed, 2 unchanged\n");
    assert!(!ran.stdout.contains("new since"), "{}", ran.stdout);
    project
        .run(&["check", "ws", "-q", "--compare", "old.json"])
        .exits(1);
}

#[test]
fn what_is_new_is_marked_and_counts_stand_side_by_side() {
    let project = remembered(project()).file("ws/c.yaml", group("three", "displayNam"));
    let ran = project
        .run(&[&COMPARE[..], &["--as-of", "2026-12-01"]].concat())
        .exits(1);
    let ran = ran.says("note: new since 2026-11-23");
    assert_eq!(ran.stdout.matches("new since").count(), 1, "{}", ran.stdout);
    let table = ran
        .stdout
        .lines()
        .skip_while(|line| !line.contains("judged as of "));
    let rows: Vec<Vec<&str>> = table
        .take(3)
        .map(|row| row.split_whitespace().take(4).collect())
        .collect();
    assert_eq!(rows[1][..2], ["2026-11-23", "2"]);
    assert_eq!(rows[2][..2], ["2026-12-01", "3"]);
}

/// A finding that a waiver excuses is not mended, and neither is one of which nothing can be told.
#[test]
fn only_what_is_mended_counts_as_fixed() {
    let project = remembered(strong()).file("ws/waiver.yaml", WAIVER);
    project
        .run(&COMPARE)
        .exits(0)
        .says("since 2026-11-23: 0 new, 0 fixed, 0 unchanged, 1 waived since\n")
        .says("  waived: ws/grant.yaml:19:")
        .says("warning[CSP-GDAP-005]");
    let project = long();
    let ran = project.run(&[&COMPARE[..], &["--ignore", "CSP-GDAP-001"]].concat());
    ran.exits(0)
        .says("0 fixed, 0 unchanged, 1 not looked for in this run\n");
    let broken = LONG.replace("    duration: P3Y", "    duratio: P3Y");
    project
        .file("ws/grant.yaml", broken)
        .run(&COMPARE)
        .exits(1)
        .says("0 fixed, 0 unchanged, 1 not to be told now\n");
    long()
        .file("ws/grant.yaml", LONG.replace("P3Y", "P2Y"))
        .run(&COMPARE)
        .exits(0)
        .says("0 new, 1 fixed, 0 unchanged\n");
}

#[test]
fn several_reports_make_a_table_in_the_order_of_their_days() {
    let project = project();
    for (day, file) in [("2026-10-01", "b.json"), ("2026-09-01", "a.json")] {
        let format = format!("json={file}");
        project
            .run(&[
                "check",
                "ws",
                "--as-of",
                day,
                "--fail-on",
                "never",
                "--format",
                &format,
            ])
            .exits(0);
    }
    let ran = project
        .run(&["check", "ws", "--compare", "b.json", "--compare", "a.json"])
        .exits(1)
        .says("since 2026-10-01: ");
    let days: Vec<&str> = ran
        .stdout
        .lines()
        .filter_map(|line| {
            line.split_whitespace()
                .next()
                .filter(|word| word.starts_with("2026-"))
        })
        .collect();
    assert_eq!(days, ["2026-09-01", "2026-10-01", "2026-11-23"]);
}

#[test]
fn what_is_no_report_ends_the_run() {
    let other = "{\"format\": \"csp-support/report/v2\"}";
    let lacking = "{\"format\": \"csp-support/report/v1\", \"findings\": 5}";
    for (text, why) in [
        ("", "it is empty"),
        ("{\"format\":", "it breaks off in line 1"),
        ("<!DOCTYPE html>", "it is not one piece of JSON"),
        ("[1]", "it lacks what every report has"),
        ("{}", "its `format` is not `csp-support/report/v1`"),
        (other, "its `format` is not `csp-support/report/v1`"),
        (
            lacking,
            "it lacks what every report has, or has it in another form (line 1)",
        ),
    ] {
        let project = project().file("old.json", text);
        let ran = project
            .run(&COMPARE)
            .exits(2)
            .warns("`old.json` is no report that can be compared with: ")
            .warns(why)
            .warns("`csp-support audit --format json=FILE` writes one");
        assert_eq!(ran.stdout, "");
    }
    project()
        .run(&COMPARE)
        .exits(2)
        .warns("cannot read `old.json`");
}

#[test]
fn known_findings_of_an_earlier_report_are_not_new() {
    let project = project();
    project.run(&["baseline", "write", "ws"]).exits(0);
    project
        .run(&[&CHECK[..], &["--format", "json=old.json"]].concat())
        .exits(0);
    // With the baseline and without it.
    for words in [&COMPARE[..], &[&CHECK[..], &COMPARE[2..]].concat()] {
        project.run(words).says("0 new, 0 fixed, 2 unchanged\n");
    }
}

#[test]
fn the_audit_has_a_section_on_it_in_every_format() {
    let project = remembered(project())
        .file("ws/a.yaml", group("one", "displayName"))
        .file("ws/c.yaml", group("three", "displayNam"));
    let formats = ["html=a.html", "markdown=a.md", "json=a.json", "csv=a.csv"];
    let formats = formats.iter().flat_map(|format| ["--format", *format]);
    let words: Vec<&str> = ["audit", "ws", "--compare", "old.json"]
        .into_iter()
        .chain(formats)
        .collect();
    project.run(&words).exits(0);
    let html = project.read("a.html");
    for part in [
        "<h2>Since 23 November 2026</h2>",
        "1 new, 1 fixed, 1 unchanged",
        "href=\"#trend\"",
    ] {
        assert!(html.contains(part), "no {part}");
    }
    let markdown = project.read("a.md");
    for part in [
        "### Since 2026-11-23",
        "#### New",
        "#### Not there any more",
        "| fixed | `schema-unknown-key`",
    ] {
        assert!(markdown.contains(part), "no {part} in {markdown}");
    }
    let csv = project.read("a.csv");
    assert_eq!(
        csv.lines()
            .filter(|line| line.contains(",\"absent\","))
            .count(),
        1
    );
    let report: Value = serde_json::from_str(&project.read("a.json")).unwrap();
    assert_eq!(report["since"]["unchanged"], 1);
    let schema = include_str!("../../../policies/schemas/report.schema.yaml");
    let schema: Value = serde_yaml::from_str(schema).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let errors: Vec<String> = validator
        .iter_errors(&report)
        .map(|e| e.to_string())
        .collect();
    assert_eq!(errors, Vec::<String>::new());
}

/// An earlier report may come from anywhere.
#[test]
fn hostile_reports_are_harmless() {
    let project = remembered(project()).file("ws/a.yaml", group("one", "displayName"));
    let mut report = json(&project, &["check", "ws"]);
    let hostile = "\u{1b}[31m<script>alert(1)</script>\n::error::x ##vso[a]b =cmd() | @x";
    report["asOf"]["date"] = hostile.into();
    report["partner"] = hostile.into();
    let finding = &mut report["findings"][0];
    for part in ["rule", "message", "severity"] {
        finding[part] = hostile.into();
    }
    finding["location"]["path"] = hostile.into();
    let project = project.file("old.json", report.to_string());
    for format in ["html", "markdown", "json", "csv"] {
        let words = ["audit", "ws", "--compare", "old.json", "--format", format];
        let out = project.run(&words).exits(0).stdout;
        assert!(!out.contains('\u{1b}'), "{format}: {out}");
        // In JSON and CSV it is text within quotes, in Markdown the bracket is escaped.
        let markup = format == "html" && out.contains("<script>alert");
        assert!(!markup, "{format}: {out}");
        assert!(
            !out.lines()
                .any(|line| line.starts_with("::") || line.starts_with("##v")),
            "{format}: {out}"
        );
    }
    let out = project.run(&COMPARE).exits(1).stdout;
    assert!(
        !out.contains('\u{1b}') && !out.contains("\n::error"),
        "{out}"
    );
}
