//! What people may type: commands, flags and their help.
//!
//! It holds words and values as typed; what they mean is decided where they are used.

use crate::cli::offered::Offered;
use crate::model::KINDS;
use crate::report::{FORMATS, Format};
use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use std::path::PathBuf;

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
  plan       read back an action plan that was filled in: owners, days and waivers
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

/// Arguments of `demo`.
#[derive(Debug, Args)]
pub struct Demo {
    /// The folder to write; it must not exist yet
    #[arg(value_name = "DIR", default_value = "csp-support-demo")]
    pub dir: PathBuf,
}

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

/// Arguments of `serve`.
#[derive(Debug, Args)]
#[command(after_help = SERVE_HELP)]
pub struct Serve {
    /// A folder or file; the nearest csp-support.yaml above marks the workspace
    #[arg(value_name = "PATH", default_value = ".")]
    pub path: PathBuf,
    /// The port of this machine; 0 is any that is free
    #[arg(long, value_name = "N", default_value_t = 8000)]
    pub port: u16,
    /// Languages of the pages, the first one first (default: as `publish`)
    #[arg(long, value_name = "LANG", value_delimiter = ',')]
    pub lang: Vec<String>,
    /// The day that counts as today (default: `SOURCE_DATE_EPOCH`, else `asOf` of the workspace, else today)
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<Date>,
}

/// What a preview is.
const SERVE_HELP: &str = "\
Only browsers of this machine are answered. Offerings with errors are shown as drafts; while a document
cannot be read, the pages stay as they were and say why. Ctrl-C ends it.

Example:
  csp-support serve mine";

/// What to read and how to judge it; shared by all commands that judge.
#[derive(Debug, Args)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a flag that people type"
)]
pub struct Judging {
    /// Files or folders; `-` is standard input. The nearest csp-support.yaml above marks the workspace
    #[arg(value_name = "PATH", default_value = ".")]
    pub paths: Vec<PathBuf>,
    /// Judge as of this day (default: `SOURCE_DATE_EPOCH`, else `asOf` of the workspace, else today)
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<Date>,
    /// A folder with rules of your own; may be repeated
    #[arg(long = "pack", value_name = "PATH")]
    pub packs: Vec<PathBuf>,
    /// Only these rules: an id, a name, or the start of an id such as CSP-GDAP; may be repeated
    #[arg(long, value_name = "RULE")]
    pub select: Vec<String>,
    /// Not these rules; may be repeated
    #[arg(long, value_name = "RULE")]
    pub ignore: Vec<String>,
    /// Judge as if there were no waivers
    #[arg(long)]
    pub no_waivers: bool,
    /// The name under which standard input joins the workspace
    #[arg(long, value_name = "PATH")]
    pub stdin_path: Option<PathBuf>,
    /// Number of threads (default: all cores); the result is always the same
    #[arg(long, value_name = "N")]
    pub jobs: Option<usize>,
    /// Succeed where there is no document
    #[arg(long)]
    pub allow_empty: bool,
    /// When to use colours
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
    /// One line per finding, nothing else
    #[arg(short, long, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Also tell why, and what could not be evaluated
    #[arg(short, long)]
    pub verbose: bool,
}

/// When a run fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// From errors on.
    Error,
    /// From warnings on.
    Warning,
    /// On any finding.
    Info,
    /// Never because of findings.
    Never,
}

/// Who reads an audit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Reader {
    /// Who decides: by offering and customer, in plain words.
    Manager,
    /// Who wants it proven: what is asked and where, evidence, hashes, what was not checked.
    Auditor,
    /// Who mends it: file by file, with what to write.
    Engineer,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// When a run that judges fails, and how it reports.
#[derive(Debug, Args)]
pub struct Outcome {
    /// The least severity that makes the run fail with exit code 1 (default: error; audit: never)
    #[arg(long, value_name = "SEVERITY")]
    pub fail_on: Option<FailOn>,
    /// Fail also where an obligation could not be evaluated
    #[arg(long)]
    pub fail_on_unknown: bool,
    /// Findings that this file lists are known and make no run fail (default: `baseline` of the workspace)
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Judge as if there were no baseline
    #[arg(long, conflicts_with = "baseline")]
    pub no_baseline: bool,
    /// Tell what is new and what is mended since this earlier report, a file that `--format json=FILE` wrote;
    /// may be repeated for a table of all of them
    #[arg(long, value_name = "FILE")]
    pub compare: Vec<PathBuf>,
    /// How to report; with =FILE into a file; may be repeated (default: text; audit: html=audit.html)
    #[arg(long = "format", value_name = "NAME[=FILE]", long_help = formats_help(), value_parser = Offered::Formats, hide_possible_values = true)]
    pub formats: Vec<String>,
}

