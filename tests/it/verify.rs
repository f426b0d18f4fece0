//! Published folders: whole or named file by file, and made again by their workspace or not.

use crate::harness::Project;
use std::fs;

const PUBLISH: [&str; 5] = ["publish", "--quiet", "--out", "site", "ws"];

fn published(fixture: &str) -> Project {
    let project = Project::with_fixture(fixture);
    project.run(&PUBLISH).exits(0);
    project
}

#[test]
fn a_published_folder_is_proven_by_its_workspace() {
    let project = published("nordlicht");
    project
        .run(&["verify", "site", "ws"])
        .exits(0)
        .says("site: published by csp-support")
        .says("public pages in de, en")
        .says("whole: ")
        .says("proven: publishing `ws` as of 2026-")
        .says("gives the same bytes\n");
    // The workspace around is the default, as for other commands.
    let mut command = project.command(&["verify", "../site"]);
    command.current_dir(project.path("ws"));
    assert!(command.status().unwrap().success());
    let silent = project.run(&["verify", "-q", "site", "ws"]).exits(0);
    assert_eq!(silent.stdout + &silent.stderr, "");
}

#[test]
fn what_was_changed_by_hand_is_named() {
    let project = published("minimal");
    let page = project.read("site/en/standard.html");
    fs::write(project.path("site/en/standard.html"), page + " ").unwrap();
    fs::remove_file(project.path("site/style.css")).unwrap();
    fs::write(project.path("site/en/mine.html"), "mine").unwrap();
    project.run(&["verify", "site", "ws"]).exits(1).says(
        "not whole: 3 files not as its list says\n  extra    en/mine.html\n  changed  en/standard.html\n  missing  style.css\n",
    );
    project.run(&["verify", "--files-only", "site"]).exits(1);
}

/// The age of a file is no proof, which is enough where only mistakes are to be found.
#[test]
fn every_file_is_read_whatever_its_age() {
    let project = published("minimal");
    let path = project.path("site/en/standard.html");
    let text = fs::read_to_string(&path).unwrap().replacen('a', "b", 1);
    fs::write(&path, text).unwrap();
    let long_ago = std::time::SystemTime::UNIX_EPOCH;
    let file = fs::File::options().write(true).open(&path).unwrap();
    file.set_times(fs::FileTimes::new().set_modified(long_ago))
        .unwrap();
    project
        .run(&["verify", "site", "ws"])
        .exits(1)
        .says("  changed  en/standard.html");
}

#[test]
fn a_workspace_that_makes_other_pages_is_told_apart() {
    let project = published("minimal");
    let offering = project.read("ws/offering.yaml");
    fs::write(
        project.path("ws/offering.yaml"),
        format!("{offering}# no difference to pages\n"),
    )
    .unwrap();
    project.run(&["verify", "site", "ws"]).exits(0);
    let partner = project.read("ws/partner.yaml");
    let line = partner
        .lines()
        .find(|line| line.contains("legalName:"))
        .unwrap();
    let other = line.replacen("legalName: ", "legalName: New ", 1);
    fs::write(
        project.path("ws/partner.yaml"),
        partner.replacen(line, &other, 1),
    )
    .unwrap();
    project
        .run(&["verify", "site", "ws"])
        .exits(1)
        .says("whole: ")
        .says("differs: publishing `ws` as of")
        .says("  changed  en/standard.html")
        .says("documents, settings and templates are others than then, rules are the same as then");
    project
        .run(&["verify", "--files-only", "site"])
        .exits(0)
        .says("whole: ");
}

#[test]
fn what_cannot_be_proven_says_why() {
    let project = published("minimal");
    project
        .run(&["verify", "site"])
        .exits(2)
        .says("not proven: name the workspace that it was published from");
    let list = project.path("site/.csp-support.json");
    let text = fs::read_to_string(&list).unwrap();
    let version = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
    fs::write(&list, text.replacen(&version, "\"version\": \"0.0.1\"", 1)).unwrap();
    // The same bytes are a proof, whoever made them.
    project.run(&["verify", "site", "ws"]).exits(0);
    let offering = project
        .read("ws/partner.yaml")
        .replacen("legalName: ", "legalName: New ", 1);
    fs::write(project.path("ws/partner.yaml"), offering).unwrap();
    project
        .run(&["verify", "site", "ws"])
        .exits(2)
        .says("version 0.0.1 made the first ones");
    let mut old: serde_json::Value = serde_json::from_str(&text).unwrap();
    old["format"] = 1.into();
    old.as_object_mut().unwrap().remove("made");
    fs::write(&list, old.to_string()).unwrap();
    project
        .run(&["verify", "site", "ws"])
        .exits(2)
        .says("an older version published it and did not write down how");
    fs::write(&list, "{\"files\":").unwrap();
    project
        .run(&["verify", "site", "ws"])
        .exits(2)
        .warns("neither a bundle nor a folder that csp-support published");
}

