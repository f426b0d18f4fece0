//! The words and sums that all formats share, so that a thing has one name and one number everywhere.
//!
//! Plain English for a partner manager; nothing here escapes anything, that is each format's duty.

use crate::finding::{Finding, Severity, Subject};
use crate::page::link;
use crate::report::contents::{Report, State};
use crate::report::rule::{Citation, Obligation, Origin, Rule};
use std::collections::BTreeSet;

/// All severities, worst first.
pub const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Info];

/// Where the tool lives, if the manifest says so.
pub const HOME: Option<&str> = match env!("CARGO_PKG_REPOSITORY") {
    home if home.is_empty() => None,
    home => Some(home),
};

impl State {
    /// All states in the order in which reports count them.
    pub const ALL: [Self; 6] = [
        Self::Met,
        Self::NotMet,
        Self::Contested,
        Self::NotApplicable,
        Self::Unknown,
        Self::Waived,
    ];

    /// What people read.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::NotMet => "not met",
            Self::Contested => "contested",
            Self::NotApplicable => "not applicable",
            Self::Unknown => "unknown",
            Self::Waived => "waived",
        }
    }

    /// What machines read; these never change.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::NotMet => "notMet",
            Self::Contested => "contested",
            Self::NotApplicable => "notApplicable",
            Self::Unknown => "unknown",
            Self::Waived => "waived",
        }
    }

    /// A sign that stands beside the word, never instead of it.
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Met => "✓",
            Self::NotMet => "✗",
            Self::Contested => "±",
            Self::NotApplicable => "–",
            Self::Unknown => "?",
            Self::Waived => "~",
        }
    }

    /// One sentence on what the state means.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Met => "The data shows that the rule holds.",
            Self::NotMet => "The data shows that the rule does not hold.",
            Self::Contested => {
                "Editions of the guidance disagree on this day, so there is no answer."
            }
            Self::NotApplicable => "The rule does not speak about this subject on this day.",
            Self::Unknown => "Not evaluated: a fact is missing. It does not count as met.",
            Self::Waived => {
                "Does not hold, and a waiver excuses it for now. It does not count as met."
            }
        }
    }
}

impl Obligation {
    /// `must`, `should` or `may`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Must => "must",
            Self::Should => "should",
            Self::May => "may",
        }
    }
}

impl Origin {
    /// What machines read.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Guidance => "guidance",
            Self::Promise => "promise",
            Self::House => "house",
            Self::Format => "format",
        }
    }

    /// What people read.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Guidance => "Microsoft guidance",
            Self::Promise => "agreement of the promise with itself",
            Self::House => "house rule",
            Self::Format => "data format",
        }
    }
}

impl Rule {
    /// Who asks, or how near the rule is to its source.
    pub fn basis_words(&self) -> &str {
        match self.origin {
            Origin::Promise | Origin::House | Origin::Format => self.origin.word(),
            Origin::Guidance if self.basis.is_empty() => self.origin.word(),
            Origin::Guidance => &self.basis,
        }
    }

    /// Where it is written, if that is an address.
    pub fn link(&self) -> Option<&str> {
        self.citations.iter().find_map(Citation::link)
    }
}

impl Citation {
    /// How the source was read.
    pub fn tier_words(&self) -> &'static str {
        match self.tier.as_str() {
            "P" => "read in full",
            "X" => "read as an excerpt",
            "Q" => "quoted by another source",
            "S" => "secondary source",
            "-" => "engineering inference",
            _ => "",
        }
    }

    /// Title and date, the short form.
    pub fn short(&self) -> String {
        if self.date.is_empty() {
            self.title.clone()
        } else {
            format!("{} ({})", self.title, self.date)
        }
    }

    /// The address, if it is one that may be linked.
    pub fn link(&self) -> Option<&str> {
        let url = link::allowed(self.url.as_deref()?)?;
        url.starts_with("https:").then_some(url)
    }
}

impl Report {
    /// How many rules looked at something: not all that are asked find what they are about.
    pub fn rules_that_looked(&self) -> usize {
        let rules = self.verdicts.iter().map(|verdict| &verdict.rule);
        rules.collect::<BTreeSet<_>>().len()
    }

    /// How many findings have this severity.
    pub fn severity_count(&self, severity: Severity) -> usize {
        let of =
            |finding: &&crate::report::contents::Reported| finding.finding.severity == severity;
        self.findings.iter().filter(of).count()
    }

