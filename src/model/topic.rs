//! Topics of support that pages know by a word, and how people write them out.
//!
//! It tells whether two texts mean the same topic; how far a topic is covered is not known here.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Words that stand for a topic, each with what pages call it in the languages they speak.
pub const TOPICS: &[(&str, &[&str])] = &[
    (
        "backup_restore",
        &[
            "Backups and restoring data",
            "Sicherung und Wiederherstellung von Daten",
        ],
    ),
    (
        "client_devices",
        &[
            "Computers, telephones and printers",
            "Computer, Telefone und Drucker",
        ],
    ),
    (
        "configuration",
        &[
            "Settings and configuration",
            "Einstellungen und Konfiguration",
        ],
    ),
    (
        "custom_code",
        &[
            "Your own programs and scripts",
            "Eigene Programme und Skripte",
        ],
    ),
    ("how_to", &["Questions of use", "Fragen zur Bedienung"]),
    (
        "licence_assignment",
        &["Assigning licences", "Lizenzen zuweisen"],
    ),
    ("migration", &["Moving to the cloud", "Umzug in die Cloud"]),
    (
        "on_site_work",
        &["Work at your site", "Arbeiten bei Ihnen vor Ort"],
    ),
    (
        "provisioning_problems",
        &[
            "Problems when services are set up",
            "Probleme bei der Bereitstellung",
        ],
    ),
    (
        "security_hardening",
        &[
            "Making your environment more secure",
            "Absicherung Ihrer Umgebung",
        ],
    ),
    (
        "third_party_apps",
        &["Software of other vendors", "Software anderer Anbieter"],
    ),
    (
        "training",
        &["Training and courses", "Schulungen und Kurse"],
    ),
    (
        "vendor_cases",
        &["Cases with other vendors", "Fälle bei anderen Herstellern"],
    ),
];

/// The word behind every way to write a known topic.
static WORDS: LazyLock<HashMap<String, &str>> = LazyLock::new(|| {
    let written = TOPICS.iter().flat_map(|(word, names)| {
        let ways = std::iter::once(word).chain(names.iter());
        ways.map(move |way| (folded(way), *word))
    });
    written.collect()
});

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

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn a_topic_has_one_key_however_it_is_written() {
        assert_eq!(key("custom_code"), key("Custom  code"));
        assert_eq!(key("how_to"), key("Fragen zur Bedienung"));
        assert_eq!(key("Eigene Skripte!"), key("eigene skripte"));
        assert_ne!(key("Training"), key("Migration"));
        assert_eq!(key("…"), "");
    }
}
