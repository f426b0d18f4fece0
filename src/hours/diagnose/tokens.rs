//! The words and numbers of an opening hours text, and what people write instead of them.
//!
//! It must never know where in an expression a word may stand.

use std::ops::Range;

/// Words that the grammar knows.
const WORDS: &[&str] = &[
    "mo", "tu", "we", "th", "fr", "sa", "su", "ph", "sh", "off", "closed", "open", "unknown",
    "week", "day", "days", "easter", "dawn", "sunrise", "sunset", "dusk",
];

/// Words for months.
pub(super) const MONTHS: &[&str] = &[
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// What people write instead, sorted by what they write.
const MEANT: &[(&str, &str)] = &[
    ("and", ","),
    ("bis", "-"),
    ("daily", "Mo-Su"),
    ("di", "Tu"),
    ("dienstag", "Tu"),
    ("do", "Th"),
    ("donnerstag", "Th"),
    ("feiertag", "PH"),
    ("feiertage", "PH"),
    ("freitag", "Fr"),
    ("fri", "Fr"),
    ("friday", "Fr"),
    ("ft", "PH"),
    ("geschlossen", "off"),
    ("holiday", "PH"),
    ("holidays", "PH"),
    ("mi", "We"),
    ("mittwoch", "We"),
    ("mon", "Mo"),
    ("monday", "Mo"),
    ("montag", "Mo"),
    ("none", "off"),
    ("samstag", "Sa"),
    ("sat", "Sa"),
    ("saturday", "Sa"),
    ("so", "Su"),
    ("sonntag", "Su"),
    ("sun", "Su"),
    ("sunday", "Su"),
    ("thu", "Th"),
    ("thur", "Th"),
    ("thurs", "Th"),
    ("thursday", "Th"),
    ("to", "-"),
    ("tue", "Tu"),
    ("tues", "Tu"),
    ("tuesday", "Tu"),
    ("und", ","),
    ("wed", "We"),
    ("wednesday", "We"),
    ("weekdays", "Mo-Fr"),
    ("weekend", "Sa,Su"),
    ("weekends", "Sa,Su"),
    ("werktags", "Mo-Fr"),
];

/// A piece of the text outside quotes.
pub(super) struct Token {
    pub(super) at: Range<usize>,
    pub(super) is_word: bool,
}

/// The words and the runs of digits, colons and dots.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut quoted = false;
    for (at, c) in text.char_indices() {
        quoted ^= c == '"';
        let is_word = c.is_alphabetic();
        if quoted || !(is_word || c.is_ascii_digit() || c == ':' || c == '.') {
            continue;
        }
        let end = at + c.len_utf8();
        match tokens.last_mut() {
            Some(last) if last.at.end == at && last.is_word == is_word => last.at.end = end,
            _ => tokens.push(Token {
                at: at..end,
                is_word,
            }),
        }
    }
    tokens
}

/// The parts between semicolons outside quotes.
pub(super) fn parts(text: &str) -> Vec<Range<usize>> {
    let mut quoted = false;
    let mut start = 0;
    let mut parts = Vec::new();
    for (at, c) in text.char_indices() {
        quoted ^= c == '"';
        if c == ';' && !quoted {
            parts.push(start..at);
            start = at + 1;
        }
    }
    parts.push(start..text.len());
    parts
}

pub(super) fn trimmed(text: &str, part: Range<usize>) -> Range<usize> {
    let inner = &text[part.clone()];
    let start = part.start + inner.len() - inner.trim_start().len();
    start..(start + inner.trim().len())
}

/// Whether the grammar knows a word.
pub(super) fn is_known_word(word: &str) -> bool {
    let lower = word.to_lowercase();
    WORDS.contains(&lower.as_str()) || MONTHS.contains(&lower.as_str())
}

/// What someone means who writes a word that the grammar does not know.
pub(super) fn meant(word: &str) -> Option<&'static str> {
    let lower = word.to_lowercase();
    let found = MEANT.iter().find(|(wrong, _)| *wrong == lower);
    found.map(|(_, right)| *right)
}
