//! `pack lock`: pins the packs of a workspace in `csp-support.lock`, and holds every judgement to them.

use crate::cli::args::{Judging, PackLock};
use crate::cli::config::Config;
use crate::cli::output::{tell, write_file};
use crate::cli::packs::{packs, refuse};
use crate::cli::{CLEAN, FINDINGS};
use crate::error::{Error, Result};
use crate::finding::Finding;
use crate::judge::pack::Pack;
use crate::judge::pack::lock::Lock;
use crate::model::Schemas;
use crate::source::discover::{Request, discover};
use crate::source::{Root, Skipped, decode};
use std::io::ErrorKind;
use std::path::PathBuf;

/// The name of the file, beside the settings.
pub(in crate::cli) const FILE: &str = "csp-support.lock";

pub(super) fn run(asked: &PackLock) -> Result<u8> {
    let base = std::env::current_dir().map_err(|source| Error::Read {
        path: PathBuf::from("."),
        source,
    })?;
    let request = Request {
        paths: vec![asked.path.clone()],
        stdin_path: None,
        base,
    };
    let roots = discover(&request, std::io::empty())?.roots;
    let marked: Vec<_> = roots.iter().filter(|root| root.config.is_some()).collect();
    if marked.is_empty() {
        return Err(Error::Usage(format!(
            "there is no csp-support.yaml at or above `{}`, and the lock stands beside it; \
             `csp-support init` writes one",
            asked.path.display()
        )));
    }
    let mut outcome = CLEAN;
    for root in marked {
        outcome = outcome.max(of_root(root, asked.check)?);
    }
    Ok(outcome)
}

/// Compares the lock of one workspace with its packs, and writes it unless that is all that is asked.
fn of_root(root: &Root, check: bool) -> Result<u8> {
    let used = Lock::of(&used(root)?);
    let name = shown(root);
    let locked = match read(root)? {
        Some(Err(findings)) if check => return Err(broken(&name, &findings)),
        Some(Err(_)) | None => None,
        Some(Ok(lock)) => Some(lock),
    };
    let differences = match &locked {
        None if check => {
            let message = format!("there is no `{name}`; `csp-support pack lock` writes it");
            return Err(Error::Usage(message));
        }
        None => Vec::new(),
        Some(locked) => locked.differences(&used),
    };
    if locked.is_some() && differences.is_empty() {
        tell(&format!("the packs are those of `{name}`"));
        return Ok(CLEAN);
    }
    for difference in &differences {
        tell(&format!("  {difference}"));
    }
    if check {
        tell(&format!("the packs are not those of `{name}`"));
        return Ok(FINDINGS);
    }
    write_file(&root.dir.join(FILE), used.text()?.as_bytes())?;
    let count = used.pins.len();
    tell(&format!("wrote {name} with {count} packs"));
    Ok(CLEAN)
}

/// The packs by which a workspace is judged.
fn used(root: &Root) -> Result<Vec<Pack>> {
    let schemas = Schemas::embedded()?;
    let config = match &root.config {
        Some(source) => Config::read(source, schemas)
            .map_err(|findings| refuse(&findings, "the settings cannot be used"))?,
        None => Config::default(),
    };
    packs(&root.dir, &config, &Judging::reading(&[], None), schemas)
}

/// Ends the run where the packs are not those of the lock; without a lock nothing happens.
pub(in crate::cli) fn insist(root: &Root, packs: &[Pack]) -> Result<()> {
    let locked = match read(root)? {
        None => return Ok(()),
        Some(Err(findings)) => return Err(broken(&shown(root), &findings)),
        Some(Ok(lock)) => lock,
    };
    let differences = locked.differences(&Lock::of(packs));
    if differences.is_empty() {
        return Ok(());
    }
    Err(Error::Usage(format!(
        "the rule packs are not those of `{}`, and nothing was checked:\n  {}\n\
         look at the changes with `csp-support pack diff OLD NEW`, then accept them with `csp-support pack lock`",
        shown(root),
        differences.join("\n  ")
    )))
}

fn broken(name: &str, findings: &[Finding]) -> Error {
    let sentence = format!(
        "`{name}` cannot be read and nothing was checked; `csp-support pack lock` writes it anew"
    );
    refuse(findings, &sentence)
}

/// The lock of a workspace, or what is wrong with it; only one with settings can have one.
fn read(root: &Root) -> Result<Option<Result<Lock, Vec<Finding>>>> {
    if root.config.is_none() || root.is_in_memory() {
        return Ok(None);
    }
    let path = root.dir.join(FILE);
    let bytes = match std::fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(source) => return Err(Error::Read { path, source }),
    };
    let name = shown(root);
    let source = decode(name.clone(), bytes).map_err(Skipped::into_error)?;
    Lock::read(&source).map(Some)
}

/// The name of the lock for people: beside the settings.
fn shown(root: &Root) -> String {
    let config = root.config.as_ref().map_or("", |source| &source.path);
    config
        .rsplit_once('/')
        .map_or(FILE.to_owned(), |(folder, _)| format!("{folder}/{FILE}"))
}
