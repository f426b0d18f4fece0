//! What may be typed after `explain`.

use super::day::day;
use clap::Args;
use jiff::civil::Date;
use std::path::PathBuf;

/// Arguments of `explain`.
#[derive(Debug, Args)]
pub struct Explain {
    /// The rule's id or name, or the kind of a change that `diff` tells, such as `hours-fewer`
    #[arg(value_name = "RULE")]
    pub rule: String,
    /// Judge dates as of this day (default: today)
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<Date>,
    /// A folder with rules of your own, besides those of the workspace around; may be repeated
    #[arg(long = "pack", value_name = "PATH")]
    pub packs: Vec<PathBuf>,
}
