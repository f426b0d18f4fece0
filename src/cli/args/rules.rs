//! What may be typed after `rules`.

use super::day::day;
use crate::cli::offered::Offered;
use clap::{Args, ValueEnum};
use jiff::civil::Date;
use std::path::PathBuf;

/// Arguments of `rules`.
#[derive(Debug, Args)]
pub struct Rules {
    /// Only rules whose id, name or title has this in it
    #[arg(value_name = "TEXT")]
    pub text: Option<String>,
    /// Only rules about this kind of document
    #[arg(long, value_name = "KIND", value_parser = Offered::Kinds, hide_possible_values = true)]
    pub kind: Option<String>,
    /// Only rules of this severity
    #[arg(long, value_name = "SEVERITY")]
    pub severity: Option<ListedSeverity>,
    /// Judge dates as of this day (default: `SOURCE_DATE_EPOCH`, else today)
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<Date>,
    /// A folder with rules of your own, besides those of the workspace around; may be repeated
    #[arg(long = "pack", value_name = "PATH")]
    pub packs: Vec<PathBuf>,
    /// text, json or oscal (a catalog in OSCAL 1.2.1)
    #[arg(long, value_name = "NAME", default_value = "text")]
    pub format: RulesFormat,
    /// Instead, what became of each obligation of the catalogue: a rule, a manual control, or a reason
    #[arg(long, conflicts_with_all = ["text", "kind", "severity", "as_of"])]
    pub coverage: bool,
}

/// A severity to filter by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ListedSeverity {
    /// Errors.
    Error,
    /// Warnings.
    Warning,
    /// Infos.
    Info,
    /// Rules whose sources disagree.
    Contested,
    /// Catalogued obligations that wait for a feature.
    Waiting,
    /// Catalogued obligations that nothing a partner writes down could show.
    NotCheckable,
    /// Rules that a pack of your own retired.
    Retired,
}

/// How rules are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RulesFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// For auditors' tools.
    Oscal,
}
