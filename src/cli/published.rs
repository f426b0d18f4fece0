//! What people are told of a run of `publish`: which files were written, what was kept, what would change.

use crate::site::write::{Change, Comparison, Done, Outcome};
use std::path::Path;

/// What was done with the public pages.
pub(super) fn told(out: &Path, done: Done) -> String {
    match done.outcome {
        Outcome::Unchanged => format!("nothing changed in {}", out.display()),
        Outcome::Created | Outcome::Replaced => {
            let index = out.join("index.html");
            format!("wrote {}; open {}", counted(done), index.display())
        }
    }
}

/// How many versions were added to the archive.
pub(super) fn archived(count: usize) -> String {
    match count {
        0 => "no page says anything new, so nothing was added to the archive".to_owned(),
        1 => "added the page of 1 offering to the archive".to_owned(),
        count => format!("added the pages of {count} offerings to the archive"),
    }
}

/// What was done with a folder apart from the public pages.
pub(super) fn apart_told(out: &Path, purpose: &str, done: Done) -> String {
    let out = out.display();
    match done.outcome {
        Outcome::Unchanged => format!("nothing changed in {out}"),
        Outcome::Created | Outcome::Replaced => {
            format!("wrote {} for {purpose} into {out}", counted(done))
        }
    }
}

/// How many files were written, and how many were left as they were.
fn counted(done: Done) -> String {
    if done.written == done.files {
        let s = if done.files == 1 { "" } else { "s" };
        return format!("{} file{s}", done.files);
    }
    format!("{} of {} files", done.written, done.files)
}

/// What would change in a folder, a path on a line.
pub(super) fn lines(out: &Path, compared: Comparison) -> Vec<String> {
    let line = |(path, change): (String, Change)| {
        let what = match change {
            Change::Changed => "changed",
            Change::New => "new",
            Change::Gone => "gone",
        };
        format!("{what} {}\n", out.join(path).display())
    };
    compared.finish().into_iter().map(line).collect()
}
