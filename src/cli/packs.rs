//! The rule packs of a run: the embedded ones, the workspace's own, those named on the command line.

use crate::cli::args::Judging;
use crate::cli::config::Config;
use crate::cli::{FAILED, output};
use crate::error::{Error, Result};
use crate::finding::Finding;
use crate::judge::pack::{Pack, PackFiles, compile};
use crate::model::Schemas;
use crate::report::assemble::Assembly;
use crate::report::{Style, text};
use crate::source::decode;
use std::path::{Path, PathBuf};

pub(super) fn packs(
    dir: &Path,
    config: &Config,
    judging: &Judging,
    schemas: &Schemas,
) -> Result<Vec<Pack>> {
    let own = config.packs.iter().map(|pack| dir.join(pack));
    let mut packs = embedded(schemas)?;
    for folder in own.chain(judging.packs.iter().cloned()) {
        packs.push(read_pack(&folder, schemas)?);
    }
    Ok(packs)
}

/// The embedded packs and those in some folders.
pub(super) fn all_packs(folders: &[PathBuf]) -> Result<Vec<Pack>> {
    let schemas = Schemas::embedded()?;
    let mut packs = embedded(schemas)?;
    for folder in folders {
        packs.push(read_pack(folder, schemas)?);
    }
    Ok(packs)
}

fn embedded(schemas: &Schemas) -> Result<Vec<Pack>> {
    let files = PackFiles::embedded();
    files
        .iter()
        .map(|files| compile_pack(files, schemas))
        .collect()
}

/// Reads the pack in a folder.
pub(super) fn read_pack(folder: &Path, schemas: &Schemas) -> Result<Pack> {
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|error| {
            Error::Usage(format!(
                "cannot read the pack `{}`: {error}",
                folder.display()
            ))
        })?;
        let path = entry.path();
        if entry.file_type().is_file()
            && path
                .extension()
                .is_some_and(|extension| extension == "yaml" || extension == "yml")
        {
            let bytes = std::fs::read(path).map_err(|source| Error::Read {
                path: path.to_owned(),
                source,
            })?;
            let source = decode(path.display().to_string(), bytes).map_err(|skipped| {
                Error::Usage(format!("`{}`: {}", path.display(), skipped.message))
            })?;
            let inner = path.strip_prefix(folder).unwrap_or(path);
            files.push((inner.to_string_lossy().replace('\\', "/"), source));
        }
    }
    if files.is_empty() {
        return Err(Error::Usage(format!(
            "the pack `{}` has no YAML files",
            folder.display()
        )));
    }
    let mut pack = compile_pack(&PackFiles::new(files), schemas)?;
    if pack.id.is_empty() {
        pack.id = folder.file_name().map_or_else(
            || "house".to_owned(),
            |name| name.to_string_lossy().into_owned(),
        );
    }
    Ok(pack)
}

fn compile_pack(files: &PackFiles, schemas: &Schemas) -> Result<Pack> {
    compile(files, schemas)
        .map_err(|findings| refuse(&findings, "the rule pack is broken and nothing was checked"))
}

/// Shows what is wrong with settings or a pack; the run ends.
pub(super) fn refuse(findings: &[Finding], sentence: &str) -> Error {
    let mut assembly = Assembly::default();
    assembly.add_findings(findings.iter().cloned());
    let report = assembly.finish(|_| FAILED);
    if let Ok(shown) = text::render(&report, &Style::default()) {
        output::tell(&shown);
    }
    Error::Usage(sentence.to_owned())
}
