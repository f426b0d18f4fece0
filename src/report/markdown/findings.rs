//! What needs a person, as each audience reads it: in one table, rule by rule with what is asked and where,
//! by offering and customer in plain words, or file by file with the lines.

use crate::finding::{Finding, Severity};
use crate::page::capitalised;
use crate::report::audience::Audience;
use crate::report::contents::{Report, Reported};
use crate::report::markdown::{citation, code, fenced, table, text};
use crate::report::portfolio::{Owners, Whose};
use crate::report::rule::Rule;
use crate::report::{place, plain, words};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The section; nothing where there are none.
pub(super) fn findings(report: &Report, audience: Audience) -> String {
    if report.findings.is_empty() {
        return String::new();
    }
    let (title, body) = match audience {
        Audience::Everybody => ("Findings", whole(report)),
        Audience::Manager => ("To decide", by_owner(report)),
        Audience::Auditor => ("Findings", by_rule(report)),
        Audience::Engineer => ("Findings", by_file(report)),
    };
    format!("### {title}\n\n{body}")
}

/// The sign and word of a severity.
pub(super) const fn sign(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "✗ error",
        Severity::Warning => "! warning",
        Severity::Info => "i info",
    }
}

/// Since when it is known, where an earlier report tells.
fn since(own: &Reported) -> String {
    match own.first_seen.as_str() {
        "" => String::new(),
        day => format!(" (first seen {})", text(day)),
    }
}

fn worst_first(report: &Report) -> Vec<&Reported> {
    let mut worst: Vec<&Reported> = report.findings.iter().collect();
    worst.sort_by_key(|own| Reverse(own.finding.severity));
    worst
}

fn whole(report: &Report) -> String {
    let owners = Owners::of(report);
    let row = |own: &&Reported| {
        let Finding {
            rule,
            message,
            severity,
            ..
        } = &own.finding;
        let whose = owners.title(&owners.of_finding(&own.finding));
        vec![
            sign(*severity).to_owned(),
            code(rule),
            code(&place::text(&own.finding.place)),
            text(&whose),
            text(message) + &since(own),
            text(&report.todo(own)),
            code(&own.fingerprint),
        ]
    };
    let rows: Vec<Vec<String>> = worst_first(report).iter().map(row).collect();
    table(
        &[
            "",
            "Rule",
            "Where",
            "Belongs to",
            "What was found",
            "What to do",
            "Id",
        ],
        &rows,
    )
}

fn by_owner(report: &Report) -> String {
    let owners = Owners::of(report);
    let mut groups: BTreeMap<Whose, Vec<&Reported>> = BTreeMap::new();
    for own in worst_first(report) {
        let whose = owners.of_finding(&own.finding);
        groups.entry(whose).or_default().push(own);
    }
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_by_cached_key(|(whose, found)| {
        let worst = found.iter().map(|own| own.finding.severity).max();
        (Reverse(worst), owners.title(whose).to_lowercase())
    });
    let mut out = String::from(
        "Each can be mended, or agreed as an exception with a reason and an end; what is not decided stays open.\n\n",
    );
    for (whose, found) in groups {
        _ = writeln!(out, "#### {}\n", text(&owners.title(&whose)));
        for own in found {
            out.push_str(&plainly(report, own));
        }
        out.push('\n');
    }
    out
}

/// A finding in plain words; what to do only where it can be said without code.
fn plainly(report: &Report, own: &Reported) -> String {
    let unknown = Rule::default();
    let Finding {
        rule,
        message,
        severity,
        ..
    } = &own.finding;
    let rule = report.rule(rule).unwrap_or(&unknown);
    let fix = if rule.fix.contains('`') {
        ""
    } else {
        &rule.fix
    };
    let mut told = vec![
        format!("**{}: {}.**", sign(*severity), text(&rule.title)),
        format!("Found: {}.", text(message.trim_end_matches('.'))),
    ];
    told.extend(
        [&rule.why, fix]
            .into_iter()
            .filter(|said| !said.is_empty())
            .map(text),
    );
    let planned = report.planned(&own.fingerprint);
    told.extend(planned.map(|plan| format!("{}.", text(&capitalised(&plan.words())))));
    told.push(code(&own.fingerprint) + &since(own));
    format!("- {}\n", told.join(" "))
}

fn by_rule(report: &Report) -> String {
    let mut groups: BTreeMap<(Reverse<Severity>, &str), Vec<&Reported>> = BTreeMap::new();
    for own in &report.findings {
        let key = (Reverse(own.finding.severity), own.finding.rule.as_str());
        groups.entry(key).or_default().push(own);
    }
    let mut out = String::new();
    for ((Reverse(severity), id), found) in groups {
        out.push_str(&asked(report.rule(id), severity, id));
        let row = |own: &&Reported| {
            let Finding {
                message,
                subject,
                place,
                ..
            } = &own.finding;
            vec![
                code(&place::text(place)),
                code(&words::subject(subject)),
                text(message) + &since(own),
                code(&own.fingerprint),
            ]
        };
        let rows: Vec<Vec<String>> = found.iter().map(row).collect();
        out.push_str(&table(
            &["Evidence", "Subject", "What was found", "Id"],
            &rows,
        ));
    }
    out
}

/// Each line without anything that hides or moves.
fn plain_lines(text: &str) -> String {
    text.lines()
        .map(|line| plain::line(line).into_owned() + "\n")
        .collect()
}

/// What a rule asks, in our words, how near that is to its source, and where it is written.
fn asked(rule: Option<&Rule>, severity: Severity, id: &str) -> String {
    let unknown = Rule::default();
    let rule = rule.unwrap_or(&unknown);
    let mut out = format!(
        "#### {} {}: {}\n\n",
        sign(severity),
        code(id),
        text(&rule.title)
    );
    _ = writeln!(
        out,
        "{}, {}.",
        capitalised(rule.obligation.word()),
        text(rule.basis_words())
    );
    if let Some(edition) = &rule.edition {
        let says = edition
            .says
            .as_deref()
            .map(|says| format!(": {}", text(says)));
        _ = writeln!(
            out,
            "In force since {}{}.",
            text(&edition.from),
            says.unwrap_or_default()
        );
    }
    let sources: Vec<String> = rule.citations.iter().map(citation).collect();
    if !sources.is_empty() {
        _ = writeln!(out, "Written in {}.", sources.join("; "));
    }
    out.push('\n');
    out
}

fn by_file(report: &Report) -> String {
    let mut out = String::new();
    let mut path = None;
    for own in &report.findings {
        let Finding {
            place,
            message,
            rule,
            severity,
            help,
            ..
        } = &own.finding;
        if path != Some(&place.source.path) {
            path = Some(&place.source.path);
            _ = writeln!(out, "#### {}\n", code(&place.source.path));
        }
        let at = place.source.line_col(place.span.start);
        _ = writeln!(
            out,
            "**{}** {}, line {}: {} {}\n",
            sign(*severity),
            code(rule),
            at.line,
            text(message),
            code(&own.fingerprint) + &since(own)
        );
        let shown = place::excerpt(
            &place.source,
            at.line.saturating_sub(1).max(1),
            at.line + 1,
            &[],
        );
        out.push_str(&fenced(&shown.text));
        if let Some(patch) = report.patch(&own.finding) {
            out.push_str("To write once it is so, with values of your own:\n\n");
            out.push_str(&fenced(&plain_lines(patch)));
        }
        if !help.is_empty() {
            _ = writeln!(out, "{}\n", text(&capitalised(help)));
        }
    }
    out
}
