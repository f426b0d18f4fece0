//! Text that strangers write: nothing in it may act, in any format.

use super::{sample, written};
use csp_support::finding::{Finding, Place, Related, Severity, Span, Subject};
use csp_support::report::OpenIssue;
use csp_support::report::{
    AccessRemark, AccessRow, Adjustment, Change, Citation, Counts, DocumentLine, Edition, Ending,
    FORMATS, FreeText, Gate, HealthRow, HeldThrough, Input, NeededFor, Note, Pack, Remediation,
    Report, Reported, Rule, Run, Standing, State, Style, Verbosity, Verdict, Waiver, Whose, plain,
};
use csp_support::source::Source;
use pulldown_cmark::{Event, Options, Parser, Tag};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

/// The naughty strings, and attempts on CI runners, terminals and spreadsheets that they lack.
pub(crate) fn strings() -> Vec<String> {
    let naughty: Vec<String> = serde_json::from_str(include_str!("../../data/blns.json")).unwrap();
    assert!(naughty.len() > 480, "{}", naughty.len());
    let ours: Vec<String> = serde_json::from_str(include_str!("../../data/attempts.json")).unwrap();
    naughty.into_iter().chain(ours).collect()
}

/// A finding, a verdict, a waiver, a rule and a file that all consist of the text.
fn add(report: &mut Report, found: &mut Vec<Finding>, text: &str) {
    let own = text.to_owned();
    let source = Source::new(
        format!("{text}.yaml"),
        format!("before\n{text}\nkey: {text}\n"),
    );
    let end = u32::try_from(source.text.len()).unwrap();
    let place = |start: u32, end: u32| Place {
        source: Arc::clone(&source),
        span: Span { start, end },
    };
    let about = Subject {
        kind: own.clone(),
        id: own.clone(),
        pointer: own.clone(),
    };
    let rule = format!("R {text}");
    found.push(Finding {
        rule: rule.clone(),
        severity: Severity::Warning,
        message: own.clone(),
        help: own.clone(),
        place: place(7, end.clamp(7, 9)),
        related: vec![Related {
            place: place(0, end),
            label: own.clone(),
        }],
        subject: about.clone(),
    });
    report.verdicts.push(Verdict {
        rule: rule.clone(),
        subject: about.clone(),
        state: State::Unknown,
        place: Some(place(7, 7)),
        note: own.clone(),
        waiver: Some(own.clone()),
        finding: None,
    });
    report.waivers.push(Waiver {
        id: own.clone(),
        rule: own.clone(),
        target: own.clone(),
        reason: own.clone(),
        approver: own.clone(),
        expires: own.clone(),
        days_left: Some(3),
        covers: 0,
        flaw: own.clone(),
        is_comment: false,
        place: Some(place(0, end)),
    });
    report.remediations.push(Remediation {
        rule: own.clone(),
        target: own.clone(),
        owner: own.clone(),
        due: own.clone(),
        days_left: 3,
        note: own.clone(),
        place: place(0, end),
        findings: Vec::new(),
    });
    add_access(report, &about, text, &place(0, end));
    report.documents.push(DocumentLine {
        kind: own.clone(),
        id: own.clone(),
        title: own.clone(),
        path: own.clone(),
        whose: Whose::Customer(own.clone()),
    });
    report.free_text.push(FreeText {
        id: own.clone(),
        title: own.clone(),
        notes: vec![Note {
            subject: about.clone(),
            place: place(0, end),
        }],
    });
    report.run.packs.push(Pack {
        name: own.clone(),
        version: own.clone(),
        sources_read: own.clone(),
        hash: own.clone(),
    });
    report.run.inputs.push(Input {
        path: format!("{text}.yaml"),
        hash: format!("sha256:{}", "0".repeat(64)),
    });
    report.rules.insert(rule.clone(), hostile_rule(&rule, text));
}

/// A role and an end that consist of the text.
fn add_access(report: &mut Report, about: &Subject, text: &str, place: &Place) {
    let own = text.to_owned();
    let standing = Standing {
        rank: 0,
        key: "missing",
        word: "missing",
        fits: false,
    };
    report.access.push(AccessRow {
        customer: about.clone(),
        customer_title: own.clone(),
        role: own.clone(),
        kind: "entra",
        privileged: false,
        needed_for: vec![NeededFor {
            what: own.clone(),
            document: own.clone(),
            promised: true,
        }],
        held_through: vec![HeldThrough {
            grant: own.clone(),
            holder: own.clone(),
            today: None,
            until: own.clone(),
        }],
        until: own.clone(),
        standing,
        remarks: vec![AccessRemark {
            standing,
            says: own.clone(),
            rule: own.clone(),
            place: place.clone(),
        }],
        place: place.clone(),
    });
    report.health.push(HealthRow {
        customer: about.clone(),
        customer_title: own.clone(),
        taken_at: own.clone(),
        age_days: 1,
        services: 1,
        impaired: vec![(own.clone(), own.clone())],
        open: vec![OpenIssue {
            id: own.clone(),
            title: own.clone(),
            service: own.clone(),
            classification: own.clone(),
            status: own.clone(),
            since: own.clone(),
        }],
        place: place.clone(),
    });
    report.endings.push(Ending {
        uid: "0".repeat(32),
        sort: "price",
        what: "price ends",
        day: own.clone(),
        days_left: 3,
        title: own.clone(),
        whose: own.clone(),
        note: own,
        subject: about.clone(),
        place: place.clone(),
    });
}

