//! Pages in languages that are written from right to left.

use crate::harness::{Project, repository};
use csp_support::page::locale::Strings;
use csp_support::page::{Locale, escape, isolate};
use std::sync::OnceLock;

/// A published workspace whose first language is written from right to left.
fn manara() -> &'static Project {
    static PROJECT: OnceLock<Project> = OnceLock::new();
    PROJECT.get_or_init(|| {
        let project = Project::with_fixture("manara");
        let words = ["publish", "--out", "site", "--customers", "own", "ws"];
        let ran = project.run(&words).exits(0);
        assert!(!ran.stderr.contains("translat"), "{}", ran.stderr);
        project
    })
}

/// Whoever adds a sentence to pages adds it to this catalogue, too, where its pages say it.
#[test]
fn the_smallest_catalogue_is_enough_for_pages_from_right_to_left() {
    let project = manara();
    for page in [
        "index",
        "basic",
        "complete",
        "comparison",
        "severities",
        "closures",
        "changes",
    ] {
        let page = project.read(&format!("site/ar/{page}.html"));
        assert!(page.contains("<html lang=\"ar\" dir=\"rtl\">"), "{page}");
    }
    let complete = project.read("site/ar/complete.html");
    for said in [
        "من الأحد إلى الخميس",
        "8:00 ص\u{2009}–\u{2009}5:00 م",
        "كل ساعتين على الأكثر",
        "قبل 30 يومًا على الأقل",
        "3 أشخاص",
    ] {
        assert!(complete.contains(said), "{said}");
    }
    assert!(project.read("own/ar/nakheel.html").contains("4 أدوار"));
    assert!(
        project
            .read("site/en/complete.html")
            .contains("<html lang=\"en\" dir=\"ltr\">")
    );
}

#[test]
fn sentences_of_a_workspace_are_no_documents() {
    manara()
        .run(&["check", "ws"])
        .exits(0)
        .says("no findings; 9 documents read");
}

/// Its sentences say what ours say, in each of the six forms that numbers have in Arabic.
#[test]
fn a_partial_catalogue_fits_ours() {
    let read = |path: &str| {
        Strings::read(
            path,
            &std::fs::read_to_string(repository().join(path)).unwrap(),
        )
        .unwrap()
    };
    let ours = read("templates/locales/en.yaml");
    let theirs = read("fixtures/manara/templates/locales/ar.yaml");
    let mut forms = Locale::new("ar", None, theirs.clone())
        .unwrap()
        .plural_forms();
    forms.sort_unstable();
    assert_eq!(forms.len(), 6);
    assert!(theirs.keys().count() < ours.keys().count());
    for key in theirs.keys() {
        assert!(ours.keys().any(|own| own == key), "`{key}` is said nowhere");
        assert!(theirs.gaps(key).is_subset(&ours.gaps(key)), "{key}");
        assert_eq!(
            theirs.forms(key).is_some(),
            ours.forms(key).is_some(),
            "{key}"
        );
        assert!(theirs.forms(key).is_none_or(|own| own == forms), "{key}");
    }
}

/// Declarations that would keep a side of the page whatever the direction of its language.
#[test]
fn styles_know_beginnings_and_ends_not_left_and_right() {
    let sheet = include_str!("../../../templates/style.css");
    let runbook = include_str!("../../../templates/runbook.html");
    let runbook = runbook.split("</style>").next().unwrap();
    let physical: Vec<_> = sheet
        .lines()
        .chain(runbook.lines())
        .filter(|line| {
            let line = line.trim();
            // The corners of a sheet of paper have no other names.
            let corner = line.starts_with('@');
            let sided = ["-left", "-right", "left:", "right:", ": left", ": right"];
            let round =
                (line.starts_with("padding:") || line.starts_with("margin:")) && sides(line) == 4;
            !corner && (round || sided.iter().any(|side| line.contains(side)))
        })
        .collect();
    assert!(physical.is_empty(), "{physical:#?}");
}

