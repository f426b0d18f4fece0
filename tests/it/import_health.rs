//! Exports of service health: with and without issues, in pages, with the defects that platforms have.

use crate::harness::{Project, Ran, repository};
use std::path::Path;

const TOLD: [&str; 4] = [
    "--customer",
    "hansewind",
    "--taken-at",
    "2026-11-24T05:30:00Z",
];

/// Imports exports of Nordlicht into its workspace.
fn import(words: &[&str]) -> Ran {
    let project = Project::with_fixture("nordlicht");
    project.run(&[&["import"], words, &["--into", "ws"], &TOLD].concat())
}

const OVERVIEWS: &str = "ws/exports/health-overviews.json";
const ISSUES: [&str; 2] = [
    "ws/exports/health-issues-1.json",
    "ws/exports/health-issues-2.json",
];

#[test]
fn services_and_their_issues_become_one_snapshot() {
    let ran = import(&["graph-health-overviews", OVERVIEWS]).exits(0);
    for part in [
        "kind: HealthSnapshot",
        "customer: hansewind",
        "takenAt: 2026-11-24T05:30:00Z",
        "status: serviceDegradation",
        "status: restoringService",
        "classification: incident",
        "id: EX9900518",
    ] {
        assert!(ran.stdout.contains(part), "no `{part}` in {}", ran.stdout);
    }
    assert_eq!(ran.stdout.matches("kind:").count(), 1, "{}", ran.stdout);
    assert!(
        !ran.stdout.contains("endDateTime"),
        "what is not over has no end"
    );
}

#[test]
fn what_microsoft_posts_is_never_taken_over() {
    let ran = import(&["graph-health-overviews", OVERVIEWS]).exits(0);
    for part in ["<script", "onclick", "A queue has grown", "posts"] {
        assert!(!ran.stdout.contains(part), "`{part}` in {}", ran.stdout);
    }
    assert!(!ran.stderr.contains("is not known"), "{}", ran.stderr);
}

#[test]
fn pages_are_joined_and_no_issue_comes_twice() {
    let ran = import(&[
        "graph-health-overviews",
        OVERVIEWS,
        "graph-health-issues",
        ISSUES[0],
        ISSUES[1],
    ]);
    let count = |part: &str| ran.stdout.matches(part).count();
    assert_eq!(count("kind: HealthSnapshot"), 1, "{}", ran.stdout);
    assert_eq!(count("id: EX9900518"), 1, "{}", ran.stdout);
    assert_eq!(count("classification:"), 4, "{}", ran.stdout);
    assert_eq!(count("0001"), 0, "{}", ran.stdout);
}

#[test]
fn an_unknown_status_is_kept_and_reported_in_the_words_of_the_guidance() {
    let ran = import(&["graph-health-issues", ISSUES[0], ISSUES[1]]);
    assert!(
        ran.stdout.contains("status: unknownFutureValue"),
        "{}",
        ran.stdout
    );
    assert!(
        ran.stdout.contains("statusAsGiven: UnderNewManagement"),
        "{}",
        ran.stdout
    );
    assert!(ran.stderr.contains("CSP-HEALTH-002"), "{}", ran.stderr);
    assert!(
        ran.stderr.contains("health-issues-2.json:18"),
        "{}",
        ran.stderr
    );
    assert_eq!(
        ran.stderr.matches("[CSP-HEALTH-002]").count(),
        1,
        "{}",
        ran.stderr
    );
}

#[test]
fn a_draft_passes_the_schema_and_no_finding_is_about_shape() {
    let drafts = import(&[
        "graph-health-overviews",
        OVERVIEWS,
        "graph-health-issues",
        ISSUES[0],
        ISSUES[1],
    ])
    .stdout;
    let project = Project::with_fixture("nordlicht").file("ws/imported.yaml", &drafts);
    let checked = project.run(&["check", "ws", "-q"]);
    for id in ["schema-", "yaml-", "document-", "ref-"] {
        assert!(!checked.stdout.contains(id), "{}\n{drafts}", checked.stdout);
    }
}

#[test]
fn a_record_that_cannot_be_read_loses_no_other() {
    let text = r#"{"value": [{"service": "Nameless", "status": "ServiceOperational"}, {"id": "Exchange", "status": "ServiceOperational"}]}"#;
    let project = Project::with_fixture("nordlicht").file("page.json", text);
    let ran = project.run(
        &[
            &[
                "import",
                "graph-health-overviews",
                "page.json",
                "--into",
                "ws",
            ],
            &TOLD[..],
        ]
        .concat(),
    );
    assert!(ran.stdout.contains("id: Exchange"), "{}", ran.stdout);
    assert!(
        ran.stderr.contains("`/value/0` has no `id`"),
        "{}",
        ran.stderr
    );
}

#[test]
fn whose_and_when_must_be_told() {
    let project = Project::with_fixture("nordlicht");
    let words = [
        "import",
        "graph-health-overviews",
        OVERVIEWS,
        "--into",
        "ws",
    ];
    let ran = project.run(&words);
    assert!(
        ran.stderr.contains("does not tell its customer"),
        "{}",
        ran.stderr
    );
    let stranger = ["--customer", "nobody", "--taken-at", "2026-11-24T05:30:00Z"];
    let ran = project.run(&[&words[..], &stranger].concat());
    assert!(
        ran.stderr.contains("the workspace does not have"),
        "{}",
        ran.stderr
    );
}

/// Runs over the platform's own samples where a folder with them is named.
#[test]
fn samples_of_the_platform_are_read() {
    let Some(folder) = std::env::var_os("CSP_SUPPORT_SAMPLES") else {
        assert!(repository().join("fixtures/nordlicht/exports").is_dir());
        return;
    };
    for (source, file) in [
        (
            "graph-health-overviews",
            "graph-serviceHealth-healthOverviews.json",
        ),
        (
            "graph-health-overviews",
            "graph-serviceHealth-healthOverviews-expand-issues.json",
        ),
        ("graph-health-issues", "graph-serviceHealth-issues.json"),
    ] {
        let path = Path::new(&folder).join(file);
        let ran = import(&[source, path.to_str().unwrap()]);
        assert!(
            ran.stdout.contains("kind: HealthSnapshot"),
            "{file}: {}",
            ran.stderr
        );
        assert!(
            !ran.stderr.contains("CSP-HEALTH-002"),
            "{file}: {}",
            ran.stderr
        );
    }
}
