//! The day on which a finding was first seen, as far as earlier reports tell.

use super::{group, project};
use crate::harness::Project;
use serde_json::Value;

/// Audits on a day, compared with earlier reports, into a JSON report of that day and a table.
fn audit(project: &Project, day: &str, earlier: &[&str]) -> Value {
    let file = format!("{day}.json");
    let format = format!("json={file}");
    let mut words = vec![
        "audit", "ws", "--quiet", "--as-of", day, "--format", &format,
    ];
    let others = ["csv", "markdown", "html", "sarif"].map(|name| format!("{name}=audit.{name}"));
    words.extend(others.iter().flat_map(|other| ["--format", other]));
    for report in earlier {
        words.extend(["--compare", report]);
    }
    project.run(&words).exits(0);
    serde_json::from_str(&project.read(&file)).unwrap()
}

/// The day of a document's finding.
fn day(report: &Value, id: &str) -> Option<String> {
    let findings = report["findings"].as_array().unwrap();
    let own = findings.iter().find(|own| own["subject"]["id"] == id);
    own.unwrap()["firstSeen"].as_str().map(str::to_owned)
}

#[test]
fn a_finding_is_as_old_as_the_first_report_that_has_it() {
    let project = project();
    let first = audit(&project, "2026-09-01", &[]);
    assert_eq!(day(&first, "one"), None, "nothing tells");
    let project = project.file("ws/c.yaml", group("three", "displayNam"));
    let second = audit(&project, "2026-10-01", &["2026-09-01.json"]);
    assert_eq!(day(&second, "one").unwrap(), "2026-09-01");
    assert_eq!(day(&second, "three").unwrap(), "2026-10-01");
    // The last report alone carries the day on; what it cannot know, older ones tell.
    let third = audit(&project, "2026-11-01", &["2026-10-01.json"]);
    assert_eq!(day(&third, "one").unwrap(), "2026-09-01");
    assert_eq!(day(&third, "three").unwrap(), "2026-10-01");
    for (name, says) in [
        ("csv", "\"2026-09-01\"\r\n"),
        ("markdown", " (first seen 2026-09-01)"),
        ("html", "first seen 2026-09-01"),
        (
            "sarif",
            "\"firstDetectionTimeUtc\": \"2026-09-01T00:00:00Z\"",
        ),
    ] {
        let text = project.read(&format!("audit.{name}"));
        assert!(text.contains(says), "{name}: no {says}");
    }
}

/// What was mended and came back is as old as its return.
#[test]
fn a_gap_ends_the_way_back() {
    let project = project();
    audit(&project, "2026-09-01", &[]);
    let project = project.file("ws/a.yaml", group("one", "displayName"));
    audit(&project, "2026-10-01", &[]);
    let project = project.file("ws/a.yaml", group("one", "displayNam"));
    let all = ["2026-09-01.json", "2026-10-01.json"];
    let report = audit(&project, "2026-11-01", &all);
    assert_eq!(day(&report, "one").unwrap(), "2026-11-01");
    assert_eq!(day(&report, "two").unwrap(), "2026-09-01");
}

#[test]
fn what_an_earlier_report_calls_a_day_is_not_believed() {
    let project = project();
    audit(&project, "2026-09-01", &[]);
    let text = project.read("2026-09-01.json");
    let text = text.replace("\"novelty\"", "\"was\"").replace(
        "\"fingerprint\"",
        "\"firstSeen\": \"<b>0\", \"fingerprint\"",
    );
    let project = project.file("odd.json", text);
    let report = audit(&project, "2026-11-01", &["odd.json"]);
    assert_eq!(day(&report, "one").unwrap(), "2026-09-01");
}
