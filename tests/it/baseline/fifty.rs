//! Fifty findings, then lines that moved, one that is mended, one that is new, one in another file.

use super::{CHECK, group, json};
use crate::harness::Project;
use serde_json::Value;

const BASE: &str = "apiVersion: csp-support/v1
kind: Agent
metadata: {id: admin}
spec: {upn: a.weber@seeadler.example, partnerCenterRoles: [admin_agent]}
---
apiVersion: csp-support/v1
kind: AgentGroup
metadata: {id: desk}
spec: {displayName: Service desk, members: [admin]}
";

/// A customer and a grant that lasts a year too long.
fn grant(nth: usize) -> String {
    format!(
        "apiVersion: csp-support/v1
kind: Customer
metadata: {{id: c{nth}}}
spec: {{displayName: Customer {nth}, tenantId: 52eaad04-13a2-4a2f-9ce8-93a294fadf{nth:02}}}
---
apiVersion: csp-support/v1
kind: AccessGrant
metadata: {{id: g{nth}}}
spec:
  customer: c{nth}
  mechanism: gdap
  relationship:
    displayName: Support {nth}
    duration: P3Y
    status: active
    endDateTime: 2027-09-02T09:15:00Z
    roles: [{{id: f023fd81-a637-4b56-95fd-791ac0226033, name: Service Support Administrator}}]
    assignments: [{{group: desk, status: active, roles: [f023fd81-a637-4b56-95fd-791ac0226033]}}]
"
    )
}

fn agent(nth: usize) -> String {
    format!(
        "apiVersion: csp-support/v1\nkind: Agent\nmetadata: {{id: a{nth}}}\nspec: {{displayName: Agent {nth}}}\n"
    )
}

fn lookalike(nth: usize) -> String {
    let group = super::GROUP.replace("{id: desk}", &format!("{{id: l{nth}}}"));
    group + "  displayName: NO\n"
}

fn joined(documents: impl IntoIterator<Item = String>) -> String {
    documents.into_iter().collect::<Vec<_>>().join("---\n")
}

fn fifty() -> Project {
    Project::new()
        .file("ws/csp-support.yaml", "asOf: 2026-11-23\n")
        .file("ws/base.yaml", BASE)
        .file(
            "ws/groups.yaml",
            joined((0..20).map(|n| group(&format!("u{n}"), "displayNam"))),
        )
        .file("ws/agents.yaml", joined((0..10).map(agent)))
        .file("ws/names.yaml", joined((0..9).map(lookalike)))
        .file("ws/grants.yaml", joined((0..10).map(grant)))
        .file("ws/foreign.yaml", "services: {}\n")
}

/// Lines moved, u3 mended, u20 new, a4 in another file.
fn edited(project: Project) -> Project {
    let groups = (0..20).rev().map(|n| {
        let field = if n == 3 { "displayName" } else { "displayNam" };
        format!("# moved\n\n{}", group(&format!("u{n}"), field))
    });
    let agents = (0..10).rev().filter(|n| *n != 4).map(agent);
    project
        .file("ws/groups.yaml", joined(groups))
        .file(
            "ws/agents.yaml",
            format!("\n\n# first a remark\n{}", joined(agents)),
        )
        .file("ws/names.yaml", joined((0..9).rev().map(lookalike)))
        .file(
            "ws/more/new.yaml",
            joined([group("u20", "displayNam"), agent(4)]),
        )
}

fn rules(report: &Value, list: &str) -> Vec<(String, String)> {
    let list = report[list].as_array().unwrap().iter();
    let of = |finding: &Value, part: &str| finding[part].as_str().unwrap_or_default().to_owned();
    list.map(|finding| (of(finding, "rule"), of(&finding["subject"], "id")))
        .collect()
}

#[test]
fn a_baseline_tells_the_one_new_and_the_one_mended_of_fifty() {
    let project = fifty();
    let report = json(&project, &["check", "ws"]);
    let found = rules(&report, "findings");
    assert_eq!(found.len(), 50, "{found:?}");
    project
        .run(&["baseline", "write", "ws"])
        .exits(0)
        .warns("with 50 known findings");
    let project = edited(project);
    let report = json(&project, &CHECK);
    assert_eq!(report["known"].as_array().unwrap().len(), 49);
    assert_eq!(
        rules(&report, "findings"),
        [
            ("baseline-stale".to_owned(), "u3".to_owned()),
            ("schema-unknown-key".to_owned(), "u20".to_owned()),
        ]
    );
    project
        .run(&CHECK)
        .exits(1)
        .says("1 error and 1 warning in 2 files; 49 known findings are in the baseline");
    let updated = project.run(&["baseline", "update", "ws"]).exits(0);
    assert_eq!(
        updated.stderr,
        "  - schema-unknown-key AgentGroup/u3#/spec/displayNam\n\
         \x20 + schema-unknown-key AgentGroup/u20#/spec/displayNam\n\
         wrote ws/csp-support-baseline.yaml: 1 removed, 1 added, 49 known findings kept\n"
    );
    project
        .run(&CHECK)
        .exits(0)
        .says("no findings; 50 known findings");
}

#[test]
fn an_earlier_report_tells_the_same() {
    let project = fifty();
    project
        .run(&["check", "ws", "--format", "json=old.json"])
        .exits(1);
    let project = edited(project);
    project
        .run(&["check", "ws", "--compare", "old.json"])
        .exits(1)
        .says("since 2026-11-23: 1 new, 1 fixed, 49 unchanged\n")
        .says("  fixed: ws/groups.yaml:31:3: error[schema-unknown-key]: `spec` has no field `displayNam`\n");
    let report = json(&project, &["check", "ws", "--compare", "old.json"]);
    assert_eq!(report["since"]["new"].as_array().unwrap().len(), 1);
    assert_eq!(
        rules(&report["since"], "fixed"),
        [("schema-unknown-key".to_owned(), "u3".to_owned())]
    );
    let findings = report["findings"].as_array().unwrap().iter();
    let new: Vec<&Value> = findings.filter(|f| f["novelty"] == "new").collect();
    assert_eq!(new.len(), 1);
    assert_eq!(new[0]["subject"]["id"], "u20");
    assert_eq!(new[0]["fingerprint"], report["since"]["new"][0]);
}
