//! What may be typed after `plan`.

use super::day::day;
use clap::{Args, Subcommand};
use jiff::civil::Date;
use std::path::PathBuf;

/// Commands about action plans.
#[derive(Debug, Subcommand)]
pub enum PlanCommand {
    /// Read a filled-in plan: what is to be fixed gets its owner and day, what is accepted becomes a waiver
    Import(PlanImport),
    /// Remove from the kept plan what is mended or waived
    Prune(PlanPrune),
}

/// Arguments of `plan import`.
#[derive(Debug, Args)]
#[command(after_help = PLAN_HELP)]
pub struct PlanImport {
    /// The table as CSV; `-` is standard input
    #[arg(value_name = "FILE")]
    pub file: String,
    /// The workspace
    #[arg(long, value_name = "PATH", default_value = ".")]
    pub into: PathBuf,
    /// The file to which waivers are added, below the workspace's folder
    #[arg(long, value_name = "FILE", default_value = "waivers.yaml")]
    pub waivers: String,
    /// Print what would be written, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// The day that counts as today (default: `SOURCE_DATE_EPOCH`, else `asOf` of the workspace, else today)
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<Date>,
    /// A folder with rules of your own; may be repeated
    #[arg(long = "pack", value_name = "PATH")]
    pub packs: Vec<PathBuf>,
}

/// How a plan is filled in.
const PLAN_HELP: &str = "\
`csp-support audit --format plan=plan.csv` writes the table. In `decision`, write `fix` and fill in owner \
and due (2026-12-31 or 31.12.2026), or write `waive` and fill in reason, approver and until. What is to be \
fixed is kept in csp-support-plan.yaml, and reports show it beside the findings; the rest becomes waivers. \
Where a row cannot be followed, nothing is written.

Example:
  csp-support plan import plan.csv --dry-run";

/// Arguments of `plan prune`.
#[derive(Debug, Args)]
pub struct PlanPrune {
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
