//! What a run would change in a folder. Nothing is written.

use crate::error::Result;
use crate::site::write::found::Found;
use crate::site::write::tally::{Change, Tally};
use crate::site::write::{Place, Sink};

/// Takes the files of a folder and only compares them.
#[derive(Debug)]
pub struct Comparison(Tally);

impl Comparison {
    pub(super) fn new(place: &Place) -> Result<Self> {
        let found = Found::at(&place.out)?;
        Ok(Self(Tally::new(found, place.sealed)))
    }

    /// What differs, sorted by path.
    pub fn finish(self) -> Vec<(String, Change)> {
        self.0.sum().changes
    }
}

impl Sink for Comparison {
    fn take(&self, path: &str, content: &[u8]) -> Result<()> {
        self.0.take(path, content).map(drop)
    }
}
