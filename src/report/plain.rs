//! The one place where text that is not ours is made safe for a terminal or a CI log.
//!
//! Two dangers: characters that move, hide or reorder what a terminal shows, and words that a CI
//! runner takes for commands. [`line()`] shows the first as escapes, [`guard`] breaks the second up.
//! Every format passes through here; it must never know where a text came from.

use std::borrow::Cow;
use std::fmt::Write as _;

/// How an escape is written in the output at hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Escape {
    /// `\x23`: for people, in text, Markdown and CSV.
    Visible,
    /// `\u0023`: inside JSON strings, where it reads back as the same text.
    Json,
    /// `&#35;`: in XML and HTML, where it reads back as the same text.
    Entity,
}

/// Stands in outputs for something filled in later; [`is_hidden`] keeps it out of all data.
pub const MARK: char = '\u{e000}';

/// Text as one harmless line: control, direction and other invisible characters are shown.
pub fn line(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| is_hidden(c) || is_break(c)) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    text.chars().for_each(|c| show(c, &mut shown));
    Cow::Owned(shown)
}

/// Text of several lines for a terminal or a CI log, each line made harmless; for messages on
/// standard error, which may quote paths and values.
pub fn block(text: &str) -> String {
    let lines = text
        .split('\n')
        .map(|text| line(text.trim_end_matches('\r')));
    let lines: Vec<_> = lines.collect();
    guard(&lines.join("\n"), Escape::Visible)
}

/// Writes one character as it may be shown on one line.
pub fn show(c: char, out: &mut String) {
    match c {
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        c if is_hidden(c) => _ = write!(out, "\\u{{{:x}}}", u32::from(c)),
        c => out.push(c),
    }
}

/// Whether a character moves, hides or reorders what a reader sees.
///
/// The joiners that Persian, Indic scripts and emoji need stay as they are. One private character
/// counts as hidden too, so that formats may use it as a mark that no document contains.
pub fn is_hidden(c: char) -> bool {
    matches!(c,
        '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        | '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
        | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
        | MARK | '\u{fff9}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}' | '\u{e0000}'..='\u{e007f}')
}

const fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\t')
}

/// Characters that a runner's culture-aware search skips over when it looks for its own words.
fn is_skipped(c: char) -> bool {
    is_hidden(c)
        || matches!(
            c,
            '\u{34f}' | '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}'
        )
}

/// A whole output in which no CI runner finds a command.
///
/// `::` at the start of a line, `##[`, `##vso[`, `##teamcity[`, `section_start:` and
/// `section_end:` are broken up with one escape each; everything else stays as it is.
pub fn guard(output: &str, escape: Escape) -> String {
    let mut guarded = String::with_capacity(output.len() + 16);
    for piece in output.split_inclusive(['\n', '\r']) {
        guard_line(piece, escape, &mut guarded);
    }
    guarded
}

fn guard_line(text: &str, escape: Escape, out: &mut String) {
    if !["#", "::", "section_"]
        .iter()
        .any(|sign| text.contains(sign))
    {
        out.push_str(text);
        return;
    }
    let lead = text.len() - trim(text).len();
    let leading = trim(text).starts_with("::");
    let mut last = '\0';
    for (at, c) in text.char_indices() {
        let rest = &text[at + c.len_utf8()..];
        let breaks = match c {
            ':' => (leading && at == lead) || ends_section(&text[..at]),
            '#' => last == '#' && starts_command(rest),
            _ => false,
        };
        if breaks {
            write_escape(c, escape, out);
        } else {
            out.push(c);
        }
        if !is_skipped(c) {
            last = c;
        }
    }
}

fn trim(text: &str) -> &str {
    text.trim_start_matches(|c: char| c.is_whitespace() || is_skipped(c))
}

fn starts_command(rest: &str) -> bool {
    let mut seen = rest.chars().filter(|&c| !is_skipped(c));
    let start: String = seen.by_ref().take("teamcity[".len()).collect();
    let start = start.to_ascii_lowercase();
    ["[", "vso[", "teamcity["]
        .iter()
        .any(|command| start.starts_with(command))
}

fn ends_section(before: &str) -> bool {
    before.ends_with("section_start") || before.ends_with("section_end")
}

fn write_escape(c: char, escape: Escape, out: &mut String) {
    let code = u32::from(c);
    _ = match escape {
        Escape::Visible => write!(out, "\\x{code:02x}"),
        Escape::Json => write!(out, "\\u{code:04x}"),
        Escape::Entity => write!(out, "&#{code};"),
    };
}
