//! Text as data in HTML and Markdown.
//!
//! Templates never call these: the renderer prints every value through the escape of its format.

use crate::page::isolate;
use std::borrow::Cow;
use std::io::{self, Write};

/// Writes text so that it is only text in HTML, also inside a quoted attribute.
pub fn html(text: &str, out: &mut dyn Write) -> io::Result<()> {
    if text.bytes().all(is_itself) {
        return out.write_all(text.as_bytes());
    }
    let forbidden = forbidden(text);
    let mut rest = text;
    while let Some(at) = rest.find(|c| match c {
        ' '..='~' => is_markup(c),
        _ => forbidden(c),
    }) {
        let (plain, behind) = rest.split_at(at);
        let mut behind = behind.chars();
        out.write_all(plain.as_bytes())?;
        out.write_all(match behind.next() {
            Some('&') => b"&amp;",
            Some('<') => b"&lt;",
            Some('>') => b"&gt;",
            Some('"') => b"&quot;",
            Some('\'') => b"&#39;",
            _ => "\u{fffd}".as_bytes(),
        })?;
        rest = behind.as_str();
    }
    out.write_all(rest.as_bytes())
}

/// Whether a byte is itself in HTML, whatever stands next to it. Of other alphabets it is where no character that
/// begins with it is forbidden.
const fn is_itself(byte: u8) -> bool {
    match byte {
        b' '..=b'~' => !is_markup(byte as char),
        _ => byte > 0x7f && !starts_forbidden(byte),
    }
}

/// Whether one of the characters that begin with a byte of several is one that no page may carry.
const fn starts_forbidden(byte: u8) -> bool {
    matches!(byte, 0xc2 | 0xe2 | 0xef)
}

/// Whether a character is more than itself in HTML.
const fn is_markup(c: char) -> bool {
    matches!(c, '&' | '<' | '>' | '"' | '\'')
}

/// Text that is only text in XML, also inside a quoted attribute.
pub fn xml(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    // Nothing fails when memory is written to, and what is text stays text.
    let _ = html(text, &mut out);
    String::from_utf8_lossy(&out).into_owned()
}

/// A style sheet so that it cannot end the style element of HTML that it stands in.
pub fn css(sheet: &str) -> String {
    sheet.replace("</", "<\\/")
}

/// JSON so that it is only data inside a script element of HTML: it cannot end the element, nor can an old
/// reader of scripts take part of it for the end of a line.
pub fn json(json: &str) -> String {
    let forbidden = forbidden(json);
    let mut data = String::with_capacity(json.len() + 16);
    let mut rest = json;
    while let Some(at) = rest.find(|c| match c {
        ' '..='~' => matches!(c, '<' | '>' | '&'),
        _ => matches!(c, '\u{2028}' | '\u{2029}') || forbidden(c),
    }) {
        let (plain, behind) = rest.split_at(at);
        let mut behind = behind.chars();
        data.push_str(plain);
        // Outside strings JSON has none of these, and within strings they may be written so.
        data.push_str(match behind.next() {
            Some('<') => "\\u003c",
            Some('>') => "\\u003e",
            Some('&') => "\\u0026",
            Some('\u{2028}') => "\\u2028",
            Some('\u{2029}') => "\\u2029",
            _ => "\u{fffd}",
        });
        rest = behind.as_str();
    }
    data.push_str(rest);
    data
}

/// Writes text so that it is only text in Markdown, on one line: wherever a template puts it, it
/// starts no heading, list, quotation, table cell, link, image, HTML or emphasis.
pub fn markdown(text: &str, out: &mut dyn Write) -> io::Result<()> {
    let text = text.trim();
    let begins = text
        .bytes()
        .next()
        .is_none_or(|first| first.is_ascii_alphabetic());
    if begins && length_of_words(text, None) == text.len() {
        return out.write_all(text.as_bytes());
    }
    out.write_all(markdown_piece(text, None).as_bytes())
}

