//! What customers are told of a change, and what the documents should say of it.

use crate::harness::{Project, copy};
use csp_support::page::Templates;
use std::collections::BTreeMap;

/// The smallest workspace as `ws`, and as `new` with other texts in its offering.
fn changed(changes: &[(&str, &str)]) -> Project {
    let project = Project::with_fixture("minimal");
    copy(&project.path("ws"), &project.path("new"));
    let mut text = project.read("new/offering.yaml");
    for (from, to) in changes {
        assert!(text.contains(from), "{from}");
        text = text.replace(from, to);
    }
    project.file("new/offering.yaml", text)
}

const LESS: (&str, &str) = ("09:00-17:30", "09:00-17:00");
const MORE: (&str, &str) = ("languages: [en]", "languages: [en, de]");
const DATED: (&str, &str) = (
    "  reviewedOn: 2026-09-28\n",
    "  reviewedOn: 2026-09-28\n  changes: [{\"on\": 2027-02-01, summary: Other hours}]\n",
);

#[test]
fn a_notice_tells_what_is_less_first_and_from_when() {
    let project = changed(&[LESS, MORE, DATED]);
    let words = ["diff", "ws", "new", "--notice", "told", "--lang", "en,de"];
    project
        .run(&words)
        .exits(0)
        .warns("wrote 4 files for customers into told");
    let text = project.read("told/notice.en.md");
    let at = |part: &str| {
        text.find(part)
            .unwrap_or_else(|| panic!("no {part} in {text}"))
    };
    assert!(at("**From 1 February 2027**") < at("### You get less"));
    assert!(at("### You get less") < at("### You get more"));
    assert!(at("Before: Monday to Friday, 09:00–17:30") < at("Now: Monday to Friday, 09:00–17:00"));
    assert!(at("### What you can do") > at("### You get more"));
    assert!(text.contains("(tel:+44-20-7946-0010)"), "{text}");
    let german = project.read("told/notice.de.html");
    assert!(german.contains("Ab dem 1. Februar 2027"), "{german}");
    assert!(!german.contains("<script") && !german.contains("rel=\"stylesheet\""));
}

/// Who reads "less" above something that gets faster believes nothing else either.
#[test]
fn what_is_partly_less_and_partly_more_is_told_as_that() {
    let both = [("09:00-17:30", "10:00-18:00"), DATED];
    let project = changed(&both);
    let words = ["diff", "ws", "new", "--notice", "told", "--lang", "en,de"];
    project.run(&words).exits(0);
    let text = project.read("told/notice.en.md");
    let (_, mixed) = text
        .split_once("### You get less of some things and more of others")
        .unwrap_or_else(|| panic!("{text}"));
    assert!(
        mixed.contains("Now: Monday to Friday, 10:00–18:00"),
        "{text}"
    );
    assert!(!text.contains("### You get less\n") && !text.contains("### You get more"));
}

#[test]
fn a_notice_comes_in_every_language() {
    let project = changed(&[LESS, MORE, DATED]);
    let templates = Templates::new(BTreeMap::new()).unwrap();
    let all: Vec<_> = templates.languages().names().map(str::to_owned).collect();
    assert!(all.len() >= 7);
    let words = [
        "diff",
        "ws",
        "new",
        "--notice",
        "told",
        "--lang",
        &all.join(","),
    ];
    project.run(&words).exits(0);
    for language in all {
        let text = project.read(&format!("told/notice.{language}.md"));
        assert!(text.contains("2027"), "{language}: {text}");
    }
}

#[test]
fn an_offering_that_goes_and_one_that_comes_are_told_as_a_whole() {
    let project = changed(&[
        ("id: standard", "id: premium"),
        ("Standard support", "Premium support"),
    ]);
    let words = ["diff", "ws", "new", "--notice", "told", "--lang", "en"];
    project.run(&words).exits(0);
    let text = project.read("told/notice.en.md");
    assert!(text.contains("## Standard support\n"), "{text}");
    assert!(text.contains("We no longer offer this support."));
    assert!(text.contains("## Premium support\n") && text.contains("This support is new."));
}

#[test]
fn where_nothing_changes_nothing_is_written() {
    let project = changed(&[]);
    let words = ["diff", "ws", "new", "--notice", "told", "--changelog"];
    let ran = project.run(&words).exits(0);
    ran.warns("no notice was written")
        .says("# nothing changes for customers");
    assert!(!project.path("told").exists());
}

#[test]
fn access_is_nothing_that_customers_are_told() {
    let project = Project::with_fixture("nordlicht");
    copy(&project.path("ws"), &project.path("new"));
    let text = project.read("new/people/groups.yaml");
    let text = text.replacen(
        "[j.petersen, t.brandt]",
        "[j.petersen, t.brandt, l.vogt]",
        1,
    );
    let project = project.file("new/people/groups.yaml", text);
    let words = ["diff", "ws", "new", "--notice", "told", "--lang", "en"];
    project.run(&words).exits(0).warns("no notice was written");
}

