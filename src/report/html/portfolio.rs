//! Offerings and customers, one row each: those that need somebody, and folded away those that do not.

use crate::report::contents::{Report, State};
use crate::report::html::cards;
use crate::report::html::parts::shown;
use crate::report::portfolio::{PortfolioRow, Whose};
use crate::report::words::{SEVERITIES, number};
use serde::Serialize;
use std::collections::BTreeSet;

/// What the numbers of a row count, for narrow pages that have no head.
pub(super) const COUNTED: [&str; 7] = [
    "errors:",
    "warnings:",
    "info:",
    "unknown:",
    "waived:",
    "met:",
    "not applicable:",
];

/// The section.
#[derive(Debug, Default, Serialize)]
pub(super) struct Portfolio {
    sum: String,
    tables: Vec<Table>,
}

impl Portfolio {
    pub(super) const fn is_empty(&self) -> bool {
        self.tables.is_empty()
    }
}

/// Rows that are shown, or folded away.
#[derive(Debug, Serialize)]
struct Table {
    caption: &'static str,
    folded: String,
    rows: Vec<Row>,
}

#[derive(Debug, Serialize)]
struct Row {
    key: String,
    sort: &'static str,
    title: String,
    path: String,
    state: &'static str,
    symbol: &'static str,
    word: &'static str,
    says: String,
    href: Option<String>,
    documents: usize,
    counts: Vec<usize>,
}

/// The section; rows link to the card of their worst finding, where `anchors` has it.
pub(super) fn portfolio(report: &Report, anchors: &BTreeSet<String>) -> Portfolio {
    let all = report.portfolio();
    let (open, fine): (Vec<_>, Vec<_>) = all.iter().partition(|row| row.is_open());
    let rows = |rows: &[&PortfolioRow]| rows.iter().map(|own| row(own, anchors)).collect();
    let tables = [
        Table {
            caption: "Offerings and customers with something to look at",
            folded: String::new(),
            rows: rows(&open),
        },
        Table {
            caption: "Offerings and customers with nothing to look at",
            folded: format!("{} with nothing to look at", counted(&fine)),
            rows: rows(&fine),
        },
    ];
    Portfolio {
        sum: sum(&all, &open),
        tables: tables
            .into_iter()
            .filter(|own| !own.rows.is_empty())
            .collect(),
    }
}

/// `3 offerings and 12 customers; 2 of these need somebody`.
fn sum(all: &[PortfolioRow], open: &[&PortfolioRow]) -> String {
    let all: Vec<&PortfolioRow> = all.iter().collect();
    let named = |row: &&&PortfolioRow| row.whose != Whose::Partner;
    let open = open.iter().filter(named).count();
    format!("{}; {open} with something to look at", counted(&all))
}

fn counted(rows: &[&PortfolioRow]) -> String {
    let count = |sort: &str| rows.iter().filter(|row| row.whose.sort() == sort).count() as u64;
    let (offerings, customers) = (count("offering"), count("customer"));
    let said: Vec<String> = [(offerings, "offering"), (customers, "customer")]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| number(count, what))
        .collect();
    if said.is_empty() {
        return "what all share".to_owned();
    }
    said.join(" and ")
}

fn row(row: &PortfolioRow, anchors: &BTreeSet<String>) -> Row {
    let state = row.state();
    let worst = row.worst.as_deref().map(cards::anchor);
    let findings = SEVERITIES.iter().zip(row.findings).map(|(_, count)| count);
    let states = [
        State::Unknown,
        State::Waived,
        State::Met,
        State::NotApplicable,
    ];
    Row {
        key: shown(&row.whose.key()),
        sort: row.whose.sort(),
        title: shown(&row.title),
        path: shown(&row.path),
        state: state.key(),
        symbol: state.symbol(),
        word: state.word(),
        says: row.words(),
        href: worst.filter(|anchor| anchors.contains(anchor)),
        documents: row.documents,
        counts: findings
            .chain(states.map(|state| row.counts.of(state)))
            .collect(),
    }
}
