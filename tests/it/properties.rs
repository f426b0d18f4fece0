//! What holds for every input.

use crate::yaml::{errors, findings, read};
use csp_support::finding::{Finding, Place};
use csp_support::model::format;
use csp_support::page::phone;
use csp_support::source::{Source, decode};
use csp_support::yaml::{NodeKind, NodeRef, Reading};
use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop_assert_eq, proptest};
use proptest::{collection, sample};
use serde_json::Value;

/// Pieces of YAML that mean something to a reader.
const PIECES: &[&str] = &[
    "a",
    "b: ",
    "- ",
    "? ",
    ": ",
    "\n",
    "\n  ",
    "\n    ",
    "\n",
    " ",
    "\t",
    "\"",
    "'",
    "[",
    "]",
    "{",
    "}",
    ", ",
    "|",
    ">",
    "|2-\n",
    "#",
    " # c",
    "&x ",
    "*x",
    "!",
    "!!str ",
    "!!int ",
    "!t ",
    "<<: ",
    "---\n",
    "...\n",
    "%YAML 1.2\n",
    "%",
    "@",
    "`",
    "\\",
    "\\e",
    "\\n",
    "\\u2028",
    "~",
    "null",
    "true",
    "NO",
    "08:30",
    "010",
    "1_000",
    "0x1F",
    "1e3",
    "-.inf",
    "99999999999999999999",
    "ä",
    "👩‍🔧",
    "\u{feff}",
    "\u{202e}",
    "\u{85}",
    "\u{2028}",
    "\0",
    "\u{1b}",
    "key: value\n",
    "- item\n",
    "{a: 1, b: [2, 3]}",
    "\"quoted\": ",
    "'it''s'",
    ":",
    "-",
    "?",
    "key:\n",
];

/// A document as people write it, to be damaged.
const DOCUMENT: &str = "apiVersion: csp-support/v1\nkind: SupportOffering\nmetadata: {id: basic}\n\
    spec:\n  # what we promise\n  name: &name 'Basic ''24x7'''\n  text: |\n    Dear customer,\n\n    \
    call us.\n  folded: >-\n    one\n    two\n  contacts:\n    - {phone: \"+49 30 1234\", <<: {a: 1}}\n    \
    - email: a@b.example\n      label: *name\n---\nkind: Customer\nmetadata:\n  id: größe\n";

fn yaml_like() -> impl Strategy<Value = String> {
    collection::vec(sample::select(PIECES), 0..40).prop_map(|pieces| pieces.concat())
}

/// The document with some stretches replaced by pieces.
fn damaged() -> impl Strategy<Value = String> {
    let damage = (any::<sample::Index>(), 0_usize..6, sample::select(PIECES));
    collection::vec(damage, 1..4).prop_map(|damages| {
        let mut characters: Vec<char> = DOCUMENT.chars().collect();
        for (at, length, piece) in damages {
            let from = at.index(characters.len());
            let to = (from + length).min(characters.len());
            characters.splice(from..to, piece.chars());
        }
        characters.into_iter().collect()
    })
}

fn assert_inside(place: &Place) {
    let (start, end) = (place.span.start as usize, place.span.end as usize);
    assert!(start <= end);
    assert!(place.source.text.get(start..end).is_some(), "{place:?}");
    let at = place.source.line_col(place.span.start);
    assert!(at.line > 0 && at.column > 0);
}

fn assert_node(node: NodeRef<'_>) {
    assert_inside(&node.place());
    node.origin().iter().for_each(assert_inside);
    match node.kind() {
        NodeKind::Map => assert_eq!(node.entries().count(), node.len()),
        NodeKind::Seq => assert_eq!(node.items().count(), node.len()),
        _ => assert_eq!(node.len(), 0),
    }
    let span = node.span();
    let is_untouched = node.is_plain() && node.origin().is_none() && !node.text().is_empty();
    let written = &node.document.source.text[span.start as usize..span.end as usize];
    if is_untouched && !written.contains(['\n', '\r']) {
        assert_eq!(written, node.text());
    }
}

/// What must hold of every reading.
fn assert_sane(reading: &Reading) {
    for document in &reading.documents {
        for index in 0..u32::try_from(document.size()).unwrap() {
            assert_node(document.node(index));
        }
        assert!(serde_json::to_value(document.root()).is_ok());
    }
    for finding in &reading.findings {
        assert_inside(&finding.place);
        assert!(!finding.message.is_empty() && !finding.help.is_empty());
        for related in &finding.related {
            assert_inside(&related.place);
        }
    }
    let order = reading.findings.iter();
    let order = order.map(|finding| finding.place.span.start);
    assert!(order.is_sorted());
}

