//! The day that counts as today.
//!
//! It knows the settings and the environment, and must never look at a document.

use crate::cli::args::Judging;
use crate::cli::config::Config;
use crate::error::{Error, Result};
use jiff::civil::Date;

/// `--as-of`, else `SOURCE_DATE_EPOCH`, else the workspace's own date, else today.
pub(super) fn as_of(judging: &Judging, config: &Config, today: Date) -> Result<Date> {
    if let Some(date) = judging.as_of {
        return Ok(date);
    }
    if let Some(date) = source_date()? {
        return Ok(date);
    }
    Ok(config.as_of().unwrap_or(today))
}

/// The date of `SOURCE_DATE_EPOCH`, the convention of reproducible builds.
fn source_date() -> Result<Option<Date>> {
    let Some(value) = std::env::var_os("SOURCE_DATE_EPOCH") else {
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
