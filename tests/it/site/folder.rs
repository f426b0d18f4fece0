//! The folder is all old or all new, and never somebody else's.

use csp_support::error::Result;
use csp_support::site::write::{Neighbours, Outcome, Place, Sink};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

pub(super) fn files(of: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
    of.iter()
        .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()))
        .collect()
}

pub(super) fn old() -> BTreeMap<String, Vec<u8>> {
    files(&[
        ("index.html", "old"),
        ("en/a.html", "old a"),
        ("en/gone.html", "old gone"),
    ])
}

pub(super) fn new() -> BTreeMap<String, Vec<u8>> {
    files(&[
        ("index.html", "new"),
        ("en/a.html", "new a"),
        ("de/a.html", "new de"),
    ])
}

/// A scratch folder with `site` published in it.
pub(super) fn published() -> (TempDir, PathBuf) {
    let scratch = tempfile::tempdir().unwrap();
    let out = scratch.path().join("site");
    assert_eq!(put(&out, &old()).unwrap(), Outcome::Created);
    (scratch, out)
}

/// What a folder holds, but for our own manifest.
pub(super) fn read(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let all = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(std::result::Result::unwrap);
    all.filter(|entry| entry.file_type().is_file() && entry.file_name() != ".csp-support.json")
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).unwrap();
            (
                path.to_str().unwrap().to_owned(),
                fs::read(entry.path()).unwrap(),
            )
        })
        .collect()
}

