//! `waiver list`, `add` and `prune`.

use super::{PROFILE, found, until, waiver, workspace};
use crate::harness::{Project, Ran};

fn add(project: &Project, words: &[&str]) -> Ran {
    let all = [
        &["waiver", "add", "CSP-SEC-004", "PartnerProfile/partner"],
        &["--reason", "they are hiring", "--approver", "Jo Berg"][..],
        words,
    ];
    project.run(&all.concat())
}

#[test]
fn the_list_begins_with_the_worst() {
    let project = workspace(PROFILE).file(
        "waivers.yaml",
        [
            waiver("good", &until("2026-12-31")),
            waiver("unused", &until("2026-12-01")),
            waiver("over", &until("2026-11-22")),
            waiver("broken", &until("2026-12-31")).replace("SEC-004", "SEC-444"),
        ]
        .join("---\n"),
    );
    let text = project.run(&["waiver", "list"]).exits(0).stdout;
    let heads = text.lines().filter(|line| line.contains("; excuses"));
    assert_eq!(
        heads.collect::<Vec<_>>(),
        [
            "broken: 38 days left, until 2026-12-31; excuses nothing: there is no rule `CSP-SEC-444`",
            "over: expired 1 day ago, until 2026-11-22; excuses 0 checks",
            "unused: 8 days left, until 2026-12-01; excuses 0 checks",
            "good: 38 days left, until 2026-12-31; excuses 1 check",
        ]
    );
    assert!(text.contains("  CSP-SEC-004 (no-security-contact) on PartnerProfile/partner\n"));
    assert!(
        text.contains("  they are hiring\n  approved by Jo Berg; waivers.yaml:9:12\n"),
        "{text}"
    );
    assert!(text.ends_with(
        "4 waivers: 1 in force, 3 without effect; `csp-support waiver prune` removes what has ended or excuses nothing\n"
    ), "{text}");
    let json = project
        .run(&["waiver", "list", "--format", "json"])
        .exits(0);
    let json: Vec<serde_json::Value> = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(json.len(), 4);
    assert_eq!(json[3]["excuses"], 1);
    assert_eq!(json[3]["daysLeft"], 38);
    assert_eq!(json[3]["path"], "waivers.yaml");
    workspace(PROFILE)
        .run(&["waiver", "list"])
        .exits(0)
        .says("0 waivers: 0 in force, 0 without effect\n");
}

#[test]
fn a_waiver_is_added_behind_what_is_there() {
    let before = "# Agreed exceptions.\r\napiVersion: csp-support/v1\r\nkind: Agent\r\nmetadata: {id: jo}\r\nspec: {upn: jo@seeadler.example} # Jo";
    let project = workspace(PROFILE).file("waivers.yaml", format!("\u{feff}{before}"));
    add(&project, &["--days", "30"])
        .exits(0)
        .warns("`waiver-2026-001` in waivers.yaml excuses 1 check until 2026-12-23");
    let document = "\
---
apiVersion: csp-support/v1
kind: RuleWaiver
metadata:
  id: waiver-2026-001
spec:
  rule: CSP-SEC-004
  target: PartnerProfile/partner
  reason: they are hiring
  approver: Jo Berg
  approvedOn: 2026-11-23
  expires: 2026-12-23
";
    let expected = format!("\u{feff}{before}\r\n{}", document.replace('\n', "\r\n"));
    assert_eq!(project.read("waivers.yaml"), expected);
    assert!(
        !found(&project, &[])
            .iter()
            .any(|one| one.contains("SEC-004"))
    );
}

#[test]
fn a_new_file_is_made_where_none_is() {
    let project = workspace(PROFILE);
    add(
        &project,
        &["--expires", "2026-12-31", "--file", "agreed/2026.yaml"],
    )
    .exits(0);
    assert!(project.read("agreed/2026.yaml").starts_with("apiVersion:"));
    assert_eq!(found(&project, &[]), Vec::<String>::new());
}

#[test]
fn a_dry_run_prints_and_writes_nothing() {
    let project = workspace(PROFILE);
    add(&project, &["--days", "9", "--dry-run", "--id", "hiring"])
        .exits(0)
        .says("  id: hiring\n");
    assert!(!project.path("waivers.yaml").exists());
}

