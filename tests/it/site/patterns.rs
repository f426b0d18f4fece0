//! Hours that differ from week to week, as a page tells them.

use crate::site::printed::printed;
use csp_support::model;
use csp_support::page::Templates;
use csp_support::site::Options;
use csp_support::source::Source;
use std::collections::{BTreeMap, BTreeSet};

/// Hours, and what an English and a German page say about them.
const TOLD: &[(&str, &str, &str)] = &[
    (
        "Mo-Fr 09:00-17:00; Sa[1,3] 09:00-13:00",
        "Monday to Friday, 09:00–17:00; first and third Saturday of the month, 09:00–13:00",
        "Montag bis Freitag, 09:00–17:00 Uhr; erster und dritter Samstag im Monat, 09:00–13:00 Uhr",
    ),
    (
        "Mo,We,Fr 10:00-13:00; Th 14:00-19:00",
        "Monday, Wednesday and Friday, 10:00–13:00; Thursday, 14:00–19:00",
        "Montag, Mittwoch und Freitag, 10:00–13:00 Uhr; Donnerstag, 14:00–19:00 Uhr",
    ),
    (
        "Su-Th 08:00-16:00",
        "Sunday to Thursday, 08:00–16:00",
        "Sonntag bis Donnerstag, 08:00–16:00 Uhr",
    ),
    (
        "Fr[-1] 20:00-24:00",
        "Last Friday of the month, 20:00–24:00",
        "Letzter Freitag im Monat, 20:00–24:00 Uhr",
    ),
    (
        "week 01-53/2 Mo,We 08:00-12:00; week 02-52/2 Tu 08:00-12:00",
        "Monday and Wednesday, odd calendar weeks, 08:00–12:00; Tuesday, even calendar weeks, 08:00–12:00",
        "Montag und Mittwoch, ungerade Kalenderwochen, 08:00–12:00 Uhr; Dienstag, gerade Kalenderwochen, 08:00–12:00 Uhr",
    ),
    (
        "Mo-Fr 08:00-18:00; Jul-Aug Fr 08:00-13:00; Dec 24 off; 2026 Dec 28-2026 Dec 31 off",
        "Monday to Friday, 08:00–18:00; Friday, July to August, 08:00–13:00",
        "Montag bis Freitag, 08:00–18:00 Uhr; Freitag, Juli bis August, 08:00–13:00 Uhr",
    ),
    (
        "Mo-Sa 09:00-17:00; Sa[2] off; 2027 Mar 20 10:00-12:00",
        "Monday to Saturday, 09:00–17:00; second Saturday of the month, closed; 20 March 2027, 10:00–12:00",
        "Montag bis Samstag, 09:00–17:00 Uhr; zweiter Samstag im Monat, geschlossen; 20. März 2027, 10:00–12:00 Uhr",
    ),
];

#[test]
fn hours_that_change_are_told_in_words() {
    for (open, english, german) in TOLD {
        for (language, wanted) in [("en", english), ("de", german)] {
            assert_eq!(told(open, language), *wanted, "{open} in {language}");
        }
    }
}

/// What the page of an offering with one window says under the window's name.
fn told(open: &str, language: &str) -> String {
    let document = format!(
        "apiVersion: csp-support/v1\nkind: SupportOffering\nmetadata: {{id: one}}\nspec:\n  \
         products: [azure]\n  hours: {{desk: {{label: Desk, open: \"{open}\", zone: Europe/Berlin}}}}\n"
    );
    let loaded = model::load(&[Source::new("one.yaml", document)]).unwrap();
    let options = Options {
        as_of: "2026-11-23".parse().unwrap(),
        languages: vec![language.to_owned()],
        title: None,
        base_url: None,
        logo: None,
        drafts: BTreeSet::new(),
        guidance: None,
        pdf: false,
        archive: None,
    };
    let templates = Templates::new(BTreeMap::new()).unwrap();
    let mut pages = printed(&loaded.workspace, &templates, &options).unwrap();
    let page = pages.remove(&format!("{language}/one.md")).unwrap();
    let (_, rest) = page.split_once("### Desk\n\n").unwrap();
    rest.lines().next().unwrap().to_owned()
}
