//! Keys that occur twice in a mapping, and keys that are no text.
//!
//! Time grows with the number of keys, not with its square; keys compare by their text. It must never
//! know which keys are allowed.

use crate::finding::{Finding, builtin};
use crate::yaml::quote::brief;
use crate::yaml::{NodeKind, NodeRef};
use std::collections::HashMap;

/// Up to so many keys, comparing each with each is faster than hashing.
const FEW: usize = 16;

/// Reports the keys of one mapping.
pub(crate) fn check(mapping: NodeRef<'_>, findings: &mut Vec<Finding>) {
    if mapping.len() <= FEW {
        check_few(mapping, findings);
    } else {
        check_many(mapping, findings);
    }
}

fn check_few(mapping: NodeRef<'_>, findings: &mut Vec<Finding>) {
    let mut seen: [&str; FEW] = [""; FEW];
    for (count, (key, _)) in mapping.entries().take(FEW).enumerate() {
        if is_collection(key) {
            findings.push(collection(key));
            continue;
        }
        if seen[..count].contains(&key.text()) {
            let mut keys = mapping.entries().map(|(key, _)| key);
            let first = keys.find(|first| !is_collection(*first) && first.text() == key.text());
            findings.extend(first.and_then(|first| twice(first, key)));
        }
        seen[count] = key.text();
    }
}

fn check_many(mapping: NodeRef<'_>, findings: &mut Vec<Finding>) {
    let mut seen: HashMap<&str, NodeRef<'_>> = HashMap::with_capacity(mapping.len());
    for (key, _) in mapping.entries() {
        if is_collection(key) {
            findings.push(collection(key));
            continue;
        }
        let first = *seen.entry(key.text()).or_insert(key);
        findings.extend(twice(first, key));
    }
}

fn is_collection(key: NodeRef<'_>) -> bool {
    matches!(key.kind(), NodeKind::Map | NodeKind::Seq)
}

fn twice(first: NodeRef<'_>, key: NodeRef<'_>) -> Option<Finding> {
    if first == key {
        return None;
    }
    let message = match key.text() {
        "" => "an empty key occurs twice in this mapping".to_owned(),
        text => format!("the key `{}` occurs twice in this mapping", brief(text)),
    };
    let finding = Finding::builtin(builtin::YAML_DUPLICATE_KEY, key.place(), message)
        .related(first.place(), "it is first given here")
        .help("remove one of the two entries");
    Some(finding)
}

fn collection(key: NodeRef<'_>) -> Finding {
    let noun = match key.kind() {
        NodeKind::Map => "mapping",
        _ => "list",
    };
    let message = format!("a {noun} stands where a key should be");
    Finding::builtin(builtin::YAML_SYNTAX, key.place(), message).help(
        "use a word as the key; put `{{ … }}` and `[ … ]` in quotes if they are meant as text",
    )
}
