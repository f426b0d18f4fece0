//! The pages: complete, the same on every run, and nobody's words but the partner's and ours.

use crate::site::markup::{self, Tag};
use crate::site::printed::printed;
use csp_support::model::{self, Loaded};
use csp_support::page::Templates;
use csp_support::site::{Options, PAGES};
use csp_support::source::Source;
use pulldown_cmark::{Event, Options as MarkdownOptions, Parser, Tag as MarkdownTag};
use snapbox::{Data, assert_data_eq};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use walkdir::WalkDir;

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The documents of a fixture.
pub(super) fn sources(fixture: &str) -> Vec<Arc<Source>> {
    let files = WalkDir::new(repository().join("fixtures").join(fixture)).sort_by_file_name();
    let files = files.into_iter().map(Result::unwrap);
    files
        .filter(|file| file.path().extension().is_some_and(|ext| ext == "yaml"))
        .filter(|file| file.file_name() != "csp-support.yaml")
        .filter(|file| !file.path().iter().any(|folder| folder == "templates"))
        .map(|file| {
            Source::new(
                file.path().display().to_string(),
                std::fs::read_to_string(file.path()).unwrap(),
            )
        })
        .collect()
}

pub(super) fn load(sources: &[Arc<Source>]) -> Loaded {
    model::load(sources).unwrap()
}

pub(super) fn options(languages: &[&str]) -> Options {
    Options {
        as_of: "2026-11-23".parse().unwrap(),
        languages: languages
            .iter()
            .map(|language| (*language).to_owned())
            .collect(),
        title: None,
        base_url: None,
        logo: None,
        drafts: BTreeSet::new(),
        guidance: Some("2026-04-03".parse().unwrap()),
        pdf: false,
        archive: None,
    }
}

pub(super) type Pages = BTreeMap<String, String>;

pub(super) fn build(loaded: &Loaded, options: &Options) -> Pages {
    build_with(BTreeMap::new(), loaded, options).unwrap()
}

fn build_with(
    templates: BTreeMap<String, String>,
    loaded: &Loaded,
    options: &Options,
) -> csp_support::error::Result<Pages> {
    printed(&loaded.workspace, &Templates::new(templates)?, options)
}

fn nordlicht() -> Pages {
    build(&load(&sources("nordlicht")), &options(&["de", "en"]))
}

/// The HTML pages that are statements.
fn statements(pages: &Pages) -> impl Iterator<Item = (&String, &String)> {
    html(pages).filter(|(_, page)| page.contains("<section id=\"about\""))
}

pub(super) fn html(pages: &Pages) -> impl Iterator<Item = (&String, &String)> {
    ending(pages, "html")
}

pub(super) fn ending<'p>(
    pages: &'p Pages,
    suffix: &'static str,
) -> impl Iterator<Item = (&'p String, &'p String)> {
    let ends = move |path: &str| Path::new(path).extension().is_some_and(|ext| ext == suffix);
    pages.iter().filter(move |(path, _)| ends(path))
}

#[test]
fn the_smallest_workspace_has_a_complete_site() {
    let pages = build(&load(&sources("minimal")), &options(&["en", "de"]));
    let golden = repository().join("fixtures/golden/site");
    let written: BTreeSet<PathBuf> = pages
        .keys()
        .map(PathBuf::from)
        .filter(|path| {
            !["style.css", "open-now.js"]
                .map(Path::new)
                .contains(&path.as_path())
        })
        .collect();
    for path in &written {
        let expected =
            Data::read_from(&golden.join(path), Some(snapbox::data::DataFormat::Text)).raw();
        assert_data_eq!(&pages[path.to_str().unwrap()], expected);
    }
    let files = WalkDir::new(&golden)
        .into_iter()
        .map(Result::unwrap)
        .filter(|file| file.file_type().is_file());
    let agreed: BTreeSet<PathBuf> = files
        .map(|file| file.path().strip_prefix(&golden).unwrap().to_owned())
        .collect();
    assert_eq!(written, agreed);
}

#[test]
fn one_run_is_like_another_on_any_number_of_threads() {
    let once = nordlicht();
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .build()
        .unwrap();
    assert!(
        once == pool.install(nordlicht),
        "one thread writes other pages than many"
    );
    assert!(
        once == nordlicht(),
        "a second run writes other pages than the first"
    );
}