    /// How many findings the gate does not let through.
    pub fn failing(&self) -> usize {
        let least = self.run.gate.fail_on;
        let fails = |severity: Severity| least.is_some_and(|least| severity >= least);
        let findings = self.findings.iter();
        findings.filter(|f| fails(f.finding.severity)).count()
    }

    /// Whether the gate lets the run through.
    pub fn passes(&self) -> bool {
        self.failing() == 0 && !(self.run.gate.fail_on_unknown && self.counts.unknown > 0)
    }

    /// `2 errors and 1 warning`, or `no findings`.
    pub fn findings_in_words(&self) -> String {
        let counted = SEVERITIES.into_iter().filter_map(|severity| {
            let count = self.severity_count(severity);
            (count > 0).then(|| severity_number(count, severity.word(), severity))
        });
        list(&counted.collect::<Vec<_>>(), "no findings")
    }

    /// Why the run passes or fails, as a sentence without a full stop.
    pub fn gate_in_words(&self) -> String {
        let gate = self.run.gate;
        let Some(least) = gate.fail_on else {
            return "reports only: no finding makes this run fail (`--fail-on never`)".to_owned();
        };
        let new = if self.baseline.is_some() { "new " } else { "" };
        let mut reasons: Vec<String> = SEVERITIES
            .into_iter()
            .filter(|&severity| severity >= least && self.severity_count(severity) > 0)
            .map(|severity| {
                let count = self.severity_count(severity);
                severity_number(count, &format!("{new}{}", severity.word()), severity)
            })
            .collect();
        if gate.fail_on_unknown && self.counts.unknown > 0 {
            reasons.push(number(self.counts.unknown as u64, "unknown verdict"));
        }
        let known = self.known_after_that();
        if reasons.is_empty() {
            let least = least.word();
            return format!("passes: nothing {new}at or above `{least}`{known}");
        }
        format!("fails because of {}{known}", list(&reasons, ""))
    }

    /// `62 met, 2 not met, …`: all six, so that no sum hides another.
    pub fn counts_in_words(&self) -> String {
        let one = |state: State| format!("{} {}", self.counts.of(state), state.word());
        State::ALL.map(one).join(", ")
    }

    /// What was found and what was judged: the last line of outputs that have one.
    pub fn totals_in_words(&self) -> String {
        let (found, known) = (self.findings_in_words(), self.known_after_that());
        format!("{found}{known}; {}", self.counts_in_words())
    }

    /// How many notes all offerings have together, `3 notes in 1 of 2 offerings`.
    pub fn notes_in_words(&self) -> String {
        let notes: usize = self.free_text.iter().map(|own| own.notes.len()).sum();
        let some = self.free_text.iter().filter(|own| !own.notes.is_empty());
        let all = number(self.free_text.len() as u64, "offering");
        let notes = number(notes as u64, "note");
        format!("{notes} in {} of {all}", some.count())
    }

    /// The rule's own record, or an empty one.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.get(id)
    }
}

/// `AccessGrant/acme-gdap#/relationship`, as waivers write it.
pub fn subject(subject: &Subject) -> String {
    subject.to_string()
}

/// What is wrong and what to do, where a format has room for one text only; never empty.
pub fn advice(finding: &Finding) -> String {
    let parts = [finding.message.as_str(), &finding.help];
    let said: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    if said.is_empty() {
        return finding.rule.clone();
    }
    said.join("; ")
}

/// Whether two sentences differ at most in capitals and the full stop.
pub fn alike(a: &str, b: &str) -> bool {
    let bare = |text: &str| text.trim().trim_end_matches('.').to_lowercase();
    bare(a) == bare(b)
}

/// `1 file`, `2 files`.
pub fn number(count: u64, what: &str) -> String {
    let s = if count == 1 { "" } else { "s" };
    format!("{count} {what}{s}")
}

fn severity_number(count: usize, words: &str, severity: Severity) -> String {
    match severity {
        Severity::Info => format!("{count} {words}"),
        _ => number(count as u64, words),
    }
}

/// `a`, `a and b`, `a, b and c`.
fn list(parts: &[String], nothing: &str) -> String {
    match parts {
        [] => nothing.to_owned(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
