//! What was asked of an audit, in its bundle: for whom, beside which baseline, since which report.

use super::{Files, bytes, put, unpacked};
use crate::harness::Project;
use serde_json::Value;

/// A workspace with a finding that is known and one that is new, and the report from before.
fn project() -> Project {
    let odd = |id: &str| {
        format!(
            "apiVersion: csp-support/v1\nkind: AgentGroup\nmetadata: {{id: {id}}}\nspec:\n  \
             tenantId: 8777b240-c6f0-4469-9e98-a3205431b836\n  \
             objectId: 227a2f44-2682-4831-a021-f8d69a34bcba\n  displayNam: Desk\n"
        )
    };
    let project = Project::with_fixture("minimal").file("ws/a.yaml", odd("one"));
    let before = [
        "audit",
        "ws",
        "--quiet",
        "--as-of",
        "2026-11-01",
        "--format",
        "json=old/audit.json",
    ];
    let project = project.file("old/.keep", "");
    project.run(&before).exits(0);
    project.run(&["baseline", "write", "ws"]).exits(0);
    project.file("ws/b.yaml", odd("two"))
}

const KNOWN: &str = "ws/csp-support-baseline.yaml";

/// Bundles with some words more, and proves the bundle both with and without its workspace.
#[track_caller]
fn proven(project: &Project, words: &[&str]) -> (Files, Value) {
    let audit = [
        "audit",
        "ws",
        "--quiet",
        "--format",
        "json=b.json",
        "--bundle",
        "b.zip",
    ];
    project.run(&[&audit[..], words].concat()).exits(0);
    project
        .run(&["verify", "b.zip", "ws"])
        .exits(0)
        .says("proven: auditing what the bundle holds gives the same bytes")
        .says("proven: auditing `ws` as before gives the same bytes");
    let files = unpacked(project, "b.zip");
    let report = serde_json::from_slice(&files["report/audit.json"]).unwrap();
    (files, report)
}

fn ids(list: &Value) -> Vec<&str> {
    let list = list.as_array().unwrap().iter();
    list.map(|own| own["subject"]["id"].as_str().unwrap())
        .collect()
}

#[test]
fn known_findings_are_told_apart() {
    let project = project();
    let (files, report) = proven(&project, &["--baseline", KNOWN]);
    assert_eq!(ids(&report["known"]), ["one"]);
    assert_eq!(ids(&report["findings"]), ["two"]);
    let kept = &files["workspace/csp-support-baseline.yaml"];
    assert_eq!(*kept, bytes(&project, KNOWN));
    let manifest: Value = serde_json::from_slice(&files["MANIFEST.json"]).unwrap();
    assert_eq!(manifest["audit"]["baseline"], "csp-support-baseline.yaml");
    // Another baseline beside the same documents makes another report.
    project.run(&["baseline", "update", "ws"]).exits(0);
    project
        .run(&["verify", "b.zip", "ws"])
        .exits(1)
        .says("  changed  workspace/csp-support-baseline.yaml")
        .says("  changed  report/audit.json");
}

#[test]
fn settings_that_name_a_baseline_are_heeded_unless_told_otherwise() {
    let project = project();
    let settings = project.read("ws/csp-support.yaml") + "baseline: csp-support-baseline.yaml\n";
    let project = project.file("ws/csp-support.yaml", settings);
    let (_, report) = proven(&project, &[]);
    assert_eq!(ids(&report["known"]), ["one"]);
    let (_, report) = proven(&project, &["--no-baseline"]);
    assert_eq!(ids(&report["findings"]), ["one", "two"]);
    let command = report["command"].as_array().unwrap();
    assert!(command.contains(&"--no-baseline".into()), "{command:?}");
}

#[test]
fn what_lies_elsewhere_is_packed_beside_the_workspace() {
    let project = project();
    std::fs::rename(project.path(KNOWN), project.path("old/known.yaml")).unwrap();
    let words = [
        "--baseline",
        "old/known.yaml",
        "--compare",
        "old/audit.json",
    ];
    let (files, report) = proven(&project, &words);
    assert_eq!(ids(&report["known"]), ["one"]);
    assert_eq!(report["since"]["date"], "2026-11-01");
    assert_eq!(report["since"]["unchanged"], 1);
    assert_eq!(
        files["baseline/known.yaml"],
        bytes(&project, "old/known.yaml")
    );
    assert_eq!(
        files["earlier/1-audit.json"],
        bytes(&project, "old/audit.json")
    );
    let readme = String::from_utf8_lossy(&files["README.txt"]);
    assert!(
        readme.contains("\nbaseline/ ") && readme.contains("\nearlier/ "),
        "{readme}"
    );
    // Its command leads to them from the folder of the workspace, once it is unpacked.
    for (path, content) in &files {
        let path = format!("unpacked/{path}");
        std::fs::create_dir_all(project.path(&path).parent().unwrap()).unwrap();
        put(&project, &path, content);
    }
    let command: Vec<&str> = report["command"].as_array().unwrap()[1..]
        .iter()
        .map(|word| word.as_str().unwrap())
        .collect();
    let again = [&command[..], &["--quiet", "--format", "json=again.json"]].concat();
    let mut run = project.command(&again);
    run.current_dir(project.path("unpacked/workspace"));
    assert!(run.status().unwrap().success());
    let mut again: Value =
        serde_json::from_str(&project.read("unpacked/workspace/again.json")).unwrap();
    let mut report = report;
    for own in [&mut again, &mut report] {
        own["command"].take();
        own["asOf"]["today"].take();
    }
    assert_eq!(again, report);
}

#[test]
fn an_audience_reads_its_own_report_by_the_same_numbers() {
    let project = project();
    let (everybody, whole) = proven(&project, &[]);
    let (manager, report) = proven(&project, &["--audience", "manager"]);
    let title = |files: &Files| {
        String::from_utf8_lossy(&files["report/audit.html"]).contains("<h2>To decide</h2>")
    };
    assert!(title(&manager) && !title(&everybody));
    assert_eq!(report["counts"], whole["counts"]);
    assert_eq!(report["findings"], whole["findings"]);
}

#[test]
fn suppressed_results_are_in_the_bundle_where_asked_for() {
    let project = project();
    let words = [
        "--baseline",
        KNOWN,
        "--sarif-include-suppressed",
        "--format",
        "sarif=b.sarif",
    ];
    let (files, _) = proven(&project, &words);
    let sarif = String::from_utf8_lossy(&files["report/audit.sarif"]);
    assert!(sarif.contains("known: in the baseline csp-support-baseline.yaml"));
}

/// A list that names what is not there is refused and leads nowhere.
#[test]
fn a_baseline_that_is_missing_is_said() {
    let project = project();
    proven(&project, &["--baseline", KNOWN]);
    std::fs::remove_file(project.path(KNOWN)).unwrap();
    project
        .run(&["verify", "b.zip", "ws"])
        .exits(2)
        .warns("`csp-support-baseline.yaml`, which it looks back at, is not there");
}
