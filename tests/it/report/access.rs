//! Needed and held roles, and what ends: the same rows and counts in every format, and a calendar that
//! other programs can read.

use super::sample::{self, place, subject};
use super::{sample_as, written};
use crate::harness::Project;
use csp_support::report::{
    AccessRemark, AccessRow, Ending, HeldThrough, NeededFor, Report, Standing, Style,
};
use csp_support::source::Source;
use icalendar::parser::{Component, read_calendar, unfold};
use serde_json::Value;
use std::sync::Arc;

const MISSING: Standing = Standing {
    rank: 0,
    key: "missing",
    word: "missing",
    fits: false,
};
const TOO_MUCH: Standing = Standing {
    rank: 3,
    key: "tooMuch",
    word: "not needed",
    fits: false,
};
const FITS: Standing = Standing {
    rank: 10,
    key: "fits",
    word: "fits",
    fits: true,
};

/// Two customers with four roles, one of the customers hostile.
pub(super) fn rows(acme: &Arc<Source>, hostile: &Arc<Source>) -> Vec<AccessRow> {
    let row =
        |customer: &str, role: &str, standing, source: &Arc<Source>, needle: &str| AccessRow {
            customer: subject("Customer", customer, ""),
            customer_title: format!("{customer} | <b>"),
            role: role.to_owned(),
            kind: "entra",
            privileged: false,
            needed_for: vec![NeededFor {
                what: "technical support for Microsoft 365".to_owned(),
                document: "acme-premium".to_owned(),
                promised: true,
            }],
            held_through: vec![HeldThrough {
                grant: "acme-gdap".to_owned(),
                holder: "desk".to_owned(),
                today: Some(true),
                until: "2027-03-31".to_owned(),
            }],
            until: "2027-03-31, extends itself".to_owned(),
            standing,
            remarks: Vec::new(),
            place: place(source, needle),
        };
    let mut missing = row("acme", "License Administrator", MISSING, acme, "P3Y");
    missing.held_through.clear();
    missing.until.clear();
    missing.remarks.push(AccessRemark {
        standing: MISSING,
        says: "nobody holds it, or a role that can do the same: assigning licences".to_owned(),
        rule: "CSP-GDAP-001".to_owned(),
        place: place(acme, "P3Y"),
    });
    let mut surplus = row("mallory", "##[add-mask]x", TOO_MUCH, hostile, "mallory");
    surplus.needed_for.clear();
    surplus.privileged = true;
    surplus.held_through[0].today = None;
    surplus.remarks.push(AccessRemark {
        standing: TOO_MUCH,
        says: "`\u{1b}[31m` needs <script>alert(1)</script>".to_owned(),
        rule: String::new(),
        place: place(hostile, "mallory"),
    });
    vec![
        missing,
        row(
            "acme",
            "Service Support Administrator",
            FITS,
            acme,
            "acme-gdap",
        ),
        surplus,
        row(
            "mallory",
            "Service Support Administrator",
            FITS,
            hostile,
            "spec",
        ),
    ]
}

/// One that is overdue, two that are near, one beyond the year.
pub(super) fn endings(acme: &Arc<Source>, hostile: &Arc<Source>) -> Vec<Ending> {
    let ending =
        |uid: char, sort, day: &str, days_left, title: &str, source: &Arc<Source>, needle: &str| {
            Ending {
                uid: uid.to_string().repeat(32),
                sort,
                what: "GDAP relationship ends",
                day: day.to_owned(),
                days_left,
                title: title.to_owned(),
                whose: "Näher & Söhne, a company; with a name that goes on and on".to_owned(),
                note: "extends itself unless somebody ends it".to_owned(),
                subject: subject("AccessGrant", "acme-gdap", "/spec/relationship/endDateTime"),
                place: place(source, needle),
            }
        };
    vec![
        ending('a', "control", "2026-11-01", -30, "CSP-DB-007", acme, "P3Y"),
        ending(
            'b',
            "relationship",
            "2026-12-01",
            0,
            "Acme administration",
            acme,
            "P3Y",
        ),
        ending(
            'c',
            "waiver",
            "2027-01-15",
            45,
            "a,b;c\\d\r\n::error::x ##[add-mask]y 漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字",
            hostile,
            "mallory",
        ),
        ending('d', "price", "2028-01-01", 396, "Much later", acme, "P3Y"),
    ]
}

