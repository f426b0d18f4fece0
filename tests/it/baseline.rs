//! Baselines and trends through the command line: what is known, what is new, what is mended.

mod fifty;
mod first_seen;
mod keys;
mod trend;

use crate::harness::Project;
use serde_json::Value;

const GROUP: &str = "apiVersion: csp-support/v1
kind: AgentGroup
metadata: {id: desk}
spec:
  tenantId: 8777b240-c6f0-4469-9e98-a3205431b836
  objectId: 227a2f44-2682-4831-a021-f8d69a34bcba
";

/// A group with a field that does not exist.
fn group(id: &str, field: &str) -> String {
    format!(
        "{}  {field}: Desk\n",
        GROUP.replace("{id: desk}", &format!("{{id: {id}}}"))
    )
}

fn project() -> Project {
    Project::with_fixture("minimal")
        .file("ws/a.yaml", group("one", "displayNam"))
        .file("ws/b.yaml", group("two", "displayNam"))
}

const CHECK: [&str; 4] = ["check", "ws", "--baseline", "ws/csp-support-baseline.yaml"];

fn json(project: &Project, words: &[&str]) -> Value {
    let words = [words, &["--format", "json"]].concat();
    serde_json::from_str(&project.run(&words).stdout).unwrap()
}

#[test]
fn known_findings_are_counted_and_fail_no_run() {
    let project = project();
    project.run(&["check", "ws"]).exits(1);
    project
        .run(&["baseline", "write", "ws"])
        .exits(0)
        .warns("wrote ws/csp-support-baseline.yaml with 2 known findings");
    let text = project.read("ws/csp-support-baseline.yaml");
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| line.starts_with("  -"))
        .collect();
    assert_eq!(
        lines,
        [
            "  - {rule: schema-unknown-key, document: AgentGroup/one, at: /spec/displayNam}",
            "  - {rule: schema-unknown-key, document: AgentGroup/two, at: /spec/displayNam}",
        ]
    );
    project
        .run(&CHECK)
        .exits(0)
        .says("no findings; 2 known findings are in the baseline; 4 documents read");
    project
        .run(&[&CHECK[..], &["-v"]].concat())
        .exits(0)
        .says("known: ws/a.yaml:7:3: error[schema-unknown-key]");
    project
        .run(&["check", "ws", "--no-baseline"])
        .exits(1)
        .says("2 errors");
}

#[test]
fn the_settings_name_a_baseline_for_every_run() {
    let project = project();
    let settings = project.read("ws/csp-support.yaml") + "baseline: accepted/known.yaml\n";
    let project = project.file("ws/csp-support.yaml", settings);
    project
        .run(&["check", "ws"])
        .exits(2)
        .warns("there is no baseline `ws/accepted/known.yaml`");
    let project = project.file("ws/accepted/readme.md", "why");
    project.run(&["baseline", "write", "ws"]).exits(0);
    project.run(&["check", "ws"]).exits(0);
    project.run(&["audit", "ws", "--fail-on", "error"]).exits(0);
    // Below the workspace the names of files are others, and the baseline is the same.
    let mut command = project.command(&["check", "a.yaml"]);
    assert!(
        command
            .current_dir(project.path("ws"))
            .output()
            .unwrap()
            .status
            .success()
    );
}

#[test]
fn new_findings_fail_beside_known_ones_and_stale_entries_are_findings() {
    let project = project();
    project.run(&["baseline", "write", "ws"]).exits(0);
    let project = project
        .file("ws/a.yaml", group("one", "displayName"))
        .file("ws/c.yaml", group("three", "displayNam"));
    let ran = project.run(&CHECK).exits(1);
    let ran = ran
        .says("error[schema-unknown-key]: `spec` has no field `displayNam`")
        .says("ws/c.yaml:7:3")
        .says("the known finding of `schema-unknown-key` on `AgentGroup/one#/spec/displayNam` is gone")
        .says("ws/csp-support-baseline.yaml:5:5")
        .says("1 error and 1 warning in 2 files; 1 known finding is in the baseline");
    assert!(!ran.stdout.contains("b.yaml"), "{}", ran.stdout);
    project
        .run(&[&CHECK[..], &["--ignore", "baseline-stale"]].concat())
        .exits(1)
        .says("1 error in 1 file");
}

