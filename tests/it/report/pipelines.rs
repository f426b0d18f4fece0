//! What each consumer in a pipeline asks for, beyond the shape that its validator knows.

use super::{sample, sample_as, written};
use csp_support::finding::Finding;
use csp_support::report::{Report, Reported, State, Style, Verbosity, markdown};
use serde_json::Value;
use std::collections::BTreeSet;

/// The sample with one of its findings many times over.
fn many(count: usize, change: impl Fn(usize, &mut Finding)) -> Report {
    let mut report = sample::report();
    let one = report.findings.remove(0).finding;
    let copies = (0..count).map(|number| {
        let mut finding = one.clone();
        change(number, &mut finding);
        finding
    });
    report.findings = Reported::all(copies.collect());
    report
}

fn of(report: &Report, name: &str) -> String {
    written(report, name, &Style::default())
}

#[test]
fn services_show_ten_of_a_kind_so_the_rest_is_listed_and_told() {
    for (name, command) in [
        ("github", "::error "),
        ("azure", "##vso[task.logissue type=error;"),
    ] {
        let text = of(&many(12, |_, _| ()), name);
        assert_eq!(text.matches(command).count(), 10, "{name}");
        assert_eq!(text.matches(": error[CSP-GDAP-001]").count(), 2, "{name}");
        assert!(
            text.contains("\n2 findings without an annotation: "),
            "{name}: {text}"
        );
        let exactly = of(&many(10, |_, _| ()), name);
        assert!(!exactly.contains("without an annotation"), "{name}");
    }
}

#[test]
fn a_log_is_not_flooded() {
    let text = of(&many(1_500, |_, _| ()), "github");
    assert_eq!(text.lines().count(), 10 + 1_000 + 2);
    let told = "\n1490 findings without an annotation, 490 of them not even listed here: ";
    assert!(text.contains(told));
}

/// A runner cuts a message at 4096 UTF-16 units, after decoding it.
#[test]
fn no_annotation_is_cut_by_its_runner() {
    let long = [
        "😀".repeat(5_000),
        "\u{1b}".repeat(5_000),
        "%".repeat(5_000),
    ];
    let report = many(3, |number, finding| {
        finding.message.clone_from(&long[number]);
    });
    for line in of(&report, "github")
        .lines()
        .filter(|line| line.starts_with("::error "))
    {
        let message = line.split("::").nth(2).unwrap().replace("%25", "%");
        let units = message.encode_utf16().count();
        assert!((3_900..=4_096).contains(&units), "{units}");
    }
}

#[test]
fn azure_decodes_what_was_meant() {
    let meant = "50% of ]them; a\\b ##[error]";
    let report = many(1, |_, finding| {
        finding.message = meant.to_owned();
        finding.help.clear();
    });
    let text = of(&report, "azure");
    let line = text.lines().next().unwrap();
    let (properties, message) = line.split_once(']').unwrap();
    let decode = |text: &str| {
        let text = text.replace("%3B", ";").replace("%5D", "]");
        text.replace("%AZP25", "%")
    };
    assert_eq!(decode(message), meant.replace("##[", "#\\x23["));
    let names = properties
        .split(' ')
        .nth(1)
        .unwrap()
        .split(';')
        .filter(|p| !p.is_empty());
    let names: Vec<&str> = names.map(|p| p.split_once('=').unwrap().0).collect();
    assert_eq!(
        names,
        ["type", "sourcepath", "linenumber", "columnnumber", "code"]
    );
}

#[test]
fn gitlab_keeps_every_finding_apart() {
    let entries: Value = serde_json::from_str(&of(&many(40, |_, _| ()), "gitlab")).unwrap();
    let entries = entries.as_array().unwrap();
    let names: BTreeSet<&str> = entries
        .iter()
        .map(|e| e["fingerprint"].as_str().unwrap())
        .collect();
    assert_eq!(names.len(), 40);
}

#[test]
fn gitlab_knows_files_by_their_path_from_the_root() {
    let place = |path: &str| {
        let mut report = many(1, |_, _| ());
        let finding = &mut report.findings[0].finding;
        finding.place.source =
            csp_support::source::Source::new(path, finding.place.source.text.clone());
        let entries: Value = serde_json::from_str(&of(&report, "gitlab")).unwrap();
        entries[0]["location"]["path"].as_str().unwrap().to_owned()
    };
    assert_eq!(place("./a.yaml"), "a.yaml");
    assert_eq!(place("/a/b.yaml"), "a/b.yaml");
    assert_eq!(place(".a.yaml"), ".a.yaml");
}

/// A description that ends in a directive would be a forged pass.
#[test]
fn tap_has_no_directives_but_ours() {
    let report = many(1, |_, finding| {
        "X # SKIP \\# TODO".clone_into(&mut finding.rule);
    });
    let text = of(&report, "tap");
    let line = text.lines().nth(2).unwrap();
    assert_eq!(
        line,
        "not ok 1 - X \\# SKIP \\\\\\# TODO grants/acme.yaml:7:15"
    );
}

#[test]
fn tap_fails_what_the_gate_fails_and_what_could_not_be_judged() {
    let mut report = sample::report();
    let failing = |report: &Report| {
        of(report, "tap")
            .lines()
            .filter(|l| l.starts_with("not ok "))
            .count()
    };
    assert_eq!(failing(&report), 2);
    report.run.gate.fail_on = Some(csp_support::finding::Severity::Info);
    assert_eq!(failing(&report), 5);
    report.run.gate.fail_on_unknown = true;
    assert_eq!(failing(&report), 6);
    assert!(of(&report, "tap").starts_with("TAP version 14\n1..6\n"));
}

