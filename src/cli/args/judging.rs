//! What commands that judge take: what is read, how it is judged, when it fails and how it is told.

use super::day::day;
use crate::cli::offered::Offered;
use crate::report::{FORMATS, Format};
use clap::{Args, ValueEnum};
use jiff::civil::Date;
use std::path::PathBuf;

/// What to read and how to judge it; shared by all commands that judge.
#[derive(Debug, Args)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a flag that people type"
)]
pub struct Judging {
    /// Files or folders; `-` is standard input. The nearest csp-support.yaml above marks the workspace
    #[arg(value_name = "PATH", default_value = ".")]
    pub paths: Vec<PathBuf>,
    /// Judge as of this day (default: `SOURCE_DATE_EPOCH`, else `asOf` of the workspace, else today)
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<Date>,
    /// A folder with rules of your own; may be repeated
    #[arg(long = "pack", value_name = "PATH")]
    pub packs: Vec<PathBuf>,
    /// Only these rules: an id, a name, or the start of an id such as CSP-GDAP; may be repeated
    #[arg(long, value_name = "RULE")]
    pub select: Vec<String>,
    /// Not these rules; may be repeated
    #[arg(long, value_name = "RULE")]
    pub ignore: Vec<String>,
    /// Judge as if there were no waivers
    #[arg(long)]
    pub no_waivers: bool,
    /// The name under which standard input joins the workspace
    #[arg(long, value_name = "PATH")]
    pub stdin_path: Option<PathBuf>,
    /// Number of threads (default: all cores); the result is always the same
    #[arg(long, value_name = "N", value_parser = threads)]
    pub jobs: Option<usize>,
    /// Succeed where there is no document
    #[arg(long)]
    pub allow_empty: bool,
    /// When to use colours
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
    /// One line per finding, nothing else
    #[arg(short, long, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Also tell why, and what could not be evaluated
    #[arg(short, long)]
    pub verbose: bool,
}

impl Judging {
    /// What reading takes, for commands that do not judge.
    pub fn reading(paths: &[PathBuf], as_of: Option<Date>) -> Self {
        Self {
            paths: paths.to_vec(),
            as_of,
            packs: Vec::new(),
            select: Vec::new(),
            ignore: Vec::new(),
            no_waivers: false,
            stdin_path: None,
            jobs: None,
            allow_empty: false,
            color: Color::Auto,
            quiet: false,
            verbose: false,
        }
    }
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// When a run that judges fails, and how it reports.
#[derive(Debug, Args)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a flag that people type"
)]
pub struct Outcome {
    /// The least severity that makes the run fail with exit code 1 (default: error; audit: never)
    #[arg(long, value_name = "SEVERITY")]
    pub fail_on: Option<FailOn>,
    /// Fail also where an obligation could not be evaluated
    #[arg(long)]
    pub fail_on_unknown: bool,
    /// Findings that this file lists are known and make no run fail (default: `baseline` of the workspace)
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Judge as if there were no baseline
    #[arg(long, conflicts_with = "baseline")]
    pub no_baseline: bool,
    /// Tell what is new and what is mended since this earlier report, a file that `--format json=FILE` wrote;
    /// may be repeated for a table of all of them
    #[arg(long, value_name = "FILE")]
    pub compare: Vec<PathBuf>,
    /// How to report; with =FILE into a file; may be repeated (default: text; audit: html=audit.html)
    #[arg(long = "format", value_name = "NAME[=FILE]", long_help = formats_help(), value_parser = Offered::Formats, hide_possible_values = true)]
    pub formats: Vec<String>,
    /// With `--format sarif`, also tell what is waived or in the baseline, as suppressed results; not for GitHub,
    /// which shows them as open
    #[arg(long)]
    pub sarif_include_suppressed: bool,
    /// With `--format junit`, name the file of each case in an attribute, which GitLab links to and no schema of
    /// that format knows
    #[arg(long)]
    pub junit_file_attr: bool,
}

/// When a run fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// From errors on.
    Error,
    /// From warnings on.
    Warning,
    /// On any finding.
    Info,
    /// Never because of findings.
    Never,
}

/// The help of `--format`, from the table of formats.
fn formats_help() -> String {
    let row = |format: &Format| format!("  {}\n      {}", format.name, format.description);
    let rows: Vec<_> = FORMATS.iter().map(row).collect();
    let audits = FORMATS.iter().filter(|format| format.audit);
    let audits: Vec<_> = audits.map(|format| format.name).collect();
    format!(
        "How to report; with =FILE into a file; may be repeated (default: text; audit: html=audit.html)\n\n\
         {}\n\nAn audit can be {}; the others show findings only",
        rows.join("\n"),
        audits.join(", ")
    )
}

/// Reads a number of threads; nothing works on none.
fn threads(text: &str) -> Result<usize, String> {
    let count = text.parse().ok().filter(|count| *count > 0);
    count.ok_or_else(|| "write how many threads may work, such as 2".to_owned())
}
