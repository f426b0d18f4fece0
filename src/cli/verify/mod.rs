//! `verify`: proves that a bundle or a published folder is whole, and that its source makes it again.
//!
//! What it looks at may come from anybody: it is compared and never followed, and nothing is written.

mod bundle;
mod folder;

use crate::cli::args::Verify;
use crate::cli::output::print_words;
use crate::cli::{CLEAN, FAILED, FINDINGS};
use crate::error::{Error, Result};
use crate::report::plain::Escape;
use crate::report::{plain, words};
use crate::site::write::Change;
use std::fmt::Write as _;

pub(super) fn run(asked: &Verify) -> Result<u8> {
    let verdict = if asked.path.is_dir() {
        folder::verdict(asked)?
    } else {
        bundle::verdict(asked)?
    };
    if !asked.quiet {
        print_words(&verdict.text, Escape::Visible)?;
    }
    Ok(verdict.code)
}

/// What was found, in lines, and how it ends.
#[derive(Default)]
struct Verdict {
    text: String,
    code: u8,
}

/// How a proof ended.
enum Proof {
    /// The bytes are the same.
    Proven,
    /// They are not.
    Differs,
    /// They are not, and another version made the first ones.
    OtherVersion(String),
}

impl Verdict {
    /// Adds a line.
    fn say(&mut self, line: &str) {
        let _ = writeln!(self.text, "{}", plain::line(line));
    }

    /// Adds what differs, a path on a line.
    fn list(&mut self, differences: &[(String, Change)]) {
        for (path, change) in differences {
            let word = match change {
                Change::Changed => "changed",
                Change::New => "extra",
                Change::Gone => "missing",
            };
            self.say(&format!("  {word:8} {path}"));
        }
    }

    /// Adds whether the files are as their list says; tells whether they are.
    fn is_whole(&mut self, files: usize, list: &str, flaws: &[(String, Change)]) -> bool {
        let count = words::number(files as u64, "file");
        if flaws.is_empty() {
            self.say(&format!("whole: {count}, each as {list} says"));
            return true;
        }
        let wrong = words::number(flaws.len() as u64, "file");
        self.say(&format!("not whole: {wrong} not as {list} says"));
        self.list(flaws);
        self.code = self.code.max(FINDINGS);
        false
    }

    /// Adds whether the source makes the same again.
    fn settle(&mut self, what: &str, differences: &[(String, Change)], version: &str) {
        match proof(differences, version) {
            Proof::Proven => self.say(&format!("proven: {what} gives the same bytes")),
            Proof::Differs => {
                self.say(&format!("differs: {what} gives other bytes"));
                self.list(differences);
                self.code = self.code.max(FINDINGS);
            }
            Proof::OtherVersion(ours) => {
                self.say(&format!(
                    "not proven: {what} gives other bytes, but version {version} made the first ones and this is {ours}; \
                     run that version to prove it"
                ));
                self.list(differences);
                self.code = FAILED;
            }
        }
    }

    /// Adds why something could not be proven.
    fn gives_up(&mut self, why: &str) {
        self.say(&format!("not proven: {why}"));
        self.code = FAILED;
    }
}

fn proof(differences: &[(String, Change)], version: &str) -> Proof {
    let ours = env!("CARGO_PKG_VERSION");
    match differences {
        [] => Proof::Proven,
        _ if version == ours => Proof::Differs,
        _ => Proof::OtherVersion(ours.to_owned()),
    }
}

/// Ends the run: what was named cannot be judged at all.
fn refused(asked: &Verify, why: &str) -> Error {
    Error::Usage(format!("cannot verify `{}`: {why}", asked.path.display()))
}

/// Nothing to mend.
const fn clean() -> Verdict {
    Verdict {
        text: String::new(),
        code: CLEAN,
    }
}
