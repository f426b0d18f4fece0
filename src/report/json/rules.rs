//! Rules as version 1 of our JSON tells them, with editions and citations.

use super::v1::{Adjustment, Citation, Edition, Rule};
use crate::finding::Severity;
use crate::report::rule;

pub(super) fn rule(rule: &rule::Rule) -> Rule<'_> {
    Rule {
        id: &rule.id,
        name: &rule.name,
        title: &rule.title,
        why: &rule.why,
        fix: &rule.fix,
        origin: rule.origin.key(),
        obligation: rule.obligation.word(),
        basis: &rule.basis,
        severity: rule.severity.map(Severity::word),
        edition: rule.edition.as_ref().map(edition),
        adjusted: rule.adjusted.as_ref().map(adjustment),
        citations: rule.citations.iter().map(citation).collect(),
    }
}

fn adjustment(adjusted: &rule::Adjustment) -> Adjustment<'_> {
    Adjustment {
        change: adjusted.change.word(),
        pack: &adjusted.pack,
        reason: &adjusted.reason,
    }
}

fn edition(edition: &rule::Edition) -> Edition<'_> {
    Edition {
        from: &edition.from,
        to: edition.to.as_deref(),
        says: edition.says.as_deref(),
    }
}

fn citation(citation: &rule::Citation) -> Citation<'_> {
    Citation {
        key: &citation.key,
        title: &citation.title,
        date: &citation.date,
        tier: &citation.tier,
        locator: &citation.locator,
        url: citation.link(),
    }
}
