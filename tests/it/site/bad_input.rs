//! What nobody should publish is refused before anything is written, and the message says what to do.
#![cfg(unix)]

use crate::harness::{Project, copy};
use csp_support::site::{Each, PAGES};
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::PathBuf;

/// Documents, a folder for the pages, why not there, and what to do instead.
type Refusal = (&'static str, &'static str, &'static str, &'static str);

const DOCUMENTS: &str = "it is where documents, templates or rules are";
const MORE: &str = "it holds more than pages";
const APART: &str = "name a folder outside of them";
const OWN: &str = "name a folder of its own";
const RESERVED: &str = "needs such names while it writes";

/// The folder itself, a place inside of it and one around it, under all names that it has.
const REFUSALS: &[Refusal] = &[
    ("ws", "ws", DOCUMENTS, APART),
    ("ws", "ws/", DOCUMENTS, APART),
    ("ws", "./ws/../ws/.", DOCUMENTS, APART),
    ("ws", "ws/site", DOCUMENTS, APART),
    ("ws", "ws/new/site", DOCUMENTS, APART),
    ("ws", "way-to-ws/site", DOCUMENTS, APART),
    ("way-to-ws", "ws/site", DOCUMENTS, APART),
    ("deep/ws", "deep", DOCUMENTS, APART),
    ("plain", "plain/site", DOCUMENTS, APART),
    ("plain/offering.yaml", "plain", DOCUMENTS, APART),
    ("ws", "templates/site", DOCUMENTS, APART),
    ("ws", "rules", DOCUMENTS, APART),
    ("ws", "/", MORE, OWN),
    ("ws", ".", MORE, OWN),
    ("ws", "..", MORE, OWN),
    ("ws", "users/me", MORE, OWN),
    ("ws", "users/me/", MORE, OWN),
    ("ws", "users", MORE, OWN),
    (
        "ws",
        "foreign",
        "did not write",
        "name an empty or new folder",
    ),
    (
        "ws",
        "edited",
        "changed by hand: `en/standard.md`",
        "move these files away",
    ),
    (
        "ws",
        "extended",
        "changed by hand: `note.txt`",
        "move these files away",
    ),
    (
        "ws",
        "unlisted",
        "did not write",
        "name an empty or new folder",
    ),
    ("ws", "file", "it is a file", "name a folder"),
    ("ws", "file/", "it is a file", "name a folder"),
    (
        "ws",
        "file/site",
        "`file` is no folder",
        "name another place",
    ),
    (
        "ws",
        "way-to-ours",
        "it is a link",
        "name the folder it points to",
    ),
    (
        "ws",
        "way-to-ours/",
        "it is a link",
        "name the folder it points to",
    ),
    (
        "ws",
        "way-to-ours/.",
        "it is a link",
        "name the folder it points to",
    ),
    (
        "ws",
        "way-to-ws",
        "it is a link",
        "name the folder it points to",
    ),
    (
        "ws",
        "way-to-nowhere",
        "it is a link",
        "name the folder it points to",
    ),
    (
        "ws",
        "way-to-nowhere/site",
        "is no folder",
        "name another place",
    ),
    ("ws", ".ours.tmp-new", RESERVED, "name another folder"),
    ("ws", ".ours.tmp-old", RESERVED, "name another folder"),
    ("ws", ".ours.lock/", RESERVED, "name another folder"),
];

/// A scratch folder with one of everything.
fn everything() -> Project {
    let settings = "asOf: 2026-11-23\ntemplates: ../templates\npacks: [../rules]\n";
    let rule = "id: house\ntitle: House rules\nversion: 1.0.0\n";
    let project = Project::with_fixture("minimal")
        .file("templates/statement.md", "Nothing.\n")
        .file("rules/_pack.yaml", rule)
        .file("users/me/diary.txt", "dear diary")
        .file("foreign/thesis.txt", "years of work")
        .file("file", "text");
    copy(&project.path("ws"), &project.path("deep/ws"));
    copy(&project.path("ws"), &project.path("plain"));
    fs::remove_file(project.path("plain/csp-support.yaml")).unwrap();
    publish(&project, "ours");
    for name in ["edited", "extended", "unlisted", ".ours.tmp-new"] {
        copy(&project.path("ours"), &project.path(name));
    }
    fs::remove_file(project.path("unlisted/.csp-support.json")).unwrap();
    for (way, to) in [("ws", "ws"), ("ours", "ours"), ("nowhere", "no/such")] {
        symlink(to, project.path(&format!("way-to-{way}"))).unwrap();
    }
    let home = project.path("users/me").display().to_string();
    project
        .file("ws/csp-support.yaml", settings)
        .file("edited/en/standard.md", "edited")
        .file("extended/note.txt", "mine")
        .env("HOME", &home)
}

#[track_caller]
fn publish(project: &Project, out: &str) {
    let words = ["publish", "ws", "--quiet", "--lang=en", "--out", out];
    project.run(&words).exits(0);
}

/// Everything in the scratch folder: folders, links with what they name, files with what they hold.
fn tree(project: &Project) -> BTreeMap<PathBuf, String> {
    let all = walkdir::WalkDir::new(project.path("")).into_iter();
    let shown = all.map(|entry| {
        let entry = entry.unwrap();
        let (path, kind) = (entry.path(), entry.file_type());
        let content = if kind.is_symlink() {
            format!("to {}", fs::read_link(path).unwrap().display())
        } else if kind.is_file() {
            String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned()
        } else {
            "a folder".to_owned()
        };
        (path.to_owned(), content)
    });
    shown.collect()
}

