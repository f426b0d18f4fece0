//! What may be typed after `waiver`.

use super::day::day;
use super::list::ListFormat;
use clap::{Args, Subcommand};
use jiff::civil::Date;
use std::path::PathBuf;

/// Commands about waivers.
#[derive(Debug, Subcommand)]
pub enum WaiverCommand {
    /// List all waivers, the worst first: what each excuses, why, and how long it still holds
    List(WaiverList),
    /// Write a waiver to the end of a file, provided it may be waived and excuses something today
    Add(WaiverAdd),
    /// Remove the waivers that have ended and those that excuse nothing
    Prune(WaiverPrune),
}

/// Arguments of `waiver list`.
#[derive(Debug, Args)]
pub struct WaiverList {
    /// Files or folders; the nearest csp-support.yaml above marks the workspace
    #[arg(value_name = "PATH", default_value = ".")]
    pub paths: Vec<PathBuf>,
    /// text or json
    #[arg(long, value_name = "NAME", default_value = "text")]
    pub format: ListFormat,
    /// Judge as of this day (default: `SOURCE_DATE_EPOCH`, else `asOf` of the workspace, else today)
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<Date>,
    /// A folder with rules of your own; may be repeated
    #[arg(long = "pack", value_name = "PATH")]
    pub packs: Vec<PathBuf>,
}

/// Arguments of `waiver add`.
#[derive(Debug, Args)]
#[command(after_help = WAIVER_ADD_HELP, group(clap::ArgGroup::new("end").required(true).args(["expires", "days"])))]
pub struct WaiverAdd {
    /// The rule's id or name
    #[arg(value_name = "RULE")]
    pub rule: String,
    /// What is excused: `Kind/id`, with `#/path` for one place in it, or a pattern of file names
    #[arg(value_name = "TARGET")]
    pub target: String,
    /// Why the exception is acceptable
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub reason: String,
    /// Who accepted it: name and role
    #[arg(long, value_name = "NAME")]
    pub approver: String,
    /// The last day on which it holds
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub expires: Option<Date>,
    /// Instead, how many days it holds from today
    #[arg(long, value_name = "N")]
    pub days: Option<u16>,
    /// Its id (default: the next free one, such as waiver-2026-001)
    #[arg(long, value_name = "ID")]
    pub id: Option<String>,
    /// The file to which it is added, below the workspace's folder
    #[arg(long, value_name = "FILE", default_value = "waivers.yaml")]
    pub file: String,
    /// The workspace
    #[arg(long, value_name = "PATH", default_value = ".")]
    pub into: PathBuf,
    /// Write it even though nothing is to be excused today
    #[arg(long)]
    pub force: bool,
    /// Print the document and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// The day that counts as today (default: `SOURCE_DATE_EPOCH`, else `asOf` of the workspace, else today)
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<Date>,
    /// A folder with rules of your own; may be repeated
    #[arg(long = "pack", value_name = "PATH")]
    pub packs: Vec<PathBuf>,
}

/// How else to waive.
const WAIVER_ADD_HELP: &str = "\
What stands in the file stays as it is. An exception from one line can also be written beside that line:
  # csp-support: waive RULE until 2026-12-31: the reason

Example:
  csp-support waiver add CSP-GDAP-005 AccessGrant/acme-gdap --days 90 \\
    --reason 'their only administrator is away' --approver 'Jo Berg, head of service'";

/// Arguments of `waiver prune`.
#[derive(Debug, Args)]
pub struct WaiverPrune {
    /// The workspace
    #[arg(value_name = "PATH", default_value = ".")]
    pub path: PathBuf,
    /// Say what would go, and change nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Judge as of this day (default: `SOURCE_DATE_EPOCH`, else `asOf` of the workspace, else today)
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<Date>,
    /// A folder with rules of your own; may be repeated
    #[arg(long = "pack", value_name = "PATH")]
    pub packs: Vec<PathBuf>,
}