#[test]
fn customers_pages_and_single_files_are_proven_too() {
    let project = Project::with_fixture("nordlicht").file("key", "a secret that nobody can guess");
    let words = [
        "publish",
        "--quiet",
        "--out",
        "site",
        "--lang",
        "en,fr",
        "--customers",
        "theirs",
        "--customer-key",
        "key",
        "--single",
        "mail",
        "ws",
    ];
    project.run(&words).exits(0);
    project
        .run(&["verify", "site", "ws"])
        .exits(0)
        .says("public pages in en, fr");
    project
        .run(&["verify", "mail", "ws"])
        .exits(0)
        .says("single files in en, fr");
    project
        .run(&["verify", "theirs", "ws", "--customer-key", "key"])
        .exits(0)
        .says("customers' pages in en, fr");
    // Without the key the pages would have other names.
    project
        .run(&["verify", "theirs", "ws"])
        .exits(1)
        .says("  missing  ");
}

/// The list is public: it names no document and no folder.
#[test]
fn the_list_tells_nothing_of_the_workspace() {
    let project = published("nordlicht");
    let list = project.read("site/.csp-support.json");
    let list: serde_json::Value = serde_json::from_str(&list).unwrap();
    let made = list["made"].as_object().unwrap();
    let keys: Vec<_> = made.keys().map(String::as_str).collect();
    assert_eq!(
        keys,
        ["version", "asOf", "pages", "languages", "source", "rules"]
    );
    let text = list["made"].to_string();
    assert!(
        !text.contains("ws") && !text.contains(".yaml") && !text.contains('/'),
        "{text}"
    );
}

/// Publishing again without changes touches nothing, and so the list keeps the day on which it was made.
#[test]
fn a_day_without_changes_changes_nothing() {
    let project = Project::with_fixture("minimal");
    let publish = |day| {
        let words = ["publish", "--out", "site", "--as-of", day, "ws"];
        project.run(&words).exits(0).stderr
    };
    publish("2026-12-01");
    let before = project.read("site/.csp-support.json");
    assert!(before.contains("\"asOf\": \"2026-12-01\""));
    if publish("2026-12-02").contains("nothing changed") {
        assert_eq!(project.read("site/.csp-support.json"), before);
    }
    project.run(&["verify", "site", "ws"]).exits(0);
}

#[cfg(unix)]
#[test]
fn links_prove_nothing() {
    let project = published("minimal");
    let page = project.path("site/en/standard.html");
    fs::rename(&page, project.path("elsewhere.html")).unwrap();
    std::os::unix::fs::symlink(project.path("elsewhere.html"), &page).unwrap();
    project
        .run(&["verify", "site", "ws"])
        .exits(1)
        .says("  changed  en/standard.html");
}

/// What is kept was made from former documents, and today's pages lead to it.
#[test]
fn a_folder_with_an_archive_is_proven_but_for_what_is_kept() {
    let project = Project::with_fixture("minimal");
    let words = ["publish", "--quiet", "--archive", "--out", "site", "ws"];
    project.run(&words).exits(0);
    project
        .run(&["verify", "site", "ws"])
        .exits(0)
        .says("proven: ")
        .says("of the archive, because former documents made them");
    let kept = walkdir::WalkDir::new(project.path("site/archive"));
    let mut kept = kept.into_iter().map(Result::unwrap);
    let page = kept.find(|entry| entry.path().extension() == Some("html".as_ref()));
    let page = page.unwrap().into_path();
    let text = fs::read_to_string(&page).unwrap();
    fs::write(&page, text + " ").unwrap();
    project
        .run(&["verify", "site", "ws"])
        .exits(1)
        .says("  changed  archive/");
}
