//! What customers are promised, before and after: single changes with their verdicts.

mod chains;
mod contracts;
mod minutes;
mod offerings;
mod planted;
mod told_in_time;

use csp_support::diff::{Change, Compared, Level, Version, diff};
use csp_support::model::{Loaded, load};
use csp_support::source::Source;
use csp_support::yaml;
use jiff::civil::{Date, date};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The day on which both sides are looked at.
const AS_OF: Date = date(2026, 3, 2);

/// One change of the base and what is to be told of it.
struct Case {
    name: String,
    edit: Map<String, Value>,
    finds: BTreeSet<String>,
    says: Vec<String>,
}

/// The documents of a file beside this one, as values.
fn values(name: &str) -> Vec<Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/diff");
    let text = fs::read_to_string(folder.join(name)).unwrap();
    let reading = yaml::read(&Source::new(name, text));
    assert!(reading.findings.is_empty(), "{:?}", reading.findings);
    let documents = reading.documents.iter();
    documents.map(|one| one.root().read().unwrap()).collect()
}

fn cases() -> Vec<Case> {
    let all = values("cases.yaml").remove(0);
    let texts = |value: &Value| -> Vec<String> {
        let list = value.as_array().into_iter().flatten();
        list.map(|text| text.as_str().unwrap().to_owned()).collect()
    };
    let case = |value: &Value| Case {
        name: value["case"].as_str().unwrap().to_owned(),
        edit: value["edit"].as_object().unwrap().clone(),
        finds: texts(&value["finds"]).into_iter().collect(),
        says: texts(&value["says"]),
    };
    all.as_array().unwrap().iter().map(case).collect()
}

/// Puts a value at a place such as `hours.business.open` or `contacts.0`; null takes it away.
fn put(at: &mut Value, path: &[&str], value: &Value) {
    let (key, rest) = path.split_first().unwrap();
    if let Some(list) = at.as_array_mut() {
        let by_id = list.iter().position(|item| {
            item["id"] == **key || item["name"] == **key || item.as_str() == Some(key)
        });
        let index = by_id.or_else(|| key.parse().ok()).unwrap_or(list.len());
        match (rest.is_empty(), value.is_null()) {
            (true, true) if index >= list.len() => {}
            (true, true) => drop(list.remove(index)),
            (true, false) if index >= list.len() => list.push(value.clone()),
            (true, false) => list[index] = value.clone(),
            (false, _) => put(&mut list[index], rest, value),
        }
        return;
    }
    let map = at.as_object_mut().unwrap();
    match (rest.is_empty(), value.is_null()) {
        (true, true) => drop(
            map.remove(*key)
                .unwrap_or_else(|| panic!("nothing at {path:?}")),
        ),
        (true, false) => drop(map.insert((*key).to_owned(), value.clone())),
        (false, _) => put(
            map.entry((*key).to_owned()).or_insert(json!({})),
            rest,
            value,
        ),
    }
}

fn edited(edit: &Map<String, Value>) -> Loaded {
    loaded(&documents(edit))
}

/// The base with some edits, document by document.
fn documents(edit: &Map<String, Value>) -> Vec<Value> {
    let mut documents = values("base.yaml");
    for (path, value) in edit {
        let path: Vec<_> = path.split('.').collect();
        match path.split_first().unwrap() {
            (&"profile", rest) => put(&mut documents[0]["spec"], rest, value),
            (&"document", rest) => put(&mut documents[1], rest, value),
            _ => put(&mut documents[1]["spec"], &path, value),
        }
    }
    documents
}

fn loaded(documents: &[Value]) -> Loaded {
    let texts: Vec<_> = documents.iter().map(Value::to_string).collect();
    let source = Source::new("promise.yaml", texts.join("\n---\n"));
    let loaded = load(&[source]).unwrap();
    assert!(loaded.findings.is_empty(), "{:#?}", loaded.findings);
    loaded
}

fn version(loaded: &Loaded) -> Version<'_> {
    Version {
        workspace: &loaded.workspace,
        as_of: AS_OF,
    }
}

fn changes<'a>(compared: &'a [Compared<'a>]) -> Vec<&'a Change<'a>> {
    compared.iter().flat_map(|one| &one.changes).collect()
}

fn ids(compared: &[Compared<'_>]) -> BTreeSet<String> {
    // Whether customers were told in time has its own tests.
    let changes = changes(compared).into_iter();
    let changes = changes.filter(|change| change.kind.level != Level::Breach);
    changes.map(|change| change.kind.id.to_owned()).collect()
}

fn told(compared: &[Compared<'_>]) -> String {
    let lines = changes(compared).into_iter().map(|change| {
        let (level, id, says) = (change.kind.level.word(), change.kind.id, &change.says);
        format!("{level}[{id}]: {says}")
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn each_single_change_is_told_as_what_it_is() {
    let base = edited(&Map::new());
    let mut wrong = Vec::new();
    for Case {
        name,
        edit,
        finds,
        says,
    } in cases()
    {
        let changed = edited(&edit);
        let compared = diff(version(&base), version(&changed));
        let text = told(&compared);
        let said = says.iter().all(|part| text.contains(part.as_str()));
        if ids(&compared) != finds || !said {
            wrong.push(format!(
                "{name}: expected {finds:?} and {says:?}, found\n{text}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// A target for what arrives in business hours, by the clock of a zone.
fn arriving(zone: &str, within: &str) -> Loaded {
    let mut edit = Map::new();
    let target = json!({"id": "early", "metric": "first_response", "severities": ["normal"],
        "arriving": ["business"], "within": within});
    edit.insert("targets.early".to_owned(), target);
    edit.insert("hours.business.zone".to_owned(), json!(zone));
    edited(&edit)
}

#[test]
fn what_arrives_in_some_hours_is_compared_where_these_go_by_one_clock() {
    let found = |old: &Loaded, new: &Loaded| ids(&diff(version(old), version(new)));
    let (one, slower) = (
        arriving("Europe/Berlin", "PT1H"),
        arriving("Europe/Berlin", "PT2H"),
    );
    assert_eq!(
        found(&one, &slower),
        BTreeSet::from(["target-slower".to_owned()])
    );
    let elsewhere = arriving("customer-local", "PT1H");
    assert_eq!(
        found(&one, &elsewhere),
        BTreeSet::from(["hours-changed".to_owned()])
    );
}
