//! What values are, and where they stand.

use crate::yaml::{errors, findings, json, read};
use csp_support::yaml::{Document, NodeKind, NodeRef};

/// What stands at a node's span.
fn written(node: NodeRef<'_>) -> &str {
    let span = node.span();
    &node.document.source.text[span.start as usize..span.end as usize]
}

fn value<'a>(document: &'a Document, key: &str) -> NodeRef<'a> {
    document.root().get(key).unwrap()
}

#[test]
fn plain_scalars_follow_the_core_schema() {
    let cases = [
        ("~", NodeKind::Null),
        ("NULL", NodeKind::Null),
        ("nULL", NodeKind::Str),
        ("True", NodeKind::Bool),
        ("yes", NodeKind::Str),
        ("-12", NodeKind::Int),
        ("0o14", NodeKind::Int),
        ("0xC", NodeKind::Int),
        ("-0xC", NodeKind::Str),
        ("0x", NodeKind::Str),
        ("0o8", NodeKind::Str),
        ("1_000", NodeKind::Str),
        ("12.5e-3", NodeKind::Float),
        ("1e3", NodeKind::Float),
        (".5", NodeKind::Float),
        ("5.", NodeKind::Float),
        ("1.2.3", NodeKind::Str),
        ("1-2", NodeKind::Str),
        ("-", NodeKind::Seq),
        (".", NodeKind::Str),
        ("+", NodeKind::Str),
        ("e3", NodeKind::Str),
        ("infinity", NodeKind::Str),
        ("nan", NodeKind::Str),
        ("2026-03-01", NodeKind::Str),
    ];
    for (text, kind) in cases {
        assert_eq!(read(text).documents[0].root().kind(), kind, "{text}");
    }
}

#[test]
fn numbers_keep_their_value_or_are_reported() {
    assert_eq!(
        json("[9223372036854775807, -9223372036854775808]"),
        "[9223372036854775807,-9223372036854775808]"
    );
    assert_eq!(json("[0x1F, 0o17, +5, 010]"), "[31,15,5,10]");
    let refused = [
        (
            "9223372036854775808",
            "has more digits than a number can hold exactly",
        ),
        (
            "0xFFFFFFFFFFFFFFFFF",
            "has more digits than a number can hold exactly",
        ),
        ("1e400", "is larger than a number can be"),
        ("1e-400", "is smaller than a number can be"),
        (".inf", "is not a finite number"),
        (".NaN", "is not a finite number"),
    ];
    for (text, how) in refused {
        let message = format!("1:1 yaml-lookalike: `{text}` {how}");
        assert_eq!(findings(text), [message]);
    }
    assert_eq!(findings("[0.0, -0, 0e5, 1e300]"), [""; 0]);
}

#[test]
fn core_tags_are_honoured() {
    let text = "a: !!str 12\nb: !!int '7'\nc: !!float 1\nd: !!bool \"true\"\ne: !!null ''\nf: ! 9\n\
                g: !!seq [1]\nh: !!map {}\ni: !<tag:yaml.org,2002:str> 5\nj: !!str\n";
    assert_eq!(findings(text), [""; 0]);
    assert_eq!(
        json(text),
        r#"{"a":"12","b":7,"c":1.0,"d":true,"e":null,"f":"9","g":[1],"h":{},"i":"5","j":""}"#
    );
}

#[test]
fn other_tags_are_refused() {
    assert_eq!(
        errors("a: !Ref b\nc: !!int x\nd: !!set {}\ne: !!seq {}\nf: !!map x\n"),
        [
            "1:4 yaml-tag: the tag `!Ref` is not one of YAML's own",
            "2:4 yaml-tag: `x` is tagged `!!int` but is not one",
            "3:4 yaml-tag: the tag `!!set` is not one of YAML's own",
            "4:4 yaml-tag: a mapping is tagged `!!seq`",
            "5:4 yaml-tag: `x` is tagged `!!map` but is not one",
        ]
    );
}

