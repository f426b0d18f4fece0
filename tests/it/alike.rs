//! What pages say alike is worked out once and must be what each page would have said for itself.

use csp_support::page::{Part, Renderer, Templates, View, escape};
use proptest::prelude::*;
use serde::Serialize;
use std::collections::BTreeMap;

const BRIEF: &str = "{% component brief(of) %}{% for word in of %}<{{ word }}>{{ stop() }}{% endfor %}{% endcomponent brief %}";

fn renderer(language: &str, templates: &[(&str, &str)]) -> Renderer {
    let own = templates.iter();
    let own = own.map(|(path, text)| ((*path).to_owned(), (*text).to_owned()));
    let templates = Templates::new(own.collect()).unwrap();
    let locale = templates.locale(language, None).unwrap();
    templates.renderer(&locale).unwrap()
}

#[test]
fn fixed_words_are_those_that_would_have_been_looked_up() {
    let tricky = [
        r#"{{ "skip" | t }}{{ colon() }}{{ "contact.cost" | t }}"#,
        "a{{ space() }}{%- if true %} b{% endif %}",
        "a{% if true -%}{{ open() }}{% endif %}\n{{- close() }}",
        "a {%- if true -%} {{ comma() }} {%- endif %} b",
        r#"<p title="{{ "contact.cost" | t }}">{{ "skip" | t }}</p>"#,
        r#"{% raw %}{{ "skip" | t }}{{ colon() }}{% endraw %}"#,
        r#"{% set a %}{{ semicolon() }}{% endset %}{{ a }}{{ "skip" | t | upper }}{# {{ colon() }} #}"#,
    ];
    for language in ["de", "en", "fr", "ja"] {
        for template in tricky {
            // With two blanks a tag is as good, and is followed when the page is printed.
            let followed = template.replace("{{ ", "{{  ");
            for suffix in ["html", "md"] {
                let (fixed, plain) = (format!("fixed.{suffix}"), format!("plain.{suffix}"));
                let renderer = renderer(language, &[(&fixed, template), (&plain, &followed)]);
                let view = View::of(&BTreeMap::<String, String>::new()).unwrap();
                let print = |name: &str| renderer.render(name, &view).unwrap();
                let expected = print(&plain);
                let expected = if template.contains("raw") {
                    expected.replace("{{  ", "{{ ")
                } else {
                    expected
                };
                assert_eq!(print(&fixed), expected, "{language} {suffix} {template}");
            }
        }
    }
}

#[derive(Serialize)]
struct Shared {
    one: Part<Vec<String>>,
    other: Part<Vec<String>>,
    empty: Part<Vec<String>>,
}

#[test]
fn a_part_is_printed_once_and_never_for_another() {
    let once = r#"{{ one | once(component="brief") }}, {{ other | once(component="brief") }}, {{ empty | once(component="brief") }}"#;
    let each = "{{ <brief of={one} /> }}, {{ <brief of={other} /> }}, {{ <brief of={empty} /> }}";
    let templates = [
        ("parts.html", BRIEF),
        ("once.html", once),
        ("each.html", each),
    ];
    // A workspace that brings a component of this name has its own in place of ours.
    let ours = Templates::new(BTreeMap::new()).unwrap();
    let components = ours.text("components.html").unwrap();
    let brief = components.find("{% component brief(").unwrap();
    let end = components[brief..]
        .find("{% endcomponent brief %}")
        .unwrap();
    let rest = [&components[..brief], &components[brief + end + 24..]].concat();
    let renderer = renderer(
        "en",
        &[&templates[..], &[("components.html", &rest)]].concat(),
    );
    let part = |words: &[String]| Part::of(words.to_vec()).unwrap();
    for round in 0..200 {
        let view = View::of(&Shared {
            one: part(&[format!("a & {round}"), "b".to_owned()]),
            other: part(&[round.to_string()]),
            empty: part(&[]),
        });
        let view = view.unwrap();
        let print = |name: &str| renderer.render(name, &view).unwrap();
        assert_eq!(print("once.html"), print("each.html"));
        assert_eq!(print("once.html"), print("each.html"));
        assert!(print("once.html").contains(&format!("<a &amp; {round}>")));
    }
}

/// HTML, a character at a time.
fn by_characters(text: &str) -> String {
    let apart = text.matches('\u{2068}').count();
    let one = |c: char| match c {
        '&' => "&amp;".to_owned(),
        '<' => "&lt;".to_owned(),
        '>' => "&gt;".to_owned(),
        '"' => "&quot;".to_owned(),
        '\'' => "&#39;".to_owned(),
        '\u{7f}'..='\u{9f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'
        | '\u{2067}'
        | '\u{fffe}'
        | '\u{ffff}' => "\u{fffd}".to_owned(),
        '\u{2068}' | '\u{2069}' if apart == 0 => "\u{fffd}".to_owned(),
        '\t' | '\n' | '\r' => c.to_string(),
        c if c < ' ' => "\u{fffd}".to_owned(),
        c => c.to_string(),
    };
    text.chars().map(one).collect()
}

proptest! {
    #[test]
    fn html_is_escaped_as_if_each_character_were_looked_at(text in r"[a-zäöü–„“日本 &<>'\t\x00-\x1f\u{7f}-\u{9f}\u{202a}-\u{202e}\u{2066}\u{2067}\u{2069}\u{fffe}]{0,40}") {
        let mut out = Vec::new();
        escape::html(&text, &mut out).unwrap();
        prop_assert_eq!(String::from_utf8(out).unwrap(), by_characters(&text));
    }

    #[test]
    fn words_in_markdown_are_escaped_wherever_they_stand(words in "[a-z0-9äß,.:;()/?@% ]{0,30}", marks in r"[-*_`\[\]<>&!#+=|~\\ ]{0,6}") {
        // Behind other words, only marks get something before them, and blanks become one.
        let escaped = escape::markdown_piece(&format!("x {words}{marks}"), Some('x'));
        let read = escaped.replace('\\', "");
        let expected = format!("x {words}{marks}").replace('\\', "");
        let blanks = |text: &str| text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        prop_assert_eq!(blanks(&read), blanks(&expected));
        prop_assert!(!escaped.contains("  "));
        for mark in ['*', '`', '[', ']', '<', '|', '~'] {
            prop_assert_eq!(escaped.matches(mark).count(), escaped.matches(&format!("\\{mark}")).count());
        }
    }
}
