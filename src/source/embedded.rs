//! The files that ship inside the program: schemas, packs, catalogues.
//!
//! It hands out names and texts and must never know what they mean.

use rust_embed::RustEmbed;
use std::collections::BTreeMap;

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

/// Everything under `templates/`.
#[derive(RustEmbed)]
#[folder = "templates/"]
struct Templates;

/// All embedded templates, sentences and style sheets by their path below `templates/`, sorted.
pub fn templates() -> BTreeMap<String, String> {
    Templates::iter()
        .filter_map(|path| {
            let file = Templates::get(&path)?;
            let text = String::from_utf8(file.data.into_owned()).ok()?;
            Some((path.into_owned(), text))
        })
        .collect()
}
