//! Compiles manual controls: obligations that a person looks at, and that are judged by when somebody did.
//!
//! A control becomes a rule about the partner's profile with expressions and examples of its own, so
//! that everything else treats it like any other rule. It reads records and never a user's documents.

use super::compile::Compiler;
use super::edition::RuleScope;
use super::review::Examples;
use crate::judge::applies::Limit;
use crate::judge::rule::{Control, Edition, Message, MessagePart, Rule};
use crate::judge::severity::{Basis, Obligation};
use crate::yaml::NodeRef;
use jiff::civil::Date;
use jiff::{Span, ToSpan};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Record {
    id: String,
    title: String,
    question: String,
    owner: String,
    evidence: String,
    review_every: String,
    obligation: Obligation,
    basis: Basis,
    #[serde(skip)]
    applies: Vec<Limit>,
}

/// How often a review is due: as written, the fact that names the oldest day that counts, in words.
struct Rhythm {
    written: &'static str,
    fact: &'static str,
    words: &'static str,
    span: fn() -> Span,
}

/// The rhythms a control may have, the shortest first.
const RHYTHMS: &[Rhythm] = &[
    Rhythm {
        written: "P1M",
        fact: "a_month_ago",
        words: "a month",
        span: || 1.month(),
    },
    Rhythm {
        written: "P3M",
        fact: "a_quarter_ago",
        words: "three months",
        span: || 3.months(),
    },
    Rhythm {
        written: "P6M",
        fact: "half_a_year_ago",
        words: "six months",
        span: || 6.months(),
    },
    Rhythm {
        written: "P1Y",
        fact: "a_year_ago",
        words: "a year",
        span: || 1.year(),
    },
    Rhythm {
        written: "P2Y",
        fact: "two_years_ago",
        words: "two years",
        span: || 2.years(),
    },
];

impl Compiler<'_> {
    /// The controls of a pack, as rules.
    pub(super) fn controls(&mut self, about: NodeRef<'_>) -> Vec<Rule> {
        let controls = about.get("manual").into_iter().flat_map(NodeRef::items);
        controls.filter_map(|node| self.control(node)).collect()
    }

    fn control(&mut self, node: NodeRef<'_>) -> Option<Rule> {
        let mut record: Record = node
            .read()
            .map_err(|error| self.broken(error.place(node), error.to_string()))
            .ok()?;
        let rhythm = RHYTHMS
            .iter()
            .find(|rhythm| rhythm.written == record.review_every)?;
        let each = "PartnerProfile";
        let (selection, variables) = self
            .scope(each)
            .map_err(|message| self.broken(node.place(), message))
            .ok()?;
        let scope = RuleScope {
            picks: selection.picks(),
            variables,
        };
        let applies = node.get("applies");
        record.applies = applies.map_or_else(Vec::new, |applies| self.limits(applies, &scope));
        let editions = node.get("editions")?.items();
        let editions: Vec<Edition> = editions
            .filter_map(|edition| self.asked(node, edition, &record, rhythm, &scope))
            .collect();
        let examples = Examples {
            id: &record.id,
            applies: &record.applies,
            first: self.today(&editions).saturating_sub((rhythm.span)()),
            today: self.today(&editions),
            place: node.place(),
        };
        Some(Rule {
            name: format!("review-due-{}", record.id.to_lowercase()),
            why: record.question.trim().to_owned(),
            fix: fix(&record),
            patch: None,
            obligation: record.obligation,
            basis: record.basis,
            each: each.to_owned(),
            selection,
            at: None,
            editions,
            variables: scope.variables,
            good: examples.good(),
            bad: examples.bad(),
            equivalent: Vec::new(),
            pack: self.pack.clone(),
            place: node.get("id").unwrap_or(node).place(),
            control: Some(Control {
                question: record.question.trim().to_owned(),
                owner: record.owner,
                evidence: record.evidence.trim().to_owned(),
                review_every: rhythm.words.to_owned(),
                every: rhythm.span,
            }),
            id: record.id,
            title: record.title,
            raised: None,
            retired: None,
            unwaivable: None,
        })
    }

    /// One edition, with the expressions that ask for a review that is young enough.
    fn asked(
        &mut self,
        control: NodeRef<'_>,
        edition: NodeRef<'_>,
        record: &Record,
        rhythm: &Rhythm,
        scope: &RuleScope,
    ) -> Option<Edition> {
        let mut edition = self.dated(edition, record.obligation)?;
        edition.applies.clone_from(&record.applies);
        let assert = format!(
            "this.controls.exists(c, c.id == '{}' && has(c.reviewedOn) && \
             c.reviewedOn >= fact.{} && c.reviewedOn <= fact.today)",
            record.id, rhythm.fact
        );
        edition.assert = self.made(control, &assert, scope);
        let says = format!(
            "nobody has answered `{}` within {}: {}",
            record.id,
            rhythm.words,
            record.question.trim()
        );
        edition.says = Message {
            parts: vec![MessagePart::Words(says.clone())],
            text: says,
        };
        Some(edition)
    }

    /// The day for examples: the pack's own, unless the last edition begins later.
    fn today(&self, editions: &[Edition]) -> Date {
        let begun = editions.iter().map(|edition| edition.from).max();
        self.as_of.max(begun.unwrap_or_default())
    }
}

fn fix(record: &Record) -> String {
    format!(
        "Let the {} answer the question and keep as evidence: {}. Then write under `controls` of the profile: \
         `{{id: {}, owner: …, evidence: …, reviewedOn: …}}`.",
        record.owner,
        record.evidence.trim(),
        record.id
    )
}
