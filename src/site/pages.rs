//! The pages that stand for all offerings of a language: which there are, and how pages link to them.

use crate::error::Result;
use crate::site::edition::Edition;
use crate::site::frame::Frame;
use crate::site::{Each, PAGES, Page};
use crate::site::{archive, index};
use schemars::JsonSchema;
use serde::Serialize;

/// Offerings up to which one page can stand for all of them; beyond, the index alone does.
const MOST: usize = 200;

/// A page that stands for all offerings.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PageLink {
    /// What the page is called.
    pub text: String,
    /// Its address, from any page of the language.
    pub href: String,
    /// Whether it is the page itself.
    pub current: bool,
}

impl Edition<'_> {
    /// Names of these pages in their order; decided once for all languages, so that no link is dead.
    pub fn pages(&self) -> &[&'static str] {
        // What is kept leads to the archive, however long that page gets.
        let always = [index::NAME, archive::NAME];
        let readable = |page: &Page| self.offerings.len() <= MOST || always.contains(&page.name);
        let exists = |page: &&Page| match page.each {
            Each::Language { exists, .. } => readable(page) && exists(self),
            Each::Offering(_) | Each::Site { .. } => false,
        };
        let found = || PAGES.iter().filter(exists).map(|page| page.name).collect();
        self.pages.get_or_init(found)
    }

    /// What surrounds such a page; its title and first sentence stand in the locale under its name.
    pub(super) fn shared_frame(&self, name: &str) -> Result<Frame> {
        let words = self.words();
        let title = words.say(&format!("{name}.title"), &[])?;
        let mut page = self.frame(&format!("{name}.html"), self.partner(None), &title)?;
        page.description = words.say(&format!("{name}.lead"), &[])?;
        page.updated = self.updated(self.last_change_of_all());
        page.feed = self.feed();
        "index.html#contact".clone_into(&mut page.support);
        Ok(page)
    }

    /// Links to these pages from a file of this language.
    pub(super) fn page_links(&self, file: &str) -> Result<Vec<PageLink>> {
        let link = |name: &&str| {
            let href = format!("{name}.html");
            Ok(PageLink {
                text: self.words().say(&format!("page.{name}"), &[])?,
                current: href == file,
                href,
            })
        };
        self.pages().iter().map(link).collect()
    }
}
