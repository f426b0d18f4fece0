//! What programs read of a page before anybody reads it: addresses, languages, titles, who may list it.

use crate::site::markup::{self, Tag};
use crate::site::not_found::NOT_FOUND;
use crate::site::pages::{Pages, build, html, joined, load, options, sources};
use csp_support::site::Options;
use csp_support::source::Source;
use std::collections::{BTreeMap, BTreeSet};

pub(super) const BASE: &str = "https://support.harbour.example/help";

pub(super) fn with_base(languages: &[&str]) -> Options {
    let mut options = options(languages);
    options.base_url = Some(format!("{BASE}/"));
    options
}

pub(super) fn site(fixture: &str, options: &Options) -> Pages {
    build(&load(&sources(fixture)), options)
}

/// The values of one attribute of all tags that have another with a certain value.
pub(super) fn values(page: &str, (key, value): (&str, &str), wanted: &str) -> Vec<String> {
    let tags = markup::tags(page).into_iter();
    tags.filter(|tag| tag.attribute(key) == Some(value))
        .filter_map(|tag| tag.attribute(wanted).map(str::to_owned))
        .collect()
}

fn property(page: &str, name: &str) -> Option<String> {
    values(page, ("property", name), "content").pop()
}

pub(super) fn is_unlisted(page: &str) -> bool {
    values(page, ("name", "robots"), "content") == ["noindex"]
}

/// Where a page says it stands in each language, as paths of the site.
pub(super) fn alternates(path: &str, page: &str) -> BTreeMap<String, String> {
    let tags = markup::tags(page).into_iter();
    let alternate = |tag: Tag| {
        let language = tag.attribute("hreflang").filter(|_| tag.name == "link")?;
        let href = tag.attribute("href").unwrap();
        let file = match href.strip_prefix(BASE) {
            Some(file) => file.trim_start_matches('/').to_owned(),
            None => joined(path, href),
        };
        Some((language.to_owned(), file))
    };
    tags.filter_map(alternate).collect()
}

#[test]
fn every_listed_page_knows_its_own_address() {
    let pages = site("nordlicht", &with_base(&["de", "en"]));
    for (path, page) in html(&pages).filter(|(_, page)| !is_unlisted(page)) {
        let canonical = values(page, ("rel", "canonical"), "href");
        assert_eq!(canonical, [format!("{BASE}/{path}")], "{path}");
        assert_eq!(property(page, "og:url"), canonical.first().cloned());
    }
    for (path, page) in html(&site("nordlicht", &options(&["de", "en"]))) {
        assert!(
            !page.contains("canonical") && !page.contains("og:url"),
            "{path}"
        );
    }
}

#[test]
fn languages_point_at_each_other_and_at_one_page_for_everybody_else() {
    for options in [options(&["de", "en"]), with_base(&["de", "en"])] {
        let pages = site("nordlicht", &options);
        let told = |path: &str| alternates(path, &pages[path]);
        for (path, page) in html(&pages).filter(|(path, _)| *path != NOT_FOUND) {
            let own = told(path);
            let languages: Vec<_> = own.keys().map(String::as_str).collect();
            assert_eq!(languages, ["de", "en", "x-default"], "{path}");
            assert!(
                own.values().any(|file| file == path),
                "{path} leaves itself out"
            );
            for (language, file) in &own {
                assert_eq!(told(file), own, "{path} and {file} disagree");
                let written = format!("<html lang=\"{language}\"");
                assert!(language == "x-default" || pages[file].contains(&written));
            }
            let links = markup::tags(page).into_iter();
            let mut links =
                links.filter(|tag| tag.name == "link" && tag.attribute("hreflang").is_some());
            let absolute = links.all(|link| link.attribute("href").unwrap().starts_with(BASE));
            assert_eq!(absolute, options.base_url.is_some(), "{path}");
        }
        assert_eq!(told("de/index.html")["x-default"], "index.html");
        assert_eq!(
            told("en/azure-2026.html")["x-default"],
            "de/azure-2026.html"
        );
    }
}

#[test]
fn a_site_of_one_language_has_no_page_to_choose_one() {
    let pages = site("minimal", &with_base(&["en"]));
    let top = &pages["index.html"];
    assert!(is_unlisted(top));
    let home = [format!("{BASE}/en/index.html")];
    assert_eq!(values(top, ("rel", "canonical"), "href"), home);
    let first = alternates("en/index.html", &pages["en/index.html"]);
    assert_eq!(first["x-default"], "en/index.html");
}