#[test]
fn one_may_not_write_over_a_baseline_but_bring_it_in_line() {
    let project = project();
    project
        .run(&["baseline", "update", "ws"])
        .exits(2)
        .warns("there is no baseline `ws/csp-support-baseline.yaml`");
    project.run(&["baseline", "write", "ws"]).exits(0);
    project
        .run(&["baseline", "write", "ws"])
        .exits(2)
        .warns("`csp-support baseline update` brings it in line");
    project
        .run(&["baseline", "update", "ws"])
        .exits(0)
        .warns("ws/csp-support-baseline.yaml is in line: 2 known findings");
    let project = project
        .file("ws/a.yaml", group("one", "displayName"))
        .file("ws/c.yaml", group("three", "displayNam"));
    let pruned = project.run(&["baseline", "prune", "ws"]).exits(0);
    assert_eq!(
        pruned.stderr,
        "  - schema-unknown-key AgentGroup/one#/spec/displayNam\n\
         wrote ws/csp-support-baseline.yaml: 1 removed, 0 added, 1 known finding kept\n"
    );
    project.run(&CHECK).exits(1).says("1 error in 1 file");
    project
        .run(&["baseline", "update", "ws"])
        .exits(0)
        .warns("  + schema-unknown-key AgentGroup/three#/spec/displayNam");
    project.run(&CHECK).exits(0);
}

#[test]
fn a_baseline_that_cannot_be_used_ends_the_run_with_its_line() {
    let head = "format: csp-support/baseline/v1\nfindings:\n";
    let cases = [
        (
            format!("{head}  - {{rule: x}}\n"),
            "should name either a `document` or a `file`",
        ),
        (
            format!("{head}  - {{rule: x, document: y}}\n"),
            "a document such as `AccessGrant/acme-gdap`",
        ),
        (
            format!("{head}  - {{rule: x, document: A/b, line: 5}}\n"),
            "has no field `line`",
        ),
        (
            format!("{head}  - {{rule: x, document: A/b, count: 0}}\n"),
            "should be at least 2",
        ),
        (
            format!("{head}  - {{rule: x\n"),
            "this bracket is never closed",
        ),
        ("findings: []\n".to_owned(), "this document needs `format`"),
        (
            "format: csp-support/baseline/v2\nfindings: []\n".to_owned(),
            "csp-support/baseline/v1",
        ),
        (String::new(), "the file is empty"),
        ("\0\u{1}".to_owned(), "known.yaml"),
    ];
    for (text, sentence) in cases {
        let project = project().file("known.yaml", &text);
        let ran = project
            .run(&["check", "ws", "--baseline", "known.yaml"])
            .exits(2)
            .warns(sentence)
            .warns("nothing was checked");
        assert_eq!(ran.stdout, "", "{text}");
    }
}

#[test]
fn a_document_is_no_baseline_and_nobody_is_told_to_part_with_it() {
    let project = project();
    for words in [
        &["check", "ws", "--baseline", "ws/a.yaml"][..],
        &["baseline", "update", "ws", "--baseline", "ws/a.yaml"],
    ] {
        let ran = project.run(words).exits(2);
        let advice = "`ws/a.yaml` is no baseline, and nothing was checked; name a file that `csp-support baseline write` wrote";
        assert!(ran.stderr.contains(advice), "{}", ran.stderr);
        assert_eq!(ran.stderr.lines().count(), 1, "{}", ran.stderr);
    }
    project
        .run(&["baseline", "write", "ws", "--baseline", "ws/a.yaml"])
        .exits(2)
        .warns("`ws/a.yaml` is there already and is no baseline; nothing was written, name another file");
}

#[test]
fn what_a_run_leaves_out_is_not_stale() {
    let project = project();
    project.run(&["baseline", "write", "ws"]).exits(0);
    // One file is asked for, and the other one's finding is neither there nor gone.
    project
        .run(&[
            "check",
            "ws/a.yaml",
            "--baseline",
            "ws/csp-support-baseline.yaml",
        ])
        .exits(0)
        .says("no findings; 1 known finding is in the baseline");
    let before = project.read("ws/csp-support-baseline.yaml");
    project.run(&["baseline", "prune", "ws/a.yaml"]).exits(0);
    assert_eq!(project.read("ws/csp-support-baseline.yaml"), before);
    // A document that cannot be read any more hides its findings; they are not mended.
    let project = project.file("ws/a.yaml", "apiVersion: csp-support/v1\nkind: [\n");
    let ran = project.run(&CHECK).exits(1).says("yaml-syntax");
    assert!(!ran.stdout.contains("baseline-stale"), "{}", ran.stdout);
    // Where it is taken away and nothing is hidden, they are gone.
    std::fs::remove_file(project.path("ws/a.yaml")).unwrap();
    project.run(&CHECK).exits(0).says("baseline-stale");
    project
        .run(&[
            "check",
            "ws/b.yaml",
            "--baseline",
            "ws/csp-support-baseline.yaml",
        ])
        .exits(0)
        .says("no findings; 1 known finding");
}

