//! Days on which hours are not the usual ones: on a page, and for people's own calendars.

use crate::site::pages::{Pages, build, html, load, options, sources};
use csp_support::site::Options;
use csp_support::source::Source;
use icalendar::parser::{Component, read_calendar, unfold};
use std::collections::BTreeSet;

fn site(fixture: &str) -> Pages {
    build(&load(&sources(fixture)), &options(&["de", "en"]))
}

/// The rows of the page by date: what stands in each.
fn rows(page: &str) -> Vec<(&str, &str)> {
    let table = page.split("<table class=\"closures\">").nth(1).unwrap();
    let table = table.split("</table>").next().unwrap();
    let rows = table.split("<time datetime=\"").skip(1);
    rows.map(|row| row.split_once('"').unwrap()).collect()
}

#[test]
fn every_closed_day_of_the_coming_year_is_listed() {
    let pages = site("minimal");
    let page = &pages["en/closures.html"];
    let dates: Vec<_> = rows(page).into_iter().map(|(date, _)| date).collect();
    assert_eq!(
        dates,
        [
            "2026-12-25",
            "2026-12-28",
            "2027-01-01",
            "2027-03-26",
            "2027-03-29",
            "2027-05-03",
            "2027-05-31",
            "2027-08-30"
        ]
    );
    assert!(page.contains("From 23 November 2026 to 22 November 2027."));
    assert!(page.contains("known up to 31 December 2028"));
    assert!(page.contains("When it is closed, nobody answers for: Standard support."));
}

#[test]
fn hours_cut_short_and_the_way_that_stays_open_are_told() {
    let pages = site("atlas");
    let page = &pages["en/closures.html"];
    let eve = rows(page)
        .into_iter()
        .find(|(date, _)| *date == "2026-12-24");
    let (_, eve) = eve.unwrap();
    assert!(eve.contains("Christmas Eve"), "{eve}");
    assert!(
        eve.contains("<strong>08:00–12:00</strong>") && eve.contains("<strong>Closed</strong>")
    );
    let open = page.split("<section class=\"callout\"").nth(1).unwrap();
    let open = open.split("</section>").next().unwrap();
    assert!(
        open.contains("tel:+49-89-99998911"),
        "the engineer on duty: {open}"
    );
    assert!(
        !open.contains("tel:+49-89-99998100"),
        "the desk is closed: {open}"
    );
}

#[test]
fn first_saturdays_are_hours_as_usual() {
    let page = &site("atlas")["en/closures.html"];
    let saturdays = rows(page).into_iter();
    let saturdays = saturdays.filter(|(_, row)| row.contains("Saturday service"));
    let dates: Vec<_> = saturdays.map(|(date, _)| date).collect();
    assert!(!dates.contains(&"2026-12-05"), "{dates:?}");
}

#[test]
fn names_of_days_say_in_which_language_they_are() {
    let pages = build(&load(&sources("minimal")), &options(&["de"]));
    for path in ["de/closures.html", "de/standard.html"] {
        assert!(
            pages[path].contains("<span lang=\"en\">Christmas Day</span>"),
            "{path}"
        );
    }
    let english = &site("nordlicht")["en/closures.html"];
    assert!(english.contains("Women's Day") || english.contains("Women&#39;s Day"));
    assert!(
        !english.contains("<span lang="),
        "English has names of its own"
    );
}

#[test]
fn who_never_closes_has_no_page_of_closures() {
    let mut sources = sources("minimal");
    let text = sources[0].text.replace("Mo-Fr 09:00-17:30; PH off", "24/7");
    sources[0] = Source::new("offering.yaml", text);
    let pages = build(&load(&sources), &options(&["en"]));
    assert!(pages.keys().all(|path| !path.contains("closures")));
    for (path, page) in html(&pages) {
        assert!(!page.contains("closures"), "{path}");
    }
}

