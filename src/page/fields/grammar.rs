//! How words of an expression belong together: which is a name, where a bracket closes.
//!
//! It must never know what names stand for.

use super::tokens::{Token, Word};

/// Words that are no names, and the one name that stands for everything there is.
const KEYWORDS: &[&str] = &[
    "and",
    "or",
    "not",
    "in",
    "is",
    "if",
    "else",
    "for",
    "true",
    "True",
    "false",
    "False",
    "none",
    "None",
    "null",
    "__tera_context",
];

/// Whether the word is a name that stands for a value, with nothing before it that it is a field of.
pub(super) fn names_value(words: &[Word<'_>], at: usize) -> bool {
    let token = |at: Option<usize>| at.and_then(|at| words.get(at)).map(|word| word.token);
    let Some(Token::Name(name)) = token(Some(at)) else {
        return false;
    };
    let (before, after) = (token(at.checked_sub(1)), token(Some(at + 1)));
    let is_test = match before {
        Some(Token::Name("is")) => true,
        Some(Token::Name("not")) => token(at.checked_sub(2)) == Some(Token::Name("is")),
        _ => false,
    };
    let is_key = matches!(before, Some(Token::Mark("{" | ","))) && after == Some(Token::Mark(":"));
    let is_part = matches!(before, Some(Token::Mark("." | "|")));
    let is_label = matches!(after, Some(Token::Mark("(" | "=")));
    !(KEYWORDS.contains(&name) || is_test || is_key || is_part || is_label)
}

/// Whether a component is called here: `<` after a value compares instead.
pub(super) fn calls_component(words: &[Word<'_>], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| words.get(at));
    let is_value = before.is_some_and(|word| match word.token {
        Token::Name(name) => !KEYWORDS.contains(&name),
        Token::Text(_) | Token::Number(_) => true,
        Token::Mark(mark) => matches!(mark, ")" | "]" | "}"),
    });
    let opens = words
        .get(at)
        .is_some_and(|word| word.token == Token::Mark("<"));
    opens && !is_value && words.get(at + 1).is_some_and(|next| next.name().is_some())
}

/// The component with which the filter `once` prints the value before these words.
pub(super) fn printed_once<'t>(words: &[Word<'t>]) -> Option<&'t str> {
    let mut tokens = words.iter().map(|word| word.token);
    let mut follows = |mark| tokens.next() == Some(mark);
    let is_once = follows(Token::Mark("|"))
        && follows(Token::Name("once"))
        && follows(Token::Mark("("))
        && follows(Token::Name("component"))
        && follows(Token::Mark("="));
    match tokens.next().filter(|_| is_once)? {
        Token::Text(component) => Some(component),
        _ => None,
    }
}

/// The names that list comprehensions within an expression give to their items.
pub(super) fn comprehended<'t>(words: &[Word<'t>]) -> Vec<&'t str> {
    let starts = words.iter().enumerate();
    let starts = starts.filter(|(_, word)| word.token == Token::Name("for"));
    let names = starts.flat_map(|(at, _)| {
        let rest = words[at + 1..].iter();
        let rest = rest.take_while(|word| word.token != Token::Name("in"));
        rest.filter_map(Word::name)
    });
    names.collect()
}

/// Where the bracket that opens at a word closes; the end where it does not.
pub(super) fn closing(words: &[Word<'_>], open: usize) -> usize {
    let mut depth = 0_usize;
    for (at, word) in words.iter().enumerate().skip(open) {
        depth = nested(depth, word);
        if depth == 0 {
            return at;
        }
    }
    words.len()
}

/// What commas separate, up to the bracket that closes it all.
pub(super) fn split<'w, 't>(words: &'w [Word<'t>]) -> Vec<&'w [Word<'t>]> {
    let (mut parts, mut start, mut depth) = (Vec::new(), 0, 1_usize);
    for (at, word) in words.iter().enumerate() {
        depth = nested(depth, word);
        if depth == 0 || (depth == 1 && word.token == Token::Mark(",")) {
            parts.push(&words[start..at]);
            start = at + 1;
        }
        if depth == 0 {
            break;
        }
    }
    parts
}

fn nested(depth: usize, word: &Word<'_>) -> usize {
    match word.token {
        Token::Mark("(" | "[" | "{") => depth + 1,
        Token::Mark(")" | "]" | "}") => depth.saturating_sub(1),
        _ => depth,
    }
}
