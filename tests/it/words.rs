//! Words by which texts promise something: what counts in which language, and what does not.

use csp_support::model::catalog::{Catalogs, Means, Unit};

fn said(text: &str) -> Vec<(Means, String)> {
    let finder = Catalogs::embedded().unwrap().words();
    let said = finder.said(text).unwrap().into_iter();
    said.map(|said| (said.means, said.words.to_owned()))
        .collect()
}

fn means(text: &str) -> Vec<Means> {
    said(text).into_iter().map(|(means, _)| means).collect()
}

/// Texts, and the one thing each says.
const SAYS: &[(&str, Means, &str)] = &[
    (
        "Call [your number] now",
        Means::Placeholder,
        "[your number]",
    ),
    (
        "Open [Monday 8am to 5pm]",
        Means::Placeholder,
        "[Monday 8am to 5pm]",
    ),
    ("[URL]", Means::Placeholder, "[URL]"),
    ("Dear {{name}}", Means::Placeholder, "{{name}}"),
    ("Dear <first name>", Means::Placeholder, "<first name>"),
    ("From %COMPANY_NAME%", Means::Placeholder, "%COMPANY_NAME%"),
    ("TODO", Means::Placeholder, "TODO"),
    ("Tel. xxx", Means::Placeholder, "xxx"),
    ("Lorem ipsum dolor", Means::Placeholder, "Lorem ipsum"),
    ("It costs 21$24.00 a month", Means::BrokenPrice, "21$24.00"),
    ("EUR NaN", Means::BrokenPrice, "EUR NaN"),
    ("24/7-Support", Means::Always, "24/7"),
    ("Support 24×7", Means::Always, "24×7"),
    (
        "Wir sind rund um die Uhr da",
        Means::Always,
        "rund um die Uhr",
    ),
    ("Sie erreichen uns jederzeit", Means::Always, "jederzeit"),
    ("You can call us at any time", Means::Always, "at any time"),
    (
        "in den Geschäftszeiten",
        Means::BusinessHours,
        "Geschäftszeiten",
    ),
    (
        "within usual working hours",
        Means::BusinessHours,
        "working hours",
    ),
    ("up to 99.9 %", Means::Unbinding, "up to 99.9 %"),
    ("bis zu 99 Prozent", Means::Unbinding, "bis zu 99 Prozent"),
    ("Unbegrenzte Anfragen", Means::Unlimited, "Unbegrenzte"),
    ("unlimited requests", Means::Unlimited, "unlimited"),
    (
        "We answer within one hour",
        Means::Within,
        "within one hour",
    ),
    (
        "Antwort binnen 30 Minuten",
        Means::Within,
        "binnen 30 Minuten",
    ),
    (
        "Wir melden uns innerhalb von zwei Stunden",
        Means::Within,
        "innerhalb von zwei Stunden",
    ),
    ("with a 4-hour response", Means::Within, "4-hour response"),
    ("Anrufe sind kostenlos", Means::Free, "kostenlos"),
    ("free of charge", Means::Free, "free of charge"),
];

#[test]
fn words_mean_what_they_say() {
    for (text, means, words) in SAYS {
        assert_eq!(said(text), [(*means, (*words).to_owned())], "{text}");
    }
}

/// Texts that promise nothing: they deny, quote, ask customers, speak of others, or look alike only.
const SAYS_NOTHING: &[&str] = &[
    "See [our terms](https://seeadler.example/terms)",
    "Answer in < 4 hours, not > 8",
    "[x] done, footnote [1]",
    "An hour costs $21.24, or 10€/20€",
    "We are not there 24/7",
    "Wir sind nicht rund um die Uhr da",
    "Kein 24/7, keine Bereitschaft",
    "The sign says “24/7”",
    "Sagen Sie „rund um die Uhr“",
    "Our portal takes requests around the clock",
    "You may cancel at any time",
    "Sie können jederzeit kündigen",
    "on 24.7.2026",
    "up to three people",
    "The number is not unlimited",
    "Please answer within two hours",
    "payable within 14 days",
    "zahlbar innerhalb von 14 Tagen",
    "A reply within 30 days opens it again",
    "In einer Woche beginnt die Umstellung",
    "There is no charge for this",
    "Feel free to ask, fault-free",
    "nicht kostenlos",
];

#[test]
fn other_words_mean_nothing() {
    for text in SAYS_NOTHING {
        assert_eq!(said(text), [], "{text}");
    }
}

#[test]
fn a_denial_ends_with_its_clause() {
    assert_eq!(means("We never sleep: call us 24/7"), [Means::Always]);
    assert_eq!(means("Nicht nur am Tag, rund um die Uhr"), [Means::Always]);
}

#[test]
fn times_are_read_with_their_units() {
    let finder = Catalogs::embedded().unwrap().words();
    let time = |text: &str| {
        finder
            .said(text)
            .unwrap()
            .into_iter()
            .find_map(|said| said.time)
    };
    let times = [
        ("we answer within one hour", (1, Unit::Hour)),
        ("we answer within 4 business hours", (4, Unit::Hour)),
        ("we answer within two working days", (2, Unit::WorkingDay)),
        ("we answer within 15 min", (15, Unit::Minute)),
        ("Antwort binnen eines Tages", (1, Unit::Day)),
        (
            "Antwort innerhalb von drei Werktagen",
            (3, Unit::WorkingDay),
        ),
        ("Antwort in zwei Wochen", (2, Unit::Week)),
    ];
    for (text, expected) in times {
        assert_eq!(time(text), Some(expected), "{text}");
    }
}

#[test]
fn footnotes_are_seen() {
    let finder = Catalogs::embedded().unwrap().words();
    assert!(finder.said("Unlimited* help").unwrap()[0].starred);
    assert!(!finder.said("Unlimited help").unwrap()[0].starred);
}
