//! The command line as people and pipelines meet it: exit codes, words, files.

use crate::harness::{Project, repository};
use crate::report::hostile::oracle;
use clap::{Command, CommandFactory};
use csp_support::report::FORMATS;
use std::process::Stdio;

const GROUP: &str = "apiVersion: csp-support/v1
kind: AgentGroup
metadata: {id: desk}
spec:
  tenantId: 8777b240-c6f0-4469-9e98-a3205431b836
  objectId: 227a2f44-2682-4831-a021-f8d69a34bcba
";

#[test]
fn help_lists_every_command() {
    let help = Project::new().run(&["--help"]).exits(0).stdout;
    let commands = csp_support::cli::args::Cli::command();
    let commands: Vec<_> = commands.get_subcommands().map(Command::get_name).collect();
    assert!(commands.len() > 17, "{commands:?}");
    for command in commands {
        assert!(
            help.contains(&format!("\n  {command} ")),
            "{command} is not in\n{help}"
        );
        Project::new()
            .run(&[command, "--help"])
            .exits(0)
            .says("Usage: csp-support");
    }
}

#[test]
fn a_clean_file_is_silent_and_exits_0() {
    let ran = Project::new()
        .file("group.yaml", GROUP)
        .run(&["check", "group.yaml"])
        .exits(0);
    assert_eq!(ran.stderr, "");
    ran.says("no findings");
}

#[test]
fn an_error_exits_1_and_shows_the_line() {
    let text = GROUP.replace("objectId:", "objectid:");
    Project::new()
        .file("group.yaml", text)
        .run(&["check", "group.yaml"])
        .exits(1)
        .says("error[schema-unknown-key]: `spec` has no field `objectid`")
        .says("did you mean `objectId`?")
        .says("group.yaml:6:3");
}

#[test]
fn fail_on_decides_what_fails() {
    let project = Project::new().file("group.yaml", GROUP.replace("objectId:", "objectid:"));
    project
        .run(&["check", "--fail-on", "never", "group.yaml"])
        .exits(0);
    let warned = Project::new().file("group.yaml", format!("{GROUP}  members: [no]\n"));
    warned
        .run(&["check", "--fail-on", "warning", "group.yaml"])
        .exits(1);
}

#[test]
fn standard_input_joins_the_workspace() {
    let broken = GROUP.replace("kind: AgentGroup", "kind: AgentGrup");
    Project::new()
        .stdin(broken)
        .run(&["check", "-"])
        .exits(1)
        .says("did you mean `AgentGroup`?");
    Project::with_fixture("minimal")
        .stdin(GROUP.replace("tenantId", "tenant"))
        .run(&["check", "-", "--stdin-path", "ws/group.yaml"])
        .exits(1)
        .says("ws/group.yaml:5:3");
}

#[test]
fn wrong_usage_exits_2_with_one_sentence() {
    let cases: [(&[&str], &str); 6] = [
        (&["check", "missing"], "cannot read `missing`"),
        (&["check", "."], "found no documents in `.`"),
        (
            &["check", "--format", "yaml", "."],
            "there is no format `yaml`",
        ),
        (&["check", "--pack", "nowhere", "."], "nowhere"),
        (
            &["explain", "CSP-GDAP-OO1"],
            "there is no rule `CSP-GDAP-OO1`",
        ),
        (&["schema", "Offering"], "there is no schema `Offering`"),
    ];
    for (words, sentence) in cases {
        let ran = Project::new().run(words).exits(2).warns(sentence);
        assert_eq!(ran.stdout, "", "{words:?}");
        assert_eq!(ran.stderr.lines().count(), 1, "{}", ran.stderr);
    }
    Project::new()
        .run(&["check", "--nonsense"])
        .exits(2)
        .warns("--nonsense");
    Project::new()
        .file("empty.yaml", "# nothing yet\n")
        .run(&["check"])
        .exits(2)
        .warns("found no documents");
    Project::new()
        .run(&["check", "--allow-empty", "."])
        .exits(0);
}

