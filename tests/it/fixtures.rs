//! Workspaces under `fixtures/`: the true-to-life ones are silent, each invalid one says what it marks.
//!
//! A file under `fixtures/invalid` is a workspace of its own. Each finding in it stands on a line that
//! ends with `# error: RULE`, `# warning: RULE` or `# info: RULE`; it is judged on 2026-11-23, or on
//! the day in its first line, `# as of: DATE`.

use crate::harness::repository;
use csp_support::finding::builtin::BUILTINS;
use csp_support::finding::{Finding, Severity};
use csp_support::judge::pack::{Pack, PackFiles, compile};
use csp_support::judge::verdict::Outcome;
use csp_support::judge::{Judgement, Options, judge};
use csp_support::model::{Loaded, Schemas, load};
use csp_support::source::{MAX_BYTES, Request, Source, decode, discover};
use jiff::civil::{Date, date};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// The day on which all fixtures are judged that name none.
const AS_OF: Date = date(2026, 11, 23);

/// Longest file under `fixtures/invalid`, so that people see at a glance what is wrong.
const MOST_LINES: usize = 40;

/// Checks that no file under `fixtures/invalid` can show, with the reason; tests below show them.
const ELSEWHERE: &[(&str, &str)] = &[
    (
        "csp-gdap-031",
        "more than a hundred groups do not fit into a file that people see through at a glance",
    ),
    (
        "file-not-read",
        "a file that is too large or no regular file cannot stand in a repository",
    ),
    ("export-syntax", EXPORTS),
    ("export-record", EXPORTS),
    ("export-value-unknown", EXPORTS),
    ("export-value-left-out", EXPORTS),
    ("export-field-unknown", EXPORTS),
    ("plan-row", "it is about tables, which `plan import` reads"),
    (
        "waiver-too-long",
        "how long a waiver may last is a setting of a workspace",
    ),
    (
        "pack-broken",
        "it is about rules, not about documents of a workspace",
    ),
    (
        "baseline-stale",
        "it is about a baseline, which only a whole run is held against",
    ),
    (
        "plan-stale",
        "it is about a plan, of which only a whole run can tell what is over",
    ),
    ("template-broken", TEMPLATES),
    ("template-unknown-field", TEMPLATES),
];

/// Why no document of a workspace can show what is wrong with an export.
const EXPORTS: &str = "it is about exports, which `import` reads";

/// Why no document of a workspace can show what is wrong with a template.
const TEMPLATES: &str = "it is about pages, which only `publish` and its like print";

/// What a line says or should say: line, severity, rule.
type Mark = (u32, &'static str, String);

fn schemas() -> &'static Schemas {
    Schemas::embedded().unwrap()
}

fn packs() -> &'static [Pack] {
    static PACKS: OnceLock<Vec<Pack>> = OnceLock::new();
    PACKS.get_or_init(|| {
        let files = PackFiles::embedded().into_iter();
        files
            .map(|files| compile(&files, schemas()).unwrap())
            .collect()
    })
}

fn judged(loaded: &Loaded, as_of: Date) -> Judgement<'_> {
    judge(loaded, packs(), schemas(), &Options::new(as_of))
}

fn findings(sources: &[Arc<Source>], as_of: Date) -> Vec<Finding> {
    judged(&load(sources).unwrap(), as_of).findings
}

fn line(finding: &Finding) -> u32 {
    finding.place.source.line_col(finding.place.span.start).line
}

fn shown(finding: &Finding) -> String {
    let (path, word) = (&finding.place.source.path, finding.severity.word());
    let (rule, message) = (&finding.rule, &finding.message);
    format!("{path}:{}: {word}: {rule}: {message}", line(finding))
}

/// Files under `fixtures/invalid`, in order.
fn invalid() -> Vec<(PathBuf, Arc<Source>)> {
    let folder = repository().join("fixtures/invalid");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    let read = |path: PathBuf| {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let text = fs::read_to_string(&path).unwrap();
        (path, Source::new(name, text))
    };
    paths.into_iter().map(read).collect()
}

