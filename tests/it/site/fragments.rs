//! Words in another language than their page's: marked as such, and counted.

use super::pages::{Pages, build, options};
use crate::harness::Project;
use csp_support::model;
use csp_support::source::Source;

/// The pages of an offering in a language, whose partner has a calendar of its own.
fn pages(holidays: &str, language: &str) -> Pages {
    let partner = "apiVersion: csp-support/v1\nkind: PartnerProfile\nmetadata: {id: one, language: de}\nspec:\n  \
        legalName: Eins GmbH\n  calendars:\n    ours:\n      of: DE-BE\n      add: [{name: Betriebsfeier, on: 2026-12-18}]\n  \
        translations: {es: {Betriebsfeier: Fiesta de empresa}}\n";
    let offering = format!(
        "apiVersion: csp-support/v1\nkind: SupportOffering\nmetadata: {{id: one, language: de}}\nspec:\n  \
         name: Hilfe\n  products: [azure]\n  hours: {{desk: {{zone: UTC, open: \"Mo-Su 08:00-17:00; PH off\", \
         holidays: {holidays}}}}}\n  summary: Wir helfen.\n  \
         translations: {{fr-CA: {{Hilfe: Aide}}, es: {{Hilfe: Ayuda, Wir helfen.: Ayudamos.}}}}\n"
    );
    let sources = [
        Source::new("partner.yaml", partner),
        Source::new("one.yaml", offering),
    ];
    build(&model::load(&sources).unwrap(), &options(&[language]))
}

#[test]
fn holidays_are_called_what_people_there_call_them() {
    for (calendar, language, wanted) in [
        (
            "DE-BE",
            "de",
            "<span class=\"quiet\">Zweiter Weihnachtstag</span>",
        ),
        (
            "DE-BE",
            "en",
            "<span class=\"quiet\">Second Day of Christmas</span>",
        ),
        (
            "DE-BE",
            "fr",
            "<span class=\"quiet\"><span lang=\"de\">Zweiter Weihnachtstag</span></span>",
        ),
        (
            "NL",
            "de",
            "<span class=\"quiet\"><span lang=\"nl\">Tweede kerstdag</span></span>",
        ),
        // Other letters are no help to readers of this language.
        (
            "JP",
            "fr",
            "<span class=\"quiet\"><span lang=\"en\">New Year&#39;s Day</span></span>",
        ),
        ("JP", "ja", "<span class=\"quiet\">元日</span>"),
    ] {
        let page = &pages(calendar, language)[&format!("{language}/one.html")];
        assert!(page.contains(wanted), "{calendar} in {language}: {page}");
    }
}

#[test]
fn days_of_ones_own_are_translated_or_marked() {
    for (language, wanted) in [
        ("de", "<span class=\"quiet\">Betriebsfeier</span>"),
        ("es", "<span class=\"quiet\">Fiesta de empresa</span>"),
        (
            "nl",
            "<span class=\"quiet\"><span lang=\"de\">Betriebsfeier</span></span>",
        ),
    ] {
        let page = &pages("ours", language)[&format!("{language}/one.html")];
        assert!(page.contains(wanted), "{language}: {page}");
    }
}

/// A translation for one country serves all pages of its language.
#[test]
fn texts_come_in_the_language_of_the_page_or_in_their_own() {
    let french = pages("DE-BE", "fr");
    assert!(french["fr/one.html"].contains("<h1>Aide</h1>"));
    assert!(
        french["fr/one.html"].contains("<div class=\"prose\" lang=\"de\">\n<p>Wir helfen.</p>")
    );
    assert!(
        french["fr/one.md"].contains("# Aide\n") && french["fr/one.md"].contains("Wir helfen.")
    );
}

#[test]
fn what_nobody_translated_is_counted_language_by_language() {
    let project = Project::with_fixture("minimal");
    let texts = "translations: {nl: {Standard support: Standaard}}\n";
    let offering = project.read("ws/offering.yaml");
    let project = project.file(
        "ws/offering.yaml",
        offering.replace("spec:\n", &format!("spec:\n  {texts}")),
    );
    let told = |threads: &str, out: &str| {
        let words = ["publish", "ws", "--out", out, "--lang", "en,nl,nb"];
        let mut command = project.command(&words);
        let ran = command.env("RAYON_NUM_THREADS", threads).output().unwrap();
        String::from_utf8(ran.stderr).unwrap().replace(out, "site")
    };
    let one = told("1", "one");
    let lines: Vec<_> = one.lines().skip(1).collect();
    let counted = |language: &str, texts: u8| {
        format!(
            "on pages in `{language}`, {texts} texts are shown in another language, because nobody translated them"
        )
    };
    assert_eq!(lines, [counted("nl", 10), counted("nb", 11)]);
    assert_eq!(one, told("7", "seven"));
    let words = ["publish", "ws", "--out", "site", "--lang", "en"];
    let ran = project.run(&words).exits(0);
    assert!(!ran.stderr.contains("nobody translated"), "{}", ran.stderr);
}
