//! What may be typed after `init`.

use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Arguments of `init`.
#[derive(Debug, Args)]
pub struct Init {
    /// The folder to write into; files that exist are left alone
    #[arg(value_name = "DIR", default_value = ".")]
    pub dir: PathBuf,
    /// Write the pipeline too that checks each change, at the top of the repository around the folder
    #[arg(long, value_name = "NAME")]
    pub ci: Option<Ci>,
}

/// Where pipelines run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Ci {
    /// GitHub Actions: `.github/workflows/csp-support.yml`.
    Github,
    /// GitLab: `.gitlab-ci.yml`.
    Gitlab,
    /// Azure Pipelines: `azure-pipelines.yml`.
    Azure,
}
