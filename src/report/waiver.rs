//! A waiver as a report tells it: what it excuses, what it comes to, in words, and its place among the others.
//!
//! Plain English for a partner manager; what a waiver excuses was judged elsewhere.

use crate::finding::Place;
use crate::report::reported::Reported;
use crate::report::words::number;

/// A finding that a waiver excuses.
#[derive(Debug, Clone)]
pub struct Excused {
    /// What was found.
    pub reported: Reported,
    /// Id of the waiver.
    pub waiver: String,
}

/// A waiver of the workspace.
#[derive(Debug, Clone)]
pub struct Waiver {
    /// Its `metadata.id`.
    pub id: String,
    /// The rule it excuses.
    pub rule: String,
    /// What it covers, as written: `Kind/id`, with a pointer if need be, or a path glob.
    pub target: String,
    /// Why, as written.
    pub reason: String,
    /// Who allowed it.
    pub approver: String,
    /// Last day on which it holds, as written.
    pub expires: String,
    /// Days until that day, negative afterwards; `None` where the date cannot be read.
    pub days_left: Option<i64>,
    /// How many verdicts it excuses.
    pub covers: usize,
    /// Why it excuses nothing whatever the day, in words; empty where nothing is wrong with it.
    pub flaw: String,
    /// Whether it is a comment in the file that it excuses.
    pub is_comment: bool,
    /// Where it stands.
    pub place: Option<Place>,
}

impl Waiver {
    /// Its place in a list, the worst first: wrong, ended, unused, then by what is left.
    pub fn order(&self) -> (usize, Option<i64>, &str) {
        let ended = self.days_left.is_none_or(|days| days < 0);
        let good = [!self.flaw.is_empty(), ended, self.covers == 0];
        let rank = good.iter().position(|bad| *bad).unwrap_or(good.len());
        (rank, self.days_left, &self.id)
    }

    /// How much it excuses, or why nothing, in words.
    pub fn covers_in_words(&self) -> String {
        match self.flaw.as_str() {
            "" => number(self.covers as u64, "check"),
            flaw => format!("nothing: {flaw}"),
        }
    }

    /// How long it still holds, in words.
    pub fn time_left(&self) -> String {
        match self.days_left {
            None => "end date cannot be read: counts as expired".to_owned(),
            Some(0) => "last day".to_owned(),
            Some(days) if days < 0 => format!("expired {} ago", number(days.unsigned_abs(), "day")),
            Some(days) => format!("{} left", number(days.unsigned_abs(), "day")),
        }
    }
}