/// The documents of a text as JSON.
fn values(text: &str) -> Vec<Value> {
    let documents = read(text).documents;
    let values = documents
        .iter()
        .map(|document| serde_json::to_value(document.root()));
    values.collect::<Result<_, _>>().unwrap()
}

/// What `yaml_serde` gets wrong: it takes U+0085, U+2028 and U+2029 for line breaks, numbers with
/// leading zeros for text, `-0x1F` for a number, `---` after a byte order mark for text, and `#` at the
/// start of an unindented block scalar for a comment; it does not merge `<<`,
/// and it takes `?` inside brackets for a sign where it begins a word.
fn is_misread_by_serde_yaml(text: &str) -> bool {
    text.contains(['\u{85}', '\u{2028}', '\u{2029}', '\u{feff}'])
        || ["010", "-0x", "<<"]
            .iter()
            .any(|number| text.contains(number))
        || (text.contains(['|', '>']) && text.contains("\n#"))
        || (text.contains(['[', '{']) && text.contains('?'))
}

fn tree() -> impl Strategy<Value = Value> {
    let leaf = proptest::prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (-1e6..1e6).prop_map(Value::from),
        "[a-z0-9 :#\"'\\-\\[\\]{},&*!|>%@`~?=<\\t\\nÄß.]{0,12}".prop_map(Value::from),
        sample::select(PIECES).prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        proptest::prop_oneof![
            collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            collection::btree_map("[a-z: ~]{0,5}", inner, 0..6)
                .prop_map(|entries| Value::Object(entries.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in collection::vec(any::<u8>(), 0..200)) {
        match decode("a.yaml", bytes) {
            Ok(source) => assert_sane(&csp_support::yaml::read(&source)),
            Err(skipped) => assert_inside(&Finding::from(&skipped).place),
        }
    }

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        assert_sane(&read(&text));
    }

    #[test]
    fn yaml_like_text_is_read(text in yaml_like()) {
        assert_sane(&read(&text));
    }

    #[test]
    fn damaged_documents_are_read(text in damaged()) {
        assert_sane(&read(&text));
    }

    #[test]
    fn line_endings_do_not_matter(text in proptest::prop_oneof![yaml_like(), damaged()]) {
        let (expected, values_expected) = (findings(&text), values(&text));
        for ending in ["\r\n", "\r"] {
            let other = text.replace('\n', ending);
            prop_assert_eq!(&findings(&other), &expected, "{:?}", ending);
            prop_assert_eq!(&values(&other), &values_expected);
        }
        let marked = format!("\u{feff}{text}");
        if !text.starts_with('\u{feff}') {
            prop_assert_eq!(findings(&marked), expected);
        }
    }

    #[test]
    fn what_serde_yaml_writes_is_read_back(tree in tree()) {
        let text = serde_yaml::to_string(&tree).unwrap();
        if !is_misread_by_serde_yaml(&text) {
            prop_assert_eq!(values(&text), [tree], "{}", text);
        }
    }

    #[test]
    fn where_serde_yaml_agrees_that_text_is_valid_it_agrees_on_values(text in yaml_like()) {
        // Without it, `yaml_serde` ends a block scalar at the end of the file without a line feed.
        let text = text + "\n";
        let theirs = serde_yaml::from_str::<Value>(&text);
        let is_valid = errors(&text).is_empty() && !is_misread_by_serde_yaml(&text);
        if let (Ok(theirs), true) = (theirs, is_valid) {
            let ours = values(&text).pop().unwrap_or_default();
            prop_assert_eq!(ours, theirs, "{}", text);
        }
    }

    #[test]
    fn lines_and_columns_count_up(text in any::<String>()) {
        let source = Source::new("a.yaml", text.as_str());
        let places = source.text.char_indices();
        let places: Vec<_> = places
            .map(|(at, _)| source.line_col(u32::try_from(at).unwrap()))
            .collect();
        assert!(places.is_sorted_by(|a, b| a < b));
    }

    #[test]
    fn a_telephone_number_keeps_its_digits_for_eyes_and_for_dialling(number in "\\+[1-9][0-9]{6,14}") {
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        for text in [phone::display(&number), phone::address(&number)] {
            prop_assert_eq!(format!("+{}", digits(&text)), number.as_str());
        }
    }

    #[test]
    fn a_guid_is_five_groups_of_hexadecimal_digits(text in "[0-9a-fA-F]{7,8}-?[0-9a-fé]{4}-[0-9a-f]{4}[-0][0-9a-fg]{4}-[0-9a-f]{11,12}") {
        let groups: Vec<_> = text.split('-').collect();
        let lengths = groups.iter().map(|group| group.len()).eq([8, 4, 4, 4, 12]);
        let digits = groups.concat().bytes().all(|byte| byte.is_ascii_hexdigit());
        prop_assert_eq!((format::named("guid").unwrap().check)(&text), lengths && digits);
    }
}
