//! What is supported: products, types of support, what is in, on request and out.

use crate::error::Result;
use crate::model::offering::Scope;
use crate::site::edition::Link;
use crate::site::statement::Subject;
use crate::site::statement::topics::{self, Highlight, TopicRow};
use crate::site::texts::Text;
use crate::site::words::Words;
use schemars::JsonSchema;
use serde::Serialize;

/// The section.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ScopeSection")]
pub struct Section {
    /// The products, by name.
    products: Vec<String>,
    /// The kinds of requests.
    types: Vec<Type>,
    /// All topics, where the offering says more than in and out; the lists are empty then.
    topics: Vec<TopicRow>,
    /// What is included.
    included: Vec<Text>,
    /// What can be had on request.
    on_request: Vec<Text>,
    /// What is not included.
    excluded: Vec<Text>,
    /// Where the support ends.
    boundary: Option<Boundary>,
}

impl Section {
    /// Every topic with how far it is covered.
    pub fn covered(&self, words: Words<'_>) -> Result<Vec<(Text, String)>> {
        let mut all = Vec::new();
        for (covered, topics) in [
            ("included", &self.included),
            ("on_request", &self.on_request),
            ("excluded", &self.excluded),
        ] {
            for topic in topics {
                all.push((topic.clone(), words.name("covered", covered)?));
            }
        }
        all.extend(self.topics.iter().map(TopicRow::covered));
        Ok(all)
    }

    /// The topics of one sign in a few words: what is in, perhaps, out.
    pub fn highlights(&self, sign: &str) -> Vec<Highlight> {
        let plain = match sign {
            "in" => &self.included,
            "maybe" => &self.on_request,
            _ => &self.excluded,
        };
        let rows = self.topics.iter().filter_map(|row| row.highlight(sign));
        plain.iter().map(Highlight::plain).chain(rows).collect()
    }
}

/// A type of support, and what it is about.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "RequestType")]
pub struct Type {
    /// What it is called.
    name: String,
    /// What it means.
    about: String,
}

/// Where the boundary of our own work is written down.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Boundary {
    /// What people read.
    text: Text,
    /// Its address, if there is one to follow.
    href: Option<String>,
}

/// What customers can try before they ask.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FirstSteps {
    /// What to try first.
    steps: Vec<Text>,
    /// Pages that help.
    links: Vec<Link>,
}

/// The section.
pub fn section(subject: &Subject<'_>) -> Result<Section> {
    let (offering, words) = (subject.offering, subject.words);
    let types = offering.support_types().map(|kind| {
        Ok(Type {
            name: words.name("type", kind)?,
            about: words.name("type_about", kind)?,
        })
    });
    let scope = offering.scope();
    let topics = match scope {
        Some(scope) => topics::rows(subject, scope)?,
        None => Vec::new(),
    };
    let plain = scope.filter(|_| topics.is_empty());
    let boundary = scope.and_then(Scope::baseline_boundary_ref);
    Ok(Section {
        products: words.names("product", offering.products())?,
        types: types.collect::<Result<_>>()?,
        topics,
        included: named(subject, plain.into_iter().flat_map(Scope::in_scope))?,
        on_request: named(subject, plain.into_iter().flat_map(Scope::on_request))?,
        excluded: named(subject, plain.into_iter().flat_map(Scope::out_of_scope))?,
        boundary: boundary.and_then(|boundary| {
            Some(Boundary {
                text: subject.texts.say(boundary.text()?),
                href: boundary.url().and_then(Link::plain).map(|link| link.href),
            })
        }),
    })
}

fn named<'a>(subject: &Subject<'_>, topics: impl Iterator<Item = &'a str>) -> Result<Vec<Text>> {
    topics.map(|topic| topics::name(subject, topic)).collect()
}

/// What customers can try first; none if the offering names nothing.
pub fn first_steps(subject: &Subject<'_>) -> Option<FirstSteps> {
    let scope = subject.offering.scope()?;
    let steps = FirstSteps {
        steps: subject.texts.all(scope.first_steps()),
        links: scope.self_help_links().filter_map(Link::plain).collect(),
    };
    (!steps.steps.is_empty() || !steps.links.is_empty()).then_some(steps)
}
