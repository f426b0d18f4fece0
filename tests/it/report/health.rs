//! Service health in the audit: the last snapshot of each customer, its age, what is open.

use crate::harness::Project;
use csp_support::finding::{Place, Span, Subject};
use csp_support::report::{HealthRow, OpenIssue};
use csp_support::source::Source;
use std::sync::Arc;

/// A customer with an open incident, for the shared sample.
pub(super) fn rows(source: &Arc<Source>) -> Vec<HealthRow> {
    let issue = |id: &str, classification: &str, since: &str| OpenIssue {
        id: id.to_owned(),
        title: "Mail | arrives <late>".to_owned(),
        service: "Exchange Online".to_owned(),
        classification: classification.to_owned(),
        status: "restoringService".to_owned(),
        since: since.to_owned(),
    };
    vec![HealthRow {
        customer: Subject {
            kind: "Customer".to_owned(),
            id: "contoso".to_owned(),
            pointer: String::new(),
        },
        customer_title: "Contoso".to_owned(),
        taken_at: "2026-11-21T05:30:00Z".to_owned(),
        age_days: 2,
        services: 3,
        impaired: vec![(
            "Exchange Online".to_owned(),
            "serviceDegradation".to_owned(),
        )],
        open: vec![
            issue("EX990001", "incident", "2026-11-20T21:40:00Z"),
            issue("EX990002", "advisory", ""),
        ],
        place: Place {
            source: Arc::clone(source),
            span: Span { start: 0, end: 1 },
        },
    }]
}

/// The audit of Nordlicht in a format.
fn audit(format: &str, flags: &[&str]) -> String {
    let project = Project::with_fixture("nordlicht");
    let format = format!("{format}=out");
    let words = ["audit", "ws", "--format", &format];
    project.run(&[&words, flags].concat()).exits(0);
    project.read("out")
}

#[test]
fn the_last_snapshot_of_a_customer_is_told_with_its_age_and_what_is_open() {
    let report: serde_json::Value = serde_json::from_str(&audit("json", &[])).unwrap();
    let [row] = report["health"].as_array().unwrap().as_slice() else {
        panic!("{}", report["health"]);
    };
    assert_eq!(row["customer"], "hansewind");
    assert_eq!(row["takenAt"], "2026-11-23T05:30:00Z");
    assert_eq!(row["ageDays"], 0);
    assert_eq!(row["services"], 4);
    assert_eq!(row["impaired"][0]["service"], "Exchange Online");
    assert_eq!(row["open"][0]["id"], "EX9900518");
    assert_eq!(row["open"][0]["classification"], "incident");
    assert_eq!(row["open"][1]["classification"], "advisory");
    assert_eq!(row["open"].as_array().unwrap().len(), 2);
}

#[test]
fn age_counts_to_the_day_of_the_report() {
    let text = audit("markdown", &["--as-of", "2026-11-25"]);
    assert!(text.contains("2026-11-23T05:30:00Z (2 days ago)"), "{text}");
    let before = audit("markdown", &["--as-of", "2026-11-20"]);
    assert!(
        before.contains("2026-11-19T05:25:00Z (1 day ago)"),
        "{before}"
    );
    assert!(
        !before.contains("Some mail from outside"),
        "nobody knew then"
    );
}

#[test]
fn people_read_that_it_is_no_proof() {
    for format in ["html", "markdown"] {
        let text = audit(format, &[]);
        assert!(
            text.contains("does not prove that a customer was affected"),
            "{format}"
        );
        assert!(text.contains("1 open incident"), "{format}");
    }
}
