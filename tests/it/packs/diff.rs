//! What changed from one pack to another, told by kind of change.

use crate::harness::{Project, repository};
use serde_json::{Value, json};

/// A rule of the packs that are compared.
const RULE: &str = "
  - id: T-1
    name: nobody-in-group
    title: A group has members
    obligation: should
    basis: secondary
    each: AgentGroup
    assert: size(this.members) > 0
    says: nobody is in it
    why: Somebody must be.
    fix: Add somebody.
    editions: [{from: 2020-01-01, sources: [A]}]
    good: ''
    bad: ''
";

const ABOUT: &str = "
id: t
version: '1'
catalogued: 2026-01-01
tighten: [{rule: CSP-GDAP-005, severity: error, reason: Ours}]
notCheckable: [{id: T-7, title: Seven, reason: Nobody can}, {id: T-8, title: Eight, reason: Nobody can}]
manual:
  - {id: T-9, title: Nine, question: Is it?, owner: manager, evidence: a list, reviewEvery: P1Y, obligation: should, basis: verbatim, editions: [{from: 2020-01-01, sources: [A]}]}
";

const SOURCES: &str = "
sources:
  - {key: A, title: Page A, locator: unknown, date: '2020-01-01', tier: P}
  - {key: B, title: Page B, locator: unknown, date: '2021-01-01', tier: P}
";

/// Old and new packs; each text of the new one is the old one with replacements.
fn packs(rules: &[(&str, &str)], about: &[(&str, &str)], sources: &[(&str, &str)]) -> Project {
    let replaced = |text: &str, changes: &[(&str, &str)]| {
        changes.iter().fold(text.to_owned(), |text, (was, is)| {
            assert!(text.contains(was), "{was}");
            text.replace(was, is)
        })
    };
    let other = RULE.replace("T-1", "T-2").replace("nobody-in", "empty");
    let text = format!("rules:{RULE}{other}");
    Project::new()
        .file("old/rules.yaml", &text)
        .file("old/_pack.yaml", ABOUT)
        .file("old/_sources.yaml", SOURCES)
        .file("new/rules.yaml", replaced(&text, rules))
        .file("new/_pack.yaml", replaced(ABOUT, about))
        .file("new/_sources.yaml", replaced(SOURCES, sources))
}

fn told(project: &Project) -> Value {
    let ran = project
        .run(&["pack", "diff", "old", "new", "--format", "json"])
        .exits(0);
    serde_json::from_str(&ran.stdout).unwrap()
}

/// The lists that are not empty, with ids and changes.
fn changed(project: &Project) -> Value {
    let told = told(project);
    let mut lists = serde_json::Map::new();
    for (name, list) in told.as_object().unwrap() {
        let entries = list.as_array().unwrap().iter();
        let entries = entries.filter(|_| name != "packs");
        let rows: Vec<Value> = entries
            .map(|entry| json!([entry["id"], entry["changes"]]))
            .collect();
        if !rows.is_empty() {
            lists.insert(name.clone(), rows.into());
        }
    }
    Value::Object(lists)
}

#[test]
fn the_same_pack_does_not_differ() {
    let project = packs(&[], &[], &[]);
    assert_eq!(changed(&project), json!({}));
    project
        .run(&["pack", "diff", "old", "new"])
        .exits(0)
        .says("t: version 1; sources read 2026-01-01; same content\n\nnothing differs\n");
    Project::new()
        .run(&["pack", "diff", "embedded", "embedded"])
        .exits(0)
        .says("nothing differs\n");
}

#[test]
fn rules_added_and_removed() {
    let project = packs(&[("T-2", "T-3")], &[("id: T-9", "id: T-6")], &[]);
    assert_eq!(
        changed(&project),
        json!({
            "added": [["T-3", ["rule, warning"]], ["T-6", ["manual control, warning"]]],
            "removed": [["T-2", ["rule, warning"]], ["T-9", ["manual control, warning"]]],
        })
    );
}

#[test]
fn weight_goes_by_severity_obligation_and_basis() {
    let project = packs(
        &[
            (
                "id: T-1\n    name: nobody-in-group\n    title: A group has members\n    obligation: should\n    basis: secondary",
                "id: T-1\n    name: nobody-in-group\n    title: A group has members\n    obligation: must\n    basis: verbatim",
            ),
            (
                "id: T-2\n    name: empty-group\n    title: A group has members\n    obligation: should\n    basis: secondary",
                "id: T-2\n    name: empty-group\n    title: A group has members\n    obligation: should\n    basis: interpretation",
            ),
        ],
        &[],
        &[],
    );
    assert_eq!(
        changed(&project),
        json!({
            "tightened": [["T-1", ["warning -> error; should -> must; reported by others -> stated in the guidance"]]],
            "loosened": [["T-2", ["reported by others -> our interpretation"]]],
        })
    );
}

