//! What a run would change in a folder. Nothing is written.

use crate::error::Result;
use crate::site::write::tally::{Change, Tally};
use crate::site::write::{Folder, Place, Sink};

/// Takes the files of a folder and only compares them.
#[derive(Debug)]
pub struct Comparison(Tally);

impl Comparison {
    pub(super) fn new(place: &Place) -> Result<Self> {
        Tally::new(place).map(Self)
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

impl Folder for Comparison {
    fn before(&self, path: &str) -> Result<Option<Vec<u8>>> {
        self.0.read(path)
    }
}