fn as_of(text: &str) -> Date {
    let first = text.lines().next().unwrap_or_default();
    first
        .strip_prefix("# as of: ")
        .map_or(AS_OF, |date| date.parse().unwrap())
}

/// The marks at the ends of lines.
fn marked(text: &str) -> BTreeSet<Mark> {
    let severities = [Severity::Error, Severity::Warning, Severity::Info];
    let lines = text.lines().zip(1..);
    let marks = lines.filter_map(|(line, number)| {
        let (severity, rule) = line.rsplit_once("# ")?.1.split_once(": ")?;
        let severity = severities.iter().find(|known| known.word() == severity)?;
        Some((number, severity.word(), rule.to_owned()))
    });
    marks.collect()
}

fn spoken(findings: &[Finding]) -> BTreeSet<Mark> {
    let marks = findings
        .iter()
        .map(|finding| (line(finding), finding.severity.word(), finding.rule.clone()));
    marks.collect()
}

/// What is wrong with one file: anything but exactly the findings it marks, all of the rule it is named after.
fn problems(path: &Path, source: &Arc<Source>) -> Vec<String> {
    let found = findings(std::slice::from_ref(source), as_of(&source.text));
    let (marked, spoken) = (marked(&source.text), spoken(&found));
    let name = &source.path;
    let unmarked = found
        .iter()
        .filter(|finding| {
            !marked.contains(&(line(finding), finding.severity.word(), finding.rule.clone()))
        })
        .map(|finding| format!("not marked: {}", shown(finding)));
    let silent = marked
        .difference(&spoken)
        .map(|(line, severity, rule)| format!("{name}:{line}: no {severity} of {rule}"));
    let stem = path.file_stem().unwrap().to_str().unwrap();
    let strange = marked
        .iter()
        .filter(|(_, _, rule)| rule.to_lowercase() != stem)
        .map(|(line, _, rule)| format!("{name}:{line}: marks {rule} in a file of another name"));
    let long = (source.text.lines().count() > MOST_LINES)
        .then(|| format!("{name} is longer than {MOST_LINES} lines"));
    let twice = (found.len() > spoken.len()).then(|| format!("{name} says something twice"));
    let empty = marked.is_empty().then(|| format!("{name} marks nothing"));
    let all = unmarked.chain(silent).chain(strange);
    all.chain(long).chain(twice).chain(empty).collect()
}

