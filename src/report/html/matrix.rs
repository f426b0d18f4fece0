//! The matrix: for each kind of document, rules down, documents across, a verdict in each cell.

use crate::finding::{Place, Severity};
use crate::report::contents::{Counts, DocumentLine, Report, State, Verdict};
use crate::report::html::cards;
use crate::report::html::parts::{self, Part, Source, rich, shown};
use crate::report::html::{outline, unknown, waiver_anchor};
use crate::report::place;
use crate::report::rule::{Citation, Rule};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Most documents across; beyond that, only those with something to look at, and no more than this.
const ACROSS: usize = 30;

/// One kind of document.
#[derive(Debug, Serialize)]
pub(super) struct Matrix {
    kind: String,
    title: String,
    columns: Vec<Column>,
    hidden: usize,
    hidden_open: usize,
    rows: Vec<Row>,
    idle: Vec<Idle>,
}

/// A document.
#[derive(Debug, Serialize)]
struct Column {
    /// Whose business it is, as the filters call it.
    of: String,
    title: String,
    id: String,
    path: String,
}

/// A rule.
#[derive(Debug, Serialize)]
struct Row {
    id: String,
    title: Vec<Part>,
    obligation: &'static str,
    basis: String,
    asks: &'static str,
    severity: &'static str,
    /// The source to read first, one that can be opened if there is one.
    sources: Vec<Source>,
    more_sources: usize,
    cells: Vec<Cell>,
}

/// What a rule says about a document; nothing where it does not look at it.
#[derive(Debug, Serialize)]
struct Cell {
    who: String,
    /// Who mends what is found there, as the filters call them.
    mends: BTreeSet<String>,
    bits: Vec<Bit>,
}

/// All verdicts of one state in a cell.
#[derive(Debug, Serialize)]
struct Bit {
    key: &'static str,
    symbol: &'static str,
    word: &'static str,
    count: usize,
    place: String,
    href: Option<String>,
}

/// A rule that speaks about none of the documents.
#[derive(Debug, Serialize)]
struct Idle {
    id: String,
    title: Vec<Part>,
}

/// Verdicts by rule and document.
type Cells<'a> = BTreeMap<&'a str, BTreeMap<&'a str, Vec<&'a Verdict>>>;

/// Where a cell's link leads.
struct Links<'a> {
    report: &'a Report,
    anchors: &'a BTreeSet<String>,
}

/// One matrix per kind, by name; cells link to those of `anchors` that tell more.
pub(super) fn matrices(report: &Report, anchors: &BTreeSet<String>) -> Vec<Matrix> {
    let mut by_kind: BTreeMap<&str, Cells<'_>> = BTreeMap::new();
    for verdict in &report.verdicts {
        let rules = by_kind.entry(&verdict.subject.kind).or_default();
        let documents = rules.entry(&verdict.rule).or_default();
        let cell = documents.entry(&verdict.subject.id).or_default();
        cell.push(verdict);
    }
    let links = Links { report, anchors };
    let matrix = |(kind, rules): (&&str, &Cells<'_>)| matrix(&links, kind, rules);
    by_kind.iter().map(matrix).collect()
}

fn matrix(links: &Links<'_>, kind: &str, rules: &Cells<'_>) -> Matrix {
    let documents = documents(links.report, kind, rules);
    let open = open_documents(rules);
    let across: Vec<&DocumentLine> = if documents.len() > ACROSS {
        let worth = documents.iter().filter(|d| open.contains(d.id.as_str()));
        worth.take(ACROSS).collect()
    } else {
        documents.iter().collect()
    };
    let open_across = across
        .iter()
        .filter(|d| open.contains(d.id.as_str()))
        .count();
    let (busy, idle): (Vec<_>, Vec<_>) = rules.iter().partition(|(_, cells)| {
        cells
            .values()
            .flatten()
            .any(|v| v.state != State::NotApplicable)
    });
    let unknown = Rule::default();
    let rule = |id: &str| links.report.rule(id).unwrap_or(&unknown);
    Matrix {
        kind: shown(kind),
        title: spaced(kind),
        hidden: documents.len() - across.len(),
        hidden_open: open.len().saturating_sub(open_across),
        rows: busy
            .into_iter()
            .map(|(id, cells)| row(links, rule(id), id, cells, &across))
            .collect(),
        idle: idle
            .into_iter()
            .map(|(id, _)| Idle {
                id: shown(id),
                title: rich(&rule(id).title),
            })
            .collect(),
        columns: across.into_iter().map(column).collect(),
    }
}

/// `AccessGrant` as people read it: `Access grant`.
fn spaced(kind: &str) -> String {
    let mut title = String::new();
    for (index, c) in plain_kind(kind).char_indices() {
        if c.is_ascii_uppercase() && index > 0 {
            title.push(' ');
            title.push(c.to_ascii_lowercase());
        } else {
            title.push(c);
        }
    }
    title
}

fn plain_kind(kind: &str) -> String {
    if kind.is_empty() {
        "Documents without a kind".to_owned()
    } else {
        shown(kind)
    }
}

/// The documents of a kind that have verdicts, those that the report names first.
fn documents(report: &Report, kind: &str, rules: &Cells<'_>) -> Vec<DocumentLine> {
    let mut judged: BTreeSet<&str> = rules.values().flat_map(BTreeMap::keys).copied().collect();
    let named = report.documents.iter().filter(|d| d.kind == kind);
    let mut documents: Vec<DocumentLine> = named
        .filter(|document| judged.remove(document.id.as_str()))
        .cloned()
        .collect();
    documents.extend(judged.into_iter().map(|id| DocumentLine {
        kind: kind.to_owned(),
        id: id.to_owned(),
        ..DocumentLine::default()
    }));
    documents
}

/// Documents with anything but met and not applicable.
fn open_documents<'a>(rules: &Cells<'a>) -> BTreeSet<&'a str> {
    let cells = rules.values().flatten();
    let open = cells.filter(|(_, verdicts)| {
        let quiet = |state| matches!(state, State::Met | State::NotApplicable);
        verdicts.iter().any(|verdict| !quiet(verdict.state))
    });
    open.map(|(id, _)| *id).collect()
}

