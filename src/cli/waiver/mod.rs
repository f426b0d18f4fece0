//! `waiver`: agreed exceptions as a list, new ones, and an end to those that are over.
//!
//! What a waiver excuses is judged, and its text is made elsewhere; here files are read and written.

mod add;
mod list;
mod prune;

use crate::cli::args::{Judging, WaiverCommand};
use crate::error::Result;
use jiff::civil::Date;
use std::path::PathBuf;

pub(super) fn run(command: &WaiverCommand) -> Result<u8> {
    match command {
        WaiverCommand::List(list) => list::run(list),
        WaiverCommand::Add(add) => add::run(add),
        WaiverCommand::Prune(prune) => prune::run(prune),
    }
}

/// Everything is judged by all rules: what one of them leaves out might need a waiver.
fn judging(paths: &[PathBuf], as_of: Option<Date>, packs: &[PathBuf]) -> Judging {
    Judging {
        packs: packs.to_vec(),
        ..Judging::reading(paths, as_of)
    }
}
