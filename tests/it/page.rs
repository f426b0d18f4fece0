//! What site and report share: locales, escaping, Markdown, templates.

use csp_support::page::locale::Case;
use csp_support::page::{Locale, Templates, View, escape, link, markdown, phone};
use pulldown_cmark::{Event, Options, Parser, Tag};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

fn locale(language: &str, country: &str) -> Arc<Locale> {
    let templates = Templates::new(BTreeMap::new()).unwrap();
    templates.locale(language, Some(country)).unwrap()
}

#[test]
fn durations_are_spoken_not_spelt() {
    let (en, de) = (locale("en", "GB"), locale("de", "DE"));
    assert_eq!(en.duration("PT1H", Case::Within), "1 hour");
    assert_eq!(en.duration("PT90M", Case::Alone), "1 hour and 30 minutes");
    assert_eq!(de.duration("P3D", Case::Alone), "3 Tage");
    assert_eq!(de.duration("P3D", Case::Within), "3 Tagen");
    assert_eq!(en.duration("soon", Case::Within), "soon");
}

#[test]
fn money_keeps_every_decimal() {
    let (en, de) = (locale("en", "US"), locale("de", "DE"));
    assert_eq!(en.money("0.0125", "EUR"), "€0.0125");
    assert_eq!(en.money("5", "EUR"), "€5.00");
    assert_eq!(en.money("1200", "JPY"), "¥1,200");
    assert_eq!(de.money("1200000", "NOK"), "1.200.000,00\u{a0}NOK");
    assert_eq!(en.money("many", "EUR"), "many EUR");
}

#[test]
fn midnight_ends_a_day_as_24_00() {
    assert_eq!(
        locale("de", "DE").range(0, 1440),
        "00:00–24:00\u{a0}Uhr".replace('\u{a0}', " ")
    );
    assert_eq!(locale("en", "GB").time(1440), "24:00");
    assert_eq!(locale("en", "US").time(1440), "12:00\u{202f}AM");
}

#[test]
fn names_of_languages_and_countries() {
    assert_eq!(locale("de", "DE").language_name("en"), "Englisch");
    assert_eq!(locale("en", "GB").language_name("nb"), "Norwegian Bokmål");
    assert_eq!(locale("en", "GB").language_name("qq"), "qq");
    assert_eq!(locale("de", "DE").country_name("NO"), "Norwegen");
}

#[test]
fn telephone_numbers_are_grouped_and_odd_ones_left_alone() {
    assert_eq!(phone::display("+493012345678"), "+49 30 12345678");
    assert_eq!(phone::display("+12024560123"), "+1 202-456-0123");
    for odd in [
        "030 123",
        "+",
        "+49",
        ";phone-context=",
        "+49301234567890123",
    ] {
        assert_eq!(phone::display(odd), odd);
    }
}

#[test]
fn links_dial_the_number_with_marks_between_its_groups() {
    assert_eq!(phone::address("+493012345678"), "tel:+49-30-12345678");
    assert_eq!(phone::address("+97142345678"), "tel:+971-4-234-5678");
    assert_eq!(phone::address("+390612345678"), "tel:+39-06-1234-5678");
    for number in [
        "+4930555010",
        "+5491123456789",
        "+12024560123",
        "+81312345678",
    ] {
        assert_eq!(
            phone::address(number).replace('-', ""),
            format!("tel:{number}")
        );
        assert_eq!(
            link::allowed(&phone::address(number)),
            Some(phone::address(number).as_str())
        );
    }
}

#[test]
fn only_plain_https_mailto_and_tel_are_linked() {
    for good in [
        "https://a.example/b?c=d",
        "mailto:a@b.example",
        "tel:+4930555010",
        "HTTPS://a.example",
    ] {
        assert_eq!(link::allowed(good), Some(good));
    }
    for bad in [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " https://a.example",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "http://a.example",
        "//a.example",
        "/a",
        "https:///etc",
        "https:a",
        "https://a.example/\"onclick=x",
        "file:///etc/passwd",
        "",
    ] {
        assert_eq!(link::allowed(bad), None, "{bad}");
    }
}

#[test]
fn free_text_loses_html_images_and_unsafe_links_but_no_words() {
    let html = markdown::html(
        "# Title\n\nSee **this** [page](https://a.example) and [that](javascript:alert(1)).\n\n\
         ![logo](https://a.example/x.png)\n\n<script>alert(1)</script>\n\n### Deep",
        3,
    );
    assert_eq!(
        html,
        "<h3>Title</h3>\n<p>See <strong>this</strong> <a href=\"https://a.example\">page</a> and that.</p>\n\
         <p>logo</p>\n<p>&lt;script&gt;alert(1)&lt;/script&gt;\n</p>\n<h4>Deep</h4>"
    );
}

#[test]
fn clean_markdown_reads_the_same_as_the_text_it_came_from() {
    for text in [
        "One *two* **three** `fo|ur`",
        "- a\n- b\n\n  more\n- c",
        "3. three\n4. four",
        "> quoted\n> on",
        "A line  \nbroken",
        "    code\n    more\n",
        "1\\. not a list, 5 \\* 3, \\# no heading",
        "a_b_c and \\_x\\_ & &amp; <b>bold</b>",
        "- - nested",
        "> - q\n>   1. z",
    ] {
        let clean = markdown::markdown(text, 1);
        assert_eq!(
            markdown::html(text, 1),
            markdown::html(&clean, 1),
            "{clean}"
        );
    }
}

