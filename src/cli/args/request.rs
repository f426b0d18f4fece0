//! What may be typed after `request`.

use super::day::day;
use clap::{Args, ValueEnum};
use jiff::civil::Date;
use std::path::PathBuf;

/// Arguments of `request`.
#[derive(Debug, Args)]
#[command(after_help = REQUEST_HELP)]
pub struct Request {
    /// A file with requests, the id of a request in the workspace, or `-` for standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Files or folders of the workspace that it joins (default: the workspace around FILE, else `.`)
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// text, markdown or json
    #[arg(long, value_name = "NAME", default_value = "text")]
    pub format: RequestFormat,
    /// Write it out even where it is not complete, with the gaps marked
    #[arg(long)]
    pub draft: bool,
    /// The day that counts as today (default: `SOURCE_DATE_EPOCH`, else `asOf` of the workspace, else today)
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<Date>,
}

/// The format of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RequestFormat {
    /// To paste into a form.
    Text,
    /// To paste where Markdown is read.
    Markdown,
    /// For programs.
    Json,
}

/// How a request is checked.
const REQUEST_HELP: &str = "\
FILE joins the workspace and is judged by its rules. Exit codes: 0 complete and written to standard \
output, 1 something is missing (standard error says what), 2 it could not be checked.

Example:
  csp-support request sr-2026-0042 mine";
