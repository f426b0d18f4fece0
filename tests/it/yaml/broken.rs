//! Broken YAML: what people are told, and that the rest is read.

use crate::yaml::{errors, findings, json, lines, read};

/// Position and message of the one syntax error in a text.
fn complaint(text: &str) -> String {
    let findings = findings(text);
    assert_eq!(findings.len(), 1, "{text:?}: {findings:?}");
    findings[0].replacen("yaml-syntax: ", "", 1)
}

#[test]
fn frequent_mistakes_are_named() {
    let cases = [
        (
            "a:\n\tb: 1\n",
            "2:1 a tab stands where YAML allows only spaces",
        ),
        (
            "a:\n  b: 1\n\tc: 2\n",
            "3:1 a tab stands where YAML allows only spaces",
        ),
        ("a: b: c\n", "1:5 a second `:` on this line"),
        ("a: 1\n b: 2\n", "2:3 a `:` is not allowed here"),
        (
            "a:\n  b: 1\n c: 2\n",
            "3:2 this does not fit into the mapping above",
        ),
        (
            "a: 1\n- b\n",
            "2:3 this does not fit into the mapping above",
        ),
        ("- a\nb: c\n", "2:1 this does not fit into a list"),
        ("a: - b\n", "1:4 this does not fit into a list"),
        (
            "a: \"x\nb: 1\n",
            "2:1 a quoted text is still open here [1:4 it began here]",
        ),
        ("a: 'it's'\n", "1:8 text follows a closing quote"),
        ("a: \"\\d\"\n", "1:5 an unknown escape in double quotes"),
        (
            "a: [1, 2\nb: 1\n",
            "2:1 this line is not indented far enough [1:4 it began here]",
        ),
        ("{a: b\n", "1:1 this bracket is never closed"),
        (
            "a: [b}\n",
            "1:4 this bracket is closed by one of another kind",
        ),
        ("a: ]\n", "1:4 a closing bracket without an opening one"),
        ("a: @b\n", "1:4 a value cannot begin with `@`"),
        ("a: 1\n<<<<<<< HEAD\nb: 2\n", "2:1 a key without `:`"),
        (
            "a: |x\n  y\n",
            "1:4 text follows `|` or `>` on the same line",
        ),
        ("a: *\n", "1:4 a `&` or `*` without a name"),
        ("a: \"b\"#c\n", "1:7 a comment without a space before `#`"),
        (
            "a: \u{feff}b\n",
            "1:4 a byte order mark in the middle of the file",
        ),
        (
            "%YAML 3.0\n---\na\n",
            "1:1 this YAML version is not supported",
        ),
        ("a\n... b\n", "2:5 text follows `...`"),
    ];
    for (text, expected) in cases {
        assert_eq!(complaint(text), expected, "{text:?}");
    }
}

#[test]
fn every_syntax_error_says_what_to_do() {
    for text in ["a: b: c", "[", "a: @", "a:\n\t- b", "'", "a: |x", "%"] {
        let finding = &read(text).findings[0];
        assert!(!finding.help.is_empty(), "{text:?}");
    }
}

