//! Exports of access and security from Microsoft Graph: everything that is odd about them is told, and
//! everything else is drafted.

use crate::harness::{Project, Ran, repository};
use csp_support::finding::Severity;
use csp_support::source::Source;
use csp_support::yaml;
use snapbox::{Data, assert_data_eq};
use std::fs;

/// All exports of the folder, in the words of the command line.
const ALL: &[&str] = &[
    "graph-relationships",
    "graph-relationships-page1.json",
    "graph-relationships-page2.json",
    "graph-relationship-created.json",
    "graph-relationship-request.json",
    "graph-access-assignments",
    "graph-access-assignments.json",
    "graph-customers",
    "graph-customers.json",
    "graph-security-requirements",
    "graph-security-requirements.json",
];

const LOTSE: &str = "c02bd7e4-98a6-4b0c-b5a2-7d64d1e83f19-c1ad3ac5-58d9-42ee-aa28-3e4922c13b68";

fn export(name: &str) -> String {
    let path = repository().join("tests/data/exports").join(name);
    fs::read_to_string(path).unwrap()
}

/// The workspace, and beside it all exports.
fn project() -> Project {
    let files = ALL.iter().filter(|word| word.contains('.'));
    files.fold(Project::with_fixture("nordlicht"), |project, name| {
        project.file(name, export(name))
    })
}

fn import(project: &Project, words: &[&str]) -> Ran {
    let words: Vec<&str> = [&["import", "--into", "ws"], words].concat();
    project.run(&words)
}

fn golden(file: &str) -> Data {
    let path = repository().join("fixtures/golden/import").join(file);
    Data::read_from(&path, Some(snapbox::data::DataFormat::Text)).raw()
}

#[test]
fn all_exports_are_drafted_and_everything_odd_is_told() {
    let ran = import(&project(), ALL).exits(1);
    assert_data_eq!(ran.stdout, golden("graph-drafts.text"));
    assert_data_eq!(ran.stderr, golden("graph-findings.text"));
}

#[test]
fn all_exports_are_compared() {
    let words = [&["--compare", "-q"], ALL].concat();
    let ran = import(&project(), &words).exits(1);
    assert_data_eq!(ran.stdout, golden("graph-compared.text"));
}

#[test]
fn drafts_pass_the_schemas_and_rules_find_what_is_wrong_with_them() {
    let project = project();
    let drafts = import(&project, ALL).stdout;
    let project = project.file("ws/imported.yaml", drafts);
    let checked = project.run(&["check", "ws", "-q"]).exits(1).stdout;
    let told: Vec<_> = checked
        .lines()
        .filter(|line| line.contains("imported"))
        .collect();
    for shape in ["schema-", "yaml-", "document-", "ref-"] {
        assert!(told.iter().all(|line| !line.contains(shape)), "{told:#?}");
    }
    // A group that holds Global Administrator, a role that does not exist, a status that means nothing.
    for rule in ["CSP-LP-002", "CSP-GDAP-016"] {
        assert!(
            told.iter().any(|line| line.contains(rule)),
            "{rule}: {told:#?}"
        );
    }
}

#[test]
fn a_page_without_its_next_one_is_told_once() {
    let project = project();
    let first = ["graph-relationships", "graph-relationships-page1.json"];
    let ran = import(&project, &first).exits(1);
    let ran = ran
        .warns("error[CSP-DATA-001]: `graph-relationships-page1.json` goes on on another page")
        .warns("graph-relationships-page1.json:3:22")
        .warns("name all files in one run");
    assert_eq!(ran.stderr.matches("CSP-DATA-001]").count(), 1);
    let both = [&first[..], &["graph-relationships-page2.json"]].concat();
    let ran = import(&project, &both);
    assert!(!ran.stderr.contains("CSP-DATA-001"), "{}", ran.stderr);
}

#[test]
fn one_relationship_on_its_own_is_no_last_page() {
    let words = [
        "--compare",
        "-q",
        "graph-relationships",
        "graph-relationships-page1.json",
        "graph-relationship-created.json",
    ];
    let ran = import(&project(), &words).exits(1);
    let told = ran.says("error[CSP-DATA-001]").stdout;
    assert!(!told.contains("does not list it"), "{told}");
}

#[test]
fn nothing_is_missed_on_pages_that_were_not_read() {
    let words = [
        "--compare",
        "-q",
        "graph-relationships",
        "graph-relationships-page1.json",
    ];
    let ran = import(&project(), &words).exits(1);
    assert!(!ran.stdout.contains("does not list it"), "{}", ran.stdout);
}

/// The list of assignments without what tells whose it is.
fn nameless() -> String {
    let mut list: serde_json::Value =
        serde_json::from_str(&export("graph-access-assignments.json")).unwrap();
    list["@odata.context"] = "https://graph.microsoft.com/v1.0/$metadata#accessAssignments".into();
    list.to_string()
}

