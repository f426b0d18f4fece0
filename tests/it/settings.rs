//! `config show`: where each setting comes from.

use crate::harness::Project;
use serde_json::Value;
use std::collections::BTreeSet;

const SETTINGS: &str = "apiVersion: csp-support/v1
asOf: 2026-11-23
packs: [house]
languages:
  - de
  - en
failOn: warning
site: {title: \"Seeadler\u{200b} ##[add-mask]x\"}
";

/// Each value of a setting with its origin in short.
fn shown(project: &Project, words: &[&str]) -> Vec<(String, Value, String)> {
    let words = [&["config", "show", "--format", "json"], words].concat();
    let ran = project.run(&words).exits(0);
    let json: Value = serde_json::from_str(&ran.stdout).unwrap();
    let settings = json["workspaces"][0]["settings"].as_array().unwrap();
    let short = |origin: &Value| match origin["kind"].as_str().unwrap() {
        "default" => "default".to_owned(),
        "file" => format!(
            "{}:{}:{}",
            origin["file"].as_str().unwrap(),
            origin["line"],
            origin["column"]
        ),
        kind => format!("{kind} {}", origin["name"].as_str().unwrap()),
    };
    let rows = settings.iter().map(|setting| {
        let name = setting["name"].as_str().unwrap().to_owned();
        (name, setting["value"].clone(), short(&setting["origin"]))
    });
    rows.collect()
}

/// The values of one setting, as `value from origin`.
fn of(rows: &[(String, Value, String)], name: &str) -> Vec<String> {
    let rows = rows.iter().filter(|(own, _, _)| own == name);
    let told = rows.map(|(_, value, origin)| match value.as_str() {
        Some(text) => format!("{text} from {origin}"),
        None => format!("{value} from {origin}"),
    });
    told.collect()
}

#[test]
fn the_file_is_named_with_line_and_column() {
    let project = Project::new().file("ws/csp-support.yaml", SETTINGS);
    let rows = shown(&project, &["ws"]);
    assert_eq!(
        of(&rows, "asOf"),
        ["2026-11-23 from ws/csp-support.yaml:2:7"]
    );
    assert_eq!(
        of(&rows, "languages"),
        [
            "de from ws/csp-support.yaml:5:5",
            "en from ws/csp-support.yaml:6:5"
        ]
    );
    assert_eq!(
        of(&rows, "packs"),
        [
            "csp from default",
            "promise from default",
            "house from ws/csp-support.yaml:3:9"
        ]
    );
    assert_eq!(
        of(&rows, "failOn"),
        ["warning from ws/csp-support.yaml:7:9"]
    );
    assert_eq!(of(&rows, "exclude"), ["null from default"]);
    assert_eq!(of(&rows, "customerKey"), ["null from default"]);
}

#[test]
fn a_flag_overrules_the_environment_and_that_the_file() {
    let project = Project::new()
        .file("ws/csp-support.yaml", SETTINGS)
        .env("SOURCE_DATE_EPOCH", "1780000000")
        .env("NO_COLOR", "1");
    let rows = shown(&project, &["ws"]);
    assert_eq!(
        of(&rows, "asOf"),
        ["2026-05-28 from environment SOURCE_DATE_EPOCH"]
    );
    assert_eq!(of(&rows, "color"), ["never from environment NO_COLOR"]);
    let flags = "ws --as-of 2027-01-01 --lang fr,en --fail-on info --pack own --color always";
    let rows = shown(&project, &flags.split(' ').collect::<Vec<_>>());
    assert_eq!(of(&rows, "asOf"), ["2027-01-01 from flag --as-of"]);
    assert_eq!(
        of(&rows, "languages"),
        ["fr from flag --lang", "en from flag --lang"]
    );
    assert_eq!(of(&rows, "failOn"), ["info from flag --fail-on"]);
    assert_eq!(of(&rows, "packs").last().unwrap(), "own from flag --pack");
    assert_eq!(of(&rows, "color"), ["always from flag --color"]);
}

#[test]
fn the_secret_is_never_shown() {
    let project = Project::new()
        .file("ws/csp-support.yaml", SETTINGS)
        .env("CSP_SUPPORT_CUSTOMER_KEY", "sesame-open-sesame");
    for format in ["text", "json"] {
        let ran = project
            .run(&["config", "show", "ws", "--format", format])
            .exits(0);
        assert!(!ran.stdout.contains("sesame"), "{}", ran.stdout);
        ran.says("CSP_SUPPORT_CUSTOMER_KEY").says("set, not shown");
    }
}

/// The names of all settings without settings of their own.
fn leaves(properties: &Value, above: &str, names: &mut Vec<String>) {
    for (key, property) in properties.as_object().unwrap() {
        let name = format!("{above}{key}");
        if property["properties"].is_object() {
            leaves(&property["properties"], &format!("{name}."), names);
        } else {
            names.push(name);
        }
    }
}

#[test]
fn every_setting_that_the_schema_knows_is_listed() {
    let project = Project::new().file("ws/csp-support.yaml", SETTINGS);
    let schema = project.run(&["schema", "workspace"]).exits(0).stdout;
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let mut names = Vec::new();
    leaves(&schema["properties"], "", &mut names);
    assert!(names.len() > 8, "{names:?}");
    let listed: BTreeSet<String> = shown(&project, &["ws"])
        .into_iter()
        .map(|row| row.0)
        .collect();
    let missing: Vec<_> = names
        .iter()
        .filter(|name| !listed.contains(*name))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn settings_that_cannot_be_used_are_refused_with_their_place() {
    let project = Project::new().file("ws/csp-support.yaml", "languges: [de]\n");
    let ran = project.run(&["config", "show", "ws"]).exits(2);
    assert!(
        ran.stderr.contains("ws/csp-support.yaml:1:1"),
        "{}",
        ran.stderr
    );
    assert!(
        ran.stderr.contains("did you mean `languages`?"),
        "{}",
        ran.stderr
    );
    Project::new().run(&["config", "show", "nowhere"]).exits(2);
}

#[test]
fn hostile_values_are_shown_and_do_nothing() {
    let project = Project::new().file("ws/csp-support.yaml", SETTINGS);
    let ran = project.run(&["config", "show", "ws"]).exits(0);
    assert!(!ran.stdout.contains('\u{200b}'), "{}", ran.stdout);
    assert!(!ran.stdout.contains("##["), "{}", ran.stdout);
    ran.says("Seeadler\\u{200b}");
}

#[test]
fn without_a_file_there_are_only_defaults() {
    let project = Project::new();
    let ran = project
        .run(&["config", "show", "--as-of", "2026-01-01"])
        .exits(0);
    let ran = ran.says("no csp-support.yaml at or above PATH");
    let words: Vec<_> = ran.stdout.split_whitespace().collect();
    assert!(
        words
            .windows(3)
            .any(|row| row == ["failOn", "error", "default"]),
        "{}",
        ran.stdout
    );
}
