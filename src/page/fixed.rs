//! What a template says in the same words on every page: written into it once, before it is compiled.
//!
//! Only a sentence without values and a mark are such words, where nothing else is done to them:
//! `{{ "skip" | t }}`, `{{ colon() }}`. What is asked for in any other way stays as it is, and so does what is
//! missing: whoever prints the page is told. A template that shows tags instead of following them is left alone.
//! It must never change what is printed.

use super::template::Format;
use crate::page::locale::{Locale, MARKS};

/// Where a template prints something.
const BEGIN: &str = "{{ ";
const END: &str = " }}";

/// How tags end and begin that take away the blanks next to them.
const TRIMMING: [[&str; 3]; 2] = [["-%}", "-}}", "-#}"], ["{%-", "{{-", "{#-"]];

/// A template with its fixed words in their places.
pub(super) fn filled(template: &str, format: Format, locale: &Locale) -> String {
    if template.contains("raw %}") {
        return template.to_owned();
    }
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(at) = rest.find(BEGIN) {
        let (before, tag) = rest.split_at(at);
        out.push_str(before);
        match fixed(tag, format, locale) {
            Some((words, behind)) if fits(&words, &out, behind) => {
                out.push_str(&words);
                rest = behind;
            }
            _ => {
                out.push_str(BEGIN);
                rest = &tag[BEGIN.len()..];
            }
        }
    }
    out + rest
}

/// The words that a tag stands for, as the page has them, and what follows the tag.
fn fixed<'t>(tag: &'t str, format: Format, locale: &Locale) -> Option<(String, &'t str)> {
    let (asked, behind) = tag.strip_prefix(BEGIN)?.split_once(END)?;
    if let Some(mark) = asked.strip_suffix("()") {
        let mark = MARKS.contains(&mark).then(|| locale.mark(mark).ok())??;
        return Some((format.escaped_piece(&mark).ok()?, behind));
    }
    let key = asked.strip_prefix('"')?.strip_suffix("\" | t")?;
    let words = locale.say(key, &[]).ok()?;
    Some((format.escaped(&words).ok()?, behind))
}

/// Whether words can stand between two parts of a template and mean nothing to it: no tag begins with them, and
/// none next to them takes their blanks away.
fn fits(words: &str, before: &str, behind: &str) -> bool {
    let [ends, begins] = TRIMMING;
    let begun = words.starts_with(char::is_whitespace)
        && ends.iter().any(|end| before.trim_end().ends_with(end));
    let ended = words.ends_with(char::is_whitespace)
        && begins
            .iter()
            .any(|begin| behind.trim_start().starts_with(begin));
    !(begun || ended || words.contains('{'))
}
