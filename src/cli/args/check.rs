//! What may be typed after `check`.

use super::judging::{Judging, Outcome};
use clap::Args;

/// Arguments of `check`.
#[derive(Debug, Args)]
pub struct Check {
    #[command(flatten)]
    #[allow(missing_docs, reason = "documented at its type")]
    pub judging: Judging,
    #[command(flatten)]
    #[allow(missing_docs, reason = "documented at its type")]
    pub outcome: Outcome,
}
