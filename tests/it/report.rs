//! One sample report through every format: golden files, schemas, hostile text.

mod access;
mod big;
mod columns;
mod free_text;
mod health;
pub(crate) mod hostile;
mod line_hash;
mod oscal;
mod pipelines;
mod same;
mod sample;
mod trace;

use csp_support::finding::{Finding, Place, Severity, Span, Subject};
use csp_support::report::{Counts, FORMATS, Report, Reported, State, Style, Verbosity, format};
use csp_support::source::Source;
use serde_json::Value;
use snapbox::{Data, assert_data_eq};
use std::path::Path;

fn written(report: &Report, name: &str, style: &Style) -> String {
    (format(name).unwrap().render)(report, style).unwrap()
}

fn sample_as(name: &str) -> String {
    written(&sample::report(), name, &Style::default())
}

fn golden(file: &str) -> Data {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/golden/report");
    Data::read_from(&path.join(file), Some(snapbox::data::DataFormat::Text)).raw()
}

#[test]
fn every_format_writes_the_sample_as_agreed() {
    for format in FORMATS {
        let name = format.name;
        assert_data_eq!(sample_as(name), golden(&format!("sample.{name}")));
    }
}

#[test]
fn text_tells_less_or_more_when_asked() {
    let report = sample::report();
    for (name, verbosity) in [("quiet", Verbosity::Quiet), ("verbose", Verbosity::Verbose)] {
        let style = Style {
            verbosity,
            ..Style::default()
        };
        let text = written(&report, "text", &style);
        assert_data_eq!(text, golden(&format!("sample.{name}.text")));
    }
}

/// Places that a renderer may trip over: nothing there, the very end, many lines, a very long line.
fn edges() -> Report {
    let long = format!("key: {}here{}\n", "x".repeat(5_000), "y".repeat(5_000));
    let cases = [
        ("empty.yaml", String::new(), 0, 0),
        ("end.yaml", "a: 1\n".to_owned(), 5, 5),
        ("no-newline.yaml", "a: é".to_owned(), 3, 5),
        ("crlf.yaml", "a: 1\r\nb: 2\r\n".to_owned(), 6, 7),
        ("cr.yaml", "a: 1\rb: 2\r".to_owned(), 5, 6),
        ("two-lines.yaml", "a:\n  b: 1\n  c: 2\n".to_owned(), 0, 9),
        ("tall.yaml", format!("a:\n{}", "  - b\n".repeat(30)), 5, 150),
        ("long.yaml", long, 5_005, 5_009),
        ("tab.yaml", "\tx: 1\n".to_owned(), 0, 1),
    ];
    let finding = |(path, text, start, end): (&str, String, u32, u32)| Finding {
        rule: "yaml-syntax".to_owned(),
        severity: Severity::Warning,
        message: "something is odd here".to_owned(),
        help: String::new(),
        place: Place {
            source: Source::new(path, text),
            span: Span { start, end },
        },
        related: Vec::new(),
        subject: Subject::default(),
    };
    Report {
        findings: Reported::all(cases.into_iter().map(finding).collect()),
        ..Report::default()
    }
}

#[test]
fn places_at_the_edge_are_shown_in_every_format() {
    let report = edges();
    for format in FORMATS.iter().filter(|format| format.name != "ics") {
        let output = written(&report, format.name, &Style::default());
        assert!(output.contains("long.yaml"), "{}", format.name);
    }
    let text = written(&report, "text", &Style::default());
    assert_data_eq!(text, golden("edges.text"));
}

#[test]
fn a_run_without_findings_says_so() {
    let mut report = sample::report();
    report.findings.clear();
    report.verdicts.clear();
    report.counts = Counts {
        met: 7,
        unknown: 1,
        ..Counts::default()
    };
    report.run.exit_code = 0;
    report.complete = false;
    for name in ["text", "github", "markdown"] {
        let text = written(&report, name, &Style::default());
        assert_data_eq!(text, golden(&format!("clean.{name}")));
    }
}

