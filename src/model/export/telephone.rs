//! Telephone numbers as people type them.
//!
//! A number that does not say its country is never completed.

use super::Fields;
use crate::yaml::NodeRef;
use serde_json::Value;

/// A telephone number; signs between the digits of an international one do not matter.
pub(super) fn put_number<'a>(fields: &mut Fields<'a>, path: &str, node: Option<NodeRef<'a>>) {
    match node.and_then(|node| Some((node, international(node.text())?))) {
        Some((node, number)) => fields.put(path, Value::from(number), node),
        None => fields.text(path, node),
    }
}

/// A number that says its country, without what people write between its digits.
pub(super) fn international(text: &str) -> Option<String> {
    let digits = text.trim().strip_prefix('+')?;
    let plain = digits
        .chars()
        .all(|c| c.is_ascii_digit() || " -./()".contains(c));
    // `+49 (0)30 …` is dialled without the zero, but not everywhere.
    let clear = plain && !text.contains("(0");
    clear.then(|| format!("+{}", digits_of(digits)))
}

/// The digits of a text.
pub(super) fn digits_of(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}