/// The path of every page with its language, title and description.
fn named(pages: &Pages) -> Vec<(&String, &str, [String; 2])> {
    let named = html(pages).map(|(path, page)| {
        let (_, title) = page.split_once("<title>").unwrap();
        let (title, _) = title.split_once("</title>").unwrap();
        let description = values(page, ("name", "description"), "content").remove(0);
        let language = path.split_once('/').map_or("", |(language, _)| language);
        (path, language, [title.to_owned(), description])
    });
    named.collect()
}

#[test]
fn no_two_pages_of_a_language_have_the_same_title_or_description() {
    let offering = std::fs::read_to_string("fixtures/minimal/offering.yaml").unwrap();
    let twin = offering.replace("id: standard", "id: twin");
    let nameless = offering.replace("  name: Standard support\n", "");
    let nameless = nameless.replace("id: standard", "id: nameless");
    let mut namesakes = sources("minimal");
    namesakes.push(Source::new("twin.yaml", twin));
    namesakes.push(Source::new("nameless.yaml", nameless));
    for documents in [
        sources("nordlicht"),
        sources("atlas"),
        sources("fjord"),
        namesakes,
    ] {
        let pages = build(&load(&documents), &options(&["de", "en"]));
        let mut seen = BTreeSet::new();
        for (path, language, names) in named(&pages) {
            for name in names {
                assert!(!name.trim().is_empty(), "{path}");
                assert!(seen.insert((language, name.clone())), "{path}: {name}");
            }
        }
    }
}

#[test]
fn what_is_shared_elsewhere_is_text_of_the_page() {
    let pages = site("nordlicht", &with_base(&["de", "en"]));
    for (path, page) in html(&pages).filter(|(path, _)| *path != NOT_FOUND) {
        let told = |name| property(page, name).unwrap_or_else(|| panic!("{path}: {name}"));
        assert_eq!(told("og:type"), "website");
        assert!(
            page.contains(&format!("<title>{} · ", told("og:title"))),
            "{path}"
        );
        let description = values(page, ("name", "description"), "content");
        assert_eq!(description, [told("og:description")], "{path}");
        let places = values(page, ("property", "og:locale:alternate"), "content");
        let places: BTreeSet<_> = places.into_iter().chain([told("og:locale")]).collect();
        assert_eq!(
            places,
            ["de_DE", "en_GB"].map(str::to_owned).into(),
            "{path}"
        );
        assert!(!page.contains("og:image"), "{path}");
    }
}

#[test]
fn a_draft_is_neither_listed_nor_shared() {
    let mut options = with_base(&["en", "de"]);
    options.drafts.insert("standard-2026".to_owned());
    let pages = site("nordlicht", &options);
    assert!(is_unlisted(&pages["de/standard-2026.html"]));
    assert!(!pages["de/standard-2026.html"].contains("og:"));
    assert!(!is_unlisted(&pages["de/premium-2026.html"]) && !is_unlisted(&pages["de/index.html"]));
    options.drafts.insert("standard".to_owned());
    let pages = site("minimal", &options);
    assert!(
        is_unlisted(&pages["en/index.html"]),
        "it leads to drafts only"
    );
}

#[test]
fn nothing_is_loaded_from_elsewhere_and_nothing_is_told_to_others() {
    for (path, page) in html(&site("nordlicht", &with_base(&["de", "en"]))) {
        let policy = values(page, ("http-equiv", "Content-Security-Policy"), "content");
        // A script of ours runs on the pages that have something to ask it, and on no other.
        let tags = markup::tags(page);
        let mut scripts = tags.iter().filter(|tag| tag.name == "script");
        let runs = scripts.any(|script| script.attribute("src").is_some());
        let script = if runs { "script-src 'self'; " } else { "" };
        let expected = format!(
            "default-src 'none'; {script}style-src 'self'; img-src 'self' data:; \
             base-uri 'none'; form-action 'none'"
        );
        assert_eq!(policy, [expected], "{path}");
        assert_eq!(
            values(page, ("name", "referrer"), "content"),
            ["no-referrer"]
        );
        for tag in tags {
            let loads = match tag.name.as_str() {
                "link" if tag.attribute("rel") == Some("stylesheet") => tag.attribute("href"),
                "link" if tag.attribute("rel") == Some("icon") => tag.attribute("href"),
                "script" | "img" | "iframe" | "video" | "audio" | "source" => tag.attribute("src"),
                _ => None,
            };
            let foreign = loads.is_some_and(|address| address.contains("//"));
            assert!(!foreign, "{path}: {tag:?}");
        }
    }
}
