//! The glossary: the terms that pages use and not every reader knows, each in plain words.
//!
//! A term stands in it where the document of an offering uses it, and nowhere else. Words come from the
//! locale; here is only which term there is, and where a statement says it first.

mod used;

use crate::error::Result;
use crate::page::{View, capitalised};
use crate::site::edition::{Edition, Link};
use crate::site::frame::Frame;
use crate::site::statement::Subject;
use crate::site::words::Words;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// Name of the page.
pub const NAME: &str = "glossary";

/// Terms that statements explain where they stand.
const METRIC: &str = "metric";

/// Terms that have a name only here.
const OWN: &str = "glossary_term";

/// A term: the section in which a statement says it first, then the group of sentences and the value that
/// name it. The value is its anchor too, so it stays as it is.
type Term = (&'static str, &'static str, &'static str);

/// All terms, in the order in which statements say them.
const TERMS: &[Term] = &[
    ("contact", "method", "remote_session"),
    ("contact", "method", "text_relay"),
    ("severities", OWN, "severity"),
    ("response", METRIC, "first_response"),
    ("response", METRIC, "pick_up"),
    ("response", METRIC, "update"),
    ("response", METRIC, "workaround"),
    ("response", METRIC, "resolution"),
    ("response", METRIC, "on_site"),
    ("response", "commitment", "guarantee"),
    ("response", "commitment", "target"),
    ("response", "commitment", "goal"),
    ("response", "commitment", "best_effort"),
    ("response", "commitment", "by_arrangement"),
    ("response", OWN, "counted_during"),
    ("response", OWN, "counted_always"),
    ("response", OWN, "working_day"),
    ("pricing", OWN, "vat"),
    ("pricing", OWN, "unit_begun"),
    ("pricing", OWN, "surcharge"),
    ("billing", OWN, "sla"),
    ("billing", OWN, "service_credit"),
    ("escalation", OWN, "escalation"),
    ("scope", "covered", "discretionary"),
    ("scope", "covered", "relayed"),
    ("scope", "covered", "chargeable"),
    ("scope", "covered", "on_request"),
    ("needs", OWN, "partner_of_record"),
    ("needs", OWN, "delegated_access"),
    ("tenant", OWN, "tenant"),
    ("about", OWN, "csp"),
];

/// What the page shows.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "GlossaryPage")]
pub(super) struct Glossary {
    /// What surrounds the page.
    page: Frame,
    /// The terms that some offering uses.
    terms: Vec<Explained>,
}

/// A term in plain words.
#[derive(Debug, Serialize, JsonSchema)]
struct Explained {
    /// Its anchor.
    id: String,
    /// The term.
    name: String,
    /// What it means.
    about: String,
}

/// Whether any offering uses any term.
pub fn exists(edition: &Edition<'_>) -> bool {
    TERMS.iter().any(|term| used::anywhere(edition, *term))
}

/// The view of a language's glossary.
pub fn view(edition: &Edition<'_>) -> Result<View> {
    let terms = TERMS.iter().copied();
    let terms = terms.filter(|term| used::anywhere(edition, *term));
    View::of(&Glossary {
        page: edition.shared_frame(NAME)?,
        terms: terms
            .map(|term| explained(edition.words(), term))
            .collect::<Result<_>>()?,
    })
}

/// Links from a statement to the terms that it uses, by the section that says them first; none where the
/// site has no glossary.
pub fn links(subject: &Subject<'_>) -> Result<BTreeMap<&'static str, Vec<Link>>> {
    let edition = subject.edition;
    let exists = edition.pages().contains(&NAME);
    let mut links = BTreeMap::new();
    for term in TERMS {
        let (section, group, _) = *term;
        let own: &mut Vec<Link> = links.entry(section).or_default();
        let said = exists && group != METRIC && used::by(edition, subject.entry, *term);
        let href = edition.beside(&format!("{NAME}.html#{}", anchor(*term)));
        if let Some(href) = href.filter(|_| said) {
            let text = name(subject.words, *term)?;
            own.push(Link { text, href });
        }
    }
    Ok(links)
}

fn explained(words: Words<'_>, term: Term) -> Result<Explained> {
    let (_, group, value) = term;
    let about = if group == METRIC {
        words.say(&format!("metric_about.{value}"), &[])?
    } else {
        words.say(&format!("glossary_about.{value}"), &[])?
    };
    Ok(Explained {
        id: anchor(term),
        name: name(words, term)?,
        about,
    })
}

fn name(words: Words<'_>, (_, group, value): Term) -> Result<String> {
    let name = words.say(&format!("{group}.{value}"), &[])?;
    Ok(capitalised(&name))
}

fn anchor((_, _, value): Term) -> String {
    value.replace('_', "-")
}
