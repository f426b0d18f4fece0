//! `pack`: work with rule packs, the embedded ones and a partner's own.
//!
//! Each command is one file; what it tells is worked out in `judge::pack`.

mod diff;
mod freshness;
mod lock;
mod test;

pub(super) use lock::{FILE as LOCK, insist};

use crate::cli::args::PackCommand;
use crate::error::{Error, Result};
use serde::Serialize;
use std::collections::BTreeSet;

/// Width of lists of ids in characters.
const WIDTH: usize = 96;

pub(super) fn run(command: &PackCommand) -> Result<u8> {
    match command {
        PackCommand::Test(test) => test::run(test),
        PackCommand::Freshness(asked) => freshness::run(asked),
        PackCommand::Lock(asked) => lock::run(asked),
        PackCommand::Diff(asked) => diff::run(asked),
    }
}

fn json(value: &impl Serialize) -> Result<String> {
    let json =
        serde_json::to_string_pretty(value).map_err(|error| Error::Internal(error.to_string()))?;
    Ok(format!("{json}\n"))
}

/// Ids in lines that a terminal can hold; none is broken at a hyphen.
fn ids(ids: &BTreeSet<&str>, indent: &str) -> String {
    let words: Vec<&str> = ids.iter().copied().collect();
    let options = textwrap::Options::new(WIDTH)
        .initial_indent(indent)
        .subsequent_indent(indent)
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
        .word_separator(textwrap::WordSeparator::AsciiSpace);
    let body = textwrap::fill(&words.join(" "), options);
    format!("{body}\n")
}