/// The help of `--format`, from the table of formats.
fn formats_help() -> String {
    let width = FORMATS.iter().map(|format| format.name.len()).max();
    let width = width.unwrap_or_default();
    let row = |format: &Format| format!("  {:width$} {}", format.name, format.description);
    let rows: Vec<_> = FORMATS.iter().map(row).collect();
    let audits = FORMATS.iter().filter(|format| format.audit);
    let audits: Vec<_> = audits.map(|format| format.name).collect();
    format!(
        "How to report; with =FILE into a file; may be repeated (default: text; audit: html=audit.html)\n\n\
         {}\n\nAn audit can be {}; the others show findings only",
        rows.join("\n"),
        audits.join(", ")
    )
}

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

/// Arguments of `audit`.
#[derive(Debug, Args)]
pub struct Audit {
    #[command(flatten)]
    #[allow(missing_docs, reason = "documented at its type")]
    pub judging: Judging,
    #[command(flatten)]
    #[allow(missing_docs, reason = "documented at its type")]
    pub outcome: Outcome,
    /// Who reads the HTML or Markdown: other parts come first, some are left out, the numbers are the same
    /// (default: everybody, with all parts)
    #[arg(long, value_name = "WHO")]
    pub audience: Option<Reader>,
    /// Write everything the audit says and rests on into one zip file too: reports, inputs, rules, hashes.
    /// `verify` proves it
    #[arg(long, value_name = "FILE")]
    pub bundle: Option<PathBuf>,
}

/// Arguments of `verify`.
#[derive(Debug, Args)]
#[command(after_help = VERIFY_HELP)]
pub struct Verify {
    /// A bundle of `audit --bundle`, or a folder that `publish` wrote
    #[arg(value_name = "PATH")]
    pub path: PathBuf,
    /// The workspace to hold it against (default: for a bundle what it holds itself; for a folder the
    /// workspace around)
    #[arg(value_name = "WORKSPACE")]
    pub workspace: Option<PathBuf>,
    /// Only hold the files against their list, and make nothing again
    #[arg(long, conflicts_with = "workspace")]
    pub files_only: bool,
    /// For a folder, the day that counts as today (default: the day on which it was last published with changes)
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<Date>,
    /// A folder with rules of your own besides those of the settings, as it was named then; may be repeated
    #[arg(long = "pack", value_name = "PATH")]
    pub packs: Vec<PathBuf>,
    /// For customers' pages, the key from which their names were made, as for `publish`
    #[arg(long, value_name = "FILE")]
    pub customer_key: Option<PathBuf>,
    /// Print nothing; the exit code tells
    #[arg(short, long)]
    pub quiet: bool,
}

/// What a proof is.
const VERIFY_HELP: &str = "\
Every file is held against the list that was written with it, and everything is made again in memory from
the documents, rules and settings: only the same bytes are a proof. Nothing is written or unpacked.

Exit codes: 0 proven, 1 something differs, 2 it could not be proven, such as with another version.

Examples:
  csp-support verify evidence.zip
  csp-support verify evidence.zip mine
  csp-support verify site mine";

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

impl Judging {
    /// What reading takes, for commands that do not judge.
    pub fn reading(paths: &[PathBuf], as_of: Option<Date>) -> Self {
        Self {
            paths: paths.to_vec(),
            as_of,
            packs: Vec::new(),
            select: Vec::new(),
            ignore: Vec::new(),
            no_waivers: false,
            stdin_path: None,
            jobs: None,
            allow_empty: false,
            color: Color::Auto,
            quiet: false,
            verbose: false,
        }
    }
}

