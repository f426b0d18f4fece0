//! What may be typed after `man`.

use clap::Args;
use std::path::PathBuf;

/// Arguments of `man`.
#[derive(Debug, Args)]
#[command(after_help = MAN_HELP)]
pub struct Man {
    /// The command, such as `check` or `pack test` (default: the page of csp-support itself)
    #[arg(value_name = "COMMAND", conflicts_with = "out")]
    pub command: Vec<String>,
    /// Write the pages of all commands to this folder
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

/// How to read a page.
const MAN_HELP: &str = "\
Pages carry the day of SOURCE_DATE_EPOCH where it is set, else none.

Examples:
  csp-support man check | man -l -
  csp-support man --out ~/.local/share/man/man1";
