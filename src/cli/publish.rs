//! `publish`: the pages customers read, written whole or not at all.

use crate::cli::args::Publish;
use crate::error::{Error, Result};

pub(super) fn run(_: &Publish, _: Vec<String>) -> Result<u8> {
    Err(Error::Usage("`publish` cannot write pages yet".to_owned()))
}
