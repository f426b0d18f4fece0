//! What stands beside the pages for search engines and web servers.

use crate::site::head::{BASE, alternates, is_unlisted, site, values, with_base};
use crate::site::pages::{Pages, build, html, load, options, sources};
use crate::site::printed::in_memory;
use csp_support::page::Templates;
use csp_support::site::edition::Edition;
use csp_support::site::write::Sink;
use csp_support::site::{customer, sitemap};
use csp_support::source::Source;
use std::collections::{BTreeMap, BTreeSet};

/// An entry of a sitemap.
#[derive(Debug)]
struct Listed {
    modified: Option<String>,
    /// Languages and paths.
    alternates: BTreeMap<String, String>,
}

fn between<'t>(text: &'t str, start: &str, end: &str) -> Option<&'t str> {
    Some(text.split_once(start)?.1.split_once(end)?.0)
}

fn path(address: &str) -> String {
    let path = address.strip_prefix(BASE).unwrap();
    path.trim_start_matches('/').to_owned()
}

/// The pages of a sitemap by their paths.
fn listed(sitemap: &str) -> BTreeMap<String, Listed> {
    let entry = |text: &str| {
        let link = |link: &str| {
            let language = between(link, "hreflang=\"", "\"").unwrap();
            let address = between(link, "href=\"", "\"").unwrap();
            (language.to_owned(), path(address))
        };
        let own = path(between(text, "<loc>", "</loc>").unwrap());
        let told = Listed {
            modified: between(text, "<lastmod>", "</lastmod>").map(str::to_owned),
            alternates: text.split("<xhtml:link").skip(1).map(link).collect(),
        };
        (own, told)
    };
    let entries: Vec<_> = sitemap.split("<url>").skip(1).map(entry).collect();
    let count = entries.len();
    let listed: BTreeMap<_, _> = entries.into_iter().collect();
    assert_eq!(listed.len(), count, "a page is listed twice");
    listed
}

#[test]
fn every_page_that_may_be_found_is_listed_as_it_says_itself() {
    for languages in [&["de", "en"][..], &["en"]] {
        let mut options = with_base(languages);
        options.drafts.insert("standard-2026".to_owned());
        let pages = site("nordlicht", &options);
        let listed = listed(&pages["sitemap.xml"]);
        let open = html(&pages).filter(|(_, page)| !is_unlisted(page));
        let expected: BTreeSet<_> = open.map(|(path, _)| path.clone()).collect();
        let found: BTreeSet<_> = listed.keys().cloned().collect();
        assert_eq!(found, expected);
        assert!(!found.contains("en/standard-2026.html") && found.contains("en/index.html"));
        for (path, own) in &listed {
            assert_eq!(own.alternates, alternates(path, &pages[path]), "{path}");
            let canonical = values(&pages[path], ("rel", "canonical"), "href");
            assert_eq!(canonical, [format!("{BASE}/{path}")]);
        }
    }
}

/// The day that a sitemap tells of a page whose offering states `dates`.
fn modified(dates: &str) -> [Option<String>; 2] {
    let offering = std::fs::read_to_string("fixtures/minimal/offering.yaml").unwrap();
    let stated = "  effectiveFrom: 2026-10-01\n  reviewedOn: 2026-09-28\n";
    assert!(offering.contains(stated));
    let offering = Source::new("o.yaml", offering.replace(stated, dates));
    let partner = sources("minimal").pop().unwrap();
    let pages = build(&load(&[offering, partner]), &with_base(&["en"]));
    let mut listed = listed(&pages["sitemap.xml"]);
    ["en/standard.html", "en/index.html"].map(|path| listed.remove(path).unwrap().modified)
}

#[test]
fn a_date_of_change_is_one_that_the_documents_state() {
    let both = |date: &str| [Some(date.to_owned()), Some(date.to_owned())];
    let reviewed = "  effectiveFrom: 2026-10-01\n  reviewedOn: 2026-11-02\n";
    assert_eq!(modified(reviewed), both("2026-11-02"));
    let changes = "  changes: [{\"on\": 2026-11-20, summary: Later}, {\"on\": 2026-11-24, summary: After the day}]\n";
    assert_eq!(
        modified(&format!("{reviewed}{changes}")),
        both("2026-11-20")
    );
    assert_eq!(modified("  effectiveFrom: 2027-01-01\n"), [None, None]);
    assert_eq!(modified(""), [None, None]);
}

#[test]
fn robots_may_come_unless_there_are_only_drafts() {
    let robots = |pages: &Pages| pages["robots.txt"].clone();
    let mut options = options(&["en", "de"]);
    let pages = site("minimal", &options);
    assert_eq!(robots(&pages), "User-agent: *\nDisallow:\n");
    assert!(!pages.contains_key("sitemap.xml"), "no address is known");
    options = with_base(&["en", "de"]);
    let all = format!("User-agent: *\nDisallow:\n\nSitemap: {BASE}/sitemap.xml\n");
    assert_eq!(robots(&site("minimal", &options)), all);
    options.drafts.insert("standard".to_owned());
    let pages = site("minimal", &options);
    assert_eq!(robots(&pages), "User-agent: *\nDisallow: /\n");
    assert!(!pages.contains_key("sitemap.xml"));
    assert!(pages["_headers"].contains("\n  X-Robots-Tag: noindex\n"));
}

