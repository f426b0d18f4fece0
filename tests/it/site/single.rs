//! Statements as single files: each holds all that it shows, and asks for nothing.

use crate::harness::Project;
use crate::site::head::{BASE, is_unlisted, values, with_base};
use crate::site::markup;
use crate::site::pages::{Pages, load, options, sources};
use crate::site::printed::in_memory;
use csp_support::model::Loaded;
use csp_support::page::Templates;
use csp_support::site::Options;
use csp_support::site::logo::Logo;
use csp_support::site::single;
use csp_support::source::Source;
use std::collections::BTreeMap;

fn files(loaded: &Loaded, options: &Options) -> Pages {
    let templates = Templates::new(BTreeMap::new()).unwrap();
    in_memory(|sink| single::build(&loaded.workspace, &templates, options, sink)).unwrap()
}

/// Addresses of everything that a file leads to or shows.
fn addresses(page: &str) -> Vec<String> {
    let tags = markup::tags(page).into_iter();
    let address = |tag: markup::Tag| {
        let address = tag.attribute("href").or(tag.attribute("src"))?;
        Some(address.to_owned())
    };
    tags.filter_map(address).collect()
}

fn with_logo(mut options: Options) -> Options {
    let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 2 1\"><path d=\"M0 0h2v1\"/></svg>";
    options.logo = Some(Logo::read(svg.to_vec()).unwrap());
    options
}

#[test]
fn each_statement_is_one_file_that_tells_its_language() {
    let pages = files(&load(&sources("nordlicht")), &options(&["de", "en"]));
    let names: Vec<_> = pages.keys().map(String::as_str).collect();
    let expected = [
        "azure-2026.de.html",
        "azure-2026.en.html",
        "premium-2026.de.html",
        "premium-2026.en.html",
        "standard-2026.de.html",
        "standard-2026.en.html",
    ];
    assert_eq!(names, expected);
    for (path, page) in &pages {
        let language = path.split('.').nth(1).unwrap();
        assert!(
            page.contains(&format!("<html lang=\"{language}\"")),
            "{path}"
        );
    }
}

#[test]
fn a_file_needs_no_other_file_and_asks_for_nothing() {
    for fixture in ["nordlicht", "atlas", "fjord", "minimal"] {
        let loaded = load(&sources(fixture));
        for known in [false, true] {
            let options = if known {
                with_base(&["de", "en"])
            } else {
                options(&["de", "en"])
            };
            for (path, page) in files(&loaded, &with_logo(options)) {
                for address in addresses(&page) {
                    let inside = ["#", "data:", "mailto:", "tel:", "https://"];
                    let held = inside.iter().any(|start| address.starts_with(start));
                    assert!(held, "{path} leads to {address}");
                    assert!(known || !address.starts_with(BASE), "{path}: {address}");
                }
                let tags = markup::tags(&page);
                for loading in ["script", "iframe", "object", "embed", "form"] {
                    assert!(
                        !tags.iter().any(|tag| tag.name == loading),
                        "{path}: {loading}"
                    );
                }
                let mut sheets = tags
                    .iter()
                    .filter(|tag| tag.attribute("rel") == Some("stylesheet"));
                assert!(sheets.next().is_none(), "{path}");
                let mut pictures = tags.iter().filter_map(|tag| tag.attribute("src"));
                assert!(
                    pictures.all(|src| src.starts_with("data:image/svg+xml;base64,")),
                    "{path}"
                );
                assert!(
                    !page.contains("data-now") && !page.contains("@import"),
                    "{path}"
                );
                assert!(
                    is_unlisted(&page) && !page.contains("rel=\"canonical\""),
                    "{path}"
                );
                assert!(!page.contains("class=\"switch\""), "{path}");
                let policy = values(&page, ("http-equiv", "Content-Security-Policy"), "content");
                let strict = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";
                assert_eq!(policy, [strict], "{path}");
            }
        }
    }
}

