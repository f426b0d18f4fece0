//! Waivers: documents and comments, what they may excuse and for how long, and the commands that keep them.

mod commands;
mod comments;
mod limits;
mod over;
mod plan;
mod suppressed;

use crate::harness::Project;
use serde_json::Value;

/// A profile that breaks CSP-SEC-004, on line 4.
const PROFILE: &str = "\
apiVersion: csp-support/v1
kind: PartnerProfile
metadata: {id: partner}
spec:
  legalName: Seeadler Cloud GmbH
  cspAuthorization: {partnerType: direct_bill}
  supportProfile: {email: support@seeadler.example, telephone: \"+493023125010\", website: \"https://seeadler.example/support\"}
";

/// The settings of a workspace that is judged on 23 November 2026.
const SETTINGS: &str = "asOf: 2026-11-23\n";

/// A workspace with one profile.
fn workspace(profile: &str) -> Project {
    Project::new()
        .file("csp-support.yaml", SETTINGS)
        .file("partner.yaml", profile)
}

/// A waiver of the profile's only fault, with some fields of its own.
fn waiver(id: &str, fields: &str) -> String {
    format!(
        "apiVersion: csp-support/v1\nkind: RuleWaiver\nmetadata: {{id: {id}}}\nspec:\n  \
         rule: CSP-SEC-004\n  target: PartnerProfile/partner\n{fields}"
    )
}

/// Reason, approver and end of a waiver.
fn until(expires: &str) -> String {
    format!("  reason: they are hiring\n  approver: Jo Berg\n  expires: {expires}\n")
}

/// What `check` says, as `line: rule`, in order.
#[track_caller]
fn found(project: &Project, words: &[&str]) -> Vec<String> {
    let report = report(project, words);
    let findings = report["findings"].as_array().unwrap();
    let line = |finding: &Value| {
        let at = &finding["location"]["start"]["line"];
        format!("{at}: {}", finding["rule"].as_str().unwrap())
    };
    findings.iter().map(line).collect()
}

#[track_caller]
fn report(project: &Project, words: &[&str]) -> Value {
    let all = [&["check", ".", "--format", "json"], words].concat();
    let ran = project.run(&all);
    assert!(!ran.stderr.contains("panicked"), "{}", ran.stderr);
    serde_json::from_str(&ran.stdout).unwrap_or_else(|_| panic!("{}", ran.stderr))
}
