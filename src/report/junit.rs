//! `JUnit` XML, as `GitLab`, Jenkins and Azure show it: a case per finding, a case per clean file.
//!
//! Written so that both schemas in the wild accept it. Only findings that make the run fail are
//! failures; the others pass and are told in the suite's output.

use crate::error::Result;
use crate::finding::{Finding, Severity};
use crate::report::contents::{Report, State, Verdict};
use crate::report::plain::{self, Escape};
use crate::report::{Style, place, words};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// One test case.
struct Case {
    class: String,
    name: String,
    /// Type, message and text of the failure.
    failure: Option<(String, String, String)>,
}

/// Writes the report.
pub fn render(report: &Report, _: &Style) -> Result<String> {
    let cases = cases(report);
    let failures = cases.iter().filter(|case| case.failure.is_some()).count();
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
    _ = writeln!(
        out,
        "  <testsuite id=\"0\" name=\"csp-support\" package=\"csp-support\" hostname=\"localhost\" \
         timestamp=\"{}T00:00:00\" tests=\"{}\" failures=\"{failures}\" errors=\"0\" time=\"0\">",
        escaped(&report.run.as_of),
        cases.len(),
    );
    out.push_str(&properties(report));
    for case in &cases {
        out.push_str(&written(case));
    }
    _ = writeln!(
        out,
        "    <system-out>{}</system-out>\n    <system-err/>\n  </testsuite>\n</testsuites>",
        escaped_lines(&told(report)),
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
            escaped(&value)
        );
    }
    out + "    </properties>\n"
}

fn cases(report: &Report) -> Vec<Case> {
    let findings = report.findings.iter().map(|f| &f.finding);
    let with_findings: BTreeSet<&str> = findings
        .clone()
        .map(|f| f.place.source.path.as_str())
        .collect();
    let paths: BTreeSet<&str> = report.run.inputs.iter().map(|i| i.path.as_str()).collect();
    let clean = paths.difference(&with_findings).map(|path| Case {
        class: (*path).to_owned(),
        name: format!("{path} has no findings"),
        failure: None,
    });
    let unknown = report
        .verdicts
        .iter()
        .filter(|verdict| verdict.state == State::Unknown && report.run.gate.fail_on_unknown);
    let mut cases: Vec<Case> = findings.map(|f| of_finding(report, f)).collect();
    cases.extend(unknown.map(of_unknown));
    cases.extend(clean);
    unique(&mut cases);
    cases
}

fn of_finding(report: &Report, finding: &Finding) -> Case {
    let at = place::text(&finding.place);
    // Where nothing fails the run, errors still show as failures: a viewer has no other sign.
    let least = report.run.gate.fail_on.unwrap_or(Severity::Error);
    let failure = (finding.severity >= least).then(|| {
        let text = format!("{at}: {}\n{}", finding.message, finding.help);
        (finding.rule.clone(), finding.message.clone(), text)
    });
    Case {
        class: finding.place.source.path.clone(),
        name: format!("{} {at}", finding.rule),
        failure,
    }
}

fn of_unknown(verdict: &Verdict) -> Case {
    let subject = words::subject(&verdict.subject);
    let message = format!("{subject} could not be judged: {}", verdict.note);
    Case {
        class: subject.clone(),
        name: format!("{} {subject}", verdict.rule),
        failure: Some((verdict.rule.clone(), message.clone(), message)),
    }
}

/// Viewers keep the first of several cases with one name, so later ones get a number.
fn unique(cases: &mut [Case]) {
    let mut seen = BTreeSet::new();
    for case in cases {
        let plain = case.name.clone();
        let mut next = 2;
        while !seen.insert(case.name.clone()) {
            case.name = format!("{plain} ({next})");
            next += 1;
        }
    }
}

fn written(case: &Case) -> String {
    let (name, class) = (escaped(&case.name), escaped(&case.class));
    let head = format!("    <testcase name=\"{name}\" classname=\"{class}\" time=\"0\"");
    let Some((kind, message, text)) = &case.failure else {
        return format!("{head}/>\n");
    };
    format!(
        "{head}>\n      <failure type=\"{}\" message=\"{}\">{}</failure>\n    </testcase>\n",
        escaped(kind),
        escaped(message),
        escaped_lines(text.trim_end()),
    )
}

/// Findings that are no failures.
fn told(report: &Report) -> String {
    let least = report.run.gate.fail_on.unwrap_or(Severity::Error);
    let findings = report.findings.iter().map(|f| &f.finding);
    let told = findings.filter(|f| f.severity < least).map(place::headline);
    told.collect::<Vec<_>>().join("\n")
}

fn escaped_lines(text: &str) -> String {
    let lines = text.lines().map(escaped);
    lines.collect::<Vec<_>>().join("\n")
}

/// XML 1.0 has no way to write a control character, so these are shown.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in plain::line(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}
