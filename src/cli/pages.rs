//! What pages are made from besides documents: settings, flags, the partner's own templates.

use crate::cli::args::Judging;
use crate::cli::languages;
use crate::cli::logo;
use crate::cli::packs::{self, refuse};
use crate::cli::prepare::Workplace;
use crate::error::{Error, Flaw, Result};
use crate::finding::builtin::TEMPLATE_BROKEN;
use crate::finding::{Finding, Place, Span};
use crate::page::Templates;
use crate::site::Options;
use crate::site::schema::schema;
use crate::site::write::Neighbours;
use crate::source::Source;
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
        archive: None,
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

/// What pages are printed with: our templates, and the partner's own in their place if these can be used.
pub(super) fn templates(workplace: &Workplace) -> Result<Templates> {
    let own = overrides(workplace)?;
    let brings = !own.is_empty();
    let templates = Templates::new(own)?.lying_in(&folder(workplace));
    if brings {
        check(&templates)?;
    }
    Ok(templates)
}

/// Insists that templates can be read and name only what there is.
fn check(templates: &Templates) -> Result<()> {
    let language = templates.languages().names().next().unwrap_or_default();
    templates.renderer(&templates.locale(language, None)?)?;
    let findings = templates.misfits(&schema());
    if findings.is_empty() {
        return Ok(());
    }
    Err(refuse(&findings, UNUSABLE))
}

/// The folder of the partner's own templates as people know it.
fn folder(workplace: &Workplace) -> String {
    let settings = workplace.root.config.as_ref();
    let settings = Path::new(settings.map_or("", |source| &source.path));
    let folder = workplace.config.templates.as_deref().unwrap_or_default();
    let folder = settings.with_file_name(folder);
    folder.to_string_lossy().replace('\\', "/")
}

/// What is said where a template cannot be used.
const UNUSABLE: &str = "a template cannot be used, so nothing was written";

/// Shows what is wrong with a template; the run ends.
pub(super) fn refused(flaw: &Flaw) -> Error {
    let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let place = Place {
        source: Source::new(flaw.path.as_str(), flaw.text.as_str()),
        span: Span {
            start: offset(flaw.span.start),
            end: offset(flaw.span.end),
        },
    };
    let finding = Finding::builtin(TEMPLATE_BROKEN, place, flaw.message.as_str());
    refuse(&[finding.help(flaw.help.as_str())], UNUSABLE)
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
