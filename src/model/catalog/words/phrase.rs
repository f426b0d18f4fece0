//! Phrases of the catalogue as patterns that a text is searched for.

use super::Sheet;
use crate::error::{Error, Result};
use regex::Regex;
use std::sync::OnceLock;

/// A pattern that is compiled when it is first looked for. Compiling takes longer than anything else that a run
/// on few documents does, and most patterns are never looked for in them.
#[derive(Debug)]
pub(super) struct Pattern {
    text: String,
    regex: OnceLock<std::result::Result<Regex, regex::Error>>,
}

impl Pattern {
    pub(super) fn new(text: String) -> Self {
        Self {
            text,
            regex: OnceLock::new(),
        }
    }

    /// The pattern, ready to search with; the catalogue is ours, so a mistake in it is a mistake of the program.
    pub(super) fn regex(&self) -> Result<&Regex> {
        let regex = self.regex.get_or_init(|| Regex::new(&self.text));
        let broken = |error| Error::Internal(format!("the words of the catalogue: {error}"));
        regex.as_ref().map_err(broken)
    }

    pub(super) fn is_match(&self, text: &str) -> Result<bool> {
        Ok(self.regex()?.is_match(text))
    }
}

/// The rest of a word, told by what ends one: spaces and punctuation. A class of all letters there are would take as long
/// to compile as everything else together.
pub(super) const REST_OF_WORD: &str =
    r"[^\x00-/:-@\[-`{-\u{bf}\u{2000}-\u{206f}\u{3000}-\u{303f}]*";

/// A pattern for any of several phrases; none where there is no phrase.
pub(super) fn one_of(sheet: &Sheet, words: &[String]) -> Option<Pattern> {
    (!words.is_empty()).then(|| Pattern::new(alternatives(sheet, words)))
}

/// A pattern for any of several phrases, the longest first.
pub(super) fn alternatives(sheet: &Sheet, words: &[String]) -> String {
    let mut words: Vec<&String> = words.iter().collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let words: Vec<_> = words.into_iter().map(|word| phrase(sheet, word)).collect();
    words.join("|")
}

/// A pattern for a phrase: whole words, any blanks or hyphens between them.
pub(super) fn phrase(sheet: &Sheet, phrase: &str) -> String {
    let parts: Vec<_> = phrase.split(' ').map(|word| token(sheet, word)).collect();
    let edge = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '{');
    let start = if edge(phrase.chars().next()) {
        r"\b"
    } else {
        ""
    };
    let last = phrase.chars().next_back();
    let end = match last {
        Some('*') => REST_OF_WORD,
        Some('}') if phrase.ends_with("{percent}") => "",
        Some(c) if c.is_alphanumeric() || c == '}' => r"\b",
        _ => "",
    };
    format!(r"(?i:{start}{}{end})", parts.join(r"[\s\u{a0}\u{202f}-]+"))
}

fn token(sheet: &Sheet, word: &str) -> String {
    match word {
        "{n}" => number(sheet),
        "{percent}" => format!(r"{}\s?(?:%|percent|per cent|prozent)", number(sheet)),
        "{unit}" => {
            let mut units: Vec<&String> = sheet.units.values().flatten().collect();
            units.sort_by_key(|word| std::cmp::Reverse(word.len()));
            let units: Vec<_> = units
                .iter()
                .map(|unit| regex::escape(unit).replace(' ', r"[\s-]+"))
                .collect();
            format!("(?:{})", units.join("|"))
        }
        word => {
            let word = word.trim_end_matches('*');
            let either: Vec<_> = word.split('|').map(regex::escape).collect();
            format!("(?:{})", either.join("|"))
        }
    }
}

/// A pattern for a number in digits or words.
pub(super) fn number(sheet: &Sheet) -> String {
    let mut words: Vec<_> = sheet
        .numbers
        .keys()
        .map(|word| regex::escape(word))
        .collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words.push("[0-9]+(?:[.,][0-9]+)?".to_owned());
    format!("(?:{})", words.join("|"))
}
