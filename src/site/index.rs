//! The first page of a language: every offering with its most usual contact.

use crate::error::Result;
use crate::page::View;
use crate::site::edition::Edition;
use crate::site::frame::Frame;
use crate::site::languages;
use crate::site::open_now::{self, OpenNow};
use crate::site::statement::contact::{self, Card};
use crate::site::statement::{OfferingLink, Subject, summary};
use crate::site::structured::{self, Graph};
use crate::site::texts::Text;
use crate::site::words::Words;
use schemars::JsonSchema;
use serde::Serialize;

/// Stem of the page, and of its templates.
pub const NAME: &str = "index";

/// Offerings up to which the page says of each whether somebody is there now; of more the hours alone
/// would make it long.
const COMPARED: usize = 20;

/// What the page shows.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "IndexPage")]
pub(super) struct Index {
    /// What surrounds the page.
    page: Frame,
    /// The published offerings.
    offerings: Vec<Item>,
    /// The other pages that stand for all offerings.
    more: Vec<More>,
    /// What the script knows of the hours.
    open_now: Option<OpenNow>,
    /// What the page says for programs, in the words of schema.org, which describes them.
    #[schemars(with = "Option<serde_json::Value>")]
    structured: Option<Graph>,
}

/// A page that stands for all offerings, with what it is about.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "PageSummary")]
struct More {
    /// What it is called.
    name: String,
    /// Its address.
    href: String,
    /// The same as Markdown.
    twin: String,
    /// What stands on it, in one sentence.
    about: String,
}

/// One offering.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "IndexOffering")]
struct Item {
    /// The offering and the addresses of its page.
    link: OfferingLink,
    /// Who answers, when, how: one sentence from the data.
    lead: String,
    /// The offering in the words of the partner.
    summary: Option<Text>,
    /// Its products by name.
    products: Vec<String>,
    /// Its contacts.
    contacts: Vec<Card>,
    /// Whether somebody is there now: what the script says.
    now: Option<String>,
    /// Whether it is a draft.
    draft: bool,
}

/// The view of a language's first page.
pub fn view(edition: &Edition<'_>) -> Result<View> {
    let words = edition.words();
    let title = words.say("index.title", &[])?;
    let mut page = edition.frame("index.html", edition.partner(None), &title)?;
    let name = page
        .partner
        .as_ref()
        .map_or(page.site.clone(), |partner| partner.name.clone());
    page.description = words.say("index.description", &[("partner", &name)])?;
    page.updated = edition.updated(edition.last_change_of_all());
    page.feed = edition.feed();
    let subjects = edition.offerings.iter();
    let subjects = subjects.map(|entry| Subject::new(edition, entry));
    let subjects: Vec<_> = subjects.collect::<Result<_>>()?;
    let few = if subjects.len() > COMPARED {
        &[]
    } else {
        &subjects[..]
    };
    let open_now = open_now::data(edition, few)?;
    let offerings = subjects.iter();
    let offerings = offerings.map(|subject| item(subject, open_now.is_some()));
    if edition.languages.len() > 1 {
        page.default = Some(languages::address(edition));
    }
    let others = edition.pages().iter().filter(|name| **name != NAME);
    let more = others
        .map(|name| more(words, name))
        .collect::<Result<_>>()?;
    View::of(&Index {
        structured: structured::of_index(edition, &subjects, &page)?,
        page,
        offerings: offerings.collect::<Result<_>>()?,
        more,
        open_now,
    })
}

fn more(words: Words<'_>, name: &str) -> Result<More> {
    Ok(More {
        name: words.say(&format!("{name}.title"), &[])?,
        href: format!("{name}.html"),
        twin: format!("{name}.md"),
        about: words.say(&format!("{name}.lead"), &[])?,
    })
}

fn item(subject: &Subject<'_>, tells_now: bool) -> Result<Item> {
    Ok(Item {
        link: subject.link()?,
        lead: summary::lead(subject)?,
        summary: subject.texts.maybe(subject.offering.summary()),
        products: subject
            .words
            .names("product", subject.offering.products())?,
        contacts: usual_contacts(subject)?,
        now: if tells_now {
            open_now::of_offering(subject)?
        } else {
            None
        },
        draft: subject.is_draft(),
    })
}

/// The first contact of each way, and the first for urgent cases.
pub(super) fn usual_contacts(subject: &Subject<'_>) -> Result<Vec<Card>> {
    let mut cards: Vec<Card> = Vec::new();
    for contact in subject.contacts() {
        let card = contact::card(subject, contact)?;
        if !cards.iter().any(|known| known.is_like(&card)) {
            cards.push(card);
        }
    }
    Ok(cards)
}
