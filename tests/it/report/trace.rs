//! Traceability: what an audit says about pages is what the published pages are.

use crate::harness::{Project, repository};
use csp_support::page::sections::{SECTIONS, section};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// Fields that no statement shows: how documents are kept, and what other pages or tools are told.
const NOWHERE: [&str; 6] = [
    "bcSupportContact",
    "claims",
    "isDefault",
    "serviceHealth",
    "status",
    "translations",
];

/// Fields without words of their own, which a page tells in its own: days, lengths of time, other offerings.
const WORDLESS: [&str; 7] = [
    "changeNotice",
    "effectiveFrom",
    "effectiveTo",
    "nextReviewOn",
    "reviewedOn",
    "supersedes",
    "version",
];

/// Texts shorter than this stand anywhere.
const TELLING: usize = 8;

#[test]
fn every_field_of_an_offering_is_somewhere_or_known_to_be_nowhere() {
    let schema =
        fs::read_to_string(repository().join("policies/schemas/support-offering.schema.yaml"))
            .unwrap();
    let schema: Value = serde_yaml::from_str(&schema).unwrap();
    let fields = schema["properties"]["spec"]["properties"]
        .as_object()
        .unwrap();
    let fields: BTreeSet<&str> = fields.keys().map(String::as_str).collect();
    let told: BTreeSet<&str> = SECTIONS
        .iter()
        .map(|(field, _)| *field)
        .chain(NOWHERE)
        .collect();
    assert_eq!(told, fields);
    let page = fs::read_to_string(repository().join("templates/statement.html")).unwrap();
    for (field, anchor) in SECTIONS.iter().filter(|(_, anchor)| !anchor.is_empty()) {
        assert!(
            page.contains(&format!("<section id=\"{anchor}\""))
                || page.contains(&format!(" id=\"{anchor}\" aria-")),
            "{field}: {anchor}"
        );
    }
}

/// Text without blanks and marks, for comparing what is written with what is shown.
fn bare(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// The text of each section of a page; that of the head of the page has no name.
fn sections(page: &str) -> BTreeMap<String, String> {
    let body = &page[page.find("<main").unwrap()..page.rfind("</main>").unwrap()];
    let mut sections = BTreeMap::new();
    let pieces = body.split("<section").enumerate().flat_map(|(nth, part)| {
        let pieces = part.split("</section>").enumerate();
        pieces.map(move |(at, piece)| (nth > 0 && at == 0, piece))
    });
    for (named, piece) in pieces {
        let id = piece.split_once(" id=\"").filter(|_| named);
        let id = id
            .and_then(|(_, rest)| rest.split('"').next())
            .unwrap_or_default();
        let mut text = String::new();
        for part in piece.split('<') {
            text.push_str(part.split_once('>').map_or(part, |(_, after)| after));
            text.push(' ');
        }
        let text = text
            .replace("&amp;", "&")
            .replace("&#39;", "'")
            .replace("&quot;", "\"");
        sections
            .entry(id.to_owned())
            .or_insert_with(String::new)
            .push_str(&bare(&text));
    }
    sections
}

fn texts(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(bare(text)),
        Value::Array(items) => items.iter().for_each(|item| texts(item, found)),
        Value::Object(fields) => fields.values().for_each(|field| texts(field, found)),
        _ => {}
    }
}

fn offerings(folder: &std::path::Path) -> Vec<Value> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(offerings(&path));
        } else if path.extension().is_some_and(|end| end == "yaml") {
            let text = fs::read_to_string(&path).unwrap();
            let documents = serde_yaml::Deserializer::from_str(&text);
            let documents =
                documents.filter_map(|own| <Value as serde::Deserialize>::deserialize(own).ok());
            found.extend(documents.filter(|own| own["kind"] == "SupportOffering"));
        }
    }
    found
}