#[test]
fn every_format_tells_the_same_roles() {
    let report = sample::report();
    let json: Value = serde_json::from_str(&sample_as("json")).unwrap();
    let rows = json["access"].as_array().unwrap();
    assert_eq!(rows.len(), report.access.len());
    let (csv, html) = (sample_as("csv"), sample_as("html"));
    for (standing, count) in report.access_counts() {
        assert_eq!(json["accessCounts"][standing.key], count);
        let of_state = rows.iter().filter(|row| row["state"] == standing.key);
        assert_eq!(of_state.count(), count, "{}", standing.key);
        let cell = format!("\"role: {}\"", standing.word);
        assert_eq!(csv.matches(&cell).count(), count, "{}", standing.key);
        let word = format!("</span> {}</span>", standing.word);
        assert_eq!(html.matches(&word).count(), count, "{}", standing.key);
    }
    let words = "4 roles for 2 customers: 1 × missing, 1 × not needed, 2 × fits";
    assert_eq!(report.access_in_words(), words);
    for name in ["html", "markdown"] {
        assert!(sample_as(name).contains(words), "{name}");
    }
}

#[test]
fn tables_of_roles_can_be_read_without_seeing_them() {
    let html = sample_as("html");
    let section = html.split("<section id=\"access\">").nth(1).unwrap();
    let section = section.split("<section id=").next().unwrap();
    assert_eq!(section.matches("<caption").count(), 2);
    assert_eq!(section.matches("<th scope=\"row\">").count(), 4);
    assert_eq!(section.matches("<th scope=\"col\">").count(), 10);
    assert_eq!(section.matches("<details").count(), 2);
}

#[test]
fn many_customers_are_folded_and_those_to_look_at_come_first() {
    let mut report = sample::report();
    let all = report.access.clone();
    report.access = (0..1_200)
        .flat_map(|nth| {
            let mut rows = all[if nth == 1_100 { 0..2 } else { 1..2 }].to_vec();
            for row in &mut rows {
                row.customer.id = format!("customer-{nth:04}");
            }
            rows
        })
        .collect();
    let html = written(&report, "html", &Style::default());
    assert_eq!(html.matches("<details class=\"customer\"").count(), 1_000);
    assert!(!html.contains("<details class=\"customer\" open>"));
    let first = html.split("<details class=\"customer\"").nth(1).unwrap();
    assert!(
        first.contains("customer-1100") && first.contains("1 to look at"),
        "{first}"
    );
    assert!(html.contains("200 further customers are not shown"));
}

#[test]
fn what_ends_within_a_year_is_shown_and_the_rest_counted() {
    let report = sample::report();
    assert_eq!(report.endings_in_words(), "3 dates, and 1 later");
    for name in ["html", "markdown"] {
        let text = sample_as(name);
        assert!(
            text.contains("overdue by 30 days") && text.contains("in 45 days"),
            "{name}"
        );
        assert!(!text.contains("Much later"), "{name}");
    }
    let json: Value = serde_json::from_str(&sample_as("json")).unwrap();
    assert_eq!(json["endings"].as_array().unwrap().len(), 4);
}

fn property<'a>(event: &'a Component<'_>, name: &str) -> &'a str {
    event.find_prop(name).unwrap().val.as_str()
}

