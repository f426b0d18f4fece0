//! Values that older readers take for something else.

use crate::yaml::{findings, read};
use csp_support::yaml::lookalike;

const RULE: &str = "yaml-lookalike-old-readers";

#[test]
fn what_old_readers_misread_is_named() {
    let cases = [
        ("NO", "older YAML readers take `NO` for false"),
        ("y", "older YAML readers take `y` for true"),
        ("Off", "older YAML readers take `Off` for false"),
        (
            "08:30",
            "older YAML readers take `08:30` for the number 510",
        ),
        (
            "12:30:45",
            "older YAML readers take `12:30:45` for the number 45045",
        ),
        (
            "010",
            "`010` is 10 here, but older YAML readers take it for the number 8",
        ),
        (
            "-010",
            "`-010` is -10 here, but older YAML readers take it for the number -8",
        ),
        (
            "08",
            "`08` is 8 here, but older YAML readers take it for text",
        ),
        (
            "1_000",
            "older YAML readers take `1_000` for the number 1000",
        ),
        ("0b101", "older YAML readers take `0b101` for the number 5"),
    ];
    for (text, message) in cases {
        assert_eq!(
            findings(&format!("a: {text}\n")),
            [format!("1:4 {RULE}: {message}")]
        );
    }
}

#[test]
fn what_old_readers_read_alike_is_silent() {
    let values = [
        "nO",
        "oN",
        "yES",
        "none",
        "york",
        "true",
        "null",
        "~",
        "0",
        "007",
        "5",
        "-7",
        "2026-03-01",
        "2026-03-01T08:30:00Z",
        "1.5",
        "1.2.3",
        "8:75",
        "a:b",
        "1e3",
        "0x1F",
        "+49 30 1234",
        "Mo-Fr 08:00-18:00",
        "10.0.0.1",
        "1:2:x",
        "00",
        "v010",
        "_1",
    ];
    for value in values {
        assert_eq!(findings(&format!("a: {value}\n")), [""; 0], "{value}");
    }
    assert_eq!(
        findings("a: 'NO'\nb: \"08:30\"\nc: !!str 010\nd: |\n  NO\n"),
        [""; 0]
    );
}

#[test]
fn keys_count_as_well() {
    assert_eq!(
        findings("on: push\n"),
        [format!("1:1 {RULE}: older YAML readers take `on` for true")]
    );
}

#[test]
fn the_help_shows_the_line_as_it_should_be() {
    let help = |text: &str| read(text).findings[0].help.clone();
    assert_eq!(
        help("x:\n  country: NO # Norway\n"),
        "write `country: \"NO\" # Norway`"
    );
    assert_eq!(help("on: push\r\n"), "write `\"on\": push`");
    assert_eq!(help("c: [SE, NO]\n"), "write `c: [SE, \"NO\"]`");
    let long = format!("c: [NO, {}]\n", "DE, ".repeat(40));
    assert_eq!(help(&long), "write `\"NO\"`");
}

#[test]
fn any_scalar_can_be_shown_in_quotes() {
    let reading = read("phone: +4930123456\nyes: &a 1e3\nb: *a\nc: 'x'\nd:\n  e\n  f\n");
    let root = reading.documents[0].root();
    let repair = |key: &str| lookalike::as_string_repair(root.get(key).unwrap());
    assert_eq!(repair("phone"), "phone: \"+4930123456\"");
    assert_eq!(repair("yes"), "yes: &a \"1e3\"");
    assert_eq!(repair("b"), "yes: &a \"1e3\"");
    assert_eq!(repair("c"), "\"x\"");
    assert_eq!(repair("d"), "\"e f\"");
    let old = |key: &str| lookalike::old_readers(root.get(key).unwrap());
    assert_eq!(old("phone"), None);
    let (key, _) = root.entry("yes").unwrap();
    assert_eq!(lookalike::old_readers(key).unwrap(), "\"yes\": &a 1e3");
}

#[test]
fn a_finding_per_value_stays_cheap_on_long_lines() {
    let text = format!("[{}]", "no, ".repeat(100_000));
    assert_eq!(read(&text).findings.len(), 100_000);
}
