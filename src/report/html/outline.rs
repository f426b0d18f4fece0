//! Which parts the page has, in the order of its audience, and what the filters offer.

use crate::finding::Severity;
use crate::report::audience::{Audience, Part};
use crate::report::contents::{Report, State};
use crate::report::html::parts::shown;
use crate::report::rule::Origin;
use crate::report::words::SEVERITIES;
use serde::Serialize;
use std::collections::BTreeSet;

/// A part of the page, as links call it.
#[derive(Debug, Serialize)]
pub(super) struct Heading {
    key: &'static str,
    title: &'static str,
    counted: bool,
    count: usize,
}

/// The parts that have something to say; `of` counts what is in one, where it is counted.
pub(super) fn outline(
    audience: Audience,
    compares: bool,
    of: &dyn Fn(Part) -> Content,
) -> Vec<Heading> {
    let heading = |part: &Part| {
        let (counted, count) = match of(*part) {
            Content::Absent => return None,
            Content::Told => (false, 0),
            Content::Counted(count) => (true, count),
        };
        Some(Heading {
            key: part.key(),
            title: title(*part, audience, compares),
            counted,
            count,
        })
    };
    audience.parts().iter().filter_map(heading).collect()
}

/// What a part has to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    /// Nothing: it is left out.
    Absent,
    /// Something that is not counted.
    Told,
    /// So many things.
    Counted(usize),
}

impl Content {
    /// Left out where there are none.
    pub(super) const fn some(count: usize) -> Self {
        if count == 0 {
            Self::Absent
        } else {
            Self::Counted(count)
        }
    }
}

const fn title(part: Part, audience: Audience, compares: bool) -> &'static str {
    match (part, audience) {
        (Part::Findings, _) if compares => "Changes",
        (Part::Findings, Audience::Manager) => "To decide",
        (Part::Portfolio, _) => "Portfolio",
        (Part::Findings, _) => "Findings",
        (Part::Trend, _) => "What changed",
        (Part::Obligations, _) => "Obligations",
        (Part::Trace, _) => "Traceability",
        (Part::Access, _) => "Access",
        (Part::Health, _) => "Service health",
        (Part::Endings, _) => "What ends",
        (Part::Unknown, _) => "Not evaluated",
        (Part::Elsewhere, _) => "Does not apply",
        (Part::Waivers, _) => "Waivers",
        (Part::ByHand, _) => "To check by hand",
        (Part::FreeText, _) => "Free text",
        (Part::Coverage, _) => "Coverage",
        (Part::Sources, _) => "Sources",
        (Part::Run, _) => "How it was made",
    }
}

/// What the filters offer.
#[derive(Debug, Default, Serialize)]
pub(super) struct Filters {
    facets: Vec<Facet>,
}

#[derive(Debug, Serialize)]
struct Facet {
    name: &'static str,
    label: &'static str,
    options: Vec<Choice>,
}

#[derive(Debug, Serialize)]
struct Choice {
    value: String,
    label: String,
}

/// A facet for each that leaves a choice.
pub(super) fn filters(report: &Report) -> Filters {
    let facets = [
        facet("severity", "Severity", severities(report)),
        facet("state", "State", states(report)),
        facet("source", "Asked by", sources(report)),
        facet("of", "Offering or customer", whose(report)),
        facet("owner", "To be mended by", owners(report)),
    ];
    Filters {
        facets: facets
            .into_iter()
            .filter(|facet| facet.options.len() > 1)
            .collect(),
    }
}

fn facet(name: &'static str, label: &'static str, options: Vec<Choice>) -> Facet {
    Facet {
        name,
        label,
        options,
    }
}

fn choice(value: &str, label: &str) -> Choice {
    Choice {
        value: shown(value),
        label: shown(label),
    }
}

fn severities(report: &Report) -> Vec<Choice> {
    let all = report.all_findings();
    let has = |own: &Severity| all.iter().any(|f| f.finding.severity == *own);
    let known = SEVERITIES.into_iter().filter(has);
    known.map(|own| choice(own.word(), own.word())).collect()
}

fn states(report: &Report) -> Vec<Choice> {
    let open = |state: &State| {
        report.counts.of(*state) > 0 || *state == State::NotMet && !report.all_findings().is_empty()
    };
    let states = State::ALL.into_iter().filter(open);
    states.map(|own| choice(own.key(), own.word())).collect()
}

fn sources(report: &Report) -> Vec<Choice> {
    let asked: BTreeSet<Origin> = report.rules.values().map(|rule| rule.origin).collect();
    asked
        .into_iter()
        .map(|own| choice(own.key(), own.word()))
        .collect()
}

/// Who mends something, and nobody where somebody still has to be named.
fn owners(report: &Report) -> Vec<Choice> {
    let all = report.all_findings();
    let owners = all.iter().map(|own| owner(report, &own.fingerprint));
    let owners: BTreeSet<Option<&str>> = owners.collect();
    let choice = |owner: Option<&str>| choice(&owner_key(owner), owner.unwrap_or("nobody yet"));
    owners.into_iter().map(choice).collect()
}

/// Who mends the finding with a fingerprint, if that is planned.
fn owner<'a>(report: &'a Report, fingerprint: &str) -> Option<&'a str> {
    let planned = report.planned(fingerprint);
    planned.map(|plan| plan.owner.as_str())
}

/// An owner as one word, because some things have several.
fn owner_key(owner: Option<&str>) -> String {
    let shown = shown(owner.unwrap_or("-"));
    shown.split_whitespace().collect::<Vec<_>>().join("_")
}

/// Who mends the finding with a fingerprint, as the filters call it.
pub(super) fn mends(report: &Report, fingerprint: &str) -> String {
    owner_key(owner(report, fingerprint))
}

fn whose(report: &Report) -> Vec<Choice> {
    let mut rows = report.portfolio();
    rows.sort_by(|a, b| a.whose.cmp(&b.whose));
    let label = |row: &crate::report::PortfolioRow| match row.whose.sort() {
        "partner" => row.title.clone(),
        sort => format!("{} ({sort})", row.title),
    };
    rows.iter()
        .map(|row| choice(&row.whose.key(), &label(row)))
        .collect()
}