#[test]
fn reading_goes_on_with_the_next_document() {
    let text = "a: [1\n---\nb: 2\n---\nc: 'x\n---\nd: 4\n";
    assert_eq!(errors(text).len(), 2);
    let reading = read(text);
    let sound: Vec<_> = reading
        .documents
        .iter()
        .filter(|document| document.is_sound())
        .map(|document| serde_json::to_string(&document.root()).unwrap())
        .collect();
    assert_eq!(sound, [r#"{"b":2}"#, r#"{"d":4}"#]);
}

#[test]
fn a_broken_document_keeps_what_stands_before_the_error() {
    let reading = read("kind: Customer\nmetadata:\n  id: acme\nspec:\n  a: [1, {b: 2\n  c: d\n");
    let document = &reading.documents[0];
    assert!(!document.is_sound());
    assert_eq!(document.root().str("kind"), Some("Customer"));
    let id = document.root().path(&["metadata", "id"]).unwrap();
    assert_eq!(id.text(), "acme");
}

#[test]
fn duplicate_keys_name_both_places() {
    let text = "a: 1\nb: 2\n\"a\": 3\nc: {d: 1, d: 2, d: 3}\n";
    assert_eq!(
        errors(text),
        [
            "3:1 yaml-duplicate-key: the key `a` occurs twice in this mapping [1:1 it is first given here]",
            "4:11 yaml-duplicate-key: the key `d` occurs twice in this mapping [4:5 it is first given here]",
            "4:17 yaml-duplicate-key: the key `d` occurs twice in this mapping [4:5 it is first given here]",
        ]
    );
    assert!(!read(text).documents[0].is_sound());
    let long = lines(40, |key| format!("k{key}: 1\n"));
    assert_eq!(
        errors(&format!("{long}k7: 2\n")),
        [
            "41:1 yaml-duplicate-key: the key `k7` occurs twice in this mapping [8:1 it is first given here]"
        ]
    );
}

#[test]
fn keys_are_words() {
    assert_eq!(
        errors("? [a, b]\n: c\n{{ name }}: d\n"),
        [
            "1:3 yaml-syntax: a list stands where a key should be",
            "3:1 yaml-syntax: a mapping stands where a key should be",
            "3:2 yaml-syntax: a mapping stands where a key should be",
        ]
    );
}

#[test]
fn control_characters_are_named() {
    assert_eq!(
        findings("a: x\u{1b}[31m\nb: \u{1b}\n"),
        ["1:5 file-encoding: the file holds the character U+001B ESCAPE (2 times)"]
    );
    assert_eq!(
        findings("a: x\0y\n"),
        ["1:5 file-encoding: the file holds the character U+0000 NULL"]
    );
    let (nel, separator) = (read("a: \u{85}x\n"), read("# \u{2028}\na: b\n"));
    assert_eq!(
        nel.findings[0].message,
        "the file holds the character U+0085 NEXT LINE"
    );
    assert!(!nel.documents[0].is_sound());
    assert_eq!(separator.findings[0].rule, "file-encoding");
}

#[test]
fn escapes_that_make_control_characters_are_named() {
    assert_eq!(
        findings("a: \"\\e[31m\"\nb: \"x\\u2028\\x07\"\nc: \"\\tfine\\n\\_\"\n"),
        [
            "1:5 file-encoding: the escape `\\e` makes the character U+001B ESCAPE",
            "2:6 file-encoding: the escape `\\u2028` makes the character U+2028 LINE SEPARATOR",
            "2:12 file-encoding: the escape `\\x07` makes the character U+0007 BELL",
        ]
    );
    assert_eq!(findings("a: '\\e'\nb: \\e\nc: \"\\\\e\"\n"), [""; 0]);
}

#[test]
fn characters_that_hide_or_turn_text_are_warned_about() {
    let text = "a: x\u{202e}y\nb: \"\\u2066\"\nc: z\u{200b}\n";
    assert_eq!(
        findings(text),
        [
            "1:5 yaml-invisible-character: the file holds the character U+202E RIGHT-TO-LEFT OVERRIDE",
            "2:5 yaml-invisible-character: the escape `\\u2066` makes the character U+2066 LEFT-TO-RIGHT ISOLATE",
            "3:5 yaml-invisible-character: the file holds the character U+200B ZERO WIDTH SPACE",
        ]
    );
    assert!(read(text).documents[0].is_sound());
    assert_eq!(findings("a: 👩‍🔧 für § 5 — „ja“\n"), [""; 0]);
}

#[test]
fn line_endings_and_byte_order_marks_change_nothing() {
    let text = "a: |\n  one\n  two\nb: \"x\n  y\"\nno: [1,\n  2]\nd: 1\nd: 2\ne: {f: @}\n---\ng: 'ok\n\n  x'\n";
    let plain = findings(text);
    assert_eq!(plain.len(), 2);
    for ending in ["\r\n", "\r"] {
        let other = text.replace('\n', ending);
        assert_eq!(findings(&other), plain);
        assert_eq!(json(&other), json(text));
        assert_eq!(findings(&format!("\u{feff}{other}")), plain);
    }
}
