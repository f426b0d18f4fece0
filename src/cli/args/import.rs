//! What may be typed after `import`.

use super::day::{day, instant};
use super::judging::{Color, FailOn};
use crate::cli::offered::Offered;
use crate::model::KINDS;
use clap::Args;
use jiff::civil::Date;
use std::path::PathBuf;

/// Arguments of `import`.
#[derive(Debug, Args)]
#[command(override_usage = "csp-support import [OPTIONS] SOURCE FILE… [SOURCE FILE…]", after_help = import_help())]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a flag that people type"
)]
pub struct Import {
    /// What the files are, then the files, all pages of a list together; `-` is standard input
    #[arg(value_name = "SOURCE FILE", required = true, num_args = 1..)]
    pub words: Vec<String>,
    /// The workspace that the exports are about
    #[arg(long, value_name = "PATH", default_value = ".")]
    pub into: PathBuf,
    /// Say where the documents and the exports disagree, and write nothing
    #[arg(long)]
    pub compare: bool,
    /// Change documents to what the exports say, and write new ones to the folder `imported`
    #[arg(long, conflicts_with = "compare")]
    pub write: bool,
    /// The relationship that a list of access assignments is about (default: as the list or the file's name says)
    #[arg(long, value_name = "ID")]
    pub relationship: Option<String>,
    /// The customer that the exports are about, by its id in the workspace
    #[arg(long, value_name = "ID")]
    pub customer: Option<String>,
    /// When the exports were taken, such as 2026-11-23T08:00:00Z
    #[arg(long, value_name = "TIME", value_parser = instant)]
    pub taken_at: Option<jiff::Timestamp>,
    /// What the columns of CSV files mean: a file with a `CsvMapping`
    #[arg(long, value_name = "FILE")]
    pub mapping: Option<PathBuf>,
    /// Write all fields that are not known to this file, as JSON
    #[arg(long, value_name = "FILE")]
    pub aside: Option<PathBuf>,
    /// The least severity that makes the run fail with exit code 1 (default: error; with --compare: warning)
    #[arg(long, value_name = "SEVERITY")]
    pub fail_on: Option<FailOn>,
    /// With --compare, how to report; with =FILE into a file; may be repeated (default: text)
    #[arg(long = "format", value_name = "NAME[=FILE]", requires = "compare", value_parser = Offered::Formats, hide_possible_values = true)]
    pub formats: Vec<String>,
    /// A folder with rules of your own; may be repeated
    #[arg(long = "pack", value_name = "PATH")]
    pub packs: Vec<PathBuf>,
    /// Judge as of this day (default: `SOURCE_DATE_EPOCH`, else `asOf` of the workspace, else today)
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<Date>,
    /// When to use colours
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
    /// One line per finding, nothing else
    #[arg(short, long, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Also tell why
    #[arg(short, long)]
    pub verbose: bool,
}

/// The help of `import`, from the table of kinds.
fn import_help() -> String {
    let sources = KINDS
        .iter()
        .filter_map(|kind| Some((kind.source()?, kind.about)));
    let rows = sources.map(|(source, about)| format!("  {source}\n      {about}"));
    let rows: Vec<_> = rows.collect();
    format!(
        "Sources:\n{}\n\nExample:\n  csp-support import --compare graph-relationships page1.json page2.json",
        rows.join("\n")
    )
}
