//! What may be typed after `serve`.

use super::day::day;
use clap::Args;
use jiff::civil::Date;
use std::path::PathBuf;

/// Arguments of `serve`.
#[derive(Debug, Args)]
#[command(after_help = SERVE_HELP)]
pub struct Serve {
    /// A folder or file; the nearest csp-support.yaml above marks the workspace
    #[arg(value_name = "PATH", default_value = ".")]
    pub path: PathBuf,
    /// The port of this machine; 0 is any that is free
    #[arg(long, value_name = "N", default_value_t = 8000)]
    pub port: u16,
    /// Languages of the pages, the first one first (default: as `publish`)
    #[arg(long, value_name = "LANG", value_delimiter = ',')]
    pub lang: Vec<String>,
    /// The day that counts as today (default: `SOURCE_DATE_EPOCH`, else `asOf` of the workspace, else today)
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<Date>,
}

/// What a preview is.
const SERVE_HELP: &str = "\
Only browsers of this machine are answered. Offerings with errors are shown as drafts; while a document \
cannot be read, the pages stay as they were and say why. Ctrl-C ends it.

Example:
  csp-support serve mine";
