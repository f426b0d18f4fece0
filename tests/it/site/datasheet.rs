//! The data beside each statement: as its schema promises, the same facts as the page, nothing of ours alone.

use super::pages::{Pages, build, ending, html, load, options, sources};
use super::{head, markup};
use crate::harness::Project;
use csp_support::page::locale::Case;
use csp_support::page::{Locale, Templates};
use csp_support::source::Source;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The schema as the program prints it.
fn schema() -> Value {
    let printed = Project::new().run(&["schema", "statement"]).exits(0);
    serde_json::from_str(&printed.stdout).unwrap()
}

/// The files of statements by path.
fn sheets(pages: &Pages) -> BTreeMap<&str, Value> {
    let files = ending(pages, "json");
    files
        .map(|(path, text)| (path.as_str(), serde_json::from_str(text).unwrap()))
        .collect()
}

fn fixture(name: &str, languages: &[&str]) -> Pages {
    build(&load(&sources(name)), &options(languages))
}

const FIXTURES: [(&str, &[&str]); 4] = [
    ("nordlicht", &["de", "en", "ja"]),
    ("fjord", &["nb", "fr"]),
    ("atlas", &["en", "de"]),
    ("minimal", &["en", "es", "nl"]),
];

/// A workspace with every field of an offering, with hours at every edge.
fn made() -> Pages {
    let everything = include_str!("everything.yaml").replace("TEXT", "\"Some words\"");
    let other = include_str!("other.yaml").replace("TEXT", "\"Some words\"");
    let hours = include_str!("open_now.yaml");
    let all = [
        ("a.yaml", everything),
        ("b.yaml", other),
        ("c.yaml", hours.to_owned()),
    ];
    let all = all.map(|(name, text)| Source::new(name, text));
    build(&load(&all), &options(&["en"]))
}

#[test]
fn every_file_is_as_its_schema_says() {
    let schema = schema();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let built = FIXTURES.map(|(name, languages)| (name, fixture(name, languages)));
    for (name, pages) in built.iter().chain([&("made", made())]) {
        let sheets = sheets(pages);
        let statements = html(pages).filter(|(_, page)| page.contains("<section id=\"about\""));
        assert_eq!(sheets.len(), statements.count(), "{name}");
        for (path, sheet) in sheets {
            let errors: Vec<_> = validator
                .iter_errors(&sheet)
                .map(|error| format!("{}: {error}", error.instance_path()))
                .collect();
            assert!(errors.is_empty(), "{name}/{path}: {errors:?}");
        }
    }
}

/// All objects of a value, each by its JSON pointer.
fn objects(value: &Value, at: &str) -> Vec<String> {
    let below: Vec<_> = match value {
        Value::Object(fields) => fields
            .iter()
            .flat_map(|(key, value)| objects(value, &format!("{at}/{key}")))
            .collect(),
        Value::Array(items) => (0..)
            .zip(items)
            .flat_map(|(place, value): (usize, _)| objects(value, &format!("{at}/{place}")))
            .collect(),
        _ => Vec::new(),
    };
    let own = value.is_object().then(|| at.to_owned());
    own.into_iter().chain(below).collect()
}

#[test]
fn the_schema_refuses_what_it_does_not_name() {
    let schema = schema();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let pages = fixture("nordlicht", &["en"]);
    let sheet = &sheets(&pages)["en/premium-2026.json"];
    assert!(validator.is_valid(sheet));
    let places = objects(sheet, "");
    assert!(places.len() > 40);
    for place in places {
        let mut wrong = sheet.clone();
        wrong.pointer_mut(&place).unwrap()["surprise"] = json!(1);
        assert!(!validator.is_valid(&wrong), "`{place}` takes anything");
    }
    for field in schema["required"].as_array().unwrap() {
        let mut wrong = sheet.clone();
        wrong
            .as_object_mut()
            .unwrap()
            .remove(field.as_str().unwrap());
        assert!(!validator.is_valid(&wrong), "{field} may be missing");
    }
}

