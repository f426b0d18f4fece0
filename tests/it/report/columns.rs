//! Columns where bytes, code units, characters and cells of a terminal all differ: in every format that has columns,
//! in the unit that its readers count.

use super::{FORMATS, written};
use csp_support::finding::{Finding, Place, Severity, Span, Subject};
use csp_support::report::{Report, Reported, Style};
use csp_support::source::Source;
use serde_json::Value;

/// A tab, `é` of one and of two characters, a wide letter, an astral one, a family of five joined by two joiners.
const BEFORE: &str = "note:\t\"é e\u{301} 漢 😀 👩\u{200d}👩\u{200d}👧\", country: ";
const PATH: &str = "my customers/näher 漢😀.yaml";
/// The mistake has an accent and an astral letter itself, so that its end tells the units apart too.
const MISTAKE: &str = "Gérm😀ny";
const LINE: u32 = 3;

/// 1-based, in Unicode code points; the end is one past the last.
const CHARACTERS: (u32, u32) = (34, 41);
/// The same in bytes of UTF-8.
const BYTES: (u32, u32) = (54, 65);

fn report() -> Report {
    let text = format!("# é漢😀\nkind: Customer\n{BEFORE}{MISTAKE}\nafter: é\n");
    let start = u32::try_from(text.find(MISTAKE).unwrap()).unwrap();
    let end = start + u32::try_from(MISTAKE.len()).unwrap();
    let finding = Finding {
        rule: "CSP-CUST-002".to_owned(),
        severity: Severity::Error,
        message: "this is no country".to_owned(),
        help: String::new(),
        place: Place {
            source: Source::new(PATH, text),
            span: Span { start, end },
        },
        related: Vec::new(),
        subject: Subject::default(),
    };
    Report {
        findings: Reported::all(vec![finding]),
        ..Report::default()
    }
}

fn of(name: &str) -> String {
    written(&report(), name, &Style::default())
}

fn json(name: &str) -> Value {
    let text = of(name);
    let first = if name.contains("jsonl") {
        text.lines().next().unwrap()
    } else {
        &text
    };
    serde_json::from_str(first).unwrap()
}

#[test]
fn the_numbers_are_what_they_are_called() {
    let line = format!("{BEFORE}{MISTAKE}");
    let from = |before: usize| u32::try_from(before + 1).unwrap();
    let characters = from(BEFORE.chars().count());
    assert_eq!(CHARACTERS, (characters, from(line.chars().count())));
    assert_eq!(BYTES, (from(BEFORE.len()), from(line.len())));
    let units = from(BEFORE.encode_utf16().count());
    assert_ne!(units, characters);
    assert_ne!(units, BYTES.0);
}

#[test]
fn lines_for_people_and_for_services_count_characters() {
    let (start, end) = CHARACTERS;
    let at = format!("{PATH}:{LINE}:{start}");
    for name in ["text", "concise", "markdown", "plan"] {
        assert!(of(name).contains(&at), "{name}: {}", of(name));
    }
    for (name, expected) in [
        ("junit", format!("name=\"CSP-CUST-002 {at}\"")),
        (
            "github",
            format!("::error file={PATH},line={LINE},endLine={LINE},col={start},endColumn={end},"),
        ),
        (
            "azure",
            format!("sourcepath={PATH};linenumber={LINE};columnnumber={start};"),
        ),
        (
            "checkstyle",
            format!("<file name=\"{PATH}\">\n    <error line=\"{LINE}\" column=\"{start}\" "),
        ),
        ("csv", format!("\"{PATH}\",\"{LINE}\",\"{start}\"")),
        (
            "tap",
            format!("  file: \"{PATH}\"\n  line: {LINE}\n  column: {start}\n"),
        ),
    ] {
        assert!(of(name).contains(&expected), "{name}: {}", of(name));
    }
}

#[test]
fn json_counts_characters_and_says_the_byte_too() {
    for location in [
        &json("json")["findings"][0]["location"],
        &json("jsonl")["location"],
    ] {
        let (start, end) = CHARACTERS;
        assert_eq!(location["path"], PATH);
        assert_eq!(location["start"]["line"], LINE);
        assert_eq!(location["start"]["column"], start);
        assert_eq!(location["end"]["column"], end);
        let line_start = "# é漢😀\nkind: Customer\n".len();
        let offset = line_start + usize::try_from(BYTES.0).unwrap() - 1;
        assert_eq!(location["start"]["offset"], offset);
    }
}

#[test]
fn sarif_counts_characters_and_declares_it() {
    let run = &json("sarif")["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let place = &run["results"][0]["locations"][0]["physicalLocation"];
    let uri = "my%20customers/n%C3%A4her%20%E6%BC%A2%F0%9F%98%80.yaml";
    assert_eq!(place["artifactLocation"]["uri"], uri);
    let region = &place["region"];
    assert_eq!(region["startLine"], LINE);
    assert_eq!(region["startColumn"], CHARACTERS.0);
    assert_eq!(region["endLine"], LINE);
    assert_eq!(region["endColumn"], CHARACTERS.1);
    assert_eq!(region["snippet"]["text"], MISTAKE);
}

#[test]
fn reviewdog_counts_bytes_and_ends_one_past_the_last() {
    for location in [
        &json("rdjson")["diagnostics"][0]["location"],
        &json("rdjsonl")["location"],
    ] {
        assert_eq!(location["path"], PATH);
        let [start, end] = ["start", "end"].map(|side| &location["range"][side]);
        assert_eq!((&start["line"], &end["line"]), (&LINE.into(), &LINE.into()));
        assert_eq!(start["column"], BYTES.0);
        assert_eq!(end["column"], BYTES.1);
    }
}

#[test]
fn oscal_counts_characters() {
    let results = &json("oscal")["assessment-results"]["results"][0];
    let evidence = &results["observations"][0]["relevant-evidence"][0];
    let told = |at: usize| evidence["props"][at]["value"].as_str().unwrap().to_owned();
    assert_eq!(
        (told(0), told(1)),
        (LINE.to_string(), CHARACTERS.0.to_string())
    );
}

/// A new format is either among the tests above or says here that it has no columns.
#[test]
fn every_format_is_looked_at() {
    let with = [
        "text",
        "concise",
        "markdown",
        "plan",
        "junit",
        "github",
        "azure",
        "checkstyle",
        "csv",
        "tap",
        "json",
        "jsonl",
        "sarif",
        "rdjson",
        "rdjsonl",
        "oscal",
    ];
    let without = ["gitlab", "html", "ics"];
    for format in FORMATS {
        let known = with.contains(&format.name) || without.contains(&format.name);
        assert!(known, "has `{}` columns?", format.name);
    }
    assert_eq!(json("gitlab")[0]["location"]["lines"]["begin"], LINE);
}
