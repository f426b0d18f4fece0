//! How fast somebody answers: every shape of promise in words, in both languages.

use crate::site::pages::{Pages, build, load, options};
use csp_support::source::Source;

/// The offering that questions about hours are asked of, with a matrix.
fn pages() -> Pages {
    let text = include_str!("../hours_query/offering.yaml").replace(
        "  severities:\n",
        "  severitySetting:
    by: matrix
    dispute: mail
    matrix: [{impact: high, urgency: high, severity: p1}, {impact: high, urgency: low, severity: p2}]
  severities:\n",
    );
    let source = Source::new("care.yaml".to_owned(), text);
    build(&load(&[source]), &options(&["en", "de"]))
}

fn assert_says(page: &str, sentences: &[&str]) {
    for sentence in sentences {
        assert!(page.contains(sentence), "no `{sentence}` in\n{page}");
    }
}

#[test]
fn each_kind_of_time_is_told_with_what_it_comes_to() {
    let pages = pages();
    assert_says(
        &pages["en/care.md"],
        &[
            "First answer: **4 hours**; guaranteed; counted during “Desk”; on the same day for requests until 14:00",
            "### Critical: by phone",
            "**30 minutes**; guaranteed; counted around the clock",
            "**2 hours to 2 days**",
            "a day is 8 hours of that time, so 16 hours in all",
            "in 80\u{a0}% of cases, counted over 1 month",
            "### High: Security incidents",
            "depends on Microsoft as well; stands still while we wait for you",
            "**by 17:00 on the next working day**",
            "after 15:00 a request counts as one of the next working day",
            "Solution: **No promise**",
            "At your site: **Does not apply**",
            "Also called S1",
        ],
    );
    assert_says(
        &pages["de/care.md"],
        &[
            "am selben Tag bei Anfragen bis 14:00\u{a0}Uhr",
            "ein Tag sind 8 Stunden dieser Zeit, zusammen also 16 Stunden",
            "**bis 17:00\u{a0}Uhr am nächsten Arbeitstag**",
            "hängt auch von Microsoft ab; ruht, solange wir auf Sie warten",
        ],
    );
}

#[test]
fn severities_stand_in_the_order_of_their_ranks() {
    let pages = pages();
    let page = &pages["en/care.md"];
    let place = |heading: &str| page.find(heading).unwrap();
    assert!(place("### Critical\n") < place("### High\n"));
    assert!(place("### High\n") < place("### Low\n"));
}

#[test]
fn the_example_names_the_holiday_that_it_passes_over() {
    let pages = pages();
    assert_says(
        &pages["en/care.md"],
        &[
            "A request with severity “Critical” reaches us on Thursday, 24 December 2026 at 17:45. In between: \
             Christmas Day (Friday, 25 December 2026). After 4 hours of counted time, it is due by \
             Monday, 28 December 2026 at 11:45.",
        ],
    );
    assert_says(&pages["de/care.md"], &["Dazwischen: Erster Weihnachtstag"]);
}

#[test]
fn the_matrix_is_a_table_with_headings_on_both_sides() {
    let pages = pages();
    assert_says(
        &pages["en/care.html"],
        &[
            "<caption>Severity by impact and urgency</caption>",
            "<th scope=\"col\">Urgency: Low</th>",
            "<th scope=\"row\">High</th><td>Critical</td><td>High</td>",
            "mailto:help@care.example",
        ],
    );
}
