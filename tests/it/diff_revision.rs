//! Comparing revisions of a repository: read through git, without touching the work tree.

use crate::harness::{Project, Ran, repository};
use std::fs;
use std::process::Command;

/// Runs git in the scratch folder of a project.
fn git(project: &Project, words: &[&str]) -> String {
    let identity = ["-c", "user.name=T", "-c", "user.email=t@example.com"];
    let run = Command::new("git")
        .current_dir(project.path("."))
        .args(identity)
        .args(words)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .output()
        .unwrap();
    assert!(run.status.success(), "{words:?}: {run:?}");
    String::from_utf8(run.stdout).unwrap()
}

/// The environment that git needs to be found.
fn with_path(project: Project) -> Project {
    let path = std::env::var("PATH").unwrap();
    project.env("PATH", &path)
}

/// A repository with the smallest workspace as `v1`, and with shorter hours as `v2`.
fn history() -> Project {
    let project = with_path(Project::with_fixture("minimal"));
    git(&project, &["init", "-q", "-b", "main"]);
    git(&project, &["add", "."]);
    git(&project, &["commit", "-q", "-m", "one"]);
    git(&project, &["tag", "v1"]);
    let text = project
        .read("ws/offering.yaml")
        .replace("09:00-17:30", "09:00-17:00");
    let project = project.file("ws/offering.yaml", text);
    git(&project, &["commit", "-q", "-a", "-m", "two"]);
    git(&project, &["tag", "v2"]);
    project
}

fn diff(project: &Project, words: &[&str]) -> Ran {
    project.run(&[&["diff"][..], words].concat())
}

#[test]
fn two_revisions_are_compared_and_named_as_git_names_them() {
    let project = history();
    let before = git(&project, &["status", "--porcelain"]);
    let ran = diff(&project, &["v1:ws", "v2:ws"]).exits(0);
    ran.says("hours-fewer")
        .says("v1:ws/offering.yaml:")
        .says("v2:ws/offering.yaml:");
    assert_eq!(git(&project, &["status", "--porcelain"]), before);
    let back = diff(&project, &["v2:ws", "v1:ws"]).exits(0);
    back.says("hours-more");
    let words = ["v1:ws", "v2:ws", "--fail-on", "reduction"];
    diff(&project, &words).exits(1);
}

#[test]
fn a_revision_alone_is_compared_with_the_work_tree() {
    let project = history();
    let text = project
        .read("ws/offering.yaml")
        .replace("09:00-17:00", "09:00-16:00");
    let project = project.file("ws/offering.yaml", text);
    let words = ["diff", "v2"];
    let mut command = project.command(&words);
    let ran = command.current_dir(project.path("ws")).output().unwrap();
    let text = String::from_utf8(ran.stdout).unwrap();
    assert!(text.contains("hours-fewer"), "{text} {:?}", ran.stderr);
    assert!(text.contains("v2:ws/offering.yaml"), "{text}");
}

#[test]
fn a_folder_of_that_name_comes_first() {
    let project = history();
    git(&project, &["tag", "ws"]);
    diff(&project, &["ws", "v2:ws"])
        .exits(0)
        .says("nothing that customers are promised differs");
}

#[test]
fn what_is_no_revision_is_told_in_plain_words() {
    let project = history();
    for name in [
        "v9",
        "v1..v2",
        "--output=x",
        "-h",
        "v1 v2",
        "",
        "v1:nothing",
        "\u{1b}[31m",
    ] {
        let words = ["diff", "--", name, "v1:ws"];
        let ran = project.run(&words).exits(2);
        assert!(ran.stdout.is_empty(), "{name}: {}", ran.stdout);
        assert!(!ran.stderr.contains('\u{1b}'), "{name}: {}", ran.stderr);
    }
    let ran = diff(&project, &["v9", "v1:ws"]).exits(2);
    ran.warns("`v9` is neither a folder nor a revision that git knows here");
    let ran = diff(&project, &["v1:ws/offering.yaml", "v1:ws"]).exits(2);
    ran.warns("git cannot read `v1:ws/offering.yaml`");
    assert!(!project.path("x").exists());
}

