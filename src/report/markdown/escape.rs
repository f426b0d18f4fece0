//! Text that is not ours, as Markdown that shows it and does nothing else.
//!
//! No link, image, mention, heading, table cell or HTML can come out of it, on GitHub either.

use crate::report::plain;
use crate::report::rule::Citation;
use std::fmt::Write as _;

/// Breaks words that a viewer would link, without showing.
const BREAK: &str = "&#8203;";

/// Text on one line; what stands between two backticks becomes code.
pub fn text(text: &str) -> String {
    let shown = plain::line(text);
    let pieces: Vec<&str> = shown.split('`').collect();
    if pieces.len() % 2 == 0 {
        return prose(&shown);
    }
    let mut out = String::with_capacity(shown.len() + 16);
    for (index, piece) in pieces.iter().enumerate() {
        if index % 2 == 1 {
            out.push_str(&code(piece));
        } else {
            out.push_str(&prose(piece));
        }
    }
    out
}

/// Text as code; a `|` cannot be written as code in a table, so such text stays prose.
pub fn code(text: &str) -> String {
    let shown = plain::line(text);
    if shown.trim().is_empty() || shown.contains('|') {
        return prose(&shown);
    }
    let longest = shown.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if shown.starts_with('`') || shown.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{fence}{pad}{shown}{pad}{fence}")
}

/// Text with every active character made passive.
fn prose(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let before = &text[..text.len() - rest.len()];
        rest = &rest[c.len_utf8()..];
        match c {
            '@' => _ = write!(out, "@{BREAK}"),
            '#' if rest.starts_with(|c: char| c.is_ascii_digit()) => _ = write!(out, "\\#{BREAK}"),
            ':' if rest.starts_with("//") => _ = write!(out, ":{BREAK}"),
            '.' if ends_with_www(before) => _ = write!(out, "{BREAK}."),
            '.' | ')' | '-' | '+' if starts_item(before) => _ = write!(out, "\\{c}"),
            '-' | '+' | '.' | ',' | ':' | ';' | '\'' | '"' | '/' | '?' | '%' | '(' | ')' => {
                out.push(c);
            }
            c if c.is_ascii_punctuation() => _ = write!(out, "\\{c}"),
            c => out.push(c),
        }
    }
    out
}

fn ends_with_www(before: &str) -> bool {
    before.len() >= 3 && before.to_ascii_lowercase().ends_with("www")
}

/// Whether what stands before can begin a list item.
fn starts_item(before: &str) -> bool {
    before.trim_start().bytes().all(|b| b.is_ascii_digit())
}

/// A citation, linked where its locator is an address.
pub fn citation(citation: &Citation) -> String {
    let title = prose(&plain::line(&citation.title));
    let title = citation
        .link()
        .map_or_else(|| title.clone(), |url| format!("[{title}](<{url}>)"));
    let facts = [citation.date.as_str(), citation.tier_words()];
    let facts = facts.into_iter().filter(|fact| !fact.is_empty());
    let facts: Vec<String> = facts.map(|fact| prose(&plain::line(fact))).collect();
    if facts.is_empty() {
        title
    } else {
        format!("{title} ({})", facts.join(", "))
    }
}
