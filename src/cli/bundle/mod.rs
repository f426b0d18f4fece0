//! `audit --bundle`: everything an audit says and rests on, in one file that proves itself.
//!
//! A bundle is a function of the files that were read or looked back at, the day and what was asked: no clock, no path of
//! the machine, no order of threads. `verify` computes it again.

mod archive;
mod back;
mod entry;
mod evidence;
mod gather;
mod manifest;
mod readme;
mod recipe;

pub(super) use archive::{Files, LARGEST};
pub(super) use evidence::Evidence;
pub(super) use manifest::{Manifest, differences};

use crate::cli::args::Audit;
use crate::cli::digest::sha256;
use crate::cli::output::write_file;
use crate::cli::prepare::Prepared;
use crate::error::Result;
use crate::report::Gate;
use std::path::Path;

/// Writes the bundle of an audit; tells what people should know of it.
pub(super) fn write(file: &Path, audit: &Audit, prepared: &Prepared, gate: Gate) -> Result<String> {
    let evidence = Evidence::gather(prepared, audit, gate)?;
    let files = evidence.files()?;
    let bytes = archive::pack(&files)?;
    write_file(file, &bytes)?;
    Ok(format!(
        "wrote {} with {} files; its SHA-256 is {}",
        file.display(),
        files.len(),
        sha256([bytes.as_slice()])
    ))
}

/// A bundle that was opened and whose list could be read.
pub(super) struct Opened {
    pub(super) manifest: Manifest,
    pub(super) files: Files,
    /// Whether the archive itself is one that we write, byte for byte.
    pub(super) is_ours: bool,
}

/// Opens a bundle, or says why it is none.
pub(super) fn open(bytes: &[u8]) -> Result<Opened, String> {
    let files = archive::unpack(bytes)?;
    let manifest = Manifest::read(&files)?;
    let is_ours = archive::pack(&files).is_ok_and(|again| again == bytes);
    Ok(Opened {
        manifest,
        files,
        is_ours,
    })
}