#[test]
fn every_offering_has_page_and_twin_in_every_language() {
    let pages = nordlicht();
    for language in ["de", "en"] {
        for id in ["azure-2026", "premium-2026", "standard-2026"] {
            for suffix in ["html", "md"] {
                assert!(pages.contains_key(&format!("{language}/{id}.{suffix}")));
            }
        }
    }
    assert!(pages.contains_key("index.html") && pages.contains_key("style.css"));
}

#[test]
fn no_text_of_nordlicht_is_left_untranslated() {
    for (path, page) in statements(&nordlicht()) {
        let foreign: Vec<_> = markup::tags(page)
            .into_iter()
            .filter(|tag| tag.name != "html" && tag.name != "a" && tag.attribute("lang").is_some())
            .collect();
        assert!(foreign.is_empty(), "{path}: {foreign:?}");
    }
}

#[test]
fn a_text_without_translation_says_in_which_language_it_is() {
    let pages = build(&load(&sources("minimal")), &options(&["de"]));
    let page = &pages["de/standard.html"];
    assert!(
        page.contains("<span lang=\"en\">Standard support</span>"),
        "{page}"
    );
    assert!(page.contains("gibt es nur auf Englisch"));
}

#[test]
fn contacts_come_first_and_in_one_order() {
    for (path, page) in statements(&nordlicht()) {
        let sections: Vec<_> = markup::tags(page)
            .into_iter()
            .filter(|tag| tag.name == "section")
            .filter_map(|tag| tag.attribute("id").map(str::to_owned))
            .collect();
        assert_eq!(sections[0], "contact", "{path}");
        let contents: Vec<_> = markup::tags(page)
            .into_iter()
            .skip_while(|tag| tag.attribute("class") != Some("toc"))
            .take_while(|tag| tag.name != "section")
            .filter_map(|tag| tag.attribute("href").map(|href| href[1..].to_owned()))
            .collect();
        assert_eq!(contents, sections, "{path}");
        let methods: Vec<usize> = ["Phone", "Chat", "Support portal", "Email"]
            .iter()
            .filter_map(|method| page.find(&format!("</svg> {method}")))
            .collect();
        assert!(methods.is_sorted(), "{path}");
    }
}

#[test]
fn every_link_inside_the_site_leads_somewhere() {
    let pages = nordlicht();
    for (path, page) in html(&pages) {
        let tags = markup::tags(page);
        let ids: Vec<_> = tags.iter().filter_map(|tag| tag.attribute("id")).collect();
        let unique: BTreeSet<_> = ids.iter().collect();
        assert_eq!(ids.len(), unique.len(), "{path}: an id twice");
        for tag in &tags {
            let Some(to) = tag.attribute("href").or(tag.attribute("src")) else {
                continue;
            };
            if ["https://", "mailto:", "tel:", "data:"]
                .iter()
                .any(|known| to.starts_with(known))
            {
                continue;
            }
            let (file, anchor) = to.split_once('#').unwrap_or((to, ""));
            let target = if file.is_empty() {
                path.clone()
            } else {
                joined(path, file)
            };
            let found = pages.get(&target).unwrap_or_else(|| panic!("{path}: {to}"));
            let anchored = found.contains(&format!("id=\"{anchor}\""));
            assert!(anchor.is_empty() || anchored, "{path}: {to}");
        }
    }
}

