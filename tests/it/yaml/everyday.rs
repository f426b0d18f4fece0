//! The fast way to read everyday YAML: what it accepts, the grammar reads alike to the last byte.

use crate::yaml::suite;
use csp_support::source::Source;
use csp_support::yaml::{self, Reading};
use proptest::prelude::{ProptestConfig, Strategy, any, proptest};
use proptest::{collection, sample};
use std::fs;
use std::path::Path;
use std::sync::Arc;
use walkdir::WalkDir;

/// All that a reading holds: nodes, places, values, rewritten texts, findings.
fn shown(reading: &Reading) -> String {
    format!("{:?}\n{:?}", reading.documents, reading.findings)
}

/// Whether a text is read the fast way; if so, it must say what the grammar says.
fn is_everyday(source: &Arc<Source>) -> bool {
    let Some(fast) = yaml::read_everyday(source) else {
        return false;
    };
    let exact = yaml::read_by_grammar(source);
    assert!(shown(&fast) == shown(&exact), "{}", source.text);
    true
}

fn accepts(text: &str) -> bool {
    is_everyday(&Source::new("a.yaml", text))
}

/// The YAML files below a folder of the repository.
fn files(folder: &str) -> Vec<Arc<Source>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let files = WalkDir::new(folder).sort_by_file_name().into_iter();
    let paths = files.map(|entry| entry.unwrap().into_path());
    let yaml = paths.filter(|path| {
        path.extension()
            .is_some_and(|extension| extension == "yaml")
    });
    // One file of the fixtures is not UTF-8 on purpose.
    yaml.filter_map(|path| Some(Source::new("a.yaml", fs::read_to_string(path).ok()?)))
        .collect()
}

#[test]
fn all_files_of_the_repository_are_read_alike_and_most_the_fast_way() {
    let mut shares = Vec::new();
    for folder in ["benches", "fixtures", "policies", "templates", "tests"] {
        let files = files(folder);
        let fast = files.iter().filter(|source| is_everyday(source)).count();
        shares.push((folder, fast * 100 / files.len()));
    }
    assert!(shares.iter().all(|(_, share)| *share >= 95), "{shares:?}");
}

#[test]
fn documents_as_people_write_them_are_read_the_fast_way() {
    for folder in ["benches/speed/documents", "fixtures/nordlicht"] {
        assert!(files(folder).iter().all(is_everyday), "{folder}");
    }
}

#[test]
fn the_test_suite_is_read_alike() {
    let cases = suite::cases();
    let fast = cases.iter().filter(|case| accepts(&case.yaml)).count();
    assert!(fast > 50, "{fast}");
}

#[test]
fn what_everyday_documents_hold_is_accepted() {
    for text in [
        "a: 1",
        "# c\n\na: b # c\n  # c\n\nb:   x y #z\n",
        "a:\nb:\n- c\n-   d: 1\n    e:\n-  # c\n  - f\n- - g\n  - h\nc: ~\n",
        "a: 'it''s'\n\"b\\\"\": \"\\\\ \\n \\u00e9\"\n'' : \"\"\n",
        "a: {b: [c, 'd', {e: f}], \"g\" : {}, h: []} # c\n",
        "a: [\n  b, # c\n\n  {c: d,\n   e:\n    f},\n  ]\nb:\n  {c: d}\n",
        "a: |\n  b\n\n   c\n  d # d\n\n\nb: >- # c\n    e\n    f\n\n    g\n     h\n    i\n # c\nc: |-\n  j",
        "---\na: 1\n---\n- b\n---\n{c: 1}\n",
        "{\n\"a\": 1\n}\n",
        "a: NO\nb: 08:30\nc: .inf\na: 010\n<<: {d: 1}\n",
        "'a': -\u{e9}\u{201c}-\n",
    ] {
        assert!(accepts(text), "{text}");
    }
}

#[test]
fn everything_else_is_left_to_the_grammar() {
    for text in [
        "",
        "# c\n",
        "a",
        "- ",
        "---\n",
        "a: 1\n---\n",
        "a: 1\n...\n",
        "%YAML 1.2\n---\na: 1\n",
        "a: &b 1\n",
        "a: !!str 1\n",
        "a: *b\n",
        "? a\n",
        "a:\tb\n",
        "a: b\r\n",
        "a: \u{7}\n",
        "a: \u{200b}\n",
        "a: \u{fffe}\n",
        "a: b\n  c\n",
        "a: 'b\n  c'\n",
        "a: [b\n  c]\n",
        "a: |2\n   b\n",
        "a: |+\n  b\n",
        "a: |\n",
        "a: b: c\n",
        "a: [b: c]\n",
        "a: {b}\n",
        "a: [,]\n",
        "a: [b\n]\n",
        "a: ]\n",
        "a: \"b\"c\n",
        "a: [b]#c\n",
        "a: @b\n",
        "a: - b\n",
        "a: 1\n  b: 2\n",
        "  a: 1\nb: 2\n",
        "- a\nb: 1\n",
        "a: 1\n- b\n",
        "a: \"\\e\"\n",
        "a: \"\\ud800\"\n",
        "[a]: b\n",
        "{a: 1} b\n",
        "{a: 1}\n{b: 1}\n",
        "{a: 1,\n---\nb: 2}\n",
        "a\n: b\n",
        "{\"a\":1}\n",
    ] {
        assert!(!accepts(text), "{text}");
    }
}

