//! What may be typed after `audit`.

use super::judging::{Judging, Outcome};
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Arguments of `audit`.
#[derive(Debug, Args)]
pub struct Audit {
    #[command(flatten)]
    #[allow(missing_docs, reason = "documented at its type")]
    pub judging: Judging,
    #[command(flatten)]
    #[allow(missing_docs, reason = "documented at its type")]
    pub outcome: Outcome,
    /// Who reads the HTML or Markdown: other parts come first, some are left out, the numbers are the same
    /// (default: everybody, with all parts)
    #[arg(long, value_name = "WHO")]
    pub audience: Option<Reader>,
    /// Write everything the audit says and rests on into one zip file too: reports for the chosen audience, inputs,
    /// rules, hashes, with the baseline and the earlier reports of `--compare`. `verify` proves it
    #[arg(long, value_name = "FILE")]
    pub bundle: Option<PathBuf>,
}

/// Who reads an audit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Reader {
    /// Who decides: by offering and customer, in plain words.
    Manager,
    /// Who wants it proven: what is asked and where, evidence, hashes, what was not checked.
    Auditor,
    /// Who mends it: file by file, with what to write.
    Engineer,
}