#[test]
fn a_broken_pack_ends_the_run_with_a_caret() {
    let rules = "rules:\n  - {id: X-1, name: x, title: X, obligation: must, basis: verbatim, each: AgentGroup, assert: \"this.teir == 1\", says: x, why: x, fix: x, editions: [{from: 2020-01-01, sources: []}], good: '', bad: ''}\n";
    Project::new()
        .file("group.yaml", GROUP)
        .file("house/rules.yaml", rules)
        .run(&["check", "--pack", "house", "group.yaml"])
        .exits(2)
        .warns("the rule pack is broken");
}

#[test]
fn broken_settings_end_the_run() {
    Project::new()
        .file("csp-support.yaml", "asof: 2026-11-23\n")
        .file("group.yaml", GROUP)
        .run(&["check"])
        .exits(2)
        .warns("did you mean `asOf`?");
}

#[test]
fn an_unwritable_target_exits_2() {
    Project::new()
        .file("group.yaml", GROUP)
        .run(&[
            "check",
            "--format",
            "json=no/such/folder/out.json",
            "group.yaml",
        ])
        .exits(2)
        .warns("cannot write");
}

#[test]
fn where_one_target_cannot_be_written_nothing_is() {
    let project = Project::new().file("group.yaml", GROUP);
    let formats = ["json=out.json", "text", "sarif=no/such/out.sarif"];
    let words: Vec<&str> = formats
        .iter()
        .flat_map(|format| ["--format", *format])
        .collect();
    let ran = project
        .run(&[&["check", "group.yaml"], words.as_slice()].concat())
        .exits(2)
        .warns("cannot write `no/such/out.sarif`");
    assert_eq!(ran.stdout, "");
    let left: Vec<_> = std::fs::read_dir(project.path("."))
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(left, ["group.yaml"]);
}

#[test]
fn a_device_is_written_to_and_not_replaced() {
    let project = Project::new().file("group.yaml", GROUP);
    project
        .run(&["check", "--format", "text=/dev/stdout", "group.yaml"])
        .exits(0)
        .says("no findings");
}

#[test]
fn reports_name_the_program_and_not_where_it_lies() {
    let project = Project::new().file("group.yaml", GROUP);
    let json = project
        .run(&["check", "--format", "json", "group.yaml"])
        .exits(0)
        .stdout;
    let report: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(report["command"][0], "csp-support");
}

#[test]
fn rules_can_be_filtered_by_every_word_they_are_listed_with() {
    let waiting = Project::new()
        .run(&["rules", "--severity", "waiting"])
        .exits(0)
        .stdout;
    assert!(!waiting.contains("CSP-OBL-001"), "{waiting}");
    Project::new()
        .run(&["rules", "--severity", "contested", "--as-of", "2026-11-23"])
        .exits(0)
        .says("CSP-ESC-007");
}

#[test]
fn coverage_adds_up_to_the_catalogue() {
    let text = Project::new().run(&["rules", "--coverage"]).exits(0).stdout;
    let head = "csp, catalogue of 2026-11-22: 204 obligations";
    assert!(text.starts_with(head), "{text}");
    let json = Project::new()
        .run(&["rules", "--coverage", "--format", "json"])
        .exits(0)
        .stdout;
    let all: serde_json::Value = serde_json::from_str(&json).unwrap();
    let [pack] = all.as_array().unwrap().as_slice() else {
        panic!("{json}")
    };
    let count = |list: &str| pack[list].as_array().unwrap().len();
    let lists = ["inRules", "manual", "notCheckable", "waiting"];
    assert_eq!(lists.map(count).iter().sum::<usize>(), 204);
    assert_eq!(pack["total"], 204);
    assert!(lists[..3].iter().all(|list| count(list) > 0), "{json}");
    assert_eq!(
        count("waiting"),
        0,
        "everything that can be judged is judged"
    );
    for (list, title) in lists
        .into_iter()
        .zip(["in rules", "manual", "not checkable", "waiting"])
    {
        let line = format!("\n{title}: {}\n", count(list));
        assert!(text.contains(&line), "{line:?} is not in {text}");
    }
}

