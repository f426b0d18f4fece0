//! What may be typed after `baseline`.

use super::judging::Judging;
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// Commands about baselines.
#[derive(Debug, Subcommand)]
pub enum BaselineCommand {
    /// Write a baseline with all findings that are there now
    Write(Baseline),
    /// Bring it in line: add new findings, remove those that are gone
    Update(Baseline),
    /// Remove findings that are gone, and add none
    Prune(Baseline),
}

/// Arguments of the commands about baselines.
#[derive(Debug, Args)]
#[command(after_help = BASELINE_HELP)]
pub struct Baseline {
    #[command(flatten)]
    #[allow(missing_docs, reason = "documented at its type")]
    pub judging: Judging,
    /// The file (default: `baseline` of the workspace, else csp-support-baseline.yaml beside its csp-support.yaml)
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
}

/// What a baseline is.
const BASELINE_HELP: &str = "\
A finding is recognised by its rule, its document and the place in it, list items by their id: never by \
its line or its words. What PATH, --select and --ignore leave out stays in the file as it is. A finding \
that a waiver excuses needs no entry. Pages are published as if there were no baseline.

Example:
  csp-support baseline write mine && csp-support check mine --baseline mine/csp-support-baseline.yaml";
