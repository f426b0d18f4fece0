//! What a terminal shows of earlier reports: what is new, what is gone, and the counts then and now.

use crate::report::contents::{Report, Reported};
use crate::report::trend::PastRun;
use crate::report::{place, plain};

/// Findings that are gone, one line each, at most.
const LISTED: usize = 100;

/// What is said below a finding that is new.
pub(super) fn remark(report: &Report, reported: &Reported) -> Option<(&'static str, String)> {
    let trend = report.trend.as_ref()?;
    let new = trend.new.contains(&reported.fingerprint);
    new.then(|| ("note", format!("new since {}", trend.since())))
}

/// What a baseline lists and is still there.
pub(super) fn known(report: &Report) -> String {
    let line = |known: &Reported| format!("known: {}\n", place::headline(&known.finding));
    super::paragraph(&report.known.iter().map(line).collect::<String>())
}

/// The section, or nothing.
pub(super) fn section(report: &Report) -> String {
    let Some(trend) = &report.trend else {
        return String::new();
    };
    let mut lines = vec![format!("since {}: {}", trend.since(), trend.in_words())];
    lines.extend(trend.gone().take(LISTED).map(|(what, past)| {
        let (place, severity) = (&past.place, past.severity.word());
        let (rule, message) = (&past.key.rule, &past.message);
        format!("  {what}: {place}: {severity}[{rule}]: {message}")
    }));
    let more = trend.gone().count().saturating_sub(LISTED);
    lines.extend((more > 0).then(|| format!("  and {more} more: see the JSON report")));
    lines.extend(
        trend
            .remarks
            .iter()
            .map(|remark| format!("  note: {remark}")),
    );
    let lines = lines.iter().map(|line| plain::line(line));
    let mut text = lines.collect::<Vec<_>>().join("\n") + "\n";
    text.push_str(&table(&trend.runs, &report.as_run()));
    text.push('\n');
    text
}

/// A row per run, this one last; the columns as wide as what stands in them.
fn table(runs: &[PastRun], now: &PastRun) -> String {
    let head = ["judged as of"].into_iter().chain(PastRun::columns());
    let mut rows = vec![head.map(str::to_owned).collect::<Vec<_>>()];
    rows.extend(runs.iter().chain([now]).map(|run| {
        let cells = run.cells().into_iter().map(|count| count.to_string());
        let date = plain::line(&run.date).into_owned();
        std::iter::once(date).chain(cells).collect()
    }));
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..rows[0].len()).map(width).collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths).enumerate();
        let cells = cells.map(|(nth, (cell, &width))| match nth {
            0 => format!("{cell:<width$}"),
            _ => format!("{cell:>width$}"),
        });
        format!("  {}\n", cells.collect::<Vec<_>>().join("  "))
    };
    rows.iter().map(line).collect()
}
