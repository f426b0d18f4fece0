//! The text of a baseline: one line per key, sorted, so that a review shows what came and what went.
//!
//! It writes; what the lines mean is known beside it.

use super::{FORMAT, Tally};
use crate::finding::key::Key;
use std::fmt::Write;

/// What people read first.
const HEAD: &str = "\
# Findings that were there already. `check` counts them and fails because of new ones only.
# `csp-support baseline update` brings this file in line, `csp-support baseline prune` removes what is mended.
";

/// The text of the file.
pub fn text(tally: &Tally) -> String {
    let mut text = format!("{HEAD}format: {FORMAT}\nfindings:");
    if tally.is_empty() {
        text.push_str(" []\n");
        return text;
    }
    text.push('\n');
    for (key, count) in tally {
        _ = writeln!(text, "  - {{{}}}", entry(key, *count));
    }
    text
}

fn entry(key: &Key, count: u32) -> String {
    let Key {
        rule,
        subject,
        path,
    } = key;
    let document = format!("{}/{}", subject.kind, subject.id);
    let mut parts = vec![("rule", scalar(rule))];
    if path.is_empty() {
        parts.push(("document", scalar(&document)));
    } else {
        parts.push(("file", scalar(path)));
    }
    if !subject.pointer.is_empty() {
        parts.push(("at", scalar(&subject.pointer)));
    }
    if count > 1 {
        parts.push(("count", count.to_string()));
    }
    let parts = parts.iter().map(|(name, value)| format!("{name}: {value}"));
    parts.collect::<Vec<_>>().join(", ")
}

/// A text as it is where it can mean nothing else, else in quotes.
fn scalar(text: &str) -> String {
    let starts = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
    let harmless = |c: char| c.is_ascii_alphanumeric() || "-_./~".contains(c);
    // A word alone may be `no` or `null` to some reader.
    let told_apart = text.contains(['-', '/', '.']);
    if starts && told_apart && text.chars().all(harmless) {
        return text.to_owned();
    }
    let escaped: String = text.chars().map(escaped).collect();
    format!("\"{escaped}\"")
}

/// A character within quotes: letters and what a keyboard has as they are, everything else by its number.
fn escaped(c: char) -> String {
    match c {
        '"' | '\\' => format!("\\{c}"),
        ' ' => c.to_string(),
        c if c.is_ascii_graphic() || c.is_alphanumeric() => c.to_string(),
        c => format!("\\U{:08X}", u32::from(c)),
    }
}
