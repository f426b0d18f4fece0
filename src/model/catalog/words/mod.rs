//! Words by which a text promises something, by language, and what is left unfinished in any.
//!
//! It finds words and knows what they mean; whether a promise is kept is not known here.

mod clause;
mod phrase;
mod sheet;

pub(in crate::model::catalog) use sheet::Sheet;

use crate::error::Result;
use clause::{around, without_quotes};
use phrase::{Pattern, REST_OF_WORD, alternatives, number, one_of, phrase};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

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
    any: Pattern,
    claims: Vec<Claim>,
    patterns: Vec<(Means, Pattern)>,
    negations: Pattern,
    urgent: Pattern,
    hosts: Vec<String>,
}

#[derive(Debug)]
struct Claim {
    means: Means,
    words: Pattern,
    beside: Option<Pattern>,
    unless: Option<Pattern>,
    time: Arc<Times>,
}

/// Numbers and units of a language.
#[derive(Debug)]
struct Times {
    number: Pattern,
    numbers: BTreeMap<String, u32>,
    units: Vec<(Unit, Pattern)>,
}

impl Finder {
    /// Finds the words of catalogues.
    pub(super) fn new(sheets: &[Sheet]) -> Self {
        let (mut claims, mut patterns, mut all) = (Vec::new(), Vec::new(), Vec::new());
        for sheet in sheets {
            let times = Arc::new(Times::new(sheet));
            for claim in &sheet.claims {
                let words = alternatives(sheet, &claim.words);
                all.push(words.clone());
                claims.push(Claim {
                    means: claim.means,
                    words: Pattern::new(words),
                    beside: one_of(sheet, &claim.beside),
                    unless: one_of(sheet, &claim.unless),
                    time: Arc::clone(&times),
                });
            }
            for entry in &sheet.patterns {
                patterns.push((entry.means, Pattern::new(entry.pattern.clone())));
                all.push(format!("(?:{})", entry.pattern));
            }
        }
        let joined = |of: fn(&Sheet) -> &[String]| {
            let words = sheets.iter().map(|sheet| alternatives(sheet, of(sheet)));
            let words: Vec<_> = words.filter(|words| !words.is_empty()).collect();
            Pattern::new(words.join("|"))
        };
        Self {
            any: Pattern::new(all.join("|").replace(r"\b", "").replace(REST_OF_WORD, "")),
            claims,
            patterns,
            negations: joined(|sheet| &sheet.negations),
            urgent: joined(|sheet| &sheet.urgent),
            hosts: sheets
                .iter()
                .flat_map(|sheet| sheet.hosts.clone())
                .collect(),
        }
    }

    /// What a text says, in the order of meanings; quoted words and words in a negative clause do not count. Fails
    /// where the catalogue has a pattern that is none.
    pub fn said<'t>(&self, text: &'t str) -> Result<Vec<Said<'t>>> {
        if !self.any.is_match(text)? {
            return Ok(Vec::new());
        }
        let plain = without_quotes(text);
        let mut found = Vec::new();
        for (means, pattern) in &self.patterns {
            for groups in pattern.regex()?.captures_iter(&plain) {
                let part = groups.get(1).or(groups.get(0));
                found.extend(part.map(|part| said(*means, text, part.range(), None)));
            }
        }
        for claim in &self.claims {
            for part in claim.words.regex()?.find_iter(&plain) {
                if self.counts(claim, &plain, part.range())? {
                    let time = claim.time.read(part.as_str())?;
                    found.push(said(claim.means, text, part.range(), time));
                }
            }
        }
        found.sort_by_key(|said| said.means);
        Ok(found)
    }

    /// Whether a text is about the most urgent cases. Fails where the catalogue has a pattern that is none.
    pub fn is_urgent(&self, text: &str) -> Result<bool> {
        self.urgent.is_match(text)
    }

    /// Domains on which partners have channels without owning the domain.
    pub fn hosts(&self) -> &[String] {
        &self.hosts
    }

    fn counts(&self, claim: &Claim, text: &str, words: Range<usize>) -> Result<bool> {
        let clause = around(text, &words, &[',', ':', '(', ')', '–', '—']);
        let (before, after) = (
            &text[clause.start..words.start],
            &text[words.end..clause.end],
        );
        let sentence = around(text, &words, &[]);
        let sentence = &text[sentence];
        let negated = self.negations.is_match(before)? || self.negations.is_match(after)?;
        let has = |words: &Option<Pattern>| {
            let has = words.as_ref().map(|words| words.is_match(sentence));
            has.transpose()
        };
        Ok(!negated && has(&claim.beside)? != Some(false) && has(&claim.unless)? != Some(true))
    }
}

fn said(means: Means, text: &str, range: Range<usize>, time: Option<(u32, Unit)>) -> Said<'_> {
    Said {
        means,
        words: &text[range.clone()],
        time,
        starred: text[range.end..].starts_with('*'),
    }
}

impl Times {
    fn new(sheet: &Sheet) -> Self {
        let units = sheet.units.iter().map(|(unit, words)| {
            let words: Vec<_> = words.iter().map(|word| phrase(sheet, word)).collect();
            let first = format!(r"^[\s\u{{a0}}\u{{202f}}-]*(?:{})", words.join("|"));
            (*unit, Pattern::new(first))
        });
        Self {
            number: Pattern::new(format!(r"(?i)\b{}\b", number(sheet))),
            numbers: sheet.numbers.clone(),
            units: units.collect(),
        }
    }

    /// The length of time in words such as `within one hour`.
    fn read(&self, words: &str) -> Result<Option<(u32, Unit)>> {
        let Some(number) = self.number.regex()?.find(words) else {
            return Ok(None);
        };
        let folded = number.as_str().to_lowercase();
        let known = self.numbers.get(&folded).copied();
        let Some(count) = known.or_else(|| folded.parse().ok()) else {
            return Ok(None);
        };
        let rest = &words[number.end()..];
        for (unit, pattern) in &self.units {
            if pattern.is_match(rest)? {
                return Ok(Some((count, *unit)));
            }
        }
        Ok(None)
    }
}
