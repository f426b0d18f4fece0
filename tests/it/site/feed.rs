//! Changes for feed readers: entries that keep their names and times, and lead to their place on the page.

use crate::site::head::{BASE, site, values, with_base};
use crate::site::markup;
use crate::site::pages::{Pages, build, ending, html, load, options, sources};
use csp_support::source::Source;
use roxmltree::{Document, Node};
use std::collections::BTreeSet;

const ATOM: &str = "http://www.w3.org/2005/Atom";

fn text<'d>(node: Node<'d, '_>, name: &str) -> &'d str {
    let found = node
        .children()
        .find(|child| child.has_tag_name((ATOM, name)));
    let found = found.and_then(|child| child.text());
    found.unwrap_or_else(|| panic!("no `{name}` in {node:?}"))
}

fn entries<'d>(feed: &'d Document<'_>) -> Vec<Node<'d, 'd>> {
    let entry = |node: &Node<'_, '_>| node.has_tag_name((ATOM, "entry"));
    feed.root_element().children().filter(entry).collect()
}

fn link<'d>(node: Node<'d, '_>, rel: &str) -> &'d str {
    let mut links = node
        .children()
        .filter(|child| child.has_tag_name((ATOM, "link")));
    let found = links
        .find(|link| link.attribute("rel") == Some(rel))
        .unwrap();
    found.attribute("href").unwrap()
}

/// Names and times of all entries.
fn told(pages: &Pages, path: &str) -> Vec<(String, String)> {
    let feed = Document::parse(&pages[path]).unwrap();
    let own = |entry: Node<'_, '_>| {
        let (id, updated) = (text(entry, "id"), text(entry, "updated"));
        (id.to_owned(), updated.to_owned())
    };
    entries(&feed).into_iter().map(own).collect()
}

fn later(fixture: &str, as_of: &str) -> Pages {
    let mut options = with_base(&["de", "en"]);
    options.as_of = as_of.parse().unwrap();
    site(fixture, &options)
}

#[test]
fn a_feed_needs_the_address_of_the_site() {
    let pages = build(&load(&sources("atlas")), &options(&["de", "en"]));
    assert_eq!(ending(&pages, "atom").count(), 0);
    for (path, page) in html(&pages) {
        assert!(!page.contains("atom+xml"), "{path}");
    }
    let mut options = with_base(&["en"]);
    options.drafts.insert("standard".to_owned());
    assert_eq!(ending(&site("minimal", &options), "atom").count(), 0);
}

#[test]
fn every_page_of_a_language_leads_to_its_feed() {
    let pages = site("atlas", &with_base(&["de", "en"]));
    assert_eq!(ending(&pages, "atom").count(), 2);
    for (path, page) in html(&pages) {
        let links = values(page, ("type", "application/atom+xml"), "href");
        let wanted = match path.as_str() {
            "index.html" | "404.html" => 0,
            path if path.ends_with("/changes.html") => 2,
            _ => 1,
        };
        assert_eq!(links, vec!["changes.atom"; wanted], "{path}");
    }
}

#[test]
fn every_change_of_the_page_is_an_entry_and_leads_to_its_day() {
    for language in ["de", "en"] {
        let pages = site("atlas", &with_base(&["de", "en"]));
        let page = &pages[&format!("{language}/changes.html")];
        let feed = Document::parse(&pages[&format!("{language}/changes.atom")]).unwrap();
        let root = feed.root_element();
        assert!(root.has_tag_name((ATOM, "feed")));
        assert_eq!(text(root, "id"), format!("{BASE}/{language}/changes.atom"));
        assert_eq!(link(root, "self"), text(root, "id"));
        assert!(text(root, "title").contains("Atlas"));
        let all = entries(&feed);
        let (main, _) = page.split_once("<footer").unwrap();
        let shown = main.matches("<p>").count() - main.matches("<p><a").count();
        assert_eq!(all.len(), shown);
        let ids: BTreeSet<_> = all.iter().map(|entry| text(*entry, "id")).collect();
        assert_eq!(ids.len(), all.len(), "a name is given twice");
        let tags = markup::tags(page);
        for entry in all {
            let target = link(entry, "alternate");
            let (address, place) = target.split_once('#').unwrap();
            assert_eq!(address, format!("{BASE}/{language}/changes.html"));
            let there = tags.iter().any(|tag| tag.attribute("id") == Some(place));
            assert!(there, "{target} leads nowhere");
            assert!(!text(entry, "title").is_empty() && !text(entry, "summary").is_empty());
        }
    }
}

