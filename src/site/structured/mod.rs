//! What a page says in the words of schema.org, for programs: who helps with what, how, when, at which price.
//!
//! It says only what the page shows and what those words can say exactly; whatever holds under conditions that they
//! have no word for is left out. Pages that nobody should list say nothing.

mod contact_point;
mod hours;
mod offer;
mod organization;
mod service;

use crate::error::Result;
use crate::site::edition::Edition;
use crate::site::frame::Frame;
use crate::site::statement::Subject;
use contact_point::ContactPoint;
use hours::OpeningHoursSpecification;
use organization::Organization;
use serde::Serialize;
use service::Service;

/// Offerings up to which the first page names each.
const NAMED: usize = 20;

/// The data of one page.
#[derive(Debug, Serialize)]
pub struct Graph {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    nodes: Vec<Node>,
}

/// Something with a name of its own, which other things refer to.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Node {
    Organization(Organization),
    Service(Service),
    Hours(OpeningHoursSpecification),
}

/// The name of something that is described elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Reference {
    #[serde(rename = "@id")]
    id: String,
}

impl Graph {
    const fn of(nodes: Vec<Node>) -> Self {
        Self {
            context: "https://schema.org",
            nodes,
        }
    }
}

/// What the page of an offering says.
pub fn of_statement(subject: &Subject<'_>, page: &Frame, lead: &str) -> Result<Option<Graph>> {
    let edition = subject.edition;
    if edition.is_apart() {
        // A file in a mail is nothing that a search engine reads, and what is kept is not to be found.
        return Ok(None);
    }
    let partner = edition.partner(Some(subject.entry));
    let Some(mut organization) = Organization::of(edition, partner, page) else {
        return Ok(None);
    };
    let mut windows = hours::exact(subject)?;
    organization.contact_points = contact_point::all(subject, &windows)?;
    windows.retain(|window| {
        let mut points = organization.contact_points.iter();
        points.any(|point| point.answers_in(window))
    });
    let service = service::full(subject, &organization, page, lead)?;
    let hours = windows.into_iter().flat_map(|window| window.nodes);
    let nodes = [Node::Organization(organization), Node::Service(service)];
    let nodes = nodes.into_iter().chain(hours.map(Node::Hours));
    Ok(Some(Graph::of(nodes.collect())))
}

/// What the first page of a language says: who publishes it, and of a few offerings what they are called.
pub fn of_index(
    edition: &Edition<'_>,
    subjects: &[Subject<'_>],
    page: &Frame,
) -> Result<Option<Graph>> {
    let Some(organization) = Organization::of(edition, edition.partner(None), page) else {
        return Ok(None);
    };
    let own = |subject: &&Subject<'_>| {
        let partner = edition.partner(Some(subject.entry));
        !subject.is_draft() && organization::id(edition, partner) == organization.id
    };
    let named = subjects.iter().filter(|_| subjects.len() <= NAMED);
    let services = named.filter(own);
    let services: Vec<_> = services
        .map(|subject| service::named(subject, &organization).map(Node::Service))
        .collect::<Result<_>>()?;
    let nodes = [Node::Organization(organization)];
    Ok(Some(Graph::of(nodes.into_iter().chain(services).collect())))
}

/// The name of a part of an offering's page, the same in every version of it.
fn part(subject: &Subject<'_>, name: &str) -> Result<String> {
    let path = format!("{}.html", subject.edition.statement_stem(subject.id));
    let page = match subject.edition.address(&path) {
        Some(address) => address,
        None => subject.link()?.href,
    };
    Ok(format!("{page}#{name}"))
}
