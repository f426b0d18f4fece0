//! What people plan to mend, as a report tells it beside the findings.
//!
//! Plain values with their words; nothing here knows where a plan is kept.

use crate::finding::Place;
use crate::report::contents::{Report, Reported};
use crate::report::words::number;

/// Something that somebody is to mend until a day.
#[derive(Debug, Clone)]
pub struct Remediation {
    /// Id of the rule or check.
    pub rule: String,
    /// Where it is broken, as waivers name it.
    pub target: String,
    /// Who mends it.
    pub owner: String,
    /// The last day, `YYYY-MM-DD`.
    pub due: String,
    /// Days until then; negative where it is overdue.
    pub days_left: i64,
    /// What else to know; may be empty.
    pub note: String,
    /// Where the day is written.
    pub place: Place,
    /// Fingerprints of the findings that it is about; empty once all of them are mended.
    pub findings: Vec<String>,
}

impl Remediation {
    /// How long there is still time, in words.
    pub fn time_left(&self) -> String {
        match self.days_left {
            0 => "due today".to_owned(),
            days if days < 0 => format!("overdue by {}", number(days.unsigned_abs(), "day")),
            days => format!("{} left", number(days.unsigned_abs(), "day")),
        }
    }

    /// Who mends it until when, in one line without a full stop.
    pub fn words(&self) -> String {
        let Self {
            owner, due, note, ..
        } = self;
        let note = if note.is_empty() {
            String::new()
        } else {
            format!(": {note}")
        };
        format!(
            "to be mended by {owner} until {due}, {}{note}",
            self.time_left()
        )
    }
}

impl Report {
    /// What to do about a finding, with what is planned already.
    pub fn todo(&self, reported: &Reported) -> String {
        let planned = self.planned(&reported.fingerprint);
        let planned = planned.map(|plan| format!("({})", plan.words()));
        let help = Some(reported.finding.help.clone()).filter(|help| !help.is_empty());
        let parts: Vec<String> = help.into_iter().chain(planned).collect();
        parts.join(" ")
    }

    /// What is planned for the finding with a fingerprint.
    pub fn planned(&self, fingerprint: &str) -> Option<&Remediation> {
        let about = |plan: &&Remediation| plan.findings.iter().any(|own| own == fingerprint);
        self.remediations.iter().find(about)
    }
}