/// Arguments of `hours`.
#[derive(Debug, Args)]
#[command(after_help = HOURS_HELP)]
pub struct Hours {
    /// The offering's id
    #[arg(value_name = "OFFERING")]
    pub offering: String,
    /// Files or folders; the nearest csp-support.yaml above marks the workspace
    #[arg(value_name = "PATH", default_value = ".")]
    pub paths: Vec<PathBuf>,
    /// When the request comes in (default: now, or the beginning of the day that is set to count as today)
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
    /// Its severity, by id, name or alias (default: all of them, one after the other)
    #[arg(long, value_name = "ID")]
    pub severity: Option<String>,
    /// Its kind, such as `incident` (default: those for which other times hold)
    #[arg(long, value_name = "KIND")]
    pub request: Option<String>,
    /// The contact through which it comes, by id (default: those for which other times hold)
    #[arg(long, value_name = "CONTACT")]
    pub via: Option<String>,
    /// The product family it is about (default: those for which other times hold)
    #[arg(long, value_name = "PRODUCT")]
    pub product: Option<String>,
    /// The clock in which `--at` and the answer are told, and which `customer-local` and `site-local` mean
    #[arg(long, value_name = "ZONE", conflicts_with = "customer")]
    pub zone: Option<String>,
    /// The customer whose `timeZone` is that clock
    #[arg(long, value_name = "ID")]
    pub customer: Option<String>,
    /// text or json
    #[arg(long, value_name = "NAME", default_value = "text")]
    pub format: ListFormat,
    /// The day that counts as today (default: `SOURCE_DATE_EPOCH`, else `asOf` of the workspace, else today)
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<Date>,
}

/// How to ask for hours.
const HOURS_HELP: &str = "\
TIME is an instant such as 2026-11-28T21:00:00Z or 2026-11-28T22:00:00+01:00, or a time on the clock of
the offering (of `--zone` or the customer, where given) such as 2026-11-28T22:00, 2026-11-28 or 22:00.
Where `--as-of`, SOURCE_DATE_EPOCH or `asOf` of the workspace sets a day, it is the day of a time alone,
and its beginning is the time when `--at` is missing.

Example:
  csp-support hours premium-2026 --at 2026-11-28T22:00 --severity critical";

/// Arguments of `diff`.
#[derive(Debug, Args)]
#[command(after_help = DIFF_HELP)]
pub struct Diff {
    /// The workspace as it was: a folder or file, else a revision that git knows (`v1.2`, `HEAD~3`), or one of
    /// its folders (`v1.2:support`)
    #[arg(value_name = "OLD")]
    pub old: PathBuf,
    /// The workspace as it is, named in the same ways (default: the current folder)
    #[arg(value_name = "NEW")]
    pub new: Option<PathBuf>,
    /// Write what customers are told of the changes into this folder, in each language
    #[arg(long, value_name = "DIR")]
    pub notice: Option<PathBuf>,
    /// Print the entries that changed offerings should have under `changes`, ready to paste, and nothing else
    #[arg(long, conflicts_with = "formats")]
    pub changelog: bool,
    /// Languages of the notice, the first one first (default: as `publish`)
    #[arg(long, value_name = "LANG", value_delimiter = ',')]
    pub lang: Vec<String>,
    /// The least that makes the run fail with exit code 1
    #[arg(long, value_name = "LEVEL", default_value = "never")]
    pub fail_on: FailOnChange,
    /// How to report; with =FILE into a file; may be repeated (default: text)
    #[arg(long = "format", value_name = "NAME[=FILE]")]
    pub formats: Vec<String>,
    /// The day of NEW (default: `SOURCE_DATE_EPOCH`, else `asOf` of the workspace, else today)
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<Date>,
    /// The day of OLD (default: `asOf` of that workspace, else the day of NEW)
    #[arg(long, value_name = "DATE")]
    pub old_as_of: Option<Date>,
    /// When to use colours
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
    /// One line per change, nothing else
    #[arg(short, long, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Also tell why each change matters
    #[arg(short, long)]
    pub verbose: bool,
}

/// What makes a comparison fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOnChange {
    /// Reductions of which customers were not told in time.
    Notice,
    /// Reductions.
    Reduction,
    /// Access to customers' tenants that is wider than before.
    Access,
    /// Any change.
    Any,
    /// Nothing that changed.
    Never,
}

