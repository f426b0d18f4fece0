//! The day that counts as today.
//!
//! It knows the settings and the environment, and must never look at a document.

use crate::cli::args::Judging;
use crate::cli::config::Config;
use crate::cli::origin::Origin;
use crate::error::{Error, Result};
use jiff::civil::Date;

/// `--as-of`, else `SOURCE_DATE_EPOCH`, else the workspace's own date, else today.
pub(super) fn as_of(judging: &Judging, config: &Config, today: Date) -> Result<Date> {
    Ok(settled(judging.as_of, config, today)?.0)
}

/// The same, and who set it.
pub(super) fn settled(flag: Option<Date>, config: &Config, today: Date) -> Result<(Date, Origin)> {
    if let Some(date) = flag {
        return Ok((date, Origin::Flag("--as-of")));
    }
    if let Some(date) = source_date()? {
        return Ok((date, Origin::Environment(EPOCH)));
    }
    Ok(match config.as_of() {
        Some(date) => (date, Origin::of(config.place(&["asOf"], None))),
        None => (today, Origin::Default),
    })
}

/// Today, in UTC.
pub(super) fn today() -> Date {
    jiff::Zoned::now()
        .with_time_zone(jiff::tz::TimeZone::UTC)
        .date()
}

/// The environment variable by which builds set the clock.
const EPOCH: &str = "SOURCE_DATE_EPOCH";

/// The same where no workspace is read: the date of the command line, else `SOURCE_DATE_EPOCH`, else today.
pub(super) fn without_workspace(asked: Option<Date>) -> Result<Date> {
    match asked {
        Some(date) => Ok(date),
        None => Ok(source_date()?.unwrap_or_else(today)),
    }
}

/// The date of `SOURCE_DATE_EPOCH`, the convention of reproducible builds.
pub(super) fn source_date() -> Result<Option<Date>> {
    let Some(value) = std::env::var_os(EPOCH) else {
        return Ok(None);
    };
    let seconds = value.to_str().and_then(|text| text.parse().ok());
    let instant = seconds.and_then(|seconds| jiff::Timestamp::from_second(seconds).ok());
    match instant {
        Some(instant) => Ok(Some(instant.to_zoned(jiff::tz::TimeZone::UTC).date())),
        None => Err(Error::Usage(
            "SOURCE_DATE_EPOCH is not a number of seconds since 1970".to_owned(),
        )),
    }
}
