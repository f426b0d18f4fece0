//! What may be typed after `files`.

use super::list::ListFormat;
use clap::Args;
use std::path::PathBuf;

/// Arguments of `files`.
#[derive(Debug, Args)]
#[command(after_help = FILES_HELP)]
pub struct Files {
    /// Files or folders; `-` is standard input. The nearest csp-support.yaml above marks the workspace
    #[arg(value_name = "PATH", default_value = ".")]
    pub paths: Vec<PathBuf>,
    /// text or json
    #[arg(long, value_name = "NAME", default_value = "text")]
    pub format: ListFormat,
    /// A folder with rules of your own; may be repeated
    #[arg(long = "pack", value_name = "PATH")]
    pub packs: Vec<PathBuf>,
    /// The name under which standard input joins the workspace
    #[arg(long, value_name = "PATH")]
    pub stdin_path: Option<PathBuf>,
}

/// How files are chosen.
const FILES_HELP: &str = "\
A workspace is read whole, whichever PATH is named: PATH limits whose findings are shown. The exit code is 0 \
also where a file cannot be read; `check` fails there.

Example:
  csp-support files mine";
