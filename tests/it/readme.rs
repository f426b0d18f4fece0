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
    let shown = blocks("yaml").remove(0);
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