#[test]
fn the_entry_for_the_document_can_be_pasted() {
    let project = changed(&[LESS, DATED]);
    let ran = project.run(&["diff", "ws", "new", "--changelog"]).exits(0);
    assert!(
        ran.stdout.starts_with("# standard in new/offering.yaml: "),
        "{}",
        ran.stdout
    );
    let pasted: serde_json::Value = serde_yaml::from_str(&ran.stdout).unwrap();
    let entry = &pasted["changes"][0];
    assert_eq!(entry["on"], "2027-02-01");
    let summary = entry["summary"].as_str().unwrap();
    assert!(
        summary.contains("Now: Monday to Friday, 09:00–17:00"),
        "{summary}"
    );
    let entry = ran.stdout.lines().nth(2).unwrap();
    let text = project.read("ws/offering.yaml");
    let text = text.replace(
        "  products:",
        &format!("  changes:\n  {entry}\n  products:"),
    );
    let project = project.file("ws/offering.yaml", text);
    project.run(&["check", "ws"]).exits(0);
}

#[test]
fn hostile_names_stay_text() {
    let name = "\"<script>alert(1)</script> **b**\"";
    let project = changed(&[LESS, ("name: Standard support", &format!("name: {name}"))]);
    let words = ["diff", "ws", "new", "--notice", "told", "--lang", "en"];
    project.run(&words).exits(0);
    let page = project.read("told/notice.en.html");
    assert!(!page.contains("<script"), "{page}");
}

/// Duties, a ladder and remedies as they were.
const OLD_TERMS: &str = r#"
  customerDuties: [{duty: stay_reachable, within: PT4H}, {duty: confirm_solution}]
  prerequisites: [Remote access to the machine]
  emergency: {outage: Call us first.}
  slaCredits: {passThrough: full, basis: affected_service}
  remedies: [{kind: credit, percent: "10", of: monthly_fee, capPercent: "30"}]
  process: {autoClose: {after: P10D}}
  billing: {suspensionNoticeDays: 30}
"#;

/// The same, with something less in each.
const NEW_TERMS: &str = r#"
  customerDuties: [{duty: stay_reachable, within: PT2H}, {duty: keep_backup}]
  emergency: {outage: Write to us first.}
  slaCredits: {passThrough: partial, basis: affected_service}
  remedies: [{kind: credit, percent: "5", of: monthly_fee, capPercent: "30"}]
  process: {autoClose: {after: P5D}}
  billing: {suspensionNoticeDays: 14}
"#;

/// A ladder below `escalation`.
const OLD_LADDER: &str = "
    ladder: [{after: PT4H, to: Team lead}, {after: P1D, to: Head of service}]
    routes: [{for: complaint, to: Quality desk, address: quality@harbour.example, answerWithin: P2D}]
";
const NEW_LADDER: &str = "
    ladder: [{after: PT8H, to: Team lead}]
    routes: [{for: complaint, to: Quality desk, address: quality@harbour.example, answerWithin: P5D}]
";

/// Workspaces with other terms as `ws` and `new`.
fn other_terms() -> Project {
    let steps = "    steps: [service_health_check, troubleshoot, provider]\n";
    let mut project = Project::with_fixture("minimal");
    copy(&project.path("ws"), &project.path("new"));
    for (folder, terms, ladder) in [
        ("ws", OLD_TERMS, OLD_LADDER),
        ("new", NEW_TERMS, NEW_LADDER),
    ] {
        let name = format!("{folder}/offering.yaml");
        let text = project.read(&name);
        let text = text.replace(steps, &format!("{}{steps}", &ladder[1..]));
        project = project.file(&name, format!("{}{}", text.trim_end(), terms));
    }
    project
}

#[test]
fn duties_ways_and_remedies_are_named_as_they_were_and_as_they_are() {
    let project = other_terms();
    let words = ["diff", "ws", "new", "--notice", "told", "--lang", "en"];
    project.run(&words).exits(0);
    let text = project.read("told/notice.en.md");
    for part in [
        "What you do\n  - Before: Stay reachable while your case is open (Within 4 hours)\n  - Now: Stay reachable while your case is open (Within 2 hours)\n",
        "What you do\n  - New: Keep backups of your data\n",
        "What you do\n  - No longer: Tell us whether the solution works\n",
        "So that we can help\n  - No longer: Remote access to the machine",
        "When everything is down\n  - Before: Call us first.\n  - Now: Write to us first.",
        "**Service credits**\n  - Before: We pass credits on to you in full.\n  - Now: We pass a part of the credit on to you.",
        "Credit\n  - Before: Credit: 10% of the monthly fee for each miss\n  - Now: Credit: 5% of the monthly fee for each miss\n",
        "Team lead\n  - Before: 4 hours after your request\n  - Now: 8 hours after your request",
        "Head of service\n  - No longer: 1 day after your request",
        "Complaints\n  - Before: You get an answer within 2 days\n  - Now: You get an answer within 5 days",
        "Before: Before a subscription is suspended for non-payment, we tell you at least 30 days ahead.",
        "How a case is closed\n  - Before: We close a case after 10 days",
    ] {
        assert!(text.contains(part), "no {part} in {text}");
    }
    assert!(!text.contains("These parts of our page change"), "{text}");
}

#[test]
fn they_are_named_in_every_language() {
    let project = other_terms();
    let templates = Templates::new(BTreeMap::new()).unwrap();
    let all: Vec<_> = templates.languages().names().map(str::to_owned).collect();
    let lang = all.join(",");
    let words = ["diff", "ws", "new", "--notice", "told", "--lang", &lang];
    project.run(&words).exits(0);
    let rows = |language: &str| {
        let text = project.read(&format!("told/notice.{language}.md"));
        let rows = text.lines().filter(|line| line.starts_with("- **"));
        rows.count()
    };
    let expected = rows("en");
    assert!(expected >= 9, "{expected}");
    for language in all {
        assert_eq!(rows(&language), expected, "{language}");
    }
}
