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
];

#[test]
#[expect(clippy::print_stderr, reason = "says that nothing was looked at")]
fn originals_are_read_where_the_environment_names_a_folder() {
    let Ok(folder) = std::env::var(FOLDER) else {
        eprintln!("skipped: `{FOLDER}` names no folder with originals of exports");
        return;
    };
    for sample in SAMPLES {
        let text = fs::read(Path::new(&folder).join(sample.file)).unwrap();
        let project = Project::with_fixture("minimal").file(sample.file, text);
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
