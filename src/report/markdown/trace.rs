//! Traceability, coverage and sources as Markdown.

use crate::report::contents::Report;
use crate::report::markdown::audit::section;
use crate::report::markdown::{citation, code, table, text};
use crate::report::place;
use crate::report::trace::{Sight, Trace};
use crate::report::unchecked::Unchecked;
use std::collections::BTreeSet;

/// From obligations to pages, from pages to obligations, and what stands alone.
pub(super) fn trace(report: &Report) -> String {
    let all = report.traces();
    if all.is_empty() {
        return String::new();
    }
    let (unasked, unread) = report.loose_ends();
    let lists = [
        ("From what customers read to the obligations", &all),
        ("Published without an obligation that names it", &unasked),
        ("Never published", &unread),
    ];
    let mut body = obligations(report);
    let head = ["Offering", "Field", "Written at", "Read at", "Obligations"];
    for (title, traces) in lists.into_iter().filter(|(_, traces)| !traces.is_empty()) {
        let rows: Vec<Vec<String>> = traces.iter().map(field).collect();
        body.push_str("#### ");
        body.push_str(title);
        body.push_str("\n\n");
        body.push_str(&table(&head, &rows));
    }
    let lead =
        "It rests on the fields that rule records name; what a fact reads in turn is not guessed.";
    section("Traceability", lead, &body)
}

fn obligations(report: &Report) -> String {
    let row = |(id, sight): (&String, &Sight)| {
        let mut fields: Vec<String> = sight.fields.iter().map(|own| code(own)).collect();
        fields.extend(
            sight
                .facts
                .iter()
                .map(|(name, about)| format!("{}: {}", code(name), text(about))),
        );
        if sight.texts {
            fields.push("every text that customers read".to_owned());
        }
        let read: BTreeSet<String> = report.read_at(sight).into_iter().map(code).collect();
        let read: Vec<String> = read.into_iter().collect();
        vec![code(id), fields.join("; "), read.join("; ")]
    };
    let told = report
        .sights
        .iter()
        .filter(|(_, own)| own.kind == "SupportOffering" || own.texts);
    let rows: Vec<Vec<String>> = told.map(row).collect();
    let head = ["Obligation", "Looks at", "Customers read it at"];
    format!(
        "#### From the obligations to what customers read\n\n{}",
        table(&head, &rows)
    )
}

fn field(trace: &Trace<'_>) -> Vec<String> {
    let line = trace.line;
    let ids: Vec<String> = trace.rules.iter().map(|(id, _)| code(id)).collect();
    vec![
        code(&line.subject.id),
        code(&line.field),
        code(&place::text(&line.place)),
        line.published.as_deref().map(code).unwrap_or_default(),
        ids.join(", "),
    ]
}

/// What was not checked and why, and what the report cannot say.
pub(super) fn coverage(report: &Report) -> String {
    let row = |own: &Unchecked| {
        vec![
            code(&own.id),
            text(&own.title),
            own.cause.words().to_owned(),
            text(&own.reason),
        ]
    };
    let rows: Vec<Vec<String>> = report.unchecked.iter().map(row).collect();
    let read = report
        .run
        .packs
        .iter()
        .filter(|pack| !pack.sources_read.is_empty());
    let read: Vec<String> = read.map(|pack| text(&pack.sources_read)).collect();
    let lead = format!(
        "It reads what documents say, not what people do. Public guidance was read on {}; what changed since is not in the \
         rules. Contracts between the partner and Microsoft were not read. A rule says whether it is stated in the \
         guidance, our interpretation, asked by the promise itself or a house rule. It is a working paper, not legal \
         advice and not a certificate.",
        read.join(" and ")
    );
    let body = if rows.is_empty() {
        String::new()
    } else {
        format!(
            "Not checked:\n\n{}",
            table(&["Obligation", "What it asks", "Why not", "Reason"], &rows)
        )
    };
    section("Coverage", &lead, &body)
}

/// Every source that a rule of the report cites, once.
pub(super) fn sources(report: &Report) -> String {
    let cited = report.rules.values().flat_map(|rule| &rule.citations);
    let row = |own: &crate::report::rule::Citation| {
        vec![
            code(&own.key),
            citation(own),
            own.tier_words().to_owned(),
            text(&own.locator),
        ]
    };
    let rows: BTreeSet<Vec<String>> = cited.map(row).collect();
    if rows.is_empty() {
        return String::new();
    }
    let rows: Vec<Vec<String>> = rows.into_iter().collect();
    let lead =
        "Where the rules of this report are written, with the date of the edition that was read.";
    section(
        "Sources",
        lead,
        &table(
            &["Key", "Page", "How it was read", "Where it was read"],
            &rows,
        ),
    )
}
