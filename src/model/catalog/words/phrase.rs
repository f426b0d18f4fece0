//! Phrases of the catalogue as patterns that a text is searched for.

use super::Sheet;
use crate::model::catalog::header::Result;
use regex::Regex;

/// The rest of a word, told by what ends one: spaces and punctuation. A class of all letters there are would take as long
/// to compile as everything else together.
pub(super) const REST_OF_WORD: &str =
    r"[^\x00-/:-@\[-`{-\u{bf}\u{2000}-\u{206f}\u{3000}-\u{303f}]*";

/// A pattern for any of several phrases; none where there is no phrase.
pub(super) fn one_of(sheet: &Sheet, words: &[String]) -> Result<Option<Regex>> {
    if words.is_empty() {
        return Ok(None);
    }
    compile(&alternatives(sheet, words)).map(Some)
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

/// Compiles a pattern; the catalogue is ours, so a mistake in it is a mistake of the program.
pub(super) fn compile(pattern: &str) -> Result<Regex> {
    Regex::new(pattern).map_err(|error| format!("the words of the catalogue: {error}"))
}