#[test]
fn test_reports_have_no_name_twice() {
    for name in ["junit", "tap"] {
        let text = of(&many(30, |_, _| ()), name);
        let names: Vec<&str> = match name {
            "junit" => text
                .lines()
                .filter_map(|l| l.split_once("<testcase ")?.1.split(" classname").next())
                .collect(),
            _ => text
                .lines()
                .filter_map(|l| l.split_once(" - ").map(|(_, name)| name))
                .collect(),
        };
        let apart: BTreeSet<&&str> = names.iter().collect();
        assert_eq!(apart.len(), names.len(), "{name}");
        assert!(names.len() >= 30, "{name}");
    }
}

#[test]
fn lines_are_as_their_schema_says_and_end_in_a_summary() {
    let schema = include_str!("../../../policies/schemas/report.schema.yaml");
    let mut schema: Value = serde_yaml::from_str(schema).unwrap();
    for own in ["required", "properties", "type"] {
        schema.as_object_mut().unwrap().remove(own);
    }
    schema["$ref"] = "#/$defs/line".into();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let text = sample_as("jsonl");
    let lines: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    for line in &lines {
        let errors: Vec<String> = validator.iter_errors(line).map(|e| e.to_string()).collect();
        assert_eq!(errors, Vec::<String>::new(), "{line}");
        let mut spoilt = line.clone();
        for key in ["rule", "counts"] {
            spoilt.as_object_mut().unwrap().remove(key);
        }
        assert!(
            !validator.is_valid(&spoilt),
            "the schema holds nothing of {line}"
        );
    }
    let report = sample::report();
    let of_type = |wanted: &str| lines.iter().filter(|line| line["type"] == wanted).count();
    assert_eq!(of_type("finding"), report.findings.len());
    assert_eq!(of_type("verdict"), report.verdicts.len());
    assert_eq!(of_type("summary"), 1);
    let last = lines.last().unwrap();
    assert_eq!(last["type"], "summary");
    assert_eq!(last["counts"][State::Met.key()], report.counts.met);
}

#[test]
fn lines_say_what_the_json_report_says() {
    let json: Value = serde_json::from_str(&sample_as("json")).unwrap();
    let first = sample_as("jsonl");
    let mut first: Value = serde_json::from_str(first.lines().next().unwrap()).unwrap();
    for own in ["format", "type"] {
        first.as_object_mut().unwrap().remove(own);
    }
    assert_eq!(first, json["findings"][0]);
}

#[test]
fn concise_is_a_line_per_finding_and_a_last_one_of_counts() {
    let text = sample_as("concise");
    assert_eq!(text.lines().count(), 5 + 1);
    let quiet = Style {
        verbosity: Verbosity::Quiet,
        ..Style::default()
    };
    assert_eq!(
        written(&sample::report(), "concise", &quiet)
            .lines()
            .count(),
        5
    );
}

/// What a runner takes of a step's summary, and what is left out of it.
#[test]
fn a_summary_takes_as_many_of_the_worst_findings_as_have_room() {
    let mut report = many(2_000, |number, finding| {
        if number % 2 == 0 {
            finding.severity = csp_support::finding::Severity::Info;
        }
    });
    report.complete = false;
    let whole = markdown::within(&report, usize::MAX).unwrap();
    assert_eq!(whole.matches("`CSP-GDAP-001`").count(), 2_000);
    assert!(!whole.contains("more finding"));
    let cut = markdown::within(&report, 50_000).unwrap();
    let shown = cut.matches("`CSP-GDAP-001`").count();
    assert!((49_000..=50_000).contains(&cut.len()), "{}", cut.len());
    assert!(cut.contains(&format!("\n{} more findings: see ", 2_000 - shown)));
    assert!(!cut.contains("i info"), "the worst come first");
    assert_eq!(markdown::within(&report, 100), None);
    assert_eq!(markdown::within(&report, whole.len()), Some(whole));
}

/// `GitLab` links a case to the file in this attribute; the schemas of `JUnit` know no such thing.
#[test]
fn junit_names_files_where_asked_for() {
    let style = Style {
        junit_file: true,
        ..Style::default()
    };
    let mut report = sample::report();
    report.run.gate.fail_on_unknown = true;
    let named = written(&report, "junit", &style);
    assert!(named.contains(
        r#"classname="my customers/näher.yaml" time="0" file="my customers/näher.yaml""#
    ));
    assert!(
        named
            .contains(r#"classname="Customer/mallory#/spec/country" time="0" file="hostile.yaml""#)
    );
    let cases = named.matches("<testcase ").count();
    assert_eq!(named.matches(" file=\"").count(), cases);
    let plain = written(&report, "junit", &Style::default());
    assert!(!plain.contains(" file=\""));
}

#[test]
fn sarif_names_and_texts_of_rules_are_not_too_long() {
    let mut report = sample::report();
    for rule in report.rules.values_mut() {
        for text in [&mut rule.name, &mut rule.title, &mut rule.why] {
            *text = "é".repeat(3_000);
        }
    }
    let log: Value = serde_json::from_str(&of(&report, "sarif")).unwrap();
    for rule in log["runs"][0]["tool"]["driver"]["rules"]
        .as_array()
        .unwrap()
    {
        let length = |text: &Value| text.as_str().unwrap().chars().count();
        assert_eq!(length(&rule["name"]), 255);
        assert_eq!(length(&rule["shortDescription"]["text"]), 1_024);
        assert_eq!(length(&rule["fullDescription"]["text"]), 1_024);
    }
}
