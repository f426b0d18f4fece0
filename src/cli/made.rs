//! How a folder was published, for its own list: what it takes to publish it again, and hashes of what it
//! was made from.
//!
//! It must never name a file of the workspace, for the list is as public as the pages.

use crate::cli::pages;
use crate::cli::prepare::Workplace;
use crate::error::Result;
use crate::judge::pack::Pack;
use crate::site::Options;
use crate::site::write::{Contents, Made};

impl Made {
    /// How the public pages of a workplace are made.
    pub(super) fn of(workplace: &Workplace, options: &Options) -> Result<Self> {
        Ok(Self {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            as_of: options.as_of.to_string(),
            pages: Contents::Public,
            languages: options.languages.clone(),
            drafts: options.drafts.clone(),
            pdf: options.pdf,
            source: source(workplace, options)?,
            rules: rules(&workplace.packs),
        })
    }

    /// How other pages of the same workplace are made.
    pub(super) fn with(&self, pages: Contents) -> Self {
        Self {
            pages,
            ..self.clone()
        }
    }
}

/// What documents, settings, templates and logo are recognised by, whatever the folder is called.
fn source(workplace: &Workplace, options: &Options) -> Result<String> {
    let mut parts: Vec<(String, String)> = workplace.prints().collect();
    let settings = workplace.root.config.iter();
    parts.extend(settings.map(|source| ("csp-support.yaml".to_owned(), source.text.clone())));
    parts.extend(pages::overrides(workplace)?);
    if let Some(logo) = &options.logo {
        parts.push((
            "logo".to_owned(),
            blake3::hash(logo.bytes()).to_hex().to_string(),
        ));
    }
    Ok(recognised(
        parts.iter().flat_map(|(name, text)| [name.as_str(), text]),
    ))
}

fn rules(packs: &[Pack]) -> String {
    recognised(packs.iter().flat_map(|pack| [pack.id.as_str(), &pack.hash]))
}

fn recognised<'a>(parts: impl Iterator<Item = &'a str>) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    format!("blake3:{}", hasher.finalize().to_hex())
}
