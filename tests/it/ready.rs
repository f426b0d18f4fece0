//! What makes the program ready for shells, pipelines and packages; their own tools judge it in `tests/web`.

use crate::harness::{Project, repository};
use clap::CommandFactory;
use csp_support::cli::args::Cli;
use csp_support::report::FORMATS;
use std::fs;

#[test]
fn completions_know_commands_and_values() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = Project::new().run(&["completions", shell]).exits(0);
        for word in ["publish", "fail-on", "coverage"] {
            assert!(ran.stdout.contains(word), "{shell} does not know {word}");
        }
        if !["powershell", "elvish"].contains(&shell) {
            for format in FORMATS {
                assert!(
                    ran.stdout.contains(format.name),
                    "{shell} does not know {}",
                    format.name
                );
            }
            assert!(
                ran.stdout.contains("SupportOffering"),
                "{shell} knows no kinds"
            );
        }
    }
}

#[test]
fn values_that_are_offered_do_not_limit() {
    let project = Project::with_fixture("minimal");
    project
        .run(&["check", "--format", "json=out.json", "ws"])
        .exits(0);
    assert!(project.read("out.json").starts_with('{'));
    let ran = project.run(&["check", "--format", "jsn", "ws"]).exits(2);
    assert!(
        ran.stderr.contains("there is no format `jsn`"),
        "{}",
        ran.stderr
    );
}

#[test]
fn every_command_has_a_manual_page() {
    let project = Project::new().env("SOURCE_DATE_EPOCH", "1780000000");
    project.run(&["man", "--out", "man1"]).exits(0);
    let mut root = Cli::command();
    root.build();
    let mut count = 0;
    let mut commands = vec![&root];
    while let Some(command) = commands.pop() {
        commands.extend(command.get_subcommands());
        let name = command.get_display_name().unwrap_or("csp-support");
        let page = project.read(&format!("man1/{name}.1"));
        let title = format!(
            ".TH {name} 1 2026-05-28 \"csp-support {}\"",
            env!("CARGO_PKG_VERSION")
        );
        assert!(page.contains(&title), "{name}: {page}");
        count += 1;
    }
    assert_eq!(fs::read_dir(project.path("man1")).unwrap().count(), count);
    let printed = project.run(&["man", "pack", "test"]).exits(0).stdout;
    assert_eq!(printed, project.read("man1/csp-support-pack-test.1"));
    let example = ".nf\n  csp\\-support hours premium\\-2026 ";
    let hours = project.read("man1/csp-support-hours.1");
    assert!(hours.contains(example), "{hours}");
    project.run(&["man", "pack", "nothing"]).exits(2);
}

#[test]
fn manual_pages_do_not_know_the_clock() {
    let page = Project::new().run(&["man"]).exits(0).stdout;
    assert!(page.contains(".TH csp-support 1 \" \" "), "{page}");
}

#[test]
fn init_writes_pipelines_where_the_repository_begins() {
    let files = [
        ("github", ".github/workflows/csp-support.yml"),
        ("gitlab", ".gitlab-ci.yml"),
        ("azure", "azure-pipelines.yml"),
    ];
    for (name, file) in files {
        let project = Project::new().file("repository/.git/HEAD", "");
        project
            .run(&["init", "repository/mine", "--ci", name])
            .exits(0);
        let written = project.read(&format!("repository/{file}"));
        assert!(written.contains("fill in"), "{written}");
        let again = project.file(&format!("repository/{file}"), "mine\n");
        let ran = again
            .run(&["init", "repository/mine", "--ci", name])
            .exits(0);
        assert_eq!(again.read(&format!("repository/{file}")), "mine\n");
        ran.says("left alone, it exists:");
        let loose = Project::new();
        loose.run(&["init", "mine", "--ci", name]).exits(0);
        assert_eq!(loose.read(&format!("mine/{file}")), written);
        loose.run(&["files", "mine"]).exits(0);
    }
}

/// Where a version is written, it is that of `Cargo.toml`.
#[test]
fn versions_agree() {
    let read = |path: &str| fs::read_to_string(repository().join(path)).unwrap();
    let rust = env!("CARGO_PKG_RUST_VERSION");
    let named = [
        ("action.yml", format!("cargo +{rust} install")),
        ("action.yml", format!("rustup toolchain install {rust} ")),
        ("Dockerfile", format!("FROM rust:{rust}-")),
        ("templates/ci/azure.yml", format!("cargo +{rust} install")),
        (
            "templates/ci/azure.yml",
            format!("rustup toolchain install {rust} "),
        ),
        ("templates/ci/gitlab.yml", format!("image: rust:{rust}-")),
    ];
    for (path, words) in named {
        assert!(read(path).contains(&words), "{path} does not say `{words}`");
    }
    let own = env!("CARGO_PKG_VERSION");
    for path in [
        "pyproject.toml",
        ".ci/npm/package.json",
        ".ci/npm/platform.json",
    ] {
        assert!(!read(path).contains(own), "{path} repeats the version");
    }
}
