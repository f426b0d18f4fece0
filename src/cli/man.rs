//! `man`: the manual pages, from the same words as `--help`.
//!
//! Their date is that of `SOURCE_DATE_EPOCH`, which those who build packages set; the clock is never asked.

use crate::cli::CLEAN;
use crate::cli::args::{Cli, Man};
use crate::cli::output::{print, tell, write_file};
use crate::cli::today::source_date;
use crate::error::{Error, Result};
use clap::{Command, CommandFactory};

pub(super) fn run(asked: &Man) -> Result<u8> {
    let mut root = Cli::command();
    root.build();
    let Some(dir) = &asked.out else {
        let command = find(&root, &asked.command)?;
        print(&page(command)?)?;
        return Ok(CLEAN);
    };
    std::fs::create_dir_all(dir).map_err(|source| Error::Write {
        path: dir.clone(),
        source,
    })?;
    let mut commands = Vec::new();
    all(&root, &mut commands);
    for command in &commands {
        let file = format!("{}.1", full_name(command));
        write_file(&dir.join(file), page(command)?.as_bytes())?;
    }
    tell(&format!(
        "wrote {} manual pages to {}",
        commands.len(),
        dir.display()
    ));
    Ok(CLEAN)
}

/// A command by its words, such as `pack test`.
fn find<'c>(root: &'c Command, words: &[String]) -> Result<&'c Command> {
    words.iter().try_fold(root, |command, word| {
        let missing = || Error::Usage(format!("there is no command `{}`", words.join(" ")));
        command.find_subcommand(word).ok_or_else(missing)
    })
}

/// A command and all those below it.
fn all<'c>(command: &'c Command, found: &mut Vec<&'c Command>) {
    found.push(command);
    for inner in command.get_subcommands() {
        all(inner, found);
    }
}

/// Such as `csp-support-pack-test`.
fn full_name(command: &Command) -> &str {
    command
        .get_display_name()
        .unwrap_or_else(|| command.get_name())
}

fn page(command: &Command) -> Result<String> {
    // An empty field would be lost, and the next one would take its place.
    let date = source_date()?.map_or_else(|| " ".to_owned(), |date| date.to_string());
    let man = clap_mangen::Man::new(command.clone())
        .title(full_name(command))
        .date(date)
        .source(concat!("csp-support ", env!("CARGO_PKG_VERSION")))
        .manual("csp-support");
    let mut page = Vec::new();
    let broken = |error: &dyn std::fmt::Display| Error::Internal(error.to_string());
    man.render(&mut page).map_err(|error| broken(&error))?;
    let page = String::from_utf8(page).map_err(|error| broken(&error))?;
    Ok(with_lines_kept(&page))
}

/// The page with indented lines, which are examples, as they are: joined, no shell could run them. An empty line
/// between two breaks says what one macro says, which is what readers of pages want to see.
fn with_lines_kept(page: &str) -> String {
    let mut kept = String::with_capacity(page.len() + 32);
    let mut inside = false;
    for line in page.replace(".br\n\n.br\n", ".sp\n").lines() {
        let is_example = line.starts_with("  ");
        if is_example != inside {
            kept.push_str(if is_example { ".nf\n" } else { ".fi\n" });
        }
        inside = is_example;
        kept.push_str(line);
        kept.push('\n');
    }
    kept
}
