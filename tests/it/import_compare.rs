//! What is declared against what platforms export: exactly the differences are told, and written as told.

use crate::harness::{Project, Ran, copy, repository};
use std::collections::BTreeSet;
use std::fs;

/// The export of which ten places were changed, against the workspace it came from.
const PLANTED: [(&str, &str); 10] = [
    (
        "ws/customers/alpenglas.yaml",
        "`relationship.status` is `active`; `drift/relationships-1.json` says `expiring`",
    ),
    (
        "ws/customers/elbtal.yaml",
        "lacks `relationship.roles[Global Reader]`",
    ),
    (
        "ws/customers/feldmann.yaml",
        "`feldmann-gdap-azure` is declared, but graph-relationships does not list it",
    ),
    (
        "ws/customers/feldmann.yaml",
        "`relationship.endDateTime` is `2028-02-09T14:31:00Z`",
    ),
    (
        "ws/customers/hansewind.yaml",
        "`relationship.autoExtendDuration` is `P180D`; `drift/relationships-1.json` says `PT0S`",
    ),
    (
        "ws/customers/hansewind.yaml",
        "has `relationship.assignments[service-desk].roles[Directory Readers]`; `drift/assignments-c7209ded.json` does not",
    ),
    (
        "ws/customers/kolibri.yaml",
        "`displayName` is `Kolibri Manufaktur GmbH`; `drift/customers.json` says `Kolibri Kinderbuch AG`",
    ),
    (
        "ws/customers/kolibri.yaml",
        "has `relationship.roles[Directory Readers]`; `drift/relationships-2.json` does not; no role can be added",
    ),
    (
        "ws/customers/moorland.yaml",
        "has `relationship.assignments[engineers]`; `drift/assignments-db878ed9.json` does not",
    ),
    (
        "drift/relationships-2.json",
        "has `NL-MIGRATION-moorland-01`, but no AccessGrant says so",
    ),
];

fn project() -> Project {
    let project = Project::with_fixture("nordlicht");
    copy(
        &repository().join("tests/data/exports/drift"),
        &project.path("drift"),
    );
    project
}

/// Runs `import` on all files of a folder, with further words.
fn import(project: &Project, folder: &str, words: &[&str]) -> Ran {
    let files = fs::read_dir(project.path(folder)).unwrap();
    let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    let names: BTreeSet<String> = names
        .filter(|name| name.rsplit('.').next() == Some("json"))
        .map(|name| format!("{folder}/{name}"))
        .collect();
    let of = |stem: &'static str| {
        names
            .iter()
            .filter(move |name| name.contains(&format!("/{stem}")))
            .map(String::as_str)
    };
    let mut all = vec!["import", "--into", "ws"];
    all.extend(words);
    all.push("graph-relationships");
    all.extend(of("relationships"));
    all.push("graph-access-assignments");
    all.extend(of("assignments"));
    all.push("graph-customers");
    all.extend(of("customers"));
    project.run(&all)
}

fn findings(ran: &Ran) -> Vec<(String, String)> {
    let report: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let list = report["findings"].as_array().unwrap().iter();
    list.map(|finding| {
        let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
        (
            text(&finding["location"]["path"]),
            text(&finding["message"]),
        )
    })
    .collect()
}

#[test]
fn an_export_of_the_workspace_agrees_with_it() {
    let ran = import(&project(), "ws/exports", &["--compare"]).exits(0);
    ran.says("no findings");
}

#[test]
fn exactly_the_ten_planted_differences_are_told() {
    let ran = import(&project(), "drift", &["--compare", "--format", "json"]).exits(1);
    let mut found = findings(&ran);
    assert_eq!(found.len(), PLANTED.len(), "{found:#?}");
    for (path, part) in PLANTED {
        let at = found
            .iter()
            .position(|(file, message)| file == path && message.contains(part));
        found.remove(at.unwrap_or_else(|| panic!("nothing says {part} in {path}: {found:#?}")));
    }
}

#[test]
fn written_documents_agree_and_keep_what_people_wrote() {
    let project = project();
    let before = project.read("ws/customers/hansewind.yaml");
    import(&project, "drift", &["--write"])
        .exits(0)
        .warns("wrote imported/access-grant-nl-migration-moorland-01.yaml");
    let ran = import(&project, "drift", &["--compare", "--format", "json"]).exits(1);
    let rest = findings(&ran);
    assert_eq!(rest.len(), 1, "{rest:#?}");
    assert!(
        rest[0].1.contains("`feldmann-gdap-azure` is declared"),
        "{rest:#?}"
    );
    let after = project.read("ws/customers/hansewind.yaml");
    assert!(
        after.contains("    autoExtendDuration: PT0S\n    status: active\n"),
        "{after}"
    );
    let gone: Vec<&str> = before
        .lines()
        .filter(|line| !after.contains(line))
        .collect();
    let role = "          - 88d8e3e3-8f55-4a1e-953a-9b9898b8876b # Directory Readers";
    let (first, rest) = gone.split_first().unwrap();
    assert_eq!(*first, role);
    // An assignment on one line got its id there; everything else is as it was.
    assert!(
        rest.iter().all(|line| line.contains("- {group: ")),
        "{rest:#?}"
    );
    let checked = project.run(&["check", "ws", "-q"]);
    for id in ["schema-", "yaml-", "document-", "ref-"] {
        assert!(!checked.stdout.contains(id), "{}", checked.stdout);
    }
}

#[test]
fn an_empty_list_of_assignments_says_that_nobody_has_access() {
    let empty = r#"{"value": []}"#;
    let project = project().file("none.json", empty);
    let ran = project.run(&[
        "import",
        "--into",
        "ws",
        "--compare",
        "graph-access-assignments",
        "none.json",
        "--relationship",
        "a801987e-1900-411f-a0c1-87c3233308a8-c1ad3ac5-58d9-42ee-aa28-3e4922c13b68",
    ]);
    ran.exits(1)
        .says("`hansewind-gdap-azure` has `relationship.assignments[azure-engineers]`");
}

#[test]
fn a_comparison_is_held_to_the_packs_that_are_locked() {
    let lock =
        "format: csp-support/lock/v1\npacks:\n  - {id: csp, version: \"0\", hash: \"blake3:0\"}\n";
    let project = project().file("ws/csp-support.lock", lock);
    let ran = import(&project, "ws/exports", &["--compare"]).exits(2);
    ran.warns("nothing was checked");
}
