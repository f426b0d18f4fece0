//! The job summary that `--format github` leaves for GitHub Actions.

use crate::harness::Project;

const BROKEN: &str = "apiVersion: csp-support/v1
kind: AgentGroup
metadata: {id: desk}
spec: {tenantId: 8777b240-c6f0-4469-9e98-a3205431b836, objectId: nobody}
";

const MOST: usize = 1024 * 1024;

fn project() -> Project {
    let project = Project::new().file("group.yaml", BROKEN);
    let file = project.path("summary.md");
    project.env("GITHUB_STEP_SUMMARY", &file.display().to_string())
}

const GITHUB: [&str; 4] = ["check", "--format", "github", "group.yaml"];

#[test]
fn a_summary_is_appended_to_what_the_step_has() {
    let project = project().file("summary.md", "# Mine\nlast line");
    project
        .run(&GITHUB)
        .exits(1)
        .says("::error file=group.yaml,");
    project.run(&GITHUB).exits(1);
    let summary = project.read("summary.md");
    assert!(
        summary.starts_with("# Mine\nlast line\n\n## Support check"),
        "{summary}"
    );
    assert_eq!(summary.matches("## Support check").count(), 2);
    assert_eq!(summary.matches("`group.yaml:4:").count(), 2, "{summary}");
}

#[test]
fn no_other_format_and_no_other_place_gets_a_summary() {
    let project = project();
    project
        .run(&["check", "--format", "markdown", "group.yaml"])
        .exits(1);
    assert!(!project.path("summary.md").exists());
    let project = Project::new()
        .file("group.yaml", BROKEN)
        .env("GITHUB_STEP_SUMMARY", "");
    let ran = project.run(&GITHUB).exits(1);
    assert_eq!(ran.stderr, "");
}

/// A runner refuses a file that is too large, with all that is in it.
#[test]
fn a_summary_never_grows_beyond_what_a_runner_takes() {
    let mut many = String::new();
    for number in 0..6_000 {
        let id = format!("desk-{number}");
        many.push_str("---\n");
        many.push_str(&BROKEN.replace("desk", &id));
    }
    let project = project().file("group.yaml", many);
    project.run(&GITHUB).exits(1);
    let summary = project.read("summary.md");
    assert!(
        (MOST - 1_000..=MOST).contains(&summary.len()),
        "{}",
        summary.len()
    );
    assert!(
        summary.contains(" more findings: see "),
        "a note says what is left out"
    );
    project.run(&GITHUB).exits(1);
    assert_eq!(project.read("summary.md"), summary, "no room, nothing more");
}

#[test]
fn a_summary_that_cannot_be_written_is_told_and_fails_nothing() {
    let project = Project::new()
        .file(
            "group.yaml",
            BROKEN.replace("nobody}", "227a2f44-2682-4831-a021-f8d69a34bcba}"),
        )
        .env("GITHUB_STEP_SUMMARY", "no/such/folder/summary.md");
    let ran = project.run(&GITHUB).exits(0);
    ran.warns("the job summary `no/such/folder/summary.md` cannot be written: ");
}
