//! How the report compares with earlier ones: what is new, what is gone, and the counts then and now.

use crate::report::contents::{Report, Reported};
use crate::report::markdown::{COLUMNS, code, finding_row, table, text};
use crate::report::trend::{Past, PastRun, Trend};
use crate::report::words::number;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// The section, or nothing.
pub(super) fn section(report: &Report, limit: usize) -> String {
    let Some(trend) = &report.trend else {
        return String::new();
    };
    let mut out = format!(
        "### Since {}\n\n{}.\n\n",
        text(trend.since()),
        text(&trend.in_words())
    );
    for remark in &trend.remarks {
        _ = writeln!(out, "- {}", text(remark));
    }
    if !trend.remarks.is_empty() {
        out.push('\n');
    }
    out + &runs(report, trend) + &new(report, trend, limit) + &gone(trend, limit)
}

fn runs(report: &Report, trend: &Trend) -> String {
    let head: Vec<_> = ["Judged as of"]
        .into_iter()
        .chain(PastRun::columns())
        .collect();
    let now = report.as_run();
    let row = |run: &PastRun| {
        let cells = run.cells().into_iter().map(|count| count.to_string());
        std::iter::once(text(&run.date)).chain(cells).collect()
    };
    let rows: Vec<Vec<String>> = trend.runs.iter().chain([&now]).map(row).collect();
    table(&head, &rows)
}

fn new(report: &Report, trend: &Trend, limit: usize) -> String {
    let names: BTreeSet<&String> = trend.new.iter().collect();
    let new = report.all_findings().into_iter();
    let new: Vec<&Reported> = new.filter(|f| names.contains(&f.fingerprint)).collect();
    let rows = new.iter().take(limit).map(|f| finding_row(report, f));
    titled("New", &COLUMNS, &rows.collect::<Vec<_>>(), new.len())
}

fn gone(trend: &Trend, limit: usize) -> String {
    let row = |(what, past): (&'static str, &Past)| {
        vec![
            what.to_owned(),
            code(&past.key.rule),
            code(&past.place),
            text(&past.message),
        ]
    };
    let head = ["", "Rule", "Where it was", "What was found"];
    let rows: Vec<Vec<String>> = trend.gone().take(limit).map(row).collect();
    titled("Not there any more", &head, &rows, trend.gone().count())
}

fn titled(title: &str, head: &[&str], rows: &[Vec<String>], total: usize) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let more = match total.saturating_sub(rows.len()) {
        0 => String::new(),
        more => format!(
            "{}: see the JSON report.\n\n",
            number(more as u64, "more finding")
        ),
    };
    format!("#### {title}\n\n{}{more}", table(head, rows))
}