#[test]
fn the_relationship_of_assignments_is_told_in_four_ways() {
    let mut wrapped: serde_json::Value = serde_json::from_str(&nameless()).unwrap();
    wrapped["relationship"] = LOTSE.into();
    let named = format!("assignments_{}.json", LOTSE.to_uppercase());
    let project = project()
        .file("nameless.json", nameless())
        .file("wrapped.json", wrapped.to_string())
        .file(&named, nameless());
    let pages = &ALL[..3];
    let ways: [&[&str]; 4] = [
        &["graph-access-assignments", "graph-access-assignments.json"],
        &["graph-access-assignments", "wrapped.json"],
        &["graph-access-assignments", &named],
        &[
            "graph-access-assignments",
            "nameless.json",
            "--relationship",
            LOTSE,
        ],
    ];
    for way in ways {
        let ran = import(&project, &[pages, way].concat());
        let drafts = ran.says("group: service-desk").stdout;
        let grant = drafts
            .split("---")
            .find(|draft| draft.contains("nl-support-lotse-02"));
        assert!(
            grant.unwrap().contains("group: agent-group-4e5c9a0d"),
            "{way:?}\n{drafts}"
        );
    }
}

#[test]
fn a_list_that_does_not_say_whose_it_is_is_told_once_with_all_remedies() {
    let project = project().file("nameless.json", nameless());
    let ran = import(&project, &["graph-access-assignments", "nameless.json"]).exits(1);
    let ran = ran.warns("nameless.json:1:1").warns("`--relationship ID`");
    let ran = ran
        .warns("into the file's name")
        .warns("{\"relationship\": \"ID\"");
    assert_eq!(
        ran.stderr.matches("[export-record]").count(),
        1,
        "{}",
        ran.stderr
    );
}

#[test]
fn an_answer_that_refused_the_question_is_no_export() {
    let refused = r#"{"error": {"code": "Authorization_RequestDenied", "message": "no"}}"#;
    let project = project().file("page.json", refused);
    let ran = import(&project, &["graph-customers", "page.json"]).exits(1);
    ran.warns("it is the error `Authorization_RequestDenied` with which the platform answered");
}

#[test]
fn a_second_factor_that_microsoft_misses_is_a_difference_with_the_profile() {
    let words = ["--compare", "-q", ALL[9], ALL[10]];
    let ran = import(&project(), &words).exits(1);
    ran.says(
        "`security.mfa.adminRoles` is `true`; `graph-security-requirements.json` says `false`",
    )
    .says("`mfaEnforcedForAdmins` is not met; the profile says `security.mfa.adminRoles: true`");
}

#[test]
fn a_relationship_that_waits_for_consent_names_the_provider_of_the_profile() {
    let project = project();
    let profile = project.read("ws/partner.yaml");
    let upstream = "  upstream: [{provider: Großhandel Cloud AG, providerTenantId: B7D60B6E-40d5-4f7e-8a53-0f3c1c7c9a55}]\n";
    let at = profile.find("  cspAuthorization:").unwrap();
    let changed = format!("{}{upstream}{}", &profile[..at], &profile[at..]);
    let project = project.file("ws/partner.yaml", changed);
    let ran = import(&project, &ALL[..3]).exits(1);
    ran.warns("Großhandel Cloud AG (tenant `b7d60b6e-40d5-4f7e-8a53-0f3c1c7c9a55`) asked for it");
}

/// All texts below a node.
fn texts(node: yaml::NodeRef<'_>, found: &mut Vec<String>) {
    node.items().for_each(|item| texts(item, found));
    node.entries().for_each(|(_, value)| texts(value, found));
    found.extend(node.as_str().map(str::to_owned));
}

#[test]
fn naughty_strings_are_texts_in_drafts_and_harmless_in_messages() {
    let naughty: Vec<String> = serde_json::from_str(include_str!("../data/blns.json")).unwrap();
    let attempts = [
        "::error::x",
        "a\n::stop-commands::x",
        "##vso[task.x y]z",
        "a\r\u{1b}[2J\u{9b}31m",
    ];
    let all: Vec<&str> = naughty.iter().map(String::as_str).chain(attempts).collect();
    let records = all.iter().enumerate().map(|(at, text)| {
        serde_json::json!({
            "@odata.type": text, "id": format!("{at} {text}"), "displayName": text, "duration": text,
            "autoExtendDuration": text, "status": text, "createdDateTime": text, "endDateTime": text,
            "customer": {"tenantId": format!("00000000-0000-4000-8000-{at:012}"), "displayName": text},
            "accessDetails": {"unifiedRoles": [{"roleDefinitionId": text}]},
            "indirectProviderTenantId": text, (*text): text,
        })
    });
    let page = serde_json::json!({"value": records.collect::<Vec<_>>()}).to_string();
    let project = Project::new().file("page.json", page);
    let ran = project
        .run(&["import", "graph-relationships", "page.json", "-q"])
        .exits(1);
    crate::report::hostile::oracle("messages about an export", &ran.stderr, "");
    let reading = yaml::read(&Source::new("drafts.yaml", ran.stdout));
    // That a name begins with a character that nobody sees is worth a warning; it is that name all the same.
    let mut errors = reading.findings.iter();
    let error = errors.find(|finding| finding.severity == Severity::Error);
    assert!(error.is_none(), "{error:?}");
    let mut found = Vec::new();
    reading
        .documents
        .iter()
        .for_each(|draft| texts(draft.root(), &mut found));
    let harmless = |c: char| {
        if yaml::is_forbidden(c) || c.is_control() && !matches!(c, '\n' | '\t') {
            '\u{fffd}'
        } else {
            c
        }
    };
    for text in all
        .iter()
        .map(|text| text.trim())
        .filter(|text| !text.is_empty())
    {
        let text: String = text.chars().map(harmless).collect();
        assert!(found.contains(&text), "{text:?} got lost");
    }
}
