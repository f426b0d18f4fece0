//! What may be typed after `demo`.

use clap::Args;
use std::path::PathBuf;

/// Arguments of `demo`.
#[derive(Debug, Args)]
pub struct Demo {
    /// The folder to write; it must not exist yet
    #[arg(value_name = "DIR", default_value = "csp-support-demo")]
    pub dir: PathBuf,
}
