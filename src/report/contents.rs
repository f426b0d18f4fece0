//! What a report says: plain values, filled by whoever judged, read by every format.
//!
//! Nothing here knows how a verdict came about or how it is printed; there is no arena, no
//! expression and no schema behind these types.

use crate::finding::{Place, Severity, Subject};
use crate::report::access::{AccessRow, Ending};
use crate::report::baseline::Baselines;
pub use crate::report::counts::Counts;
use crate::report::health::HealthRow;
use crate::report::portfolio::Whose;
use crate::report::remediation::Remediation;
pub use crate::report::reported::Reported;
use crate::report::rule::Rule;
use crate::report::trace::{FieldLine, Sight};
use crate::report::trend::Trend;
use crate::report::unchecked::Unchecked;
pub use crate::report::waiver::{Excused, Waiver};
use std::collections::BTreeMap;

/// Everything a report says. Lists are printed in the given order, so the caller sorts them:
/// verdicts by rule, kind, id and pointer, waivers by what is left of them, documents by kind and id.
#[derive(Debug, Default)]
pub struct Report {
    /// What ran, on what, and how it ended.
    pub run: Run,
    /// Where two versions were compared and nothing was judged: what was found, in one sentence without a full stop.
    /// The findings are changes then, and there are no verdicts.
    pub comparison: Option<String>,
    /// Every rule and built-in that a finding or a verdict names, by id.
    pub rules: BTreeMap<String, Rule>,
    /// What a person must look at; make it with [`Reported::all`].
    pub findings: Vec<Reported>,
    /// Findings that a baseline lists: they are there and make no run fail.
    pub known: Vec<Reported>,
    /// What waivers excuse: formats that list findings and nothing else leave it out.
    pub excused: Vec<Excused>,
    /// The baselines, where there are some.
    pub baseline: Option<Baselines>,
    /// How it compares with earlier reports, where there are some.
    pub trend: Option<Trend>,
    /// How many verdicts of each sort there are, counted over all verdicts, listed or not.
    pub counts: Counts,
    /// Whether `verdicts` holds every verdict (an audit) or only the listed ones (a check).
    pub complete: bool,
    /// Verdicts of rules on subjects. In a check: at least those that are unknown, waived or contested.
    pub verdicts: Vec<Verdict>,
    /// Waivers of the workspace, in force or not.
    pub waivers: Vec<Waiver>,
    /// What people plan to mend.
    pub remediations: Vec<Remediation>,
    /// The documents that were judged, for people: columns of the matrix.
    pub documents: Vec<DocumentLine>,
    /// What offerings leave to free text, one entry per offering, in an audit only.
    pub free_text: Vec<FreeText>,
    /// Needed and held roles, in an audit only: by customer, what needs a person first.
    pub access: Vec<AccessRow>,
    /// The last snapshot of each customer's service health, in an audit only.
    pub health: Vec<HealthRow>,
    /// What ends when, by day.
    pub endings: Vec<Ending>,
    /// What was not checked, and why, in an audit only.
    pub unchecked: Vec<Unchecked>,
    /// What rules look at, by id, in an audit only.
    pub sights: BTreeMap<String, Sight>,
    /// The fields of published offerings, in an audit only.
    pub fields: Vec<FieldLine>,
    /// The page of each published offering, by its id.
    pub pages: BTreeMap<String, String>,
    /// What to write where a rule with a patch is broken: rule, file and first byte of the finding.
    pub patches: BTreeMap<(String, String, u32), String>,
    /// What a person has to look at because no tool can; see [`crate::report::manual::CHECKS`].
    pub manual_checks: Vec<ManualCheck>,
}

impl Report {
    /// What kind of report it is, as its title.
    pub const fn title(&self) -> &'static str {
        match (&self.comparison, self.complete) {
            (Some(_), _) => "Changes of promises",
            (None, true) => "Support audit",
            (None, false) => "Support check",
        }
    }
}

