//! File names of customers' pages: the id itself, or a name that only the partner can work out.
//!
//! It must never print or keep the key.

use crate::site::write;

/// What the key is for; another purpose with the same key would give other names.
const PURPOSE: &str = "csp-support 2026-11 names of customers' pages";

/// Characters of an unguessable name: 128 bits.
const LENGTH: usize = 32;

/// How file names come from customers' ids.
#[derive(Clone)]
pub struct Slugs(Option<[u8; 32]>);

impl std::fmt::Debug for Slugs {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Slugs").finish_non_exhaustive()
    }
}

impl Slugs {
    /// Names that people can read: the ids.
    pub fn plain() -> Self {
        Self(None)
    }

    /// Names that nobody can guess who has not the secret; the same id has the same name in every run.
    pub fn secret(secret: &[u8]) -> Self {
        Self(Some(blake3::derive_key(PURPOSE, secret)))
    }

    /// Whether the names are to stay unknown.
    pub fn is_secret(&self) -> bool {
        self.0.is_some()
    }

    /// The file name of a customer's page, without suffix.
    pub fn of(&self, id: &str) -> String {
        match &self.0 {
            None => plain(id),
            Some(key) => {
                let hash = blake3::keyed_hash(key, id.as_bytes()).to_hex();
                hash.chars().take(LENGTH).collect()
            }
        }
    }
}

/// Small letters, digits and hyphens; a name that a system keeps for itself is put behind another.
fn plain(id: &str) -> String {
    let allowed = |c: char| {
        if c.is_ascii_lowercase() || c.is_ascii_digit() {
            c
        } else {
            '-'
        }
    };
    let slug: String = id.to_ascii_lowercase().chars().map(allowed).collect();
    let slug = slug.trim_matches('-');
    if slug.is_empty() || slug == "index" || write::is_device(slug) {
        format!("customer-{slug}")
    } else {
        slug.to_owned()
    }
}
