//! The help of every command, at the widths that terminals have.

use crate::harness::Project;
use clap::{Command, CommandFactory};

/// The words of every command and of those within it.
fn commands(command: &Command, words: &[String], found: &mut Vec<Vec<String>>) {
    found.push(words.to_vec());
    for inner in command.get_subcommands() {
        let words = [words, &[inner.get_name().to_owned()]].concat();
        commands(inner, &words, found);
    }
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// Lines of one or two words that a longer line of the same paragraph comes after.
fn stray(help: &str) -> Vec<String> {
    let prose = help.split("\nExample").next().unwrap();
    let lines: Vec<&str> = prose.lines().collect();
    let of_one = |one: &str, other: &str| {
        let is_item = other.trim_start().starts_with("- ");
        !other.trim().is_empty() && indent(one) == indent(other) && !is_item
    };
    let found = lines.windows(3).filter(|three| {
        let short = three[1].split_whitespace().count() <= 2;
        short && of_one(three[0], three[1]) && of_one(three[1], three[2])
    });
    found.map(|three| three.join("\n")).collect()
}

#[test]
fn no_line_of_a_help_is_broken_twice() {
    let mut all = Vec::new();
    commands(&csp_support::cli::args::Cli::command(), &[], &mut all);
    assert!(all.len() > 25, "{all:?}");
    let mut problems = Vec::new();
    for width in ["80", "100"] {
        let project = Project::new().env("COLUMNS", width);
        for words in &all {
            let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
            words.push("--help");
            let help = project.run(&words).exits(0).stdout;
            let found = stray(&help);
            problems.extend(
                found
                    .iter()
                    .map(|own| format!("{words:?} at {width}:\n{own}")),
            );
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n\n"));
}

#[test]
fn a_line_broken_twice_is_seen() {
    let twice = "A finding is known by its document and the place in it, never\nby\nits line or its words.\n";
    assert_eq!(stray(twice).len(), 1);
    assert!(stray("One long line of words that\nends here\n\nAnother\n").is_empty());
}
