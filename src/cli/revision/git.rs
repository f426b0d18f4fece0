//! Asks git, which answers from what is on this machine.
//!
//! A name that somebody typed is never an option, and no setting of a repository makes git run or fetch
//! anything: only commands that read objects are used.

use crate::error::system::plain as plain_words;
use crate::error::{Error, Result};
use crate::report::plain;
use std::io::ErrorKind;
use std::process::{Command, Output, Stdio};

/// Settings that hold for every question.
const SETTINGS: &[&str] = &[
    "--no-pager",
    "--no-replace-objects",
    "--literal-pathspecs",
    "-c",
    "protocol.allow=never",
    "-c",
    "core.fsmonitor=false",
];

/// The same for what only the environment can say: fetch nothing, ask nobody, lock nothing, speak English.
const ENVIRONMENT: &[(&str, &str)] = &[
    ("GIT_NO_LAZY_FETCH", "1"),
    ("GIT_TERMINAL_PROMPT", "0"),
    ("GIT_OPTIONAL_LOCKS", "0"),
    ("LC_ALL", "C"),
];

/// The current folder, seen from the top of the repository around it: empty, or with a slash at the end; `name`
/// is the revision that is looked for.
pub(super) fn below(name: &str) -> Result<String> {
    let found = ask(&["rev-parse", "--show-prefix"], name)?;
    if !found.status.success() {
        let name = plain::line(name);
        let said = said(&found);
        if said.starts_with("not a git repository") {
            return Err(Error::Usage(format!(
                "there is no folder `{name}`, and no git repository lies here in which it could be a revision; \
                 check the name, or run this inside of the repository"
            )));
        }
        return Err(Error::Usage(format!(
            "there is no folder `{name}`, and git cannot look for a revision of that name here: {said}"
        )));
    }
    let below = String::from_utf8_lossy(&found.stdout);
    Ok(below.strip_suffix('\n').unwrap_or(&below).to_owned())
}

/// The name of the object that a revision stands for.
pub(super) fn object(name: &str) -> Result<String> {
    let words = ["rev-parse", "--verify", "--quiet", "--end-of-options", name];
    let found = ask(&words, name)?;
    let id = String::from_utf8_lossy(&found.stdout).trim().to_owned();
    let is_id = matches!(id.len(), 40 | 64) && id.bytes().all(|b| b.is_ascii_hexdigit());
    if found.status.success() && is_id {
        return Ok(id);
    }
    Err(Error::Usage(format!(
        "`{}` is neither a folder nor a revision that git knows here; `git log --oneline` lists some",
        plain::line(name)
    )))
}

/// What git answers about `name`; its own words where it cannot.
pub(super) fn answer(words: &[&str], name: &str) -> Result<Vec<u8>> {
    let answer = ask(words, name)?;
    if answer.status.success() {
        return Ok(answer.stdout);
    }
    Err(Error::Usage(format!(
        "git cannot read `{}`: {}",
        plain::line(name),
        said(&answer)
    )))
}

/// A question, with all settings.
pub(super) fn command(words: &[&str]) -> Command {
    let mut command = Command::new("git");
    command
        .args(SETTINGS)
        .args(words)
        .envs(ENVIRONMENT.iter().copied())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

fn ask(words: &[&str], name: &str) -> Result<Output> {
    command(words).output().map_err(|error| {
        let name = plain::line(name);
        let why = if error.kind() == ErrorKind::NotFound {
            "git is not installed, or not on the PATH".to_owned()
        } else {
            plain_words(&error)
        };
        Error::Usage(format!(
            "there is no folder `{name}`, and revisions cannot be read: {why}"
        ))
    })
}

/// The first thing that git said, as one line that is safe to show.
fn said(answer: &Output) -> String {
    let text = String::from_utf8_lossy(&answer.stderr);
    let first = text.lines().find(|line| !line.trim().is_empty());
    let first = first.unwrap_or("it does not say why").trim();
    let first = first.strip_prefix("fatal: ").unwrap_or(first);
    plain::line(first).into_owned()
}