/// Refuses every so many of the table, with the folder behind these words.
#[track_caller]
fn refuses(words: &[&str], every: usize) {
    let project = everything();
    let before = tree(&project);
    for (documents, out, why, advice) in REFUSALS.iter().step_by(every) {
        let words = [&["publish", documents, "--lang=en"], words, &[out]].concat();
        let ran = project.run(&words);
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{words:?}");
        for part in [why, advice] {
            assert!(ran.stderr.contains(part), "{words:?}: {}", ran.stderr);
        }
        assert!(tree(&project) == before, "{words:?} wrote something");
    }
}

#[test]
fn public_pages_are_refused() {
    refuses(&["--out"], 1);
}

#[test]
fn customers_pages_are_refused_and_the_public_ones_with_them() {
    refuses(&["--out", "public", "--customers"], 1);
}

#[test]
fn single_files_are_refused_alike() {
    refuses(&["--out", "public", "--single"], 5);
}

#[test]
fn comparing_refuses_what_publishing_refuses() {
    refuses(&["--check", "--out"], 1);
}

#[test]
fn a_list_of_files_leads_nowhere() {
    let project = Project::with_fixture("minimal").file("victim.txt", "dear");
    publish(&project, "site");
    let path = "site/.csp-support.json";
    let list = project.read(path);
    let entry = "\"files\": {\n    \"../victim.txt\": {\n      \"size\": 4,\n      \"blake3\": \"0000000000000000000000000000000000000000000000000000000000000000\"\n    },";
    let forged = list.replacen("\"files\": {", entry, 1);
    assert_ne!(forged, list);
    let project = project.file(path, forged);
    publish(&project, "site");
    assert_eq!(project.read("victim.txt"), "dear");
    assert_eq!(project.read(path), list);
}

/// A workspace with offerings of these ids and no others.
fn offerings(ids: &[&str]) -> Project {
    let project = Project::with_fixture("minimal");
    let text = project.read("ws/offering.yaml");
    let with = |id: &&str| text.replace("id: standard", &format!("id: \"{id}\""));
    let texts: Vec<_> = ids.iter().map(with).collect();
    project.file("ws/offering.yaml", texts.join("---\n"))
}

const PUBLISH: [&str; 6] = [
    "publish",
    "ws",
    "--lang=en",
    "--allow-findings",
    "--out",
    "site",
];

#[test]
fn names_that_some_system_or_page_claims_are_given_to_nobody() {
    let shared = PAGES.iter().filter_map(|page| match page.each {
        Each::Language { .. } => Some(page.name),
        _ => None,
    });
    let devices = ["con", "nul", "aux.2026", "prn", "com1", "lpt9.a.b"];
    let ids: Vec<_> = shared
        .chain(devices)
        .chain(["index.old", "com10", "console"])
        .collect();
    let project = offerings(&ids);
    project.run(&PUBLISH).exits(0);
    for id in &ids {
        let own = !["com10", "console"].contains(id);
        let name = if own {
            format!("offering-{id}")
        } else {
            (*id).to_owned()
        };
        let page = project.read(&format!("site/en/{name}.html"));
        assert!(
            page.contains("id=\"contact\""),
            "{id} is an offering's page"
        );
    }
}

#[test]
fn ids_that_cannot_be_told_apart_or_written_everywhere_are_refused() {
    let long = "a".repeat(150);
    let refused: [(&[&str], &str); 9] = [
        (&["basic", "Basic"], "would have the same page"),
        (&["caf\u{e9}", "cafe\u{301}"], "cannot have a page"),
        (
            &["index", "offering-index"],
            "would have the same page, `offering-index.html`",
        ),
        (&["../escape"], "cannot have a page"),
        (&["a/b"], "cannot have a page"),
        (&["a\\\\b"], "cannot have a page"),
        (&[".hidden"], "cannot have a page"),
        (&["ends."], "cannot have a page"),
        (&[&long], "at most 100"),
    ];
    for (ids, why) in refused {
        let project = offerings(ids);
        let before = tree(&project);
        project.run(&PUBLISH).exits(2).warns(why).warns("id");
        assert!(tree(&project) == before, "{ids:?}");
    }
}

#[test]
fn customers_share_no_page() {
    let customer = |id: &str| {
        format!(
            "apiVersion: csp-support/v1\nkind: Customer\nmetadata: {{id: \"{id}\"}}\nspec: {{displayName: \"{id}\"}}\n"
        )
    };
    let words = [&PUBLISH[..], &["--customers", "customers"]].concat();
    for ids in [["a.b", "a-b"], ["con", "customer-con"]] {
        let texts = ids.map(customer).join("---\n");
        let project = Project::with_fixture("minimal").file("ws/customers.yaml", texts);
        let before = tree(&project);
        let ran = project.run(&words);
        let told = ran.stderr.contains("give one of them another id");
        assert!(ran.code == 2 && told, "{ids:?}: {}", ran.stderr);
        assert!(tree(&project) == before, "{ids:?}");
    }
    let texts = ["con", "index"].map(customer).join("---\n");
    let project = Project::with_fixture("minimal").file("ws/customers.yaml", texts);
    project.run(&words).exits(0);
    for name in ["customer-con", "customer-index"] {
        assert!(project.path(&format!("customers/en/{name}.html")).exists());
    }
}