#[test]
fn a_new_edition_is_compared_with_the_one_before() {
    let project = packs(
        &[(
            "[{from: 2020-01-01, sources: [A]}]",
            "[{from: 2020-01-01, to: 2026-06-01, sources: [A]}, {from: 2026-06-01, sources: [A, B], obligation: may}]",
        )],
        &[],
        &[],
    );
    let both = |changes: Value| json!([["T-1", changes.clone()], ["T-2", changes]]);
    assert_eq!(
        changed(&project),
        json!({
            "loosened": both(json!(["warning -> info; should -> may (edition from 2026-06-01)"])),
            "editions": both(json!([
                "from 2020-01-01: open -> until 2026-06-01",
                "added: from 2026-06-01 open",
            ])),
            "recited": both(json!(["added B (edition from 2026-06-01)"])),
        })
    );
}

#[test]
fn conditions_sources_and_words_are_told_apart() {
    let project = packs(
        &[
            ("size(this.members) > 0", "size(this.members) > 1"),
            ("says: nobody is in it", "says: it is empty"),
            ("why: Somebody must be.", "why: Somebody must answer."),
            ("sources: [A]", "sources: [B]"),
        ],
        &[
            ("question: Is it?", "question: Is it so?"),
            ("P1Y", "P6M, applies: {partnerTypes: [direct_bill]}"),
        ],
        &[("'2021-01-01'", "'2026-01-01'")],
    );
    let both = |changes: Value| vec![json!(["T-1", changes.clone()]), json!(["T-2", changes])];
    let mut conditions = both(json!([
        "assert: `size(this.members) > 0` -> `size(this.members) > 1`"
    ]));
    conditions.push(json!([
        "T-9",
        [
            "asked again after: `a year` -> `six months`",
            "applies: none -> `partnerTypes: direct_bill`"
        ]
    ]));
    let mut reworded = both(json!(["why", "says"]));
    reworded.push(json!(["T-9", ["question"]]));
    assert_eq!(
        changed(&project),
        json!({
            "conditions": conditions,
            "recited": both(json!(["added B", "removed A"])),
            "reworded": reworded,
            "sources": [["B", ["date: 2021-01-01 -> 2026-01-01", "cited by T-1, T-2"]]],
        })
    );
}

#[test]
fn remarks_that_move_and_words_about_other_packs() {
    let project = packs(
        &[],
        &[
            ("id: T-9", "id: T-7"),
            ("{id: T-7, title: Seven, reason: Nobody can}, ", ""),
            (
                "title: Eight, reason: Nobody can",
                "title: Eight, reason: Nobody may",
            ),
            (
                "severity: error, reason: Ours",
                "severity: error, reason: The insurer's",
            ),
        ],
        &[],
    );
    assert_eq!(
        changed(&project),
        json!({
            "moved": [["T-7", ["from not checkable to manual control, warning"]]],
            "removed": [["T-9", ["manual control, warning"]]],
            "reworded": [["T-8", ["reason"]]],
            "adjusted": [["CSP-GDAP-005", ["tightened to error (Ours) -> tightened to error (The insurer's)"]]],
        })
    );
}

#[test]
fn it_is_told_in_words_too() {
    let project = packs(
        &[("size(this.members) > 0", "size(this.members) > 1")],
        &[("version: '1'", "version: '2'")],
        &[],
    );
    project
        .run(&["pack", "diff", "old", "new"])
        .exits(0)
        .says("t: version 1 -> 2; sources read 2026-01-01; content differs\n\nconditions: 2\n  T-1  A group has members\n")
        .says("      assert: `size(this.members) > 0` -> `size(this.members) > 1`\n");
}

#[test]
fn embedded_packs_and_folders_stand_on_either_side() {
    let policies = repository().join("policies/csp");
    let policies = policies.to_str().unwrap();
    let project = Project::new();
    project
        .run(&["pack", "diff", policies, "embedded:csp"])
        .exits(0)
        .says("same content\n\nnothing differs\n");
    project
        .run(&["pack", "diff", "embedded:csp", "embedded:promise"])
        .exits(0)
        .says("csp -> promise: ");
    project
        .run(&["pack", "diff", "embedded:cps", "embedded"])
        .exits(2)
        .warns("no pack `cps` ships with csp-support; possible are `csp` and `promise`");
    project
        .run(&["pack", "diff", "nowhere", "embedded"])
        .exits(2)
        .warns("nowhere");
}