#[test]
fn entries_have_the_day_since_which_customers_can_know() {
    let pages = site("atlas", &with_base(&["de", "en"]));
    let told = told(&pages, "en/changes.atom");
    let times: Vec<_> = told.iter().map(|(_, time)| time).collect();
    assert!(times.is_sorted_by(|one, other| one >= other), "{times:?}");
    for (name, time) in [
        ("2027-06-01-points-planned", "2026-11-09T00:00:00Z"),
        ("2027-02-01-global-desk-planned", "2026-11-16T00:00:00Z"),
        ("2026-07-01-workplace-replaces", "2026-07-01T00:00:00Z"),
    ] {
        let id = format!("{BASE}/en/changes.html#{name}");
        let own = told.iter().find(|(own, _)| *own == id);
        assert_eq!(own.unwrap_or_else(|| panic!("{id} {told:?}")).1, time);
    }
    let feed = Document::parse(&pages["en/changes.atom"]).unwrap();
    assert_eq!(text(feed.root_element(), "updated"), told[0].1);
}

#[test]
fn a_later_publication_changes_nothing_and_keeps_names() {
    let (today, tomorrow) = (later("atlas", "2026-11-23"), later("atlas", "2026-11-24"));
    assert_eq!(today["de/changes.atom"], tomorrow["de/changes.atom"]);
    let names = |pages: &Pages| -> BTreeSet<String> {
        let told = told(pages, "de/changes.atom").into_iter();
        told.map(|(name, _)| name).collect()
    };
    assert_eq!(names(&today), names(&later("atlas", "2027-08-31")));
}

#[test]
fn a_replacement_tells_what_was_and_what_is() {
    let pages = site("atlas", &with_base(&["en"]));
    let feed = Document::parse(&pages["en/changes.atom"]).unwrap();
    let replaced = entries(&feed)
        .into_iter()
        .find(|entry| text(*entry, "id").ends_with("#2026-07-01-workplace-replaces"));
    let summary = text(replaced.unwrap(), "summary");
    let lines: Vec<_> = summary.lines().collect();
    assert_eq!(lines[0], "1 July 2026: Atlas All-round");
    assert!(lines.contains(&"Version: Before: 2024.2"), "{summary}");
    assert!(lines.contains(&"Products: New: Windows 365"), "{summary}");
    let removed = "How to reach us (Fax): No longer: +49 89 99998199";
    assert!(lines.contains(&removed), "{summary}");
}

#[test]
fn whatever_a_text_holds_the_feed_can_be_read() {
    let hostile = "]]></title><entry>&amp; **b** \u{202e} \"'";
    let quoted = serde_json::to_string(hostile).unwrap();
    let offering = std::fs::read_to_string("fixtures/minimal/offering.yaml").unwrap();
    let offering = offering.replace(
        "  name: Standard support\n",
        &format!("  name: {quoted}\n  changes: [{{\"on\": 2026-11-20, summary: {quoted}}}]\n"),
    );
    let partner = sources("minimal").pop().unwrap();
    let pages = build(
        &load(&[Source::new("o.yaml", offering), partner]),
        &with_base(&["en"]),
    );
    let feed = Document::parse(&pages["en/changes.atom"]).unwrap();
    let entries = entries(&feed);
    assert_eq!(entries.len(), 2);
    assert!(text(entries[0], "title").contains("]]></title><entry>&"));
}
