//! The command line: reads what was typed, runs it, writes what came of it.
//!
//! The only place that knows the clock, the environment and the terminal. Each command is one file.

mod agreed;
pub mod args;
mod audit;
mod baseline;
mod bundle;
mod check;
mod chosen;
mod completions;
mod config;
mod customers;
mod demo;
mod diff;
mod digest;
mod drafts;
mod explain;
mod files;
mod hours;
mod import;
mod init;
mod inputs;
mod languages;
mod load;
mod logo;
mod made;
mod man;
pub mod offered;
mod origin;
mod output;
mod pack;
mod packs;
mod pages;
mod pdf;
mod plan;
mod prepare;
mod private;
mod progress;
mod publish;
mod published;
mod request;
mod revision;
mod rewrite;
mod rules;
mod runbook;
mod schema;
mod scope;
mod serve;
mod summary;
mod today;
mod verify;
mod waiver;

use crate::error::{Error, Result};
use crate::report::plain::block;
use args::{Cli, Command, ConfigCommand};
use clap::Parser;
use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

/// Nothing to mend.
const CLEAN: u8 = 0;
/// Something to mend.
const FINDINGS: u8 = 1;
/// Not everything could be checked.
const FAILED: u8 = 2;

/// Runs the program and tells how it ended.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let cli = match Cli::try_parse_from(&arguments) {
        Ok(cli) => cli,
        Err(message) => return usage(&message),
    };
    // Where the program lies says something about this machine and nothing about the run.
    let program = std::iter::once("csp-support".to_owned());
    let typed = arguments
        .iter()
        .skip(1)
        .map(|word| word.to_string_lossy().into_owned());
    let words = program.chain(typed).collect();
    match run(cli.command, words) {
        Ok(code) => ExitCode::from(code),
        Err(error) => failure(&error),
    }
}

fn run(command: Command, words: Vec<String>) -> Result<u8> {
    match command {
        Command::Demo(demo) => demo::run(&demo),
        Command::Init(init) => init::run(&init),
        Command::Check(check) => check::run(&check, words),
        Command::Audit(audit) => audit::run(&audit, words),
        Command::Publish(publish) => publish::run(&publish, words),
        Command::Verify(verify) => verify::run(&verify),
        Command::Hours(hours) => hours::run(&hours),
        Command::Diff(asked) => diff::run(&asked, words),
        Command::Import(import) => import::run(&import, words),
        Command::Runbook(runbook) => runbook::run(&runbook),
        Command::Request(request) => request::run(&request),
        Command::Rules(rules) => rules::run(&rules),
        Command::Explain(explain) => explain::run(&explain),
        Command::Pack(command) => pack::run(&command),
        Command::Plan(command) => plan::run(&command),
        Command::Waiver(command) => waiver::run(&command),
        Command::Baseline(command) => baseline::run(&command),
        Command::Serve(serve) => serve::run(&serve),
        Command::Schema(schema) => schema::run(&schema),
        Command::Config(ConfigCommand::Show(show)) => config::show::run(&show),
        Command::Files(files) => files::run(&files),
        Command::Completions(completions) => completions::run(&completions),
        Command::Man(man) => man::run(&man),
    }
}

/// Help and version go to standard output and are a success; everything else is wrong usage.
fn usage(message: &clap::Error) -> ExitCode {
    let text = message.render().ansi().to_string();
    let plain = message.render().to_string();
    if message.use_stderr() {
        // What was typed is quoted, and need not come from the person at the keyboard.
        let _ = std::io::stderr().write_all(block(&plain).as_bytes());
        return ExitCode::from(FAILED);
    }
    let styled = output::wants_color(args::Color::Auto);
    match output::print(if styled { &text } else { &plain }) {
        Ok(()) => ExitCode::from(CLEAN),
        Err(error) => failure(&error),
    }
}

fn failure(error: &Error) -> ExitCode {
    if let Error::Template(flaw) = error {
        return failure(&pages::refused(flaw));
    }
    output::tell(&format!("csp-support: {error}"));
    ExitCode::from(FAILED)
}
