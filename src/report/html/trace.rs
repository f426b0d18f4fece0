//! Traceability as two tables: from obligations to pages, and from what customers read to obligations.

use crate::report::contents::{Counts, Report, State};
use crate::report::html::parts::{self, Part, rich, shown};
use crate::report::trace::{Sight, Trace};
use crate::report::words::number;
use serde::Serialize;

/// Rows of each list; the JSON report has all.
const LISTED: usize = 500;

/// The section.
#[derive(Debug, Default, Serialize)]
pub(super) struct Traces {
    sum: String,
    obligations: Vec<Obligation>,
    claims: Vec<Claim>,
    claims_more: usize,
    unasked: Vec<Claim>,
    unread: Vec<Claim>,
}

/// An obligation and what it looks at.
#[derive(Debug, Serialize)]
struct Obligation {
    id: String,
    title: Vec<Part>,
    asks: &'static str,
    severity: &'static str,
    fields: Vec<String>,
    facts: Vec<Fact>,
    read_at: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Fact {
    name: String,
    about: Vec<Part>,
}

/// A field of an offering, where customers read it, and who asks for it.
#[derive(Debug, Serialize)]
struct Claim {
    of: String,
    offering: String,
    field: String,
    place: String,
    read_at: String,
    rules: Vec<Looks>,
}

/// A rule that looks at a field, with its worst state on the offering.
#[derive(Debug, Serialize)]
struct Looks {
    id: String,
    key: &'static str,
    symbol: &'static str,
    word: &'static str,
}

impl Traces {
    /// Whether nothing is traced.
    pub(super) const fn is_empty(&self) -> bool {
        self.claims.is_empty()
    }
}

/// The section; empty where the workspace has no offerings.
pub(super) fn traces(report: &Report) -> Traces {
    let all = report.traces();
    let (unasked, unread) = report.loose_ends();
    let sights = report.sights.iter();
    let told = sights.filter(|(_, sight)| sight.kind == "SupportOffering" || sight.texts);
    Traces {
        sum: sum(&all, unasked.len(), unread.len()),
        obligations: told
            .map(|(id, sight)| obligation(report, id, sight))
            .collect(),
        claims_more: all.len().saturating_sub(LISTED),
        claims: all.iter().take(LISTED).map(claim).collect(),
        unasked: unasked.iter().take(LISTED).map(claim).collect(),
        unread: unread.iter().take(LISTED).map(claim).collect(),
    }
}

fn sum(all: &[Trace<'_>], unasked: usize, unread: usize) -> String {
    let shown = all.len() - unread;
    format!(
        "{} of published offerings: {shown} on a page, of which {unasked} without an obligation that names them, and {unread} on none",
        number(all.len() as u64, "field")
    )
}

fn obligation(report: &Report, id: &str, sight: &Sight) -> Obligation {
    let rule = report.rule(id);
    let facts = sight.facts.iter().map(|(name, about)| Fact {
        name: shown(name),
        about: rich(about),
    });
    let mut fields: Vec<String> = sight.fields.iter().map(|field| shown(field)).collect();
    fields.extend(
        sight
            .of_partner
            .iter()
            .map(|field| shown(&format!("partner: {field}"))),
    );
    if sight.texts {
        fields.push("every text that customers read".to_owned());
    }
    Obligation {
        id: shown(id),
        title: rich(rule.map_or("", |rule| &rule.title)),
        asks: rule.map_or("", |rule| rule.origin.key()),
        severity: rule
            .and_then(|rule| rule.severity)
            .map_or("", crate::finding::Severity::word),
        fields,
        facts: facts.collect(),
        read_at: sections(report, sight),
    }
}

/// Sections rather than pages, as every offering has the same; each once.
fn sections(report: &Report, sight: &Sight) -> Vec<String> {
    let read = report.read_at(sight).into_iter();
    let anchor = |address: &str| match address.split_once('#') {
        Some((_, anchor)) => format!("#{anchor}"),
        None => "head of the page".to_owned(),
    };
    let mut anchors: Vec<String> = read.map(anchor).collect();
    anchors.sort();
    anchors.dedup();
    anchors
}

fn claim(trace: &Trace<'_>) -> Claim {
    let line = trace.line;
    Claim {
        of: shown(&line.whose().key()),
        offering: shown(&line.subject.id),
        field: shown(&line.field),
        place: parts::place(Some(&line.place)),
        read_at: line.published.as_deref().map(shown).unwrap_or_default(),
        rules: trace
            .rules
            .iter()
            .map(|(id, counts)| looks(id, *counts))
            .collect(),
    }
}

fn looks(id: &str, counts: Counts) -> Looks {
    let mut states: Vec<State> = State::ALL.into();
    states.sort_unstable();
    let worst = states.into_iter().find(|state| counts.of(*state) > 0);
    let state = worst.unwrap_or(State::NotApplicable);
    Looks {
        id: shown(id),
        key: state.key(),
        symbol: state.symbol(),
        word: state.word(),
    }
}
