//! `hours`: who is there at a time, and by when an answer is due.

use crate::harness::{Project, repository};
use snapbox::{Data, assert_data_eq};

const CARE: &str = include_str!("hours_query/offering.yaml");

/// Hours on the clock of the customer, and two customers of whom one has a clock.
const LOCAL: &str = "apiVersion: csp-support/v1
kind: SupportOffering
metadata: {id: local}
spec:
  products: [azure]
  hours: {desk: {open: 'Mo-Fr 09:00-17:00', zone: customer-local}}
  targets: [{metric: first_response, within: PT1H, during: desk}]
---
apiVersion: csp-support/v1
kind: Customer
metadata: {id: kathmandu-tea}
spec: {displayName: Tea, timeZone: Asia/Kathmandu}
---
apiVersion: csp-support/v1
kind: Customer
metadata: {id: nowhere}
spec: {displayName: Nowhere}
";

fn project() -> Project {
    Project::new()
        .file("care.yaml", CARE)
        .file("local.yaml", LOCAL)
}

fn golden(file: &str) -> Data {
    let path = repository().join("fixtures/golden/hours").join(file);
    Data::read_from(&path, Some(snapbox::data::DataFormat::Text)).raw()
}

/// Christmas Eve at noon; two days later come the holidays and a weekend.
const EVE: [&str; 4] = ["hours", "care", "--at", "2026-12-24T12:30"];

#[test]
fn text_tells_all_severities_with_their_steps() {
    assert_data_eq!(project().run(&EVE).exits(0).stdout, golden("care.text"));
}

#[test]
fn json_tells_the_same() {
    let words = [&EVE[..], &["--format", "json"]].concat();
    let told = project().run(&words).exits(0).stdout;
    let json: serde_json::Value = serde_json::from_str(&told).unwrap();
    assert_eq!(json["cases"].as_array().map(Vec::len), Some(5));
    assert_data_eq!(told, golden("care.json"));
}

#[test]
fn a_severity_is_known_by_each_of_its_names() {
    for name in ["p1", "Critical", "s1"] {
        let words = [&EVE[..], &["--severity", name]].concat();
        project().run(&words).exits(0).says("Severity p1: open");
    }
}

#[test]
fn what_is_told_decides_which_target_holds() {
    let by_phone = [&EVE[..], &["--severity", "p1", "--via", "hotline"]].concat();
    project().run(&by_phone).exits(0).says(
        "First response: by Thu 24 Dec 2026 13:00 (guarantee; within 30 minutes; via: hotline)",
    );
    let security = [&EVE[..], &["--severity", "p2", "--request", "security"]].concat();
    project()
        .run(&security)
        .exits(0)
        .says("phone +493023125019 (de, en): closed until Thu 24 Dec 2026 13:00")
        .says("depends on microsoft; pauses for customer");
}

#[test]
fn a_target_may_ask_for_a_time_of_arrival() {
    let at = |time| {
        let words = ["hours", "care", "--severity", "p1", "--at", time];
        project().run(&words).exits(0).stdout
    };
    assert!(at("2026-11-23T09:00").contains("Workaround"));
    assert!(!at("2026-11-23T19:00").contains("Workaround"));
}

#[test]
fn the_end_of_the_holiday_list_is_no_guess() {
    let words = [
        "hours",
        "care",
        "--severity",
        "p3",
        "--at",
        "2199-01-02T09:00",
    ];
    project()
        .run(&words)
        .exits(0)
        .says("Severity p3: not known")
        .says("at a time that is not known")
        .says("are not known");
}

#[test]
fn a_day_that_is_set_is_the_day_of_a_time_alone() {
    let words = ["hours", "care", "--as-of", "2026-11-23"];
    let at = |more: &[&str]| project().run(&[&words[..], more].concat()).exits(0);
    at(&[]).says("Monday 23 November 2026 00:00 in Europe/Berlin (UTC+01:00)");
    at(&["--at", "17:30"]).says("Monday 23 November 2026 17:30");
    at(&["--at", "2026-07-01"]).says("Wednesday 1 July 2026 00:00 in Europe/Berlin (UTC+02:00)");
    at(&["--at", "2026-07-01T22:00:00Z"]).says("Thursday 2 July 2026 00:00");
    at(&["--at", "2026-07-01T22:00", "--zone", "Asia/Tokyo"])
        .says("Wednesday 1 July 2026 22:00 in Asia/Tokyo (UTC+09:00)");
    at(&["--at", "2026-07-01"]).says("This offering holds from 1 October 2026 on.");
}

#[test]
fn the_customer_s_clock_needs_a_customer_or_a_zone() {
    let at = |more: &[&str]| {
        let words = ["hours", "local", "--as-of", "2026-11-23"];
        project().run(&[&words[..], more].concat())
    };
    at(&[]).exits(2).warns("say `--customer` or `--zone`");
    at(&["--at", "2026-11-23T10:00:00Z"])
        .exits(0)
        .says("Some hours are on the customer's clock")
        .says("Not known");
    at(&["--at", "09:00", "--customer", "kathmandu-tea"])
        .exits(0)
        .says("09:00 in Asia/Kathmandu (UTC+05:45)")
        .says("by Mon 23 Nov 2026 10:00");
    at(&["--customer", "nowhere"])
        .exits(2)
        .warns("the customer `nowhere` has no `timeZone`");
    at(&["--customer", "kathmandu-te"])
        .exits(2)
        .warns("did you mean `kathmandu-tea`?");
}

#[test]
fn questions_that_cannot_be_answered_say_why() {
    let wrong: [(&[&str], &str); 9] = [
        (&["hours"], "Usage: csp-support hours"),
        (
            &["hours", "cars"],
            "there is no offering `cars`; did you mean `care`?",
        ),
        (
            &["hours", "care", "--severity", "p9"],
            "there is no severity `p9`; did you mean `p",
        ),
        (
            &["hours", "care", "--request", "x"],
            "possible are incident, security, order",
        ),
        (
            &["hours", "local", "--request", "x", "--zone", "UTC"],
            "there are none",
        ),
        (
            &["hours", "care", "--via", "hotlin"],
            "did you mean `hotline`?",
        ),
        (
            &["hours", "care", "--product", "azur"],
            "did you mean `azure`?",
        ),
        (&["hours", "care", "--at", "noon"], "`noon` is not a time"),
        (
            &["hours", "care", "--zone", "CET"],
            "`CET` is not a time zone",
        ),
    ];
    for (words, why) in wrong {
        project().run(words).exits(2).warns(why);
    }
    let broken = Project::new().file("care.yaml", CARE.replace("method: phone", "method: fone"));
    broken
        .run(&["hours", "care"])
        .exits(2)
        .warns("`csp-support check` shows them");
}
