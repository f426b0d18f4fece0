//! Text that is not ours, as Markdown that shows it and does nothing else.
//!
//! No link, image, mention, heading, table cell or HTML can come out of it, on GitHub either.

use crate::page::{escape, link};
use crate::report::plain;
use crate::report::rule::Citation;

/// Breaks words that a viewer would link, without showing.
const BREAK: &str = "&#8203;";

/// Text on one line; what stands between two backticks becomes code.
pub fn text(text: &str) -> String {
    let shown = plain::line(text);
    let pieces: Vec<&str> = shown.split('`').collect();
    if pieces.len().is_multiple_of(2) {
        return prose(&shown, None);
    }
    let mut out = String::with_capacity(shown.len() + 16);
    let mut before = None;
    for (index, piece) in pieces.iter().enumerate() {
        if index % 2 == 1 {
            out.push_str(&code(piece));
            before = Some('`');
        } else {
            out.push_str(&prose(piece, before));
        }
    }
    out
}

/// Text as code; a `|` cannot be written as code in a table, so such text stays prose.
pub fn code(text: &str) -> String {
    let shown = plain::line(text);
    if shown.trim().is_empty() || shown.contains('|') {
        return prose(&shown, Some('x'));
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

/// Text with every active character made passive, and every word broken that GitHub would link.
fn prose(text: &str, before: Option<char>) -> String {
    let passive = escape::markdown_piece(text, before);
    let mut out = String::with_capacity(passive.len() + 16);
    for (at, c) in passive.char_indices() {
        let rest = &passive[at + c.len_utf8()..];
        let breaks = match c {
            '@' => true,
            '#' => rest.starts_with(|c: char| c.is_ascii_digit()),
            ':' => rest.starts_with("//"),
            'w' | 'W' => rest.starts_with('.'),
            _ => false,
        };
        if c == '$' {
            out.push('\\');
        }
        out.push(c);
        if breaks {
            out.push_str(BREAK);
        }
    }
    out
}

/// A citation, linked where its locator is an address.
pub fn citation(citation: &Citation) -> String {
    let title = prose(&plain::line(&citation.title), Some('x'));
    let title = citation.link().map_or_else(
        || title.clone(),
        |url| format!("[{title}]({})", link::for_markdown(url)),
    );
    let facts = [citation.date.as_str(), citation.tier_words()];
    let facts = facts.into_iter().filter(|fact| !fact.is_empty());
    let facts: Vec<String> = facts
        .map(|fact| prose(&plain::line(fact), Some('x')))
        .collect();
    if facts.is_empty() {
        title
    } else {
        format!("{title} ({})", facts.join(", "))
    }
}
