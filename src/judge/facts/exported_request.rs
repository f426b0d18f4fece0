//! Facts about requests to Microsoft as Partner Center exports them.
//!
//! It must never know what a severity asks for.

use super::{Fact, FactType};
use crate::judge::expr::Answer;
use crate::model::export::service_requests::{Numbered, numbered};
use crate::yaml::NodeRef;

pub(super) const FACTS: &[Fact] = &[Fact {
    name: "read_from_numbers",
    of: "PartnerCenterServiceRequests.items[]",
    ty: FactType::Text,
    about: "which numbers stand where words are meant, and as what they were read; empty where there are none",
    compute: |_, subject| Ok(read_from_numbers(subject.node)),
}];

fn read_from_numbers(request: NodeRef<'_>) -> Answer<'_> {
    let numbered = numbered(request);
    let told: Vec<_> = numbered.iter().map(told).collect();
    let first = numbered.first().map(|numbered| numbered.node);
    Answer::text(told.join(" and ")).at(first)
}

fn told(numbered: &Numbered<'_>) -> String {
    let (field, number) = (numbered.field, numbered.node.text());
    match &numbered.word {
        Some(word) => format!("{field} `{number}`, read as `{word}`"),
        None => format!("{field} `{number}`, which was left out"),
    }
}