/// A relative address as seen from a page.
pub(super) fn joined(from: &str, to: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in to.split('/') {
        match part {
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[test]
fn absolute_addresses_appear_once_the_site_has_one() {
    let mut options = options(&["en", "de"]);
    options.base_url = Some("https://support.harbour.example/".to_owned());
    let pages = build(&load(&sources("minimal")), &options);
    let page = &pages["en/standard.html"];
    assert!(page.contains(
        "<link rel=\"canonical\" href=\"https://support.harbour.example/en/standard.html\">"
    ));
    assert!(
        page.contains("hreflang=\"de\" href=\"https://support.harbour.example/de/standard.html\"")
    );
    options.base_url = Some("javascript:alert(1)".to_owned());
    let pages = build(&load(&sources("minimal")), &options);
    assert!(!pages["en/standard.html"].contains("canonical"));
}

#[test]
fn what_is_internal_stays_inside() {
    let pages = nordlicht();
    for secret in [
        "UC-2026-03",
        "SW-2025-118",
        "C-4711",
        "csp-security",
        "+493023125911",
        "4180000",
        "c1ad3ac5-58d9-42ee-aa28-3e4922c13b68",
        "partner_tenant_member",
        "asfp",
        "partner_center",
        "our own people by day",
    ] {
        for (path, page) in &pages {
            assert!(!page.contains(secret), "{path} tells `{secret}`");
        }
    }
}

/// A workspace whose documents hold `text` wherever customers read text.
fn workspace_that_says(text: &str) -> Loaded {
    let quoted = serde_json::to_string(text).unwrap();
    let offering = include_str!("everything.yaml").replace("TEXT", &quoted);
    let other = include_str!("other.yaml").replace("TEXT", &quoted);
    let sources = [
        Source::new("offering.yaml", offering),
        Source::new("other.yaml", other),
        Source::new(
            "partner.yaml",
            format!(
                "apiVersion: csp-support/v1\nkind: PartnerProfile\nmetadata: {{id: p}}\nspec:\n  \
                 legalName: {quoted}\n  displayName: {quoted}\n  registration: {quoted}\n  vatId: {quoted}\n  \
                 legalAddress: {{street: {quoted}, city: {quoted}, country: GB}}\n  \
                 upstream: [{{provider: {quoted}}}]\n  cspAuthorization: {{partnerType: indirect_reseller}}\n"
            ),
        ),
    ];
    load(&sources)
}

#[test]
fn hostile_text_stays_text() {
    let naughty: Vec<String> = serde_json::from_str(include_str!("../../data/blns.json")).unwrap();
    let ours = [
        "</title><script>alert(1)</script>",
        "\" onmouseover=\"alert(1)",
        "[a](javascript:alert(1)) ![b](https://evil.example/x.png)",
        "{{ 7 * 7 }} {% include \"base.html\" %}",
        "<a href=\"https://evil.example\">x</a>",
        "`<script>`",
        "# h\n\n- a\n\n> b\n\n    code\n\n1. c",
        "\u{202e}\u{1b}[31m",
    ];
    let calm = build(&workspace_that_says("calm"), &options(&["en"]));
    let allowed: BTreeSet<_> = html(&calm).flat_map(|(_, page)| vocabulary(page)).collect();
    // Many strings at once: the pages are long enough as they are.
    let all = ours
        .iter()
        .map(|text| (*text).to_owned())
        .chain(naughty.chunks(40).map(|chunk| chunk.join("\n\n")));
    for text in all.filter(|text| !text.trim().is_empty()) {
        let pages = build(&workspace_that_says(&text), &options(&["en"]));
        for (path, page) in html(&pages) {
            inspect(path, page, &allowed, &text);
        }
        for (_, page) in ending(&pages, "md") {
            inspect_markdown(page, &text);
        }
    }
}

/// Names of elements and attributes on a page, and those that Markdown may add.
fn vocabulary(page: &str) -> BTreeSet<String> {
    let tags = markup::tags(page);
    let names = tags.iter().flat_map(Tag::names);
    let markdown = [
        "em",
        "strong",
        "code",
        "pre",
        "blockquote",
        "ol",
        "ul",
        "li",
        "hr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "start",
        "br",
    ];
    names.chain(markdown.map(str::to_owned)).collect()
}

fn inspect(path: &str, page: &str, allowed: &BTreeSet<String>, text: &str) {
    for tag in markup::tags(page) {
        for name in tag.names() {
            assert!(
                allowed.contains(&name),
                "{path}: `{name}` of {tag:?} from {text:?}"
            );
        }
        let address = tag
            .attribute("href")
            .or(tag.attribute("src"))
            .unwrap_or_default();
        let scheme = address.split_once(':').map_or("", |(scheme, _)| scheme);
        let harmless =
            ["", "https", "mailto", "tel", "data"].contains(&scheme) && !address.contains("evil");
        assert!(harmless, "{path}: {address} from {text:?}");
    }
    assert!(
        !page.contains('\u{202e}') && !page.contains('\u{1b}'),
        "{path}"
    );
    assert!(
        !page.contains("49 49"),
        "{path}: a text was taken for a template"
    );
}

pub(crate) fn inspect_markdown(page: &str, text: &str) {
    for event in Parser::new_ext(page, MarkdownOptions::ENABLE_TABLES) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => panic!("{html} from {text:?}"),
            Event::Start(MarkdownTag::Image { dest_url, .. }) => panic!("{dest_url} from {text:?}"),
            Event::Start(MarkdownTag::Link { dest_url, .. }) => {
                let harmless = ["https:", "mailto:", "tel:"]
                    .iter()
                    .any(|scheme| dest_url.starts_with(scheme));
                let own = dest_url
                    .strip_suffix(".md")
                    .or(dest_url.strip_suffix(".ics"));
                let own = own.is_some_and(|stem| stem.bytes().all(|b| b.is_ascii_lowercase()));
                assert!(harmless || own, "{dest_url} from {text:?}");
            }
            _ => {}
        }
    }
}

#[test]
fn a_draft_says_so_on_every_page() {
    let mut options = options(&["en"]);
    options.drafts.insert("standard".to_owned());
    let pages = build(&load(&sources("minimal")), &options);
    assert!(pages["en/standard.html"].contains("<strong>Draft.</strong>"));
    assert!(pages["en/standard.html"].contains("<meta name=\"robots\" content=\"noindex\">"));
    assert!(pages["en/standard.md"].contains("> Draft."));
    assert!(pages["en/index.html"].contains("<strong class=\"tag\">Draft</strong>"));
}

#[test]
fn a_workspace_may_bring_its_own_templates() {
    let loaded = load(&sources("minimal"));
    let own = |path: &str, text: &str| {
        let templates = BTreeMap::from([(path.to_owned(), text.to_owned())]);
        build_with(templates, &loaded, &options(&["en"]))
    };
    let pages = own(
        "statement.md",
        "{{ heading.text }} by {{ page.partner.name }}",
    )
    .unwrap();
    assert_eq!(
        pages["en/standard.md"],
        "Standard support by Harbour IT Ltd"
    );
    assert!(pages["en/standard.html"].contains("How to reach us"));
    assert_eq!(own("style.css", "p {}").unwrap()["style.css"], "p {}");
    let error = own("statement.html", "<p>\n{{ haeding }}")
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("statement.html:2:4") && error.contains("haeding"),
        "{error}"
    );
}

