//! What a report says of baselines: which findings are known, and which known ones are gone.
//!
//! Formats that list [`Report::findings`] and nothing else are right without knowing of baselines: what
//! is known stands apart, in [`Report::known`].

use crate::finding::key::Key;
use crate::report::contents::Report;
use crate::report::reported::{Reported, order};
use crate::report::words::number;

/// The baselines that findings were held against.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baselines {
    /// Their files as people know them.
    pub files: Vec<String>,
    /// What they list and is not there any more.
    pub gone: Vec<Gone>,
}

/// A known finding that is not there any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gone {
    /// What it was recognised by.
    pub key: Key,
    /// How many findings of that key are gone.
    pub count: u32,
    /// The waiver that excuses it; none where it is mended.
    pub waiver: Option<String>,
}

impl Report {
    /// New and known findings together, by place: for reports that show the whole state.
    pub fn all_findings(&self) -> Vec<&Reported> {
        let mut all: Vec<&Reported> = self.findings.iter().chain(&self.known).collect();
        all.sort_by(|a, b| order(&a.finding).cmp(&order(&b.finding)));
        all
    }

    /// `12 known findings are in the baseline`, where there are some.
    pub fn known_in_words(&self) -> Option<String> {
        let are = match self.known.len() {
            0 => return None,
            1 => "is",
            _ => "are",
        };
        let known = number(self.known.len() as u64, "known finding");
        Some(format!("{known} {are} in the baseline"))
    }

    /// The same as the second half of a sentence, or nothing.
    pub fn known_after_that(&self) -> String {
        let known = self.known_in_words();
        known.map_or_else(String::new, |known| format!("; {known}"))
    }
}
