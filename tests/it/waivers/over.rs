//! Entries of a plan whose findings are gone: they are told, and `plan prune` removes them.

use super::{PROFILE, SETTINGS, found, until, waiver};
use crate::harness::Project;

const PLAN: &str = "\
# Agreed in November.
remediations:
  # The first one.
  - {rule: CSP-SEC-004, target: PartnerProfile/partner, owner: Jo, due: 2026-12-31}
  - rule: CSP-SEC-004      # the second one
    target: PartnerProfile/second
    owner: Kim
    due: 2027-01-31
";

/// Two profiles with the same fault, both of which are to be mended.
fn planned() -> Project {
    Project::new()
        .file("csp-support.yaml", SETTINGS)
        .file("a.yaml", PROFILE)
        .file("b.yaml", PROFILE.replace("id: partner", "id: second"))
        .file("csp-support-plan.yaml", PLAN)
}

/// The same after the first one was mended.
fn mended() -> Project {
    let fixed = PROFILE.replace(
        "supportProfile:",
        "securityContact: {firstName: Jo, lastName: Berg, email: jo@seeadler.example, phone: \"+493023125011\"}\n  supportProfile:",
    );
    planned().file("a.yaml", fixed)
}

fn stale(project: &Project, words: &[&str]) -> usize {
    let all = found(project, words);
    all.iter()
        .filter(|line| line.ends_with("plan-stale"))
        .count()
}

#[test]
fn an_entry_whose_finding_is_gone_is_a_warning() {
    assert_eq!(stale(&planned(), &[]), 0);
    let project = mended();
    project
        .run(&["check", "."])
        .exits(1)
        .says("warning[plan-stale]: what is planned to be mended is not there any more")
        .says("csp-support-plan.yaml:4:")
        .says("`csp-support plan prune`");
    assert_eq!(stale(&project, &[]), 1);
    // What was not asked or not looked at may still be there.
    assert_eq!(stale(&project, &["--ignore", "CSP-SEC-004"]), 0);
    assert_eq!(stale(&project, &["--ignore", "plan-stale"]), 0);
    assert_eq!(stale(&project, &["--select", "CSP-GDAP"]), 0);
    let ran = project.run(&["check", "b.yaml"]).exits(1);
    assert!(!ran.stdout.contains("plan-stale"), "{}", ran.stdout);
}

#[test]
fn what_cannot_be_judged_is_not_over() {
    let project = planned().file("a.yaml", PROFILE.replace("legalName", "legalNam"));
    assert_eq!(stale(&project, &[]), 0);
    let project = planned().file("a.yaml", "kind: [");
    assert_eq!(stale(&project, &[]), 0);
}

#[test]
fn a_document_that_is_gone_takes_its_entry_along() {
    let project = planned();
    std::fs::remove_file(project.path("a.yaml")).unwrap();
    assert_eq!(stale(&project, &[]), 1);
}

#[test]
fn what_a_waiver_excuses_needs_no_entry() {
    let project = planned().file("waiver.yaml", waiver("hiring", &until("2026-12-31")));
    project
        .run(&["check", "."])
        .exits(1)
        .says("excused by the waiver `hiring` already");
    assert_eq!(stale(&project, &["--no-waivers"]), 0);
}

#[test]
fn prune_removes_what_is_over_and_nothing_else() {
    planned()
        .run(&["plan", "prune"])
        .exits(0)
        .warns("each entry of the plan is about something that is still open");
    let project = mended();
    let told = "from csp-support-plan.yaml: CSP-SEC-004 on PartnerProfile/partner, nothing of it is left\n";
    let ran = project.run(&["plan", "prune", "--dry-run"]).exits(0);
    assert_eq!(ran.stdout, format!("would remove {told}"));
    assert_eq!(project.read("csp-support-plan.yaml"), PLAN);
    let ran = project.run(&["plan", "prune"]).exits(0);
    assert_eq!(ran.stdout, format!("removed {told}"));
    let text = project.read("csp-support-plan.yaml");
    assert!(!text.contains("PartnerProfile/partner"), "{text}");
    for stays in [
        "# Agreed in November.",
        "# the second one",
        "    owner: Kim\n",
    ] {
        assert!(text.contains(stays), "{text}");
    }
    assert_eq!(stale(&project, &[]), 0);
    std::fs::remove_file(project.path("b.yaml")).unwrap();
    project.run(&["plan", "prune"]).exits(0);
    assert!(
        project
            .read("csp-support-plan.yaml")
            .contains("remediations: []\n")
    );
    project.run(&["check", "."]).exits(0);
}
