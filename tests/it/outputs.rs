//! No output takes the place of what was read, nor of another output.

use crate::harness::{Project, Ran, copy, repository};

/// Runs words that must be refused, and insists that a file stays what it is.
#[track_caller]
fn refused(project: &Project, words: &[&str], kept: &str) -> Ran {
    let before = project.read(kept);
    let ran = project.run(words).exits(2);
    assert_eq!(project.read(kept), before, "{kept} changed: {words:?}");
    ran.warns("choose another name")
}

#[test]
fn a_report_replaces_no_document() {
    let project = Project::with_fixture("minimal");
    for command in ["check", "audit"] {
        let words = [command, "ws", "--format", "sarif=ws/offering.yaml"];
        refused(&project, &words, "ws/offering.yaml")
            .warns("`ws/offering.yaml` is a document that this run reads");
    }
    let words = ["check", "ws", "--format", "csv=ws/../ws/./offering.yaml"];
    refused(&project, &words, "ws/offering.yaml");
}

#[test]
fn where_one_output_is_refused_none_is_written() {
    let project = Project::with_fixture("minimal");
    let words = [
        "audit",
        "ws",
        "--format",
        "html=audit.html",
        "--format",
        "json=ws/offering.yaml",
        "--bundle",
        "evidence.zip",
    ];
    refused(&project, &words, "ws/offering.yaml");
    for written in ["audit.html", "evidence.zip"] {
        assert!(!project.path(written).exists(), "{written}");
    }
}

#[test]
fn a_bundle_replaces_no_document() {
    let project = Project::with_fixture("minimal");
    let words = ["audit", "ws", "--bundle", "ws/partner.yaml"];
    refused(&project, &words, "ws/partner.yaml");
    assert!(!project.path("audit.html").exists());
}

#[test]
fn settings_plan_packs_and_templates_stay_too() {
    let settings = "packs: [house]\ntemplates: own\nasOf: 2026-11-23\n";
    let project = Project::with_fixture("minimal")
        .file("ws/csp-support.yaml", settings)
        .file("ws/csp-support-plan.yaml", "remediations: []\n")
        .file("ws/own/style.css", "body { color: black }\n");
    copy(
        &repository().join("fixtures/house"),
        &project.path("ws/house"),
    );
    let kept = [
        ("ws/csp-support.yaml", "the settings"),
        ("ws/csp-support-plan.yaml", "an action plan"),
        ("ws/house/_pack.yaml", "a file of a rule pack"),
        ("ws/own/style.css", "a template"),
    ];
    for (file, what) in kept {
        let format = format!("json={file}");
        refused(&project, &["check", "ws", "--format", &format], file).warns(what);
    }
}

#[test]
fn what_is_looked_back_at_stays_too() {
    let project = Project::with_fixture("nordlicht");
    project
        .run(&["baseline", "write", "ws", "--baseline", "known.yaml"])
        .exits(0);
    project
        .run(&["check", "ws", "--format", "json=old.json"])
        .exits(0);
    let baseline = ["check", "ws", "--baseline", "known.yaml"];
    let words = [&baseline[..], &["--format", "json=known.yaml"]].concat();
    refused(&project, &words, "known.yaml").warns("a baseline");
    let compare = ["check", "ws", "--compare", "old.json"];
    let words = [&compare[..], &["--format", "json=old.json"]].concat();
    refused(&project, &words, "old.json").warns("an earlier report");
}

#[cfg(unix)]
#[test]
fn another_name_for_a_document_is_seen_through() {
    let project = Project::with_fixture("minimal");
    std::os::unix::fs::symlink(project.path("ws/offering.yaml"), project.path("out.json")).unwrap();
    let words = ["check", "ws", "--format", "json=out.json"];
    refused(&project, &words, "ws/offering.yaml");
}

#[test]
fn a_job_summary_is_not_added_to_a_document() {
    let project = Project::with_fixture("minimal");
    let file = project.path("ws/offering.yaml");
    let project = project.env("GITHUB_STEP_SUMMARY", &file.to_string_lossy());
    refused(
        &project,
        &["check", "ws", "--format", "github"],
        "ws/offering.yaml",
    );
}

#[test]
fn comparisons_replace_no_document() {
    let project = Project::with_fixture("nordlicht");
    copy(&project.path("ws"), &project.path("old"));
    for file in ["ws/partner.yaml", "old/partner.yaml"] {
        for name in ["text", "json"] {
            let format = format!("{name}={file}");
            refused(&project, &["diff", "old", "ws", "--format", &format], file);
        }
    }
}

#[test]
fn an_import_replaces_no_export() {
    let project = Project::with_fixture("nordlicht").file("page.json", r#"{"value": []}"#);
    let import = ["import", "graph-customers", "page.json", "--into", "ws"];
    let words = [&import[..], &["--aside", "page.json"]].concat();
    refused(&project, &words, "page.json").warns("an export");
    let compare = ["--compare", "--format", "json=ws/partner.yaml"];
    let words = [&import[..], &compare].concat();
    refused(&project, &words, "ws/partner.yaml");
    let words = [&import[..], &["--aside", "ws/partner.yaml"]].concat();
    refused(&project, &words, "ws/partner.yaml");
}

#[test]
fn waivers_are_added_to_no_file_of_our_own() {
    let project = Project::with_fixture("nordlicht");
    let words = [
        "waiver",
        "add",
        "CSP-GDAP-005",
        "AccessGrant/none",
        "--reason",
        "x",
        "--approver",
        "y",
        "--days",
        "9",
        "--into",
        "ws",
        "--force",
        "--file",
        "csp-support.yaml",
    ];
    let before = project.read("ws/csp-support.yaml");
    project.run(&words).exits(2);
    assert_eq!(project.read("ws/csp-support.yaml"), before);
}

#[test]
fn two_outputs_are_two_files() {
    let project = Project::with_fixture("minimal");
    let twice = ["check", "ws", "--format", "json=a", "--format", "csv=./a"];
    project
        .run(&twice)
        .exits(2)
        .warns("two outputs would go to `./a`; choose another name for one of them");
    assert!(!project.path("a").exists());
    let words = ["audit", "ws", "--format", "html=a", "--bundle", "a"];
    project.run(&words).exits(2).warns("two outputs");
    assert!(!project.path("a").exists());
}

#[test]
fn a_file_has_a_name() {
    let project = Project::with_fixture("minimal");
    project
        .run(&["check", "ws", "--format", "json="])
        .exits(2)
        .warns("`json=` names no file; write `--format json=FILE`");
}

#[test]
fn a_report_of_our_own_may_be_replaced() {
    let project = Project::with_fixture("minimal");
    for _ in 0..2 {
        project
            .run(&["check", "ws", "--format", "json=ws/out.json"])
            .exits(0);
        project
            .run(&["audit", "ws", "--format", "html=audit.html"])
            .exits(0);
    }
}
