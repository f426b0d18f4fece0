//! Exports: read, turned into drafts, compared; broken, cut off and unknown parts included.

use crate::harness::Project;
use csp_support::source::Source;
use csp_support::yaml::{self, enveloped, read_json};

fn json(text: &str) -> yaml::Reading {
    read_json(&Source::new("export.json", text))
}

#[test]
fn json_is_read_like_the_same_yaml() {
    let text =
        r#"{"a": [1, -2.5e3, true, null, "x"], "b": {"c": "\u00e4\n\"\\\/"}, "d": "", "e": []}"#;
    let reading = json(text);
    assert!(reading.findings.is_empty(), "{:?}", reading.findings);
    let read = serde_json::to_value(reading.documents[0].root()).unwrap();
    let wanted: serde_json::Value = serde_json::from_str(text).unwrap();
    assert_eq!(read, wanted);
}

#[test]
fn characters_beyond_the_first_plane_are_pairs() {
    let reading = json(r#"["\ud83d\ude00", "\ud83d", "\ude00x"]"#);
    let texts: Vec<_> = reading.documents[0]
        .root()
        .items()
        .map(yaml::NodeRef::text)
        .collect();
    assert_eq!(texts, ["😀", "\u{fffd}", "\u{fffd}x"]);
}

#[test]
fn values_know_their_places() {
    let text = "{\"value\": [\n  {\"id\": \"one\"}\n]}";
    let reading = json(text);
    let id = reading.documents[0]
        .root()
        .get("value")
        .unwrap()
        .items()
        .next()
        .unwrap()
        .get("id")
        .unwrap();
    let at = id.place();
    assert_eq!(
        &text[at.span.start as usize..at.span.end as usize],
        "\"one\""
    );
    assert_eq!(id.json_pointer(), "/value/0/id");
}

#[test]
fn a_text_that_breaks_off_keeps_what_was_whole() {
    let text = r#"{"value": [{"id": "one"}, {"id": "two"}, {"id": "thr"#;
    let reading = json(text);
    assert_eq!(reading.findings.len(), 1);
    assert_eq!(reading.findings[0].rule, "export-syntax");
    let list = reading.documents[0].root().get("value").unwrap();
    let ids: Vec<_> = list.items().filter_map(|item| item.str("id")).collect();
    assert_eq!(ids, ["one", "two"]);
}

#[test]
fn every_cut_and_every_odd_byte_ends_in_a_finding_or_a_value() {
    let text =
        r#"{"value":[{"id":"a\u0041","n":-1.5,"l":[true,false,null,{}]}],"@odata.nextLink":"x"}"#;
    for end in 0..text.len() {
        let reading = json(&text[..end]);
        assert!(!reading.findings.is_empty(), "{}", &text[..end]);
    }
    for at in 0..text.len() {
        for odd in ["\"", "{", "]", "\\", ",", "\u{0}", "ü"] {
            let text = format!("{}{odd}{}", &text[..at], &text[at..]);
            let reading = json(&text);
            let valid = serde_json::from_str::<serde_json::Value>(&text).is_ok();
            assert!(!valid || reading.findings.is_empty(), "{text}");
        }
    }
}

#[test]
fn deep_nesting_is_refused() {
    let reading = json(&"[".repeat(100_000));
    assert_eq!(reading.findings[0].rule, "yaml-limit");
}

#[test]
fn all_forms_of_an_export_become_one() {
    for text in [
        r#"{"value": [{"id": "x"}]}"#,
        r#"[{"id": "x"}]"#,
        r#"{"id": "x"}"#,
    ] {
        let document = json(text).documents.remove(0);
        let document = enveloped(document, Some("value"), &[("relationship", "r")]);
        let root = document.root();
        assert_eq!(root.str("relationship"), Some("r"), "{text}");
        let items: Vec<_> = root.get("value").unwrap().items().collect();
        assert_eq!(items.len(), 1, "{text}");
        assert_eq!(items[0].str("id"), Some("x"), "{text}");
        assert_eq!(items[0].json_pointer(), "/value/0", "{text}");
    }
}

const NEW: &str = r#"{"value": [{
  "id": "7a0e3c55-6f0b-4a52-9a0e-2d1f3f0f4a01-c1ad3ac5-58d9-42ee-aa28-3e4922c13b68",
  "displayName": "NL-SUPPORT-werft-01", "duration": "P365D", "autoExtendDuration": "P0D",
  "customer": {"tenantId": "0e0d8a40-6e11-4c0e-8a52-52c7a2f6b001", "displayName": "Werft Süd GmbH"},
  "accessDetails": {"unifiedRoles": [{"roleDefinitionId": "F023FD81-a637-4b56-95fd-791ac0226033"}]},
  "status": "Active", "createdDateTime": "2026-02-10T11:24:42.3148266Z",
  "activatedDateTime": "0001-01-01T00:00:00", "endDateTime": null, "unheardOf": {"a": 1}
}]}"#;

#[test]
fn drafts_pass_the_schema() {
    let project = Project::with_fixture("nordlicht").file("page.json", NEW);
    let ran = project
        .run(&["import", "graph-relationships", "page.json", "--into", "ws"])
        .exits(0);
    let ran = ran
        .says("kind: Customer")
        .says("id: werft-sued-gmbh")
        .says("status: active");
    let ran = ran
        .warns("page.json:7")
        .warns("`value[].unheardOf` is not known; it occurs once");
    let drafts = ran.stdout;
    assert!(
        !drafts.contains("null") && !drafts.contains("0001"),
        "{drafts}"
    );
    let project = project.file("ws/imported.yaml", &drafts);
    let checked = project.run(&["check", "ws", "-q"]);
    for id in ["schema-", "yaml-", "document-", "ref-"] {
        assert!(!checked.stdout.contains(id), "{}\n{drafts}", checked.stdout);
    }
}

#[test]
fn what_is_not_known_is_kept_aside() {
    let project = Project::new().file("page.json", NEW);
    project
        .run(&[
            "import",
            "graph-relationships",
            "page.json",
            "--aside",
            "aside.json",
        ])
        .exits(0);
    let aside: serde_json::Value = serde_json::from_str(&project.read("aside.json")).unwrap();
    let field = &aside["page.json"][0];
    assert_eq!(field["field"], "value[].unheardOf");
    assert_eq!(field["values"][0]["at"], "/value/0/unheardOf");
    assert_eq!(field["values"][0]["value"]["a"], 1);
}

#[test]
fn an_unknown_source_is_told_with_a_suggestion() {
    let project = Project::new().file("page.json", NEW);
    let ran = project
        .run(&["import", "graph-relationship", "page.json"])
        .exits(2);
    ran.warns("did you mean `graph-relationships`?");
}
