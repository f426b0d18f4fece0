//! The YAML 1.2 core schema: what an unquoted scalar is.
//!
//! It judges one text at a time and must never know where the text stands.

use crate::yaml::NodeKind;

/// Kind and bits of a plain scalar.
pub(crate) fn resolve(text: &str) -> (NodeKind, u64) {
    match text.as_bytes() {
        [] => (NodeKind::Null, 0),
        [b'0'..=b'9' | b'+' | b'-' | b'.', ..] => number(text),
        [b'~' | b'n' | b'N' | b't' | b'T' | b'f' | b'F', ..] if text.len() <= 5 => word(text),
        _ => (NodeKind::Str, 0),
    }
}

fn word(text: &str) -> (NodeKind, u64) {
    match text {
        "~" | "null" | "Null" | "NULL" => (NodeKind::Null, 0),
        "true" | "True" | "TRUE" => (NodeKind::Bool, 1),
        "false" | "False" | "FALSE" => (NodeKind::Bool, 0),
        _ => (NodeKind::Str, 0),
    }
}

/// What keeps a number from being what the author wrote, as the end of a sentence about it.
pub(crate) fn distortion(text: &str, kind: NodeKind, bits: u64) -> Option<&'static str> {
    if kind != NodeKind::Float {
        return None;
    }
    let value = f64::from_bits(bits);
    let mantissa = text.split(['e', 'E']).next().unwrap_or_default();
    if text.to_ascii_lowercase().ends_with(".inf") || value.is_nan() {
        Some("is not a finite number")
    } else if is_integer(text) {
        Some("has more digits than a number can hold exactly")
    } else if value.is_infinite() {
        Some("is larger than a number can be")
    } else if value == 0.0 && mantissa.contains(|c: char| ('1'..='9').contains(&c)) {
        Some("is smaller than a number can be")
    } else {
        None
    }
}

fn number(text: &str) -> (NodeKind, u64) {
    if let Some(int) = integer(text) {
        return (NodeKind::Int, int.cast_unsigned());
    }
    match float(text) {
        Some(float) => (NodeKind::Float, float.to_bits()),
        None => (NodeKind::Str, 0),
    }
}

fn integer(text: &str) -> Option<i64> {
    match radix(text) {
        Some((digits, radix)) => i64::from_str_radix(digits, radix).ok(),
        None => text.parse().ok(),
    }
}

/// Digits and base of `0x1F` and `0o17`.
fn radix(text: &str) -> Option<(&str, u32)> {
    let (digits, radix) = match text.get(..2)? {
        "0x" => (&text[2..], 16),
        "0o" => (&text[2..], 8),
        _ => return None,
    };
    let valid = !digits.is_empty() && digits.chars().all(|digit| digit.is_digit(radix));
    valid.then_some((digits, radix))
}

fn is_integer(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    radix(text).is_some() || digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// `[-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`, infinities and not-a-number.
fn float(text: &str) -> Option<f64> {
    match text {
        ".inf" | ".Inf" | ".INF" | "+.inf" | "+.Inf" | "+.INF" => return Some(f64::INFINITY),
        "-.inf" | "-.Inf" | "-.INF" => return Some(f64::NEG_INFINITY),
        ".nan" | ".NaN" | ".NAN" => return Some(f64::NAN),
        _ => {}
    }
    if let Some((digits, radix)) = radix(text) {
        let digit = |value: f64, digit: char| {
            value * f64::from(radix) + f64::from(digit.to_digit(radix).unwrap_or_default())
        };
        return Some(digits.chars().fold(0.0, digit));
    }
    let shape = text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || b".eE+-".contains(&byte));
    shape.then(|| text.parse().ok())?
}