#[test]
fn spans_hold_what_was_written() {
    let text = "plain: some words # comment\nquoted: \"a\\tb\"\nsingle: 'it''s'\nmany: one\n  two\n\
                flow: {x: [1, 2]}\nblock:\n  - a: b\n    c: d\n  - e\nlast: !!str &x tagged\n";
    let reading = read(text);
    let document = &reading.documents[0];
    assert_eq!(written(value(document, "plain")), "some words");
    assert_eq!(written(value(document, "quoted")), "\"a\\tb\"");
    assert_eq!(written(value(document, "single")), "'it''s'");
    assert_eq!(written(value(document, "many")), "one\n  two");
    assert_eq!(written(value(document, "flow")), "{x: [1, 2]}");
    assert_eq!(written(value(document, "block")), "- a: b\n    c: d\n  - e");
    assert_eq!(written(value(document, "last")), "tagged");
    assert_eq!(written(document.root()), text.trim_end());
    for (key, _) in document.root().entries() {
        assert_eq!(written(key), key.text());
    }
}

#[test]
fn block_scalars_stand_where_their_text_stands() {
    let text = "a: | # note\n\n  one\n  two\n\n\nb: >-\n  x\nc: |\nd: e\n";
    let reading = read(text);
    let document = &reading.documents[0];
    assert_eq!(written(value(document, "a")), "one\n  two");
    assert_eq!(value(document, "a").text(), "\none\ntwo\n");
    assert_eq!(written(value(document, "b")), "x");
    assert_eq!(
        value(document, "c").span().start as usize,
        text.find("c:").unwrap() + 1
    );
}

#[test]
fn missing_values_stand_behind_their_key() {
    let text = "a:\nb: # nothing\n\n\nc: &x\nd: {e: , f}\n";
    let reading = read(text);
    let root = reading.documents[0].root();
    let flow = root.get("d").unwrap();
    for (key, value) in root.entries().take(3).chain(flow.entries()) {
        assert!(value.is_null());
        assert_eq!(value.text(), "");
        assert_eq!(
            (value.span().start, value.span().end),
            (key.span().end, key.span().end)
        );
    }
}

#[test]
fn missing_items_stand_on_the_line_of_their_dash() {
    let reading = read("- a\n-\n- # note\n\n- b\n");
    let source = &reading.documents[0].source;
    let items = reading.documents[0].root().items();
    let lines: Vec<_> = items
        .map(|item| source.line_col(item.span().start).line)
        .collect();
    assert_eq!(lines, [1, 2, 3, 5]);
}

#[test]
fn several_documents_in_one_file() {
    let reading = read("a: 1\n---\n# nothing\n---\nb: 2\n...\n%YAML 1.2\n---\nc: 3\n");
    let texts: Vec<_> = reading
        .documents
        .iter()
        .map(|document| written(document.root()))
        .collect();
    assert_eq!(texts, ["a: 1", "", "b: 2", "c: 3"]);
    assert!(reading.findings.is_empty());
    assert!(reading.documents.iter().all(Document::is_sound));
    assert_eq!(read("# only a comment\n").documents.len(), 0);
    assert_eq!(read("").documents.len(), 0);
}

#[test]
fn typed_values_say_where_they_do_not_fit() {
    #[derive(Debug, serde::Deserialize, PartialEq)]
    #[serde(deny_unknown_fields)]
    struct Settings {
        name: String,
        #[serde(default)]
        ports: Vec<u16>,
        mode: Option<Mode>,
    }
    #[derive(Debug, serde::Deserialize, PartialEq)]
    #[serde(rename_all = "lowercase")]
    enum Mode {
        Fast,
        Slow(f64),
        Mixed { share: f64 },
    }
    let read_settings = |text: &str| {
        let reading = read(text);
        let settings = reading.documents[0].root().read::<Settings>();
        settings.map_err(|error| {
            let span = error.span.map(|span| (span.start, span.end));
            (error.message, span)
        })
    };
    let mode = |text: &str| {
        read_settings(&format!("name: a\nmode: {text}"))
            .unwrap()
            .mode
    };
    assert_eq!(mode("~"), None);
    assert_eq!(mode("fast"), Some(Mode::Fast));
    assert_eq!(mode("{slow: 2}"), Some(Mode::Slow(2.0)));
    assert_eq!(
        mode("{mixed: {share: 0.5}}"),
        Some(Mode::Mixed { share: 0.5 })
    );
    let (_, span) = read_settings("name: a\nports: [1, 70000]").unwrap_err();
    assert_eq!(span, Some((19, 24)));
    let (message, span) = read_settings("name: a\nprots: []").unwrap_err();
    assert!(message.contains("unknown field `prots`"));
    assert_eq!(span, Some((8, 13)));
    assert_eq!(
        read_settings("ports: []").unwrap_err().0,
        "missing field `name`"
    );
}
