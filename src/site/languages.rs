//! The page at the top of the site: the choice of language.

use crate::error::Result;
use crate::page::View;
use crate::site::edition::Edition;
use crate::site::frame::Frame;
use schemars::JsonSchema;
use serde::Serialize;

/// Its file, which web servers show for the site's address; a language's first page is called so too.
pub const FILE: &str = "index.html";

/// What the page shows.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "LanguagesPage")]
pub(super) struct Languages {
    /// What surrounds the page.
    page: Frame,
}

/// The address of the page, seen from the page of a language: absolute where the site's is known.
pub fn address(edition: &Edition<'_>) -> String {
    edition
        .address(FILE)
        .unwrap_or_else(|| format!("../{FILE}"))
}

/// The view of the page; its links lead to the languages' first pages.
pub fn view(edition: &Edition<'_>, _: &[Edition<'_>]) -> Result<View> {
    let words = edition.words();
    let title = words.say("languages.title", &[])?;
    let mut page = edition.frame(FILE, edition.partner(None), &title)?;
    page.description.clone_from(&title);
    page.root = String::new();
    page.pages.clear();
    page.logo = edition.logo("");
    page.twin = None;
    page.canonical = edition.address(FILE);
    page.default = Some(edition.address(FILE).unwrap_or_else(|| FILE.to_owned()));
    for alternate in &mut page.alternates {
        let path = format!("{}/{FILE}", alternate.lang);
        alternate.address = edition.address(&path).unwrap_or_else(|| path.clone());
        alternate.href = path;
        alternate.current = false;
    }
    if let [only] = page.alternates.as_slice() {
        // Nothing to choose: the page leads on, and the other one is the page.
        page.default = Some(only.address.clone());
        page.canonical = page.canonical.map(|_| only.address.clone());
        page.unlisted = true;
    }
    let first = page.alternates.first();
    page.support = first.map(|first| first.href.clone()).unwrap_or_default();
    View::of(&Languages { page })
}