#[test]
fn several_formats_at_once() {
    let project = Project::new().file("group.yaml", GROUP);
    let ran = project
        .run(&[
            "check",
            "--format",
            "text",
            "--format",
            "sarif=out.sarif",
            "--format",
            "json=out.json",
            "--format",
            "gitlab=out.gitlab.json",
            "group.yaml",
        ])
        .exits(0);
    assert!(!ran.stdout.is_empty());
    assert_eq!(project.read("out.gitlab.json"), "[]\n");
    assert!(project.read("out.sarif").contains("\"2.1.0\""));
    assert!(
        project
            .read("out.json")
            .contains("\"csp-support/report/v1\"")
    );
    project
        .run(&[
            "check",
            "--format",
            "text",
            "--format",
            "json",
            "group.yaml",
        ])
        .exits(2)
        .warns("two formats would go to standard output");
}

#[test]
fn the_help_lists_every_format_and_an_audit_says_which_it_can_be() {
    let help = Project::new().run(&["check", "--help"]).exits(0).stdout;
    for format in FORMATS {
        assert!(
            help.contains(&format!("  {}\n", format.name)),
            "{}",
            format.name
        );
        assert!(help.contains(format.description), "{}", format.name);
    }
    let project = Project::new().file("group.yaml", GROUP);
    for format in FORMATS {
        let target = format!("{}=out", format.name);
        let ran = project.run(&["audit", "--format", &target, "group.yaml"]);
        if format.audit {
            ran.exits(0);
            continue;
        }
        let told = format!(
            "`{0}` shows findings only, which `check --format {0}` writes",
            format.name
        );
        ran.exits(2).warns(&told);
    }
}