/// Every object of the schema, at any depth.
fn parts(value: &Value) -> Vec<&Value> {
    let below = match value {
        Value::Object(fields) => fields.values().flat_map(parts).collect(),
        Value::Array(items) => items.iter().flat_map(parts).collect(),
        _ => Vec::new(),
    };
    let own = value.is_object().then_some(value);
    own.into_iter().chain(below).collect()
}

#[test]
fn every_object_of_the_schema_is_closed() {
    let schema = schema();
    let parts = parts(&schema).into_iter();
    let objects: Vec<_> = parts.filter(|part| part["type"] == "object").collect();
    assert!(objects.len() > 15);
    for object in objects {
        assert_eq!(object["additionalProperties"], false, "{object}");
        for (name, field) in object["properties"].as_object().unwrap() {
            let said = field.get("description").or(field.get("$ref"));
            assert!(said.is_some(), "{name} says nothing");
        }
    }
}

#[test]
fn the_smallest_offering_says_what_it_promises() {
    let pages = fixture("minimal", &["en", "de"]);
    let sheets = sheets(&pages);
    let sheet = &sheets["en/standard.json"];
    let keys: Vec<_> = sheet
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    let wanted = [
        "schema",
        "language",
        "asOf",
        "draft",
        "offering",
        "provider",
        "contacts",
        "hours",
        "severities",
        "targets",
        "pricing",
        "delivery",
        "escalation",
        "scope",
    ];
    assert_eq!(keys, wanted);
    assert_eq!(sheet["schema"], "csp-support/statement/v1");
    let phone = json!({
        "id": "phone", "method": "phone", "purpose": "Anything urgent", "address": "+442079460010",
        "windows": ["office"], "languages": ["en"],
    });
    assert_eq!(sheet["contacts"][0], phone);
    let office = &sheet["hours"][0];
    assert_eq!(office["openingHours"], "Mo-Fr 09:00-17:30; PH off");
    assert_eq!(
        (&office["clock"], &office["holidays"]),
        (&json!("Europe/London"), &json!("GB-ENG"))
    );
    assert_eq!(office["week"]["monday"], json!(["09:00-17:30"]));
    assert_eq!(office["week"]["sunday"], json!([]));
    let christmas = json!({"date": "2026-12-25", "name": "Christmas Day", "hours": []});
    assert_eq!(office["exceptions"][0], christmas);
    let target = json!({
        "metric": "first_response", "kind": "target", "within": "PT1H", "during": "office", "severities": ["critical"],
    });
    assert_eq!(sheet["targets"][0], target);
    assert_eq!(sheet["pricing"], json!({"charging": "none", "prices": []}));
    assert_eq!(sheet["scope"][0]["covered"], "included");
    let german = &sheets["de/standard.json"];
    assert_eq!(german["untranslatedFrom"], "en");
    for neutral in ["targets", "pricing"] {
        assert_eq!(german[neutral], sheet[neutral]);
    }
    assert_eq!(german["hours"][0]["week"], office["week"]);
}

fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of a page without markup, with the addresses and dates of its elements.
fn words(page: &str) -> String {
    let (_, body) = page.split_once("<body>").unwrap();
    let mut text = String::new();
    for piece in body.split('<') {
        let (tag, words) = piece.split_once('>').unwrap_or(("", piece));
        if !tag.starts_with("script") {
            text.push_str(words);
        }
    }
    for tag in markup::tags(page) {
        for name in ["href", "datetime", "id"] {
            text.push('\n');
            text.push_str(tag.attribute(name).unwrap_or_default());
        }
    }
    let names = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ];
    plain(
        &names
            .iter()
            .fold(text, |text, (name, sign)| text.replace(name, sign)),
    )
}