/// Packs come from strangers too.
fn hostile_rule(id: &str, text: &str) -> Rule {
    let own = text.to_owned();
    Rule {
        id: id.to_owned(),
        name: own.clone(),
        title: own.clone(),
        why: own.clone(),
        fix: own.clone(),
        citations: vec![Citation {
            key: own.clone(),
            title: own.clone(),
            date: own.clone(),
            tier: String::new(),
            locator: own.clone(),
            url: Some(own.clone()),
        }],
        basis: own.clone(),
        edition: Some(Edition {
            from: own.clone(),
            to: Some(own.clone()),
            says: Some(own.clone()),
        }),
        adjusted: Some(Adjustment {
            change: Change::Tightened,
            pack: own.clone(),
            reason: own,
        }),
        ..Rule::default()
    }
}

fn report() -> Report {
    let mut report = Report {
        run: Run {
            version: "0.1.0".to_owned(),
            command: strings(),
            partner: "::add-mask::Partner ##[x]".to_owned(),
            as_of: "2026-12-01".to_owned(),
            gate: Gate {
                fail_on: Some(Severity::Warning),
                fail_on_unknown: true,
            },
            exit_code: 1,
            ..Run::default()
        },
        complete: true,
        ..Report::default()
    };
    let mut found = Vec::new();
    for text in strings() {
        add(&mut report, &mut found, &text);
    }
    report.findings = Reported::all(found);
    let findings = report.findings.iter();
    for (plan, own) in report.remediations.iter_mut().zip(findings) {
        plan.findings.push(own.fingerprint.clone());
    }
    report.counts = report.verdicts.iter().map(|v| v.state).collect::<Counts>();
    report
}

/// What a CI runner would execute, and what a terminal would obey, if it read this.
pub(crate) fn oracle(name: &str, output: &str, allow: &str) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/ci_oracle.py");
    let mut oracle = Command::new("python3")
        .arg(script)
        .args(["--allow", allow])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3 is needed for this test");
    let mut stdin = oracle.stdin.take().unwrap();
    let bytes = output.as_bytes().to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&bytes));
    let answer = oracle.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    let said = String::from_utf8_lossy(&answer.stdout);
    assert!(answer.status.success(), "{name}: {said}");
}

/// The commands that a format is there to write, and no other.
fn own_commands(format: &str) -> &'static str {
    match format {
        "github" => "github:error,github:warning,github:notice",
        "azure" => "azure:task.logissue",
        _ => "",
    }
}

/// Where the outputs are left for the validators of other formats' makers.
fn left_at(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("report");
    std::fs::create_dir_all(&folder).unwrap();
    folder.join(name)
}

#[test]
fn no_output_holds_a_command_or_a_control_character() {
    let report = report();
    for format in FORMATS {
        let mut last = String::new();
        for verbosity in [Verbosity::Quiet, Verbosity::Verbose] {
            let style = Style {
                verbosity,
                ..Style::default()
            };
            let output = written(&report, format.name, &style);
            if output != last {
                oracle(format.name, &output, own_commands(format.name));
            }
            std::fs::write(left_at(&format!("hostile.{}", format.name)), &output).unwrap();
            last = output;
        }
    }
}

#[test]
fn a_coloured_text_has_no_escapes_but_ours() {
    let style = Style {
        color: true,
        ..Style::default()
    };
    let output = written(&report(), "text", &style);
    let mut plain = String::new();
    for piece in output.split("\u{1b}[") {
        let rest = piece.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';');
        plain.push_str(rest.strip_prefix('m').unwrap_or(rest));
    }
    assert!(output.contains("\u{1b}["), "colour was asked for");
    oracle("coloured text", &plain, "");
}

#[test]
fn messages_on_standard_error_are_harmless() {
    let text = strings().join("\n");
    oracle("message", &plain::block(&text), "");
    assert_eq!(plain::block("two\nlines"), "two\nlines");
}

#[test]
fn markdown_shows_hostile_text_and_nothing_else() {
    let output = written(&report(), "markdown", &Style::default());
    for event in Parser::new_ext(
        &output,
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH,
    ) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => panic!("html: {html}"),
            Event::Start(Tag::Image { dest_url, .. }) => panic!("image: {dest_url}"),
            Event::Start(Tag::Link { dest_url, .. }) => {
                assert!(dest_url.starts_with("https://"), "link: {dest_url}");
            }
            Event::Start(tag @ (Tag::Strikethrough | Tag::Emphasis | Tag::BlockQuote(_))) => {
                panic!("{tag:?}");
            }
            _ => {}
        }
    }
    let rows = output
        .lines()
        .filter(|line| line.starts_with("| `") || line.starts_with("| R"));
    assert!(rows.count() > 480, "tables are whole");
}

#[test]
fn json_reads_back_what_was_written() {
    let report = report();
    let json: serde_json::Value =
        serde_json::from_str(&written(&report, "json", &Style::default())).unwrap();
    let words: Vec<&str> = json["command"]
        .as_array()
        .unwrap()
        .iter()
        .map(|word| word.as_str().unwrap())
        .collect();
    assert_eq!(words, strings());
}

#[test]
fn csv_cells_are_no_formulas() {
    for text in [
        written(&report(), "csv", &Style::default()),
        written(&sample::report(), "csv", &Style::default()),
    ] {
        for cell in text.lines().flat_map(|line| line.split("\",\"")) {
            let cell = cell.trim_start_matches('"');
            assert!(!cell.starts_with(['=', '+', '@']), "{cell}");
        }
    }
}
