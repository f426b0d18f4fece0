//! Looks for the usual mistakes in a text that the grammar refuses.
//!
//! Each check knows one mistake and nothing of the others; the first that finds something speaks.

use crate::hours::diagnose::tokens::{MONTHS, Token, is_known_word, meant, parts, tokens, trimmed};
use crate::hours::diagnose::{error, shown};
use crate::hours::expression::ExpressionError;
use std::ops::Range;

/// One mistake, if the text has it.
type Check = fn(&str, &[Token]) -> Option<ExpressionError>;

/// All checks; the more certain ones come first.
const CHECKS: &[Check] = &[
    open_quote,
    edge_space,
    character,
    word,
    time,
    spaced_dash,
    empty_rule,
];

/// The error for a text that the grammar refuses.
pub(in crate::hours) fn syntax_error(text: &str) -> ExpressionError {
    let tokens = tokens(text);
    let found = CHECKS.iter().find_map(|check| check(text, &tokens));
    found.unwrap_or_else(|| {
        let rule = broken_rule(text);
        let message = format!(
            "`{}` is not opening hours; write them as in `Mo-Fr 08:00-18:00; PH off`",
            shown(&text[rule.clone()])
        );
        error(rule, message)
    })
}

fn open_quote(text: &str, _: &[Token]) -> Option<ExpressionError> {
    let odd = text.matches('"').count() % 2 == 1;
    let at = text.rfind('"').filter(|_| odd)?;
    Some(error(at..text.len(), "the quotation mark is never closed"))
}

fn character(text: &str, _: &[Token]) -> Option<ExpressionError> {
    let mut quoted = false;
    let (at, c) = text.char_indices().find(|(_, c)| {
        quoted ^= *c == '"';
        !quoted && !c.is_alphabetic() && (!c.is_ascii() || c.is_control())
    })?;
    let message = match c {
        '–' | '—' | '−' | '‐' | '‑' => {
            format!("write a plain hyphen `-` instead of `{c}`")
        }
        '\u{a0}' | '\u{202f}' | '\u{2009}' => "write a plain space here".to_string(),
        _ => format!("`{}` has no meaning in opening hours", c.escape_debug()),
    };
    Some(error(at..at + c.len_utf8(), message))
}

fn edge_space(text: &str, _: &[Token]) -> Option<ExpressionError> {
    let trimmed = text.trim();
    if trimmed.len() == text.len() || opening_hours_syntax::parse(trimmed).is_err() {
        return None;
    }
    let start = text.len() - text.trim_start().len();
    let at = if start > 0 {
        0..start
    } else {
        trimmed.len()..text.len()
    };
    Some(error(at, "remove the line break or space around the hours"))
}

fn word(text: &str, tokens: &[Token]) -> Option<ExpressionError> {
    let wrong = tokens
        .iter()
        .find(|token| token.is_word && !is_known_word(&text[token.at.clone()]))?;
    let written = &text[wrong.at.clone()];
    let lower = written.to_lowercase();
    let message = match (meant(written), lower.as_str()) {
        (Some(right), _) => format!("write `{right}` instead of `{written}`"),
        (_, "am" | "pm") => format!("remove `{written}` and use the 24-hour clock, as in `17:30`"),
        (_, "h" | "uhr" | "hrs") => format!("remove `{written}`; a time is written as in `08:00`"),
        _ => format!(
            "`{}` is no day, month or other word of opening hours",
            shown(written)
        ),
    };
    Some(error(wrong.at.clone(), message))
}

fn time(text: &str, tokens: &[Token]) -> Option<ExpressionError> {
    let mut counts_days = false;
    tokens.iter().find_map(|token| {
        let written = &text[token.at.clone()];
        if token.is_word {
            let lower = written.to_lowercase();
            counts_days = lower == "week" || MONTHS.contains(&lower.as_str());
            return None;
        }
        let message = wrong_time(written, counts_days || !bounds_range(text, &token.at))?;
        Some(error(token.at.clone(), message))
    })
}

/// Whether a number stands beside a dash, outside brackets.
fn bounds_range(text: &str, at: &Range<usize>) -> bool {
    let before = &text[..at.start];
    let dash = before.ends_with('-') || text[at.end..].starts_with('-');
    dash && before.rfind('[') <= before.rfind(']')
}

/// What to write instead of a time; a bare number is only taken for one where it can be no day.
fn wrong_time(written: &str, may_be_day: bool) -> Option<String> {
    let parts: Vec<_> = written.split([':', '.']).collect();
    let (hour, minute) = match parts[..] {
        [_] if may_be_day => return None,
        [hour] if hour.len() <= 2 => (hour, "00"),
        [both] if both.len() == 4 && both < "1900" => both.split_at(2),
        [hour, minute] => (hour, minute),
        _ => return None,
    };
    let (hour, minute): (u8, u8) = (hour.parse().unwrap_or(99), minute.parse().unwrap_or(99));
    let sound = written.contains(':') && hour <= 48 && minute <= 59;
    match (hour, minute) {
        _ if sound => None,
        (0..=24, 0..=59) => Some(format!(
            "write `{hour:02}:{minute:02}` instead of `{written}`"
        )),
        _ => Some(format!("`{}` is not a time of day", shown(written))),
    }
}

fn spaced_dash(text: &str, _: &[Token]) -> Option<ExpressionError> {
    let at = text.find(" -").or_else(|| text.find("- "))?;
    let start = text[..at].trim_end().len();
    let rest = text[at..].trim_start_matches([' ', '-']);
    let end = text.len() - rest.len();
    let joined = format!("{}-{}", &text[..start], rest);
    let helps = opening_hours_syntax::parse(&joined).is_ok();
    helps.then(|| error(start..end, "write the dash without spaces around it"))
}

fn empty_rule(text: &str, _: &[Token]) -> Option<ExpressionError> {
    let parts = parts(text);
    let at = parts
        .iter()
        .position(|part| text[part.clone()].trim().is_empty())?;
    let part = parts[at].clone();
    // A separator belongs to the empty part, so that there is something to underline.
    let start = if at > 0 { part.start - 1 } else { part.start };
    let end = if at > 0 { part.end } else { part.end + 1 };
    Some(error(
        start..end.min(text.len()),
        "nothing stands between or after these separators; remove one",
    ))
}

/// The first part that is wrong on its own, else all.
fn broken_rule(text: &str) -> Range<usize> {
    let own = parts(text).into_iter().map(|part| trimmed(text, part));
    own.clone()
        .find(|part| opening_hours_syntax::parse(&text[part.clone()]).is_err())
        .unwrap_or(0..text.len())
}
