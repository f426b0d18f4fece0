//! `pack`: work with rule packs, the embedded ones and a partner's own.
//!
//! Each command is one file; what it tells is worked out in `judge::pack`.

mod test;

use crate::cli::args::PackCommand;
use crate::error::Result;

pub(super) fn run(command: &PackCommand) -> Result<u8> {
    match command {
        PackCommand::Test(test) => test::run(test),
    }
}
