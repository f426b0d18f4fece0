//! `csp-support-plan.yaml`: who mends what until when, kept beside the settings of a workspace.
//!
//! What an entry is about is known elsewhere; here the file is read and, like settings, refused where it is wrong.

use crate::cli::packs::refuse;
use crate::error::{Error, Result};
use crate::judge::remediation::Plan;
use crate::model::schema::Schema;
use crate::source::decode;
use std::io::ErrorKind;
use std::path::Path;

/// The name of the file.
pub(in crate::cli) const NAME: &str = "csp-support-plan.yaml";

/// The plan in the folder of a workspace, if there is one.
pub(in crate::cli) fn read(dir: &Path) -> Result<Option<Plan>> {
    let path = dir.join(NAME);
    let bytes = match std::fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            return Ok(None);
        }
        Err(source) => return Err(Error::Read { path, source }),
    };
    of(bytes)
}

/// The plan in the bytes of such a file.
pub(in crate::cli) fn of(bytes: Vec<u8>) -> Result<Option<Plan>> {
    let source = decode(NAME, bytes)
        .map_err(|skipped| Error::Usage(format!("`{NAME}`: {}", skipped.message)))?;
    Plan::read(&source, &Schema::load("plan")?)
        .map_err(|findings| refuse(&findings, "the plan cannot be used and nothing was checked"))
}
