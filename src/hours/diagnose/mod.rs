//! Says in plain words what is wrong with an opening hours expression, and where.
//!
//! It looks only at the text: at words and times outside quotes. It must never decide whether an
//! expression is valid; it explains those that are not.

mod syntax;
mod tokens;

pub(super) use syntax::syntax_error;

use crate::hours::days::Unclear;
use crate::hours::diagnose::tokens::{Token, parts, tokens, trimmed};
use crate::hours::expression::ExpressionError;
use std::ops::Range;

/// Longest expression that is read, in characters.
const LONGEST: usize = 1000;

/// Valid for the grammar, but no promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Problem {
    /// Days that cannot be told.
    Days(Unclear),
    /// A rule without days after one with days.
    NoDays,
    /// `18:00+`.
    OpenEnd,
    /// `10:00-16:00/90`.
    Steps,
    /// `sunrise-18:00`.
    Sun,
}

/// What can be said without the grammar.
pub(super) fn before_parsing(text: &str) -> Result<(), ExpressionError> {
    if text.trim().is_empty() {
        let message =
            "the hours are empty; write `24/7`, `off` or hours such as `Mo-Fr 08:00-18:00`";
        return Err(error(0..text.len(), message));
    }
    if let Some((at, _)) = text.char_indices().nth(LONGEST) {
        let message = format!("the hours are longer than {LONGEST} characters");
        return Err(error(at..text.len(), message));
    }
    Ok(())
}

/// The error for something valid that is no promise.
pub(super) fn located(problem: Problem, text: &str) -> ExpressionError {
    let tokens = tokens(text);
    let sun = ["dawn", "sunrise", "sunset", "dusk"];
    let (found, message) = match problem {
        Problem::Sun => (
            find_word(&tokens, text, &sun),
            "the sun rises at another time in every place; write a time such as `08:00`",
        ),
        Problem::Days(Unclear::SchoolHolidays) => (
            find_word(&tokens, text, &["sh"]),
            "school holidays (`SH`) are not known here; write their dates",
        ),
        Problem::OpenEnd => (
            text.find('+').map(|at| at..at + 1),
            "`+` leaves the end open; write the time at which it ends",
        ),
        Problem::Steps => (
            text.find('/').map(|at| at..at + 1),
            "steps (`/`) are for timetables; write from when to when it is open",
        ),
        Problem::NoDays => (
            rule_without_days(text),
            "this part names no days, so it is unclear which it means; write `Mo-Su` for all days",
        ),
        Problem::Days(Unclear::YearWithoutSpace) => (
            find_year(&tokens, text),
            "write a space between the year and the month, as in `2026 Dec`",
        ),
        Problem::Days(Unclear::Other) => (
            None,
            "these days cannot be told with certainty; write them in another way",
        ),
    };
    error(found.unwrap_or(0..text.len()), message)
}

fn error(at: Range<usize>, message: impl Into<String>) -> ExpressionError {
    ExpressionError {
        message: message.into(),
        at,
    }
}

fn rule_without_days(text: &str) -> Option<Range<usize>> {
    let mut own = parts(text).into_iter().map(|part| trimmed(text, part));
    own.rfind(|part| text[part.clone()].starts_with(|c: char| c.is_ascii_digit()))
}

fn find_word(tokens: &[Token], text: &str, words: &[&str]) -> Option<Range<usize>> {
    let found = tokens.iter().find(|token| {
        let written = text[token.at.clone()].to_lowercase();
        token.is_word && words.contains(&written.as_str())
    });
    found.map(|token| token.at.clone())
}

fn find_year(tokens: &[Token], text: &str) -> Option<Range<usize>> {
    let pairs = tokens.windows(2);
    let mut glued = pairs
        .filter(|pair| !pair[0].is_word && pair[1].is_word && pair[0].at.end == pair[1].at.start);
    let pair = glued.find(|pair| text[pair[0].at.clone()].len() == 4)?;
    Some(pair[0].at.start..pair[1].at.end)
}

/// A text short enough for a message.
fn shown(text: &str) -> String {
    let mut short: String = text.chars().take(40).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
