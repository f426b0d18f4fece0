//! The partner's logo, read from the file that its profile names.

use crate::cli::prepare::Workplace;
use crate::error::system::reading;
use crate::error::{Error, Result};
use crate::model::partner::Branding;
use crate::site::brand;
use crate::site::logo::Logo;
use std::fs;
use std::path::{Component, Path};

/// A picture larger than this many bytes would make every page slow.
const LARGEST: u64 = 256 * 1024;

/// The logo; none where the profile names none. Only a plain file inside the workspace is read.
pub(super) fn read(workplace: &Workplace) -> Result<Option<Logo>> {
    let Some(entry) = workplace.loaded.workspace.of_kind("PartnerProfile").next() else {
        return Ok(None);
    };
    let branding = brand::branding(Some(entry));
    let Some(name) = branding.and_then(Branding::logo) else {
        return Ok(None);
    };
    let profile = &entry.document.source.path;
    let refused = |why: &str| {
        Error::Usage(format!(
            "the logo `{name}` that `{profile}` names cannot be used: {why}"
        ))
    };
    let path = Path::new(name);
    let plain = |part| matches!(part, Component::Normal(_) | Component::CurDir);
    if !path.components().all(plain) {
        return Err(refused(
            "name a file below the folder of the profile, by a path such as `logo.svg`",
        ));
    }
    let files = &workplace.root.files;
    let written = files.iter().find(|file| file.name == *profile);
    let Some(folder) = written.and_then(|file| file.path.parent()) else {
        return Err(refused("its profile was not read from a file"));
    };
    let file = folder.join(path);
    let real = fs::canonicalize(&file).map_err(|error| refused(&reading(&error)))?;
    let inside = fs::canonicalize(folder).is_ok_and(|folder| real.starts_with(folder));
    let about = fs::metadata(&real).map_err(|error| refused(&reading(&error)))?;
    if !inside || !about.is_file() {
        return Err(refused("it is no file inside the workspace"));
    }
    if about.len() > LARGEST {
        return Err(refused(
            "it is larger than 256 KiB; make the picture smaller",
        ));
    }
    let bytes = fs::read(&real).map_err(|source| Error::Read { path: real, source })?;
    Logo::read(bytes).map(Some).map_err(|why| refused(&why))
}
