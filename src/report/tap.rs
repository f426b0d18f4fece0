//! TAP 14, the Test Anything Protocol: a test point per finding and per clean file.
//!
//! Each finding has its details beside it as YAML, whose strings are written as JSON has them.

use crate::error::Result;
use crate::report::Style;
use crate::report::cases::{About, Case, cases};
use crate::report::contents::{Report, Reported};
use crate::report::place::Spot;
use crate::report::plain::{self, Escape};
use std::fmt::Write as _;

/// Writes the report.
pub fn render(report: &Report, _: &Style) -> Result<String> {
    let cases = cases(report);
    let mut out = format!("TAP version 14\n1..{}", cases.len());
    out.push_str(if cases.is_empty() {
        " # SKIP no files\n"
    } else {
        "\n"
    });
    for (number, case) in (1..).zip(&cases) {
        let not = if case.fails { "not " } else { "" };
        _ = writeln!(out, "{not}ok {number} - {}", description(&case.name));
        out.push_str(&details(case));
    }
    _ = writeln!(out, "# {}", report.totals_in_words());
    Ok(plain::guard(&out, Escape::Json))
}

/// An unescaped `#` would begin a directive such as `SKIP`, which passes.
fn description(name: &str) -> String {
    let name = plain::line(name).replace('\\', "\\\\");
    name.replace('#', "\\#")
}

fn details(case: &Case<'_>) -> String {
    let mut rows = vec![
        ("message", quoted(&case.message())),
        ("rule", quoted(case.rule())),
    ];
    match case.about {
        About::Found(reported) => rows.extend(of_finding(reported)),
        About::Unknown(_) => {}
        About::Clean => return String::new(),
    }
    let mut out = String::from("  ---\n");
    for (key, value) in rows {
        _ = writeln!(out, "  {key}: {value}");
    }
    out + "  ...\n"
}

fn of_finding(
    Reported {
        finding,
        fingerprint,
        ..
    }: &Reported,
) -> Vec<(&'static str, String)> {
    let Spot { path, start, .. } = Spot::of(&finding.place);
    let mut rows = vec![("severity", finding.severity.word().to_owned())];
    if !finding.help.is_empty() {
        rows.push(("help", quoted(&finding.help)));
    }
    rows.push(("file", quoted(path)));
    rows.push(("line", start.line.to_string()));
    rows.push(("column", start.column.to_string()));
    rows.push(("fingerprint", quoted(fingerprint)));
    rows
}

/// A YAML string: without hidden characters, JSON's notation is YAML's too.
fn quoted(text: &str) -> String {
    serde_json::Value::from(plain::line(text)).to_string()
}