/// What a page says in its sections: their anchors in order, and every place in them.
fn anchors(page: &str) -> Vec<String> {
    let (_, main) = page.split_once("<main").unwrap();
    let tags = markup::tags(main).into_iter();
    let id = |tag: markup::Tag| tag.attribute("id").map(str::to_owned);
    tags.filter_map(id)
        .filter(|id| id != "open-now-data")
        .collect()
}

#[test]
fn a_file_says_what_the_page_says() {
    let loaded = load(&sources("nordlicht"));
    let pages = crate::site::pages::build(&loaded, &options(&["de", "en"]));
    for (path, page) in files(&loaded, &options(&["de", "en"])) {
        let (id, rest) = path.split_once('.').unwrap();
        let language = rest.strip_suffix(".html").unwrap();
        let online = &pages[&format!("{language}/{id}.html")];
        assert_eq!(anchors(&page), anchors(online), "{path}");
        assert!(
            page.contains(&pages["style.css"].replace("</", "<\\/")),
            "{path}"
        );
    }
}

#[test]
fn a_file_leads_to_the_site_where_its_address_is_known() {
    let loaded = load(&sources("nordlicht"));
    let page = &files(&loaded, &with_base(&["en"]))["standard-2026.en.html"];
    let own = format!("<a href=\"{BASE}/en/standard-2026.html\">This page on our website</a>");
    assert!(page.contains(&own));
    for file in ["index.html", "closures.html", "glossary.html#severity"] {
        assert!(
            page.contains(&format!("href=\"{BASE}/en/{file}\"")),
            "{file}"
        );
    }
    let page = &files(&loaded, &options(&["en"]))["standard-2026.en.html"];
    assert!(!page.contains("This page on our website") && !page.contains("glossary"));
}

#[test]
fn files_are_the_same_on_every_run_and_take_hostile_texts_for_texts() {
    let offering = sources("minimal").remove(0).text.clone();
    let hostile = "</style></title><script>alert(1)</script>";
    let offering = offering.replace("name: Standard support", &format!("name: \"{hostile}\""));
    assert!(offering.contains(hostile));
    let partner = sources("minimal").pop().unwrap();
    let loaded = load(&[Source::new("o.yaml", offering), partner]);
    let once = files(&loaded, &options(&["en", "de"]));
    assert_eq!(once, files(&loaded, &options(&["en", "de"])));
    for (path, page) in &once {
        assert!(page.contains("&lt;/style&gt;"), "{path}");
        assert_eq!(page.matches("</style>").count(), 1, "{path}");
        assert!(!page.contains("<script"), "{path}");
    }
    let own = BTreeMap::from([(
        "style.css".to_owned(),
        "a { content: \"</style><script>\" }\n".to_owned(),
    )]);
    let templates = Templates::new(own).unwrap();
    let pages =
        in_memory(|sink| single::build(&loaded.workspace, &templates, &options(&["en"]), sink));
    let page = &pages.unwrap()["standard.en.html"];
    assert!(page.contains("<\\/style>") && page.matches("</style>").count() == 1);
}

#[test]
fn the_folder_is_one_like_the_others() {
    let project = Project::with_fixture("minimal");
    let words = ["publish", "ws", "--out", "site", "--single", "mail"];
    project
        .run(&words)
        .exits(0)
        .warns("wrote 1 file for mailing into mail");
    assert!(project.read("mail/standard.en.html").contains("</html>"));
    project
        .run(&words)
        .exits(0)
        .warns("nothing changed in mail");
    let changed = project
        .read("ws/offering.yaml")
        .replace("Standard support", "Base support");
    let project = project.file("ws/offering.yaml", changed);
    let check = [&words[..], &["--check"]].concat();
    project
        .run(&check)
        .exits(1)
        .says("changed mail/standard.en.html");
    let inside = ["publish", "ws", "--out", "site", "--single", "site/mail"];
    let ran = project.run(&inside).exits(2);
    ran.warns("single files cannot stand in");
    let project = project.file("mail/note.txt", "mine");
    project.run(&words).exits(2).warns("changed by hand");
    assert_eq!(project.read("mail/note.txt"), "mine");
}
