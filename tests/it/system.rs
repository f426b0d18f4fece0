//! What the system refuses, in words that say what to do.

use crate::harness::{Project, repository};
use csp_support::error::system::{plain, reading, writing};
use std::io::{Error, ErrorKind};

/// Words that only programs need.
const JARGON: [&str; 9] = [
    "os error",
    "No such file",
    "expected value",
    "EOF",
    "IO error",
    "integer",
    "digit",
    "checksum",
    ".lock",
];

#[track_caller]
fn told(words: &[&str], parts: &[&str]) {
    let fixture = repository().join("fixtures/minimal");
    let project = Project::new()
        .file("text.txt", "hello")
        .file("empty.json", "")
        .file("folder/x.yaml", "");
    let fixture = fixture.to_string_lossy();
    let words: Vec<&str> = words
        .iter()
        .map(|word| if *word == "WS" { &fixture } else { *word })
        .collect();
    let ran = project.run(&words).exits(2);
    for part in parts {
        assert!(ran.stderr.contains(part), "no `{part}` in {}", ran.stderr);
    }
    for jargon in JARGON {
        assert!(!ran.stderr.contains(jargon), "`{jargon}` in {}", ran.stderr);
    }
}

#[test]
fn what_is_not_there_is_told_with_advice() {
    let nothing = "there is nothing of that name";
    told(&["check", "nowhere"], &["cannot read `nowhere`", nothing]);
    let pack = "cannot read the pack `nowhere`";
    told(&["check", "--pack", "nowhere", "WS"], &[pack, nothing]);
    told(&["verify", "nowhere"], &["`nowhere`", nothing]);
    told(&["plan", "import", "nowhere", "--into", "WS"], &[nothing]);
}

#[test]
fn a_folder_is_no_file() {
    let folder = "it is a folder; name a file";
    told(&["check", "--compare", "folder", "WS"], &[folder]);
    told(&["check", "--baseline", "folder", "WS"], &[folder]);
    told(&["check", "--format", "json=folder", "WS"], &[folder]);
    told(&["plan", "import", "folder", "--into", "WS"], &[folder]);
    told(
        &["import", "graph-customers", "folder", "--into", "WS"],
        &[folder],
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_target_is_called_as_it_was_asked_for() {
    let place = "cannot write `/proc/x`: its folder is not there and cannot be made";
    told(&["publish", "--out", "/proc/x", "WS"], &[place]);
    told(&["check", "--format", "json=/proc/x", "WS"], &[place]);
}

#[test]
fn an_earlier_report_is_one_that_was_kept() {
    let advice = "`csp-support audit --format json=FILE` writes one";
    for (file, why) in [
        ("text.txt", "it is not one piece of JSON"),
        ("empty.json", "it is empty"),
    ] {
        told(&["check", "--compare", file, "WS"], &[why, advice]);
    }
}

#[test]
fn a_date_has_one_form() {
    let form = "write a date as year, month and day, such as 2026-12-31";
    told(&["check", "--as-of", "31.12.2026", "WS"], &[form]);
    told(&["check", "--as-of", "12/31/2026", "WS"], &[form]);
    told(&["check", "--as-of", "2026-1-1", "WS"], &[form]);
    let day = "there is no such day in the calendar";
    told(&["check", "--as-of", "2026-02-30", "WS"], &[day]);
    let waiver = [
        "waiver",
        "add",
        "a",
        "b",
        "--reason",
        "r",
        "--approver",
        "p",
    ];
    told(
        &[&waiver[..], &["--expires", "31.12.2026"]].concat(),
        &[form],
    );
    let taken = ["import", "graph-customers", "x", "--taken-at", "2026-12-31"];
    told(&taken, &["such as 2026-12-31T08:30:00Z"]);
}

#[test]
fn every_refusal_has_words() {
    let kinds = [
        ErrorKind::NotFound,
        ErrorKind::PermissionDenied,
        ErrorKind::IsADirectory,
        ErrorKind::NotADirectory,
        ErrorKind::InvalidFilename,
    ];
    for kind in kinds {
        for text in [reading(&kind.into()), writing(&kind.into())] {
            assert!(text.contains("; ") || text.contains(", "), "{text}");
        }
    }
    for kind in [
        ErrorKind::ReadOnlyFilesystem,
        ErrorKind::StorageFull,
        ErrorKind::QuotaExceeded,
        ErrorKind::AlreadyExists,
    ] {
        assert!(writing(&kind.into()).contains("name another place"));
    }
    let other = Error::from_raw_os_error(40);
    assert!(!plain(&other).contains("os error"), "{}", plain(&other));
}

#[test]
fn a_number_of_threads_is_asked_for_in_words() {
    for count in ["x", "0", "-1"] {
        let option = format!("--jobs={count}");
        told(
            &["check", "WS", &option],
            &["write how many threads may work, such as 2"],
        );
    }
}