/// How many values a declaration gives, those in brackets counted as one.
fn sides(line: &str) -> usize {
    let mut depth = 0;
    let values = line.split_once(':').map_or("", |(_, values)| values);
    let flat: String = values
        .chars()
        .filter(|c| {
            depth += match c {
                '(' => 1,
                ')' => -1,
                _ => 0,
            };
            depth == 0 || !c.is_whitespace()
        })
        .collect();
    flat.split_whitespace().count()
}

#[test]
fn numbers_and_addresses_run_from_left_to_right() {
    let project = manara();
    let page = project.read("site/ar/complete.html");
    for address in [
        "+971 2 000 0010",
        "+971 2 000 0011",
        "support<wbr>@manara.example",
    ] {
        let shown = format!("<span dir=\"ltr\">{address}</span>");
        assert!(page.contains(&shown), "{address}");
    }
    let twin = project.read("site/ar/complete.md");
    assert!(twin.contains("[\u{2068}+971 2 000 0010\u{2069}](tel:+971-2-000-0010)"));
    assert!(twin.contains("WhatsApp: \u{2068}+971 2 000 0011\u{2069}\n"));
    let english = project.read("site/en/complete.html");
    assert!(english.contains(">+971 2 000 0010</a>"));
}

#[test]
fn values_of_the_other_direction_are_kept_apart_in_sentences() {
    let project = manara();
    let arabic = project.read("site/ar/complete.html");
    for said in [
        "(\u{2068}Asia/Dubai\u{2069}، \u{2068}UTC+4\u{2069} في 23 نوفمبر 2026)",
        "عبر الموزّع \u{2068}Marsa Distribution FZCO\u{2069}.",
        "تساعدكم \u{2068}Manara\u{2069} هاتفيًا",
        "\"{when} ({zone})\"",
        "<title>الدعم الشامل · \u{2068}Manara\u{2069}</title>",
    ] {
        assert!(arabic.contains(said), "{said}");
    }
    let english = project.read("site/en/complete.html");
    assert!(!english.contains('\u{2068}'), "{english}");
}

/// The internal page follows its language as well; here its sentences stand in for Arabic ones.
#[test]
fn runbooks_follow_the_direction_of_their_language() {
    let ours = include_str!("../../../templates/locales/en.yaml");
    let project = Project::with_fixture("manara").file("ws/templates/locales/ar.yaml", ours);
    for (language, direction) in [("ar", "rtl"), ("en", "ltr")] {
        let words = [
            "runbook", "nakheel", "ws", "--lang", language, "--format", "html",
        ];
        let page = project.run(&words).exits(0).stdout;
        assert!(page.contains(&format!("<html lang=\"{language}\" dir=\"{direction}\">")));
    }
}

#[test]
fn only_values_that_run_the_other_way_are_kept_apart() {
    for (direction, value) in [
        ("rtl", "Marsa Distribution FZCO"),
        ("rtl", "+971 2 000 0010"),
        ("ltr", "منارة"),
        ("ltr", "شارع 9"),
    ] {
        assert_eq!(
            isolate::within(direction, value),
            format!("\u{2068}{value}\u{2069}")
        );
    }
    for (direction, value) in [
        ("rtl", "Microsoft 365 وAzure"),
        ("rtl", "\u{2068}Marsa\u{2069}"),
        ("rtl", "30"),
        ("rtl", ""),
        ("ltr", "Marsa (منارة)"),
        ("ltr", "+971 2 000 0010"),
        ("ltr", "08:00–17:00"),
    ] {
        assert_eq!(isolate::within(direction, value), value);
    }
}

/// Marks without their counterpart would turn what follows; those from documents are no exception.
#[test]
fn a_mark_without_its_counterpart_reaches_no_page() {
    let html = |text: &str| escape::xml(text);
    assert_eq!(html("a\u{2068}b\u{2069}c"), "a\u{2068}b\u{2069}c");
    for text in [
        "\u{2068}a",
        "a\u{2069}",
        "\u{2069}a\u{2068}",
        "\u{2068}a\u{2069}\u{2069}",
    ] {
        assert!(!html(text).contains(['\u{2068}', '\u{2069}']), "{text:?}");
    }
    for mark in ['\u{202e}', '\u{2066}', '\u{2067}'] {
        assert_eq!(html(&format!("{mark}a\u{2069}")), "\u{fffd}a\u{fffd}");
    }
}
