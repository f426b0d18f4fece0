//! The same changes for feed readers, as Atom (RFC 4287).
//!
//! An entry keeps its name from one publication to the next, and its time is the day since which customers
//! can know of the change, as documents state it: never the day on which the site is written.

use super::{Change, FEED, NAME, all};
use crate::error::Result;
use crate::page::{escape, markdown};
use crate::site::edition::Edition;
use crate::site::words::Words;
use jiff::civil::Date;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Entries in a feed: readers ask for all of them each time, and the page has the rest.
const MOST: usize = 100;

impl Edition<'_> {
    /// The file with the feed, from any page of the language; none where nobody knows the address of the
    /// site, which the feed has to name.
    pub(in crate::site) fn feed(&self) -> Option<&'static str> {
        let known = self.address(FEED).is_some() && !self.only_drafts;
        (known && self.pages().contains(&NAME)).then_some(FEED)
    }
}

/// The feed of a language.
pub fn text(edition: &Edition<'_>) -> Result<Option<String>> {
    let page = format!("{}.html", edition.page_stem(NAME));
    let (Some(_), Some(page)) = (edition.feed(), edition.address(&page)) else {
        return Ok(None);
    };
    let all = all(edition)?;
    let named = names(&all).into_iter().zip(&all);
    let told = named.filter_map(|(name, change)| Some((change.known?, name, change)));
    let mut told: Vec<(Date, String, &Change)> = told.collect();
    // What one day tells stays in the order of the page.
    told.sort_by_key(|(known, ..)| Reverse(*known));
    let newest = told.first().map(|(known, ..)| *known);
    let mut text = head(edition, &page, newest.unwrap_or(edition.options.as_of))?;
    for (known, name, change) in told.iter().take(MOST) {
        text.push_str(&entry(edition.words(), &page, name, *known, change)?);
    }
    text.push_str("</feed>\n");
    Ok(Some(text))
}

/// What makes an entry another than all others, and is the same in all languages.
fn names(all: &[Change]) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let name = |change: &Change| {
        let stem = change.link.href.trim_end_matches(".html");
        let sort = change.sort.rsplit('.').next().unwrap_or_default();
        let name = format!("{}-{stem}-{sort}", change.on);
        let same = seen.entry(name.clone()).or_default();
        *same += 1;
        match *same {
            1 => name,
            same => format!("{name}-{same}"),
        }
    };
    all.iter().map(name).collect()
}

fn head(edition: &Edition<'_>, page: &str, newest: Date) -> Result<String> {
    let frame = edition.shared_frame(NAME)?;
    let own = edition
        .address(&edition.page_stem(FEED))
        .unwrap_or_default();
    let partner = frame.partner.as_ref();
    let author = partner.map_or(frame.site.as_str(), |partner| &partner.name);
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n",
        escape::xml(edition.locale.tag())
    );
    element(&mut text, 1, "id", &own);
    element(&mut text, 1, "title", &frame.title);
    element(&mut text, 1, "subtitle", &frame.description);
    element(&mut text, 1, "updated", &moment(newest));
    let author = escape::xml(author);
    let _ = writeln!(text, "  <author><name>{author}</name></author>");
    link(&mut text, 1, "self", "application/atom+xml", &own);
    link(&mut text, 1, "alternate", "text/html", page);
    Ok(text)
}

fn entry(words: Words<'_>, page: &str, name: &str, known: Date, change: &Change) -> Result<String> {
    let heading = markdown::words(&change.link.name.text);
    let mut text = String::from("  <entry>\n");
    element(&mut text, 2, "id", &format!("{page}#{name}"));
    let title = words.locale.labelled(&heading, &change.kind)?;
    element(&mut text, 2, "title", &title);
    element(&mut text, 2, "updated", &moment(known));
    let place = format!("{page}#{}", change.on);
    link(&mut text, 2, "alternate", "text/html", &place);
    element(&mut text, 2, "summary", &summary(words, change)?);
    text.push_str("  </entry>\n");
    Ok(text)
}

/// What changes and when, a thing on a line.
fn summary(words: Words<'_>, change: &Change) -> Result<String> {
    let about = change.replaced.as_ref().or(change.summary.as_ref());
    let first = match about {
        Some(text) => words
            .locale
            .labelled(&change.when, &markdown::words(&text.text))?,
        None => words.locale.labelled(&change.when, &change.kind)?,
    };
    let mut lines = vec![first];
    lines.extend(change.announced.clone());
    for own in &change.differences {
        lines.extend(own.told(words)?);
    }
    Ok(lines.join("\n"))
}

fn element(text: &mut String, depth: usize, name: &str, content: &str) {
    let content = escape::xml(content);
    let _ = writeln!(text, "{}<{name}>{content}</{name}>", "  ".repeat(depth));
}

fn link(text: &mut String, depth: usize, rel: &str, kind: &str, href: &str) {
    let href = escape::xml(href);
    let _ = writeln!(
        text,
        "{}<link rel=\"{rel}\" type=\"{kind}\" href=\"{href}\"/>",
        "  ".repeat(depth)
    );
}

/// The beginning of a day.
fn moment(day: Date) -> String {
    format!("{day}T00:00:00Z")
}
