//! The glossary: what offerings use and nothing else, the same terms in every language.

use crate::site::markup;
use crate::site::pages::{Pages, build, load, options, sources};
use csp_support::page::locale::LANGUAGES;
use csp_support::source::Source;

/// The anchors of a glossary.
fn terms(page: &str) -> Vec<String> {
    let (_, list) = page.split_once("<dl class=\"pairs terms\">").unwrap();
    let tags = markup::tags(list).into_iter();
    tags.filter(|tag| tag.name == "div")
        .filter_map(|tag| tag.attribute("id").map(str::to_owned))
        .collect()
}

/// The links of a statement to the glossary.
fn linked(page: &str) -> Vec<String> {
    let tags = markup::tags(page).into_iter();
    let to = |tag: markup::Tag| {
        tag.attribute("href")?
            .strip_prefix("glossary.html#")
            .map(str::to_owned)
    };
    tags.filter_map(to).collect()
}

/// The smallest site with another text in its offering.
fn with(old: &str, new: &str) -> Pages {
    let offering = sources("minimal").remove(0).text.clone();
    assert!(offering.contains(old), "{old}");
    let offering = Source::new("o.yaml", offering.replace(old, new));
    let partner = sources("minimal").pop().unwrap();
    build(&load(&[offering, partner]), &options(&["en"]))
}

#[test]
fn it_explains_what_offerings_use_and_nothing_else() {
    let usual = with("spec:\n", "spec:\n");
    let usual = terms(&usual["en/glossary.html"]);
    assert!(usual.contains(&"severity".to_owned()), "{usual:?}");
    for (more, term) in [
        (
            "  entitlement: [{needs: partner_of_record}]\n",
            "partner-of-record",
        ),
        (
            "  customerDuties: [{duty: keep_access}]\n",
            "delegated-access",
        ),
        (
            "  slaCredits: {basis: affected_service, passThrough: full}\n",
            "service-credit",
        ),
    ] {
        assert!(!usual.contains(&term.to_owned()), "{term}");
        let pages = with("spec:\n", &format!("spec:\n{more}"));
        let own = terms(&pages["en/glossary.html"]);
        assert!(own.contains(&term.to_owned()), "{term}: {own:?}");
        assert!(
            linked(&pages["en/standard.html"]).contains(&term.to_owned()),
            "{term}"
        );
        assert!(pages["en/glossary.md"].contains("\n- **"), "{term}");
    }
}

#[test]
fn every_language_explains_the_same_in_its_own_words() {
    let pages = build(&load(&sources("atlas")), &options(LANGUAGES));
    let english = terms(&pages["en/glossary.html"]);
    assert!(english.len() > 15, "{english:?}");
    let mut seen = std::collections::BTreeSet::new();
    for language in LANGUAGES {
        let page = &pages[&format!("{language}/glossary.html")];
        assert_eq!(terms(page), english, "{language}");
        let (_, list) = page.split_once("<dl class=\"pairs terms\">").unwrap();
        let (list, _) = list.split_once("</dl>").unwrap();
        assert!(
            seen.insert(list.to_owned()),
            "{language} says it in another language's words"
        );
        let empty = ["<dt></dt>", "<dd></dd>"]
            .iter()
            .any(|none| list.contains(none));
        assert!(!empty, "{language}");
    }
}

#[test]
fn statements_lead_to_every_term_that_they_do_not_explain_themselves() {
    let pages = build(&load(&sources("nordlicht")), &options(&["de", "en"]));
    let known = terms(&pages["en/glossary.html"]);
    let mut all = Vec::new();
    for id in ["azure-2026", "premium-2026", "standard-2026"] {
        let page = &pages[&format!("en/{id}.html")];
        let own = linked(page);
        assert!(!own.is_empty(), "{id}");
        assert_eq!(own, linked(&pages[&format!("de/{id}.html")]), "{id}");
        all.extend(own);
    }
    let (own, metrics): (Vec<_>, Vec<_>) = known.into_iter().partition(|term| all.contains(term));
    assert!(!own.is_empty());
    for term in metrics {
        let explained = [
            "first-response",
            "pick-up",
            "update",
            "workaround",
            "resolution",
            "on-site",
        ];
        assert!(
            explained.contains(&term.as_str()),
            "nobody leads to `{term}`"
        );
    }
}

#[test]
fn offerings_that_use_no_term_have_no_glossary() {
    let offering = "apiVersion: csp-support/v1\nkind: SupportOffering\nmetadata: {id: o, language: en}\n\
                    spec: {name: Bare, products: [azure]}\n";
    let pages = build(&load(&[Source::new("o.yaml", offering)]), &options(&["en"]));
    assert!(!pages.contains_key("en/glossary.html"));
    assert!(!pages["en/o.html"].contains("glossary"));
}