/// The names beside and including the published folder.
pub(super) fn names(scratch: &TempDir) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(scratch.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

pub(super) fn put(out: &Path, files: &BTreeMap<String, Vec<u8>>) -> Result<Outcome> {
    let build = Place::new(out, &Neighbours::default())?.build()?;
    for (path, content) in files {
        build.take(path, content)?;
    }
    Ok(build.finish()?.outcome)
}

pub(super) fn refusal(out: &Path) -> String {
    put(out, &new()).unwrap_err().to_string()
}

#[test]
fn a_folder_is_created_replaced_and_left_alone_when_nothing_changed() {
    let (scratch, out) = published();
    assert_eq!(read(&out), old());
    let before = fs::metadata(out.join("index.html"))
        .unwrap()
        .modified()
        .unwrap();
    assert_eq!(put(&out, &old()).unwrap(), Outcome::Unchanged);
    assert_eq!(
        fs::metadata(out.join("index.html"))
            .unwrap()
            .modified()
            .unwrap(),
        before
    );
    assert_eq!(put(&out, &new()).unwrap(), Outcome::Replaced);
    assert_eq!(read(&out), new());
    assert_eq!(names(&scratch), ["site"]);
}

#[test]
fn an_empty_folder_and_missing_parents_are_fine() {
    let scratch = tempfile::tempdir().unwrap();
    let out = scratch.path().join("a/b/site");
    fs::create_dir_all(&out).unwrap();
    assert_eq!(put(&out, &new()).unwrap(), Outcome::Created);
    let deep = scratch.path().join("c/d/site");
    assert_eq!(put(&deep, &new()).unwrap(), Outcome::Created);
    assert_eq!((read(&out), read(&deep)), (new(), new()));
}

#[test]
fn a_page_that_somebody_removed_comes_back() {
    let (_scratch, out) = published();
    fs::remove_file(out.join("en/a.html")).unwrap();
    assert_eq!(put(&out, &old()).unwrap(), Outcome::Replaced);
    assert_eq!(read(&out), old());
}

#[test]
fn a_folder_of_other_files_is_refused_and_untouched() {
    let scratch = tempfile::tempdir().unwrap();
    let out = scratch.path().join("site");
    fs::create_dir(&out).unwrap();
    fs::write(out.join("thesis.txt"), "years of work").unwrap();
    assert!(refusal(&out).contains("files that csp-support did not write"));
    assert_eq!(read(&out), files(&[("thesis.txt", "years of work")]));
    assert_eq!(names(&scratch), ["site"]);
}

#[test]
fn foreign_edited_and_damaged_content_is_refused_by_name() {
    type Change = fn(&Path);
    let changes: [(&str, Change); 5] = [
        ("note.txt", |out| {
            fs::write(out.join("note.txt"), "mine").unwrap();
        }),
        ("index.html", |out| {
            fs::write(out.join("index.html"), "OLD").unwrap();
        }),
        ("en/sub", |out| fs::create_dir(out.join("en/sub")).unwrap()),
        ("did not write", |out| {
            fs::write(out.join(".csp-support.json"), "{\"files\":").unwrap();
        }),
        ("did not write", |out| {
            fs::remove_file(out.join(".csp-support.json")).unwrap();
        }),
    ];
    for (named, change) in changes {
        let (_scratch, out) = published();
        change(&out);
        let before = read(&out);
        let refusal = refusal(&out);
        assert!(refusal.contains(named), "{refusal}");
        assert_eq!(read(&out), before);
    }
}

#[cfg(unix)]
#[test]
fn links_lead_nowhere() {
    let (scratch, out) = published();
    let victim = scratch.path().join("victim.html");
    fs::write(&victim, "old").unwrap();
    fs::remove_file(out.join("index.html")).unwrap();
    std::os::unix::fs::symlink(&victim, out.join("index.html")).unwrap();
    assert!(refusal(&out).contains("index.html"));
    assert_eq!(fs::read(&victim).unwrap(), b"old");

    let link = scratch.path().join("link");
    std::os::unix::fs::symlink(&out, &link).unwrap();
    assert!(refusal(&link).contains("is a link"));
}

#[test]
fn output_lies_apart_from_input_home_and_the_current_folder() {
    let scratch = tempfile::tempdir().unwrap();
    let docs = scratch.path().join("docs");
    fs::create_dir(&docs).unwrap();
    let home = scratch.path().join("users/me");
    fs::create_dir_all(&home).unwrap();
    let neighbours = Neighbours {
        inputs: vec![docs.clone()],
        homes: vec![home.clone(), PathBuf::from(".")],
    };
    let inside = docs.join("site");
    let around = home.parent().unwrap();
    let places = [
        &docs,
        &inside,
        &docs.join("a/../site"),
        &home,
        around,
        scratch.path(),
    ];
    let relative = ["/", ".", "..", "", "/no/such/.."].map(Path::new);
    for out in places.map(AsRef::as_ref).into_iter().chain(relative) {
        let refusal = Place::new(out, &neighbours).unwrap_err().to_string();
        assert!(refusal.contains("cannot publish into"), "{refusal}");
    }
    assert_eq!(names(&scratch), ["docs", "users"]);
}

#[test]
fn a_file_is_no_folder() {
    let scratch = tempfile::tempdir().unwrap();
    let file = scratch.path().join("file");
    fs::write(&file, "text").unwrap();
    assert!(refusal(&file).contains("it is a file"));
    assert!(refusal(&file.join("site")).contains("is no folder"));
    assert_eq!(fs::read(&file).unwrap(), b"text");
}

#[test]
fn only_plain_distinct_names_are_written() {
    let scratch = tempfile::tempdir().unwrap();
    let out = scratch.path().join("site");
    for name in [
        "../x", "/x", "en/../x", "a//b", "", "A.html", "con.html", "com1", "x.", ".x", "a\\b", "ä",
        "a b",
    ] {
        let error = put(&out, &files(&[(name, "x")])).unwrap_err().to_string();
        assert!(error.contains("is no name for a page"), "{name}: {error}");
    }
    assert!(names(&scratch).is_empty());
}

#[test]
fn what_a_dead_run_left_behind_is_cleared_away() {
    let (scratch, out) = published();
    let stale = scratch.path().join(".site.tmp-new");
    fs::create_dir(&stale).unwrap();
    fs::write(stale.join(".csp-support.json"), "{\"about").unwrap();
    assert_eq!(put(&out, &new()).unwrap(), Outcome::Replaced);
    fs::create_dir(&stale).unwrap();
    fs::copy(
        out.join(".csp-support.json"),
        stale.join(".csp-support.json"),
    )
    .unwrap();
    fs::write(stale.join("half.html"), "ha").unwrap();
    assert_eq!(put(&out, &old()).unwrap(), Outcome::Replaced);
    assert_eq!(
        (read(&out), names(&scratch)),
        (old(), vec!["site".to_owned()])
    );
}

#[test]
fn a_folder_that_only_looks_like_ours_is_not_cleared_away() {
    let (scratch, out) = published();
    let other = scratch.path().join(".site.tmp-new");
    fs::create_dir(&other).unwrap();
    fs::write(other.join("thesis.txt"), "years of work").unwrap();
    assert!(refusal(&out).contains("cannot write"));
    assert_eq!(read(&other), files(&[("thesis.txt", "years of work")]));
    assert_eq!(read(&out), old());
}

/// The state after a run died between its two renames.
fn interrupted(new_is_whole: bool) -> (TempDir, PathBuf) {
    let (scratch, out) = published();
    let beside = |suffix: &str| scratch.path().join(format!(".site.tmp-{suffix}"));
    let build = scratch.path().join("build");
    put(&build, &new()).unwrap();
    if !new_is_whole {
        fs::write(build.join("index.html"), "ne").unwrap();
    }
    fs::rename(&build, beside("new")).unwrap();
    fs::rename(&out, beside("old")).unwrap();
    fs::write(beside("journal"), "").unwrap();
    (scratch, out)
}

#[test]
fn an_interrupted_swap_is_completed_or_taken_back() {
    let (scratch, out) = interrupted(true);
    assert_eq!(put(&out, &new()).unwrap(), Outcome::Unchanged);
    assert_eq!(
        (read(&out), names(&scratch)),
        (new(), vec!["site".to_owned()])
    );

    let (scratch, out) = interrupted(false);
    assert_eq!(put(&out, &old()).unwrap(), Outcome::Unchanged);
    assert_eq!(
        (read(&out), names(&scratch)),
        (old(), vec!["site".to_owned()])
    );
}

#[test]
fn of_many_runs_at_once_one_wins_whole() {
    let (scratch, out) = published();
    let runs: Vec<_> = (0..12)
        .map(|run| {
            let out = out.clone();
            let files = files(&[
                ("index.html", &run.to_string()),
                ("en/a.html", &run.to_string()),
            ]);
            std::thread::spawn(move || put(&out, &files).map_err(|e| e.to_string()))
        })
        .collect();
    let results: Vec<_> = runs.into_iter().map(|run| run.join().unwrap()).collect();
    assert!(results.iter().any(std::result::Result::is_ok));
    for error in results.iter().filter_map(|result| result.as_ref().err()) {
        assert!(error.contains("another run is publishing"), "{error}");
    }
    let found = read(&out);
    assert_eq!(found["index.html"], found["en/a.html"]);
    assert_eq!(names(&scratch), ["site"]);
}
