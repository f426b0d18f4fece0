//! Names for findings that survive edits.
//!
//! A fingerprint is made of what a finding is recognised by, so that a code-scanning service knows it
//! again after lines moved.

use crate::finding::Finding;
use crate::finding::key::Key;
use std::collections::BTreeMap;

/// One fingerprint per finding, in the given order: 32 hexadecimal digits.
///
/// Findings that are about the same thing under the same rule are told apart by their order, so the
/// caller passes them in the order of the text.
pub fn fingerprints<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Vec<String> {
    let mut seen: BTreeMap<Key, u32> = BTreeMap::new();
    findings
        .into_iter()
        .map(|finding| {
            let key = Key::of(finding);
            let about = about(&key);
            let count = seen.entry(key).or_default();
            *count += 1;
            digest(&format!("{about}\0{count}"))
        })
        .collect()
}

fn about(key: &Key) -> String {
    let Key {
        rule,
        subject,
        path,
    } = key;
    [rule, &subject.kind, &subject.id, &subject.pointer, path]
        .map(String::as_str)
        .join("\0")
}

fn digest(text: &str) -> String {
    let hex = blake3::hash(text.as_bytes()).to_hex();
    hex.as_str().chars().take(32).collect()
}
