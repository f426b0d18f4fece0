//! Many files in one: a zip archive that has the same bytes whenever it has the same files.
//!
//! It knows names and bytes, never what they mean. What it reads may come from anybody: nothing is
//! unpacked to a disk, and whatever is not a plain list of plain files is refused.

use super::entry;
use crate::error::{Error, Result};
use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// Files by their path in the archive.
pub(in crate::cli) type Files = BTreeMap<String, Vec<u8>>;

/// The most bytes that an archive may hold, packed or not. A workspace of 100,000 documents has a fifth.
pub(in crate::cli) const LARGEST: u64 = 1 << 30;

/// The most files that an archive may hold.
const MOST: usize = 250_000;

/// What to do about an archive that did not arrive whole.
const AGAIN: &str = "copy or download the file again, or ask who sent it for another copy";

/// Packs files, sorted by path, with one date for all and no trace of the machine.
pub(super) fn pack(files: &Files) -> Result<Vec<u8>> {
    let failed =
        |error: ZipError| Error::Internal(format!("an archive cannot be written: {error}"));
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    // Without a clock the date is the first one that zip knows, 1 January 1980.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default())
        .unix_permissions(0o644);
    for (path, content) in files {
        archive.start_file(path.as_str(), options).map_err(failed)?;
        let written = archive.write_all(content);
        written.map_err(|error| failed(error.into()))?;
    }
    Ok(archive.finish().map_err(failed)?.into_inner())
}

/// Reads all files, or says why this is no archive to be read.
pub(super) fn unpack(bytes: &[u8]) -> Result<Files, String> {
    let broken = |_: ZipError| format!("the archive is damaged; {AGAIN}");
    let mut archive = ZipArchive::new(Cursor::new(bytes))
        .map_err(|_| format!("it is no zip archive, or only the beginning of one; {AGAIN}"))?;
    if archive.len() > MOST {
        return Err(format!("it holds more than {MOST} files"));
    }
    if archive.has_duplicate_names() {
        return Err("it holds two files of one name".to_owned());
    }
    // What it says of itself first: a bomb need not go off to be seen. Then what it really holds.
    let too_much = || format!("it holds more than {} MiB", LARGEST >> 20);
    if archive
        .decompressed_size()
        .is_none_or(|size| size > u128::from(LARGEST))
    {
        return Err(too_much());
    }
    archive.validate_header_consistency().map_err(broken)?;
    let (mut files, mut room) = (Files::new(), LARGEST);
    for index in 0..archive.len() {
        let file = archive.by_index(index).map_err(broken)?;
        let name = std::str::from_utf8(file.name_raw()).unwrap_or_default();
        if !entry::is_plain(name) || !file.is_file() {
            return Err(format!(
                "`{}` is no plain name of a file",
                told(file.name_raw())
            ));
        }
        let name = name.to_owned();
        let mut content = Vec::new();
        let read = file.take(room + 1).read_to_end(&mut content);
        read.map_err(|_| format!("`{name}` in it is damaged; {AGAIN}"))?;
        room = room
            .checked_sub(content.len() as u64)
            .ok_or_else(too_much)?;
        files.insert(name, content);
    }
    Ok(files)
}

/// A name that is not plain, as far as people need it.
fn told(name: &[u8]) -> String {
    String::from_utf8_lossy(name).chars().take(80).collect()
}
