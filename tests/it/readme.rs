//! The README is true: its commands run, and the rule it shows is the rule that is used.

use crate::harness::{Project, repository};
use std::fs;

fn readme() -> String {
    fs::read_to_string(repository().join("README.md")).unwrap()
}

/// The contents of fenced blocks of a language.
fn blocks(language: &str) -> Vec<String> {
    let text = readme();
    let fence = format!("```{language}\n");
    let blocks = text.split(&fence).skip(1);
    blocks
        .map(|block| block.split("```").next().unwrap().to_owned())
        .collect()
}

#[test]
fn its_commands_run() {
    let project = Project::new();
    let mut count = 0;
    for line in blocks("sh").iter().flat_map(|block| block.lines()) {
        let command = line.split(" # ").next().unwrap().trim();
        let Some(words) = command.strip_prefix("csp-support ") else {
            continue;
        };
        let words: Vec<&str> = words.split_whitespace().collect();
        let ran = project.run(&words);
        let expected: &[i32] = if words[0] == "check" { &[0, 1] } else { &[0] };
        assert!(
            expected.contains(&ran.code),
            "`{command}` exits {}\n{}{}",
            ran.code,
            ran.stdout,
            ran.stderr
        );
        count += 1;
    }
    assert!(count >= 5, "only {count} commands");
}

#[test]
fn the_rule_it_shows_is_the_rule_in_the_pack() {
    let pack = fs::read_to_string(repository().join("policies/csp/gdap.yaml")).unwrap();
    let shown = yaml_block("- id:");
    let lines = shown
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.ends_with('…'));
    for line in lines {
        assert!(
            pack.lines().any(|kept| kept.trim() == line),
            "the pack has no line `{line}`"
        );
    }
}

/// The YAML block that begins with some text.
fn yaml_block(start: &str) -> String {
    let mut blocks = blocks("yaml").into_iter();
    blocks.find(|block| block.starts_with(start)).unwrap()
}

/// The promise it shows agrees with itself, as the fields of an offering.
#[test]
fn the_promise_it_shows_is_one() {
    let fields = yaml_block("hours:");
    let fields = fields.lines().map(|line| format!("  {line}\n"));
    let offering = format!(
        "apiVersion: csp-support/v1\nkind: SupportOffering\nmetadata: {{id: one}}\nspec:\n  \
         products: [azure]\n  severities: [{{id: critical}}]\n  contacts:\n  - {{method: phone, address: \"+493023125010\"}}\n  - {{method: email, address: support@seeadler.example}}\n{}",
        fields.collect::<String>()
    );
    let base = repository().join("policies/csp/_bases/direct.yaml");
    let base = fs::read_to_string(base).unwrap();
    let partner = base.split("---\n").next().unwrap();
    let partner = partner.replace("alertSubscription: [admin]", "");
    let partner = format!("{partner}  calendars: {{company: {{of: DE-BE}}}}\n");
    let project = Project::new()
        .file("partner.yaml", partner)
        .file("offering.yaml", offering);
    let ran = project.run(&["check", "--format", "github"]);
    let about_it: Vec<_> = ran
        .stdout
        .lines()
        .filter(|line| {
            line.contains("PROMISE-") || line.contains("schema-") || line.contains("ref-")
        })
        .collect();
    assert!(ran.stdout.contains("offering.yaml"), "{}", ran.stdout);
    assert!(about_it.is_empty(), "{about_it:#?}");
}

/// What it shows of a terminal is what the program prints, line by line but for those left out.
#[test]
fn its_terminal_shows_what_the_program_says() {
    for block in blocks("console") {
        let (command, shown) = block.split_once('\n').unwrap();
        let words: Vec<_> = command.split_whitespace().skip(2).collect();
        let project = Project::with_fixture("nordlicht");
        let words: Vec<_> = words
            .into_iter()
            .map(|word| {
                if word == "fixtures/nordlicht" {
                    "ws"
                } else {
                    word
                }
            })
            .collect();
        let ran = project.run(&words).exits(0);
        let mut printed = ran.stdout.lines();
        for line in shown.lines().filter(|line| line.trim() != "…") {
            assert!(
                printed.any(|said| said == line),
                "`{line}` is not printed, or not in this order:\n{}",
                ran.stdout
            );
        }
    }
}

/// The template it shows makes the page, and with a misspelt name the message below it.
#[test]
fn the_template_it_shows_prints_a_page() {
    let template = blocks("html").remove(0);
    let project = Project::with_fixture("nordlicht");
    let settings = project.read("ws/csp-support.yaml") + "\ntemplates: own\n";
    let project = project
        .file("ws/csp-support.yaml", settings)
        .file("ws/own/languages.html", &template);
    let words = ["publish", "ws", "--out", "site"];
    project.run(&words).exits(0);
    let page = project.read("site/index.html");
    assert!(page.contains("<h1>Nordlicht Support</h1>"), "{page}");
    assert!(
        page.contains("<p><a href=\"en/index.html\" lang=\"en\">English</a></p>"),
        "{page}"
    );
    let project = project.file(
        "ws/own/languages.html",
        template.replace("language.name", "language.nmae"),
    );
    let ran = project.run(&words).exits(2);
    let shown = blocks("text").into_iter();
    let mut shown = shown.filter(|block| block.starts_with("error[template"));
    for line in shown.next().unwrap().lines() {
        assert!(ran.stderr.contains(line), "no `{line}` in\n{}", ran.stderr);
    }
}
