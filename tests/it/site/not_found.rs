//! The page that hosts show where there is none: it leads on from any depth, in every language.

use crate::site::head::{BASE, is_unlisted, site, values, with_base};
use crate::site::markup;
use crate::site::pages::{joined, options};

pub(super) const NOT_FOUND: &str = "404.html";

/// Addresses of links, style sheet and pictures.
fn addresses(page: &str) -> Vec<String> {
    let tags = markup::tags(page).into_iter();
    let address = |tag: markup::Tag| {
        let address = tag.attribute("href").or(tag.attribute("src"))?;
        let own = !["https:", "data:", "#"]
            .iter()
            .any(|start| address.starts_with(start));
        own.then(|| address.to_owned())
    };
    tags.filter_map(address).collect()
}

#[test]
fn it_leads_to_overview_and_contacts_of_every_language_in_its_words() {
    let pages = site("nordlicht", &options(&["de", "en", "ja"]));
    let page = &pages[NOT_FOUND];
    assert!(page.contains("<html lang=\"de\""));
    assert!(page.contains("<h1>Seite nicht gefunden</h1>"));
    for (language, overview, contact) in [
        ("de", "Zur Übersicht", "Hilfe bekommen"),
        ("en", "To the overview", "Get support"),
        ("ja", "概要ページへ", "サポートへのお問い合わせ"),
    ] {
        for (to, text) in [("", overview), ("#contact", contact)] {
            let link = page
                .split(&format!("<a href=\"{language}/index.html{to}\""))
                .nth(1);
            let link = link.unwrap_or_else(|| panic!("{language}: {text}"));
            let shown = link.split_once('>').unwrap().1;
            assert!(
                shown.starts_with(&format!("{text}</a>")),
                "{language}: {text}"
            );
        }
        let said = page.contains(&format!(
            "<div class=\"way\" lang=\"{language}\" dir=\"ltr\">"
        ));
        assert_eq!(said, language != "de", "{language}");
    }
}

#[test]
fn its_links_hold_at_any_depth_where_the_address_of_the_site_is_known() {
    let pages = site("nordlicht", &with_base(&["de", "en"]));
    let own = addresses(&pages[NOT_FOUND]);
    assert!(own.len() > 5, "{own:?}");
    for address in own {
        let file = address
            .strip_prefix("/help/")
            .unwrap_or_else(|| panic!("{address}"));
        let file = file.split('#').next().unwrap();
        assert!(pages.contains_key(file), "{address}");
    }
    let pages = site("nordlicht", &options(&["de", "en"]));
    for address in addresses(&pages[NOT_FOUND]) {
        let file = address.split('#').next().unwrap();
        assert!(pages.contains_key(&joined(NOT_FOUND, file)), "{address}");
    }
}

#[test]
fn it_is_nobodys_twin_and_no_search_engines() {
    let pages = site("minimal", &with_base(&["en"]));
    let page = &pages[NOT_FOUND];
    assert!(is_unlisted(page));
    assert!(!page.contains("rel=\"canonical\"") && !page.contains("rel=\"alternate\""));
    assert!(!page.contains("og:"));
    assert!(!pages["sitemap.xml"].contains("404"));
    assert!(!pages.contains_key("404.md"));
    let description = values(page, ("name", "description"), "content");
    assert_eq!(description.len(), 1);
    let pages = pages.keys().filter(|path| path.contains("404"));
    assert_eq!(pages.count(), 1, "{BASE} has one");
}

#[test]
fn the_hosts_that_need_it_are_told() {
    let pages = site("minimal", &with_base(&["en"]));
    for (host, told) in [
        ("headers/nginx.conf", "error_page 404 /help/404.html;"),
        ("headers/apache.conf", "ErrorDocument 404 /help/404.html"),
        (
            "headers/web.config",
            "<error statusCode=\"404\" path=\"help\\404.html\" responseMode=\"File\"/>",
        ),
    ] {
        assert!(pages[host].contains(told), "{host}");
    }
}