#[test]
fn holidays_that_are_not_known_yet_are_not_claimed() {
    let mut options = options(&["en"]);
    options.as_of = "2028-06-01".parse().unwrap();
    let pages = build(&load(&sources("minimal")), &options);
    let page = &pages["en/closures.html"];
    assert!(page.contains("known only up to 31 December 2028"), "{page}");
    assert!(rows(page).iter().all(|(date, _)| *date < "2029-01-01"));
}

fn property<'a>(event: &'a Component<'_>, name: &str) -> &'a str {
    event.find_prop(name).unwrap().val.as_str()
}

fn calendar(options: &Options) -> String {
    build(&load(&sources("atlas")), options)["en/closures.ics"].clone()
}

#[test]
fn another_program_reads_the_calendar() {
    let mut options = options(&["en"]);
    options.base_url = Some("https://support.atlas.example".to_owned());
    let text = calendar(&options);
    for line in text.split("\r\n") {
        assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{line:?}");
    }
    let unfolded = unfold(&text);
    let calendar = read_calendar(&unfolded).unwrap();
    let head = |name: &str| {
        let found = calendar.properties.iter().find(|own| own.name == name);
        found.map(|own| own.val.as_str().to_owned())
    };
    assert_eq!(head("VERSION").as_deref(), Some("2.0"));
    assert_eq!(
        head("PRODID").as_deref(),
        Some("-//csp-support//closures//EN")
    );
    let events = &calendar.components;
    let names: BTreeSet<_> = events.iter().map(|event| property(event, "UID")).collect();
    assert_eq!(
        names.len(),
        events.len(),
        "each event has a name of its own"
    );
    let christmas = events
        .iter()
        .find(|event| property(event, "DTSTART") == "20261225");
    let christmas = christmas.unwrap();
    assert_eq!(property(christmas, "DTSTAMP"), "20261123T000000Z");
    assert_eq!(
        property(christmas, "UID"),
        "closed-2026-12-25@atlas.csp-support"
    );
    assert_eq!(
        property(christmas, "URL"),
        "https://support.atlas.example/en/closures.html"
    );
    let summary = christmas.find_prop("SUMMARY").unwrap();
    let language = summary.params.iter().find(|own| own.key == "LANGUAGE");
    let language = language.and_then(|own| own.val.as_ref()).unwrap();
    assert_eq!(language.as_str(), "en-GB");
    let summary = summary.val.clone().unescape_text();
    assert!(
        summary.as_str().starts_with("Atlas: closed ("),
        "{summary:?}"
    );
    assert!(summary.as_str().contains("Service desk"));
    // On Christmas Eve the desk is open until noon; only what is closed all day is told.
    let eve = events
        .iter()
        .find(|event| property(event, "DTSTART") == "20261224");
    let eve = eve.unwrap().find_prop("SUMMARY").unwrap().val.clone();
    assert!(!eve.as_str().contains("Service desk"), "{eve:?}");
}

#[test]
fn a_later_calendar_replaces_an_earlier_one() {
    let mut options = options(&["en"]);
    let first = calendar(&options);
    assert_eq!(first, calendar(&options));
    options.as_of = "2026-11-24".parse().unwrap();
    let later = calendar(&options);
    let numbers = |text: &str| -> Vec<u32> {
        let lines = text
            .lines()
            .filter_map(|line| line.strip_prefix("SEQUENCE:"));
        lines.map(|number| number.parse().unwrap()).collect()
    };
    assert!(
        numbers(&first)
            .iter()
            .all(|own| numbers(&later).iter().all(|next| next > own))
    );
    let uid = "UID:closed-2026-12-25@atlas.csp-support";
    assert!(first.contains(uid) && later.contains(uid));
}

#[test]
fn statements_lead_to_all_days() {
    let pages = site("nordlicht");
    let page = &pages["en/standard-2026.html"];
    assert!(page.contains("<a href=\"closures.html\">All days with other hours</a>"));
    assert!(page.contains("<a href=\"closures.ics\" type=\"text/calendar\">"));
    assert!(pages["en/standard-2026.md"].contains("](closures.md)"));
}
