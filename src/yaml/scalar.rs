//! The YAML 1.2 core schema: what an unquoted scalar is.

use crate::yaml::NodeKind;

/// Kind and bits of a plain scalar.
pub(crate) fn resolve(text: &str) -> (NodeKind, u64) {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => (NodeKind::Null, 0),
        "true" | "True" | "TRUE" => (NodeKind::Bool, 1),
        "false" | "False" | "FALSE" => (NodeKind::Bool, 0),
        _ if text.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c)) => number(text),
        _ => (NodeKind::Str, 0),
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
    let radix = |digits: &str, radix| {
        let plain = digits.bytes().all(|byte| byte.is_ascii_alphanumeric());
        plain.then(|| i64::from_str_radix(digits, radix).ok())?
    };
    if let Some(digits) = text.strip_prefix("0x") {
        return radix(digits, 16);
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return radix(digits, 8);
    }
    text.parse().ok()
}

/// `[-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`, infinities and not-a-number.
fn float(text: &str) -> Option<f64> {
    match text {
        ".inf" | ".Inf" | ".INF" | "+.inf" | "+.Inf" | "+.INF" => return Some(f64::INFINITY),
        "-.inf" | "-.Inf" | "-.INF" => return Some(f64::NEG_INFINITY),
        ".nan" | ".NaN" | ".NAN" => return Some(f64::NAN),
        _ => {}
    }
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let shape = unsigned
        .bytes()
        .all(|byte| byte.is_ascii_digit() || b".eE+-".contains(&byte));
    shape.then(|| text.parse().ok())?
}
