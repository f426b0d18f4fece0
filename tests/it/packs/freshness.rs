//! How fresh the guidance behind packs is told to be: what is old, what nobody knows, what is due.

use crate::harness::Project;
use csp_support::judge::pack::age::Written;
use serde_json::Value;

/// A pack with sources of every sort of date.
fn dated() -> Project {
    let rule = |id: &str, sources: &str| {
        format!(
            "
  - id: {id}
    name: rule-{n}
    title: A group has members
    obligation: should
    basis: secondary
    each: AgentGroup
    assert: size(this.members) > 0
    says: nobody is in it
    why: Somebody must be.
    fix: Add somebody.
    editions: [{{from: 2020-01-01, to: 2024-01-01, sources: [PAST]}}, {{from: 2024-01-01, sources: {sources}}}]
    good: ''
    bad: ''",
            n = id.to_lowercase()
        )
    };
    let rules = rule("T-1", "[OLD, NEW]") + &rule("T-2", "[OLD, YEAR, WORDS]");
    let source = |key: &str, date: &str, more: &str| {
        format!(
            "  - {{key: {key}, title: Page {key}, locator: unknown, date: \"{date}\", tier: P{more}}}\n"
        )
    };
    let sources = [
        source("OLD", "2022-05-01", ""),
        source(
            "NEW",
            "ms.date 2021-01-01, updated 2026-02-01",
            ", read: 2026-11-01",
        ),
        source("YEAR", "2024", ""),
        source("WORDS", "requirements as of 2018-08-31", ""),
        source("PAST", "2019", ", read: 2025-01-01"),
    ];
    Project::new()
        .file("house/_pack.yaml", "id: house\ncatalogued: 2026-09-01\n")
        .file(
            "house/_sources.yaml",
            format!("sources:\n{}", sources.concat()),
        )
        .file("house/rules.yaml", format!("rules:{rules}\n"))
}

fn told(project: &Project, more: &[&str]) -> Value {
    let words = [
        "pack",
        "freshness",
        "--pack",
        "house",
        "--as-of",
        "2026-11-23",
        "--format",
        "json",
    ];
    let ran = project.run(&[&words[..], more].concat()).exits(0);
    serde_json::from_str(&ran.stdout).unwrap()
}

/// The entries of a list that belong to the house pack, by key.
fn keys(told: &Value, list: &str) -> Vec<String> {
    let entries = told[list].as_array().unwrap().iter();
    let own = entries.filter(|entry| entry["pack"] == "house");
    own.map(|entry| entry["key"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn old_pages_are_told_with_the_rules_that_rest_on_them() {
    let told = told(&dated(), &[]);
    assert_eq!(keys(&told, "old"), ["PAST", "OLD"]);
    let old = told["old"].as_array().unwrap();
    let page = old.iter().find(|page| page["key"] == "OLD").unwrap();
    assert_eq!(page["title"], "Page OLD");
    assert_eq!(page["date"], "2022-05-01");
    assert_eq!(page["days"], 1667);
    assert_eq!(page["tier"], "P");
    assert_eq!(page["rules"], serde_json::json!(["T-1", "T-2"]));
    let past = old.iter().find(|page| page["key"] == "PAST").unwrap();
    assert_eq!(
        past["rules"],
        serde_json::json!([]),
        "an edition that ended"
    );
}

#[test]
fn the_threshold_is_the_last_day_that_is_young_enough() {
    let project = dated();
    assert_eq!(
        keys(&told(&project, &["--older-than", "1667"]), "old"),
        ["PAST"]
    );
    assert_eq!(
        keys(&told(&project, &["--older-than", "1666"]), "old"),
        ["PAST", "OLD"]
    );
}

#[test]
fn dates_that_do_not_tell_are_listed_apart() {
    let project = dated();
    assert_eq!(keys(&told(&project, &[]), "unknown"), ["WORDS", "YEAR"]);
    // The year alone tells enough when even its last day is too old, or its first one is not.
    assert_eq!(
        keys(&told(&project, &["--older-than", "600"]), "old"),
        ["PAST", "OLD", "YEAR"]
    );
    assert_eq!(
        keys(&told(&project, &["--older-than", "1100"]), "unknown"),
        ["WORDS"]
    );
}

#[test]
fn guidance_that_nobody_has_read_for_long_is_due() {
    let project = dated();
    let due = |more: &[&str]| -> Vec<(String, Value)> {
        let told = told(&project, more);
        let entries = told["due"].as_array().unwrap().iter();
        let own = entries.filter(|entry| entry["pack"] == "house");
        own.map(|entry| {
            (
                entry["read"].as_str().unwrap().to_owned(),
                entry["rules"].clone(),
            )
        })
        .collect()
    };
    assert_eq!(due(&[]), [("2025-01-01".to_owned(), serde_json::json!([]))]);
    let early = due(&["--reread", "60"]);
    assert_eq!(early[0].0, "2025-01-01");
    assert_eq!(
        early[1],
        ("2026-09-01".to_owned(), serde_json::json!(["T-1", "T-2"]))
    );
    assert_eq!(
        early.len(),
        2,
        "the source that was read in November is not due"
    );
}

#[test]
fn a_pack_that_does_not_say_when_it_was_read_is_due() {
    dated()
        .file("house/_pack.yaml", "id: house\n")
        .run(&[
            "pack",
            "freshness",
            "--pack",
            "house",
            "--as-of",
            "2026-11-23",
        ])
        .exits(0)
        .says("pack house: the pack does not say when it was read");
}

#[test]
fn the_embedded_guidance_is_told_in_words() {
    let ran = Project::new()
        .run(&["pack", "freshness", "--as-of", "2026-11-23"])
        .exits(0)
        .says("older than 730 days: ")
        .says("  GDAPFAQ-2023: 2023-10-12, 1138 days old; read in full\n")
        .says("  MPA-2023: MPA required from 2020-02-01; read in full\n")
        .says("nobody has for 180 days: 0\n");
    assert!(!ran.stdout.contains("  REPORT-2025:"), "{}", ran.stdout);
    Project::new()
        .run(&["pack", "freshness", "--as-of", "2027-11-23"])
        .exits(0)
        .says("pack csp: read on 2026-11-22, 366 days ago");
}

#[test]
fn a_day_of_reading_must_be_a_day() {
    dated()
        .file("house/_sources.yaml", "sources: [{key: OLD, title: P, locator: unknown, date: '2020', tier: P, read: lately}]\n")
        .run(&["pack", "freshness", "--pack", "house"])
        .exits(2)
        .warns("`lately` is no day such as `2026-11-22`");
}

#[test]
fn only_dates_of_pages_are_read() {
    let days = |text: &str| Written::read(text).map(|w| format!("{} {}", w.earliest, w.latest));
    let between = |from: &str, to: &str| Some(format!("{from} {to}"));
    assert_eq!(days("2023-09-26"), between("2023-09-26", "2023-09-26"));
    assert_eq!(days("2023-09"), between("2023-09-01", "2023-09-30"));
    assert_eq!(days("2025-2026"), between("2025-01-01", "2026-12-31"));
    assert_eq!(
        days("ms.date 2021-01-22, MT 2021-06-23"),
        between("2021-01-22", "2021-01-22")
    );
    for words in [
        "unknown",
        "undated crawl, after 2023",
        "v1.0",
        "2024+",
        "effective 2025-10-01",
        "2024-01-18 / 2022",
        "POR validation from 2025-12-01; updated 2026-05-29",
        "2026-13-01",
        "2026-2025",
        "",
    ] {
        assert_eq!(days(words), None, "{words}");
    }
}
