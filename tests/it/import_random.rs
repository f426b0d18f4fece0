//! Random changes of an export, written into the workspace it came from: afterwards both agree, and nothing
//! that people wrote around the values is lost.

use crate::harness::repository;
use csp_support::import::changes;
use csp_support::model::export::compare::differences;
use csp_support::model::export::{Known, collect};
use csp_support::model::{Entry, Kind, Loaded, Schemas, load};
use csp_support::source::Source;
use csp_support::yaml::read_json;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::sync::Arc;

fn schemas() -> &'static Schemas {
    Schemas::embedded().unwrap()
}

fn documents(folder: &Path, found: &mut Vec<Arc<Source>>) {
    let mut paths: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            documents(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "yaml")
            && !path.ends_with("csp-support.yaml")
        {
            found.push(Source::new(
                path.display().to_string(),
                fs::read_to_string(&path).unwrap(),
            ));
        }
    }
}

fn workspace() -> Vec<Arc<Source>> {
    let mut found = Vec::new();
    documents(&repository().join("fixtures/nordlicht"), &mut found);
    found
}

fn export(name: &str) -> Value {
    let path = repository().join("fixtures/nordlicht/exports").join(name);
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// One change of one relationship.
#[derive(Debug, Clone)]
enum Change {
    Set(&'static str, Value),
    DropRole(usize),
    AddRole(&'static str),
    Rename(String),
}

fn change() -> impl Strategy<Value = Change> {
    const ROLES: [&str; 3] = [
        "f2ef992c-3afb-46b9-b7cf-a126ee74c451",
        "5d6b6bb7-de71-4623-b4af-96380a352509",
        "dd4db9a0-cc4a-4213-9f9f-70242232d97e",
    ];
    prop_oneof![
        prop_oneof!["expiring", "terminated", "Expired", "brandNew"]
            .prop_map(|status| Change::Set("status", status.into())),
        prop_oneof!["P1D", "P365D", "P2Y"]
            .prop_map(|duration| Change::Set("duration", duration.into())),
        prop_oneof!["PT0S", "P180D"]
            .prop_map(|duration| Change::Set("autoExtendDuration", duration.into())),
        Just(Change::Set("endDateTime", Value::Null)),
        Just(Change::Set(
            "endDateTime",
            "2027-01-31T23:59:59.1234567Z".into()
        )),
        (0..4usize).prop_map(Change::DropRole),
        (0..3usize).prop_map(|at| Change::AddRole(ROLES[at])),
        "[ -~äöß😀]{1,20}".prop_map(Change::Rename),
    ]
}

fn apply(record: &mut Value, change: &Change) {
    match change {
        Change::Set(key, value) => record[*key] = value.clone(),
        Change::Rename(name) => record["displayName"] = format!("x{name}").into(),
        Change::DropRole(at) => {
            let roles = record["accessDetails"]["unifiedRoles"]
                .as_array_mut()
                .unwrap();
            let at = at % roles.len().max(1);
            if at < roles.len() {
                roles.remove(at);
            }
        }
        Change::AddRole(role) => {
            let roles = record["accessDetails"]["unifiedRoles"]
                .as_array_mut()
                .unwrap();
            roles.push(json!({"roleDefinitionId": role}));
        }
    }
}

fn with_export(sources: &[Arc<Source>], text: &str) -> Loaded {
    let kind = Kind::of_source("graph-relationships").unwrap();
    let document = read_json(&Source::new("export.json", text))
        .documents
        .remove(0);
    load(sources)
        .unwrap()
        .with(vec![Entry::exported(document, kind, "export".to_owned())])
}

/// What still differs.
fn rest(loaded: &Loaded) -> Vec<String> {
    let known = Known::new(&loaded.workspace);
    let drafts = collect(&known).drafts;
    let declared = drafts
        .iter()
        .filter_map(|(draft, entry)| Some((draft, (*entry)?)));
    declared
        .flat_map(|(draft, entry)| {
            let shape = schemas()
                .of(entry.kind.index())
                .shape
                .field("spec")
                .unwrap();
            differences(shape, entry.spec().unwrap(), &draft.spec)
        })
        .map(|difference| format!("{difference:?}").chars().take(200).collect())
        .collect()
}

fn comments(text: &str) -> Vec<&str> {
    text.lines()
        .filter(|line| line.trim_start().starts_with('#'))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn what_is_written_agrees(edits in prop::collection::vec((0..10usize, change()), 1..12)) {
        let mut all = export("relationships-1.json");
        let more = export("relationships-2.json")["value"].as_array().unwrap().clone();
        let records = all["value"].as_array_mut().unwrap();
        records.extend(more);
        for (at, change) in &edits {
            apply(&mut records[*at], change);
        }
        let text = all.to_string();
        let mut sources = workspace();
        let loaded = with_export(&sources, &text);
        let known = Known::new(&loaded.workspace);
        let changed = changes(&collect(&known), schemas());
        prop_assert!(changed.left.is_empty(), "{:?}", changed.left);
        for file in &changed.files {
            prop_assert_eq!(comments(&file.source.text), comments(&file.text));
            let at = sources.iter().position(|source| source.path == file.source.path).unwrap();
            sources[at] = Source::new(file.source.path.clone(), file.text.clone());
        }
        let after = with_export(&sources, &text);
        prop_assert!(after.findings.is_empty(), "{:?}", after.findings);
        let rest = rest(&after);
        prop_assert!(rest.is_empty(), "{rest:#?}");
    }
}