#[test]
fn json_is_as_its_schema_says() {
    let schema = include_str!("../../policies/schemas/report.schema.yaml");
    let schema: Value = serde_yaml::from_str(schema).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let mut report: Value = serde_json::from_str(&sample_as("json")).unwrap();
    let errors: Vec<String> = validator
        .iter_errors(&report)
        .map(|e| e.to_string())
        .collect();
    assert_eq!(errors, Vec::<String>::new());
    report["findings"][0]["fingerprint"] = Value::Null;
    assert!(!validator.is_valid(&report), "the schema holds something");
}

#[test]
fn sarif_has_what_code_scanning_asks_for() {
    let log: Value = serde_json::from_str(&sample_as("sarif")).unwrap();
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), sample::report().findings.len());
    for result in results {
        let hash = result["partialFingerprints"]["primaryLocationLineHash"].as_str();
        assert!(hash.unwrap().contains(':'), "{result}");
        let place = &result["locations"][0]["physicalLocation"];
        for key in ["startLine", "startColumn", "endLine", "endColumn"] {
            assert!(place["region"][key].as_u64().unwrap() > 0, "{key}");
        }
    }
    let uris = results
        .iter()
        .map(|r| &r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]);
    assert!(
        uris.into_iter()
            .any(|uri| uri == "my%20customers/n%C3%A4her.yaml")
    );
}

#[test]
fn sarif_stays_below_the_limit_and_says_what_is_left_out() {
    let mut report = sample::report();
    let last = report.findings.remove(2);
    report.findings = vec![last; 25_001];
    let log = written(&report, "sarif", &Style::default());
    assert_eq!(log.matches("\"ruleId\"").count(), 25_000);
    assert!(
        log.contains("\"text\": \"1 further finding left out"),
        "no notification"
    );
}

/// Every format tells the same six numbers.
#[test]
fn counts_are_the_same_everywhere() {
    let report = sample::report();
    let json: Value = serde_json::from_str(&sample_as("json")).unwrap();
    let csv = sample_as("csv");
    for state in State::ALL {
        let count = report.counts.of(state);
        assert_eq!(json["counts"][state.key()], count, "{state:?}");
        let listed = json["verdicts"].as_array().unwrap().iter();
        assert_eq!(listed.filter(|v| v["state"] == state.key()).count(), count);
        let cell = format!("\"{}\",", state.word());
        assert_eq!(csv.matches(&cell).count(), count, "{state:?}");
    }
    let words = report.counts_in_words();
    for name in ["text", "concise", "github", "azure", "junit", "tap"] {
        assert!(sample_as(name).contains(&words), "{name}");
    }
    let numbers = State::ALL.map(|state| report.counts.of(state).to_string());
    let row = format!("| {} |", numbers.join(" | "));
    assert!(sample_as("markdown").contains(&row));
}

#[test]
fn fingerprints_survive_edits_and_tell_twins_apart() {
    let finding = |text: &str, message: &str, id: &str| Finding {
        rule: "CSP-GDAP-001".to_owned(),
        severity: Severity::Error,
        message: message.to_owned(),
        help: String::new(),
        place: Place {
            source: Source::new("a.yaml", text),
            span: Span { start: 1, end: 2 },
        },
        related: Vec::new(),
        subject: Subject {
            id: id.to_owned(),
            ..Subject::default()
        },
    };
    let names = |findings: Vec<Finding>| {
        let reported = Reported::all(findings);
        reported
            .into_iter()
            .map(|f| f.fingerprint)
            .collect::<Vec<_>>()
    };
    let first = names(vec![finding("abc", "one", "x")]);
    let moved = names(vec![finding("\n\n\nabc", "worded otherwise", "x")]);
    assert_eq!(first, moved);
    assert_ne!(first, names(vec![finding("abc", "one", "y")]));
    let twins = names(vec![finding("abc", "one", "x"), finding("abc", "one", "x")]);
    assert_eq!(twins[0], first[0]);
    assert_ne!(twins[0], twins[1]);
}
