//! Needed and held roles, and what ends, as Markdown tables.

use crate::report::access::{AccessRow, Ending};
use crate::report::contents::Report;
use crate::report::markdown::{code, table, text};
use crate::report::place;

/// The roles of all customers, one row each.
pub(super) fn access(report: &Report) -> String {
    let row = |row: &AccessRow| {
        let needed: Vec<_> = row
            .needed_for
            .iter()
            .map(|need| text(&need.words()))
            .collect();
        let held: Vec<_> = row
            .held_through
            .iter()
            .map(|held| text(&held.words()))
            .collect();
        let remarks = row.remarks.iter();
        let remarks: Vec<_> = remarks
            .map(|own| text(&said(&own.says, &own.rule)))
            .collect();
        vec![
            text(&row.customer_title),
            text(&row.role),
            row.standing.word.to_owned(),
            needed.join("; "),
            held.join("; "),
            text(&row.until),
            remarks.join("; "),
            code(&place::text(&row.place)),
        ]
    };
    let rows: Vec<Vec<String>> = report.access.iter().map(row).collect();
    if rows.is_empty() {
        return String::new();
    }
    let head = [
        "Customer",
        "Role",
        "State",
        "Needed for",
        "Held by",
        "Until",
        "What to look at",
        "Decided at",
    ];
    let lead = format!(
        "What the promises take, against what is held: {}.",
        report.access_in_words()
    );
    format!(
        "### Access\n\n{lead}\n\n{}\n\n",
        table(&head, &rows).trim_end()
    )
}

fn said(says: &str, rule: &str) -> String {
    if rule.is_empty() {
        says.to_owned()
    } else {
        format!("{says} ({rule})")
    }
}

/// What ends in the next twelve months.
pub(super) fn endings(report: &Report) -> String {
    let row = |ending: &Ending| {
        vec![
            text(&ending.day),
            text(&ending.time_left()),
            ending.what.to_owned(),
            text(&ending.title),
            text(&ending.whose),
            text(&ending.note),
            code(&place::text(&ending.place)),
        ]
    };
    let rows: Vec<Vec<String>> = report.endings_soon().map(row).collect();
    if report.endings.is_empty() {
        return String::new();
    }
    let head = [
        "Last day",
        "Left",
        "What",
        "Which",
        "Whose",
        "Note",
        "Written at",
    ];
    let lead = format!("{}.", report.endings_in_words());
    format!(
        "### What ends in the next 12 months\n\n{lead}\n\n{}\n\n",
        table(&head, &rows).trim_end()
    )
}