fn locale(page: &str) -> Arc<Locale> {
    let place = head::values(page, ("property", "og:locale"), "content").remove(0);
    let (language, country) = place.split_once('_').unwrap_or((&place, "GB"));
    let templates = Templates::new(BTreeMap::new()).unwrap();
    templates.locale(language, Some(country)).unwrap()
}

/// The hours of a week in minutes.
fn week(week: &Value) -> Vec<(u16, u16)> {
    let minute = |time: &str| -> u16 {
        let (hours, minutes) = time.split_once(':').unwrap();
        hours.parse::<u16>().unwrap() * 60 + minutes.parse::<u16>().unwrap()
    };
    let days = week.as_object().into_iter().flat_map(|days| days.values());
    let ranges = days.flat_map(|day| day.as_array().unwrap());
    let ranges = ranges.map(|range| range.as_str().unwrap().split_once('-').unwrap());
    ranges
        .map(|(from, to)| (minute(from), minute(to)))
        .collect()
}

/// Facts of a file that its page does not show, in the form in which pages show them.
fn unshown(page: &str, sheet: &Value) -> Vec<String> {
    let (shown, locale) = (words(page), locale(page));
    let mut facts: BTreeSet<String> = BTreeSet::new();
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let list = |key: &str| sheet[key].as_array().cloned().unwrap_or_default();
    facts.extend(
        ["name", "validFrom", "validTo"]
            .iter()
            .filter_map(|key| text(&sheet["offering"][key])),
    );
    facts.extend(
        ["name", "legalName"]
            .iter()
            .filter_map(|key| text(&sheet["provider"][key])),
    );
    for contact in list("contacts") {
        facts.extend(text(&contact["purpose"]));
        facts.extend(text(&contact["nationalNumber"]));
        let linked =
            ["phone", "email", "portal", "chat"].contains(&contact["method"].as_str().unwrap());
        facts
            .extend(text(&contact["address"]).filter(|_| linked && contact["direction"].is_null()));
        for tag in contact["languages"].as_array().unwrap() {
            facts.insert(locale.language_name(tag.as_str().unwrap()));
        }
    }
    for window in list("hours") {
        facts.extend(text(&window["name"]));
        facts.insert(format!("hours-{}", window["id"].as_str().unwrap()));
        for day in window["exceptions"].as_array().unwrap() {
            facts.extend(text(&day["date"]));
        }
    }
    for (from, to) in list("hours")
        .iter()
        .flat_map(|window| week(&window["week"]))
    {
        let all_day = (from, to) == (0, 1440);
        facts.extend((!all_day).then(|| locale.range(from, to)));
    }
    for iso in list("targets")
        .iter()
        .filter_map(|target| target["within"].as_str())
    {
        let forms = [Case::Alone, Case::Within].map(|case| locale.duration(iso, case));
        if !forms.iter().any(|form| shown.contains(&plain(form))) {
            facts.insert(forms.concat());
        }
    }
    for severity in list("severities") {
        facts.extend(text(&severity["name"]));
    }
    for price in sheet["pricing"]["prices"].as_array().into_iter().flatten() {
        facts.extend(text(&price["name"]));
        if let (Some(amount), Some(currency)) =
            (price["amount"].as_str(), price["currency"].as_str())
        {
            facts.insert(locale.money(amount, currency));
        }
    }
    for handover in sheet["delivery"]["handovers"]
        .as_array()
        .into_iter()
        .flatten()
    {
        facts.extend(text(&handover["to"]));
    }
    for rung in sheet["escalation"]["ladder"]
        .as_array()
        .into_iter()
        .flatten()
    {
        facts.extend(text(&rung["to"]));
    }
    facts.extend(
        list("scope")
            .iter()
            .filter_map(|topic| text(&topic["name"])),
    );
    let shown = shown.replace('-', "");
    let missing = facts
        .into_iter()
        .filter(|fact| !shown.contains(&plain(fact).replace(['-', '*', '`'], "")));
    missing.collect()
}

