//! What may be typed after `runbook`.

use super::day::day;
use clap::{Args, ValueEnum};
use jiff::civil::Date;
use std::path::PathBuf;

/// Arguments of `runbook`.
#[derive(Debug, Args)]
#[command(after_help = RUNBOOK_HELP)]
pub struct Runbook {
    /// The customer's id
    #[arg(value_name = "CUSTOMER")]
    pub customer: String,
    /// Files or folders; the nearest csp-support.yaml above marks the workspace
    #[arg(value_name = "PATH", default_value = ".")]
    pub paths: Vec<PathBuf>,
    /// The file to write (default: standard output)
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// html or markdown (default: by the name of the file; markdown on standard output)
    #[arg(long, value_name = "NAME")]
    pub format: Option<PageFormat>,
    /// Language of the page (default: the first of `languages` of the workspace, else English)
    #[arg(long, value_name = "LANG")]
    pub lang: Option<String>,
    /// The day that counts as today (default: `SOURCE_DATE_EPOCH`, else `asOf` of the workspace, else today)
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<Date>,
}

/// The format of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PageFormat {
    /// One file that stands alone.
    Html,
    /// Plain text.
    Markdown,
}

/// How a runbook is made.
const RUNBOOK_HELP: &str = "\
The page is internal: it names people, contracts and access. `publish` never writes it. \
Where no day is set, it also tells who is there at this minute.

Example:
  csp-support runbook hansewind --out hansewind.html";
