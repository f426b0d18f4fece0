//! `files`: what is read, and why something is not.

use crate::harness::{Project, repository};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const DOCUMENT: &str = "apiVersion: csp-support/v1\nkind: AgentGroup\nmetadata: {id: desk}\n";

/// State and reason of each file of the first workspace.
fn listed(project: &Project, words: &[&str]) -> BTreeMap<String, (String, String)> {
    let words = [&["files", "--format", "json"], words].concat();
    let ran = project.run(&words).exits(0);
    let json: Value = serde_json::from_str(&ran.stdout).unwrap();
    let files = json["workspaces"][0]["files"].as_array().unwrap();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let rows = files.iter().map(|file| {
        (
            text(&file["file"]),
            (text(&file["state"]), text(&file["reason"])),
        )
    });
    rows.collect()
}

fn reasons(project: &Project) -> Vec<(String, String)> {
    let left = listed(project, &["ws"]).into_iter();
    let left = left.filter(|(_, (state, _))| state == "leftOut");
    left.map(|(name, (_, reason))| (name, reason)).collect()
}

#[test]
fn each_reason_is_told() {
    let project = Project::new()
        .file(
            "ws/csp-support.yaml",
            "exclude: [\"drafts/**\", \"*.old.yaml\"]\npacks: [rules]\ntemplates: own\n",
        )
        .file("ws/a.yaml", DOCUMENT)
        .file("ws/a.old.yaml", DOCUMENT)
        .file("ws/drafts/b.yaml", DOCUMENT)
        .file("ws/rules/_pack.yaml", "id: house\n")
        .file("ws/own/locales/ar.yaml", "a: b\n")
        .file("ws/.ci/c.yaml", DOCUMENT)
        .file("ws/node_modules/d.yaml", DOCUMENT)
        .file("ws/notes.txt", "")
        .file("ws/csp-support.lock", "");
    let expected = [
        ("ws/.ci/", "hidden: its name begins with a dot"),
        (
            "ws/a.old.yaml",
            "excluded by `*.old.yaml` at ws/csp-support.yaml:1:24",
        ),
        ("ws/csp-support.lock", "no document: it pins the packs"),
        (
            "ws/drafts/b.yaml",
            "excluded by `drafts/**` at ws/csp-support.yaml:1:11",
        ),
        ("ws/node_modules/", "a folder that other tools fill"),
        ("ws/notes.txt", "not YAML"),
        ("ws/own/locales/ar.yaml", "part of your own templates"),
        ("ws/rules/_pack.yaml", "part of a pack of rules"),
    ];
    let expected = expected.map(|(name, reason)| (name.to_owned(), reason.to_owned()));
    assert_eq!(reasons(&project), expected);
    let files = listed(&project, &["ws"]);
    assert_eq!(files["ws/a.yaml"], ("reported".to_owned(), String::new()));
    let named = listed(&project, &["ws/.ci", "ws/notes.txt"]);
    assert_eq!(named["ws/.ci/c.yaml"].0, "reported");
    assert_eq!(named["ws/notes.txt"].0, "reported");
    assert_eq!(named["ws/a.yaml"].0, "read");
}

#[cfg(unix)]
#[test]
fn links_and_files_that_cannot_be_read_say_why() {
    use std::os::unix::fs::symlink;
    let project = Project::new()
        .file("ws/csp-support.yaml", "")
        .file("ws/a.yaml", DOCUMENT)
        .file("ws/large.yaml", vec![b'#'; (8 << 20) + 1])
        .file("ws/latin.yaml", b"a: \xe9\n")
        .file("out.yaml", DOCUMENT);
    symlink("a.yaml", project.path("ws/again.yaml")).unwrap();
    symlink("../out.yaml", project.path("ws/out.yaml")).unwrap();
    symlink("nowhere.yaml", project.path("ws/gone.yaml")).unwrap();
    let files = listed(&project, &["ws"]);
    let of = |name: &str| (files[name].0.as_str(), files[name].1.as_str());
    assert_eq!(
        of("ws/again.yaml"),
        ("leftOut", "another name of something that is there anyway")
    );
    assert_eq!(
        of("ws/out.yaml"),
        ("unread", "this link leads out of the workspace")
    );
    assert_eq!(
        of("ws/gone.yaml"),
        ("unread", "this is gone or leads nowhere")
    );
    assert_eq!(
        of("ws/large.yaml"),
        ("unread", "the file is larger than 8388608 bytes (8 MiB)")
    );
    assert_eq!(of("ws/latin.yaml").0, "unread");
}

/// Nothing below a folder is passed over in silence, and what is listed as read is what is read.
#[test]
fn every_file_of_the_fixtures_is_accounted_for() {
    for name in ["nordlicht", "fjord", "atlas", "manara", "invalid"] {
        let project = Project::with_fixture(name);
        let files = listed(&project, &["ws"]);
        let folders = files.keys().filter(|name| name.ends_with('/'));
        let folders: Vec<_> = folders.collect();
        let on_disk = below(&repository().join("fixtures").join(name), "ws/");
        let missing = on_disk.iter().filter(|file| {
            let inside = folders
                .iter()
                .any(|folder| file.starts_with(folder.as_str()));
            !files.contains_key(*file) && !inside && *file != "ws/csp-support.yaml"
        });
        assert_eq!(missing.collect::<Vec<_>>(), Vec::<&String>::new(), "{name}");
        let read = files.iter().filter(|(_, (state, _))| state == "reported");
        let read: BTreeSet<&str> = read.map(|(name, _)| name.as_str()).collect();
        let ran = project.run(&["check", "--format", "json", "--fail-on", "never", "ws"]);
        let report: Value = serde_json::from_str(&ran.stdout).unwrap();
        let inputs = report["inputs"].as_array().unwrap();
        let inputs: BTreeSet<&str> = inputs
            .iter()
            .map(|input| input["path"].as_str().unwrap())
            .filter(|path| *path != "ws/csp-support.yaml")
            .collect();
        assert_eq!(read, inputs, "{name}");
    }
}

fn below(folder: &Path, name: &str) -> Vec<String> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let own = format!("{name}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            files.extend(below(&entry.path(), &format!("{own}/")));
        } else {
            files.push(own);
        }
    }
    files
}

#[test]
fn people_read_it_in_sections() {
    let project = Project::new()
        .file("ws/csp-support.yaml", "")
        .file("ws/a.yaml", DOCUMENT)
        .file("ws/b/c.yaml", DOCUMENT)
        .file("ws/b/##[x]\u{1b}.txt", "")
        .file("loose.yaml", DOCUMENT);
    let ran = project.run(&["files", "ws/b"]).exits(0);
    assert_eq!(
        ran.stdout,
        "workspace of ws/csp-support.yaml

read: 1
  ws/b/c.yaml

read, but PATH names other files, so their findings are not shown: 1
  ws/a.yaml

left out: 1
  ws/b/#\\x23[x]\\u{1b}.txt  not YAML
"
    );
    project
        .run(&["files"])
        .exits(0)
        .says("outside of all workspaces, left alone: 1\n  loose.yaml\n");
    Project::new().run(&["files", "nowhere"]).exits(2);
}
