//! Pages in languages that are written from right to left.

use crate::harness::{Project, repository};
use csp_support::page::locale::Strings;
use csp_support::page::Locale;
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
fn the_style_sheet_knows_beginnings_and_ends_not_left_and_right() {
    let sheet = include_str!("../../../templates/style.css");
    let physical: Vec<_> = sheet
        .lines()
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
