//! In which languages pages come, and what a workspace may bring for a language of its own.

use crate::harness::Project;

/// The folders of a published site that hold a language.
fn published(project: &Project, more: &[&str]) -> Vec<String> {
    let words = [&["publish", "--out", "site", "ws"], more].concat();
    project.run(&words).exits(0);
    let folders = std::fs::read_dir(project.path("site")).unwrap();
    let folders = folders.map(|entry| entry.unwrap());
    let mut names: Vec<_> = folders
        .filter(|entry| entry.path().join("index.html").is_file())
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// The smallest fixture with one text exchanged.
fn minimal_with(old: &str, new: &str) -> Project {
    let project = Project::with_fixture("minimal");
    let text = project.read("ws/offering.yaml");
    assert!(text.contains(old));
    project.file("ws/offering.yaml", text.replace(old, new))
}

#[test]
fn pages_come_in_the_languages_in_which_somebody_wrote() {
    assert_eq!(published(&Project::with_fixture("minimal"), &[]), ["en"]);
    let unsaid = minimal_with("{id: standard, language: en}", "{id: standard}");
    assert_eq!(published(&unsaid, &[]), ["en"]);
    let translated = minimal_with(
        "spec:\n",
        "spec:\n  translations: {nb: {Standard support: Standard}, fr-CA: {Standard support: Base}, tlh: {a: b}}\n",
    );
    assert_eq!(published(&translated, &[]), ["en", "fr", "nb"]);
    let index = translated.read("site/index.html");
    let place = |language: &str| index.find(&format!("hreflang=\"{language}\"")).unwrap();
    assert!(place("en") < place("fr") && place("fr") < place("nb"));
    let japanese = minimal_with("language: en", "language: ja");
    assert_eq!(published(&japanese, &[]), ["ja"]);
}

#[test]
fn languages_that_are_asked_for_come_in_that_order() {
    let project = Project::with_fixture("minimal");
    let all = published(&project, &["--lang", "nl-BE,en,nl"]);
    assert_eq!(all, ["en", "nl"]);
    let index = project.read("site/index.html");
    let place = |language: &str| index.find(&format!("hreflang=\"{language}\"")).unwrap();
    assert!(place("nl") < place("en"));
    let ran = project.run(&["publish", "--out", "site", "ws", "--lang", "xx-YY"]);
    ran.exits(2)
        .warns("there are no pages in `xx-YY`; there are some in `en`, `de`");
}

/// A language that does not ship needs a file of sentences; one that it lacks is told by key and file.
#[test]
fn a_workspace_brings_the_sentences_of_a_language_of_its_own() {
    let config = "templates: own\nlanguages: [it]\nasOf: 2026-11-23\n";
    let ours = include_str!("../../../templates/locales/en.yaml");
    let project = Project::with_fixture("minimal")
        .file("ws/csp-support.yaml", config)
        .file("ws/own/locales/it.yaml", ours);
    project.run(&["check", "ws"]).exits(0).says("no findings");
    assert_eq!(published(&project, &[]), ["it"]);
    let page = project.read("site/it/standard.html");
    assert!(page.contains("lunedì") && page.contains("<html lang=\"it\""));
    for (key, line) in [
        ("hours.closed", "  closed: Closed\n"),
        ("product.microsoft_365", "  microsoft_365: Microsoft 365\n"),
    ] {
        assert!(ours.contains(line));
        let lacking = Project::with_fixture("minimal")
            .file("ws/csp-support.yaml", config)
            .file("ws/own/locales/it.yaml", ours.replace(line, ""));
        let ran = lacking.run(&["publish", "--out", "site", "ws"]).exits(2);
        ran.warns(&format!(
            "the sentence `{key}` is missing in `locales/it.yaml`"
        ));
    }
}
