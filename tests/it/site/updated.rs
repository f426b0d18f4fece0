//! The foot of every page: who publishes it, and since when it says what it says.

use crate::site::head::{site, with_base};
use crate::site::markup;
use crate::site::pages::{Pages, build, ending, html, load, options, sources};
use csp_support::source::Source;

/// The day in the foot of a page.
fn day(page: &str) -> Option<String> {
    let (_, foot) = page.split_once("<footer").unwrap();
    let time = markup::tags(foot)
        .into_iter()
        .find(|tag| tag.name == "time");
    time.map(|time| time.attribute("datetime").unwrap().to_owned())
}

/// The smallest site, its offering stating `dates`.
fn stating(dates: &str) -> Pages {
    let offering = sources("minimal").remove(0).text.clone();
    let stated = "  effectiveFrom: 2026-10-01\n  reviewedOn: 2026-09-28\n";
    assert!(offering.contains(stated));
    let offering = Source::new("o.yaml", offering.replace(stated, dates));
    let partner = sources("minimal").pop().unwrap();
    build(&load(&[offering, partner]), &options(&["en"]))
}

#[test]
fn pages_tell_the_last_day_that_their_documents_state_as_the_sitemap_does() {
    let pages = site("nordlicht", &with_base(&["de", "en"]));
    let mut told = 0;
    for entry in pages["sitemap.xml"].split("<url>").skip(1) {
        let between = |start: &str, end: &str| {
            let rest = entry.split_once(start)?.1;
            Some(rest.split_once(end)?.0.to_owned())
        };
        let address = between("<loc>", "</loc>").unwrap();
        let path = address
            .strip_prefix("https://support.harbour.example/help/")
            .unwrap();
        if path != "index.html" {
            assert_eq!(
                day(&pages[path]),
                between("<lastmod>", "</lastmod>"),
                "{path}"
            );
            told += 1;
        }
    }
    assert!(told > 10, "{told}");
    for alone in ["index.html", "404.html"] {
        assert_eq!(day(&pages[alone]), None, "{alone} stands for no documents");
    }
}

#[test]
fn a_page_without_a_stated_day_tells_none() {
    let changed = "  changes: [{\"on\": 2026-11-20, summary: Later}, {\"on\": 2026-12-01, summary: Too late}]\n";
    let pages = stating(changed);
    for path in ["en/standard.html", "en/index.html", "en/severities.html"] {
        assert_eq!(day(&pages[path]).as_deref(), Some("2026-11-20"), "{path}");
        let twin = &pages[&path.replace(".html", ".md")];
        assert!(
            twin.ends_with("\n\nLast updated: 20 November 2026\n"),
            "{twin}"
        );
    }
    let pages = stating("");
    assert_eq!(day(&pages["en/standard.html"]), None);
    assert!(!pages["en/standard.md"].contains("Last updated"));
}

#[test]
fn every_page_names_who_is_responsible() {
    let pages = site("nordlicht", &options(&["de", "ja"]));
    let name = "Nordlicht Cloud GmbH";
    for (path, page) in html(&pages) {
        let (_, foot) = page.split_once("<footer").unwrap();
        assert!(foot.contains(&format!("<strong>{name}</strong>")), "{path}");
    }
    for (path, page) in ending(&pages, "md") {
        let (_, foot) = page
            .rsplit_once("\n\n---\n\n")
            .unwrap_or_else(|| panic!("{path}"));
        assert!(foot.starts_with(name), "{path}");
    }
}