/// What ran, on what, and how it ended.
#[derive(Debug, Default)]
pub struct Run {
    /// Version of this program.
    pub version: String,
    /// The words of the command line, program name first.
    pub command: Vec<String>,
    /// Name of the partner or of the workspace, for the headline; may be empty.
    pub partner: String,
    /// The day on which everything was judged, `YYYY-MM-DD`.
    pub as_of: String,
    /// Whether that day is today; another day is pointed out.
    pub as_of_is_today: bool,
    /// The rule packs in use.
    pub packs: Vec<Pack>,
    /// The files that were read.
    pub inputs: Vec<Input>,
    /// How many documents these files hold.
    pub documents: usize,
    /// What makes the run fail.
    pub gate: Gate,
    /// The code the program exits with.
    pub exit_code: u8,
}

/// A rule pack in use.
#[derive(Debug, Clone, Default)]
pub struct Pack {
    /// Its name, such as `csp`.
    pub name: String,
    /// Its version.
    pub version: String,
    /// The day on which its sources were read, `YYYY-MM-DD`; empty for a pack without sources.
    pub sources_read: String,
    /// What its files are recognised by, as `blake3:…`, which a lock file pins.
    pub hash: String,
}

/// A file that was read.
#[derive(Debug, Clone, Default)]
pub struct Input {
    /// Its path as people know it.
    pub path: String,
    /// SHA-256 of its bytes, as `sha256:…`, so that an auditor needs no program of ours to compare it.
    pub hash: String,
}

/// What makes a run fail.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Gate {
    /// The least severity that fails; `None` never fails.
    pub fail_on: Option<Severity>,
    /// Whether a verdict that could not be reached fails too.
    pub fail_on_unknown: bool,
}

/// A rule's answer on one subject.
#[derive(Debug, Clone)]
pub struct Verdict {
    /// Id of the rule.
    pub rule: String,
    /// What was judged.
    pub subject: Subject,
    /// The answer.
    pub state: State,
    /// Where the answer was read off.
    pub place: Option<Place>,
    /// Unknown: the missing field or the reason. Not applicable: the reason, if there is one to tell. Waived: what was found.
    pub note: String,
    /// Waived: id of the waiver.
    pub waiver: Option<String>,
    /// Not met and contested: fingerprint of the finding.
    pub finding: Option<String>,
}

/// The six answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// The rule fails on this subject.
    NotMet,
    /// Editions of the guidance disagree on that day.
    Contested,
    /// A fact is missing, so there is no answer; never counted as met.
    Unknown,
    /// It fails and a waiver in force excuses it; never counted as met.
    Waived,
    /// The rule holds on this subject.
    Met,
    /// The rule does not speak about this subject.
    NotApplicable,
}

/// A document that was judged.
#[derive(Debug, Clone, Default)]
pub struct DocumentLine {
    /// Its kind.
    pub kind: String,
    /// Its `metadata.id`.
    pub id: String,
    /// What people call it; may be empty.
    pub title: String,
    /// The file it is in.
    pub path: String,
    /// Whose business it is.
    pub whose: Whose,
}

/// What one offering leaves to free text, where no rule can check it.
#[derive(Debug, Clone, Default)]
pub struct FreeText {
    /// Its `metadata.id`.
    pub id: String,
    /// What people call it; may be empty.
    pub title: String,
    /// Its notes, in the order of the document.
    pub notes: Vec<Note>,
}

/// A `note` of an offering.
#[derive(Debug, Clone)]
pub struct Note {
    /// The offering and where in it the note stands.
    pub subject: Subject,
    /// Where it stands in the file.
    pub place: Place,
}

/// Something a person has to look at because no tool can.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ManualCheck {
    /// A short name that stays the same.
    pub id: &'static str,
    /// What to do, as an instruction.
    pub task: &'static str,
    /// What to write down as evidence.
    pub evidence: &'static str,
}
