//! Markdown: a comment for a pull request, or with all verdicts the audit as a document.
//!
//! Short where it can be; everything from a document goes through `escape`.

mod access;
mod audit;
mod escape;
mod findings;
mod health;
mod trace;
mod trend;

pub use escape::{citation, code, text};

use crate::error::Result;
use crate::page::capitalised;
use crate::report::contents::{Pack, Report, Reported, State};
use crate::report::plain::{self, Escape};
use crate::report::{Style, place, words};
use std::fmt::Write as _;

/// Findings in a comment; GitHub refuses comments above 65,536 characters.
const LISTED: usize = 50;

/// What is told of a finding.
const COLUMNS: [&str; 5] = ["", "Rule", "Where", "What was found", "What to do"];

/// Writes the report.
pub fn render(report: &Report, style: &Style) -> Result<String> {
    Ok(if report.complete {
        written(report, &audit::sections(report, style.audience))
    } else {
        written(report, &checked(report, LISTED))
    })
}

/// What a check found, in at most so many bytes: with as many of the worst findings as have room, the others
/// counted. Nothing where there is no room for the sums.
pub fn within(report: &Report, bytes: usize) -> Option<String> {
    let fits = |limit: usize| {
        let text = written(report, &checked(report, limit));
        Some(text).filter(|text| text.len() <= bytes)
    };
    if let Some(whole) = fits(report.findings.len()) {
        return Some(whole);
    }
    let (mut most, mut too_many) = (0, report.findings.len());
    while most + 1 < too_many {
        let middle = usize::midpoint(most, too_many);
        match fits(middle) {
            Some(_) => most = middle,
            None => too_many = middle,
        }
    }
    fits(most)
}

/// The body of a check: new findings, known ones, and what became of earlier ones.
fn checked(report: &Report, limit: usize) -> String {
    let parts = [
        worst(report, limit),
        known(report),
        trend::section(report, limit),
    ];
    parts.concat()
}

fn written(report: &Report, body: &str) -> String {
    let parts = [&heading(report), &counts(report), body, &foot(report)];
    plain::guard(&parts.concat(), Escape::Visible)
}

fn heading(report: &Report) -> String {
    let run = &report.run;
    let what = report.title();
    let whose = if run.partner.is_empty() {
        String::new()
    } else {
        format!(": {}", text(&run.partner))
    };
    let gate = text(&capitalised(&report.gate_in_words()));
    if let Some(found) = &report.comparison {
        let (found, day) = (text(&capitalised(found)), text(&run.as_of));
        return format!("## {what}{whose}\n\n**{gate}.** {found}, compared as of {day}.\n\n");
    }
    let found = report.findings_in_words();
    let documents = words::number(run.documents as u64, "document");
    format!(
        "## {what}{whose}\n\n**{gate}.** {} in {documents}, judged as of {}.\n\n",
        capitalised(&found),
        text(&run.as_of),
    )
}

fn counts(report: &Report) -> String {
    if report.comparison.is_some() {
        return String::new();
    }
    let names = State::ALL.map(|state| format!("{} {}", state.symbol(), state.word()));
    let numbers = State::ALL.map(|state| report.counts.of(state).to_string());
    table(&names.each_ref().map(String::as_str), &[numbers.to_vec()])
}

/// The worst findings, and how many more there are.
fn worst(report: &Report, limit: usize) -> String {
    if report.findings.is_empty() {
        return String::new();
    }
    let mut worst: Vec<&Reported> = report.findings.iter().collect();
    worst.sort_by_key(|f| std::cmp::Reverse(f.finding.severity));
    let row = |f: &&Reported| finding_row(report, f);
    let rows: Vec<Vec<String>> = worst.iter().take(limit).map(row).collect();
    let heading = match report.comparison {
        Some(_) => "Changes",
        None => "Findings",
    };
    let mut out = format!("### {heading}\n\n");
    out.push_str(&table(&COLUMNS, &rows));
    let more = worst.len().saturating_sub(limit);
    if more > 0 {
        let more = words::number(more as u64, "more finding");
        _ = writeln!(out, "{more}: see the text or JSON report.\n");
    }
    out
}

/// What a baseline lists and is still there: counted in a comment, listed in an audit.
fn known(report: &Report) -> String {
    let Some(words) = report.known_in_words() else {
        return String::new();
    };
    let row = |known: &Reported| finding_row(report, known);
    let rows: Vec<Vec<String>> = if report.complete {
        report.known.iter().map(row).collect()
    } else {
        Vec::new()
    };
    format!(
        "### Known findings\n\n{words}.\n\n{}",
        table(&COLUMNS, &rows)
    )
}

fn finding_row(report: &Report, reported: &Reported) -> Vec<String> {
    let finding = &reported.finding;
    vec![
        findings::sign(finding.severity).to_owned(),
        code(&finding.rule),
        code(&place::text(&finding.place)),
        text(&finding.message),
        text(&report.todo(reported)),
    ]
}

fn foot(report: &Report) -> String {
    let pack = |pack: &Pack| {
        let named = format!("{} {}", text(&pack.name), text(&pack.version));
        match pack.sources_read.as_str() {
            "" => named,
            read => format!("{named}, sources read {}", text(read)),
        }
    };
    let packs: Vec<String> = report.run.packs.iter().map(pack).collect();
    let version = text(&report.run.version);
    if packs.is_empty() {
        return format!("csp-support {version}\n");
    }
    format!("csp-support {version}, rules: {}\n", packs.join("; "))
}

/// Lines of a file as they are, within a fence that none of them can close.
fn fenced(lines: &str) -> String {
    let longest = lines
        .split(|c| c != '`')
        .map(str::len)
        .max()
        .unwrap_or_default();
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}yaml\n{}\n{fence}\n\n", lines.trim_end_matches('\n'))
}

/// A table; cells are Markdown already. Nothing where there are no rows.
fn table(head: &[&str], rows: &[Vec<String>]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let head: Vec<String> = head.iter().map(|&cell| cell.to_owned()).collect();
    let rule = vec!["---".to_owned(); head.len()];
    let rows: String = rows.iter().map(|row| line(row)).collect();
    format!("{}{}{rows}\n", line(&head), line(&rule))
}
