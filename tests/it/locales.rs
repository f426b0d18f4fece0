//! Locales write dates, times, money, lists and names as CLDR does, in every language there is a table for.

use csp_support::page::locale::{Case, Strings, direction};
use csp_support::page::{Locale, isolate};
use jiff::civil::{Weekday, date};

/// Rows of other makers: the shared ones, and further ones of ours.
const GOLDEN: [&str; 2] = [
    include_str!("../data/intl-golden.txt"),
    include_str!("../data/intl-golden-own.txt"),
];

/// The currency of each locale's country.
const CURRENCIES: [(&str, &str); 14] = [
    ("AE", "AED"),
    ("AT", "EUR"),
    ("BR", "BRL"),
    ("CA", "CAD"),
    ("CH", "CHF"),
    ("GB", "GBP"),
    ("IE", "EUR"),
    ("JP", "JPY"),
    ("MX", "MXN"),
    ("NO", "NOK"),
    ("PL", "PLN"),
    ("SE", "SEK"),
    ("US", "USD"),
    ("DE", "EUR"),
];

/// Where we say something else than the golden rows, which come from CLDR 48.0: locale, column, golden value,
/// ours, and why.
const DEVIATIONS: [(&str, usize, &str, &str, &str); 2] = [
    (
        "ja-JP",
        3,
        "￥1,235",
        "￥1,234.50",
        "we never round money; the yen has no smaller coin, so a whole amount is tested apart",
    ),
    (
        "nb-NO",
        4,
        "sentraleuropeisk tid",
        "tidssone for Sentral-Europa",
        "names of time zones come from ICU4X 2.4, which has CLDR 49.0",
    ),
];

fn locale(tag: &str) -> Locale {
    let (language, country) = tag.split_once('-').unwrap();
    let locale = Locale::new(language, Some(country), Strings::default()).unwrap();
    assert_eq!(locale.tag(), tag);
    locale
}

fn currency(country: &str) -> &'static str {
    let known = CURRENCIES.iter().find(|(code, _)| *code == country);
    known.map_or("EUR", |(_, currency)| *currency)
}

/// The columns of a row as our locale writes them, from the range of times on.
fn columns(tag: &str) -> [String; 6] {
    let locale = locale(tag);
    [
        locale.range(9 * 60, 17 * 60 + 30),
        locale.full_date(date(2026, 12, 25)),
        locale.money("1234.50", currency(&tag[3..])),
        locale.zone("Europe/Berlin"),
        locale.duration("PT4H", Case::Alone),
        // Latin letters in a list from right to left are kept apart, for which CLDR has no marks.
        locale
            .list(&["A", "B", "C"])
            .replace([isolate::OPEN, isolate::CLOSE], ""),
    ]
}

#[test]
fn all_locales_write_what_cldr_says() {
    let rows = GOLDEN.iter().flat_map(|text| text.lines());
    let rows: Vec<_> = rows.filter(|row| !row.starts_with('#')).collect();
    assert_eq!(rows.len(), 19);
    let mut deviations = Vec::new();
    for row in rows {
        let golden: Vec<_> = row.split(" || ").collect();
        let (tag, ours) = (golden[0], columns(golden[0]));
        let days = [Weekday::Monday, Weekday::Friday].map(|day| locale(tag).weekday(day));
        assert_eq!(days.join(" | "), golden[1], "{tag}");
        for (at, ours) in ours.iter().enumerate() {
            if ours != golden[at + 2] {
                deviations.push((tag, at + 1, golden[at + 2], ours.clone()));
            }
        }
    }
    let listed: Vec<_> = DEVIATIONS
        .iter()
        .map(|(tag, column, golden, ours, _)| (*tag, *column, *golden, (*ours).to_owned()))
        .collect();
    assert_eq!(
        deviations, listed,
        "a deviation is listed as long as it is there"
    );
}