/// A grant that lasts too long, and what it needs around it.
const LONG: &str = include_str!("../../fixtures/invalid/csp-gdap-001.yaml");

/// A grant of a role that is too strong; it may be waived.
fn strong() -> Project {
    Project::new()
        .file("ws/csp-support.yaml", "asOf: 2026-11-23\n")
        .file(
            "ws/grant.yaml",
            include_str!("../../fixtures/invalid/csp-gdap-005.yaml"),
        )
}

const WAIVER: &str = "apiVersion: csp-support/v1
kind: RuleWaiver
metadata: {id: until-spring}
spec:
  rule: CSP-GDAP-005
  target: AccessGrant/gdap
  reason: the customer signs a new one in spring
  approver: Head of Service
  expires: 2027-03-31
";

#[test]
fn a_waived_finding_needs_no_entry_and_comes_back_as_new() {
    let strict = [&CHECK[..], &["--fail-on", "warning"]].concat();
    let project = strong();
    project.run(&["baseline", "write", "ws"]).exits(0);
    project.run(&strict).exits(0).says("1 known finding");
    let project = project.file("ws/waiver.yaml", WAIVER);
    project
        .run(&strict)
        .exits(1)
        .says("the known finding of `CSP-GDAP-005` on `AccessGrant/gdap#")
        .says("is excused by the waiver `until-spring` already");
    // Who looks past waivers sees a known finding.
    project
        .run(&[&strict[..], &["--no-waivers"]].concat())
        .exits(0)
        .says("no findings; 1 known finding");
    project
        .run(&["baseline", "prune", "ws"])
        .exits(0)
        .warns("(excused by the waiver `until-spring`)");
    project
        .run(&strict)
        .exits(0)
        .says("no findings; 5 documents read")
        .says("1 waived");
    project
        .run(&[&strict[..], &["--as-of", "2027-04-01"]].concat())
        .exits(1)
        .says("warning[CSP-GDAP-005]");
}

#[test]
fn rules_that_are_not_asked_leave_their_entries_alone() {
    let project = Project::new()
        .file("ws/csp-support.yaml", "asOf: 2026-11-23\n")
        .file("ws/grant.yaml", LONG);
    project.run(&["baseline", "write", "ws"]).exits(0);
    for words in [["--ignore", "CSP-GDAP-001"], ["--select", "CSP-ESC"]] {
        let ran = project.run(&[&CHECK[..], &words].concat()).exits(0);
        assert!(!ran.stdout.contains("baseline-stale"), "{}", ran.stdout);
    }
    // A fact that is missing makes no answer, so nothing is mended.
    let untold = LONG.replace("    duration: P3Y # error: CSP-GDAP-001\n", "");
    let project = project.file("ws/grant.yaml", untold);
    let ran = project.run(&[&CHECK[..], &["-q"]].concat());
    let stale = ran
        .stdout
        .lines()
        .filter(|line| line.contains("baseline-stale"));
    let told: Vec<_> = stale
        .filter(|line| line.contains("CSP-GDAP-001`"))
        .collect();
    assert_eq!(told, Vec::<&str>::new(), "{}", ran.stdout);
}

/// The list of a workspace's documents is no document, wherever it lies.
#[test]
fn a_baseline_is_no_document() {
    let project = project();
    project
        .run(&[
            "baseline",
            "write",
            "ws",
            "--baseline",
            "ws/kept/known.yaml",
        ])
        .exits(2)
        .warns("cannot write");
    let project = project.file("ws/kept/readme.md", "");
    project
        .run(&[
            "baseline",
            "write",
            "ws",
            "--baseline",
            "ws/kept/known.yaml",
        ])
        .exits(0);
    let report = json(&project, &["check", "ws"]);
    assert_eq!(report["documents"], 4);
    project
        .run(&["check", "ws", "--baseline", "ws/kept/known.yaml"])
        .exits(0);
}

