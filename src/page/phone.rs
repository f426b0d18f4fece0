//! Telephone numbers as people write them, and as links dial them.

use crate::page::Known;
use phonenumber::metadata::{DATABASE, Database};
use std::sync::LazyLock;

/// `+49 30 555010`, from `+4930555010`. A number that is not E.164 stays as it is: the library that
/// knows the groups of digits has panicked on odd input before, so nothing else reaches it.
pub fn display(number: &str) -> String {
    if !is_e164(number) {
        return number.to_owned();
    }
    let shown = SHOWN.get(number, || Ok(grouped(number)));
    shown.unwrap_or_else(|_| number.to_owned())
}

/// Numbers that were shown before: a site shows the same few on all its pages.
static SHOWN: LazyLock<Known<String, String>> = LazyLock::new(Known::default);

/// Reads what is known of the world's telephone numbers, which takes a while; else whoever shows the first number
/// waits for it.
pub fn learn() {
    let _: &Database = &DATABASE;
}

/// The number in groups. The library drops digits that cannot stand in a country; who reads the number aloud would
/// dial another one, so it then stays as it is.
fn grouped(number: &str) -> String {
    let parsed = phonenumber::parse(None, number).ok();
    let shown = parsed.map(|parsed| {
        let format = parsed.format().mode(phonenumber::Mode::International);
        format.to_string()
    });
    shown
        .filter(|shown| groups(shown).concat() == number)
        .unwrap_or_else(|| number.to_owned())
}

/// `tel:+49-30-555010`, from `+4930555010`: what dials, with the groups that people read between marks
/// that RFC 3966 has for the eye alone.
pub fn address(number: &str) -> String {
    format!("tel:{}", groups(&display(number)).join("-"))
}

/// What stands between blanks, brackets and other marks.
fn groups(shown: &str) -> Vec<&str> {
    let groups = shown.split(|c: char| c != '+' && !c.is_ascii_digit());
    groups.filter(|group| !group.is_empty()).collect()
}

/// Whether a number is in international form: `+`, then 7 to 15 digits, the first not zero.
pub fn is_e164(number: &str) -> bool {
    number.strip_prefix('+').is_some_and(|digits| {
        (7..=15).contains(&digits.len())
            && !digits.starts_with('0')
            && digits.bytes().all(|b| b.is_ascii_digit())
    })
}