#[test]
fn whole_amounts_of_a_currency_without_small_coins_have_no_decimals() {
    assert_eq!(locale("ja-JP").money("1235", "JPY"), "￥1,235");
    assert_eq!(locale("es-ES").money("1235", "JPY"), "1235\u{a0}JPY");
}

#[test]
fn small_thousands_have_no_mark_where_people_write_none() {
    assert_eq!(locale("es-ES").money("1234.50", "EUR"), "1234,50\u{a0}€");
    assert_eq!(locale("es-ES").money("12345.50", "EUR"), "12.345,50\u{a0}€");
    assert_eq!(
        locale("pl-PL").money("1234567", "PLN"),
        "1\u{a0}234\u{a0}567,00\u{a0}zł"
    );
}

#[test]
fn halves_of_the_day_have_the_words_of_the_locale() {
    let mexico = locale("es-MX");
    assert_eq!(mexico.time(9 * 60), "9:00\u{202f}a.m.");
    assert_eq!(mexico.range(9 * 60, 11 * 60), "9:00–11:00\u{202f}a.m.");
    assert_eq!(locale("ar-AE").time(17 * 60 + 30), "5:30 م");
    assert_eq!(locale("fr-CA").time(24 * 60), "24 h 00");
    assert_eq!(locale("ja-JP").range(0, 24 * 60), "0時00分～24時00分");
}

#[test]
fn lengths_of_time_have_every_form_that_numbers_have() {
    let arabic = locale("ar-AE");
    let hours = |hours: u8| arabic.duration(&format!("PT{hours}H"), Case::Alone);
    assert_eq!(hours(1), "ساعة");
    assert_eq!(hours(2), "ساعتان");
    assert_eq!(hours(4), "4 ساعات");
    assert_eq!(hours(24), "24 ساعة");
    let polish = locale("pl-PL");
    assert_eq!(polish.duration("P2D", Case::Alone), "2 dni");
    assert_eq!(polish.duration("PT5H", Case::Alone), "5 godzin");
    assert_eq!(polish.duration("PT1H", Case::Within), "1 godziny");
    assert_eq!(
        locale("fr-FR").duration("PT1H", Case::Within),
        "1\u{a0}heure"
    );
}

#[test]
fn weeks_begin_and_end_as_they_do_where_the_readers_are() {
    use Weekday::{Friday, Monday, Saturday, Sunday};
    let week = |language: &str, country: &str| {
        let locale = Locale::new(language, Some(country), Strings::default()).unwrap();
        (locale.first_weekday(), locale.weekend().to_vec())
    };
    assert_eq!(week("en", "US"), (Sunday, vec![Sunday, Saturday]));
    assert_eq!(week("ja", "JP"), (Sunday, vec![Sunday, Saturday]));
    assert_eq!(week("de", "DE"), (Monday, vec![Saturday, Sunday]));
    // A country without conventions of its own in our data still has its own week.
    assert_eq!(week("en", "SA"), (Sunday, vec![Friday, Saturday]));
    assert_eq!(week("en", "<script>"), (Monday, vec![Saturday, Sunday]));
}

#[test]
fn a_country_without_conventions_borrows_those_of_another() {
    let tag = |language: &str, country: Option<&str>| {
        let locale = Locale::new(language, country, Strings::default()).unwrap();
        locale.tag().to_owned()
    };
    assert_eq!(tag("de", Some("LI")), "de-CH");
    assert_eq!(tag("de", Some("US")), "de-DE");
    assert_eq!(tag("en", None), "en-GB");
    assert_eq!(tag("nb", Some("DE")), "nb-NO");
}

#[test]
fn directions_follow_the_script_of_a_language() {
    for tag in ["ar", "he", "ar-AE", "fa", "ur", "ckb", "az-Arab", "yi"] {
        assert_eq!(direction(tag), "rtl", "{tag}");
    }
    for tag in ["en", "ja", "uz-Latn", "az", "", "<b>", "no such tag"] {
        assert_eq!(direction(tag), "ltr", "{tag}");
    }
}
