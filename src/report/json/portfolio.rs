//! The portfolio as the JSON report has it.

use crate::report::contents::{Report, State};
use crate::report::json::v1::portfolio::PortfolioRow;
use crate::report::portfolio;
use crate::report::words::SEVERITIES;

pub(super) fn rows(report: &Report) -> Vec<PortfolioRow> {
    let rows = report.portfolio().into_iter();
    rows.map(|own| row(report, own)).collect()
}

fn row(report: &Report, row: portfolio::PortfolioRow) -> PortfolioRow {
    let counts = State::ALL.map(|state| (state.key().to_owned(), row.counts.of(state).into()));
    let found = SEVERITIES.iter().zip(row.findings);
    let found = found.map(|(severity, count)| (severity.word().to_owned(), count.into()));
    let documents = report.documents.iter();
    let documents = documents.filter(|document| document.whose == row.whose);
    PortfolioRow {
        sort: row.whose.sort(),
        key: row.whose.key(),
        state: row.state().key(),
        counts: counts.into_iter().collect(),
        findings_by_severity: found.collect(),
        documents: documents
            .map(|document| format!("{}/{}", document.kind, document.id))
            .collect(),
        title: row.title,
        path: row.path,
    }
}
