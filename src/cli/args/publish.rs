//! What may be typed after `publish`.

use super::judging::Judging;
use clap::Args;
use std::path::PathBuf;

/// Arguments of `publish`.
#[derive(Debug, Args)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a flag that people type"
)]
pub struct Publish {
    #[command(flatten)]
    #[allow(missing_docs, reason = "documented at its type")]
    pub judging: Judging,
    /// The folder to write; a folder that csp-support did not make is refused
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Languages of the pages, the first one first (default: `languages` of the workspace, else those in which
    /// its documents are written or translated)
    #[arg(long, value_name = "LANG", value_delimiter = ',')]
    pub lang: Vec<String>,
    /// Write one page for each customer too, into this folder of its own: support, access, service health
    #[arg(long, value_name = "DIR")]
    pub customers: Option<PathBuf>,
    /// Give those pages names that nobody can guess, made from the secret in this file; without it from the
    /// environment variable `CSP_SUPPORT_CUSTOMER_KEY`, if there is one
    #[arg(long, value_name = "FILE", requires = "customers")]
    pub customer_key: Option<PathBuf>,
    /// Write each statement as one file for mailing too, into this folder of its own: it needs no other file
    #[arg(long, value_name = "DIR")]
    pub single: Option<PathBuf>,
    /// Write each statement as a tagged PDF too, printed by the Chromium, Chrome or Edge of this machine
    #[arg(long)]
    pub pdf: bool,
    /// Keep each statement as it is today too, under an address with its date that stays, and list all versions;
    /// a page that says nothing new is not kept again. What is kept stays with every later run into this folder
    #[arg(long)]
    pub archive: bool,
    /// The program that prints (default: the first that is found)
    #[arg(long, value_name = "FILE", requires = "pdf")]
    pub chromium: Option<PathBuf>,
    /// Publish offerings with errors too, marked as drafts
    #[arg(long)]
    pub allow_findings: bool,
    /// Write nothing; list the files that would change, exit code 1 where there are any
    #[arg(long)]
    pub check: bool,
}
