//! `completions`: what a shell needs to complete commands, flags and their values.

use crate::cli::CLEAN;
use crate::cli::args::{Cli, Completions};
use crate::cli::output::print;
use crate::error::{Error, Result};
use clap::CommandFactory;

pub(super) fn run(asked: &Completions) -> Result<u8> {
    let mut command = Cli::command();
    let name = command.get_name().to_owned();
    let mut script = Vec::new();
    clap_complete::generate(asked.shell, &mut command, name, &mut script);
    let script = String::from_utf8(script).map_err(|error| Error::Internal(error.to_string()))?;
    print(&script)?;
    Ok(CLEAN)
}
