//! What search engines are told about the site: which pages there are, in which languages, since when each
//! says what it says, and whether they may come at all.
//!
//! It must never know the day on which the site is written: a date is told only where documents state it.

use crate::error::Result;
use crate::page::escape;
use crate::site::edition::Edition;
use crate::site::{Printed, languages};
use jiff::civil::Date;
use std::fmt::Write;

/// Its file name.
pub const SITEMAP: &str = "sitemap.xml";

/// The file that tells programs where they may go.
pub const ROBOTS: &str = "robots.txt";

/// Pages in one file: well below what the protocol allows (50,000 pages, 50 MB), whatever the languages.
const PAGES_IN_A_FILE: usize = 10_000;

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const NAMESPACE: &str = "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"";

/// A page in all languages.
struct Group {
    /// Each language with the path of the page.
    paths: Vec<(String, String)>,
    /// The path of the page for readers of other languages.
    default: String,
    /// Since when it says what it says, as far as its documents tell.
    modified: Option<Date>,
}

/// Who may read the site by program. Drafts are nobody's.
pub fn robots(editions: &[Edition<'_>]) -> Result<Printed> {
    let Some(first) = editions.first() else {
        return Ok(Vec::new());
    };
    let nothing = if first.only_drafts { " /" } else { "" };
    let mut text = format!("User-agent: *\nDisallow:{nothing}\n");
    if let Some(address) = first.address(SITEMAP).filter(|_| !first.only_drafts) {
        let _ = write!(text, "\nSitemap: {address}\n");
    }
    Ok(vec![(ROBOTS.to_owned(), text)])
}

/// The pages that are to be found, in as many files as it takes; none where the site's address is not known.
pub fn sitemap(editions: &[Edition<'_>]) -> Result<Printed> {
    let Some(first) = editions.first().filter(|first| !first.only_drafts) else {
        return Ok(Vec::new());
    };
    let urls: Option<Vec<String>> = groups(editions)
        .iter()
        .flat_map(|group| group.urls(first))
        .collect();
    let Some(urls) = urls else {
        return Ok(Vec::new());
    };
    let files: Vec<_> = urls.chunks(PAGES_IN_A_FILE).map(set).collect();
    if let [only] = files.as_slice() {
        return Ok(vec![(SITEMAP.to_owned(), only.clone())]);
    }
    let names = (1..=files.len()).map(|number| format!("sitemap-{number}.xml"));
    let names: Vec<_> = names.collect();
    let index = index(names.iter().filter_map(|name| first.address(name)));
    let parts = names.into_iter().zip(files);
    Ok(std::iter::once((SITEMAP.to_owned(), index))
        .chain(parts)
        .collect())
}

fn set(urls: &[String]) -> String {
    let urls = urls.concat();
    format!(
        "{DECLARATION}<urlset {NAMESPACE} xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n{urls}</urlset>\n"
    )
}

fn index(addresses: impl Iterator<Item = String>) -> String {
    let sitemap = |address: String| {
        let address = escape::xml(&address);
        format!("  <sitemap><loc>{address}</loc></sitemap>\n")
    };
    let sitemaps: String = addresses.map(sitemap).collect();
    format!("{DECLARATION}<sitemapindex {NAMESPACE}>\n{sitemaps}</sitemapindex>\n")
}

/// All pages, from those that lead to the others.
fn groups(editions: &[Edition<'_>]) -> Vec<Group> {
    let Some(first) = editions.first() else {
        return Vec::new();
    };
    let offerings = first.offerings.iter();
    let newest = first.last_change_of_all();
    let shared = first.pages().iter().map(|name| {
        let mut group = Group::new(editions, newest, |edition| edition.page_stem(name));
        if *name == "index" && editions.len() > 1 {
            languages::FILE.clone_into(&mut group.default);
        }
        group
    });
    let drafts = &first.options.drafts;
    let listed = offerings.filter(|entry| !drafts.contains(&entry.id));
    let statements = listed.map(|entry| {
        let modified = first.last_change(entry);
        Group::new(editions, modified, |edition| {
            edition.statement_stem(&entry.id)
        })
    });
    shared.chain(statements).collect()
}

impl Group {
    fn new<'a>(
        editions: &[Edition<'a>],
        modified: Option<Date>,
        stem: impl Fn(&Edition<'a>) -> String,
    ) -> Self {
        let path = |edition: &Edition<'a>| {
            let language = edition.locale.language().to_owned();
            (language, format!("{}.html", stem(edition)))
        };
        let paths: Vec<_> = editions.iter().map(path).collect();
        Self {
            default: paths
                .first()
                .map(|(_, path)| path.clone())
                .unwrap_or_default(),
            paths,
            modified,
        }
    }

    /// An entry for each page, each with all languages; the choice of a language is a page of its own.
    fn urls(&self, edition: &Edition<'_>) -> Vec<Option<String>> {
        let mut pages: Vec<_> = self.paths.iter().map(|(_, path)| path).collect();
        if !pages.contains(&&self.default) {
            pages.insert(0, &self.default);
        }
        pages
            .into_iter()
            .map(|path| self.url(edition, path))
            .collect()
    }

    fn url(&self, edition: &Edition<'_>, path: &str) -> Option<String> {
        let address = |path: &str| Some(escape::xml(&edition.address(path)?));
        let mut url = format!("  <url>\n    <loc>{}</loc>\n", address(path)?);
        if let Some(date) = self.modified {
            let _ = writeln!(url, "    <lastmod>{date}</lastmod>");
        }
        let default = ("x-default".to_owned(), self.default.clone());
        for (language, path) in self.paths.iter().chain([&default]) {
            let address = address(path)?;
            let _ = writeln!(
                url,
                "    <xhtml:link rel=\"alternate\" hreflang=\"{language}\" href=\"{address}\"/>"
            );
        }
        url.push_str("  </url>\n");
        Some(url)
    }
}
