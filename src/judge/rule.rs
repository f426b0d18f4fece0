//! A rule, compiled: what it is asked of, its dated editions, what it says.
//!
//! A rule is data plus expressions; it never looks at a document itself.

use crate::finding::{Place, Severity};
use crate::judge::applies::Limit;
use crate::judge::expr::{Expression, Variable};
use crate::judge::select::Selection;
use crate::judge::severity::{Basis, Level, Obligation, level};
use jiff::civil::Date;
use std::fmt;

/// A source that rules cite.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Citation {
    /// Its key in the catalogue.
    pub key: String,
    /// Title of the page.
    pub title: String,
    /// Where it was read: a repository and commit, or an address; `unknown` where not known.
    pub locator: String,
    /// The locator as a link, where it is one.
    #[serde(default)]
    pub url: Option<String>,
    /// Date of the page, as the catalogue has it.
    pub date: String,
    /// P primary, X excerpt, Q quoted, S secondary, `-` our inference.
    pub tier: String,
    /// Day on which it was read, where that is not the day of the pack.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read: Option<String>,
}

/// One rule.
#[derive(Debug)]
pub struct Rule {
    /// Its id; never reused.
    pub id: String,
    /// Names the offence.
    pub name: String,
    /// What holds when all is well.
    pub title: String,
    /// How strongly the guidance asks.
    pub obligation: Obligation,
    /// How well it is backed.
    pub basis: Basis,
    /// Why it matters.
    pub why: String,
    /// What to do.
    pub fix: String,
    /// What to lay over the picked node, as YAML with values to replace; it mends every bad example.
    pub patch: Option<String>,
    /// `each` as written.
    pub each: String,
    /// What it is asked of.
    pub selection: Selection,
    /// The field inside the picked one that is underlined.
    pub at: Option<String>,
    /// Its editions, oldest first.
    pub editions: Vec<Edition>,
    /// The names its expressions may use, in the order of their slots.
    pub variables: Vec<Variable>,
    /// Examples on which it is silent.
    pub good: Vec<Case>,
    /// Examples on which it speaks.
    pub bad: Vec<Case>,
    /// Mutants that no example can tell from the rule: the change, and why.
    pub equivalent: Vec<(String, String)>,
    /// The pack it belongs to.
    pub pack: String,
    /// Where the record stands.
    pub place: Place,
    /// The question behind it, where a person must look and the rule only asks when somebody did.
    pub control: Option<Control>,
    /// That a house pack makes its findings count for more.
    pub raised: Option<Raised>,
    /// That a house pack asks it no longer.
    pub retired: Option<Retired>,
    /// That nobody may waive it.
    pub unwaivable: Option<Unwaivable>,
}

/// A severity that a house pack raised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raised {
    /// The severity that findings have at least.
    pub to: Severity,
    /// The house pack.
    pub pack: String,
    /// Why.
    pub reason: String,
}

/// That a pack allows no exception from a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unwaivable {
    /// The rule's own pack, or a house pack.
    pub pack: String,
    /// Why; empty where the rule's record alone says so.
    pub reason: String,
}

impl fmt::Display for Unwaivable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the pack `{}` allows no exception", self.pack)?;
        if self.reason.is_empty() {
            return Ok(());
        }
        write!(f, ": {}", self.reason)
    }
}

/// A rule that a house pack retired.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retired {
    /// The house pack.
    pub pack: String,
    /// Why.
    pub reason: String,
}

impl Retired {
    /// What people are told where the rule would have spoken.
    pub fn words(&self) -> String {
        format!("retired by the pack `{}`: {}", self.pack, self.reason)
    }
}

/// What a person must look at, because no document can tell.
#[derive(Debug, Clone)]
pub struct Control {
    /// The question.
    pub question: String,
    /// The role that answers it.
    pub owner: String,
    /// What is kept as evidence.
    pub evidence: String,
    /// How often it is asked, in words.
    pub review_every: String,
    /// The same as a span of time.
    pub every: fn() -> jiff::Span,
}

/// A dated version of a rule, complete: what the record leaves to it and what it overrides.
#[derive(Debug, Clone)]
pub struct Edition {
    /// First day.
    pub from: Date,
    /// First day on which it no longer holds.
    pub to: Option<Date>,
    /// What it rests on.
    pub sources: Vec<Citation>,
    /// What this edition of the guidance says.
    pub notes: String,
    /// Whether its sources disagree.
    pub contested: bool,
    /// How strongly the guidance asked at the time.
    pub obligation: Obligation,
    /// To whom and to what the rule applies; looked at first.
    pub applies: Vec<Limit>,
    /// Where the rule applies.
    pub when: Option<Expression>,
    /// What must hold; none where the schema asks it.
    pub assert: Option<Expression>,
    /// The message.
    pub says: Message,
}

/// A message with expressions in it.
#[derive(Debug, Clone, Default)]
pub struct Message {
    /// The text as written.
    pub text: String,
    /// Its parts.
    pub parts: Vec<MessagePart>,
}

/// A part of a message.
#[derive(Debug, Clone)]
pub enum MessagePart {
    /// Words.
    Words(String),
    /// A value.
    Value(Expression),
}

/// An example.
#[derive(Debug, Clone)]
pub struct Case {
    /// What it shows.
    pub name: String,
    /// The base workspace it changes.
    pub base: Option<String>,
    /// The date that counts as today; by default the pack's own.
    pub as_of: Option<Date>,
    /// YAML documents.
    pub documents: String,
    /// Where the documents stand in the pack.
    pub place: Place,
}

impl Rule {
    /// Whether it goes by a name: its id, its name, or the start of its id, as `CSP-GDAP` means all its rules.
    pub fn bears(&self, name: &str) -> bool {
        self.id == name || self.name == name || starts(&self.id, name)
    }

    /// The edition in force on a date.
    pub fn edition(&self, as_of: Date) -> Option<&Edition> {
        self.editions
            .iter()
            .find(|edition| edition.from <= as_of && edition.to.is_none_or(|to| as_of < to))
    }

    /// What a broken rule becomes under an edition, house packs included. Who raises a contested rule
    /// takes its strict reading.
    pub fn level(&self, edition: &Edition) -> Level {
        match (&self.raised, self.own_level(edition)) {
            (None, own) => own,
            (Some(raised), Level::Finding(own)) => Level::Finding(own.max(raised.to)),
            (Some(raised), Level::Contested) => Level::Finding(raised.to),
        }
    }

    /// What a broken rule becomes under an edition by its own record.
    pub fn own_level(&self, edition: &Edition) -> Level {
        if edition.contested {
            Level::Contested
        } else {
            level(edition.obligation, self.basis)
        }
    }
}

/// Whether an id begins with a pattern at a hyphen.
fn starts(id: &str, pattern: &str) -> bool {
    id.strip_prefix(pattern.trim_end_matches('*').trim_end_matches('-'))
        .is_some_and(|rest| rest.starts_with('-'))
}
