//! A bundle: its files against its list, its reports against its inputs, its inputs against a workspace.

use super::{Verdict, clean, refused};
use crate::cli::args::{Judging, Verify};
use crate::cli::bundle::{self, Evidence, Files, LARGEST, Opened, differences};
use crate::cli::digest::sha256;
use crate::cli::prepare::prepare;
use crate::error::{Error, Result};
use crate::report::words;
use std::io::Read;

pub(super) fn verdict(asked: &Verify) -> Result<Verdict> {
    let bytes = read(asked)?;
    let opened = bundle::open(&bytes).map_err(|why| refused(asked, &why))?;
    let mut verdict = clean();
    introduce(&mut verdict, asked, &opened, &bytes);
    let Opened {
        manifest, files, ..
    } = &opened;
    let flaws = manifest.differences(files);
    if !verdict.is_whole(manifest.len(), "its MANIFEST.json", &flaws) || asked.files_only {
        return Ok(verdict);
    }
    let evidence = Evidence::of(manifest, files).map_err(|why| refused(asked, &why))?;
    again(&mut verdict, &opened, &evidence)?;
    if let Some(workspace) = &asked.workspace {
        let judging = Judging {
            packs: asked.packs.clone(),
            paths: vec![workspace.clone()],
            ..manifest.audit.judging()
        };
        let prepared = prepare(&judging)?;
        let now = Evidence::with(&prepared, &judging, manifest.audit.clone(), evidence.back)?;
        let what = format!("auditing `{}` as before", workspace.display());
        let compared = differences(&now.files()?, files);
        verdict.settle(&what, &compared, &manifest.version);
    }
    Ok(verdict)
}

/// The bytes of the file, unless there are too many.
fn read(asked: &Verify) -> Result<Vec<u8>> {
    let failed = |source| Error::Read {
        path: asked.path.clone(),
        source,
    };
    let mut bytes = Vec::new();
    let file = std::fs::File::open(&asked.path).map_err(failed)?;
    let read = file.take(LARGEST + 1).read_to_end(&mut bytes);
    read.map_err(failed)?;
    if bytes.len() as u64 > LARGEST {
        let why = format!("it is larger than {} MiB", LARGEST >> 20);
        return Err(refused(asked, &why));
    }
    Ok(bytes)
}

/// What an auditor notes down: who made it from what, and the hash of the whole.
fn introduce(verdict: &mut Verdict, asked: &Verify, opened: &Opened, bytes: &[u8]) {
    let manifest = &opened.manifest;
    let inputs = opened
        .files
        .keys()
        .filter(|path| path.starts_with("workspace/"));
    let packs = manifest.packs.iter();
    let packs: Vec<_> = packs
        .map(|pack| format!("{} {}", pack.id, pack.version).trim().to_owned())
        .collect();
    let day = manifest.audit.as_of().unwrap_or_default();
    verdict.say(&format!(
        "{}: evidence of an audit, made by csp-support {}",
        asked.path.display(),
        manifest.version
    ));
    verdict.say(&format!(
        "  judged as of {day}, with the packs {}",
        packs.join(", ")
    ));
    verdict.say(&format!(
        "  from {}, by `{}`",
        words::number(inputs.count() as u64, "file"),
        manifest.command.join(" ")
    ));
    verdict.say(&format!("  SHA-256 {}", sha256([bytes])));
    if !opened.is_ours {
        verdict.say("  another program packed this archive; only the files in it are judged");
    }
}

/// Audits what the bundle holds.
fn again(verdict: &mut Verdict, opened: &Opened, evidence: &Evidence) -> Result<()> {
    let Opened {
        manifest, files, ..
    } = opened;
    let again: Result<Files> = evidence.files();
    match again {
        Ok(again) => {
            let compared = differences(&again, files);
            let what = "auditing what the bundle holds";
            verdict.settle(what, &compared, &manifest.version);
            Ok(())
        }
        // What it holds cannot be audited by any version if it cannot be by the one that made it.
        Err(Error::Usage(why)) => {
            verdict.gives_up(&format!("what the bundle holds cannot be audited: {why}"));
            Ok(())
        }
        Err(error) => Err(error),
    }
}