#[test]
fn pages_show_fields_where_the_audit_says() {
    let mut shown: BTreeSet<String> = BTreeSet::new();
    for workspace in ["nordlicht", "fjord", "atlas", "manara"] {
        let project = Project::with_fixture(workspace);
        project
            .run(&["publish", "--quiet", "--out", "out", "ws"])
            .exits(0);
        let ran = project.run(&["audit", "--format", "json", "ws"]).exits(0);
        let audit: Value = serde_json::from_str(&ran.stdout).unwrap();
        let traces = audit["trace"].as_array().unwrap();
        assert!(!traces.is_empty(), "{workspace}");
        let offerings = offerings(&project.path("ws"));
        for language in fs::read_dir(project.path("out"))
            .unwrap()
            .filter(|own| own.as_ref().unwrap().path().join("index.html").exists())
        {
            let language = language.unwrap().file_name().to_string_lossy().into_owned();
            let mut pages: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
            for trace in traces {
                let Some(published) = trace["published"].as_str() else {
                    continue;
                };
                let published = published.replace("LANG", &language);
                let (page, anchor) = published.split_once('#').unwrap_or((&published, ""));
                let sections = pages
                    .entry(page.to_owned())
                    .or_insert_with(|| sections(&project.read(&format!("out/{page}"))));
                let id = trace["subject"]["id"].as_str().unwrap();
                let field = trace["subject"]["pointer"]
                    .as_str()
                    .unwrap()
                    .split('/')
                    .nth(2)
                    .unwrap();
                let offering = offerings
                    .iter()
                    .find(|own| own["metadata"]["id"] == id)
                    .unwrap();
                let mut own = Vec::new();
                texts(&offering["spec"][field], &mut own);
                let section = sections.get(anchor).map_or("", String::as_str);
                if own
                    .iter()
                    .any(|text| text.len() >= TELLING && section.contains(text.as_str()))
                {
                    shown.insert(field.to_owned());
                }
            }
        }
    }
    let expected = SECTIONS
        .iter()
        .map(|(field, _)| *field)
        .filter(|field| !WORDLESS.contains(field));
    let missing: Vec<&str> = expected.filter(|field| !shown.contains(*field)).collect();
    assert_eq!(
        missing,
        Vec::<&str>::new(),
        "no page shows these where the table says"
    );
}

#[test]
fn the_way_leads_from_obligations_to_pages_and_back() {
    let project = Project::with_fixture("nordlicht");
    let ran = project.run(&["audit", "--format", "json", "ws"]).exits(0);
    let audit: Value = serde_json::from_str(&ran.stdout).unwrap();
    let traces = audit["trace"].as_array().unwrap();
    let of = |field: &str| {
        let pointer = format!("/spec/{field}");
        traces
            .iter()
            .find(|own| own["subject"]["pointer"] == pointer.as_str())
            .unwrap()
    };
    let hours = of("hours");
    assert!(
        hours["published"]
            .as_str()
            .unwrap()
            .ends_with(".html#hours"),
        "{hours}"
    );
    assert!(
        hours["rules"]
            .as_array()
            .unwrap()
            .iter()
            .any(|rule| rule == "CSP-STMT-006"),
        "{hours}"
    );
    assert_eq!(section("status"), None);
    let ids: BTreeSet<&str> = audit["rules"]
        .as_array()
        .unwrap()
        .iter()
        .map(|rule| rule["id"].as_str().unwrap())
        .collect();
    for trace in traces {
        for rule in trace["rules"].as_array().unwrap() {
            assert!(ids.contains(rule.as_str().unwrap()), "{trace}");
        }
    }
    let unchecked = audit["unchecked"].as_array().unwrap();
    assert!(unchecked.iter().any(|own| own["cause"] == "notCheckable"));
    assert!(!unchecked.iter().any(|own| own["cause"] == "leftOut"));
    let ran = project
        .run(&[
            "audit",
            "--ignore",
            "CSP-STMT-002",
            "--format",
            "json",
            "ws",
        ])
        .exits(0);
    let audit: Value = serde_json::from_str(&ran.stdout).unwrap();
    let left_out = audit["unchecked"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|own| own["cause"] == "leftOut");
    assert_eq!(
        left_out
            .map(|own| own["id"].as_str().unwrap())
            .collect::<Vec<_>>(),
        ["CSP-STMT-002"]
    );
}

/// What is to be written stands at its place, and writing it mends what was found.
#[test]
fn what_to_write_mends_what_was_found() {
    let offering = "apiVersion: csp-support/v1\nkind: SupportOffering\nmetadata: {id: premium}\nspec:\n  products: [azure]\n";
    let project = Project::new()
        .file("ws/csp-support.yaml", "asOf: 2026-11-23\n")
        .file("ws/premium.yaml", offering);
    let ran = project
        .run(&[
            "audit",
            "--select",
            "CSP-STMT-002",
            "--format",
            "json",
            "ws",
        ])
        .exits(0);
    let audit: Value = serde_json::from_str(&ran.stdout).unwrap();
    let finding = audit["findings"]
        .as_array()
        .unwrap()
        .iter()
        .find(|own| own["rule"] == "CSP-STMT-002")
        .unwrap();
    let patch = finding["patch"].as_str().unwrap();
    assert!(patch.starts_with("spec:\n  hours:\n"), "{patch}");
    let rest = patch.strip_prefix("spec:\n").unwrap();
    let project = project.file("ws/premium.yaml", format!("{offering}{rest}"));
    let ran = project
        .run(&[
            "audit",
            "--select",
            "CSP-STMT-002",
            "--format",
            "json",
            "ws",
        ])
        .exits(0);
    let audit: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(audit["counts"]["notMet"], 0, "{}", audit["findings"]);
    let html = project
        .run(&["audit", "--audience", "engineer", "--format", "html", "ws"])
        .exits(0);
    assert!(html.stdout.contains("id=\"findings\""));
}
