//! Anchors, aliases and merge keys.

use crate::yaml::{errors, findings, json, line, position, read};
use csp_support::model;
use csp_support::source::Source;

#[test]
fn aliases_repeat_their_anchor_and_know_both_places() {
    let text = "base: &base\n  hours: [1, 2]\nuse: *base\n";
    let reading = read(text);
    let root = reading.documents[0].root();
    let hours = root.path(&["use", "hours"]).unwrap();
    assert_eq!(
        json(text),
        r#"{"base":{"hours":[1,2]},"use":{"hours":[1,2]}}"#
    );
    assert_eq!(position(&hours.place()), "3:6");
    assert_eq!(position(&hours.origin().unwrap()), "2:10");
    assert!(root.path(&["base", "hours"]).unwrap().origin().is_none());
}

#[test]
fn an_alias_in_an_alias_leads_to_the_text_itself() {
    let reading = read("a: &a [x]\nb: &b {k: *a}\nc: *b\n");
    let root = reading.documents[0].root();
    let x = root.path(&["c", "k"]).unwrap().items().next().unwrap();
    assert_eq!(position(&x.place()), "3:4");
    assert_eq!(position(&x.origin().unwrap()), "1:8");
}

#[test]
fn aliases_stand_for_keys_and_missing_values_too() {
    assert_eq!(
        json("- &k key\n- {*k : 1}\n- &n\n- *n\n- &k new\n- *k\n"),
        r#"["key",{"key":1},null,null,"new","new"]"#
    );
}

#[test]
fn merge_keys_take_over_entries() {
    let text = "a: &a {x: 1, v: 1}\nb: &b {v: 2, z: 2}\n\
                one: {<<: *a, v: 0}\ntwo: {<<: [*b, *a], w: 0}\nown: {q: 1, <<: {r: 2}}\n";
    assert_eq!(findings(text), [""; 0]);
    assert_eq!(
        json(text),
        r#"{"a":{"x":1,"v":1},"b":{"v":2,"z":2},"#.to_owned()
            + r#""one":{"v":0,"x":1},"two":{"w":0,"v":2,"z":2,"x":1},"own":{"q":1,"r":2}}"#
    );
}

#[test]
fn merged_mappings_may_merge_others() {
    let text =
        "a: &a {x: 1, y: 1}\nb: &b {<<: *a, y: 2, z: 2}\nc:\n  <<: *b\n  z: 3\nd: [{<<: [*b]}]\n";
    let merged = r#"{"z":3,"y":2,"x":1},"d":[{"y":2,"z":2,"x":1}]"#;
    assert!(json(text).contains(merged), "{}", json(text));
}

#[test]
fn merged_values_know_both_places() {
    let reading = read("a: &a\n  price: 5\nb:\n  <<: *a\n");
    let price = reading.documents[0].root().path(&["b", "price"]).unwrap();
    assert_eq!(position(&price.place()), "4:7");
    assert_eq!(position(&price.origin().unwrap()), "2:10");
}

#[test]
fn quoted_and_tagged_merge_keys_are_ordinary_keys() {
    assert_eq!(json("{'<<': {a: 1}}"), r#"{"<<":{"a":1}}"#);
    assert_eq!(json("{!!str <<: {a: 1}}"), r#"{"<<":{"a":1}}"#);
    assert_eq!(json("[<<]"), r#"["<<"]"#);
}

#[test]
fn what_is_no_mapping_cannot_be_merged() {
    assert_eq!(
        errors("a: &a [1]\nb: {<<: *a}\nc: {<<: 5}\n"),
        [
            "2:9 yaml-syntax: `<<` takes over the entries of a mapping, and this is none \
             [1:8 it is defined here]",
            "3:9 yaml-syntax: `<<` takes over the entries of a mapping, and this is none",
        ]
    );
    assert_eq!(
        errors("a: &a {<<: {}, <<: {}}\n"),
        [
            "1:16 yaml-duplicate-key: the key `<<` occurs twice in this mapping \
          [1:8 it is first given here]"
        ]
    );
}

#[test]
fn aliases_that_lead_nowhere_are_reported_and_reading_goes_on() {
    let text = "a: *none\nb: &b [*b]\nc: {<<: *gone}\nd: 1\n";
    assert_eq!(
        errors(text),
        [
            "1:4 yaml-syntax: this alias refers to nothing above it",
            "2:8 yaml-syntax: this alias refers to a value that it is part of",
            "3:9 yaml-syntax: this alias refers to nothing above it",
        ]
    );
    assert_eq!(json(text), r#"{"a":null,"b":[null],"c":{},"d":1}"#);
}

#[test]
fn anchors_end_with_their_document() {
    assert_eq!(
        errors("&a x\n---\n*a\n"),
        ["3:1 yaml-syntax: this alias refers to nothing above it"]
    );
}

#[test]
fn findings_about_merged_values_name_both_places() {
    let text = "apiVersion: csp-support/v1\nkind: Agent\nmetadata: {id: anna}\nspec:\n  \
                mfa: &m {phone: 5}\n  <<: *m\n";
    let loaded = model::load(&[Source::new("a.yaml", text)]).unwrap();
    let told: Vec<_> = loaded.findings.iter().map(line).collect();
    let expected = "6:7 schema-unknown-key: `spec` has no field `phone` [5:12 written here]";
    assert!(told.iter().any(|told| told == expected), "{told:?}");
}
