//! How far each topic is covered: one list of all topics, the ones that are covered first.

use crate::error::Result;
use crate::model::lens::Lens;
use crate::model::offering::{Scope, Topic};
use crate::site::edition;
use crate::site::statement::Subject;
use crate::site::texts::{Text, Texts};
use schemars::JsonSchema;
use serde::Serialize;

/// Ways of being covered in the order of the page, each with what its sign says.
const COVERED: [(&str, &str); 7] = [
    ("included", "in"),
    ("limited", "in"),
    ("discretionary", "maybe"),
    ("chargeable", "maybe"),
    ("on_request", "maybe"),
    ("relayed", "maybe"),
    ("excluded", "out"),
];

/// One topic.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TopicRow {
    /// The topic.
    topic: Text,
    /// The sign before it: covered, perhaps, not.
    sign: &'static str,
    /// Whether the sign says it all.
    #[serde(skip)]
    plain: bool,
    /// Whether it is covered, in words.
    covered: String,
    /// More about it, in few words each.
    details: Vec<String>,
    /// The price that applies.
    price: Option<Text>,
    /// The offering that covers it.
    elsewhere: Option<Elsewhere>,
    /// A remark.
    note: Option<Text>,
}

/// A topic in a few words.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Highlight {
    /// The topic.
    topic: Text,
    /// How far it is covered, where its group does not say so.
    how: Option<String>,
}

impl Highlight {
    /// A topic about which its group says everything.
    pub fn plain(topic: &Text) -> Self {
        Self {
            topic: topic.clone(),
            how: None,
        }
    }
}

impl TopicRow {
    /// The topic with how far it is covered.
    pub fn covered(&self) -> (Text, String) {
        (self.topic.clone(), self.covered.clone())
    }

    /// The topic in a few words, if it has this sign.
    pub fn highlight(&self, sign: &str) -> Option<Highlight> {
        (self.sign == sign).then(|| Highlight {
            topic: self.topic.clone(),
            how: (!self.plain).then(|| self.covered.clone()),
        })
    }
}

/// Whether a way of being covered says no more than its sign.
fn says_all(covered: &str) -> bool {
    matches!(covered, "included" | "excluded")
}

/// The offering in which a topic is included.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Elsewhere {
    /// What it is called.
    pub(super) name: Text,
    /// Its address, if there is one to follow.
    pub(super) href: Option<String>,
}

/// All topics of a scope that says more than in and out; none where plain lists say it all.
pub fn rows(subject: &Subject<'_>, scope: Scope<'_>) -> Result<Vec<TopicRow>> {
    if scope.topics().next().is_none() {
        return Ok(Vec::new());
    }
    let mut rows = Vec::new();
    for (covered, sign) in COVERED {
        let plain: Vec<&str> = match covered {
            "included" => scope.in_scope().collect(),
            "on_request" => scope.on_request().collect(),
            "excluded" => scope.out_of_scope().collect(),
            _ => Vec::new(),
        };
        for topic in plain {
            rows.push(TopicRow {
                topic: name(subject, topic)?,
                sign,
                plain: says_all(covered),
                covered: subject.words.name("covered", covered)?,
                details: Vec::new(),
                price: None,
                elsewhere: None,
                note: None,
            });
        }
        for topic in scope
            .topics()
            .filter(|topic| topic.covered() == Some(covered))
        {
            rows.push(row(subject, topic, sign)?);
        }
    }
    Ok(rows)
}

/// A topic is a word that pages know, or a text of the document.
pub fn name(subject: &Subject<'_>, topic: &str) -> Result<Text> {
    match subject.words.known("topic", topic)? {
        Some(name) => Ok(Text::own(name)),
        None => Ok(subject.texts.say(topic)),
    }
}

fn row(subject: &Subject<'_>, topic: Topic<'_>, sign: &'static str) -> Result<TopicRow> {
    let covered = match (topic.covered(), limit(subject, topic)?) {
        (Some("limited"), Some(limit)) => limit,
        (covered, _) => subject.words.name("covered", covered.unwrap_or_default())?,
    };
    Ok(TopicRow {
        topic: name(subject, topic.topic().unwrap_or_default())?,
        sign,
        plain: topic.covered().is_some_and(says_all),
        covered,
        details: details(subject, topic)?,
        price: price(subject, topic),
        elsewhere: topic.included_from().map(|id| other(subject, id)),
        note: subject.texts.maybe(topic.note()),
    })
}

/// "Included, up to 2 hours per month".
fn limit(subject: &Subject<'_>, topic: Topic<'_>) -> Result<Option<String>> {
    let words = subject.words;
    let Some((count, unit)) = topic
        .limit()
        .and_then(|limit| limit.count().zip(limit.unit()))
    else {
        return Ok(None);
    };
    let amount = words
        .locale
        .count(&format!("limit_unit.{unit}"), count, &[])?;
    let per = topic
        .limit()
        .and_then(crate::model::offering::TopicLimit::per);
    let sentence = match per {
        Some(per) => {
            let per = words.name("limit_per", per)?;
            words.say("scope.limit_per", &[("amount", &amount), ("period", &per)])?
        }
        None => words.say("scope.limit", &[("amount", &amount)])?,
    };
    Ok(Some(sentence))
}

fn details(subject: &Subject<'_>, topic: Topic<'_>) -> Result<Vec<String>> {
    let words = subject.words;
    let every = topic.products().count() == subject.offering.products().count();
    let products = words.list("product", topic.products().filter(|_| !every))?;
    let windows = subject.window_labels(topic.during())?;
    let mut details = Vec::new();
    if let Some(products) = products {
        details.push(words.say("scope.for_products", &[("products", &products)])?);
    }
    if let Some(windows) = windows {
        details.push(words.say("scope.during", &[("windows", &windows)])?);
    }
    if topic.bought_from() == Some("us") {
        details.push(words.say("scope.bought_from_us", &[])?);
    }
    Ok(details)
}

/// What the price of a topic is called.
fn price(subject: &Subject<'_>, topic: Topic<'_>) -> Option<Text> {
    let id = topic.price()?;
    let mut prices = subject.offering.pricing()?.items();
    let price = prices.find(|price| price.text("id") == Some(id))?;
    subject.texts.maybe(price.name())
}

/// Another offering by its name, with its page where it has one.
pub fn other(subject: &Subject<'_>, id: &str) -> Elsewhere {
    let edition = subject.edition;
    let entry = edition.workspace.get("SupportOffering", id);
    let name = entry.and_then(|entry| {
        let name = edition::offering(entry)?.name()?;
        Some(Texts::new(entry, edition).say(name))
    });
    let published = edition.offerings.iter().any(|entry| entry.id == id);
    let stem = edition.statement_stem(id);
    let file = stem.rsplit('/').next().unwrap_or_default();
    Elsewhere {
        name: name.unwrap_or_else(|| Text::own(id)),
        href: edition
            .beside(&format!("{file}.html"))
            .filter(|_| published),
    }
}
