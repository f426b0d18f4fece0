//! What may be typed after `diff`.

use super::day::day;
use super::judging::Color;
use clap::{Args, ValueEnum};
use jiff::civil::Date;
use std::path::PathBuf;

/// Arguments of `diff`.
#[derive(Debug, Args)]
#[command(after_help = DIFF_HELP)]
pub struct Diff {
    /// The workspace as it was: a folder or file, else a revision that git knows (`v1.2`, `HEAD~3`), or one of
    /// its folders (`v1.2:support`)
    #[arg(value_name = "OLD")]
    pub old: PathBuf,
    /// The workspace as it is, named in the same ways (default: the current folder)
    #[arg(value_name = "NEW")]
    pub new: Option<PathBuf>,
    /// Write what customers are told of the changes into this folder, in each language
    #[arg(long, value_name = "DIR")]
    pub notice: Option<PathBuf>,
    /// Print the entries that changed offerings should have under `changes`, ready to paste, and nothing else
    #[arg(long, conflicts_with = "formats")]
    pub changelog: bool,
    /// Languages of the notice, the first one first (default: as `publish`)
    #[arg(long, value_name = "LANG", value_delimiter = ',')]
    pub lang: Vec<String>,
    /// The least that makes the run fail with exit code 1
    #[arg(long, value_name = "LEVEL", default_value = "never")]
    pub fail_on: FailOnChange,
    /// How to report; with =FILE into a file; may be repeated (default: text)
    #[arg(long = "format", value_name = "NAME[=FILE]")]
    pub formats: Vec<String>,
    /// The day of NEW (default: `SOURCE_DATE_EPOCH`, else `asOf` of the workspace, else today)
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<Date>,
    /// The day of OLD (default: `asOf` of that workspace, else the day of NEW)
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub old_as_of: Option<Date>,
    /// When to use colours
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
    /// One line per change, nothing else
    #[arg(short, long, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Also tell why each change matters
    #[arg(short, long)]
    pub verbose: bool,
}

/// What makes a comparison fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOnChange {
    /// Reductions of which customers were not told in time.
    Notice,
    /// Reductions.
    Reduction,
    /// Access to customers' tenants that is wider than before.
    Access,
    /// Any change.
    Any,
    /// Nothing that changed.
    Never,
}

/// What is compared.
const DIFF_HELP: &str = "\
Compared is what the published offerings mean, not how they are written: minutes in which somebody is there, \
times that hold for a request, prices, scope, parties, terms. Offerings go together by id; one that is gone \
goes with the one that says `supersedes`. What nobody can decide is told as neutral.

Contracts of single customers and access to their tenants are compared too, in sections that customers are never told.

Other formats tell reductions and wider access as warnings, missing notice as errors, everything else as info.

Example:
  csp-support diff last-year this-year --fail-on reduction
  csp-support diff v1.2 --notice ../told --lang en,de";
