//! Topics of support that pages know by a word, and how people write them out.
//!
//! It tells whether two texts mean the same topic; how far a topic is covered is not known here.

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

/// The same key for all ways to write a topic: its word, what pages call it, small and capital letters.
pub fn key(text: &str) -> String {
    let folded = folded(text);
    let known = TOPICS.iter().find(|(word, names)| {
        folded == self::folded(word) || names.iter().any(|name| folded == self::folded(name))
    });
    known.map_or(folded, |(word, _)| (*word).to_owned())
}

/// Small letters and digits, other signs as single blanks.
fn folded(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower.split(|sign: char| !sign.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
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
