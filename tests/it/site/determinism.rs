//! The same documents give the same bytes, whatever the machine, the people and the day are like.
#![cfg(unix)]

use crate::harness::{Project, repository};
use std::collections::BTreeMap;
use std::fs::{self, File, FileTimes};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};

/// What is different from an ordinary run.
struct Variant {
    name: &'static str,
    env: &'static [(&'static str, &'static str)],
    flags: &'static [&'static str],
    umask: &'static str,
    /// The workspace in the scratch folder.
    folder: &'static str,
    prepare: fn(&Path),
    /// Whether what is prepared says something else, so that the list of the folder knows it as another source.
    another_source: bool,
}

const ORDINARY: Variant = Variant {
    name: "an ordinary run",
    env: &[],
    flags: &[],
    umask: "022",
    folder: "ws",
    prepare: |_| {},
    another_source: false,
};

const VARIANTS: &[Variant] = &[
    Variant {
        name: "another time zone",
        env: &[("TZ", "Pacific/Apia")],
        ..ORDINARY
    },
    Variant {
        name: "another language of the system",
        env: &[
            ("LC_ALL", "tr_TR.UTF-8"),
            ("LANG", "ja_JP.UTF-8"),
            ("LANGUAGE", "fr"),
        ],
        ..ORDINARY
    },
    Variant {
        name: "files that only their owner may read",
        umask: "077",
        ..ORDINARY
    },
    Variant {
        name: "one thread",
        flags: &["--jobs", "1"],
        ..ORDINARY
    },
    Variant {
        name: "many threads",
        env: &[("RAYON_NUM_THREADS", "13")],
        ..ORDINARY
    },
    Variant {
        name: "another folder and another home",
        env: &[("HOME", "/nonexistent"), ("USER", "somebody")],
        folder: "some/where else/ü/deep",
        ..ORDINARY
    },
    Variant {
        name: "files made in another order, long ago",
        prepare: |folder| {
            make_again(folder);
            grow_old(folder);
        },
        ..ORDINARY
    },
    Variant {
        name: "the day from the environment",
        env: &[("SOURCE_DATE_EPOCH", "1795392000")],
        prepare: forget_the_day,
        another_source: true,
        ..ORDINARY
    },
];

/// Makes all files of a folder anew, the last one first.
fn make_again(folder: &Path) {
    for path in files(folder).iter().rev() {
        let text = fs::read(path).unwrap();
        fs::remove_file(path).unwrap();
        fs::write(path, text).unwrap();
    }
}

fn grow_old(folder: &Path) {
    let day = Duration::from_hours(24);
    for (age, path) in files(folder).iter().enumerate() {
        let time = SystemTime::UNIX_EPOCH + day * u32::try_from(age).unwrap();
        let file = File::options().append(true).open(path).unwrap();
        file.set_times(FileTimes::new().set_modified(time)).unwrap();
    }
}

/// Takes the day out of the settings.
fn forget_the_day(folder: &Path) {
    let path = folder.join("csp-support.yaml");
    let text = fs::read_to_string(&path).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with("asOf:"));
    let without: Vec<_> = lines.collect();
    assert_eq!(without.len() + 1, text.lines().count());
    fs::write(path, without.join("\n")).unwrap();
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let all = walkdir::WalkDir::new(folder).sort_by_file_name();
    let files = all.into_iter().map(Result::unwrap);
    let files = files.filter(|entry| entry.file_type().is_file());
    files.map(walkdir::DirEntry::into_path).collect()
}

/// Rights and content of all files below a folder.
type Tree = BTreeMap<PathBuf, (u32, Vec<u8>)>;

fn tree(folder: &Path) -> Tree {
    let shown = files(folder).into_iter().map(|path| {
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        let content = fs::read(&path).unwrap();
        let path = path.strip_prefix(folder).unwrap().to_owned();
        (path, (mode, content))
    });
    shown.collect()
}

/// The public pages and those of customers.
fn published(variant: &Variant) -> (Tree, Tree) {
    let project = Project::new();
    let folder = project.path(variant.folder);
    crate::harness::copy(&repository().join("fixtures/nordlicht"), &folder);
    (variant.prepare)(&folder);
    let mut run = Command::new("sh");
    let script = format!("umask {}; exec \"$@\"", variant.umask);
    run.args([
        "-c",
        &script,
        "sh",
        env!("CARGO_BIN_EXE_csp-support"),
        "publish",
    ]);
    run.args([
        "--quiet",
        "--lang=de,en",
        "--out=site",
        "--customers=customers",
    ]);
    run.args(variant.flags).arg(&folder);
    run.current_dir(project.path("")).env_clear();
    run.envs(variant.env.iter().copied());
    let ran = run.output().unwrap();
    let told = String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success(), "{}: {told}", variant.name);
    (
        tree(&project.path("site")),
        tree(&project.path("customers")),
    )
}

/// The list of a folder without what it knows its source by.
fn sourceless(list: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(list);
    let (before, after) = text.split_once("\"source\": \"").unwrap();
    let (_, after) = after.split_once('"').unwrap();
    format!("{before}{after}").into_bytes()
}

fn insist(variant: &Variant, found: &Tree, expected: &Tree) {
    let (name, modes) = (variant.name, variant.umask == ORDINARY.umask);
    let paths = |tree: &Tree| tree.keys().cloned().collect::<Vec<_>>();
    assert_eq!(paths(found), paths(expected), "{name}");
    for (path, (mode, content)) in found {
        let (expected_mode, expected) = &expected[path];
        let list = variant.another_source && path.ends_with(".csp-support.json");
        let (content, expected) = if list {
            (sourceless(content), sourceless(expected))
        } else {
            (content.clone(), expected.clone())
        };
        assert!(content == expected, "{name} changes {}", path.display());
        let same = !modes || mode == expected_mode;
        assert!(same, "{name} changes the rights of {}", path.display());
    }
}

#[test]
fn every_run_writes_the_same_bytes() {
    let (public, private) = published(&ORDINARY);
    assert!(public.len() > 40 && private.len() > 20);
    for variant in VARIANTS {
        let (theirs, customers) = published(variant);
        insist(variant, &theirs, &public);
        insist(variant, &customers, &private);
    }
}