/// What is compared.
const DIFF_HELP: &str = "\
Compared is what the published offerings mean, not how they are written: minutes in which somebody is there,
times that hold for a request, prices, scope, parties, terms. Offerings go together by id; one that is gone
goes with the one that says `supersedes`. What nobody can decide is told as neutral.
Access to customers' tenants is compared too, in a section of its own that is never told to customers.
Other formats tell reductions and wider access as warnings, missing notice as errors, everything else as info.

Example:
  csp-support diff last-year this-year --fail-on reduction
  csp-support diff v1.2 --notice told --lang en,de";

/// Arguments of `import`.
#[derive(Debug, Args)]
#[command(override_usage = "csp-support import [OPTIONS] SOURCE FILE… [SOURCE FILE…]", after_help = import_help())]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a flag that people type"
)]
pub struct Import {
    /// What the files are, then the files, all pages of a list together; `-` is standard input
    #[arg(value_name = "SOURCE FILE", required = true, num_args = 1..)]
    pub words: Vec<String>,
    /// The workspace that the exports are about
    #[arg(long, value_name = "PATH", default_value = ".")]
    pub into: PathBuf,
    /// Say where the documents and the exports disagree, and write nothing
    #[arg(long)]
    pub compare: bool,
    /// Change documents to what the exports say, and write new ones to the folder `imported`
    #[arg(long, conflicts_with = "compare")]
    pub write: bool,
    /// The relationship that a list of access assignments is about (default: as the list or the file's name says)
    #[arg(long, value_name = "ID")]
    pub relationship: Option<String>,
    /// The customer that the exports are about, by its id in the workspace
    #[arg(long, value_name = "ID")]
    pub customer: Option<String>,
    /// When the exports were taken, such as 2026-11-23T08:00:00Z
    #[arg(long, value_name = "TIME")]
    pub taken_at: Option<jiff::Timestamp>,
    /// What the columns of CSV files mean: a file with a `CsvMapping`
    #[arg(long, value_name = "FILE")]
    pub mapping: Option<PathBuf>,
    /// Write all fields that are not known to this file, as JSON
    #[arg(long, value_name = "FILE")]
    pub aside: Option<PathBuf>,
    /// The least severity that makes the run fail with exit code 1 (default: error; with --compare: warning)
    #[arg(long, value_name = "SEVERITY")]
    pub fail_on: Option<FailOn>,
    /// With --compare, how to report; with =FILE into a file; may be repeated (default: text)
    #[arg(long = "format", value_name = "NAME[=FILE]", requires = "compare", value_parser = Offered::Formats, hide_possible_values = true)]
    pub formats: Vec<String>,
    /// A folder with rules of your own; may be repeated
    #[arg(long = "pack", value_name = "PATH")]
    pub packs: Vec<PathBuf>,
    /// Judge as of this day (default: `SOURCE_DATE_EPOCH`, else `asOf` of the workspace, else today)
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<Date>,
    /// When to use colours
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
    /// One line per finding, nothing else
    #[arg(short, long, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Also tell why
    #[arg(short, long)]
    pub verbose: bool,
}

/// The help of `import`, from the table of kinds.
fn import_help() -> String {
    let sources = KINDS
        .iter()
        .filter_map(|kind| Some((kind.source()?, kind.about)));
    let rows = sources.map(|(source, about)| format!("  {source}\n      {about}"));
    let rows: Vec<_> = rows.collect();
    format!(
        "Sources:\n{}\n\nExample:\n  csp-support import --compare graph-relationships page1.json page2.json",
        rows.join("\n")
    )
}

/// Arguments of `runbook`.
#[derive(Debug, Args)]
#[command(after_help = RUNBOOK_HELP)]
pub struct Runbook {
    /// The customer's id
    #[arg(value_name = "CUSTOMER")]
    pub customer: String,
    /// Files or folders; the nearest csp-support.yaml above marks the workspace
    #[arg(value_name = "PATH", default_value = ".")]
    pub paths: Vec<PathBuf>,
    /// The file to write (default: standard output)
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// html or markdown (default: by the name of the file; markdown on standard output)
    #[arg(long, value_name = "NAME")]
    pub format: Option<PageFormat>,
    /// Language of the page (default: the first of `languages` of the workspace, else English)
    #[arg(long, value_name = "LANG")]
    pub lang: Option<String>,
    /// The day that counts as today (default: `SOURCE_DATE_EPOCH`, else `asOf` of the workspace, else today)
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<Date>,
}