/// The smallest workspace, its profile beginning with other words than `spec:`.
fn branded(spec: &str) -> Vec<Arc<Source>> {
    let branded = |source: Arc<Source>| {
        if source.path.ends_with("partner.yaml") {
            Source::new(
                source.path.clone(),
                source.text.replacen("spec:\n", spec, 1),
            )
        } else {
            source
        }
    };
    sources("minimal").into_iter().map(branded).collect()
}

#[test]
fn the_foot_of_every_page_is_the_partners_own() {
    let spec = "spec:\n  translations: {de: {Imprint: Impressum}}\n  branding:\n    footer: Registered in *Leith*\n    links: [{text: Imprint, url: \"https://harbour.example/imprint\"}, {text: Terms, url: \"https://harbour.example/terms\"}]\n";
    let sources = branded(spec);
    let pages = build(&load(&sources), &options(&["en", "de"]));
    for (path, page) in html(&pages) {
        assert!(page.contains("https://harbour.example/terms"), "{path}");
        assert!(page.contains("Registered in <em>Leith</em>"), "{path}");
    }
}

#[test]
fn the_accent_is_made_readable_in_light_and_dark() {
    let sheet = |colour: &str| {
        let branding = format!("spec:\n  branding: {{accent: \"{colour}\"}}\n");
        let branded = branded(&branding);
        build(&load(&branded), &options(&["en"]))["style.css"].clone()
    };
    assert!(sheet("#0b5c66").contains("--accent: #0b5c66;"));
    let pale = sheet("#ffee00");
    assert!(
        !pale
            .split("@media screen {")
            .nth(1)
            .unwrap()
            .starts_with("\n  :root {\n    --accent: #ffee00")
    );
    assert!(
        pale.contains("--accent: #ffee00;"),
        "bright enough for the dark page as it is"
    );
    assert!(!sheet("red; } * { color: red").contains("color: red\n"));
}

#[test]
fn only_published_offerings_that_are_not_over_have_pages() {
    let text =
        std::fs::read_to_string(repository().join("fixtures/minimal/offering.yaml")).unwrap();
    let pages = |change: &str| {
        let text = text.replace(
            "  name: Standard support\n",
            &format!("  name: Standard support\n{change}"),
        );
        let partner = sources("minimal").pop().unwrap();
        build(
            &load(&[Source::new("o.yaml", text), partner]),
            &options(&["en"]),
        )
    };
    assert!(pages("").contains_key("en/standard.html"));
    assert!(pages("  effectiveTo: 2026-11-23\n").contains_key("en/standard.html"));
    for gone in [
        "  effectiveTo: 2026-11-22\n",
        "  status: draft\n",
        "  status: retired\n",
    ] {
        let pages = pages(gone);
        assert!(!pages.contains_key("en/standard.html"), "{gone}");
        assert!(
            pages["en/index.html"].contains("No support offering is published"),
            "{gone}"
        );
    }
}

