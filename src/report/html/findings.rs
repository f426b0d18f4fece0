//! Findings in groups: by rule, for a manager by offering and customer, for an engineer by file.

use crate::finding::Severity;
use crate::report::audience::Audience;
use crate::report::contents::{Report, Reported, State};
use crate::report::html::cards::{self, Card, RuleFacts};
use crate::report::html::outline;
use crate::report::html::parts::{sentence, shown};
use crate::report::portfolio::{Owners, Whose};
use crate::report::rule::Rule;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Cards of one file; a browser still opens as many within a second.
const CARDS: usize = 5_000;

/// Findings that have something in common.
#[derive(Debug, Serialize)]
pub(super) struct Group {
    severity: &'static str,
    symbol: &'static str,
    /// The rule, where that is what they have in common.
    rule: Option<RuleFacts>,
    /// Else the offering, the customer or the file.
    title: String,
    cards: Vec<Card>,
}

impl Group {
    /// The anchors of the cards.
    pub(super) fn anchors(&self) -> impl Iterator<Item = &String> {
        self.cards.iter().map(|card| &card.anchor)
    }
}

/// What findings are put together by; the worst group comes first.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Common<'a> {
    Rule(Reverse<Severity>, &'a str),
    Owner(Reverse<Severity>, String, Whose),
    File(&'a str),
}

/// All groups in their order, and how many findings have no card.
pub(super) fn groups(report: &Report, audience: Audience) -> (Vec<Group>, usize) {
    let sorting = Sorting::new(report);
    let mut groups: BTreeMap<Common<'_>, Vec<&Reported>> = BTreeMap::new();
    let all = report.all_findings();
    for reported in all.iter().copied() {
        let common = sorting.common(audience, reported);
        groups.entry(common).or_default().push(reported);
    }
    let mut room = CARDS;
    let group = |(common, found): (&Common<'_>, &Vec<&Reported>)| {
        let shown = found.len().min(room);
        room -= shown;
        sorting.group(common, &found[..shown])
    };
    let groups: Vec<Group> = groups.iter().map(group).collect();
    let groups = groups.into_iter().filter(|group| !group.cards.is_empty());
    (groups.collect(), all.len().saturating_sub(CARDS))
}

struct Sorting<'a> {
    report: &'a Report,
    owners: Owners<'a>,
    worst: BTreeMap<Whose, Severity>,
    contested: BTreeSet<&'a str>,
}

impl<'a> Sorting<'a> {
    fn new(report: &'a Report) -> Self {
        let owners = Owners::of(report);
        let mut worst: BTreeMap<Whose, Severity> = BTreeMap::new();
        for Reported { finding, .. } in report.all_findings() {
            let known = worst.entry(owners.of_finding(finding));
            let known = known.or_insert(finding.severity);
            *known = finding.severity.max(*known);
        }
        let contested = report
            .verdicts
            .iter()
            .filter(|v| v.state == State::Contested);
        Self {
            contested: contested.filter_map(|v| v.finding.as_deref()).collect(),
            report,
            owners,
            worst,
        }
    }

    fn common(&self, audience: Audience, reported: &'a Reported) -> Common<'a> {
        let finding = &reported.finding;
        match audience {
            Audience::Everybody | Audience::Auditor => {
                Common::Rule(Reverse(finding.severity), &finding.rule)
            }
            Audience::Manager => {
                let whose = self.owners.of_finding(finding);
                let worst = self.worst.get(&whose).copied();
                let title = self.owners.title(&whose).to_lowercase();
                Common::Owner(Reverse(worst.unwrap_or(finding.severity)), title, whose)
            }
            Audience::Engineer => Common::File(&finding.place.source.path),
        }
    }

    fn group(&self, common: &Common<'_>, found: &[&Reported]) -> Group {
        let mut found = found.to_vec();
        if !matches!(common, Common::File(_)) {
            found.sort_by_key(|own| (Reverse(own.finding.severity), &own.finding.rule));
        }
        let worst = found.iter().map(|own| own.finding.severity).max();
        let worst = worst.unwrap_or(Severity::Info);
        let unknown = Rule::default();
        let (rule, title) = match common {
            Common::Rule(_, id) => {
                let rule = self.report.rule(id).unwrap_or(&unknown);
                (Some(cards::facts(rule, id)), String::new())
            }
            Common::Owner(_, _, whose) => (None, shown(&self.owners.title(whose))),
            Common::File(path) => (None, shown(path)),
        };
        let tells = rule.is_none();
        Group {
            severity: worst.word(),
            symbol: cards::symbol(worst),
            rule,
            title,
            cards: found.iter().map(|own| self.card(own, tells)).collect(),
        }
    }

    fn card(&self, reported: &Reported, tells_rule: bool) -> Card {
        let unknown = Rule::default();
        let id = &reported.finding.rule;
        let rule = self.report.rule(id).unwrap_or(&unknown);
        let whose = self.owners.of_finding(&reported.finding);
        let mut card = cards::card(reported, rule, &whose, &self.owners.title(&whose));
        card.mends = outline::mends(self.report, &reported.fingerprint);
        if let Some(plan) = self.report.planned(&reported.fingerprint) {
            card.plan = sentence(&plan.words());
            card.overdue = plan.days_left < 0;
        }
        let finding = &reported.finding;
        card.read_at = self
            .report
            .published(&finding.subject)
            .map_or_else(String::new, |at| shown(&at));
        let patch = self.report.patch(finding).unwrap_or_default();
        card.patch = patch.lines().map(shown).collect();
        card.rule = tells_rule.then(|| cards::facts(rule, id));
        if self.contested.contains(reported.fingerprint.as_str()) {
            return card.contested();
        }
        card
    }
}
