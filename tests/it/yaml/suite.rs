//! The YAML test suite (github.com/yaml/yaml-test-suite; its licence stands beside the data).

use crate::yaml::{errors, read};
use serde_json::{Deserializer, Value};

const SUITE: &str = include_str!("../../data/yaml-test-suite.json");

/// Valid YAML that is refused because its tags are not of the core schema.
const OTHER_TAGS: &[&str] = &[
    "2XXW", "565N", "5TYM", "6CK3", "6WLZ", "7FWL", "9WXW", "C4HZ", "CC74", "CUP7", "J7PZ", "M5C3",
    "P76L", "UGM3", "Z67P", "Z9M4",
];

/// Valid YAML that is refused because a key is a list or a mapping.
const COLLECTIONS_AS_KEYS: &[&str] = &[
    "4FJ6", "6BFJ", "6PBE", "9MMW", "KK5P", "LX3P", "M2N8-00", "M2N8-01", "M5DY", "Q9WF", "RZP5",
    "SBG9", "V9D5", "X38W", "XW4D",
];

/// Valid YAML that is refused because an empty key occurs twice; the suite does not compare keys.
const DUPLICATE_KEYS: &[&str] = &["2JQS"];

/// Valid YAML that is refused because an escape makes a control character.
const CONTROL_CHARACTERS: &[&str] = &["G4RS"];

#[derive(serde::Deserialize)]
pub(super) struct Case {
    id: String,
    pub yaml: String,
    #[serde(default)]
    fail: bool,
    json: Option<String>,
}

pub(super) fn cases() -> Vec<Case> {
    serde_json::from_str(SUITE).unwrap()
}

#[test]
fn what_must_fail_fails() {
    let accepted: Vec<_> = cases()
        .into_iter()
        .filter(|case| case.fail && errors(&case.yaml).is_empty())
        .map(|case| case.id)
        .collect();
    assert_eq!(accepted, [""; 0]);
}

#[test]
fn valid_yaml_is_accepted_but_for_what_we_refuse_on_purpose() {
    for case in cases().into_iter().filter(|case| !case.fail) {
        let is_in = |list: &[&str]| list.contains(&case.id.as_str());
        let expected = match () {
            () if is_in(OTHER_TAGS) => Some("yaml-tag"),
            () if is_in(COLLECTIONS_AS_KEYS) => Some("where a key should be"),
            () if is_in(DUPLICATE_KEYS) => Some("yaml-duplicate-key"),
            () if is_in(CONTROL_CHARACTERS) => Some("file-encoding"),
            () => None,
        };
        let errors = errors(&case.yaml);
        assert_eq!(
            errors.is_empty(),
            expected.is_none(),
            "{}: {errors:?}",
            case.id
        );
        let odd = errors
            .iter()
            .find(|error| !error.contains(expected.unwrap_or_default()));
        assert_eq!(odd, None, "{}", case.id);
    }
}

#[test]
fn values_are_those_of_the_suite() {
    let mut compared = 0;
    for case in cases().into_iter().filter(|case| !case.fail) {
        let Some(json) = &case.json else { continue };
        let expected: Vec<Value> = Deserializer::from_str(json)
            .into_iter()
            .map(Result::unwrap)
            .collect();
        let reading = read(&case.yaml);
        let found: Vec<Value> = reading
            .documents
            .iter()
            .map(|document| serde_json::to_value(document.root()).unwrap())
            .collect();
        assert_eq!(
            as_floats(found.into()),
            as_floats(expected.into()),
            "{}",
            case.id
        );
        compared += 1;
    }
    assert_eq!(compared, 271);
}

/// JSON does not tell `450` from `450.0`.
fn as_floats(value: Value) -> Value {
    match value {
        Value::Number(number) => Value::from(number.as_f64()),
        Value::Array(items) => items.into_iter().map(as_floats).collect(),
        Value::Object(entries) => entries
            .into_iter()
            .map(|(key, value)| (key, as_floats(value)))
            .collect(),
        other => other,
    }
}
