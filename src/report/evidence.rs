//! Lists that go with the reports of a bundle: what was cited, and what was excused.

use crate::report::contents::Report;
use crate::report::csv::row;
use crate::report::plain::{self, Escape};
use crate::report::rule::Citation;
use std::collections::BTreeMap;

/// Every source that a rule of the report cites, with the rules that do.
pub fn citations(report: &Report) -> String {
    let mut by_source: BTreeMap<(&str, &str), (&Citation, Vec<&str>)> = BTreeMap::new();
    for rule in report.rules.values() {
        for citation in &rule.citations {
            let known = by_source.entry((&citation.key, &citation.title));
            known.or_insert((citation, Vec::new())).1.push(&rule.id);
        }
    }
    let head = ["key", "title", "date", "how it was read", "where", "rules"];
    let rows = by_source.into_values().map(|(citation, rules)| {
        let cells = [
            citation.key.clone(),
            citation.title.clone(),
            citation.date.clone(),
            citation.tier_words().to_owned(),
            citation.link().unwrap_or(&citation.locator).to_owned(),
            rules.join(" "),
        ];
        row(cells.into_iter())
    });
    table(&head, rows)
}

/// Every waiver, in force or not.
pub fn waivers(report: &Report) -> String {
    let head = [
        "id",
        "rule",
        "target",
        "reason",
        "approver",
        "expires",
        "time left",
        "verdicts excused",
    ];
    let rows = report.waivers.iter().map(|waiver| {
        let cells = [
            waiver.id.clone(),
            waiver.rule.clone(),
            waiver.target.clone(),
            waiver.reason.clone(),
            waiver.approver.clone(),
            waiver.expires.clone(),
            waiver.time_left(),
            waiver.covers.to_string(),
        ];
        row(cells.into_iter())
    });
    table(&head, rows)
}

fn table(head: &[&str], rows: impl Iterator<Item = String>) -> String {
    let head = row(head.iter().map(|&cell| cell.to_owned()));
    let text: String = [head].into_iter().chain(rows).collect();
    plain::guard(&text, Escape::Visible)
}