#[test]
fn pages_show_what_their_files_say() {
    let built = FIXTURES.map(|(name, languages)| (name, fixture(name, languages)));
    for (name, pages) in &built {
        for (path, sheet) in sheets(pages) {
            let page = &pages[&path.replace(".json", ".html")];
            let missing = unshown(page, &sheet);
            assert!(missing.is_empty(), "{name}/{path}: {missing:?}");
        }
    }
}

#[test]
fn pages_lead_to_their_files() {
    let pages = fixture("nordlicht", &["de", "en"]);
    for (path, page) in html(&pages) {
        let (stem, _) = path.rsplit_once('.').unwrap();
        let exists = pages.contains_key(&format!("{stem}.json"));
        let (_, file) = stem.rsplit_once('/').unwrap_or(("", stem));
        let wanted = vec![format!("{file}.json"); if exists { 2 } else { 0 }];
        assert_eq!(
            head::values(page, ("type", "application/json"), "href"),
            wanted,
            "{path}"
        );
    }
}

#[test]
fn what_pages_hide_their_files_hide() {
    let offering = "
apiVersion: csp-support/v1
kind: SupportOffering
metadata: {id: hiding, language: en}
spec:
  name: Hiding
  products: [azure]
  supportTypes: [technical]
  hours: {office: {open: \"Mo-Fr 08:00-18:00\", zone: Europe/Berlin, holidays: house}}
  contacts:
    - {id: secret-id, method: phone, address: \"+4930555001\", toldIn: contract}
    - {method: email, address: open@example.com}
  delivery:
    model: mixed
    parties:
      - {name: Front desk, model: direct, role: first_line}
      - {name: Hidden Works, model: outsourced, role: second_line, shownToCustomers: false}
      - {name: Unnamed Works, model: outsourced, role: third_line, named: false}
      - {name: Gone Works, model: outsourced, to: 2026-01-31}
    handovers:
      - {from: Front desk, to: Hidden Works, when: unsolved}
      - {from: Hidden Works, to: Unnamed Works, when: unsolved, after: PT4H}
";
    let partner = "
apiVersion: csp-support/v1
kind: PartnerProfile
metadata: {id: p}
spec:
  legalName: P Ltd
  cspAuthorization: {partnerType: indirect_reseller, mpaAcceptedOn: 2023-02-14}
  calendars: {house: {of: DE-BE}}
";
    let all =
        [("o.yaml", offering), ("p.yaml", partner)].map(|(name, text)| Source::new(name, text));
    let pages = build(&load(&all), &options(&["en"]));
    let text = &pages["en/hiding.json"];
    for hidden in [
        "secret-id",
        "4930555001",
        "Hidden Works",
        "Unnamed Works",
        "Gone Works",
        "house",
    ] {
        assert!(!text.contains(hidden), "{hidden}");
    }
    let sheet = &sheets(&pages)["en/hiding.json"];
    assert_eq!(sheet["contacts"][0]["toldIn"], "contract");
    assert_eq!(sheet["delivery"]["parties"].as_array().unwrap().len(), 2);
    let handovers = sheet["delivery"]["handovers"].as_array().unwrap();
    assert_eq!(handovers.len(), 1);
    assert_eq!(handovers[0]["after"], "PT4H");
}

#[test]
fn texts_are_only_data() {
    let name = "</script>\u{202e}<img src=x>\"\\";
    let yaml = serde_json::to_string(name).unwrap();
    let changed = |source: &Arc<Source>| {
        let text = source
            .text
            .replace("name: Standard support", &format!("name: {yaml}"));
        Source::new(source.path.as_str(), text)
    };
    let all: Vec<_> = sources("minimal").iter().map(changed).collect();
    let pages = build(&load(&all), &options(&["en"]));
    let text = &pages["en/standard.json"];
    assert!(!text.contains(['<', '>', '&', '\u{202e}']));
    let told = &sheets(&pages)["en/standard.json"]["offering"]["name"];
    assert_eq!(told, &json!(name.replace('\u{202e}', "\u{fffd}")));
}
