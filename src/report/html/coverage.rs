//! What the audit can and cannot say: what was looked at, on whose word, and what was not.

use crate::report::contents::{DocumentLine, FreeText, Report};
use crate::report::html::parts::{self, Part, Source, rich, sentence, shown};
use crate::report::rule::Rule;
use crate::report::unchecked::Unchecked;
use crate::report::words;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Documents named one by one.
const NAMED: usize = 100;

/// Notes of one offering that are shown by their places.
const PLACES: usize = 20;

/// What was looked at and on whose word.
#[derive(Debug, Default, Serialize)]
pub(super) struct Coverage {
    documents: String,
    files: String,
    /// Rules that looked at something, as the head of the report counts them.
    rules: String,
    /// Rules that were asked and found nothing to look at, in half a sentence; empty where there are none.
    idle: String,
    /// Both of them, which is what the bases add up to.
    all: String,
    bases: Vec<Basis>,
    untouched: Vec<String>,
    untouched_more: usize,
    read: Vec<String>,
    adjusted: Vec<Adjusted>,
    unchecked: Vec<NotChecked>,
    sources: Vec<Source>,
    notes: String,
    noted: Vec<Noted>,
    noted_more: usize,
}

impl Coverage {
    /// Whether an offering leaves promises to free text.
    pub(super) const fn has_notes(&self) -> bool {
        !self.noted.is_empty()
    }
}

/// A rule that a pack of the partner's own tightened or retired.
#[derive(Debug, Serialize)]
struct Adjusted {
    id: String,
    title: Vec<Part>,
    words: Vec<Part>,
}

/// An offering that leaves promises to free text.
#[derive(Debug, Serialize)]
struct Noted {
    id: String,
    title: String,
    count: usize,
    places: Vec<String>,
    more: usize,
}

/// How many rules rest on one sort of ground.
#[derive(Debug, Serialize)]
struct Basis {
    count: usize,
    words: String,
}

/// Gathers it from the report.
pub(super) fn coverage(report: &Report, date: &dyn Fn(&str) -> String) -> Coverage {
    let untouched = untouched(report);
    let looked = report.rules_that_looked();
    let packs = report.run.packs.iter();
    let read = packs.filter(|pack| !pack.sources_read.is_empty());
    Coverage {
        documents: words::number(report.run.documents as u64, "document"),
        files: words::number(report.run.inputs.len() as u64, "file"),
        rules: words::number(looked as u64, "rule"),
        idle: idle(report.rules.len().saturating_sub(looked)),
        all: words::number(report.rules.len() as u64, "rule"),
        bases: bases(report),
        untouched_more: untouched.len().saturating_sub(NAMED),
        untouched: untouched.into_iter().take(NAMED).collect(),
        read: read.map(|pack| date(&pack.sources_read)).collect(),
        adjusted: report.rules.values().filter_map(adjusted).collect(),
        unchecked: report.unchecked.iter().map(not_checked).collect(),
        sources: sources(report),
        notes: report.notes_in_words(),
        noted_more: noted(report).count().saturating_sub(NAMED),
        noted: noted(report).take(NAMED).map(noted_row).collect(),
    }
}

fn idle(count: usize) -> String {
    match count {
        0 => String::new(),
        count => {
            let rules = words::number(count as u64, "further rule");
            format!("; {rules} found nothing to look at")
        }
    }
}

/// An obligation that was not checked.
#[derive(Debug, Serialize)]
struct NotChecked {
    id: String,
    title: Vec<Part>,
    cause: &'static str,
    reason: Vec<Part>,
}

fn not_checked(own: &Unchecked) -> NotChecked {
    NotChecked {
        id: shown(&own.id),
        title: rich(&own.title),
        cause: own.cause.words(),
        reason: sentence(&own.reason),
    }
}

fn adjusted(rule: &Rule) -> Option<Adjusted> {
    Some(Adjusted {
        id: shown(&rule.id),
        title: rich(&rule.title),
        words: sentence(&rule.adjusted.as_ref()?.words()),
    })
}

fn bases(report: &Report) -> Vec<Basis> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for rule in report.rules.values() {
        *counts.entry(rule.basis_words()).or_default() += 1;
    }
    let mut bases: Vec<Basis> = counts
        .into_iter()
        .map(|(words, count)| Basis {
            count,
            words: shown(words),
        })
        .collect();
    bases.sort_by_key(|basis| std::cmp::Reverse(basis.count));
    bases
}

fn noted(report: &Report) -> impl Iterator<Item = &FreeText> {
    report.free_text.iter().filter(|own| !own.notes.is_empty())
}

fn noted_row(own: &FreeText) -> Noted {
    let places = own.notes.iter().take(PLACES);
    Noted {
        id: shown(&own.id),
        title: shown(&own.title),
        count: own.notes.len(),
        places: places.map(|note| parts::place(Some(&note.place))).collect(),
        more: own.notes.len().saturating_sub(PLACES),
    }
}

/// Documents that no rule looked at.
fn untouched(report: &Report) -> Vec<String> {
    let touched: BTreeSet<(&str, &str)> = report
        .verdicts
        .iter()
        .map(|v| (v.subject.kind.as_str(), v.subject.id.as_str()))
        .collect();
    let alone = |d: &&DocumentLine| !touched.contains(&(d.kind.as_str(), d.id.as_str()));
    let documents = report.documents.iter().filter(alone);
    documents
        .map(|d| shown(&format!("{}/{}", d.kind, d.id)))
        .collect()
}

/// Every source that a rule of this report cites, once.
fn sources(report: &Report) -> Vec<Source> {
    let citations = report.rules.values().flat_map(|rule| &rule.citations);
    let sources: BTreeSet<Source> = citations.map(parts::source).collect();
    sources.into_iter().collect()
}
