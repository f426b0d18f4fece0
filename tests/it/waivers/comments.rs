//! Waivers as comments beside the line they excuse.

use super::{PROFILE, found, report, workspace};
use crate::harness::Project;
use crate::report::hostile;

pub(super) const SAID: &str = "csp-support: waive CSP-SEC-004 until 2026-12-31: they are hiring";

/// The profile with a comment behind the line of its fault.
fn beside(comment: &str) -> Project {
    workspace(&PROFILE.replace("spec:\n", &format!("spec: # {comment}\n")))
}

/// The profile with lines above that of its fault.
fn above(lines: &str) -> Project {
    workspace(&PROFILE.replace("spec:\n", &format!("{lines}spec:\n")))
}

#[test]
fn a_comment_excuses_its_line_or_the_next_one_that_says_something() {
    assert_eq!(found(&workspace(PROFILE), &[]), ["4: CSP-SEC-004"]);
    for project in [
        beside(SAID),
        beside(&SAID.replace("CSP-SEC-004", "no-security-contact")),
        beside(&format!("{SAID}: and then: some")),
        above(&format!("# {SAID}\n")),
        above(&format!("#   {SAID}\n# said by the board\n\n")),
    ] {
        assert_eq!(found(&project, &[]), Vec::<String>::new());
        assert!(found(&project, &["--no-waivers"])[0].ends_with("CSP-SEC-004"));
    }
}

#[test]
fn line_ends_of_any_kind_end_the_line() {
    for end in ["\r\n", "\r"] {
        let text = PROFILE.replace("spec:\n", &format!("spec: # {SAID}\n"));
        let project = workspace(&text.replace('\n', end));
        assert_eq!(found(&project, &[]), Vec::<String>::new());
    }
}

#[test]
fn a_comment_excuses_no_other_line_and_no_other_rule() {
    let elsewhere = PROFILE.replace("GmbH\n", &format!("GmbH # {SAID}\n"));
    assert_eq!(
        found(&workspace(&elsewhere), &[]),
        ["4: CSP-SEC-004", "5: waiver-unused"]
    );
    let other = beside(&SAID.replace("CSP-SEC-004", "CSP-STMT-006"));
    assert_eq!(found(&other, &[]), ["4: CSP-SEC-004", "4: waiver-unused"]);
}

#[test]
fn a_comment_holds_until_the_end_of_its_last_day() {
    let project = beside(SAID);
    let on = |day: &str| found(&project, &["--as-of", day]);
    assert_eq!(on("2026-12-31"), Vec::<String>::new());
    assert_eq!(on("2027-01-01"), ["4: CSP-SEC-004", "4: waiver-expired"]);
}

#[test]
fn what_cannot_be_understood_excuses_nothing_and_is_said() {
    for (comment, says) in [
        (
            "csp-support: wave CSP-SEC-004 until 2026-12-31: x",
            "cannot be understood",
        ),
        (
            "csp-support: waive CSP-SEC-004: they are hiring",
            "cannot be understood",
        ),
        (
            "csp-support waive CSP-SEC-004 until 2026-12-31: x",
            "cannot be understood",
        ),
        (
            "csp-support: waive CSP-SEC-004 CSP-SEC-001 until 2026-12-31: x",
            "cannot be understood",
        ),
        (
            "csp-support: waive CSP-SEC-004 until 2026-12-31",
            "gives no reason",
        ),
        (
            "csp-support: waive CSP-SEC-004 until 2026-12-31:  ",
            "gives no reason",
        ),
        (
            "csp-support: waive CSP-SEC-004 until soon: x",
            "`soon` is no date, so this waiver counts as expired",
        ),
        (
            "csp-support: waive CSP-SEC-004 until 2026-02-30: x",
            "`2026-02-30` is no date",
        ),
        (
            "csp-support: waive CSP-SEC-44 until 2026-12-31: x",
            "there is no rule `CSP-SEC-44`",
        ),
        (
            "csp-support: waive yaml-syntax until 2026-12-31: x",
            "is about the file itself",
        ),
    ] {
        let project = beside(comment);
        assert_eq!(
            found(&project, &[]),
            ["4: CSP-SEC-004", "4: waiver-malformed"],
            "{comment}"
        );
        project.run(&["check", "."]).exits(1).says(says);
    }
}

#[test]
fn only_comments_are_read_as_such() {
    let quoted = PROFILE.replace("Seeadler Cloud GmbH", &format!("\"Seeadler # {SAID}\""));
    assert_eq!(found(&workspace(&quoted), &[]), ["4: CSP-SEC-004"]);
    let block = PROFILE.replace(
        "Seeadler Cloud GmbH",
        &format!("|\n    Seeadler\n    # {SAID}"),
    );
    assert_eq!(found(&workspace(&block), &[]), ["4: CSP-SEC-004"]);
    let other = beside("see csp-support: waive CSP-SEC-004 until 2026-12-31: x");
    assert_eq!(found(&other, &[]), ["4: CSP-SEC-004"]);
}

#[test]
fn a_file_cannot_excuse_that_it_cannot_be_read() {
    let broken = format!("{PROFILE}  website: [ # {SAID}\n");
    let rules = found(&workspace(&broken), &[]);
    assert_eq!(
        rules,
        ["8: yaml-syntax"],
        "unused is not known of a file in pieces"
    );
    let twice = format!("{PROFILE}  legalName: again # {SAID}\n");
    assert_eq!(found(&workspace(&twice), &[]), ["8: yaml-duplicate-key"]);
}

#[test]
fn reports_list_comments_beside_documents() {
    let project = beside(SAID);
    let report = report(&project, &[]);
    let waiver = &report["waivers"][0];
    assert_eq!(waiver["id"], "partner.yaml:4");
    assert_eq!(waiver["target"], "PartnerProfile/partner");
    assert_eq!(waiver["approver"], "inline");
    assert_eq!(waiver["reason"], "they are hiring");
    assert_eq!(waiver["daysLeft"], 38);
    assert_eq!(waiver["covers"], 1);
    assert_eq!(report["counts"]["waived"], 1);
    let excused = report["verdicts"].as_array().unwrap().iter();
    let mut excused = excused.filter(|verdict| verdict["state"] == "waived");
    assert_eq!(excused.next().unwrap()["waiver"], "partner.yaml:4");
}

#[test]
fn many_comments_are_no_error_of_the_grammar() {
    let many = format!("{}# {SAID}\n", "# just a line\n".repeat(500));
    assert_eq!(found(&above(&many), &[]), Vec::<String>::new());
}

#[test]
fn hostile_comments_act_nowhere() {
    let is_line = |text: &String| !text.chars().any(|c| c.is_control() || c == '\u{feff}');
    let all = hostile::strings().into_iter().filter(is_line);
    let lines = all.map(|text| {
        format!(
            "# csp-support: waive CSP-SEC-004 until 2026-12-31: {text}\n# csp-support: {text}\n"
        )
    });
    let project = above(&lines.collect::<String>());
    for words in [
        &["check", ".", "-v"][..],
        &["waiver", "list"],
        &["waiver", "list", "--format", "json"],
        &["waiver", "prune", "--dry-run"],
    ] {
        let ran = project.run(words);
        assert!((0..=1).contains(&ran.code), "{}", ran.stderr);
        hostile::oracle(&words.join(" "), &ran.stdout, "");
        hostile::oracle(&words.join(" "), &ran.stderr, "");
    }
}
