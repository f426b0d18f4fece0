//! The rule packs of a run: the embedded ones, the workspace's own, those named on the command line.

use crate::cli::args::Judging;
use crate::cli::config::Config;
use crate::cli::{FAILED, output};
use crate::error::system::reading;
use crate::error::{Error, Result};
use crate::finding::Finding;
use crate::judge::pack::{Pack, PackFiles, compile, settle};
use crate::model::Schemas;
use crate::report::assemble::Assembly;
use crate::report::text;
use crate::source::discover::{CONFIG, marked_folder};
use crate::source::{Skipped, Source, decode};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The packs of a workspace: those that ship, those of its settings, those of the command line.
pub(super) fn packs(
    dir: &Path,
    config: &Config,
    judging: &Judging,
    schemas: &Schemas,
) -> Result<Vec<Pack>> {
    gather(&folders(dir, config, judging), schemas)
}

/// The folders of a workspace's own packs.
pub(super) fn folders(dir: &Path, config: &Config, judging: &Judging) -> Vec<PathBuf> {
    let own = config.packs.iter().map(|pack| dir.join(pack));
    own.chain(judging.packs.iter().cloned()).collect()
}

/// The embedded packs and those in some folders.
pub(super) fn all_packs(folders: &[PathBuf]) -> Result<Vec<Pack>> {
    gather(folders, Schemas::embedded()?)
}

/// The embedded packs, those of the workspace around the current folder, and those in some folders.
pub(super) fn listed_packs(folders: &[PathBuf]) -> Result<Vec<Pack>> {
    let schemas = Schemas::embedded()?;
    let mut all = around(schemas)?;
    all.extend(folders.iter().cloned());
    gather(&all, schemas)
}

/// The folders named in the settings around the current folder, if there are any and they can be used.
fn around(schemas: &Schemas) -> Result<Vec<PathBuf>> {
    let Some(dir) = std::env::current_dir()
        .ok()
        .and_then(|dir| marked_folder(&dir))
    else {
        return Ok(Vec::new());
    };
    let path = dir.join(CONFIG);
    let bytes = std::fs::read(&path).map_err(|source| Error::Read {
        path: path.clone(),
        source,
    })?;
    let source = decode(CONFIG, bytes).ok();
    let Some(config) = source.and_then(|source| Config::read(&source, schemas).ok()) else {
        output::tell(&format!(
            "csp-support: `{CONFIG}` cannot be used, so packs of your own are left out; `csp-support check` says why"
        ));
        return Ok(Vec::new());
    };
    Ok(config.packs.iter().map(|pack| dir.join(pack)).collect())
}

/// Reads the packs of some folders, each once, and settles them with the embedded ones.
fn gather(folders: &[PathBuf], schemas: &Schemas) -> Result<Vec<Pack>> {
    let texts = distinct(folders).into_iter().map(|folder| read(&folder));
    of_texts(texts.collect::<Result<_>>()?, schemas)
}

/// Folders, each once.
pub(super) fn distinct(folders: &[PathBuf]) -> Vec<PathBuf> {
    let mut seen = BTreeSet::new();
    let mut once = folders.to_vec();
    once.retain(|folder| {
        let real = std::fs::canonicalize(folder).unwrap_or_else(|_| folder.clone());
        seen.insert(real)
    });
    once
}

/// Packs of which the texts are known, settled with the embedded ones.
pub(super) fn of_texts(texts: Vec<PackText>, schemas: &Schemas) -> Result<Vec<Pack>> {
    let mut packs = embedded(schemas)?;
    for text in texts {
        packs.push(text.compile(schemas)?);
    }
    settled(packs)
}

/// A pack beside the embedded ones, the last of the list; one of their ids stands for that pack.
pub(super) fn beside_embedded(folder: &Path, schemas: &Schemas) -> Result<Vec<Pack>> {
    let pack = read_pack(folder, schemas)?;
    let mut packs = embedded(schemas)?;
    packs.retain(|known| known.id != pack.id);
    packs.push(pack);
    settled(packs)
}

fn settled(mut packs: Vec<Pack>) -> Result<Vec<Pack>> {
    settle(&mut packs).map_err(|findings| refuse(&findings, BROKEN))?;
    Ok(packs)
}

/// What is said when a pack cannot be used.
const BROKEN: &str = "the rule pack is broken and nothing was checked";

/// The packs that ship with the program.
pub(super) fn embedded(schemas: &Schemas) -> Result<Vec<Pack>> {
    let files = PackFiles::embedded();
    files
        .iter()
        .map(|files| compile_pack(files, schemas))
        .collect()
}

/// The texts of a pack, by their paths in its folder.
pub(super) struct PackText {
    /// The name of the folder, which is the pack's id where its files give none.
    pub(super) name: String,
    /// The files.
    pub(super) files: Vec<(String, Arc<Source>)>,
}

impl PackText {
    fn compile(self, schemas: &Schemas) -> Result<Pack> {
        compile_pack(&PackFiles::new(self.files).named(self.name), schemas)
    }
}

/// Reads the pack in a folder.
pub(super) fn read_pack(folder: &Path, schemas: &Schemas) -> Result<Pack> {
    read(folder)?.compile(schemas)
}

fn read(folder: &Path) -> Result<PackText> {
    let texts = files(folder)?.into_iter().map(|(inner, bytes)| {
        let shown = folder.join(&inner).display().to_string();
        let source = decode(shown.as_str(), bytes).map_err(Skipped::into_error)?;
        Ok((inner, source))
    });
    Ok(PackText {
        name: folder_name(folder),
        files: texts.collect::<Result<_>>()?,
    })
}

/// The bytes of all files of a pack, by their paths in its folder.
pub(super) fn files(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|error| {
            let why = reading(&error.into());
            Error::Usage(format!(
                "cannot read the pack `{}`: {why}",
                folder.display()
            ))
        })?;
        let path = entry.path();
        if entry.file_type().is_file() && is_yaml(path) {
            let bytes = std::fs::read(path).map_err(|source| Error::Read {
                path: path.to_owned(),
                source,
            })?;
            let inner = path.strip_prefix(folder).unwrap_or(path);
            files.insert(inner.to_string_lossy().replace('\\', "/"), bytes);
        }
    }
    if files.is_empty() {
        return Err(Error::Usage(format!(
            "the pack `{}` has no YAML files",
            folder.display()
        )));
    }
    Ok(files)
}

/// Whether a file below a pack's folder is one of its files.
pub(super) fn is_yaml(path: &Path) -> bool {
    let extension = path.extension();
    extension.is_some_and(|extension| extension == "yaml" || extension == "yml")
}

/// The name of a folder, also of `.`.
fn folder_name(folder: &Path) -> String {
    let real = std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    let name = real
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    name.unwrap_or_else(|| "house".to_owned())
}

fn compile_pack(files: &PackFiles, schemas: &Schemas) -> Result<Pack> {
    compile(files, schemas).map_err(|findings| refuse(&findings, BROKEN))
}

/// Shows what is wrong with settings or a pack; the run ends.
pub(super) fn refuse(findings: &[Finding], sentence: &str) -> Error {
    let mut assembly = Assembly::default();
    assembly.add_findings(findings.iter().cloned());
    let report = assembly.finish(|_| FAILED);
    output::tell(text::without_summary(&report).trim_end());
    Error::Usage(sentence.to_owned())
}
