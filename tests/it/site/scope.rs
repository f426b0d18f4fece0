//! What is supported, what customers do, and how long the page holds.

use crate::site::pages::{Pages, build, load, options};
use csp_support::source::Source;

fn pages(as_of: &str) -> Pages {
    let text = include_str!("scope.yaml");
    let loaded = load(&[Source::new("scope.yaml", text)]);
    let mut options = options(&["en", "de"]);
    options.as_of = as_of.parse().unwrap();
    build(&loaded, &options)
}

/// The texts one after the other, each after the one before.
fn in_order(page: &str, texts: &[&str]) {
    let mut rest = page;
    for text in texts {
        let at = rest.find(text);
        rest = &rest[at.unwrap_or_else(|| panic!("`{text}` is missing or too early"))..];
    }
}

#[test]
fn topics_stand_in_one_list_the_covered_ones_first() {
    let pages = pages("2026-11-23");
    let topics = [
        "- Questions of use: **Included**",
        "- Moving to the cloud: **Included, up to 1 hour per month**; For Microsoft Azure; During Daytime; Only with licences bought from us",
        "- Training and courses: **For a charge**; Price: A course",
        "- Your own programs and scripts: **Not covered**",
        "- Monitoring: **Not covered**; Included in Premium",
    ];
    in_order(&pages["en/care.md"], &topics);
    let page = &pages["en/care.html"];
    assert!(page.contains("<table class=\"topics\">"));
    assert!(page.contains("Included in <a href=\"premium.html\">Premium</a>"));
    assert!(page.contains("<a href=\"#pricing\">A course</a>"));
    assert!(pages["de/care.md"].contains("**Enthalten, höchstens 1 Stunde je Monat**"));
}

#[test]
fn plain_lists_stay_plain() {
    let pages = pages("2026-11-23");
    assert!(!pages["en/premium.html"].contains("class=\"topics\""));
    in_order(
        &pages["en/premium.md"],
        &["### Included", "Monitoring", "### Not covered"],
    );
}

#[test]
fn customers_read_what_they_do_and_what_follows() {
    let pages = pages("2026-11-23");
    let needs = [
        "## What we need from you",
        "- You name at most 3 people who may ask us\n",
        "- No invoice of ours is overdue; You have 14 days to put it right. Otherwise: The support pauses until it is so",
        "- Stay reachable while your case is open; For severity: Critical; Within 1 hour, counted during “Daytime”\n",
        "- Somebody on site",
    ];
    in_order(&pages["en/care.md"], &needs);
    // Nothing follows from the duties, so there is no column for it.
    assert_eq!(
        pages["en/care.html"]
            .matches("<table class=\"needs\">")
            .count(),
        1
    );
    assert!(pages["de/care.md"].contains("Sonst: Der Support ruht, bis das nachgeholt ist"));
    assert!(!pages["en/premium.md"].contains("What we need from you"));
}

#[test]
fn restrictions_stand_at_the_top_while_they_last() {
    let on = |day: &str| pages(day)["en/care.md"].clone();
    let during = on("2026-11-23");
    in_order(
        &during,
        &[
            "> **Restricted for a time (ways to reach us)**",
            "Moving house",
            "## How to reach us",
            "### Coming restrictions",
            "Closed at noon",
        ],
    );
    assert!(!during.contains("Long over"));
    let after = on("2026-11-24");
    assert!(!after.contains("Moving house"));
    assert!(after.contains("Closed at noon"));
    let before = on("2026-11-19");
    in_order(&before, &["### Coming restrictions", "Moving house"]);
}

#[test]
fn a_page_says_what_holds_and_what_is_going_to_change() {
    let pages = pages("2026-11-23");
    let about = [
        "- Replaces: Basic",
        "- Was called before: Care Plus",
        "You have this support when your contract with us names no other.",
        "1. Your contract",
        "2. [General terms](https://harbour.example/terms) (Our terms, version 3.1)",
        "We tell you about changes at least 30 days before they take effect.",
        "- 1 January 2027 (prices): Comes next year. Announced on 1 November 2026.",
    ];
    in_order(&pages["en/care.md"], &about);
    assert!(!pages["en/care.md"].contains("Came today"));
    assert!(!pages["en/care.html"].contains("basic.html"));
}
