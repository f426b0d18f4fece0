//! Input made to hurt: each ends in a located finding, soon.

use crate::yaml::{findings, lines, read};
use csp_support::model;
use csp_support::source::Source;
use std::fmt::Write;
use std::time::{Duration, Instant};

/// Far more than any of these needs, even unoptimised on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

/// The findings about a text, read on a small stack.
fn attack(text: String) -> Vec<String> {
    let start = Instant::now();
    let worker = std::thread::Builder::new().stack_size(1 << 20);
    let found = worker
        .spawn(move || findings(&text))
        .unwrap()
        .join()
        .unwrap();
    assert!(start.elapsed() < PATIENCE);
    found
}

#[test]
fn billion_laughs() {
    let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..9 {
        let items = vec![format!("*a{}", level - 1); 9].join(", ");
        writeln!(text, "a{level}: &a{level} [{items}]").unwrap();
    }
    let found = attack(text);
    assert_eq!(found.len(), 1);
    let expected =
        "6:20 yaml-limit: this alias brings the file to 274030 values; at most 250000 are allowed";
    assert_eq!(found[0], expected);
}

#[test]
fn merge_bomb() {
    let mut text = "m0: &m0 {a: 1, b: 2, c: 3}\n".to_owned();
    for level in 1..40 {
        let merged = vec![format!("*m{}", level - 1); 4].join(", ");
        writeln!(text, "m{level}: &m{level} {{<<: [{merged}], k{level}: 1}}").unwrap();
    }
    let found = attack(text);
    assert_eq!(found.len(), 1);
    assert!(
        found[0].contains("yaml-limit: this alias brings the file to"),
        "{found:?}"
    );
}

#[test]
fn a_long_text_many_times() {
    let text = format!(
        "a: &a {}\nb: [{}]\n",
        "x".repeat(100_000),
        "*a, ".repeat(20_000)
    );
    assert_eq!(
        attack(text),
        ["2:337 yaml-limit: aliases repeat more than 8388608 bytes (8 MiB) of text from here on"]
    );
}

#[test]
fn deep_nesting_of_every_kind() {
    let deep_block = lines(2_000, |level| format!("{}a:\n", " ".repeat(level)));
    let inputs = [
        "{a: ".repeat(50_000),
        "[".repeat(100_000),
        "? ".repeat(20_000),
        "- ".repeat(20_000),
        deep_block,
        format!(
            "{}a: {}x{}",
            "- ".repeat(40),
            "[".repeat(40),
            "]".repeat(40)
        ),
    ];
    for input in inputs {
        let head: String = input.chars().take(20).collect();
        let found = attack(input);
        assert_eq!(found.len(), 1, "{head}: {found:?}");
        assert!(
            found[0].contains("yaml-limit: this is nested more than 64 levels deep"),
            "{head}: {found:?}"
        );
    }
}

#[test]
fn nesting_by_aliases_counts() {
    let mut text = "a0: &a0 [x]\n".to_owned();
    for level in 1..80 {
        writeln!(text, "a{level}: &a{level} [*a{}]", level - 1).unwrap();
    }
    assert_eq!(
        attack(text),
        ["64:12 yaml-limit: this is nested more than 64 levels deep"]
    );
    let fits = format!("{}x{}", "[".repeat(64), "]".repeat(64));
    assert_eq!(findings(&fits), [""; 0]);
}

#[test]
fn too_many_values() {
    let text = lines(500_000, |key| format!("k{key}: 1\n"));
    assert_eq!(
        attack(text),
        ["125000:10 yaml-limit: the file holds more than 250000 values from here on"]
    );
    let documents = attack("--- ]\n".repeat(400_000));
    assert!(documents.len() <= 250_001);
}

#[test]
fn many_equal_keys_take_linear_time() {
    let text = "k: 1\n".repeat(100_000);
    let start = Instant::now();
    assert_eq!(read(&text).findings.len(), 99_999);
    assert!(start.elapsed() < PATIENCE);
}

#[test]
fn many_anchors_and_aliases_take_linear_time() {
    let mut text = lines(60_000, |id| format!("- &a{id} x\n"));
    for id in 0..60_000 {
        writeln!(text, "- *a{id}").unwrap();
    }
    assert_eq!(attack(text), [""; 0]);
}

#[test]
fn long_scalars_and_large_files() {
    let scalar = attack(format!("a: {}\n", "x".repeat(2_000_000)));
    assert_eq!(
        scalar,
        ["1:4 yaml-limit: this text has 2000000 bytes; at most 1048576 (1 MiB) are allowed"]
    );
    let file = attack("# comment\n".repeat(950_000));
    assert_eq!(
        file,
        ["1:1 yaml-limit: the file has 9500000 bytes; at most 8388608 (8 MiB) are allowed"]
    );
}

#[test]
fn limits_do_not_hide_the_documents_before() {
    let text = format!("kind: Customer\n---\na: b\nc: {}\n", "[".repeat(100));
    let reading = read(&text);
    assert_eq!(reading.documents[0].root().str("kind"), Some("Customer"));
    assert!(reading.documents[0].is_sound());
    assert!(!reading.documents[1].is_sound());
}

#[test]
fn many_mistakes_of_shape_are_not_all_told() {
    let head = "apiVersion: csp-support/v1\nkind: Customer\nmetadata: {id: a}\nspec:\n";
    let keys = lines(50_000, |key| format!("  k{key}: 1\n"));
    let start = Instant::now();
    let loaded = model::load(&[Source::new("a.yaml", format!("{head}{keys}"))]).unwrap();
    assert!(start.elapsed() < PATIENCE);
    let last = loaded.findings.last().unwrap();
    assert_eq!(
        last.message,
        "the document has more mistakes than the 200 that are listed"
    );
    assert_eq!(loaded.findings.len(), 201);
}
