//! The page at the top of the site: the choice of language.

use crate::error::Result;
use crate::page::View;
use crate::site::edition::{Edition, Frame};
use serde::Serialize;

/// What the page shows.
#[derive(Debug, Serialize)]
struct Languages {
    page: Frame,
}

/// The view of the page; its links lead to the languages' first pages.
pub fn view(edition: &Edition<'_>) -> Result<View> {
    let words = edition.words();
    let title = words.say("languages.title", &[])?;
    let mut page = edition.frame("index.html", edition.partner(None), &title)?;
    page.description.clone_from(&title);
    page.root = String::new();
    page.pages.clear();
    page.canonical = edition.address("index.html");
    let first = edition
        .languages()
        .first()
        .map_or("", |(language, _)| language.as_str());
    page.support = format!("{first}/index.html");
    for alternate in &mut page.alternates {
        let path = format!("{}/index.html", alternate.lang);
        alternate.address = edition.address(&path).unwrap_or_else(|| path.clone());
        alternate.href = path;
        alternate.current = false;
    }
    View::of(&Languages { page })
}