/// Like [`markdown`] for a piece of a line; `before` is the character it follows, `None` where the
/// line begins.
pub fn markdown_piece(text: &str, mut before: Option<char>) -> String {
    let forbidden = forbidden(text);
    let mut piece = String::with_capacity(text.len() + 8);
    let mut numbering = before.is_none_or(|before| before.is_ascii_digit());
    let mut rest = text;
    loop {
        if !numbering {
            // Most of a text is words, which are never markup.
            let (words, behind) = rest.split_at(length_of_words(rest, before));
            piece.push_str(words);
            before = words.chars().next_back().or(before);
            rest = behind;
        }
        let mut chars = rest.chars();
        let Some(c) = chars.next() else {
            return piece;
        };
        rest = chars.as_str();
        let c = if matches!(c, '\n' | '\r' | '\t') {
            ' '
        } else {
            c
        };
        if c == ' ' && before == Some(' ') {
            continue;
        }
        let next = chars.next();
        if is_special(before, c, next) || numbering && ends_number(c, next) {
            piece.push('\\');
        }
        piece.push(if forbidden(c) { '\u{fffd}' } else { c });
        numbering &= c.is_ascii_digit();
        before = Some(c);
    }
}

/// How many bytes at the start of a text behind `before` are letters of any alphabet and marks that are never
/// markup in Markdown, with single blanks between them.
fn length_of_words(text: &str, before: Option<char>) -> usize {
    let bytes = text.as_bytes();
    let mut last = if before == Some(' ') { b' ' } else { 0 };
    let ends = bytes.iter().position(|&byte| {
        let twice = last == b' ' && byte == b' ';
        last = byte;
        twice || !IS_WORD[byte as usize]
    });
    ends.unwrap_or(bytes.len())
}

/// Which bytes are never markup behind a word: letters of any alphabet, digits, blanks and most marks.
static IS_WORD: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < table.len() {
        #[allow(
            clippy::cast_possible_truncation,
            reason = "the table ends with the last byte"
        )]
        let own = byte as u8;
        table[byte] = own.is_ascii_alphanumeric() || is_mark(own);
        byte += 1;
    }
    table
};

/// Whether a byte is a mark or blank that is never markup behind a word, or a part of a letter that is no mark.
const fn is_mark(byte: u8) -> bool {
    match byte {
        b' ' | b',' | b'.' | b':' | b';' | b'(' | b')' | b'/' | b'"' | b'\'' | b'?' | b'@'
        | b'%' => true,
        _ => byte > 0x7f && !starts_forbidden(byte),
    }
}

/// The text without characters that no page may carry.
pub fn printable(text: &str) -> Cow<'_, str> {
    let forbidden = forbidden(text);
    if text.contains(&forbidden) {
        Cow::Owned(text.replace(forbidden, "\u{fffd}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Whether a character would be markup here; `before` is `None` where a line may begin.
fn is_special(before: Option<char>, c: char, next: Option<char>) -> bool {
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let first = before.is_none();
    let alone = next.is_none_or(|next| next.is_whitespace() || next == c);
    match c {
        '\\' | '`' | '*' | '[' | ']' | '<' | '|' | '~' => true,
        '_' => !(word(before) && word(next)),
        '&' => next.is_none_or(|next| next.is_alphanumeric() || next == '#'),
        '!' => next.is_none_or(|next| next == '['),
        '#' | '+' | '-' => first && alone,
        '=' | '>' => first,
        _ => false,
    }
}

/// Whether a character after digits at the start of a line would make them the number of a list item.
fn ends_number(c: char, next: Option<char>) -> bool {
    matches!(c, '.' | ')') && next.is_none_or(char::is_whitespace)
}

/// The byte with which the marks begin that keep a value apart.
const ISOLATING: u8 = 0xe2;

/// Characters no page may carry: controls, and the marks that reorder the text around them. Those that keep a
/// value apart may stay where each has its counterpart.
fn forbidden(text: &str) -> impl Fn(char) -> bool + use<> {
    let apart = text.as_bytes().contains(&ISOLATING)
        && text.contains([isolate::OPEN, isolate::CLOSE])
        && isolate::is_closed(text);
    move |c| match c {
        isolate::OPEN | isolate::CLOSE => !apart,
        _ => matches!(c,
            '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}'
            | '\u{202a}'..='\u{202e}' | '\u{2066}' | '\u{2067}' | '\u{fffe}' | '\u{ffff}'),
    }
}