#[test]
fn a_reader_that_stops_reading_is_no_error() {
    let project = Project::with_fixture("nordlicht");
    let mut command = project.command(&["check", "--format", "json", "ws"]);
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn the_date_comes_from_the_flag_the_environment_the_workspace() {
    let project = || {
        Project::new()
            .file("csp-support.yaml", "asOf: 2024-01-01\n")
            .file("group.yaml", GROUP)
    };
    project().run(&["check"]).exits(0).says("2024-01-01");
    project()
        .env("SOURCE_DATE_EPOCH", "1735689600")
        .run(&["check"])
        .exits(0)
        .says("2025-01-01");
    project()
        .env("SOURCE_DATE_EPOCH", "1735689600")
        .run(&["check", "--as-of", "2026-02-03"])
        .exits(0)
        .says("2026-02-03");
    project()
        .env("SOURCE_DATE_EPOCH", "soon")
        .run(&["check"])
        .exits(2)
        .warns("SOURCE_DATE_EPOCH");
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let project = Project::with_fixture("nordlicht");
    let one = project.run(&["check", "--jobs", "1", "--format", "json", "ws"]);
    let four = project.run(&["check", "--jobs", "4", "--format", "json", "ws"]);
    let plain = |text: String| text.replace("\"1\"", "\"N\"").replace("\"4\"", "\"N\"");
    assert_eq!(plain(one.stdout), plain(four.stdout));
    project.run(&["check", "--jobs", "0", "ws"]).exits(2);
}

#[test]
fn the_fixture_workspaces_are_silent_in_every_format() {
    for workspace in ["nordlicht", "minimal"] {
        for format in [
            "text", "json", "sarif", "junit", "github", "markdown", "csv",
        ] {
            Project::with_fixture(workspace)
                .run(&["check", "--fail-on", "info", "--format", format, "ws"])
                .exits(0);
        }
    }
    Project::with_fixture("fjord")
        .run(&["check", "--fail-on", "warning", "ws"])
        .exits(0)
        .says("CSP-ESC-007");
}

#[test]
fn init_writes_a_workspace_that_check_accepts_once_filled_in() {
    let project = Project::new();
    project.run(&["init", "mine"]).exits(0).says("fill in");
    let before = project.read("mine/partner.yaml");
    project.run(&["check", "mine"]).exits(1);
    let filled = [
        ("partner.yaml", "legalName: \"\"", "legalName: Example Ltd"),
        (
            "partner.yaml",
            "mpaAcceptedOn: \"\"",
            "mpaAcceptedOn: 2023-02-14",
        ),
        (
            "partner.yaml",
            "provider: \"\"",
            "provider: Example Distribution",
        ),
        ("partner.yaml", "agreementRef: \"\"", "agreementRef: D-1"),
        ("partner.yaml", "zone: \"\"", "zone: Europe/London"),
        ("partner.yaml", "firstName: \"\"", "firstName: Duty"),
        (
            "partner.yaml",
            "lastName: \"\", email: \"\"",
            "lastName: Manager, email: sec@example.example",
        ),
        (
            "partner.yaml",
            "telephone: \"\"",
            "telephone: \"+442079460010\"",
        ),
        ("partner.yaml", "phone: \"\"", "phone: \"+442079460019\""),
        ("partner.yaml", "email: \"\"", "email: help@example.example"),
        (
            "partner.yaml",
            "website: \"\"",
            "website: \"https://example.example/help\"",
        ),
        (
            "offering.yaml",
            "effectiveFrom: \"\"",
            "effectiveFrom: 2026-10-01",
        ),
        ("offering.yaml", "zone: \"\"", "zone: Europe/London"),
        ("offering.yaml", "holidays: \"\"", "holidays: GB-ENG"),
        (
            "offering.yaml",
            "email, address: \"\"",
            "email, address: help@example.example",
        ),
        (
            "offering.yaml",
            "phone, address: \"\"",
            "phone, address: \"+442079460010\"",
        ),
        (
            "offering.yaml",
            "portal, address: \"\"",
            "portal, address: \"https://example.example/help\"",
        ),
    ];
    for (file, empty, value) in filled {
        let path = project.path("mine").join(file);
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains(empty), "{empty} is not in {file}");
        std::fs::write(&path, text.replace(empty, value)).unwrap();
    }
    project.run(&["check", "mine"]).exits(0);
    project.run(&["init", "mine"]).exits(0).says("left alone");
    assert_ne!(project.read("mine/partner.yaml"), before);
}

#[test]
fn init_files_are_short() {
    let lines = ["csp-support.yaml", "partner.yaml", "offering.yaml"].map(|name| {
        std::fs::read_to_string(repository().join("templates/init").join(name))
            .unwrap()
            .lines()
            .count()
    });
    assert!(lines.iter().sum::<usize>() <= 60, "{lines:?}");
}

#[test]
fn demo_shows_everything_and_touches_nothing_that_exists() {
    let project = Project::new();
    let ran = project.run(&["demo"]).exits(0);
    assert_eq!(
        ran.stdout
            .lines()
            .filter(|line| line.starts_with("open "))
            .count(),
        3,
        "{}",
        ran.stdout
    );
    for file in [
        "audit.html",
        "site/index.html",
        "workspace/csp-support.yaml",
    ] {
        assert!(
            project.path("csp-support-demo").join(file).is_file(),
            "{file}"
        );
    }
    project.run(&["demo"]).exits(2).warns("exists already");
}

