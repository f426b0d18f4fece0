//! Values of the other direction within a line: kept apart, so that neither they nor the words around them
//! change places.
//!
//! It looks at letters alone and must never know what a value means.

use std::borrow::Cow;

/// Begins a piece of a line whose direction is its own.
pub const OPEN: char = '\u{2068}';

/// Ends that piece.
pub const CLOSE: char = '\u{2069}';

/// A value as it stands in a line of a direction: between marks if all of its letters run the other way. A
/// telephone number has no letters and runs from left to right all the same; a value with marks in it has
/// been put into a line before.
pub fn within<'t>(direction: &str, value: &'t str) -> Cow<'t, str> {
    let mut letters = value.chars().filter(|c| c.is_alphabetic()).peekable();
    let foreign = match (direction, letters.peek()) {
        ("rtl", None) => value.starts_with('+'),
        ("rtl", Some(_)) => !letters.any(is_right_to_left),
        (_, first) => first.is_some() && letters.all(is_right_to_left),
    };
    if foreign && !value.contains(OPEN) {
        Cow::Owned(apart(value))
    } else {
        Cow::Borrowed(value)
    }
}

/// A value between the marks.
pub fn apart(value: &str) -> String {
    format!("{OPEN}{value}{CLOSE}")
}

/// Whether each mark has its counterpart, so that text behind this one keeps its direction.
pub fn is_closed(text: &str) -> bool {
    let mut depth = 0_usize;
    for c in text.chars() {
        match c {
            OPEN => depth += 1,
            CLOSE if depth == 0 => return false,
            CLOSE => depth -= 1,
            _ => {}
        }
    }
    depth == 0
}

/// Whether a letter is one of a script that is written from right to left.
const fn is_right_to_left(letter: char) -> bool {
    matches!(letter,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}
