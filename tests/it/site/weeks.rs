//! Weeks begin where the partner's customers begin them, in the table and in words.

use super::pages::{build, options};
use csp_support::model;
use csp_support::source::Source;

/// The rows of the week and the phrase of an English page of a partner in a country.
fn week(country: &str) -> (Vec<String>, String) {
    let partner = format!(
        "apiVersion: csp-support/v1\nkind: PartnerProfile\nmetadata: {{id: us}}\nspec:\n  \
         legalAddress: {{country: {country}}}\n"
    );
    let offering = "apiVersion: csp-support/v1\nkind: SupportOffering\nmetadata: {id: one}\nspec:\n  \
         products: [azure]\n  hours: {desk: {label: Desk, zone: UTC, open: \"Mo-Th 08:00-17:00; \
         Fr 08:00-12:00; Su 10:00-12:00\"}}\n";
    let sources = [
        Source::new("partner.yaml", partner),
        Source::new("one.yaml", offering),
    ];
    let pages = build(&model::load(&sources).unwrap(), &options(&["en"]));
    let page = &pages["en/one.md"];
    let (_, desk) = page.split_once("### Desk\n\n").unwrap();
    let (_, table) = desk.split_once("|---|---|\n").unwrap();
    let rows = table.lines().take_while(|line| line.starts_with('|'));
    let day = |row: &str| row.split('|').nth(1).unwrap().trim().to_owned();
    (
        rows.map(day).collect(),
        desk.lines().next().unwrap().to_owned(),
    )
}

#[test]
fn the_table_begins_with_the_first_day_and_the_sentence_with_work() {
    for (country, first, last, phrase) in [
        (
            "DE",
            "Monday",
            "Sunday",
            "Monday to Thursday, 08:00–17:00; Friday, 08:00–12:00; Sunday, 10:00–12:00",
        ),
        (
            "US",
            "Sunday",
            "Saturday",
            "Monday to Thursday, 8:00\u{202f}AM\u{2009}–\u{2009}5:00\u{202f}PM; Friday, \
             8:00\u{202f}AM\u{2009}–\u{2009}12:00\u{202f}PM; Sunday, \
             10:00\u{202f}AM\u{2009}–\u{2009}12:00\u{202f}PM",
        ),
        (
            "SA",
            "Sunday",
            "Saturday",
            "Sunday, 10:00–12:00; Monday to Thursday, 08:00–17:00; Friday, 08:00–12:00",
        ),
    ] {
        let (rows, told) = week(country);
        assert_eq!(rows.len(), 7);
        assert_eq!((&*rows[0], &*rows[6]), (first, last), "{country}");
        assert_eq!(told, phrase, "{country}");
    }
}