/// How a runbook is made.
const RUNBOOK_HELP: &str = "\
The page is internal: it names people, contracts and access. `publish` never writes it.
Where no day is set, it also tells who is there at this minute.

Example:
  csp-support runbook hansewind --out hansewind.html";

/// The format of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PageFormat {
    /// One file that stands alone.
    Html,
    /// Plain text.
    Markdown,
}

/// Arguments of `request`.
#[derive(Debug, Args)]
#[command(after_help = REQUEST_HELP)]
pub struct Request {
    /// A file with requests, the id of a request in the workspace, or `-` for standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Files or folders of the workspace that it joins (default: the workspace around FILE, else `.`)
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// text, markdown or json
    #[arg(long, value_name = "NAME", default_value = "text")]
    pub format: RequestFormat,
    /// Write it out even where it is not complete, with the gaps marked
    #[arg(long)]
    pub draft: bool,
    /// The day that counts as today (default: `SOURCE_DATE_EPOCH`, else `asOf` of the workspace, else today)
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<Date>,
}

/// How a request is checked.
const REQUEST_HELP: &str = "\
FILE joins the workspace and is judged by its rules. Exit codes: 0 complete and written to standard
output, 1 something is missing (standard error says what), 2 it could not be checked.

Example:
  csp-support request sr-2026-0042 mine";

/// The format of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RequestFormat {
    /// To paste into a form.
    Text,
    /// To paste where Markdown is read.
    Markdown,
    /// For programs.
    Json,
}

/// Arguments of `rules`.
#[derive(Debug, Args)]
pub struct Rules {
    /// Only rules whose id, name or title has this in it
    #[arg(value_name = "TEXT")]
    pub text: Option<String>,
    /// Only rules about this kind of document
    #[arg(long, value_name = "KIND", value_parser = Offered::Kinds, hide_possible_values = true)]
    pub kind: Option<String>,
    /// Only rules of this severity
    #[arg(long, value_name = "SEVERITY")]
    pub severity: Option<ListedSeverity>,
    /// Judge dates as of this day (default: `SOURCE_DATE_EPOCH`, else today)
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<Date>,
    /// A folder with rules of your own, besides those of the workspace around; may be repeated
    #[arg(long = "pack", value_name = "PATH")]
    pub packs: Vec<PathBuf>,
    /// text, json or oscal (a catalog in OSCAL 1.2.1)
    #[arg(long, value_name = "NAME", default_value = "text")]
    pub format: RulesFormat,
    /// Instead, what became of each obligation of the catalogue: a rule, a manual control, or a reason
    #[arg(long, conflicts_with_all = ["text", "kind", "severity", "as_of"])]
    pub coverage: bool,
}

/// A severity to filter by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ListedSeverity {
    /// Errors.
    Error,
    /// Warnings.
    Warning,
    /// Infos.
    Info,
    /// Rules whose sources disagree.
    Contested,
    /// Catalogued obligations that wait for a feature.
    Waiting,
    /// Catalogued obligations that nothing a partner writes down could show.
    NotCheckable,
    /// Rules that a pack of your own retired.
    Retired,
}

/// How a list is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// How rules are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RulesFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// For auditors' tools.
    Oscal,
}

/// Arguments of `explain`.
#[derive(Debug, Args)]
pub struct Explain {
    /// The rule's id or name
    #[arg(value_name = "RULE")]
    pub rule: String,
    /// Judge dates as of this day (default: today)
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<Date>,
    /// A folder with rules of your own, besides those of the workspace around; may be repeated
    #[arg(long = "pack", value_name = "PATH")]
    pub packs: Vec<PathBuf>,
}

/// Commands about packs.
#[derive(Debug, Subcommand)]
pub enum PackCommand {
    /// Prove every rule by its own examples, and the examples by small wrong versions of the rule
    Test(PackTest),
    /// List citations whose pages are old, and guidance that is to be read again; never a failure
    Freshness(PackFreshness),
    /// Pin the packs of a workspace in csp-support.lock; from then on only these judge it
    Lock(PackLock),
    /// Say what changed from one pack to another: what is asked, how strongly, on what grounds
    Diff(PackDiff),
}

