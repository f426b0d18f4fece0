//! `publish --check` says what would change, and writes nothing.

use crate::harness::Project;

const WORDS: [&str; 5] = ["publish", "ws", "--out", "site", "--lang=en"];

/// A small workspace, published in English.
fn published() -> Project {
    let project = Project::with_fixture("minimal");
    project.run(&WORDS).exits(0);
    project
}

/// What a comparison lists, and how it ends.
#[track_caller]
fn compared(project: &Project, code: i32, flags: &[&str]) -> Vec<String> {
    let words = [&WORDS[..], &["--check"], flags].concat();
    let ran = project.run(&words).exits(code);
    ran.stdout.lines().map(str::to_owned).collect()
}

/// The names in the scratch folder.
fn names(project: &Project) -> Vec<String> {
    let entries = std::fs::read_dir(project.path("")).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = names.collect();
    names.sort();
    names
}

#[test]
fn everything_is_new_where_there_is_nothing() {
    let project = Project::with_fixture("minimal");
    let lines = compared(&project, 1, &[]);
    assert!(lines.contains(&"new site/en/standard.html".to_owned()));
    assert!(lines.contains(&"new site/index.html".to_owned()));
    assert!(lines.iter().all(|line| line.starts_with("new site/")));
    assert!(lines.is_sorted());
    assert_eq!(names(&project), ["ws"], "nothing is written");
}

#[test]
fn nothing_changes_after_publishing() {
    let project = published();
    let words = [&WORDS[..], &["--check"]].concat();
    let ran = project.run(&words).exits(0);
    assert_eq!(
        (ran.stdout.as_str(), ran.stderr.as_str()),
        ("", "nothing would change\n")
    );
    assert!(compared(&project, 0, &["--quiet"]).is_empty());
}

#[test]
fn what_differs_is_listed_by_path() {
    let project = published();
    let offering = project.read("ws/offering.yaml");
    let more = offering.replace("id: standard", "id: premium");
    let project = project.file("ws/premium.yaml", more);
    let lines = compared(&project, 1, &["--allow-findings"]);
    for line in [
        "changed site/en/index.html",
        "new site/en/premium.html",
        "new site/en/premium.md",
    ] {
        assert!(lines.contains(&line.to_owned()), "{line} of {lines:?}");
    }
    let paths: Vec<_> = lines
        .iter()
        .map(|line| line.split_once(' ').unwrap().1)
        .collect();
    assert!(paths.is_sorted(), "{lines:?}");
    assert!(
        !lines.iter().any(|line| line.ends_with("style.css")),
        "{lines:?}"
    );
    project
        .run(&[&WORDS[..], &["--allow-findings"]].concat())
        .exits(0);
    std::fs::remove_file(project.path("ws/premium.yaml")).unwrap();
    let lines = compared(&project, 1, &[]);
    assert!(
        lines.contains(&"gone site/en/premium.html".to_owned()),
        "{lines:?}"
    );
}

#[test]
fn a_folder_that_publishing_refuses_cannot_be_compared() {
    let project = published().file("site/note.txt", "mine");
    let words = [&WORDS[..], &["--check"]].concat();
    project
        .run(&words)
        .exits(2)
        .warns("changed by hand: `note.txt`");
    let foreign = Project::with_fixture("minimal").file("site/note.txt", "mine");
    foreign.run(&words).exits(2).warns("did not write");
    assert_eq!(names(&foreign), ["site", "ws"]);
}

#[test]
fn findings_refuse_a_comparison_as_they_refuse_publishing() {
    let project = Project::with_fixture("minimal");
    let offering = project
        .read("ws/offering.yaml")
        .replace("spec:", "spec:\n  nonsense: true");
    let project = project.file("ws/offering.yaml", offering);
    let words = [&WORDS[..], &["--check"]].concat();
    project.run(&words).exits(1).warns("nothing was published");
    assert_eq!(names(&project), ["ws"]);
}

#[test]
fn customers_pages_are_compared_under_the_names_they_have() {
    let project = Project::with_fixture("nordlicht").file("key", "a key that nobody can guess");
    let customers = ["--customers", "customers", "--customer-key", "key"];
    let lines = compared(&project, 1, &customers);
    let private = lines
        .iter()
        .filter(|line| line.starts_with("new customers/en/"));
    assert_eq!(private.count(), 12, "{lines:?}");
    assert_eq!(names(&project), ["key", "ws"]);
    project.run(&[&WORDS[..], &customers].concat()).exits(0);
    assert!(compared(&project, 0, &customers).is_empty());
    let path = "ws/customers/kolibri.yaml";
    let left = project
        .read(path)
        .replacen("status: active", "status: left", 1);
    let project = project.file(path, left);
    let lines = compared(&project, 1, &customers);
    let gone: Vec<_> = lines
        .iter()
        .filter(|line| line.starts_with("gone customers/en/"))
        .collect();
    assert_eq!(gone.len(), 2, "{lines:?}");
    assert!(
        gone.iter().all(|line| project.path(&line[5..]).exists()),
        "{gone:?}"
    );
}
