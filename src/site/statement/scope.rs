//! What is supported: products, types of support, what is in, on request and out.

use crate::error::Result;
use crate::site::edition::Link;
use crate::site::statement::Subject;
use crate::site::texts::Text;
use serde::Serialize;

/// The section.
#[derive(Debug, Serialize)]
pub struct Section {
    products: Vec<String>,
    types: Vec<Type>,
    included: Vec<Text>,
    on_request: Vec<Text>,
    excluded: Vec<Text>,
    boundary: Option<Boundary>,
}

/// A type of support, and what it is about.
#[derive(Debug, Serialize)]
pub struct Type {
    name: String,
    about: String,
}

/// Where the boundary of our own work is written down.
#[derive(Debug, Serialize)]
pub struct Boundary {
    text: Text,
    href: Option<String>,
}

/// What customers can try before they ask.
#[derive(Debug, Serialize)]
pub struct FirstSteps {
    steps: Vec<Text>,
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
    let boundary = scope.and_then(crate::model::offering::Scope::baseline_boundary_ref);
    Ok(Section {
        products: words.names("product", offering.products())?,
        types: types.collect::<Result<_>>()?,
        included: topics(
            subject,
            scope
                .into_iter()
                .flat_map(crate::model::offering::Scope::in_scope),
        )?,
        on_request: topics(
            subject,
            scope
                .into_iter()
                .flat_map(crate::model::offering::Scope::on_request),
        )?,
        excluded: topics(
            subject,
            scope
                .into_iter()
                .flat_map(crate::model::offering::Scope::out_of_scope),
        )?,
        boundary: boundary.and_then(|boundary| {
            Some(Boundary {
                text: subject.texts.say(boundary.text()?),
                href: boundary.url().and_then(Link::plain).map(|link| link.href),
            })
        }),
    })
}

/// Topics are words that pages know, or texts of the document.
fn topics<'a>(subject: &Subject<'_>, topics: impl Iterator<Item = &'a str>) -> Result<Vec<Text>> {
    topics
        .map(|topic| match subject.words.known("topic", topic)? {
            Some(name) => Ok(Text::own(name)),
            None => Ok(subject.texts.say(topic)),
        })
        .collect()
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
