//! The files that ship inside the program: schemas, packs, catalogues.
//!
//! It hands out names and texts and must never know what they mean.

use rust_embed::RustEmbed;

/// Everything under `policies/`.
#[derive(RustEmbed)]
#[folder = "policies/"]
struct Policies;

/// Texts of the embedded policy files whose path below `policies/` starts with `prefix`, sorted by path.
pub fn policies(prefix: &str) -> Vec<(String, String)> {
    let mut files: Vec<_> = Policies::iter()
        .filter(|path| path.starts_with(prefix))
        .filter_map(|path| policy(&path).map(|text| (path.into_owned(), text)))
        .collect();
    files.sort();
    files
}

/// Text of one embedded policy file, by its path below `policies/`.
pub fn policy(path: &str) -> Option<String> {
    let file = Policies::get(path)?;
    String::from_utf8(file.data.into_owned()).ok()
}