#[test]
fn values_in_markdown_are_only_text() {
    let naughty = [
        "# heading",
        "- item",
        "1. one",
        "1) one",
        "> quote",
        "*x* _y_ **z**",
        "[a](https://b)",
        "![a](b)",
        "<b>",
        "&lt;",
        "`code`",
        "a | b",
        "~~~",
        "===",
        "---",
        "+ x",
        "\\*",
        "line\n# two",
        "    indented",
        "<https://a.example>",
        "Fish & Chips",
        "foo_bar",
        "C#",
    ];
    for text in naughty {
        for frame in ["", "- ", "| ", "word "] {
            let mut escaped = Vec::new();
            escape::markdown(text, &mut escaped).unwrap();
            let page = format!("{frame}{}", String::from_utf8(escaped).unwrap());
            assert_eq!(read_back(&page, frame), expected(text, frame), "{page}");
        }
    }
}

/// The text of a paragraph that holds nothing but text; markup shows as `?`.
fn read_back(page: &str, frame: &str) -> String {
    let events = Parser::new_ext(page, Options::ENABLE_STRIKETHROUGH);
    let text: String = events
        .map(|event| match event {
            Event::Text(text) => text.into_string(),
            Event::Start(Tag::Paragraph) | Event::End(_) => String::new(),
            Event::Start(Tag::List(None) | Tag::Item) if frame == "- " => String::new(),
            other => format!("?{other:?}"),
        })
        .collect();
    text
}

fn expected(text: &str, frame: &str) -> String {
    let frame = frame.trim_start_matches("- ");
    format!("{frame}{}", text.trim().replace('\n', " "))
}

#[derive(Serialize)]
struct Sample {
    name: &'static str,
    address: &'static str,
}

/// Prints one template of our own making.
fn print(path: &str, template: &str, view: &Sample) -> csp_support::error::Result<String> {
    let overrides = BTreeMap::from([(path.to_owned(), template.to_owned())]);
    let templates = Templates::new(overrides)?;
    let renderer = templates.renderer(&templates.locale("en", None)?)?;
    renderer.render(path, &View::of(view)?)
}

#[test]
fn templates_cannot_print_unescaped() {
    let view = Sample {
        name: "<b>*a*</b> {{ 7 * 7 }}",
        address: "https://a.example/(x)",
    };
    let html = print("x.html", "<p title=\"{{ name }}\">{{ name }}</p>", &view).unwrap();
    assert!(
        !html.contains("<b>") && html.contains("{{ 7 * 7 }}"),
        "{html}"
    );
    let text = print("x.md", "{{ name }} [a]({{ address | href }})", &view).unwrap();
    assert_eq!(
        text,
        "\\<b>\\*a\\*\\</b> {{ 7 \\* 7 }} [a](https://a.example/%28x%29)"
    );
    for filter in ["safe", "escape_html", "escape_xml", "newlines_to_br"] {
        let error = print("x.html", &format!("{{{{ name | {filter} }}}}"), &view).unwrap_err();
        assert!(error.to_string().contains("always escaped"), "{error}");
    }
}

#[test]
fn data_for_programs_stays_data() {
    let view = Sample {
        name: "</script><!-- \u{2028}\u{2029}\u{202e}\0&lt; \"'\\",
        address: "b",
    };
    let template = "{{ {\"b\": [name, 1], \"a\": address} | json }}";
    let data = print("x.html", template, &view).unwrap();
    let expected = r#"{"a":"b","b":["\u003c/script\u003e\u003c!-- \u2028\u2029\u{fffd}\u0000\u0026lt; \"'\\",1]}"#;
    assert_eq!(data, expected.replace("\\u{fffd}", "\u{fffd}"));
    let read: serde_json::Value = serde_json::from_str(&data).unwrap();
    assert_eq!(read["b"][0], view.name.replace('\u{202e}', "\u{fffd}"));
    let elsewhere = print("x.md", "{{ name | json }}", &view).unwrap_err();
    assert!(elsewhere.to_string().contains("json"), "{elsewhere}");
}

#[test]
fn a_template_that_asks_for_the_unknown_says_where() {
    let view = Sample {
        name: "a",
        address: "javascript:alert(1)",
    };
    let says = |template: &str| print("x.html", template, &view).unwrap_err().to_string();
    assert!(
        says("one\n{{ nmae }}").contains("x.html:2:4"),
        "{}",
        says("one\n{{ nmae }}")
    );
    assert!(says("{{ name | nofilter }}").contains("nofilter"));
    assert!(says("{{ 'no.such' | t }}").contains("`no.such` is missing in `locales/en.yaml`"));
    assert!(says("<a href=\"{{ address | href }}\">").contains("no address a page may link to"));
    assert!(says("{% if name %}").contains("x.html"));
}
