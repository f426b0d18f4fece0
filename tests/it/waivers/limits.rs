//! What may be waived, for how long, and what a waiver with errors comes to.

use super::{PROFILE, SETTINGS, found, report, until, waiver, workspace};
use crate::harness::Project;

/// The workspace with one waiver and settings of its own.
fn with(settings: &str, fields: &str) -> Project {
    workspace(PROFILE)
        .file("csp-support.yaml", format!("{SETTINGS}{settings}"))
        .file("waivers.yaml", waiver("w", fields))
}

#[test]
fn a_waiver_lasts_no_longer_than_the_settings_allow() {
    let settings = "waivers: {maxDays: {must: 30, should: 1}}\n";
    let approved = |on: &str, to: &str| format!("{}  approvedOn: {on}\n", until(to));
    for (fields, expected) in [
        (until("2026-12-23"), Vec::new()),
        (
            until("2026-12-24"),
            vec!["4: CSP-SEC-004", "9: waiver-too-long"],
        ),
        (approved("2026-11-01", "2026-12-01"), Vec::new()),
        (
            approved("2026-11-01", "2026-12-02"),
            vec!["4: CSP-SEC-004", "9: waiver-too-long"],
        ),
        (
            approved("2026-01-01", "2026-11-01"),
            vec!["4: CSP-SEC-004", "9: waiver-expired"],
        ),
    ] {
        assert_eq!(found(&with(settings, &fields), &[]), expected, "{fields}");
    }
    let long = with(settings, &until("2026-12-24"));
    long.run(&["check", "."]).exits(1).says(
        "this waiver of CSP-SEC-004 lasts 31 days from 2026-11-23; `waivers.maxDays` allows 30 for what must be done",
    );
    assert_eq!(
        found(&with("", &until("2999-12-31")), &[]),
        Vec::<String>::new()
    );
}

#[test]
fn comments_are_held_to_the_same_length() {
    let comment = "spec: # csp-support: waive CSP-SEC-004 until 2026-12-31: they are hiring\n";
    let project = workspace(&PROFILE.replace("spec:\n", comment)).file(
        "csp-support.yaml",
        format!("{SETTINGS}waivers: {{maxDays: {{must: 30}}}}\n"),
    );
    assert_eq!(
        found(&project, &[]),
        ["4: CSP-SEC-004", "4: waiver-too-long"]
    );
}

#[test]
fn settings_of_waivers_are_checked() {
    for (settings, says) in [
        ("waivers: {maxDays: {must: 0}}\n", "must"),
        ("waivers: {maxDays: {must: soon}}\n", "must"),
        ("waivers: {maxDay: {must: 1}}\n", "did you mean `maxDays`?"),
    ] {
        with(settings, &until("2026-12-31"))
            .run(&["check", "."])
            .exits(2)
            .warns(says);
    }
}

#[test]
fn a_pack_may_allow_no_exception_from_its_rules_and_those_of_others() {
    let house = |tighten: &str| {
        with("packs: [house]\n", &until("2026-12-31"))
            .file(
                "house/_pack.yaml",
                format!("id: house\ntighten:\n  - {tighten}\n"),
            )
            .file("house/rules.yaml", "rules: []\n")
    };
    let fixed = house("{rule: CSP-SEC-004, waivable: false, reason: our insurer asks for it}");
    assert_eq!(
        found(&fixed, &[]),
        ["4: CSP-SEC-004", "5: waiver-not-allowed"]
    );
    fixed.run(&["check", "."]).exits(1).says(
        "CSP-SEC-004 cannot be waived: the pack `house` allows no exception: our insurer asks for it",
    );
    fixed
        .run(&["explain", "CSP-SEC-004"])
        .exits(0)
        .says("Impossible: the pack `house` allows no exception");
    house("{rule: CSP-SEC-004, reason: x}")
        .run(&["check", "."])
        .exits(2)
        .warns("this entry tightens nothing")
        .warns("give it a `severity` or `waivable: false`");
    house("{rule: CSP-SEC-004, waivable: true, reason: x}")
        .run(&["check", "."])
        .exits(2);
    Project::new()
        .run(&["explain", "CSP-GDAP-001"])
        .exits(0)
        .says("Impossible: the pack `csp` allows no exception.");
}

#[test]
fn a_waiver_with_errors_excuses_nothing_and_stays_in_the_list() {
    for (fields, rule) in [
        (
            "  approver: Jo Berg\n  expires: 2026-12-31\n",
            "schema-missing-key",
        ),
        (
            "  reason: they are hiring\n  expires: 2026-12-31\n",
            "schema-missing-key",
        ),
        (&until("soon"), "schema-value"),
        (&until("2026-02-30"), "schema-value"),
    ] {
        let project = with("", fields);
        let rules: Vec<_> = found(&project, &[]);
        assert_eq!(rules.len(), 2, "{rules:?}");
        assert!(
            rules[0].ends_with("CSP-SEC-004") && rules[1].ends_with(rule),
            "{rules:?}"
        );
        let report = report(&project, &[]);
        assert_eq!(report["waivers"][0]["id"], "w");
        assert_eq!(report["waivers"][0]["flaw"], "the document has errors");
        project
            .run(&["waiver", "list"])
            .exits(0)
            .says("excuses nothing: the document has errors");
    }
    with("", &until("soon"))
        .run(&["waiver", "list"])
        .exits(0)
        .says("end date cannot be read: counts as expired");
}

#[test]
fn a_pointer_covers_what_lies_below_it_and_no_longer_name() {
    let project = |pointer: &str| {
        let text = waiver("w", &until("2026-12-31")).replace(
            "PartnerProfile/partner",
            &format!("PartnerProfile/partner{pointer}"),
        );
        workspace(PROFILE).file("waivers.yaml", text)
    };
    for pointer in ["", "#", "#/spec", "#/spec/"] {
        assert_eq!(
            found(&project(pointer), &[]),
            Vec::<String>::new(),
            "{pointer}"
        );
    }
    for pointer in ["#/sp", "#/spec/legalName", "#spec"] {
        assert_eq!(
            found(&project(pointer), &[]),
            ["4: CSP-SEC-004", "6: waiver-unused"],
            "{pointer}"
        );
    }
}

#[test]
fn a_waiver_may_be_needed_while_its_document_cannot_be_judged() {
    let broken = PROFILE.replace("  legalName", "  legalNames");
    let project = workspace(&broken).file("waivers.yaml", waiver("w", &until("2026-12-31")));
    let rules = found(&project, &[]);
    assert!(
        rules.iter().all(|rule| rule.contains("schema-")),
        "{rules:?}"
    );
}
