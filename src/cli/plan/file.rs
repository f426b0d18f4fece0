//! `csp-support-plan.yaml`: who mends what until when, kept beside the settings of a workspace.
//!
//! What an entry is about is known elsewhere; here the file is read and, like settings, refused where it is wrong.

use crate::cli::packs::refuse;
use crate::error::{Error, Result};
use crate::judge::remediation::Plan;
use crate::model::schema::Schema;
use crate::source::{Root, Skipped, decode};
use std::io::ErrorKind;

/// The name of the file.
pub(in crate::cli) const NAME: &str = "csp-support-plan.yaml";

/// The plan in the folder of a workspace, if there is one.
pub(in crate::cli) fn read(root: &Root) -> Result<Option<Plan>> {
    let path = root.dir.join(NAME);
    let bytes = match std::fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            return Ok(None);
        }
        Err(source) => return Err(Error::Read { path, source }),
    };
    of(&beside(root), bytes)
}

/// Its name for people.
pub(in crate::cli) fn beside(root: &Root) -> String {
    root.name_beside(NAME)
}

/// The plan in the bytes of a file of that name.
pub(in crate::cli) fn of(name: &str, bytes: Vec<u8>) -> Result<Option<Plan>> {
    let source = decode(name, bytes).map_err(Skipped::into_error)?;
    Plan::read(&source, &Schema::load("plan")?)
        .map_err(|findings| refuse(&findings, "the plan cannot be used and nothing was checked"))
}
