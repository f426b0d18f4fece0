//! Characters that have no place in a document: control characters, and those that hide or reorder text.
//!
//! It looks at the raw text once before it is parsed, and at quoted texts with escapes; it must never
//! know what the text means.

use crate::finding::builtin::{self, BuiltIn};
use crate::finding::{Finding, Place, Span};
use crate::source::Source;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Findings about a whole source, one for each unwanted character, at its first place.
pub(crate) fn scan(source: &Arc<Source>) -> Vec<Finding> {
    let mut found: BTreeMap<char, (usize, usize)> = BTreeMap::new();
    for (offset, character) in unwanted(&source.text) {
        found.entry(character).or_insert((offset, 0)).1 += 1;
    }
    let found = found.into_iter();
    found
        .map(|(character, (offset, times))| raw(source, character, offset, times))
        .collect()
}

/// Findings about escapes such as `"\e"`; `quoted` is the source of a double-quoted scalar at `start`.
pub(crate) fn scan_escapes(source: &Arc<Source>, start: u32, quoted: &str) -> Vec<Finding> {
    let found = escapes(quoted).filter(|(_, _, character)| verdict(*character).is_some());
    found
        .map(|(from, length, character)| {
            let begin = start + u32::try_from(from).unwrap_or_default();
            let end = begin + u32::try_from(length).unwrap_or_default();
            let span = Span { start: begin, end };
            let escape = quoted.get(from..from + length).unwrap_or_default();
            finding(
                source,
                span,
                character,
                &format!("the escape `{escape}` makes"),
            )
        })
        .collect()
}

/// Whether text holds no character that takes a closer look: none that [`scan`] reports, no tab, no
/// carriage return and none that the grammar refuses.
pub(crate) fn is_everyday(text: &str) -> bool {
    let is_harmless = |offset: usize| {
        let character = text.get(offset..).and_then(|text| text.chars().next());
        character.is_some_and(|character| {
            !matches!(character, '\t' | '\r' | '\u{fffe}' | '\u{ffff}')
                && verdict(character).is_none()
        })
    };
    let mut stretches = text.as_bytes().chunks(STRETCH).enumerate();
    stretches.all(|(number, stretch)| {
        let is_plain = !stretch
            .iter()
            .fold(false, |any, byte| any | is_special(*byte));
        let mut bytes = stretch.iter().enumerate();
        is_plain
            || bytes
                .all(|(offset, byte)| !is_special(*byte) || is_harmless(number * STRETCH + offset))
    })
}

/// Whether text holds a character that [`scan`] reports.
pub(crate) fn has_unwanted(text: &str) -> bool {
    unwanted(text).next().is_some()
}

/// Whether text holds a character that [`scan`] reports as an error.
pub(crate) fn has_forbidden(text: &str) -> bool {
    unwanted(text).any(|(_, character)| is_forbidden(character))
}

/// Whether a character is reported as an error: control characters and Unicode's line separators.
pub const fn is_forbidden(character: char) -> bool {
    matches!(character,
        '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        | '\u{2028}' | '\u{2029}')
}

/// Whether a character is reported as a warning: it hides in text or turns its direction.
const fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

const fn verdict(character: char) -> Option<&'static BuiltIn> {
    if is_forbidden(character) {
        Some(builtin::FILE_ENCODING)
    } else if is_invisible(character) {
        Some(builtin::YAML_INVISIBLE)
    } else {
        None
    }
}

/// So many bytes are looked at together.
const STRETCH: usize = 64;

/// Unwanted characters and their offsets. Most text has none, so whole stretches are looked at first.
fn unwanted(text: &str) -> impl Iterator<Item = (usize, char)> {
    let stretches = text.as_bytes().chunks(STRETCH).enumerate();
    let suspicious = stretches.filter(|(_, stretch)| {
        let any = |any: bool, byte: &u8| any | is_suspicious(*byte);
        stretch.iter().fold(false, any)
    });
    let starts = suspicious.flat_map(|(number, stretch)| {
        let starts = stretch.iter().enumerate();
        let starts = starts.filter(|(_, byte)| is_suspicious(**byte));
        starts.map(move |(offset, _)| number * STRETCH + offset)
    });
    starts.filter_map(|offset| {
        let character = text[offset..].chars().next()?;
        verdict(character).map(|_| (offset, character))
    })
}

/// Whether a byte can begin a character that is not everyday.
#[allow(
    clippy::needless_bitwise_bool,
    reason = "asked for every byte, as the next one"
)]
const fn is_special(byte: u8) -> bool {
    is_suspicious(byte) | (byte == b'\t') | (byte == b'\r')
}

/// Whether a byte can begin an unwanted character.
#[allow(
    clippy::needless_bitwise_bool,
    reason = "asked for every byte; without branches the compiler looks at many at once"
)]
const fn is_suspicious(byte: u8) -> bool {
    let is_control = (byte < 0x20) & (byte != b'\t') & (byte != b'\n') & (byte != b'\r');
    is_control | (byte == 0x7f) | (byte == 0xc2) | (byte == 0xe2) | (byte == 0xef)
}

