//! What a bundle tells people who open it without the program.

use super::back;
use super::recipe::Recipe;
use crate::report::{Report, plain};

/// The text of README.txt: what this is, what is in it, how to prove it.
pub(super) fn text(report: &Report, recipe: &Recipe) -> String {
    let run = &report.run;
    let whose = if run.partner.is_empty() {
        String::new()
    } else {
        format!(" of {}", plain::line(&run.partner))
    };
    let packs = run.packs.iter();
    let packs: Vec<_> = packs
        .map(|pack| format!("{} {}", pack.name, pack.version).trim().to_owned())
        .collect();
    let command: Vec<_> = recipe.words().iter().map(|word| quoted(word)).collect();
    let text = format!(
        "Evidence of an audit{whose}, judged as of {as_of}\n\
         Made by csp-support {version} with the packs {packs}. Internal: not for customers.\n\
         \n\
         {counts}.\n\
         {findings}.\n\
         \n\
         report/         the audit for reading, printing and programs; its paths are those below workspace/\n\
         workspace/      every file that was read, as it was\n\
{back}\
         packs/          the rules that judged\n\
         citations.csv   where these rules are written, and how each page was read\n\
         waivers.csv     what is excused, by whom, why and until when\n\
         MANIFEST.json   size and SHA-256 of every file, and what was asked\n\
         SHA256SUMS      the same for `sha256sum --check SHA256SUMS`\n\
         \n\
         To prove that the reports follow from the files, with the same version of the program:\n\
         \n\
         \x20   csp-support verify BUNDLE\n\
         \n\
         To hold them against the workspace as it is now:\n\
         \n\
         \x20   csp-support verify BUNDLE WORKSPACE\n\
         \n\
         The reports were made by this command in the folder of the workspace:\n\
         \n\
         \x20   {command}\n",
        as_of = run.as_of,
        version = run.version,
        packs = packs.join(", "),
        back = looked_back(recipe),
        counts = report.counts_in_words(),
        findings = report.findings_in_words(),
        command = command.join(" "),
    );
    plain::block(&text)
}

/// The lines on folders for what the audit looks back at.
fn looked_back(recipe: &Recipe) -> String {
    let outside = |name: &String| !back::is_inside(name);
    let mut lines = String::new();
    if recipe.baseline.as_ref().is_some_and(outside) {
        lines.push_str("baseline/       the list of findings that were known\n");
    }
    if !recipe.compare.is_empty() {
        lines.push_str("earlier/        the reports that it was compared with\n");
    }
    lines
}

/// A word as a shell takes it.
fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=,@+".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}
