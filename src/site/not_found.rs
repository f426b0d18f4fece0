//! The page that web servers show where there is none.
//!
//! It is shown under the address that somebody asked for, at any depth. Where the site's address is known,
//! its links begin at the top of the host and hold everywhere. Where it is not, they are relative, and hold
//! only where the missing page would have stood at the top of the site; further down the page is still
//! readable, but plain, and its links lead nowhere.

use crate::error::Result;
use crate::page::View;
use crate::page::link;
use crate::site::edition::{Edition, Link};
use crate::site::frame::Frame;
use crate::site::index;
use schemars::JsonSchema;
use serde::Serialize;

/// Its name without suffix, which hosts look for.
pub const STEM: &str = "404";

/// What the page shows.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "NotFoundPage")]
pub(super) struct NotFound {
    /// What surrounds the page.
    page: Frame,
    /// Where the name of the site leads.
    home: String,
    /// The ways on, in all languages.
    ways: Vec<Way>,
}

/// The way on in one language.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "NotFoundWay")]
struct Way {
    /// The language.
    lang: String,
    /// Its direction: `ltr` or `rtl`.
    dir: &'static str,
    /// What has happened, in one sentence.
    lead: String,
    /// The way to all support.
    index: Link,
    /// The way to the contacts.
    contact: Link,
}

/// The view of the page. It is nobody's twin, and no search engine's.
pub fn view(first: &Edition<'_>, all: &[Edition<'_>]) -> Result<View> {
    let words = first.words();
    let title = words.say("not_found.title", &[])?;
    let root = first.options.base_url.as_deref().and_then(link::path);
    let root = root.unwrap_or_default();
    let ways = all.iter().map(|edition| way(edition, &root));
    let ways: Vec<Way> = ways.collect::<Result<_>>()?;
    let mut page = first.frame(&format!("{STEM}.html"), first.partner(None), &title)?;
    page.description = words.say("not_found.lead", &[])?;
    page.logo = first.logo(&root);
    page.canonical = None;
    page.default = None;
    page.twin = None;
    page.alternates.clear();
    page.pages.clear();
    page.unlisted = true;
    let own = ways.first();
    page.support = own.map(|way| way.contact.href.clone()).unwrap_or_default();
    page.root = root;
    View::of(&NotFound {
        page,
        home: own.map(|way| way.index.href.clone()).unwrap_or_default(),
        ways,
    })
}

fn way(edition: &Edition<'_>, root: &str) -> Result<Way> {
    let words = edition.words();
    let index = format!("{root}{}.html", edition.page_stem(index::NAME));
    Ok(Way {
        lang: edition.locale.language().to_owned(),
        dir: edition.locale.direction(),
        lead: words.say("not_found.lead", &[])?,
        contact: Link {
            text: words.say("get_support", &[])?,
            href: format!("{index}#contact"),
        },
        index: Link {
            text: words.say("not_found.index", &[])?,
            href: index,
        },
    })
}
