//! What a report tells about a rule: the record as people need it, with its citations.
//!
//! It must never know how the rule is evaluated.

use crate::finding::Severity;

/// A rule or built-in that a finding or verdict names.
#[derive(Debug, Clone, Default)]
pub struct Rule {
    /// Its id, such as `CSP-GDAP-001`.
    pub id: String,
    /// Its name, which names the offence: `relationship-too-long`.
    pub name: String,
    /// What holds when all is well, as a sentence without a full stop.
    pub title: String,
    /// Why it matters.
    pub why: String,
    /// What to do.
    pub fix: String,
    /// Who asks for it.
    pub origin: Origin,
    /// How strongly it is asked.
    pub obligation: Obligation,
    /// How near the rule is to its source, in words: `stated in the guidance`, `our interpretation`.
    pub basis: String,
    /// How bad its findings are.
    pub severity: Option<Severity>,
    /// Where it is written, for the edition in force; several where editions disagree.
    pub citations: Vec<Citation>,
    /// The edition in force on the day of the run, if the rule has any.
    pub edition: Option<Edition>,
    /// What a house pack made of it.
    pub adjusted: Option<Adjustment>,
}

/// What a house pack made of a rule of another pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adjustment {
    /// What it did.
    pub change: Change,
    /// The house pack.
    pub pack: String,
    /// Why.
    pub reason: String,
}

/// What a house pack can do to a rule of another pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// Its findings count for more.
    Tightened,
    /// It is no longer asked.
    Retired,
}

impl Change {
    /// The word in reports.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Tightened => "tightened",
            Self::Retired => "retired",
        }
    }
}

impl Adjustment {
    /// What people are told.
    pub fn words(&self) -> String {
        let Self {
            change,
            pack,
            reason,
        } = self;
        format!("{} by the pack `{pack}`: {reason}", change.word())
    }
}

/// Who asks for a rule.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// Microsoft's published guidance, or our reading of it.
    Guidance,
    /// The promise itself, which must agree with itself and be kept.
    Promise,
    /// The partner's own pack.
    House,
    /// The document format itself.
    #[default]
    Format,
}

/// How strongly a rule is asked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Obligation {
    /// There is no way around it.
    #[default]
    Must,
    /// Expected, with room for reasons.
    Should,
    /// Allowed or recommended.
    May,
}

/// Where a rule is written.
#[derive(Debug, Clone, Default)]
pub struct Citation {
    /// The catalogue's key, such as `GDAPFAQ-2023`.
    pub key: String,
    /// Title of the page.
    pub title: String,
    /// Its date, as the catalogue has it.
    pub date: String,
    /// How it was read, in the catalogue's letter (`P`, `X`, `Q`, `S`, `-`).
    pub tier: String,
    /// Where it was read.
    pub locator: String,
    /// The locator as a web address, where it is one.
    pub url: Option<String>,
}

/// A dated version of a rule.
#[derive(Debug, Clone, Default)]
pub struct Edition {
    /// First day on which it holds.
    pub from: String,
    /// First day on which it no longer holds.
    pub to: Option<String>,
    /// What this edition says in particular.
    pub says: Option<String>,
}