#[test]
fn every_invalid_file_says_what_it_marks_and_nothing_else() {
    let files = invalid();
    let problems: Vec<_> = files
        .iter()
        .flat_map(|(path, source)| problems(path, source))
        .collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn every_rule_and_built_in_has_an_invalid_file() {
    let files: BTreeSet<String> = invalid()
        .iter()
        .map(|(path, _)| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    let rules = packs().iter().flat_map(|pack| &pack.rules);
    let rules = rules.filter(|rule| rule.control.is_none());
    let rules = rules.map(|rule| rule.id.to_lowercase());
    let built_in = BUILTINS.iter().map(|check| check.id.to_owned());
    let elsewhere = |id: &String| ELSEWHERE.iter().any(|(other, _)| other == id);
    let wanted: BTreeSet<String> = rules.chain(built_in).filter(|id| !elsewhere(id)).collect();
    let lost: Vec<_> = files.symmetric_difference(&wanted).collect();
    assert!(lost.is_empty(), "{lost:?}");
}

#[test]
fn a_file_that_is_too_large_is_not_read() {
    let skipped = decode("large.yaml", vec![b' '; MAX_BYTES + 1]).unwrap_err();
    let finding = Finding::from(&skipped);
    assert_eq!(
        shown(&finding).split(": ").take(3).collect::<Vec<_>>(),
        ["large.yaml:1", "error", "file-not-read"]
    );
}

#[test]
fn more_than_a_hundred_groups_for_a_customer_are_told() {
    let name = "csp-gdap-030.yaml";
    let path = repository().join("fixtures/invalid").join(name);
    let text = fs::read_to_string(path).unwrap();
    let one = "{group: desk, status: active, roles: [f023fd81-a637-4b56-95fd-791ac0226033]}";
    let told = |more: usize| {
        let group = |nth: usize| {
            format!(
                "{{apiVersion: csp-support/v1, kind: AgentGroup, metadata: {{id: g{nth}}}, spec: {{members: [admin]}}}}\n---\n"
            )
        };
        let groups: String = (0..more).map(group).collect();
        let assigned =
            (0..more).map(|nth| format!(", {}", one.replace("desk", &format!("g{nth}"))));
        let assigned: String = assigned.collect();
        let text = text.replace("2026-03-01", "2026-11-01");
        let text = text.replace(one, &format!("{one}{assigned}"));
        let found = findings(&[Source::new(name, groups + &text)], AS_OF);
        let rules = found.iter().map(|finding| finding.rule.clone());
        rules.collect::<Vec<_>>()
    };
    assert!(told(99).is_empty(), "{:?}", told(99));
    assert_eq!(told(100), ["CSP-GDAP-031"]);
}

#[test]
fn a_broken_pack_is_told_in_the_pack() {
    let rules = Source::new("rules.yaml", "rules:\n  - {id: T-1, title: Half a rule}\n");
    let files = PackFiles::new([("rules.yaml".to_owned(), rules)]);
    let findings = compile(&files, schemas()).unwrap_err();
    assert!(!findings.is_empty());
    let places: BTreeSet<u32> = findings.iter().map(line).collect();
    assert_eq!(places, BTreeSet::from([2]));
}

fn workspace(name: &str) -> Vec<Arc<Source>> {
    let request = Request {
        paths: vec![PathBuf::from("fixtures").join(name)],
        stdin_path: None,
        base: repository().to_owned(),
    };
    let mut roots = discover(&request, std::io::empty()).unwrap().roots;
    assert_eq!(roots.len(), 1);
    let (sources, skipped) = roots
        .remove(0)
        .read(|inner| inner.starts_with("templates/"));
    assert!(skipped.is_empty(), "{skipped:?}");
    assert!(!sources.is_empty());
    sources
}

fn lines(findings: &[Finding]) -> String {
    findings.iter().map(shown).collect::<Vec<_>>().join("\n")
}

#[test]
fn workspaces_are_silent() {
    for name in ["minimal", "nordlicht", "atlas", "manara"] {
        let found = findings(&workspace(name), AS_OF);
        assert!(found.is_empty(), "{name}:\n{}", lines(&found));
    }
}

/// All findings are told as contested; the number of them.
fn contested(judgement: &Judgement<'_>) -> usize {
    let contested = judgement
        .verdicts
        .iter()
        .filter(|verdict| matches!(verdict.outcome, Outcome::Contested(_)))
        .count();
    let all = lines(&judgement.findings);
    assert_eq!(contested, judgement.findings.len(), "{all}");
    contested
}

#[test]
fn fjord_only_tells_what_is_contested() {
    let loaded = load(&workspace("fjord")).unwrap();
    assert!(contested(&judged(&loaded, AS_OF)) > 0);
}

#[test]
fn bases_of_examples_tell_nothing_but_what_is_contested() {
    let bases = &packs()[0].bases;
    assert!(!bases.is_empty());
    for (name, source) in bases {
        let loaded = load(std::slice::from_ref(source)).unwrap();
        let judgement = judged(&loaded, packs()[0].as_of);
        if name == "reseller" {
            assert_eq!(contested(&judgement), 1);
        } else {
            assert!(
                judgement.findings.is_empty(),
                "{}",
                lines(&judgement.findings)
            );
        }
    }
}
