//! Ways of contact and languages on the page: what can be called from where, what counts, who speaks when.

use super::pages::{Pages, build, load, options};
use csp_support::source::Source;

fn pages() -> Pages {
    let text = include_str!("channels.yaml");
    build(
        &load(&[Source::new("channels.yaml", text)]),
        &options(&["en", "de"]),
    )
}

/// The page without mark-up between words.
fn words(page: &str) -> String {
    let mut text = String::new();
    for part in page.split('<') {
        let inner = part.split_once('>').map_or(part, |(_, inner)| inner);
        text.push_str(inner);
        text.push(' ');
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn assert_says(page: &str, sentences: &[&str]) {
    for sentence in sentences {
        assert!(page.contains(sentence), "`{sentence}` in:\n{page}");
    }
}

#[test]
fn a_number_of_one_country_is_no_link_and_says_where_it_works() {
    let pages = pages();
    let page = &pages["en/desk.html"];
    assert!(!page.contains("tel:0848"), "{page}");
    let told = [
        "0848 800 900 In the menu 2 Works only in Switzerland",
        "Cost of the call CHF 0.08 per minute",
        "Number within the country 0800 5550100 (Germany)",
        "Cost of the call free of charge",
    ];
    assert_says(&words(page), &told);
    let told = [
        "Im Sprachmenü 2 Erreichbar nur in Schweiz",
        "Kosten des Anrufs 0,08 CHF pro Minute",
        "Kosten des Anrufs kostenlos",
    ];
    assert_says(&words(&pages["de/desk.html"]), &told);
}

#[test]
fn what_stands_in_the_contract_never_stands_on_a_page() {
    for (path, page) in pages() {
        assert!(!page.contains("5012345678"), "{path}");
        assert!(!page.contains("50-1234-5678"), "{path}");
    }
    assert_says(
        &words(&pages()["en/desk.html"]),
        &["You find it in your contract"],
    );
}

#[test]
fn where_we_only_answer_there_is_no_link() {
    let pages = pages();
    assert!(!pages["en/desk.html"].contains("mailto:answers"));
    let told = [
        "We only answer here: please ask in another way.",
        "First to answer An automatic assistant (AI) only",
        "You can ask here; the answer reaches you in another way.",
        "Requests Orders and Returns",
    ];
    assert_says(&words(&pages["en/desk.html"]), &told);
}

#[test]
fn ways_that_do_not_count_name_the_way_that_does() {
    let pages = pages();
    let told = [
        "WhatsApp : it belongs to one person alone. Instead, use Chat, desk.example/chat",
        "nobody watches it. Instead, use Phone, You find it in your contract",
    ];
    assert_says(&words(&pages["en/desk.html"]), &told);
    let told = ["WhatsApp : gehört nur einer Person. Stattdessen: Chat, desk.example/chat"];
    assert_says(&words(&pages["de/desk.html"]), &told);
    assert!(pages["en/desk.md"].contains("- **WhatsApp**: it belongs to one person alone."));
}

#[test]
fn languages_are_told_with_hours_severities_and_means() {
    let pages = pages();
    let told = [
        "Japanese Severity: Critical Always : around the clock, every day of the year",
        "Japanese All requests Office hours : Monday to Friday, 09:00–18:00",
        "Japanese with an interpreter Severity: Low",
        "Catalan when we can All requests At all our hours",
        "Spanish (Dominican Republic) in writing, translated by machine Requests: Orders",
    ];
    assert_says(&words(&pages["en/desk.html"]), &told);
    let told = [
        "Japanisch mit Dolmetscher Stufe: Niedrig",
        "Spanisch (Dominikanische Republik) schriftlich, maschinell übersetzt Anliegen: Bestellungen",
        "Katalanisch wenn es möglich ist Alle Anfragen",
    ];
    assert_says(&words(&pages["de/desk.html"]), &told);
    let told = "- **Japanese**, with an interpreter: Severity: Low; Always:";
    assert!(
        pages["en/desk.md"].contains(told),
        "{}",
        pages["en/desk.md"]
    );
}

#[test]
fn a_text_from_right_to_left_says_so() {
    let page = &pages()["en/desk.html"];
    assert!(
        page.contains("<span lang=\"ar\" dir=\"rtl\">مكتب الدعم</span>"),
        "{page}"
    );
}
