//! Topics of support that pages know by a word, and how people write them out.
//!
//! It tells whether two texts mean the same topic; how far a topic is covered is not known here.

use crate::source::{Source, embedded};
use crate::yaml;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Where our files of sentences are, below `templates/`.
const SENTENCES: &str = "locales/";

/// The line that begins the names of topics in a file of sentences.
const NAMES: &str = "\ntopic:\n";

/// Words that stand for a topic.
pub const TOPICS: &[&str] = &[
    "backup_restore",
    "client_devices",
    "configuration",
    "custom_code",
    "how_to",
    "licence_assignment",
    "migration",
    "on_site_work",
    "provisioning_problems",
    "security_hardening",
    "third_party_apps",
    "training",
    "vendor_cases",
];

/// The word behind every way to write a known topic.
static WORDS: LazyLock<HashMap<String, &str>> = LazyLock::new(|| {
    let words = TOPICS.iter().map(|word| (folded(word), *word));
    let texts = embedded::templates();
    let files = texts.iter().filter(|(path, _)| path.starts_with(SENTENCES));
    words
        .chain(files.flat_map(|(_, text)| named(text)))
        .collect()
});

/// What pages of one language call topics, each with its word.
fn named(sentences: &str) -> Vec<(String, &'static str)> {
    let (_, names) = sentences.split_once(NAMES).unwrap_or_default();
    let indented = |line: &&str| line.starts_with(' ');
    let names: Vec<&str> = names.lines().take_while(indented).collect();
    let reading = yaml::read(&Source::new("topics", names.join("\n")));
    let entries = reading
        .documents
        .iter()
        .flat_map(|one| one.root().entries());
    let word = |key: &str| TOPICS.iter().find(|word| **word == key);
    entries
        .filter_map(|(key, name)| Some((folded(name.text()), *word(key.text())?)))
        .collect()
}

/// The same key for all ways to write a topic: its word, what pages call it, small and capital letters.
pub fn key(text: &str) -> String {
    let folded = folded(text);
    match WORDS.get(&folded) {
        Some(word) => (*word).to_owned(),
        None => folded,
    }
}

/// Small letters and digits, other signs as single blanks.
fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for sign in text.chars() {
        if sign.is_alphanumeric() {
            folded.extend(sign.to_lowercase());
        } else if !folded.is_empty() && !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    if folded.ends_with(' ') {
        folded.pop();
    }
    folded
}