#[test]
fn a_long_list_of_pages_comes_in_several_files() {
    let offering = |number: usize| {
        format!(
            "apiVersion: csp-support/v1\nkind: SupportOffering\nmetadata: {{id: o{number}}}\n\
             spec: {{products: [azure]}}\n---\n"
        )
    };
    let documents: String = (0..10_000).map(offering).collect();
    let loaded = load(&[Source::new("offerings.yaml", documents)]);
    let options = with_base(&["en"]);
    let templates = Templates::new(BTreeMap::new()).unwrap();
    let editions = Edition::all(&loaded.workspace, &templates, &options).unwrap();
    let files: BTreeMap<_, _> = sitemap::sitemap(&editions).unwrap().into_iter().collect();
    let names: Vec<_> = files.keys().map(String::as_str).collect();
    assert_eq!(names, ["sitemap-1.xml", "sitemap-2.xml", "sitemap.xml"]);
    let parts = ["sitemap-1.xml", "sitemap-2.xml"].map(|name| listed(&files[name]));
    let all: usize = parts.iter().map(BTreeMap::len).sum();
    assert!(parts.iter().all(|part| part.len() <= 10_000) && all > 10_000);
    for name in &names[..2] {
        let part = format!("<sitemap><loc>{BASE}/{name}</loc></sitemap>");
        assert!(files["sitemap.xml"].contains(&part));
    }
}

const HOSTS: [&str; 4] = [
    "_headers",
    "headers/apache.conf",
    "headers/nginx.conf",
    "headers/web.config",
];

/// Directives of a policy with what each allows.
fn policy(text: &str) -> BTreeMap<String, BTreeSet<String>> {
    let directives = text.split(';').map(|directive| {
        let mut words = directive.split_whitespace().map(str::to_owned);
        (words.next().unwrap(), words.collect())
    });
    directives.collect()
}

#[test]
fn every_host_says_the_same_and_no_page_asks_for_more() {
    let pages = site("nordlicht", &with_base(&["de", "en"]));
    let header = |line: &str| {
        let (name, value) = line.strip_prefix("  ")?.split_once(": ")?;
        Some((name.to_owned(), value.to_owned()))
    };
    let all = between(&pages["_headers"], "/*\n", "\n\n").unwrap();
    let told: BTreeMap<String, String> = all.lines().filter_map(header).collect();
    let names: Vec<_> = told.keys().map(String::as_str).collect();
    let expected = [
        "Content-Security-Policy",
        "Cross-Origin-Opener-Policy",
        "Permissions-Policy",
        "Referrer-Policy",
        "X-Content-Type-Options",
    ];
    assert_eq!(names, expected);
    for host in HOSTS {
        let text = pages[host].replace("&#39;", "'");
        for words in told.iter().flat_map(|(name, value)| [name, value]) {
            assert!(text.contains(words.as_str()), "{host} does not say {words}");
        }
        for kind in [
            "text/markdown; charset=utf-8",
            "text/calendar; charset=utf-8",
            "application/json",
        ] {
            assert!(text.contains(kind), "{host} does not say {kind}");
        }
    }
    let most = policy(&told["Content-Security-Policy"]);
    assert_eq!(most["frame-ancestors"], ["'none'".to_owned()].into());
    for (path, page) in html(&pages) {
        let own = values(page, ("http-equiv", "Content-Security-Policy"), "content");
        for (directive, allowed) in policy(&own[0]) {
            assert!(allowed.is_subset(&most[&directive]), "{path}: {directive}");
        }
    }
}

#[test]
fn a_site_below_a_path_says_so_to_the_hosts_that_need_it() {
    let at = |base: &str| {
        let mut options = options(&["en"]);
        options.base_url = Some(base.to_owned());
        site("minimal", &options)["headers/nginx.conf"].clone()
    };
    assert!(at("https://harbour.example/it/v1.2/").contains("location ~ ^/it/v1\\.2/.*\\.md$"));
    assert!(at("https://harbour.example/it/").contains("error_page 404 /it/404.html;\n"));
    for plain in ["https://harbour.example", "https://harbour.example/a;b/"] {
        assert!(at(plain).contains("location ~ ^/.*\\.md$"), "{plain}");
    }
}

#[test]
fn customers_pages_are_no_search_engines() {
    let loaded = load(&sources("nordlicht"));
    let templates = Templates::new(BTreeMap::new()).unwrap();
    let slugs = customer::slug::Slugs::plain();
    let options = with_base(&["en"]);
    let print = |sink: &dyn Sink| {
        let built = customer::build(&loaded.workspace, &templates, &options, &slugs, sink);
        built.map(drop)
    };
    let site = in_memory(print).unwrap();
    for host in HOSTS {
        assert!(site[host].contains("X-Robots-Tag"), "{host}");
        assert!(!site[host].contains("404"), "{host}: there is no such page");
    }
    let told_apart = ["sitemap.xml", "robots.txt"];
    assert!(told_apart.iter().all(|name| !site.contains_key(*name)));
}
