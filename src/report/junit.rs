//! `JUnit` XML, as `GitLab`, Jenkins and Azure show it: a case per finding, a case per clean file.
//!
//! Written so that both schemas in the wild accept it, unless cases are to name their files, which neither of the
//! schemas knows and `GitLab` reads. Findings that do not make the run fail are told
//! in the suite's output.

use crate::error::Result;
use crate::report::cases::{About, Case, cases, least};
use crate::report::contents::Report;
use crate::report::plain::{self, Escape};
use crate::report::{Style, place, xml};
use std::fmt::Write as _;

/// Writes the report.
pub fn render(report: &Report, style: &Style) -> Result<String> {
    let cases = cases(report);
    let failures = cases.iter().filter(|case| case.fails).count();
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
    _ = writeln!(
        out,
        "  <testsuite id=\"0\" name=\"csp-support\" package=\"csp-support\" hostname=\"localhost\" \
         timestamp=\"{}T00:00:00\" tests=\"{}\" failures=\"{failures}\" errors=\"0\" time=\"0\">",
        xml::text(&report.run.as_of),
        cases.len(),
    );
    out.push_str(&properties(report));
    for case in &cases {
        out.push_str(&written(case, style.junit_file));
    }
    _ = writeln!(
        out,
        "    <system-out>{}</system-out>\n    <system-err/>\n  </testsuite>\n</testsuites>",
        xml::lines(&told(report)),
    );
    Ok(plain::guard(&out, Escape::Entity))
}

fn properties(report: &Report) -> String {
    let run = &report.run;
    let packs = run
        .packs
        .iter()
        .map(|p| format!("{} {}", p.name, p.version));
    let rows = [
        ("version", run.version.clone()),
        ("as-of", run.as_of.clone()),
        ("packs", packs.collect::<Vec<_>>().join(", ")),
        ("verdicts", report.counts_in_words()),
        ("gate", report.gate_in_words()),
    ];
    let mut out = String::from("    <properties>\n");
    for (name, value) in rows {
        _ = writeln!(
            out,
            "      <property name=\"{name}\" value=\"{}\"/>",
            xml::text(&value)
        );
    }
    out + "    </properties>\n"
}

fn written(case: &Case<'_>, names_file: bool) -> String {
    let (name, class) = (xml::text(&case.name), xml::text(&case.class));
    let file = case.file().filter(|_| names_file);
    let file = file.map_or_else(String::new, |file| format!(" file=\"{}\"", xml::text(file)));
    let head = format!("    <testcase name=\"{name}\" classname=\"{class}\" time=\"0\"{file}");
    if !case.fails {
        return format!("{head}/>\n");
    }
    format!(
        "{head}>\n      <failure type=\"{}\" message=\"{}\">{}</failure>\n    </testcase>\n",
        xml::text(case.rule()),
        xml::text(&case.message()),
        xml::lines(text(case).trim_end()),
    )
}

/// The failure at length; viewers that leave the message out show this.
fn text(case: &Case<'_>) -> String {
    let message = case.message();
    match case.about {
        About::Found(reported) => {
            let at = place::text(&reported.finding.place);
            format!("{at}: {message}\n{}", reported.finding.help)
        }
        _ => message,
    }
}

/// Findings that are no failures.
fn told(report: &Report) -> String {
    let least = least(report);
    let findings = report.findings.iter().map(|f| &f.finding);
    let told = findings.filter(|f| f.severity < least).map(place::headline);
    let known = report.known.iter();
    let known = known.map(|f| format!("known: {}", place::headline(&f.finding)));
    told.chain(known).collect::<Vec<_>>().join("\n")
}
