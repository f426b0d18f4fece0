//! Whether somebody saved something: sizes and times of files, which are never opened.

use crate::source::is_of_interest;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::SystemTime;
use walkdir::WalkDir;

/// The size of each file, and when it was written.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Trace(BTreeMap<PathBuf, (u64, Option<SystemTime>)>);

impl Trace {
    /// All files below some folders. What cannot be looked at is as if it were not there.
    pub(super) fn of(places: &[PathBuf]) -> Self {
        let below = |place| WalkDir::new(place).into_iter().filter_entry(is_of_interest);
        let entries = places.iter().flat_map(below).flatten();
        let traced = entries.filter_map(|entry| {
            let data = entry.metadata().ok().filter(|data| !data.is_dir())?;
            let traced = (data.len(), data.modified().ok());
            Some((entry.into_path(), traced))
        });
        Self(traced.collect())
    }
}