#[test]
fn publish_refuses_errors_and_allows_drafts() {
    let project = Project::with_fixture("minimal");
    let path = project.path("ws/offering.yaml");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(
        &path,
        text.replace("pricing: {charging: none}", "pricing: {charging: full}"),
    )
    .unwrap();
    project
        .run(&["publish", "--out", "site", "ws"])
        .exits(1)
        .says("CSP-STMT-004")
        .warns("nothing was published");
    assert!(!project.path("site").exists());
    project
        .run(&["publish", "--out", "site", "--allow-findings", "ws"])
        .exits(0);
    assert!(
        project
            .read("site/en/standard.html")
            .to_lowercase()
            .contains("draft")
    );
}

#[test]
fn explain_and_rules_tell_about_rules() {
    let project = Project::new();
    project
        .run(&["explain", "CSP-GDAP-001"])
        .exits(0)
        .says("Why")
        .says("GRAPH-REL")
        .says("fact.");
    project
        .run(&["explain", "ref-dangling"])
        .exits(0)
        .says("it cannot be waived");
    project
        .run(&["explain", "hours-fewer"])
        .exits(0)
        .says("reduction: less is promised than before")
        .says("`csp-support diff OLD NEW` finds it");
    project
        .run(&["explain", "access-role-gained"])
        .exits(0)
        .says("wider: more access than before; never told to customers")
        .says("`--fail-on access`");
    project
        .run(&["explain", "hours-fewr"])
        .exits(2)
        .warns("did you mean `hours-fewer`?");
    project
        .run(&["rules"])
        .exits(0)
        .says("CSP-OBL-001")
        .says("yaml-duplicate-key");
    let json = project
        .run(&["rules", "--format", "json", "--kind", "SupportOffering"])
        .exits(0)
        .stdout;
    let rules: Vec<serde_json::Value> = serde_json::from_str(&json).unwrap();
    assert!(rules.iter().all(|rule| {
        rule["about"]
            .as_str()
            .unwrap()
            .starts_with("SupportOffering")
    }));
    assert!(!rules.is_empty());
}

/// In one workspace their ids stand many times, and nothing is where it should be.
#[test]
fn all_broken_files_together_can_be_audited() {
    let project = Project::with_fixture("invalid");
    let words = [
        "audit",
        "ws",
        "--format",
        "json=a.json",
        "--format",
        "html=a.html",
    ];
    project.run(&words).exits(0);
    let told: serde_json::Value = serde_json::from_str(&project.read("a.json")).unwrap();
    assert!(told["findings"].as_array().unwrap().len() > 100);
}

#[test]
fn pack_test_proves_the_embedded_pack() {
    Project::new()
        .run(&["pack", "test"])
        .exits(0)
        .says("all proven");
}

#[test]
fn schemas_can_be_printed_and_written() {
    let project = Project::new();
    let schema: serde_json::Value =
        serde_json::from_str(&project.run(&["schema", "SupportOffering"]).exits(0).stdout).unwrap();
    assert_eq!(
        schema["$schema"],
        "https://json-schema.org/draft/2020-12/schema"
    );
    project.run(&["schema", "--out", "schemas"]).exits(0);
    for name in [
        "partner-profile",
        "rule-waiver",
        "report",
        "statement",
        "workspace",
        "pack",
    ] {
        let text = project.read(&format!("schemas/{name}.schema.json"));
        assert!(
            serde_json::from_str::<serde_json::Value>(&text).is_ok(),
            "{name}"
        );
    }
}

/// What is typed may come from a stranger's file, by way of a script.
#[test]
fn wrong_words_are_quoted_without_acting() {
    for word in [
        "##vso[task.setvariable variable=a]b",
        "##[add-mask]x",
        "\n::stop-commands::x",
        "\u{1b}[2J",
    ] {
        for words in [
            ["check", "--as-of", word].as_slice(),
            &["check", "--color", word],
            &["check", "--format", word],
            &["check", word],
            &["check", "--select", word, "."],
            &[word],
        ] {
            let ran = Project::new().run(words).exits(2);
            oracle(
                &words.join(" "),
                &format!("{}\n{}", ran.stdout, ran.stderr),
                "",
            );
        }
    }
}
