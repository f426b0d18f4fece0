//! What pages are made from besides documents: settings, flags, the partner's own templates.

use crate::cli::args::Judging;
use crate::cli::languages;
use crate::cli::logo;
use crate::cli::packs;
use crate::cli::prepare::Workplace;
use crate::error::{Error, Result};
use crate::page::Templates;
use crate::site::Options;
use crate::site::write::Neighbours;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// What the workspace and the command line say about the pages.
pub(super) fn options(
    workplace: &Workplace,
    languages: &[String],
    templates: &Templates,
    drafts: BTreeSet<String>,
) -> Result<Options> {
    let config = &workplace.config;
    Ok(Options {
        as_of: workplace.as_of,
        languages: languages::of_pages(languages, workplace, templates),
        title: config.site.title.clone(),
        base_url: config.site.base_url.clone(),
        logo: logo::read(workplace)?,
        drafts,
        guidance: guidance(workplace),
        pdf: false,
    })
}

/// The newest edition of the guidance that was asked.
fn guidance(workplace: &Workplace) -> Option<Date> {
    let rules = workplace.packs.iter().flat_map(|pack| &pack.rules);
    let editions = rules
        .flat_map(|rule| &rule.editions)
        .map(|edition| edition.from);
    editions.filter(|from| *from <= workplace.as_of).max()
}

/// The partner's own templates by their path below the folder that the settings name.
pub(super) fn overrides(workplace: &Workplace) -> Result<BTreeMap<String, String>> {
    let Some(folder) = &workplace.config.templates else {
        return Ok(BTreeMap::new());
    };
    let folder = workplace.root.dir.join(folder);
    let mut texts = BTreeMap::new();
    for entry in walkdir::WalkDir::new(&folder).sort_by_file_name() {
        let entry = entry.map_err(|error| Error::Read {
            path: folder.clone(),
            source: error.into(),
        })?;
        if entry.file_type().is_file() {
            let text = std::fs::read_to_string(entry.path()).map_err(|source| Error::Read {
                path: entry.path().to_owned(),
                source,
            })?;
            texts.insert(inner(entry.path(), &folder), text);
        }
    }
    Ok(texts)
}

fn inner(path: &Path, folder: &Path) -> String {
    let inner = path.strip_prefix(folder).unwrap_or(path);
    inner.to_string_lossy().replace('\\', "/")
}

/// Folders and files that pages are made from.
pub(super) fn inputs(workplace: &Workplace, judging: &Judging) -> Vec<PathBuf> {
    let root = &workplace.root;
    let files = root.files.iter().map(|file| file.path.clone());
    let named = judging.paths.iter().filter(|path| path.is_dir()).cloned();
    let mut inputs: Vec<_> = match root.config {
        Some(_) => vec![root.dir.clone()],
        None => files.chain(named).collect(),
    };
    inputs.extend(packs::folders(&root.dir, &workplace.config, judging));
    let templates = workplace.config.templates.iter();
    inputs.extend(templates.map(|folder| root.dir.join(folder)));
    inputs
}

/// What was read, the user's home and where the user stands: none of it is to be overwritten.
pub(super) fn neighbours(workplace: &Workplace, judging: &Judging) -> Neighbours {
    let homes = [std::env::home_dir(), std::env::current_dir().ok()];
    Neighbours {
        inputs: inputs(workplace, judging),
        homes: homes.into_iter().flatten().collect(),
    }
}