#[test]
fn another_program_reads_the_calendar() {
    let text = sample_as("ics");
    assert!(text.ends_with("END:VCALENDAR\r\n"));
    for line in text.split("\r\n") {
        assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{line:?}");
        assert!(!line.trim_start().starts_with(':'), "{line:?}");
    }
    let unfolded = unfold(&text);
    let calendar = read_calendar(&unfolded).unwrap();
    let events = &calendar.components;
    assert_eq!(events.len(), 4);
    let hostile = &events[2];
    assert_eq!(
        property(hostile, "UID"),
        format!("{}@csp-support", "c".repeat(32))
    );
    assert_eq!(property(hostile, "DTSTART"), "20270115");
    assert_eq!(property(hostile, "DTSTAMP"), "20261201T000000Z");
    let summary = hostile
        .find_prop("SUMMARY")
        .unwrap()
        .val
        .clone()
        .unescape_text();
    assert!(
        summary
            .as_str()
            .starts_with("GDAP relationship ends: a,b;c\\d ::error::x #\\x23[add-mask]y 漢字"),
        "{summary:?}"
    );
    assert!(
        summary
            .as_str()
            .ends_with("(Näher & Söhne, a company; with a name that goes on and on)")
    );
}

#[test]
fn a_calendar_is_the_same_on_every_run_and_names_survive_a_new_day() {
    let ics = |end: &str| {
        let project = Project::with_fixture("nordlicht");
        let path = project.path("ws/customers/elbtal.yaml");
        let text = std::fs::read_to_string(&path).unwrap();
        let project = project.file(
            "ws/customers/elbtal.yaml",
            text.replace("2027-09-02T07:40", end),
        );
        project
            .run(&["audit", "ws", "--format", "ics"])
            .exits(0)
            .stdout
    };
    let first = ics("2027-09-02T07:40");
    assert_eq!(first, ics("2027-09-02T07:40"));
    let moved = ics("2027-10-02T07:40");
    assert_ne!(first, moved);
    let names = |text: &str| {
        let mut names: Vec<_> = text
            .lines()
            .filter(|line| line.starts_with("UID:"))
            .map(str::to_owned)
            .collect();
        names.sort();
        names
    };
    assert_eq!(names(&first), names(&moved));
    let mut once = names(&first);
    once.dedup();
    assert_eq!(once, names(&first));
}

#[test]
fn the_examples_show_what_the_matrix_finds() {
    let project = Project::with_fixture("atlas");
    let ran = project.run(&["audit", "ws", "--format", "json"]).exits(0);
    let json: Value = serde_json::from_str(&ran.stdout).unwrap();
    let rows = json["access"].as_array().unwrap();
    let open: Vec<_> = rows.iter().filter(|row| row["state"] != "fits").collect();
    assert_eq!(open.len(), 1, "{open:?}");
    assert_eq!(open[0]["role"], "Intune Administrator");
    assert_eq!(open[0]["state"], "untold");
    let sorts: std::collections::BTreeSet<_> = json["endings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|own| own["sort"].as_str().unwrap())
        .collect();
    for sort in [
        "relationship",
        "holidays",
        "designation",
        "plan",
        "offering",
        "price",
        "review",
    ] {
        assert!(sorts.contains(sort), "{sort} in {sorts:?}");
    }
}

#[test]
fn a_check_tells_no_roles() {
    let mut report = sample::report();
    report.access.clear();
    report.endings.clear();
    for name in ["html", "markdown", "json", "csv", "ics"] {
        let text = written(&report, name, &Style::default());
        assert!(
            !text.contains("License Administrator") && !text.contains("VEVENT"),
            "{name}"
        );
    }
    assert_eq!(
        Report::default().access_in_words(),
        "0 roles for 0 customers"
    );
}

#[test]
fn a_calendar_in_which_nothing_ends_is_one_all_the_same() {
    let mut report = sample::report();
    report.endings.clear();
    let text = written(&report, "ics", &Style::default());
    let unfolded = unfold(&text);
    let calendar = read_calendar(&unfolded).unwrap();
    let names: Vec<&str> = calendar
        .components
        .iter()
        .map(|component| component.name.as_str())
        .collect();
    assert_eq!(names, ["VTIMEZONE"]);
}

#[test]
fn a_comparison_is_no_calendar() {
    let project = Project::with_fixture("minimal");
    project
        .run(&["diff", "ws", "ws", "--format", "ics"])
        .exits(2)
        .warns("`ics` is a calendar of what ends, and a comparison finds nothing that does");
}