fn raw(source: &Arc<Source>, character: char, offset: usize, times: usize) -> Finding {
    let start = u32::try_from(offset).unwrap_or(u32::MAX);
    let end = start + u32::try_from(character.len_utf8()).unwrap_or_default();
    let mut finding = finding(source, Span { start, end }, character, "the file holds");
    if times > 1 {
        finding.message = format!("{} ({times} times)", finding.message);
    }
    finding
}

fn finding(source: &Arc<Source>, span: Span, character: char, what: &str) -> Finding {
    let place = Place {
        source: Arc::clone(source),
        span,
    };
    let check = verdict(character).unwrap_or(builtin::FILE_ENCODING);
    let (code, name) = (u32::from(character), name(character));
    let message = format!("{what} the character U+{code:04X} {name}");
    let help = if is_forbidden(character) {
        "remove the character; it cannot be shown and may act on a terminal"
    } else {
        "remove the character unless the text needs it; it cannot be seen"
    };
    Finding::builtin(check, place, message).help(help)
}

/// Names of U+0000 to U+001F.
const C0: [&str; 32] = [
    "NULL",
    "START OF HEADING",
    "START OF TEXT",
    "END OF TEXT",
    "END OF TRANSMISSION",
    "ENQUIRY",
    "ACKNOWLEDGE",
    "BELL",
    "BACKSPACE",
    "TAB",
    "LINE FEED",
    "LINE TABULATION",
    "FORM FEED",
    "CARRIAGE RETURN",
    "SHIFT OUT",
    "SHIFT IN",
    "DATA LINK ESCAPE",
    "DEVICE CONTROL ONE",
    "DEVICE CONTROL TWO",
    "DEVICE CONTROL THREE",
    "DEVICE CONTROL FOUR",
    "NEGATIVE ACKNOWLEDGE",
    "SYNCHRONOUS IDLE",
    "END OF TRANSMISSION BLOCK",
    "CANCEL",
    "END OF MEDIUM",
    "SUBSTITUTE",
    "ESCAPE",
    "INFORMATION SEPARATOR FOUR",
    "INFORMATION SEPARATOR THREE",
    "INFORMATION SEPARATOR TWO",
    "INFORMATION SEPARATOR ONE",
];

fn name(character: char) -> &'static str {
    if let Some(name) = C0.get(character as usize) {
        return name;
    }
    match character {
        '\u{7f}' => "DELETE",
        '\u{85}' => "NEXT LINE",
        '\u{9b}' => "CONTROL SEQUENCE INTRODUCER",
        '\u{9d}' => "OPERATING SYSTEM COMMAND",
        '\u{80}'..='\u{9f}' => "CONTROL CHARACTER",
        '\u{200b}' => "ZERO WIDTH SPACE",
        '\u{2028}' => "LINE SEPARATOR",
        '\u{2029}' => "PARAGRAPH SEPARATOR",
        '\u{202a}' => "LEFT-TO-RIGHT EMBEDDING",
        '\u{202b}' => "RIGHT-TO-LEFT EMBEDDING",
        '\u{202c}' => "POP DIRECTIONAL FORMATTING",
        '\u{202d}' => "LEFT-TO-RIGHT OVERRIDE",
        '\u{202e}' => "RIGHT-TO-LEFT OVERRIDE",
        '\u{2060}' => "WORD JOINER",
        '\u{2066}' => "LEFT-TO-RIGHT ISOLATE",
        '\u{2067}' => "RIGHT-TO-LEFT ISOLATE",
        '\u{2068}' => "FIRST STRONG ISOLATE",
        '\u{2069}' => "POP DIRECTIONAL ISOLATE",
        _ => "ZERO WIDTH NO-BREAK SPACE",
    }
}

/// The escapes of a double-quoted scalar: offset, length in bytes, character.
fn escapes(quoted: &str) -> impl Iterator<Item = (usize, usize, char)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let at = from + quoted.get(from..)?.find('\\')?;
        let (length, character) = escape(&quoted[at..]);
        from = at + length;
        Some((at, length, character))
    })
}

/// Length and character of the escape that a text begins with; escapes that mean nothing harmful
/// count as a space.
pub(crate) fn escape(text: &str) -> (usize, char) {
    let digits = |count: usize| {
        let code = text
            .get(2..2 + count)
            .map(|code| u32::from_str_radix(code, 16));
        let character = code.and_then(Result::ok).and_then(char::from_u32);
        (2 + count, character.unwrap_or(' '))
    };
    match text[1..].chars().next() {
        Some('0') => (2, '\0'),
        Some('a') => (2, '\u{7}'),
        Some('b') => (2, '\u{8}'),
        Some('v') => (2, '\u{b}'),
        Some('f') => (2, '\u{c}'),
        Some('e') => (2, '\u{1b}'),
        Some('N') => (2, '\u{85}'),
        Some('L') => (2, '\u{2028}'),
        Some('P') => (2, '\u{2029}'),
        Some('x') => digits(2),
        Some('u') => digits(4),
        Some('U') => digits(8),
        other => (1 + other.map_or(0, char::len_utf8), ' '),
    }
}
