//! Measures reading, loading, checking and publishing of generated workspaces, and prints a table.
//!
//! ```text
//! cargo bench --bench speed                         # 10,000 and 100,000 documents, five rounds
//! cargo bench --bench speed -- 2000 --rounds 9      # other sizes, more rounds
//! cargo bench --bench speed -- --generate DIR 2000  # only write a workspace
//! cargo bench --bench speed -- --offerings 100000   # what looking at hours costs `check`
//! cargo bench --bench speed -- --site 25000         # `publish` beside writing as many bytes to the same disk
//! cargo bench --bench speed -- --customers 25000    # the same for customers' pages
//! cargo bench --bench speed -- --generate-offerings DIR 5000
//! cargo bench --bench speed -- --generate-customers DIR 5000
//! ```
//!
//! Every stage runs in a process of its own, so that its time is what a user waits for and its
//! memory is its own. Rounds go through all stages in turn; a noisy machine is unfair to all of them.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a benchmark talks to the person who started it"
)]

mod generate;
mod measure;
mod site;
mod stage;
mod table;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["--stage", name, folder] => stage::run(name, Path::new(folder)),
        // `cargo bench` adds the last word.
        ["--generate", folder, documents, "--bench"] => {
            generated(Path::new(folder), documents, generate::workspace)
        }
        ["--generate-offerings", folder, offerings, "--bench"] => {
            generated(Path::new(folder), offerings, generate::offerings)
        }
        ["--generate-customers", folder, customers, "--bench"] => {
            generated(Path::new(folder), customers, generate::customers)
        }
        ["--offerings", offerings, rest @ .., "--bench"] => promises(offerings, rest),
        ["--site", offerings, rest @ .., "--bench"] => pages(offerings, rest),
        ["--customers", customers, rest @ .., "--bench"] => customers_pages(customers, rest),
        [wanted @ .., "--bench"] => measured(wanted),
        _ => {
            println!("nothing was measured; `cargo bench --bench speed` does");
            Ok(ExitCode::SUCCESS)
        }
    };
    done.unwrap_or_else(|error| {
        eprintln!("{error}");
        ExitCode::FAILURE
    })
}

fn generated(
    folder: &Path,
    count: &str,
    write: fn(&Path, usize) -> std::io::Result<usize>,
) -> Result<ExitCode> {
    let written = write(folder, count.parse()?)?;
    println!("{written} documents in {}", folder.display());
    Ok(ExitCode::SUCCESS)
}

fn measured(words: &[&str]) -> Result<ExitCode> {
    let mut rounds = 5;
    let mut sizes = Vec::new();
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match *word {
            "--rounds" => rounds = words.next().ok_or("how many rounds?")?.parse()?,
            size => sizes.push(size.parse()?),
        }
    }
    if sizes.is_empty() {
        sizes = vec![10_000, 100_000];
    }
    let mut results = Vec::new();
    for size in sizes {
        let folder = fresh(&format!("speed-{size}"))?;
        let documents = generate::workspace(&folder, size)?.try_into()?;
        results.push(measure::all(&folder, stage::USUAL, documents, rounds)?);
        measure::clear(&folder)?;
    }
    println!(
        "{}",
        table::markdown(&results, "documents", stage::USUAL, rounds)
    );
    Ok(ExitCode::SUCCESS)
}

fn rounds(rest: &[&str]) -> Result<usize> {
    match rest {
        [] => Ok(3),
        ["--rounds", rounds] => Ok(rounds.parse()?),
        _ => Err("after the number there may be `--rounds` and a number".into()),
    }
}

/// Publishes offerings in two languages, HTML and Markdown, and only writes as many bytes.
fn pages(offerings: &str, rest: &[&str]) -> Result<ExitCode> {
    let folder = fresh("speed-site")?;
    generate::offerings(&folder, offerings.parse()?)?;
    beside_the_disk(&folder, stage::SITE, rounds(rest)?)
}

/// The same for the pages of customers.
fn customers_pages(customers: &str, rest: &[&str]) -> Result<ExitCode> {
    let folder = fresh("speed-customers")?;
    generate::customers(&folder, customers.parse()?)?;
    beside_the_disk(&folder, stage::CUSTOMERS, rounds(rest)?)
}

/// Compares publishing, the last of the stages, with only writing as many files and bytes.
fn beside_the_disk(folder: &Path, stages: &[stage::Stage], rounds: usize) -> Result<ExitCode> {
    if let Some(publish) = stages.last() {
        measure::once(publish.name, folder)?;
    }
    let (files, bytes) = site::list(folder)?;
    let result = measure::all(folder, stages, files, rounds)?;
    measure::clear(folder)?;
    println!("{files} files, {} MiB\n", bytes >> 20);
    println!("{}", table::markdown(&[result], "files", stages, rounds));
    Ok(ExitCode::SUCCESS)
}

/// Checks offerings with and without the rules that look at hours.
fn promises(offerings: &str, rest: &[&str]) -> Result<ExitCode> {
    let rounds = rounds(rest)?;
    let folder = fresh("speed-offerings")?;
    let documents = generate::offerings(&folder, offerings.parse()?)?.try_into()?;
    let result = measure::all(&folder, stage::PROMISES, documents, rounds)?;
    println!(
        "{}",
        table::markdown(&[result], "documents", stage::PROMISES, rounds)
    );
    Ok(ExitCode::SUCCESS)
}

/// An empty place below Cargo's folder for such things.
fn fresh(name: &str) -> Result<PathBuf> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    Ok(folder)
}
