//! Compiles manual controls: obligations that a person looks at, and that are judged by when somebody did.
//!
//! A control becomes a rule about the partner's profile with expressions and examples of its own, so
//! that everything else treats it like any other rule. It reads records and never a user's documents.

use super::compile::Compiler;
use super::edition::RuleScope;
use crate::judge::rule::{Case, Control, Edition, Message, MessagePart, Rule};
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
    #[serde(default)]
    partner_types: Vec<String>,
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
        let record: Record = node
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
        let editions = node.get("editions")?.items();
        let editions: Vec<Edition> = editions
            .filter_map(|edition| self.asked(node, edition, &record, rhythm, &scope))
            .collect();
        let (good, bad) = cases(&record, rhythm, self.today(&editions), node);
        Some(Rule {
            name: format!("review-due-{}", record.id.to_lowercase()),
            why: record.question.trim().to_owned(),
            fix: fix(&record),
            obligation: record.obligation,
            basis: record.basis,
            each: each.to_owned(),
            selection,
            at: None,
            editions,
            variables: scope.variables,
            good,
            bad,
            equivalent: Vec::new(),
            pack: self.pack.clone(),
            place: node.get("id").unwrap_or(node).place(),
            control: Some(Control {
                question: record.question.trim().to_owned(),
                owner: record.owner,
                evidence: record.evidence.trim().to_owned(),
                review_every: rhythm.words.to_owned(),
            }),
            id: record.id,
            title: record.title,
            raised: None,
            retired: None,
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
        let types: Vec<String> = record
            .partner_types
            .iter()
            .map(|kind| format!("'{kind}'"))
            .collect();
        if !types.is_empty() {
            let when = format!(
                "partner.cspAuthorization.partnerType in [{}]",
                types.join(", ")
            );
            edition.when = self.made(control, &when, scope);
        }
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

/// Examples at the border of what is young enough, for each partner type that is asked.
fn cases(
    record: &Record,
    rhythm: &Rhythm,
    today: Date,
    node: NodeRef<'_>,
) -> (Vec<Case>, Vec<Case>) {
    let id = &record.id;
    let first = today.saturating_sub((rhythm.span)());
    let day_before = first.saturating_sub(1.day());
    let day_after = today.saturating_add(1.day());
    let everybody = vec!["direct_bill".to_owned()];
    let types = if record.partner_types.is_empty() {
        &everybody
    } else {
        &record.partner_types
    };
    let case = |name: &str, kind: &str, mark: &str, control: String| Case {
        name: name.to_owned(),
        base: None,
        as_of: Some(today),
        documents: format!(
            "kind: PartnerProfile\nmetadata: {{id: partner}}\nspec:\n  legalName: Example\n  \
             cspAuthorization: {{partnerType: {kind}}}\n  \
             securityContact: {{firstName: A, lastName: B, email: a@b.example, phone: \"+493023125011\"}}\n  \
             controls: {mark}\n    - {control}\n"
        ),
        place: node.place(),
    };
    let reviewed = |day: Date| format!("{{id: {id}, reviewedOn: {day}}}");
    let good = types
        .iter()
        .map(|kind| case("reviewed in time", kind, "", reviewed(first)))
        .chain([case("reviewed today", &types[0], "", reviewed(today))]);
    let mark = format!("# {id}");
    let bad = [
        ("reviewed too long ago", reviewed(day_before)),
        ("to be reviewed", reviewed(day_after)),
        ("never reviewed", format!("{{id: {id}, owner: Somebody}}")),
        (
            "another question answered",
            format!("{{id: X-1, reviewedOn: {today}}}"),
        ),
    ];
    let bad = bad
        .into_iter()
        .map(|(name, control)| case(name, &types[0], &mark, control));
    (good.collect(), bad.collect())
}
