//! What may be typed after `config`.

use super::day::day;
use super::judging::{Color, FailOn};
use super::list::ListFormat;
use clap::{Args, Subcommand};
use jiff::civil::Date;
use std::path::PathBuf;

/// Commands about settings.
#[derive(Debug, Subcommand)]
pub enum ConfigCommand {
    /// Show each setting with its value and where that comes from: nobody, csp-support.yaml, the environment, a flag
    Show(ConfigShow),
}

/// Arguments of `config show`.
#[derive(Debug, Args)]
#[command(after_help = CONFIG_HELP)]
pub struct ConfigShow {
    /// A folder or file; the nearest csp-support.yaml above holds the settings
    #[arg(value_name = "PATH", default_value = ".")]
    pub path: PathBuf,
    /// text or json
    #[arg(long, value_name = "NAME", default_value = "text")]
    pub format: ListFormat,
    /// As given to a command that judges
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<Date>,
    /// As given to a command that judges
    #[arg(long = "pack", value_name = "PATH")]
    pub packs: Vec<PathBuf>,
    /// As given to `check`
    #[arg(long, value_name = "SEVERITY")]
    pub fail_on: Option<FailOn>,
    /// As given to a command that prints in colours
    #[arg(long, value_name = "WHEN")]
    pub color: Option<Color>,
    /// As given to `publish`
    #[arg(long, value_name = "LANG", value_delimiter = ',')]
    pub lang: Vec<String>,
    /// As given to `publish`
    #[arg(long, value_name = "FILE")]
    pub customer_key: Option<PathBuf>,
}

/// What flags do here.
const CONFIG_HELP: &str = "\
A flag overrules the environment, the environment overrules csp-support.yaml. Add the flags of the command \
that you wonder about; a secret is never shown, only where it comes from.

Example:
  csp-support config show mine --fail-on warning";
