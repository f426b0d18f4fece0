//! Findings as cards: one per rule, with every place where it is broken.

use crate::finding::{Finding, Related, Severity};
use crate::report::contents::{Report, Reported};
use crate::report::html::parts::{self, Line, Part, Source, rich, sentence, shown};
use crate::report::rule::{Adjustment, Rule};
use crate::report::words;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Places shown per rule; a person mends the cause long before.
const PLACES: usize = 25;

/// A rule and where it is broken.
#[derive(Debug, Serialize)]
pub(super) struct Group {
    severity: &'static str,
    symbol: &'static str,
    id: String,
    name: String,
    title: Vec<Part>,
    why: Vec<Part>,
    fix: Vec<Part>,
    obligation: &'static str,
    basis: String,
    edition: Vec<Part>,
    adjusted: Vec<Part>,
    sources: Vec<Source>,
    cards: Vec<Card>,
    more: usize,
}

/// One finding.
#[derive(Debug, Serialize)]
struct Card {
    anchor: String,
    fingerprint: String,
    message: Vec<Part>,
    help: Vec<Part>,
    subject: String,
    place: String,
    lines: Vec<Line>,
    related: Vec<RelatedPlace>,
}

#[derive(Debug, Serialize)]
struct RelatedPlace {
    label: Vec<Part>,
    place: String,
    lines: Vec<Line>,
}

/// The anchor of a finding's card.
pub(super) fn anchor(fingerprint: &str) -> String {
    format!("f-{fingerprint}")
}

impl Group {
    /// The anchors of the cards shown.
    pub(super) fn anchors(&self) -> impl Iterator<Item = &String> {
        self.cards.iter().map(|card| &card.anchor)
    }
}

/// All groups, the worst first.
pub(super) fn groups(report: &Report) -> Vec<Group> {
    let mut by_rule: BTreeMap<(Reverse<Severity>, &str), Vec<&Reported>> = BTreeMap::new();
    for reported in &report.findings {
        let finding = &reported.finding;
        let key = (Reverse(finding.severity), finding.rule.as_str());
        by_rule.entry(key).or_default().push(reported);
    }
    let unknown = Rule::default();
    let group = |((severity, id), found): (&(Reverse<Severity>, &str), &Vec<&Reported>)| {
        let rule = report.rule(id).unwrap_or(&unknown);
        group(rule, id, severity.0, found)
    };
    by_rule.iter().map(group).collect()
}

fn group(rule: &Rule, id: &str, severity: Severity, found: &[&Reported]) -> Group {
    Group {
        severity: severity.word(),
        symbol: match severity {
            Severity::Error => "✗",
            Severity::Warning => "!",
            Severity::Info => "i",
        },
        id: shown(id),
        name: shown(&rule.name),
        title: rich(&rule.title),
        why: sentence(&rule.why),
        fix: sentence(&rule.fix),
        obligation: rule.obligation.word(),
        basis: shown(rule.basis_words()),
        edition: edition(rule),
        adjusted: adjusted(rule),
        sources: rule.citations.iter().map(parts::source).collect(),
        cards: found.iter().take(PLACES).map(|f| card(f, rule)).collect(),
        more: found.len().saturating_sub(PLACES),
    }
}

/// What the edition in force says in particular, and since when.
fn edition(rule: &Rule) -> Vec<Part> {
    let Some(edition) = &rule.edition else {
        return Vec::new();
    };
    let until = edition.to.as_ref().map(|to| format!(" until {to}"));
    let says = edition.says.as_ref().map(|says| format!(": {says}"));
    sentence(&format!(
        "in force since {}{}{}",
        edition.from,
        until.unwrap_or_default(),
        says.unwrap_or_default()
    ))
}

/// What a pack of the partner's own made of the rule.
fn adjusted(rule: &Rule) -> Vec<Part> {
    let words = rule.adjusted.as_ref().map(Adjustment::words);
    words.map_or_else(Vec::new, |words| sentence(&words))
}

/// Advice that only repeats the rule's is left out.
fn card(reported: &Reported, rule: &Rule) -> Card {
    let finding: &Finding = &reported.finding;
    let same = words::alike(&finding.help, &rule.fix);
    let help = if same { "" } else { &finding.help };
    Card {
        anchor: anchor(&reported.fingerprint),
        fingerprint: reported.fingerprint.clone(),
        message: sentence(&finding.message),
        help: sentence(help),
        subject: shown(&words::subject(&finding.subject)),
        place: parts::place(Some(&finding.place)),
        lines: parts::excerpt(&finding.place),
        related: finding.related.iter().map(related).collect(),
    }
}

fn related(related: &Related) -> RelatedPlace {
    RelatedPlace {
        label: sentence(&related.label),
        place: parts::place(Some(&related.place)),
        lines: parts::excerpt(&related.place),
    }
}
