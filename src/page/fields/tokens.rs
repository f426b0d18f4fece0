//! The words of a template's tags, with their places.
//!
//! Tera keeps its own syntax tree to itself; this is as much of the grammar as it takes to find names. It must
//! never judge: where a template is no template at all, Tera says so.

use std::ops::Range;

/// What stands between the text of a template.
#[derive(Debug)]
pub(in crate::page) struct Tag<'t> {
    /// Whether it prints something, as opposed to a statement such as `if`.
    pub(super) prints: bool,
    pub(super) words: Vec<Word<'t>>,
}

/// A word or mark.
#[derive(Debug, Clone)]
pub(super) struct Word<'t> {
    pub(super) token: Token<'t>,
    pub(super) span: Range<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'t> {
    Name(&'t str),
    /// A text without its quotes.
    Text(&'t str),
    Number(&'t str),
    Mark(&'t str),
}

impl<'t> Tag<'t> {
    /// The template that this one extends, if the tag says so.
    pub(super) fn parent(&self) -> Option<&'t str> {
        match self.words.as_slice() {
            [
                Word {
                    token: Token::Name("extends"),
                    ..
                },
                Word {
                    token: Token::Text(parent),
                    ..
                },
                ..,
            ] => Some(parent),
            _ => None,
        }
    }
}

impl<'t> Word<'t> {
    pub(super) const fn name(&self) -> Option<&'t str> {
        match self.token {
            Token::Name(name) => Some(name),
            _ => None,
        }
    }

    pub(super) const fn text(&self) -> &'t str {
        match self.token {
            Token::Name(text) | Token::Text(text) | Token::Number(text) | Token::Mark(text) => text,
        }
    }
}

/// Marks of several characters, longest first; `?.` and `?[` reach for a field as `.` and `[` do.
const MARKS: &[(&str, &str)] = &[
    ("...", "..."),
    ("?.", "."),
    ("?[", "["),
    ("==", "=="),
    ("!=", "!="),
    ("<=", "<="),
    (">=", ">="),
    ("</", "</"),
    ("**", "**"),
    ("//", "//"),
];

/// All tags of a template in their order; comments and raw text have none.
pub(in crate::page) fn tags(text: &str) -> Vec<Tag<'_>> {
    let (mut tags, mut at) = (Vec::new(), 0);
    while let Some(start) = next_opening(text, at) {
        let Some(kind) = text.get(start..start + 2) else {
            break;
        };
        if kind == "{#" {
            at = after(text, start, "#}");
            continue;
        }
        let (mut words, end) = words(text, start + 2, if kind == "{{" { "}}" } else { "%}" });
        at = end;
        trim(&mut words);
        if matches!(words.first(), Some(word) if word.token == Token::Name("raw")) {
            at = after(text, end, "endraw");
            at = after(text, at, "%}");
            continue;
        }
        tags.push(Tag {
            prints: kind == "{{",
            words,
        });
    }
    tags
}

/// Drops the hyphens at both ends, which only take away blanks.
fn trim(words: &mut Vec<Word<'_>>) {
    let is_hyphen =
        |word: Option<&Word<'_>>| word.is_some_and(|word| word.token == Token::Mark("-"));
    if is_hyphen(words.first()) {
        words.remove(0);
    }
    if is_hyphen(words.last()) {
        words.pop();
    }
}

fn next_opening(text: &str, from: usize) -> Option<usize> {
    let rest = text.get(from..)?;
    let openings = ["{{", "{%", "{#"].into_iter();
    let at = openings.filter_map(|opening| rest.find(opening)).min()?;
    Some(from + at)
}

/// Behind the next occurrence of a mark.
fn after(text: &str, from: usize, mark: &str) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    rest.find(mark)
        .map_or(text.len(), |at| from + at + mark.len())
}

/// The words up to the end of a tag, and where the tag ends.
fn words<'t>(text: &'t str, from: usize, end: &str) -> (Vec<Word<'t>>, usize) {
    let (mut words, mut at, mut braces) = (Vec::new(), from, 0_usize);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        if braces == 0 && rest.starts_with(end) {
            return (words, at + end.len());
        }
        let (token, length) = word(rest);
        match token {
            Some(Token::Mark("{")) => braces += 1,
            Some(Token::Mark("}")) => braces = braces.saturating_sub(1),
            _ => {}
        }
        words.extend(token.map(|token| Word {
            token,
            span: at..at + length,
        }));
        at += length;
    }
    (words, text.len())
}

/// The word with which a text begins, none for a blank, and its length.
fn word(rest: &str) -> (Option<Token<'_>>, usize) {
    let first = rest.chars().next().unwrap_or(' ');
    let run = |part: fn(char) -> bool| rest.find(|c| !part(c)).unwrap_or(rest.len());
    if first.is_whitespace() {
        return (None, first.len_utf8());
    }
    if first.is_ascii_digit() {
        let length = run(|c| c.is_ascii_digit());
        return (Some(Token::Number(&rest[..length])), length);
    }
    if first.is_alphabetic() || first == '_' {
        let length = run(|c| c.is_alphanumeric() || c == '_');
        return (Some(Token::Name(&rest[..length])), length);
    }
    if matches!(first, '"' | '\'' | '`') {
        let length = quoted(rest, first);
        let inner = rest.get(1..length - 1).unwrap_or_default();
        return (Some(Token::Text(inner)), length);
    }
    let long = MARKS.iter().find(|(mark, _)| rest.starts_with(mark));
    let (mark, length) = long.map_or_else(
        || (&rest[..first.len_utf8()], first.len_utf8()),
        |(mark, meaning)| (*meaning, mark.len()),
    );
    (Some(Token::Mark(mark)), length)
}

/// The length of a quoted text with its quotes.
fn quoted(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        if c == quote && !escaped {
            return at + 1;
        }
        escaped = c == '\\' && !escaped;
    }
    rest.len()
}
