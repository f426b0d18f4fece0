//! OSCAL 1.2.1, NIST's language for assessments: what was judged as assessment results, the rules as a catalog.
//!
//! Every UUID follows from what it names and the date is that of the run, so the same input writes the
//! same bytes. What OSCAL has no word for stands in properties of our own namespace.

mod accepted;
mod catalog;
mod controls;
mod observed;
mod results;
mod shape;

pub use catalog::{Group, catalog};

use crate::error::Result;
use crate::report::contents::Report;
use crate::report::{Style, json, markdown, plain};
use serde::Serialize;
use shape::{Metadata, Prop};
use uuid::Uuid;

/// The newest version that NIST's own tools and those of others read.
const VERSION: &str = "1.2.1";

/// The namespace of our properties, and of all names below.
const NS: &str = "urn:csp-support:oscal";

/// The day of a document that knows none.
const NO_DAY: &str = "1970-01-01";

/// Writes the report as assessment results.
pub fn render(report: &Report, _: &Style) -> Result<String> {
    let mut document = results::document(report);
    document.results.uuid = uuid(&["results", &json::harmless(&document)?]);
    json::harmless(&document)
}

/// The UUID, version 5, of what these words name.
fn uuid(words: &[&str]) -> String {
    let namespace = Uuid::new_v5(&Uuid::NAMESPACE_URL, NS.as_bytes());
    Uuid::new_v5(&namespace, words.join("\0").as_bytes()).to_string()
}

/// The name of the rule's control and of its objective: letters, digits, `-`, `_` and `.`.
fn token(text: &str) -> String {
    let kept = text.chars().map(|c| match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' | '-' | '.' => c,
        _ => '_',
    });
    let kept: String = kept.collect();
    if kept.starts_with(|c: char| c.is_ascii_alphabetic()) {
        kept
    } else {
        format!("_{kept}")
    }
}

/// The name of the objective that a rule's control sets.
fn objective(rule: &str) -> String {
    format!("{}_obj", token(rule))
}

/// The beginning of a day; of the last one where there are several.
fn instant(days: &str) -> String {
    let day = days.rsplit(", ").next().unwrap_or_default();
    let day: Option<jiff::civil::Date> = day.parse().ok();
    let day = day.map_or_else(|| NO_DAY.to_owned(), |day| day.to_string());
    format!("{day}T00:00:00Z")
}

/// A property of our own; none where there is nothing to say.
fn prop(name: &'static str, value: &str) -> Option<Prop> {
    let value = plain::line(value).trim().to_owned();
    let ns = Some(NS);
    (!value.is_empty()).then_some(Prop { name, ns, value })
}

/// Several of them.
fn props<const N: usize>(all: [(&'static str, &str); N]) -> Vec<Prop> {
    let all = all.into_iter();
    all.filter_map(|(name, value)| prop(name, value)).collect()
}

/// Text on one line that shows itself and does nothing else; never empty.
fn prose(text: &str) -> String {
    let shown = markdown::text(text.trim());
    if shown.trim().is_empty() {
        "not stated".to_owned()
    } else {
        shown
    }
}

fn metadata(title: &str, days: &str, version: &str) -> Metadata {
    Metadata {
        title: prose(title),
        last_modified: instant(days),
        version: plain::line(days).into_owned(),
        oscal_version: VERSION,
        props: props([("tool", &format!("csp-support {version}"))]),
        parties: Vec::new(),
    }
}

/// Whether a list is left out: OSCAL knows no empty ones.
fn nothing<T: Serialize>(list: &[T]) -> bool {
    list.is_empty()
}
