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
    clap_complete::generate(asked.shell, &mut command, &name, &mut script);
    let script = String::from_utf8(script).map_err(|error| Error::Internal(error.to_string()))?;
    print(&one_name(&script, &name))?;
    Ok(CLEAN)
}

/// The script for bash has two names for a program with a hyphen in its name, where it finds a command and where
/// it looks it up (`clap_complete` 4.6.12); they have to be one. In other scripts there is nothing to replace.
fn one_name(script: &str, name: &str) -> String {
    script.replace(&name.replace('-', "__subcmd__"), &name.replace('-', "__"))
}
