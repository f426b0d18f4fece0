//! Unquoted values that some readers take for something else than what they look like.
//!
//! It compares this reader with YAML 1.1 readers and shows the repaired line; which type a field
//! wants, only its schema knows.

use crate::finding::{Finding, Span, builtin};
use crate::source::Source;
use crate::yaml::quote::brief;
use crate::yaml::{NodeKind, NodeRef};
use std::fmt::Display;

/// A line longer than this is not shown whole.
const LONGEST_LINE: usize = 120;

/// The line with the value in quotes, if YAML 1.1 readers misread the unquoted value.
pub fn old_readers(node: NodeRef<'_>) -> Option<String> {
    (node.is_plain() && misreading(node.text()).is_some()).then(|| as_string_repair(node))
}

/// The line on which the value stands, with the value in quotes; only the value where the line is long.
pub fn as_string_repair(node: NodeRef<'_>) -> String {
    let span = node.document.origin(node.index()).unwrap_or(node.span());
    repaired(&node.document.source, span, node.text())
}

/// The warning about a value that YAML 1.1 readers misread; none for most values.
pub(crate) fn warning(node: NodeRef<'_>) -> Option<Finding> {
    let reading = misreading(node.text())?;
    let text = node.text();
    let message = match node.as_int() {
        Some(int) => {
            format!("`{text}` is {int} here, but older YAML readers take it for {reading}")
        }
        None => format!("older YAML readers take `{text}` for {reading}"),
    };
    let finding = Finding::builtin(builtin::YAML_LOOKALIKE_11, node.place(), message);
    Some(finding.help(format!("write `{}`", as_string_repair(node))))
}

/// The error about a number that is not what it looks like.
pub(crate) fn distorted(node: NodeRef<'_>, how: &str) -> Finding {
    let message = format!("`{}` {how}", brief(node.text()));
    let help = format!(
        "write `{}` if it is an identifier, not a quantity",
        as_string_repair(node)
    );
    Finding::builtin(builtin::YAML_LOOKALIKE, node.place(), message).help(help)
}

fn repaired(source: &Source, span: Span, text: &str) -> String {
    let quoted = quoted(text);
    let (start, end) = (span.start as usize, span.end as usize);
    let whole = &source.text;
    let around = whole
        .get(..start)
        .zip(whole.get(start..end))
        .zip(whole.get(end..));
    let Some(((before, value), after)) = around else {
        return quoted;
    };
    let before = last_line(before).trim_start();
    let after = first_line(after).trim_end();
    let fits = before.len() + after.len() <= LONGEST_LINE;
    if fits && value == text && !text.is_empty() {
        format!("{before}{quoted}{after}")
    } else {
        quoted
    }
}

/// What follows the last line break; looks back no further than a long line.
fn last_line(text: &str) -> &str {
    let bytes = text.as_bytes();
    let from = bytes.len().saturating_sub(LONGEST_LINE + 1);
    let line_break = bytes[from..].iter().rposition(|byte| is_break(*byte));
    line_break.map_or(text.get(from..).unwrap_or(text), |at| {
        &text[from + at + 1..]
    })
}

fn first_line(text: &str) -> &str {
    let mut seen = text.bytes().take(LONGEST_LINE + 1);
    let line_break = seen.position(is_break);
    line_break.map_or(text, |at| &text[..at])
}

const fn is_break(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

fn quoted(text: &str) -> String {
    if text.contains(['"', '\\']) {
        format!("'{}'", text.replace('\'', "''"))
    } else {
        format!("\"{text}\"")
    }
}

/// What a YAML 1.1 reader makes of a plain scalar, where that differs from what it looks like.
fn misreading(text: &str) -> Option<String> {
    match text {
        "y" | "Y" | "yes" | "Yes" | "YES" | "on" | "On" | "ON" => Some("true".to_owned()),
        "n" | "N" | "no" | "No" | "NO" | "off" | "Off" | "OFF" => Some("false".to_owned()),
        _ => {
            let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
            let sign = if text.starts_with('-') { "-" } else { "" };
            let is_number = digits.starts_with(is_digit);
            is_number.then(|| number(digits, sign)).flatten()
        }
    }
}

/// What a YAML 1.1 reader makes of a scalar that begins with a digit.
fn number(digits: &str, sign: &str) -> Option<String> {
    let named = |value: &dyn Display| format!("the number {sign}{value}");
    if let Some(binary) = digits.strip_prefix("0b") {
        let value = u64::from_str_radix(&binary.replace('_', ""), 2).ok()?;
        return Some(named(&value));
    }
    let known = |c: char| is_digit(c) || matches!(c, ':' | '_' | '.');
    if !digits.chars().all(known) {
        return None;
    }
    if let Some(value) = clock(digits) {
        return Some(named(&value));
    }
    if let Some(value) = grouped(digits) {
        return Some(named(&value));
    }
    let is_padded = digits.len() > 1 && digits.starts_with('0') && digits.chars().all(is_digit);
    if !is_padded {
        return None;
    }
    match (u64::from_str_radix(digits, 8), digits.parse::<u64>()) {
        (Ok(octal), Ok(decimal)) if octal == decimal => None,
        (Ok(octal), _) => Some(named(&octal)),
        (Err(_), _) => Some("text".to_owned()),
    }
}

/// `08:30` and `12:30:45` count in sixties.
fn clock(text: &str) -> Option<u64> {
    let (first, rest) = text.split_once(':')?;
    let mut value: u64 = first.replace('_', "").parse().ok()?;
    for part in rest.split(':') {
        let whole = part.split_once('.').map_or(part, |(whole, _)| whole);
        let digit: u64 = whole.parse().ok().filter(|_| whole.len() <= 2)?;
        let sum = value.checked_mul(60)?.checked_add(digit);
        value = sum.filter(|_| digit < 60)?;
    }
    Some(value)
}

/// `1_000` has underscores between digits.
fn grouped(text: &str) -> Option<String> {
    let single_point = text.bytes().filter(|byte| *byte == b'.').count() <= 1;
    let has_groups = text.contains('_') && !text.contains(':') && single_point;
    has_groups.then(|| text.replace('_', ""))
}

const fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// Whether a scalar's kind can differ between readers or be distorted; cheap, for every scalar.
pub(crate) fn is_suspect(text: &str, kind: NodeKind) -> bool {
    match kind {
        NodeKind::Float => true,
        NodeKind::Int | NodeKind::Str => match text.as_bytes() {
            [b'y' | b'Y' | b'n' | b'N' | b'o' | b'O', ..] => text.len() <= 3,
            [b'0'..=b'9' | b'+' | b'-', ..] => text.len() > 1,
            _ => false,
        },
        _ => false,
    }
}
