//! What may be typed after `hours`.

use super::day::day;
use super::list::ListFormat;
use clap::Args;
use jiff::civil::Date;
use std::path::PathBuf;

/// Arguments of `hours`.
#[derive(Debug, Args)]
#[command(after_help = HOURS_HELP)]
pub struct Hours {
    /// The offering's id
    #[arg(value_name = "OFFERING")]
    pub offering: String,
    /// Files or folders; the nearest csp-support.yaml above marks the workspace
    #[arg(value_name = "PATH", default_value = ".")]
    pub paths: Vec<PathBuf>,
    /// When the request comes in (default: now, or the beginning of the day that is set to count as today)
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
    /// Its severity, by id, name or alias (default: all of them, one after the other)
    #[arg(long, value_name = "ID")]
    pub severity: Option<String>,
    /// Its kind, such as `incident` (default: those for which other times hold)
    #[arg(long, value_name = "KIND")]
    pub request: Option<String>,
    /// The contact through which it comes, by id (default: those for which other times hold)
    #[arg(long, value_name = "CONTACT")]
    pub via: Option<String>,
    /// The product family it is about (default: those for which other times hold)
    #[arg(long, value_name = "PRODUCT")]
    pub product: Option<String>,
    /// The clock in which `--at` and the answer are told, and which `customer-local` and `site-local` mean
    #[arg(long, value_name = "ZONE", conflicts_with = "customer")]
    pub zone: Option<String>,
    /// The customer whose `timeZone` is that clock
    #[arg(long, value_name = "ID")]
    pub customer: Option<String>,
    /// text or json
    #[arg(long, value_name = "NAME", default_value = "text")]
    pub format: ListFormat,
    /// The day that counts as today (default: `SOURCE_DATE_EPOCH`, else `asOf` of the workspace, else today)
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<Date>,
}

/// How to ask for hours.
const HOURS_HELP: &str = "\
TIME is an instant such as 2026-11-28T21:00:00Z or 2026-11-28T22:00:00+01:00, or a time on the clock of \
the offering (of `--zone` or the customer, where given) such as 2026-11-28T22:00, 2026-11-28 or 22:00. \
Where `--as-of`, SOURCE_DATE_EPOCH or `asOf` of the workspace sets a day, it is the day of a time alone, \
and its beginning is the time when `--at` is missing.

Example:
  csp-support hours premium-2026 --at 2026-11-28T22:00 --severity critical";
