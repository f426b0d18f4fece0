//! What did not change is not touched: not its bytes, not its time, not its place on the disk.
#![cfg(unix)]

use crate::site::folder::{files, names, new, old, published, put, read, refusal};
use csp_support::error::Error;
use csp_support::site::write::{Neighbours, Outcome, Place, Sink};
use std::collections::BTreeMap;
use std::fs::{self, File, FileTimes};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;
use std::time::{Duration, SystemTime};

/// What shows whether a file or folder was written, linked or replaced.
type Trace = (u64, i64, i64, i64, i64);

/// The traces of everything below a folder, and its own.
fn traces(folder: &Path) -> BTreeMap<String, Trace> {
    let all = walkdir::WalkDir::new(folder).into_iter();
    all.map(|entry| {
        let entry = entry.unwrap();
        let data = entry.metadata().unwrap();
        let path = entry.path().strip_prefix(folder).unwrap();
        let times = (data.mtime(), data.mtime_nsec());
        let changed = (data.ctime(), data.ctime_nsec());
        (
            path.display().to_string(),
            (data.ino(), times.0, times.1, changed.0, changed.1),
        )
    })
    .collect()
}

/// Inode and time of the content of a file.
fn content(folder: &Path, path: &str) -> (u64, i64, i64) {
    let data = fs::metadata(folder.join(path)).unwrap();
    (data.ino(), data.mtime(), data.mtime_nsec())
}

#[test]
fn a_run_without_changes_touches_nothing() {
    let (scratch, out) = published();
    let before = traces(scratch.path());
    assert_eq!(put(&out, &old()).unwrap(), Outcome::Unchanged);
    let mut after = traces(scratch.path());
    // The lock came and went beside the folder.
    after.insert(String::new(), before[""]);
    assert_eq!(after, before);
}

#[test]
fn what_is_as_it_was_keeps_its_place_and_its_time() {
    let (_scratch, out) = published();
    let mut files = old();
    files.insert("en/a.html".to_owned(), b"now".to_vec());
    let kept = ["index.html", "en/gone.html"];
    let before = kept.map(|path| content(&out, path));
    let changed = content(&out, "en/a.html");
    for _ in 0..2 {
        put(&out, &files).unwrap();
        assert_eq!(kept.map(|path| content(&out, path)), before);
        assert_ne!(content(&out, "en/a.html").0, changed.0);
        assert_eq!(read(&out), files);
        let links = fs::metadata(out.join("index.html")).unwrap().nlink();
        assert_eq!(links, 1, "the old folder is gone");
    }
}

#[test]
fn a_folder_that_only_loses_a_file_keeps_the_others() {
    let (_scratch, out) = published();
    let mut files = old();
    files.remove("en/gone.html");
    let before = content(&out, "en/a.html");
    assert_eq!(put(&out, &files).unwrap(), Outcome::Replaced);
    assert_eq!((read(&out), content(&out, "en/a.html")), (files, before));
}

#[test]
fn a_page_that_cannot_be_printed_leaves_all_as_it_was() {
    let (scratch, out) = published();
    let before = read(&out);
    let build = Place::new(&out, &Neighbours::default()).unwrap().build();
    let build = build.unwrap();
    build.take("index.html", b"new").unwrap();
    assert!(names(&scratch).contains(&".site.tmp-new".to_owned()));
    let error = build.take("../index.html", b"new").unwrap_err();
    assert!(matches!(error, Error::Internal(_)), "{error}");
    drop(build);
    assert_eq!(
        (read(&out), names(&scratch)),
        (before, vec!["site".to_owned()])
    );
}

#[test]
fn two_files_of_one_name_are_an_error_before_anything_changes() {
    let (scratch, out) = published();
    let build = Place::new(&out, &Neighbours::default()).unwrap().build();
    let build = build.unwrap();
    build.take("en/b.html", b"one").unwrap();
    let error = build.take("en/b.html", b"one").unwrap_err().to_string();
    assert!(
        error.contains("two pages would be called `en/b.html`"),
        "{error}"
    );
    drop(build);
    assert_eq!(
        (read(&out), names(&scratch)),
        (old(), vec!["site".to_owned()])
    );
}

/// Changes a file by hand to a text of the same length.
fn edit(out: &Path, path: &str) {
    let text = fs::read_to_string(out.join(path)).unwrap();
    fs::write(out.join(path), text.to_uppercase()).unwrap();
}

#[test]
fn an_edit_of_the_same_length_is_noticed_in_new_and_in_kept_files() {
    let (_scratch, out) = published();
    edit(&out, "index.html");
    assert!(refusal(&out).contains("`index.html`"));

    let (_scratch, out) = published();
    let mut files = old();
    files.insert("en/a.html".to_owned(), b"now".to_vec());
    put(&out, &files).unwrap();
    edit(&out, "en/gone.html");
    assert!(refusal(&out).contains("`en/gone.html`"));
}

/// Gives a file another time than it has.
fn set_time(path: &Path, time: SystemTime) {
    let file = File::options().append(true).open(path).unwrap();
    file.set_times(FileTimes::new().set_modified(time)).unwrap();
}

/// An hour from now.
fn later() -> SystemTime {
    SystemTime::now() + Duration::from_hours(1)
}

#[test]
fn an_edit_is_noticed_though_its_time_was_set_back() {
    let (_scratch, out) = published();
    let path = out.join("index.html");
    let before = fs::metadata(&path).unwrap().modified().unwrap();
    set_time(&out.join(".csp-support.json"), later());
    edit(&out, "index.html");
    set_time(&path, before);
    assert!(refusal(&out).contains("`index.html`"));
}

#[test]
fn an_edit_is_noticed_though_the_list_was_given_new_rights_later() {
    let (_scratch, out) = published();
    let path = out.join("index.html");
    edit(&out, "index.html");
    set_time(&path, later());
    let list = out.join(".csp-support.json");
    let changed = |path: &Path| {
        let data = fs::metadata(path).unwrap();
        (data.ctime(), data.ctime_nsec())
    };
    while changed(&list) <= changed(&path) {
        fs::set_permissions(&list, fs::Permissions::from_mode(0o644)).unwrap();
    }
    assert!(refusal(&out).contains("`index.html`"));
}

#[test]
fn a_folder_that_was_copied_or_touched_is_still_ours() {
    let (scratch, out) = published();
    let copy = scratch.path().join("copy");
    crate::harness::copy(&out, &copy);
    assert_eq!(put(&copy, &old()).unwrap(), Outcome::Unchanged);
    set_time(&copy.join("index.html"), later());
    assert_eq!(put(&copy, &old()).unwrap(), Outcome::Unchanged);
    assert_eq!(put(&copy, &new()).unwrap(), Outcome::Replaced);
    assert_eq!(read(&copy), new());
}

#[test]
fn folders_made_for_a_refused_one_are_gone_again() {
    let (scratch, _out) = published();
    let deep = scratch.path().join("a/b/site");
    let build = Place::new(&deep, &Neighbours::default()).unwrap().build();
    drop(build.unwrap());
    assert_eq!(names(&scratch), ["site"]);
    put(&deep, &files(&[])).unwrap();
    assert_eq!(names(&scratch), ["a", "site"]);
}
