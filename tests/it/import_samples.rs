//! Originals of exports, read from a folder outside this repository if the environment names one.
//!
//! Each file is listed with its source; what it must lead to is said in a few words.

use crate::harness::Project;
use std::fs;
use std::path::Path;

/// The variable that names the folder.
const FOLDER: &str = "CSP_SUPPORT_SAMPLES";

/// A file, the source it is of, what is told on standard error and what is drafted.
struct Sample {
    file: &'static str,
    words: &'static [&'static str],
    tells: &'static [&'static str],
    drafts: &'static [&'static str],
}

const SAMPLES: &[Sample] = &[
    Sample {
        file: "graph-delegatedAdminRelationships-list.json",
        words: &["graph-relationships"],
        tells: &[
            "CSP-DATA-005",
            "dd4db9a0-cc4a-4213-9f9f-70242232d97e",
            "CSP-GDAP-024",
        ],
        drafts: &[
            "kind: Customer",
            "status: terminated",
            "isPartnerConsentPending: true",
        ],
    },
    Sample {
        file: "graph-delegatedAdminRelationship-create-response.json",
        words: &["graph-relationships"],
        tells: &["2 new documents"],
        drafts: &["status: created", "duration: P730D"],
    },
    Sample {
        file: "graph-delegatedAdminRelationship-create-request.json",
        words: &["graph-relationships"],
        tells: &["it asks for a relationship and is none"],
        drafts: &[],
    },
    Sample {
        file: "graph-accessAssignments-list.json",
        words: &["graph-access-assignments"],
        tells: &["`--relationship ID`"],
        drafts: &[],
    },
    Sample {
        file: "graph-delegatedAdminCustomers-list.json",
        words: &["graph-customers"],
        tells: &["2 new documents"],
        drafts: &["displayName: Contoso Inc"],
    },
    Sample {
        file: "graph-beta-partner-securityRequirements-list.json",
        words: &["graph-security-requirements"],
        tells: &["1 export read"],
        drafts: &[],
    },
    Sample {
        file: "graph-serviceHealth-healthOverviews.json",
        words: &[
            "--customer",
            "acme",
            "--taken-at",
            "2026-11-23T08:00:00Z",
            "graph-health-overviews",
        ],
        tells: &["1 new document"],
        drafts: &["kind: HealthSnapshot", "status: serviceRestored"],
    },
    Sample {
        file: "graph-serviceHealth-healthOverviews-expand-issues.json",
        words: &[
            "--customer",
            "acme",
            "--taken-at",
            "2026-11-23T08:00:00Z",
            "graph-health-overviews",
        ],
        tells: &["1 new document"],
        drafts: &["id: EX226574", "classification: advisory"],
    },
    Sample {
        file: "graph-serviceHealth-issues.json",
        words: &[
            "--customer",
            "acme",
            "--taken-at",
            "2026-11-23T08:00:00Z",
            "graph-health-issues",
        ],
        tells: &["CSP-DATA-001"],
        drafts: &["id: EX226792", "classification: incident"],
    },
    Sample {
        file: "pc-support-profile.json",
        words: &["partner-center-support-profile"],
        tells: &["`telephone` should be", "`website` should be"],
        drafts: &[],
    },
    Sample {
        file: "pc-legal-business-profile.json",
        words: &["partner-center-legal-profile"],
        tells: &["1 export read"],
        drafts: &[],
    },
    Sample {
        file: "pc-service-request-by-id.json",
        words: &["--customer", "acme", "partner-center-service-requests"],
        tells: &["1 new document"],
        drafts: &["severity: critical", "status: open"],
    },
    Sample {
        file: "pc-service-requests-of-customer.json",
        words: &["--customer", "acme", "partner-center-service-requests"],
        tells: &["CSP-DATA-007"],
        drafts: &["severity: unknown"],
    },
    Sample {
        file: "pc-subscription-support-contact.json",
        words: &["partner-center-support-contact"],
        tells: &["no SupportAssignment of that customer"],
        drafts: &[],
    },
    Sample {
        file: "pc-legacy-dap-delegatedAdminCustomers.json",
        words: &["partner-center-dap-customers"],
        tells: &["1 export read"],
        drafts: &["mechanism: dap"],
    },
    Sample {
        file: "pc-legacy-dap-statistics.json",
        words: &["partner-center-dap-statistics"],
        tells: &["0 new documents"],
        drafts: &[],
    },
];

/// A customer for exports that are about one; its tenant is the one that an original names.
const CUSTOMER: &str = "apiVersion: csp-support/v1\nkind: Customer\nmetadata: {id: acme}\n\
    spec: {displayName: Acme, tenantId: 0c39d6d5-c70d-4c55-bc02-f620844f3fd1}\n";

#[test]
#[expect(clippy::print_stderr, reason = "says that nothing was looked at")]
fn originals_are_read_where_the_environment_names_a_folder() {
    let Ok(folder) = std::env::var(FOLDER) else {
        eprintln!("skipped: `{FOLDER}` names no folder with originals of exports");
        return;
    };
    for sample in SAMPLES {
        let text = fs::read(Path::new(&folder).join(sample.file)).unwrap();
        let project = Project::with_fixture("minimal")
            .file("ws/customer.yaml", CUSTOMER)
            .file(sample.file, text);
        let words = [
            &["import", "-q", "--into", "ws"],
            sample.words,
            &[sample.file],
        ]
        .concat();
        let ran = project.run(&words);
        assert!(
            ran.code < 2 && !ran.stderr.contains("panicked"),
            "{}",
            ran.stderr
        );
        let ran = sample.tells.iter().fold(ran, |ran, part| ran.warns(part));
        let ran = sample.drafts.iter().fold(ran, |ran, part| ran.says(part));
        let project = project.file("ws/imported.yaml", &ran.stdout);
        let checked = project.run(&["check", "ws", "-q"]).stdout;
        let shape = checked.lines().find(|line| line.contains("[schema-"));
        assert_eq!(shape, None, "{}", sample.file);
    }
}