#[test]
fn what_would_be_no_waiver_is_refused() {
    let refused = |project: &Project, words: &[&str], says: &str| {
        let known = project.path("waivers.yaml").exists();
        let all = [
            &["waiver", "add"],
            words,
            &["--reason", "r", "--approver", "a"],
        ]
        .concat();
        project.run(&all).exits(2).warns(says);
        assert_eq!(project.path("waivers.yaml").exists(), known);
    };
    let project = workspace(PROFILE);
    for (words, says) in [
        (
            ["CSP-SEC-04", "PartnerProfile/partner", "--days", "9"],
            "there is no rule `CSP-SEC-04`; did you mean",
        ),
        (
            ["CSP-SEC-004", "PartnerProfile/partners", "--days", "9"],
            "there is no PartnerProfile `partners` (did you mean `PartnerProfile/partner`?)",
        ),
        (
            ["CSP-SEC-004", "[", "--days", "9"],
            "`[` is neither a document",
        ),
        (
            ["CSP-SEC-004", "nowhere/*.yaml", "--days", "9"],
            "no file of the workspace fits this pattern",
        ),
        (
            [
                "CSP-SEC-004",
                "PartnerProfile/partner",
                "--expires",
                "2026-11-22",
            ],
            "the waiver would have ended before today, 2026-11-23",
        ),
        (
            ["CSP-GDAP-001", "PartnerProfile/partner", "--days", "9"],
            "CSP-GDAP-001 cannot be waived: the pack `csp` allows no exception",
        ),
        (
            ["CSP-STMT-006", "PartnerProfile/partner", "--days", "9"],
            "nothing at `PartnerProfile/partner` breaks CSP-STMT-006, and nothing else does; `--force` writes it all the same",
        ),
        (
            [
                "CSP-SEC-004",
                "PartnerProfile/partner#/metadata",
                "--days",
                "9",
            ],
            "it is broken at `PartnerProfile/partner#/spec`",
        ),
    ] {
        refused(&project, &words, says);
    }
    add(&project, &["--days", "9", "--file", "../x.yaml"])
        .exits(2)
        .warns("is no YAML file below the workspace's folder");
    add(&project, &["--days", "9", "--id", "No Id"])
        .exits(2)
        .warns("the waiver would not be understood");
    add(&project, &[]).exits(2).warns("--expires");
    add(&project, &["--days", "9", "--expires", "2026-12-31"]).exits(2);
    let settings = "asOf: 2026-11-23\nwaivers: {maxDays: {must: 8}}\n";
    let short = workspace(PROFILE).file("csp-support.yaml", settings);
    add(&short, &["--days", "9"])
        .exits(2)
        .warns("`waivers.maxDays` allows 8");
    let settings = "asOf: 2026-11-23\nexclude: [waivers.yaml]\n";
    let excluded = workspace(PROFILE).file("csp-support.yaml", settings);
    add(&excluded, &["--days", "9"])
        .exits(2)
        .warns("`exclude` in csp-support.yaml leaves `waivers.yaml` alone");
    let broken = workspace(PROFILE).file("waivers.yaml", "a: [\n");
    add(&broken, &["--days", "9"])
        .exits(2)
        .warns("`waivers.yaml` was left alone: it has errors");
    assert_eq!(broken.read("waivers.yaml"), "a: [\n");
}

#[test]
fn what_is_excused_already_needs_no_second_waiver() {
    let project = workspace(PROFILE);
    add(&project, &["--days", "30"]).exits(0);
    add(&project, &["--days", "60"])
        .exits(2)
        .warns("`waiver-2026-001` excuses CSP-SEC-004 on `PartnerProfile/partner` already, until 2026-12-23");
    add(&project, &["--days", "60", "--id", "waiver-2026-001"])
        .exits(2)
        .warns("is the id of a waiver in waivers.yaml already");
    add(&project, &["--days", "60", "--force"])
        .exits(0)
        .warns("`waiver-2026-002` in waivers.yaml excuses nothing yet");
}