#[test]
fn limits_are_left_to_the_grammar() {
    let deep = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
    assert!(accepts(&deep(64)) && !accepts(&deep(65)));
    let nested = |levels: usize| "- ".repeat(levels - 1) + "[]";
    assert!(accepts(&nested(64)) && !accepts(&nested(65)));
    let long = |letters: usize| format!("{}: 1\n", "a".repeat(letters));
    assert!(accepts(&long(1024)) && !accepts(&long(1025)));
    let many = |values: usize| {
        let source = Source::new("a.yaml", format!("[{}]", "1,".repeat(values)));
        yaml::read_everyday(&source).is_some()
    };
    assert!(many(249_999) && !many(250_000));
}

/// Lines of everyday documents, and some that are not.
const LINES: &[&str] = &[
    "a: b",
    "a: b # c",
    "b: 'c''d'",
    "\"e\\n\": \"f\"",
    "g:",
    "h: # c",
    "- i",
    "- j: k",
    "- - l",
    "-",
    "- # c",
    "# c",
    "",
    "   ",
    "m: |",
    "n: >-",
    "- >",
    "- |- # c",
    "o: [p, {q: r}]",
    "{s: t, u: 1}",
    "v: [",
    "w,",
    "x: y,",
    "], z: {",
    "]",
    "}",
    "<<: {a: 1}",
    "---",
    "...",
    "NO",
    "n: 08:30",
    "ä: „ö“",
    "k : v",
    "a: b: c",
    "a: #b",
    "text, [text]",
    "? a",
    "a: &b c",
    "\"long",
    "- {a: b}",
    "a: ~",
    "a: ''",
    "'b': \"\"",
    "|",
    "-\u{a0}a",
];

/// Pieces that change what a line means.
const PIECES: &[&str] = &[
    " ", "  ", "\n", "\n  ", "\n    ", ": ", "- ", " #", "#", ",", "[", "]", "{", "}", "'", "\"",
    "\\", ":", "-", "|", ">", "+", "\t", "\r", "&", "*", "!", "\u{85}", "\u{feff}", "---", "...",
    "~", "x",
];

fn lines() -> impl Strategy<Value = String> {
    let line = (0_usize..7, sample::select(LINES));
    let indented = line.prop_map(|(depth, line)| " ".repeat(depth / 2 * 2 + depth / 6) + line);
    (collection::vec(indented, 0..12), any::<bool>())
        .prop_map(|(lines, is_ended)| lines.join("\n") + if is_ended { "\n" } else { "" })
}

/// Some lines of a document, a few of them moved, others deeper or less deep than they were.
fn moved() -> impl Strategy<Value = String> {
    let files = files("fixtures");
    let change = (any::<sample::Index>(), any::<sample::Index>(), 0_usize..5);
    let stretch = (any::<sample::Index>(), 1_usize..30);
    let changes = collection::vec(change, 0..4);
    (sample::select(files), stretch, changes).prop_map(|(source, (from, length), changes)| {
        let all: Vec<&str> = source.text.lines().collect();
        let from = from.index(all.len());
        let depth = all[from].len() - all[from].trim_start().len();
        let kept = all[from..].iter().take(length);
        let mut lines: Vec<String> = kept
            .map(|line| line.get(depth..).unwrap_or_default().to_owned())
            .collect();
        for (at, to, how) in changes {
            let (at, to) = (at.index(lines.len()), to.index(lines.len()));
            match how {
                0 => lines.swap(at, to),
                1 => lines.insert(at, lines[to].clone()),
                2 => lines[at].insert_str(0, "  "),
                3 if lines[at].starts_with("  ") => drop(lines[at].drain(..2)),
                _ => lines[at].insert(0, ' '),
            }
        }
        lines.join("\n") + "\n"
    })
}

/// The text with some characters cut out and pieces put in.
fn damaged(texts: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    let damage = (any::<sample::Index>(), 0_usize..4, sample::select(PIECES));
    (texts, collection::vec(damage, 0..3)).prop_map(|(text, damages)| {
        let mut characters: Vec<char> = text.chars().collect();
        for (at, length, piece) in damages {
            let from = at.index(characters.len() + 1);
            let to = (from + length).min(characters.len());
            characters.splice(from..to, piece.chars());
        }
        characters.into_iter().collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn made_up_lines_are_read_alike(text in damaged(lines())) {
        accepts(&text);
    }

    #[test]
    fn damaged_documents_are_read_alike(text in damaged(moved())) {
        accepts(&text);
    }
}
