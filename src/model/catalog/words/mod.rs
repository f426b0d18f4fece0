//! Words by which a text promises something, by language, and what is left unfinished in any.
//!
//! It finds words and knows what they mean; whether a promise is kept is not known here.

mod clause;
mod phrase;
mod sheet;

pub(in crate::model::catalog) use sheet::Sheet;

use crate::model::catalog::header::Result;
use clause::{around, without_quotes};
use phrase::{REST_OF_WORD, alternatives, compile, number, one_of, phrase};
use regex::Regex;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The catalogues of words, compiled when they are first asked.
#[derive(Debug)]
pub(super) struct Words {
    sheets: Vec<Sheet>,
    finder: OnceLock<Result<Finder>>,
}

/// What words mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Means {
    /// Something that should have been replaced.
    Placeholder,
    /// A price that fell apart.
    BrokenPrice,
    /// Somebody is there at any hour of any day.
    Always,
    /// Usual hours or days of work, without saying which.
    BusinessHours,
    /// A share that is only the best case.
    Unbinding,
    /// As much as one likes.
    Unlimited,
    /// A length of time within which something happens.
    Within,
    /// It costs nothing.
    Free,
}

/// A unit of time in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Minutes.
    Minute,
    /// Hours.
    Hour,
    /// Days.
    Day,
    /// Days of work.
    WorkingDay,
    /// Weeks.
    Week,
}

/// Words found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said<'t> {
    /// What they mean.
    pub means: Means,
    /// The words.
    pub words: &'t str,
    /// The length of time in them.
    pub time: Option<(u32, Unit)>,
    /// Whether a mark for a footnote follows.
    pub starred: bool,
}

/// Finds words in texts.
#[derive(Debug)]
pub struct Finder {
    /// Any of the words or patterns, also inside other words: most texts have none. Asking for the edges
    /// of words here would make the search slow wherever a letter is not ASCII.
    any: Regex,
    claims: Vec<Compiled>,
    patterns: Vec<(Means, Regex)>,
    negations: Regex,
    urgent: Regex,
    hosts: Vec<String>,
}

#[derive(Debug)]
struct Compiled {
    means: Means,
    words: Regex,
    beside: Option<Regex>,
    unless: Option<Regex>,
    time: Times,
}

/// Numbers and units of a language.
#[derive(Debug, Clone)]
struct Times {
    number: Regex,
    numbers: BTreeMap<String, u32>,
    units: Vec<(Unit, Regex)>,
}

impl Words {
    pub(super) fn new(sheets: Vec<Sheet>) -> Self {
        Self {
            sheets,
            finder: OnceLock::new(),
        }
    }

    pub(super) fn finder(&self) -> std::result::Result<&Finder, String> {
        let finder = self.finder.get_or_init(|| Finder::new(&self.sheets));
        finder.as_ref().map_err(Clone::clone)
    }
}

impl Finder {
    fn new(sheets: &[Sheet]) -> Result<Self> {
        let (mut claims, mut patterns, mut all) = (Vec::new(), Vec::new(), Vec::new());
        for sheet in sheets {
            let times = Times::new(sheet)?;
            for claim in &sheet.claims {
                let words = alternatives(sheet, &claim.words);
                claims.push(Compiled {
                    means: claim.means,
                    words: compile(&words)?,
                    beside: one_of(sheet, &claim.beside)?,
                    unless: one_of(sheet, &claim.unless)?,
                    time: times.clone(),
                });
                all.push(words);
            }
            for entry in &sheet.patterns {
                patterns.push((entry.means, compile(&entry.pattern)?));
                all.push(format!("(?:{})", entry.pattern));
            }
        }
        let joined = |of: fn(&Sheet) -> &[String]| {
            let words = sheets.iter().map(|sheet| alternatives(sheet, of(sheet)));
            let words: Vec<_> = words.filter(|words| !words.is_empty()).collect();
            compile(&words.join("|"))
        };
        Ok(Self {
            any: compile(&all.join("|").replace(r"\b", "").replace(REST_OF_WORD, ""))?,
            claims,
            patterns,
            negations: joined(|sheet| &sheet.negations)?,
            urgent: joined(|sheet| &sheet.urgent)?,
            hosts: sheets
                .iter()
                .flat_map(|sheet| sheet.hosts.clone())
                .collect(),
        })
    }

    /// What a text says, in the order of meanings; quoted words and words in a negative clause do not count.
    pub fn said<'t>(&self, text: &'t str) -> Vec<Said<'t>> {
        if !self.any.is_match(text) {
            return Vec::new();
        }
        let plain = without_quotes(text);
        let mut found = Vec::new();
        for (means, pattern) in &self.patterns {
            for groups in pattern.captures_iter(&plain) {
                let part = groups.get(1).or(groups.get(0));
                found.extend(part.map(|part| said(*means, text, part.range(), None)));
            }
        }
        for claim in &self.claims {
            for part in claim.words.find_iter(&plain) {
                if self.counts(claim, &plain, part.range()) {
                    let time = claim.time.read(part.as_str());
                    found.push(said(claim.means, text, part.range(), time));
                }
            }
        }
        found.sort_by_key(|said| said.means);
        found
    }

    /// Whether a text is about the most urgent cases.
    pub fn is_urgent(&self, text: &str) -> bool {
        self.urgent.is_match(text)
    }

    /// Domains on which partners have channels without owning the domain.
    pub fn hosts(&self) -> &[String] {
        &self.hosts
    }

    fn counts(&self, claim: &Compiled, text: &str, words: std::ops::Range<usize>) -> bool {
        let clause = around(text, &words, &[',', ':', '(', ')', '–', '—']);
        let (before, after) = (
            &text[clause.start..words.start],
            &text[words.end..clause.end],
        );
        let sentence = around(text, &words, &[]);
        let sentence = &text[sentence];
        let negated = self.negations.is_match(before) || self.negations.is_match(after);
        let has = |words: &Regex| words.is_match(sentence);
        !negated && claim.beside.as_ref().is_none_or(has) && !claim.unless.as_ref().is_some_and(has)
    }
}

fn said(
    means: Means,
    text: &str,
    range: std::ops::Range<usize>,
    time: Option<(u32, Unit)>,
) -> Said<'_> {
    Said {
        means,
        words: &text[range.clone()],
        time,
        starred: text[range.end..].starts_with('*'),
    }
}

impl Times {
    fn new(sheet: &Sheet) -> Result<Self> {
        let units = sheet.units.iter().map(|(unit, words)| {
            let words: Vec<_> = words.iter().map(|word| phrase(sheet, word)).collect();
            let first = format!(r"^[\s\u{{a0}}\u{{202f}}-]*(?:{})", words.join("|"));
            Ok((*unit, compile(&first)?))
        });
        Ok(Self {
            number: compile(&format!(r"(?i)\b{}\b", number(sheet)))?,
            numbers: sheet.numbers.clone(),
            units: units.collect::<Result<_>>()?,
        })
    }

    /// The length of time in words such as `within one hour`.
    fn read(&self, words: &str) -> Option<(u32, Unit)> {
        let number = self.number.find(words)?;
        let folded = number.as_str().to_lowercase();
        let known = self.numbers.get(&folded).copied();
        let count = known.or_else(|| folded.parse().ok())?;
        let rest = &words[number.end()..];
        let unit = self.units.iter().find(|(_, unit)| unit.is_match(rest));
        unit.map(|(unit, _)| (count, *unit))
    }
}