#[test]
fn a_baseline_belongs_to_one_workspace() {
    let project = project()
        .file("two/csp-support.yaml", "asOf: 2026-11-23\n")
        .file("two/a.yaml", group("one", "displayNam"));
    project
        .run(&["check", "ws", "two", "--baseline", "known.yaml"])
        .exits(2)
        .warns("a baseline belongs to one workspace");
    project.run(&["baseline", "write", "ws", "two"]).exits(0);
    let settings = "asOf: 2026-11-23\nbaseline: csp-support-baseline.yaml\n";
    let project = project.file("two/csp-support.yaml", settings);
    // What one workspace knows is new in the other.
    let report = json(&project, &["check", "ws", "two"]);
    assert_eq!(report["findings"].as_array().unwrap().len(), 2);
    assert_eq!(report["known"].as_array().unwrap().len(), 1);
}

#[test]
fn every_format_tells_known_from_new() {
    let project = project();
    project.run(&["baseline", "write", "ws"]).exits(0);
    let project = project
        .file("ws/a.yaml", group("one", "displayName"))
        .file("ws/c.yaml", group("three", "displayNam"));
    let printed = |format: &str| {
        let words = [&CHECK[..], &["--format", format]].concat();
        project.run(&words).exits(1).stdout
    };
    let report = json(&project, &CHECK);
    let states = |list: &str| -> Vec<String> {
        let list = report[list].as_array().unwrap().iter();
        let one = |f: &Value| format!("{} {}", f["rule"].as_str().unwrap(), f["novelty"]);
        list.map(one).collect()
    };
    assert_eq!(
        states("findings"),
        ["schema-unknown-key \"new\"", "baseline-stale \"new\""]
    );
    assert_eq!(states("known"), ["schema-unknown-key \"unchanged\""]);
    assert_eq!(report["baseline"]["gone"][0]["subject"]["id"], "one");
    let sarif: Value = serde_json::from_str(&printed("sarif")).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap().iter();
    let states: Vec<_> = results
        .map(|result| result["baselineState"].clone())
        .collect();
    assert_eq!(states, ["unchanged", "new", "new"]);
    let github = printed("github");
    assert_eq!(github.matches("::error ").count(), 1, "{github}");
    assert!(
        github.contains("1 known finding is in the baseline"),
        "{github}"
    );
    let junit = printed("junit");
    assert_eq!(junit.matches("<failure").count(), 1, "{junit}");
    assert!(junit.contains("known: ws/b.yaml:7:3"), "{junit}");
    let markdown = printed("markdown");
    assert!(
        markdown.contains("1 known finding is in the baseline."),
        "{markdown}"
    );
    let csv = printed("csv");
    for state in ["new", "unchanged", "absent"] {
        let cell = format!(",\"{state}\",");
        let rows = csv.lines().filter(|line| line.contains(&cell));
        assert_eq!(rows.count(), if state == "new" { 2 } else { 1 }, "{csv}");
    }
    project.run(&[&["audit"], &CHECK[1..]].concat()).exits(0);
    let html = project.read("audit.html");
    assert_eq!(html.matches("<b class=\"novelty\">known</b>").count(), 1);
    assert_eq!(html.matches("<b class=\"novelty\">new</b>").count(), 2);
}

/// Ids are what people typed; the file reads back what they mean, and hides nothing.
#[test]
fn hostile_names_come_back_as_they_were() {
    let ids = [
        "no",
        "a: b",
        "- x",
        "#c",
        "\u{202e}evil",
        "{x}",
        "😀",
        "a\\\"b",
        "::error::x",
        "=cmd()",
        "e\u{301}",
    ];
    let mut project = Project::with_fixture("minimal");
    for (nth, id) in ids.into_iter().enumerate() {
        let quoted = serde_json::to_string(id).unwrap();
        let text = group("desk", "displayNam").replace("{id: desk}", &format!("{{id: {quoted}}}"));
        project = project.file(&format!("ws/{nth} #:{{.yaml"), text);
    }
    project.run(&["baseline", "write", "ws"]).exits(0);
    let ran = project.run(&CHECK).exits(0);
    assert!(!ran.stdout.contains("baseline-stale"), "{}", ran.stdout);
    let text = project.read("ws/csp-support-baseline.yaml");
    assert!(!text.contains('\u{202e}'), "{text}");
    let settings = project.run(&["check", "ws", "-q"]).stdout;
    assert!(!settings.contains("baseline.yaml"), "{settings}");
}
