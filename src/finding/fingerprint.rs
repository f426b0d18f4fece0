//! Names for findings that survive edits.
//!
//! A fingerprint is made of what a finding is about, never of where it stands or how it is worded,
//! so that a baseline or a code-scanning service recognises it after lines moved.

use crate::finding::Finding;
use std::collections::BTreeMap;

/// One fingerprint per finding, in the given order: 32 hexadecimal digits.
///
/// Findings that are about the same thing under the same rule are told apart by their order, so the
/// caller passes them in the order of the text.
pub fn fingerprints(findings: &[Finding]) -> Vec<String> {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    findings
        .iter()
        .map(|finding| {
            let about = about(finding);
            let count = seen.entry(about.clone()).or_default();
            *count += 1;
            digest(&format!("{about}\0{count}"))
        })
        .collect()
}

/// What a finding is about. A document that could not be read has no id; its path stands in.
fn about(finding: &Finding) -> String {
    let subject = &finding.subject;
    let path = if subject.id.is_empty() {
        finding.place.source.path.as_str()
    } else {
        ""
    };
    let parts = [
        finding.rule.as_str(),
        &subject.kind,
        &subject.id,
        &subject.pointer,
        path,
    ];
    parts.join("\0")
}

fn digest(text: &str) -> String {
    let hex = blake3::hash(text.as_bytes()).to_hex();
    hex.as_str().chars().take(32).collect()
}
