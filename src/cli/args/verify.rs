//! What may be typed after `verify`.

use super::day::day;
use clap::Args;
use jiff::civil::Date;
use std::path::PathBuf;

/// Arguments of `verify`.
#[derive(Debug, Args)]
#[command(after_help = VERIFY_HELP)]
pub struct Verify {
    /// A bundle of `audit --bundle`, or a folder that `publish` wrote
    #[arg(value_name = "PATH")]
    pub path: PathBuf,
    /// The workspace to hold it against (default: for a bundle what it holds itself; for a folder the
    /// workspace around)
    #[arg(value_name = "WORKSPACE")]
    pub workspace: Option<PathBuf>,
    /// Only hold the files against their list, and make nothing again
    #[arg(long, conflicts_with = "workspace")]
    pub files_only: bool,
    /// For a folder, the day that counts as today (default: the day on which it was last published with changes)
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<Date>,
    /// A folder with rules of your own besides those of the settings, as it was named then; may be repeated
    #[arg(long = "pack", value_name = "PATH")]
    pub packs: Vec<PathBuf>,
    /// For customers' pages, the key from which their names were made, as for `publish`
    #[arg(long, value_name = "FILE")]
    pub customer_key: Option<PathBuf>,
    /// Print nothing; the exit code tells
    #[arg(short, long)]
    pub quiet: bool,
}

/// What a proof is.
const VERIFY_HELP: &str = "\
Every file is held against the list that was written with it, and everything is made again in memory from \
the documents, rules and settings: only the same bytes are a proof. Nothing is written or unpacked.

Exit codes: 0 proven, 1 something differs, 2 it could not be proven, such as with another version.

Examples:
  csp-support verify evidence.zip
  csp-support verify evidence.zip mine
  csp-support verify site mine";