/// Arguments of `pack freshness`.
#[derive(Debug, Args)]
pub struct PackFreshness {
    /// Days after which a page counts as old
    #[arg(long, value_name = "DAYS", default_value_t = 730)]
    pub older_than: u32,
    /// Days after which guidance is to be read again
    #[arg(long, value_name = "DAYS", default_value_t = crate::judge::pack::freshness::REREAD)]
    pub reread: u32,
    /// Reckon from this day (default: today)
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<Date>,
    /// A folder with rules of your own, besides those of the workspace around; may be repeated
    #[arg(long = "pack", value_name = "PATH")]
    pub packs: Vec<PathBuf>,
    /// text or json
    #[arg(long, value_name = "NAME", default_value = "text")]
    pub format: ListFormat,
}

/// Arguments of `pack lock`.
#[derive(Debug, Args)]
pub struct PackLock {
    /// The workspace; the lock stands beside its csp-support.yaml
    #[arg(value_name = "PATH", default_value = ".")]
    pub path: PathBuf,
    /// Only compare: exit code 1 where the packs are not those of the lock
    #[arg(long)]
    pub check: bool,
}

/// Arguments of `pack diff`.
#[derive(Debug, Args)]
pub struct PackDiff {
    /// A pack's folder, or `embedded`, or one of those such as `embedded:csp`
    #[arg(value_name = "OLD")]
    pub old: String,
    /// The same for what it is compared with
    #[arg(value_name = "NEW")]
    pub new: String,
    /// text or json
    #[arg(long, value_name = "NAME", default_value = "text")]
    pub format: ListFormat,
}

/// Arguments of `pack test`.
#[derive(Debug, Args)]
pub struct PackTest {
    /// A folder with rules (default: the pack that comes with csp-support)
    #[arg(value_name = "PATH")]
    pub path: Option<PathBuf>,
}

/// Commands about action plans.
#[derive(Debug, Subcommand)]
pub enum PlanCommand {
    /// Read a filled-in plan: what is to be fixed gets its owner and day, what is accepted becomes a waiver
    Import(PlanImport),
}

/// Arguments of `plan import`.
#[derive(Debug, Args)]
#[command(after_help = PLAN_HELP)]
pub struct PlanImport {
    /// The table as CSV; `-` is standard input
    #[arg(value_name = "FILE")]
    pub file: String,
    /// The workspace
    #[arg(long, value_name = "PATH", default_value = ".")]
    pub into: PathBuf,
    /// The file to which waivers are added, below the workspace's folder
    #[arg(long, value_name = "FILE", default_value = "waivers.yaml")]
    pub waivers: String,
    /// Print what would be written, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// The day that counts as today (default: `SOURCE_DATE_EPOCH`, else `asOf` of the workspace, else today)
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<Date>,
    /// A folder with rules of your own; may be repeated
    #[arg(long = "pack", value_name = "PATH")]
    pub packs: Vec<PathBuf>,
}

/// How a plan is filled in.
const PLAN_HELP: &str = "\
`csp-support audit --format plan=plan.csv` writes the table. In `decision`, write `fix` and fill in owner
and due (2026-12-31 or 31.12.2026), or write `waive` and fill in reason, approver and until. What is to be
fixed is kept in csp-support-plan.yaml, and reports show it beside the findings; the rest becomes waivers.
Where a row cannot be followed, nothing is written.

Example:
  csp-support plan import plan.csv --dry-run";

/// Commands about waivers.
#[derive(Debug, Subcommand)]
pub enum WaiverCommand {
    /// List all waivers, the worst first: what each excuses, why, and how long it still holds
    List(WaiverList),
    /// Write a waiver to the end of a file, provided it may be waived and excuses something today
    Add(WaiverAdd),
    /// Remove the waivers that have ended and those that excuse nothing
    Prune(WaiverPrune),
}

/// Arguments of `waiver list`.
#[derive(Debug, Args)]
pub struct WaiverList {
    /// Files or folders; the nearest csp-support.yaml above marks the workspace
    #[arg(value_name = "PATH", default_value = ".")]
    pub paths: Vec<PathBuf>,
    /// text or json
    #[arg(long, value_name = "NAME", default_value = "text")]
    pub format: ListFormat,
    /// Judge as of this day (default: `SOURCE_DATE_EPOCH`, else `asOf` of the workspace, else today)
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<Date>,
    /// A folder with rules of your own; may be repeated
    #[arg(long = "pack", value_name = "PATH")]
    pub packs: Vec<PathBuf>,
}

