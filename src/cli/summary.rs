//! The job summary of GitHub Actions, which the format `github` fills beside its annotations.
//!
//! A runner names a file in the environment and shows the Markdown that a step appends to it. Nobody asked for
//! that file by name, so a summary that cannot be written is told and fails nothing.

use crate::cli::output::tell;
use crate::error::system::writing;
use crate::report::{Report, markdown};
use std::fs::OpenOptions;
use std::io::{Result, Write};
use std::path::{Path, PathBuf};

/// Where a runner says which file it reads.
const FILE: &str = "GITHUB_STEP_SUMMARY";

/// What a runner takes of one step; it refuses a file that is larger, whole.
const MOST: usize = 1024 * 1024;

/// The file that a runner named.
pub(super) fn file() -> Option<PathBuf> {
    let named = std::env::var_os(FILE).filter(|file| !file.is_empty());
    named.map(PathBuf::from)
}

/// Appends the report to the summary of the step, if there is a step.
pub(super) fn append(report: &Report) {
    let Some(file) = file() else {
        return;
    };
    if let Err(error) = append_to(&file, report) {
        let file = file.display();
        tell(&format!(
            "csp-support: the job summary `{file}` cannot be written: {}",
            writing(&error)
        ));
    }
}

fn append_to(file: &Path, report: &Report) -> Result<()> {
    let mut file = OpenOptions::new().append(true).create(true).open(file)?;
    let held = usize::try_from(file.metadata()?.len()).unwrap_or(MOST);
    // What an earlier command left may lack the end of its last line.
    let apart = if held > 0 { "\n\n" } else { "" };
    let room = MOST.saturating_sub(held + apart.len());
    match markdown::within(report, room) {
        Some(text) => file.write_all(format!("{apart}{text}").as_bytes()),
        None => Ok(()),
    }
}
