//! Service health as a Markdown table.

use crate::report::contents::Report;
use crate::report::health::HealthRow;
use crate::report::markdown::{code, table, text};
use crate::report::place;

/// The last snapshot of each customer; nothing where there is none.
pub(super) fn health(report: &Report) -> String {
    if report.health.is_empty() {
        return String::new();
    }
    let row = |row: &HealthRow| {
        let impaired = row.impaired.iter();
        let impaired = impaired.map(|(service, status)| text(&format!("{service}: {status}")));
        let open = row.open.iter().map(|issue| text(&issue.words()));
        vec![
            text(&row.customer_title),
            format!("{} ({})", text(&row.taken_at), row.age()),
            row.services.to_string(),
            impaired.collect::<Vec<_>>().join("; "),
            open.collect::<Vec<_>>().join("; "),
            code(&place::text(&row.place)),
        ]
    };
    let rows: Vec<Vec<String>> = report.health.iter().map(row).collect();
    let head = [
        "Customer",
        "Last snapshot",
        "Services",
        "Not as they should be",
        "Not over",
        "Written at",
    ];
    let lead = format!(
        "What Microsoft said at the time, which does not prove that a customer was affected: {}.",
        report.health_in_words()
    );
    format!(
        "### Service health\n\n{lead}\n\n{}\n\n",
        table(&head, &rows).trim_end()
    )
}
