//! What people may type: commands, flags and their help.
//!
//! It holds words and values as typed; what they mean is decided where they are used. Each command is one file.

mod audit;
mod baseline;
mod check;
mod completions;
mod config;
mod day;
mod demo;
mod diff;
mod explain;
mod files;
mod hours;
mod import;
mod init;
mod judging;
mod list;
mod man;
mod pack;
mod plan;
mod publish;
mod request;
mod rules;
mod runbook;
mod schema;
mod serve;
mod verify;
mod waiver;

pub use audit::{Audit, Reader};
pub use baseline::{Baseline, BaselineCommand};
pub use check::Check;
pub use completions::Completions;
pub use config::{ConfigCommand, ConfigShow};
pub use demo::Demo;
pub use diff::{Diff, FailOnChange};
pub use explain::Explain;
pub use files::Files;
pub use hours::Hours;
pub use import::Import;
pub use init::{Ci, Init};
pub use judging::{Color, FailOn, Judging, Outcome};
pub use list::ListFormat;
pub use man::Man;
pub use pack::{PackCommand, PackDiff, PackFreshness, PackLock, PackTest};
pub use plan::{PlanCommand, PlanImport, PlanPrune};
pub use publish::Publish;
pub use request::{Request, RequestFormat};
pub use rules::{ListedSeverity, Rules, RulesFormat};
pub use runbook::{PageFormat, Runbook};
pub use schema::{Schema, SchemaFormat};
pub use serve::Serve;
pub use verify::Verify;
pub use waiver::{WaiverAdd, WaiverCommand, WaiverList, WaiverPrune};

use clap::{Parser, Subcommand};

/// Checks, audits and publishes what a Microsoft CSP partner promises its customers.
#[derive(Debug, Parser)]
#[command(
    name = "csp-support",
    version,
    disable_help_subcommand = true,
    help_template = HELP,
    after_help = AFTER_HELP
)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Commands by the person who needs them; a test keeps this list complete.
const HELP: &str = "\
{about}

{usage-heading} {usage}

Start:
  demo       write an example workspace, check, audit and publish it
  init       write a first workspace of your own, to be filled in
  serve      show the pages on this machine while you write, and follow each change

Every day:
  check      say what is wrong in a workspace, with file, line and what to do
  audit      write the obligations report: what is met, what is not, what is not known
  publish    write the support pages customers read, in HTML and Markdown
  verify     prove that a bundle of an audit, or published pages, are what their source makes

Data:
  hours      tell who is there at a time, and by when an answer is due
  diff       tell what customers are promised less, more or otherwise from one version to another
  import     turn what platforms export into drafts, or compare it with what you declare
  runbook    write the internal page for one customer: health, portals, who may do what, the way to Microsoft
  request    check a request to Microsoft and write it out, ready to paste

Rules:
  rules      list all rules and checks
  explain    tell everything about one rule: why, how to mend it, where it is written
  pack       test, pin and compare rule packs, your own included; tell how fresh their guidance is

Adoption:
  plan       read back an action plan that was filled in, and remove from it what is mended
  waiver     list, write and remove agreed exceptions, each with a reason and an end
  baseline   accept the findings that are there, so that only new ones fail

Integration:
  schema     print the schema of a document kind, for editors
  config     show each setting with its value and where that comes from
  files      list which files would be read, and why others are left out
  completions  print what a shell needs to complete commands, flags and values
  man        print a manual page, or write all of them to a folder

Options:
{options}{after-help}";

const AFTER_HELP: &str = "
Exit codes: 0 nothing to mend, 1 something to mend, 2 not everything could be checked.

`csp-support COMMAND --help` tells more. Try `csp-support demo` first.";

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write an example workspace to a new folder, check it, write its audit report and publish its pages
    Demo(Demo),
    /// Write a first workspace of your own: settings, profile and offering, with the places to fill in marked
    Init(Init),
    /// Show the pages on this machine while you write, and follow each change; nothing is written
    Serve(Serve),
    /// Say what is wrong in a workspace, with file, line and what to do
    Check(Check),
    /// Write the obligations report: what is met, what is not met, what is not known, with evidence
    Audit(Audit),
    /// Write the support pages customers read, in HTML and Markdown; all or nothing
    Publish(Publish),
    /// Prove that a bundle of an audit, or published pages, are whole and what their source makes
    Verify(Verify),
    /// Tell who is there at a time, and by when an answer is due, with the steps that lead there
    Hours(Hours),
    /// Tell what customers are promised less, more or otherwise from one version of a workspace to another
    Diff(Diff),
    /// Turn what Microsoft's platforms export into drafts of documents, or compare it with what you declare
    Import(Import),
    /// Write the internal page from which people at the desk work for one customer; not for customers
    Runbook(Runbook),
    /// Check whether a request to Microsoft is complete, and write it out, ready to paste into the form
    Request(Request),
    /// List all rules and checks
    Rules(Rules),
    /// Tell everything about one rule: why it is there, how to mend a finding, where it is written
    Explain(Explain),
    /// Work with rule packs
    #[command(subcommand)]
    Pack(PackCommand),
    /// Work with action plans: who mends what until when, and what is accepted for a time
    #[command(subcommand)]
    Plan(PlanCommand),
    /// Work with waivers: agreed exceptions from a rule, each with a reason and an end
    #[command(subcommand)]
    Waiver(WaiverCommand),
    /// Accept the findings that are there, so that only new ones make `check` fail
    #[command(subcommand)]
    Baseline(BaselineCommand),
    /// Print the schema of a document kind, or write all schemas to a folder
    Schema(Schema),
    /// Show the settings
    #[command(subcommand)]
    Config(ConfigCommand),
    /// List which files would be read, and why others are left out
    Files(Files),
    /// Print what a shell needs to complete commands, flags and their values
    Completions(Completions),
    /// Print the manual page of a command, or write all of them to a folder
    Man(Man),
}