fn column(document: &DocumentLine) -> Column {
    let title = [&document.title, &document.id];
    let title = title.into_iter().find(|text| !text.is_empty());
    Column {
        of: shown(&document.whose.key()),
        title: title.map_or_else(|| "whole workspace".to_owned(), |text| shown(text)),
        id: if document.title.is_empty() {
            String::new()
        } else {
            shown(&document.id)
        },
        path: shown(&document.path),
    }
}

fn row(
    links: &Links<'_>,
    rule: &Rule,
    id: &str,
    cells: &BTreeMap<&str, Vec<&Verdict>>,
    across: &[&DocumentLine],
) -> Row {
    let cell = |document: &&DocumentLine| {
        let verdicts = cells.get(document.id.as_str());
        let verdicts = verdicts.map_or(&[][..], Vec::as_slice);
        let found = verdicts.iter().filter_map(|own| own.finding.as_ref());
        Cell {
            who: column(document).title,
            mends: found.map(|own| outline::mends(links.report, own)).collect(),
            bits: bits(links, verdicts, &document.path),
        }
    };
    Row {
        id: shown(id),
        title: rich(&rule.title),
        obligation: rule.obligation.word(),
        basis: shown(rule.basis_words()),
        asks: rule.origin.key(),
        severity: rule.severity.map_or("", Severity::word),
        sources: first_source(rule).map(parts::source).into_iter().collect(),
        more_sources: rule.citations.len().saturating_sub(1),
        cells: across.iter().map(cell).collect(),
    }
}

/// The first citation that can be opened, else the first.
fn first_source(rule: &Rule) -> Option<&Citation> {
    let citations = &rule.citations;
    let open = citations.iter().find(|citation| citation.link().is_some());
    open.or(citations.first())
}

/// One bit per state that occurs, the worst first.
fn bits(links: &Links<'_>, verdicts: &[&Verdict], path: &str) -> Vec<Bit> {
    let counts: Counts = verdicts.iter().map(|verdict| verdict.state).collect();
    let mut states: Vec<State> = State::ALL.into();
    states.sort_unstable();
    states.retain(|state| counts.of(*state) > 0);
    let bit = |state: State| {
        let first = verdicts.iter().find(|verdict| verdict.state == state);
        Bit {
            key: state.key(),
            symbol: state.symbol(),
            word: match state {
                State::NotApplicable => "n/a",
                state => state.word(),
            },
            count: counts.of(state),
            place: first
                .and_then(|verdict| verdict.place.as_ref())
                .map_or_else(String::new, |place| near(place, path)),
            href: first.and_then(|verdict| links.of(verdict)),
        }
    };
    states.into_iter().map(bit).collect()
}

/// The position, with its path only where that is not the document's own.
fn near(place: &Place, path: &str) -> String {
    if place.source.path == path {
        let at = place.source.line_col(place.span.start);
        format!("{}:{}", at.line, at.column)
    } else {
        place::text(place)
    }
}

impl Links<'_> {
    fn of(&self, verdict: &Verdict) -> Option<String> {
        let anchor = match verdict.state {
            State::NotMet | State::Contested => verdict.finding.as_deref().map(cards::anchor),
            State::Unknown => Some(unknown::anchor(verdict)),
            State::Waived => waiver_anchor(self.report, verdict.waiver.as_deref()?),
            State::Met | State::NotApplicable => None,
        };
        anchor.filter(|anchor| self.anchors.contains(anchor))
    }
}