/// Arguments of `waiver add`.
#[derive(Debug, Args)]
#[command(after_help = WAIVER_ADD_HELP, group(clap::ArgGroup::new("end").required(true).args(["expires", "days"])))]
pub struct WaiverAdd {
    /// The rule's id or name
    #[arg(value_name = "RULE")]
    pub rule: String,
    /// What is excused: `Kind/id`, with `#/path` for one place in it, or a pattern of file names
    #[arg(value_name = "TARGET")]
    pub target: String,
    /// Why the exception is acceptable
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub reason: String,
    /// Who accepted it: name and role
    #[arg(long, value_name = "NAME")]
    pub approver: String,
    /// The last day on which it holds
    #[arg(long, value_name = "DATE")]
    pub expires: Option<Date>,
    /// Instead, how many days it holds from today
    #[arg(long, value_name = "N")]
    pub days: Option<u16>,
    /// Its id (default: the next free one, such as waiver-2026-001)
    #[arg(long, value_name = "ID")]
    pub id: Option<String>,
    /// The file to which it is added, below the workspace's folder
    #[arg(long, value_name = "FILE", default_value = "waivers.yaml")]
    pub file: String,
    /// The workspace
    #[arg(long, value_name = "PATH", default_value = ".")]
    pub into: PathBuf,
    /// Write it even though nothing is to be excused today
    #[arg(long)]
    pub force: bool,
    /// Print the document and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// The day that counts as today (default: `SOURCE_DATE_EPOCH`, else `asOf` of the workspace, else today)
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<Date>,
    /// A folder with rules of your own; may be repeated
    #[arg(long = "pack", value_name = "PATH")]
    pub packs: Vec<PathBuf>,
}

/// How else to waive.
const WAIVER_ADD_HELP: &str = "\
What stands in the file stays as it is. An exception from one line can also be written beside that line:
  # csp-support: waive RULE until 2026-12-31: the reason

Example:
  csp-support waiver add CSP-GDAP-005 AccessGrant/acme-gdap --days 90 \\
    --reason 'their only administrator is away' --approver 'Jo Berg, head of service'";

/// Arguments of `waiver prune`.
#[derive(Debug, Args)]
pub struct WaiverPrune {
    /// The workspace
    #[arg(value_name = "PATH", default_value = ".")]
    pub path: PathBuf,
    /// Say what would go, and change nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Judge as of this day (default: `SOURCE_DATE_EPOCH`, else `asOf` of the workspace, else today)
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<Date>,
    /// A folder with rules of your own; may be repeated
    #[arg(long = "pack", value_name = "PATH")]
    pub packs: Vec<PathBuf>,
}

/// Commands about baselines.
#[derive(Debug, Subcommand)]
pub enum BaselineCommand {
    /// Write a baseline with all findings that are there now
    Write(Baseline),
    /// Bring it in line: add new findings, remove those that are gone
    Update(Baseline),
    /// Remove findings that are gone, and add none
    Prune(Baseline),
}

/// Arguments of the commands about baselines.
#[derive(Debug, Args)]
#[command(after_help = BASELINE_HELP)]
pub struct Baseline {
    #[command(flatten)]
    #[allow(missing_docs, reason = "documented at its type")]
    pub judging: Judging,
    /// The file (default: `baseline` of the workspace, else csp-support-baseline.yaml beside its csp-support.yaml)
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
}

/// What a baseline is.
const BASELINE_HELP: &str = "\
A finding is recognised by its rule, its document and the place in it, list items by their id: never by
its line or its words. What PATH, --select and --ignore leave out stays in the file as it is. A finding
that a waiver excuses needs no entry. Pages are published as if there were no baseline.

Example:
  csp-support baseline write mine && csp-support check mine --baseline mine/csp-support-baseline.yaml";

