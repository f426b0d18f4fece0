//! A finding as a card, and what its rule says.

use crate::finding::{Finding, Related, Severity};
use crate::report::contents::{Reported, State};
use crate::report::html::parts::{self, Line, Part, Source, rich, sentence, shown};
use crate::report::portfolio::Whose;
use crate::report::reported::Novelty;
use crate::report::rule::{Adjustment, Rule};
use crate::report::words;
use serde::Serialize;

/// What a rule says, for the head of a group or for a card.
#[derive(Debug, Serialize)]
pub(super) struct RuleFacts {
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
}

/// One finding.
#[derive(Debug, Serialize)]
pub(super) struct Card {
    pub(super) anchor: String,
    fingerprint: String,
    pub(super) severity: &'static str,
    symbol: &'static str,
    /// `notMet` or `contested`.
    state: &'static str,
    /// Whether it was there before, in a word; empty where nothing tells.
    novelty: &'static str,
    /// The day on which it was first seen; empty where nothing tells.
    first_seen: String,
    /// Who asks: a key of [`crate::report::Origin`].
    asks: &'static str,
    whose: String,
    owner: String,
    /// Who mends it, as the filters call it.
    pub(super) mends: String,
    /// The rule, where the group does not tell it, and whether its reasons stand on the card before.
    pub(super) rule: Option<RuleFacts>,
    message: Vec<Part>,
    help: Vec<Part>,
    /// Who is to mend it until when, and whether that day is over.
    pub(super) plan: Vec<Part>,
    pub(super) overdue: bool,
    /// What to do, where it can be said without code.
    plainly: Vec<Part>,
    subject: String,
    place: String,
    lines: Vec<Line>,
    related: Vec<RelatedPlace>,
    /// Where customers read it; empty where they do not.
    pub(super) read_at: String,
    /// What to write, with values to replace.
    pub(super) patch: Vec<String>,
    /// The line to write instead, where the finding has it.
    instead: String,
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

/// The sign beside a severity's word.
pub(super) const fn symbol(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "✗",
        Severity::Warning => "!",
        Severity::Info => "i",
    }
}

/// What the rule says.
pub(super) fn facts(rule: &Rule, id: &str) -> RuleFacts {
    RuleFacts {
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

/// A card; advice that only repeats the rule's is left out.
pub(super) fn card(reported: &Reported, rule: &Rule, whose: &Whose, owner: &str) -> Card {
    let finding: &Finding = &reported.finding;
    let same = words::alike(&finding.help, &rule.fix);
    let help = if same { "" } else { &finding.help };
    Card {
        anchor: anchor(&reported.fingerprint),
        fingerprint: reported.fingerprint.clone(),
        severity: finding.severity.word(),
        symbol: symbol(finding.severity),
        state: State::NotMet.key(),
        novelty: reported.novelty.map_or("", Novelty::word),
        first_seen: shown(&reported.first_seen),
        asks: rule.origin.key(),
        whose: shown(&whose.key()),
        owner: shown(owner),
        mends: String::new(),
        rule: None,
        message: sentence(&finding.message),
        help: sentence(help),
        plan: Vec::new(),
        overdue: false,
        plainly: if rule.fix.contains('`') {
            Vec::new()
        } else {
            sentence(&rule.fix)
        },
        subject: shown(&words::subject(&finding.subject)),
        place: parts::place(Some(&finding.place)),
        lines: parts::excerpt(&finding.place),
        related: finding.related.iter().map(related).collect(),
        read_at: String::new(),
        patch: Vec::new(),
        instead: instead(finding),
    }
}

/// The repaired line of a value that YAML takes for something else.
fn instead(finding: &Finding) -> String {
    let repaired = finding
        .help
        .strip_prefix("write `")
        .filter(|_| finding.rule.starts_with("yaml-lookalike"));
    let line = repaired.and_then(|rest| rest.rsplit_once('`'));
    line.map_or_else(String::new, |(line, _)| shown(line))
}

impl Card {
    /// The same card of a rule on which sources disagree.
    #[must_use]
    pub(super) const fn contested(mut self) -> Self {
        self.state = State::Contested.key();
        self
    }
}

fn related(related: &Related) -> RelatedPlace {
    RelatedPlace {
        label: sentence(&related.label),
        place: parts::place(Some(&related.place)),
        lines: parts::excerpt(&related.place),
    }
}
