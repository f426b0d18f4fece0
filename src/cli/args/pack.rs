//! What may be typed after `pack`.

use super::day::day;
use super::list::ListFormat;
use clap::{Args, Subcommand};
use jiff::civil::Date;
use std::path::PathBuf;

/// Commands about packs.
#[derive(Debug, Subcommand)]
pub enum PackCommand {
    /// Prove every rule by its own examples, and the examples by small wrong versions of the rule
    Test(PackTest),
    /// List citations whose pages are old, and guidance that is to be read again; never a failure
    Freshness(PackFreshness),
    /// Pin the packs of a workspace in csp-support.lock; from then on only these judge it
    Lock(PackLock),
    /// Say what changed from one pack to another: what is asked, how strongly, on what grounds
    Diff(PackDiff),
}

/// Arguments of `pack test`.
#[derive(Debug, Args)]
pub struct PackTest {
    /// A folder with rules (default: the pack that comes with csp-support)
    #[arg(value_name = "PATH")]
    pub path: Option<PathBuf>,
}

/// Arguments of `pack freshness`.
#[derive(Debug, Args)]
pub struct PackFreshness {
    /// Days after which a page counts as old
    #[arg(long, value_name = "DAYS", default_value_t = 730)]
    pub older_than: u32,
    /// Days after which guidance is to be read again
    #[arg(long, value_name = "DAYS", default_value_t = crate::judge::pack::freshness::REREAD)]
    pub reread: u32,
    /// Reckon from this day (default: today)
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<Date>,
    /// A folder with rules of your own, besides those of the workspace around; may be repeated
    #[arg(long = "pack", value_name = "PATH")]
    pub packs: Vec<PathBuf>,
    /// text or json
    #[arg(long, value_name = "NAME", default_value = "text")]
    pub format: ListFormat,
}

/// Arguments of `pack lock`.
#[derive(Debug, Args)]
pub struct PackLock {
    /// The workspace; the lock stands beside its csp-support.yaml
    #[arg(value_name = "PATH", default_value = ".")]
    pub path: PathBuf,
    /// Only compare: exit code 1 where the packs are not those of the lock
    #[arg(long)]
    pub check: bool,
}

/// Arguments of `pack diff`.
#[derive(Debug, Args)]
pub struct PackDiff {
    /// A pack's folder, or `embedded`, or one of those such as `embedded:csp`
    #[arg(value_name = "OLD")]
    pub old: String,
    /// The same for what it is compared with
    #[arg(value_name = "NEW")]
    pub new: String,
    /// text or json
    #[arg(long, value_name = "NAME", default_value = "text")]
    pub format: ListFormat,
}