#[test]
fn without_git_or_a_repository_it_says_so() {
    let project = Project::with_fixture("minimal").env("PATH", "/nowhere");
    let ran = diff(&project, &["v1", "ws"]).exits(2);
    ran.warns("there is no folder `v1`, and revisions cannot be read: git is not installed");
    let project = with_path(Project::with_fixture("minimal"));
    let project = project.env("GIT_CEILING_DIRECTORIES", "/");
    let ran = diff(&project, &["v1", "ws"]).exits(2);
    ran.warns("there is no folder `v1`, and no git repository lies here in which it could be a revision; check the name");
}

#[test]
fn a_revision_without_documents_is_refused() {
    let project = with_path(Project::new().file("readme.txt", "x"));
    git(&project, &["init", "-q", "-b", "main"]);
    git(&project, &["add", "."]);
    git(&project, &["commit", "-q", "-m", "one"]);
    let ran = diff(&project, &["HEAD", "HEAD"]).exits(2);
    ran.warns("`HEAD` holds no YAML files");
}

/// What a repository says in its settings and attributes, and where its links lead, changes nothing.
#[test]
fn nothing_that_a_repository_holds_is_run_or_followed() {
    let project = history();
    let script = "#!/bin/sh\ntouch ran\n";
    let project = project.file("evil.sh", script);
    for (key, value) in [
        ("core.fsmonitor", "sh evil.sh"),
        ("core.pager", "sh evil.sh"),
        ("diff.x.textconv", "sh evil.sh"),
        ("filter.x.smudge", "sh evil.sh"),
    ] {
        git(&project, &["config", key, value]);
    }
    let project = project
        .file("ws/.gitattributes", "*.yaml filter=x diff=x\n")
        .file(
            "secret.yaml",
            fs::read(repository().join("fixtures/minimal/offering.yaml")).unwrap(),
        );
    #[cfg(unix)]
    std::os::unix::fs::symlink("../secret.yaml", project.path("ws/link.yaml")).unwrap();
    git(
        &project,
        &[
            "-c",
            "core.fsmonitor=false",
            "add",
            "ws/.gitattributes",
            "ws/link.yaml",
        ],
    );
    git(
        &project,
        &["-c", "core.fsmonitor=false", "commit", "-q", "-m", "three"],
    );
    diff(&project, &["v2:ws", "HEAD:ws"])
        .exits(0)
        .says("nothing that customers are promised differs");
    assert!(!project.path("ran").exists());
}

#[test]
fn a_notice_is_written_from_a_revision_with_its_own_templates_and_logo() {
    let project = history();
    let own = "Own words about{% for own in offerings %} {{ own.name.text }}{% endfor %}\n";
    let logo = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>"#;
    let partner = project.read("ws/partner.yaml");
    let partner = format!("{}\n  branding: {{logo: logo.svg}}\n", partner.trim_end());
    let settings = format!("{}templates: own\n", project.read("ws/csp-support.yaml"));
    let project = project
        .file("ws/csp-support.yaml", settings)
        .file("ws/partner.yaml", partner)
        .file("ws/own/notice.md", own)
        .file("ws/logo.svg", logo);
    git(&project, &["add", "."]);
    git(&project, &["commit", "-q", "-m", "three"]);
    git(&project, &["tag", "v3"]);
    fs::remove_dir_all(project.path("ws")).unwrap();
    let words = ["v1:ws", "v3:ws", "--notice", "told", "--lang", "en"];
    diff(&project, &words)
        .exits(0)
        .warns("wrote 2 files for customers into told");
    let text = project.read("told/notice.en.md");
    assert_eq!(text, "Own words about Standard support\n");
    let entries = diff(&project, &["v1:ws", "v3:ws", "--changelog"]).exits(0);
    entries.says("# standard in v3:ws/offering.yaml: below `spec`, first in the list");
}