#[test]
fn a_promise_of_the_future_says_from_when_it_holds() {
    let mut options = options(&["en"]);
    options.as_of = "2026-09-01".parse().unwrap();
    let pages = build(&load(&sources("minimal")), &options);
    assert!(pages["en/standard.html"].contains("This promise holds from 1 October 2026."));
}

#[test]
fn ids_that_would_be_bad_file_names_get_good_ones() {
    let text =
        std::fs::read_to_string(repository().join("fixtures/minimal/offering.yaml")).unwrap();
    for id in ["index", "con", "aux.2026", "lpt1"] {
        let text = text.replace("id: standard", &format!("id: {id}"));
        let partner = sources("minimal").pop().unwrap();
        let pages = build(
            &load(&[Source::new("o.yaml", text), partner]),
            &options(&["en"]),
        );
        assert!(
            pages.contains_key(&format!("en/offering-{id}.html")),
            "{id}"
        );
        assert!(
            pages["en/index.html"].contains(&format!("offering-{id}.html")),
            "{id}"
        );
    }
}

#[test]
fn a_partner_in_the_united_states_writes_american() {
    let partner =
        std::fs::read_to_string(repository().join("fixtures/minimal/partner.yaml")).unwrap();
    let partner = partner.replace("spec:\n", "spec:\n  legalAddress: {country: US}\n");
    let offering = sources("minimal").remove(0);
    let pages = build(
        &load(&[offering, Source::new("p.yaml", partner)]),
        &options(&["en"]),
    );
    let page = &pages["en/standard.html"];
    assert!(
        page.contains("9:00\u{202f}AM\u{2009}–\u{2009}5:30\u{202f}PM"),
        "{page}"
    );
    assert!(page.contains("October 1, 2026"));
}

#[test]
fn hours_are_told_as_they_are() {
    let pages = build(&workspace_that_says("calm"), &options(&["en"]));
    let page = &pages["en/o.md"];
    assert!(
        page.contains(
            "Monday to Friday, 09:00–12:00 and 13:00–17:00; Saturday, 22:00–02:00 (next day)"
        ),
        "{page}"
    );
    assert!(page.contains("| Sunday | Closed |"));
    assert!(page.contains("- Friday, 25 December 2026 (Christmas Day): Closed"));
    assert!(page.contains("around the clock, every day of the year"));
    // No week of a summer service is like those of the winter: a table of a week would be wrong.
    let summer = "### Summer\n\nMonday to Friday, April to September, 09:00–12:00\n";
    assert!(page.contains(summer), "{page}");
    assert!(page.contains("- Thursday, 1 April 2027: 09:00–12:00"));
}

/// Tables of days and worked examples alike.
#[test]
fn days_of_ones_own_are_named_in_the_language_of_the_page() {
    let loaded = load(&sources("atlas"));
    let partner = loaded.workspace.of_kind("PartnerProfile").next().unwrap();
    let names = partner
        .spec()
        .unwrap()
        .path(&["translations", "en"])
        .unwrap();
    let pages = build(&loaded, &options(&["en"]));
    let mut told = 0;
    for (german, english) in names.entries() {
        for (path, page) in &pages {
            let of_a_day = format!("{} (", german.text());
            assert!(!page.contains(&of_a_day), "{of_a_day} on {path}");
            told += usize::from(page.contains(english.text()));
        }
    }
    assert!(told > 10, "{told}");
}

#[test]
fn microsoft_times_never_stand_without_their_limits() {
    let pages = build(&workspace_that_says("calm"), &options(&["en"]));
    for page in [&pages["en/o.html"], &pages["en/o.md"]] {
        for limit in [
            "support in English",
            "local business hours",
            "one business day",
        ] {
            assert!(page.contains(limit), "{limit}");
        }
    }
}

#[test]
fn every_page_has_its_templates() {
    for page in PAGES {
        let template =
            |suffix: &str| repository().join(format!("templates/{}.{suffix}", page.name));
        assert!(template("html").is_file(), "{}", page.name);
        assert_eq!(template("md").is_file(), page.markdown, "{}", page.name);
    }
}