#[test]
fn texts_of_any_kind_come_back_as_they_were() {
    let project = workspace(PROFILE);
    let reason = "- a: #b\n  \"c\" 'd' {{ x }} no: 08:30";
    let words = ["--reason", reason, "--approver", "no", "--days", "3"];
    let all = [
        "waiver",
        "add",
        "no-security-contact",
        "PartnerProfile/partner",
    ];
    project.run(&[&all[..], &words].concat()).exits(0);
    let json = project
        .run(&["waiver", "list", "--format", "json"])
        .exits(0);
    let json: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(json[0]["reason"], reason);
    assert_eq!(json[0]["approver"], "no");
    assert_eq!(found(&project, &[]), Vec::<String>::new());
}

/// A file with waivers and others between comments.
fn crowded() -> String {
    [
        "# About this file.\n\n# About the first.\n",
        &waiver("over", &until("2026-11-22")),
        "# behind the first\n---\n# About the second.\n",
        &waiver("good", &until("2026-12-31")),
        "--- # About the third.\n",
        &waiver("unused", &until("2026-12-31")),
        "\n---\napiVersion: csp-support/v1\nkind: Agent\nmetadata: {id: jo}\n",
        "spec: {upn: jo@seeadler.example} # the end",
    ]
    .concat()
}

#[test]
fn pruning_takes_what_is_over_and_leaves_the_rest_as_it_was() {
    for end in ["\n", "\r\n"] {
        let text = crowded().replace('\n', end);
        let project = workspace(PROFILE).file("waivers.yaml", format!("\u{feff}{text}"));
        let said = "would remove `over` from waivers.yaml: CSP-SEC-004 on PartnerProfile/partner, it ended 1 day ago\n\
                    would remove `unused` from waivers.yaml: CSP-SEC-004 on PartnerProfile/partner, it excuses nothing\n";
        project
            .run(&["waiver", "prune", "--dry-run"])
            .exits(0)
            .says(said);
        assert_eq!(project.read("waivers.yaml"), format!("\u{feff}{text}"));
        project
            .run(&["waiver", "prune"])
            .exits(0)
            .says("removed `over` from waivers.yaml");
        let left = [
            "# About this file.\n\n# About the first.\n",
            "# behind the first\n---\n# About the second.\n",
            &waiver("good", &until("2026-12-31")),
            "---\napiVersion: csp-support/v1\nkind: Agent\nmetadata: {id: jo}\n",
            "spec: {upn: jo@seeadler.example} # the end",
        ];
        let left = left.concat().replace('\n', end);
        assert_eq!(project.read("waivers.yaml"), format!("\u{feff}{left}"));
        project
            .run(&["waiver", "prune"])
            .exits(0)
            .warns("no waiver has ended, and each excuses something");
    }
}

#[test]
fn pruning_takes_comments_too() {
    let said = "csp-support: waive CSP-SEC-004 until 2026-11-22: x";
    let text = PROFILE.replace("spec:\n", &format!("  # {said}\nspec: # {said}\n"));
    let project = workspace(&text);
    project
        .run(&["waiver", "prune"])
        .exits(0)
        .says("removed the comment in partner.yaml:4: CSP-SEC-004 on PartnerProfile/partner, it ended 1 day ago");
    assert_eq!(project.read("partner.yaml"), PROFILE);
}

#[test]
fn a_file_with_nothing_left_goes() {
    let project = workspace(PROFILE).file("waivers.yaml", waiver("over", &until("2026-11-22")));
    project.run(&["waiver", "prune"]).exits(0);
    assert!(!project.path("waivers.yaml").exists());
}

#[test]
fn pruning_keeps_what_may_be_needed_after_all() {
    let broken = PROFILE.replace("  legalName", "  legalNames");
    let project = workspace(&broken).file("waivers.yaml", waiver("w", &until("2026-12-31")));
    project.run(&["waiver", "prune"]).exits(0);
    assert!(project.path("waivers.yaml").exists());
}

#[test]
fn flow_documents_on_the_line_of_their_marker_can_go() {
    let one = "--- {apiVersion: csp-support/v1, kind: RuleWaiver, metadata: {id: a}, spec: {rule: CSP-SEC-004, \
               target: PartnerProfile/partner, reason: r, approver: a, expires: 2026-11-01}}\n";
    let two = waiver("b", &until("2026-12-31"));
    let project = workspace(PROFILE).file("waivers.yaml", format!("{one}---\n{two}"));
    project.run(&["waiver", "prune"]).exits(0);
    assert_eq!(project.read("waivers.yaml"), format!("---\n{two}"));
}