/// Arguments of `schema`.
#[derive(Debug, Args)]
pub struct Schema {
    /// A kind such as `SupportOffering`, or `workspace`, `pack`, `report`; `statement`: what programs get; `view`: what
    /// templates get
    #[arg(value_name = "KIND", required_unless_present = "out", value_parser = Offered::Schemas, hide_possible_values = true)]
    pub kind: Option<String>,
    /// Write all schemas to this folder
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// json for tools, yaml for reading
    #[arg(long, value_name = "NAME", default_value = "json")]
    pub format: SchemaFormat,
}

/// How a schema is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SchemaFormat {
    /// For tools.
    Json,
    /// For people.
    Yaml,
}

/// Commands about settings.
#[derive(Debug, Subcommand)]
pub enum ConfigCommand {
    /// Show each setting with its value and where that comes from: nobody, csp-support.yaml, the environment, a flag
    Show(ConfigShow),
}

/// Arguments of `config show`.
#[derive(Debug, Args)]
#[command(after_help = CONFIG_HELP)]
pub struct ConfigShow {
    /// A folder or file; the nearest csp-support.yaml above holds the settings
    #[arg(value_name = "PATH", default_value = ".")]
    pub path: PathBuf,
    /// text or json
    #[arg(long, value_name = "NAME", default_value = "text")]
    pub format: ListFormat,
    /// As given to a command that judges
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<Date>,
    /// As given to a command that judges
    #[arg(long = "pack", value_name = "PATH")]
    pub packs: Vec<PathBuf>,
    /// As given to `check`
    #[arg(long, value_name = "SEVERITY")]
    pub fail_on: Option<FailOn>,
    /// As given to a command that prints in colours
    #[arg(long, value_name = "WHEN")]
    pub color: Option<Color>,
    /// As given to `publish`
    #[arg(long, value_name = "LANG", value_delimiter = ',')]
    pub lang: Vec<String>,
    /// As given to `publish`
    #[arg(long, value_name = "FILE")]
    pub customer_key: Option<PathBuf>,
}

/// What flags do here.
const CONFIG_HELP: &str = "\
A flag overrules the environment, the environment overrules csp-support.yaml. Add the flags of the command
that you wonder about; a secret is never shown, only where it comes from.

Example:
  csp-support config show mine --fail-on warning";

/// Arguments of `files`.
#[derive(Debug, Args)]
#[command(after_help = FILES_HELP)]
pub struct Files {
    /// Files or folders; `-` is standard input. The nearest csp-support.yaml above marks the workspace
    #[arg(value_name = "PATH", default_value = ".")]
    pub paths: Vec<PathBuf>,
    /// text or json
    #[arg(long, value_name = "NAME", default_value = "text")]
    pub format: ListFormat,
    /// A folder with rules of your own; may be repeated
    #[arg(long = "pack", value_name = "PATH")]
    pub packs: Vec<PathBuf>,
    /// The name under which standard input joins the workspace
    #[arg(long, value_name = "PATH")]
    pub stdin_path: Option<PathBuf>,
}

/// How files are chosen.
const FILES_HELP: &str = "\
A workspace is read whole, whichever PATH is named: PATH limits whose findings are shown. The exit code is 0
also where a file cannot be read; `check` fails there.

Example:
  csp-support files mine";

/// Arguments of `completions`.
#[derive(Debug, Args)]
#[command(after_help = COMPLETIONS_HELP)]
pub struct Completions {
    /// The shell
    #[arg(value_name = "SHELL")]
    pub shell: clap_complete::Shell,
}

/// Where shells look.
const COMPLETIONS_HELP: &str = "\
Examples:
  csp-support completions bash >~/.local/share/bash-completion/completions/csp-support
  csp-support completions zsh >~/.zfunc/_csp-support      with fpath+=~/.zfunc before compinit
  csp-support completions fish >~/.config/fish/completions/csp-support.fish";

/// Arguments of `man`.
#[derive(Debug, Args)]
#[command(after_help = MAN_HELP)]
pub struct Man {
    /// The command, such as `check` or `pack test` (default: the page of csp-support itself)
    #[arg(value_name = "COMMAND", conflicts_with = "out")]
    pub command: Vec<String>,
    /// Write the pages of all commands to this folder
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

/// How to read a page.
const MAN_HELP: &str = "\
Pages carry the day of SOURCE_DATE_EPOCH where it is set, else none.

Examples:
  csp-support man check | man -l -
  csp-support man --out ~/.local/share/man/man1";
