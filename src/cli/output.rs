//! Where results go: standard output, files, and words for people on standard error.
//!
//! A reader who stops reading (`| head`) is no error; a disk that is full is one. Nothing here panics.

use crate::cli::args::{Color, Outcome};
use crate::cli::summary;
use crate::error::{Error, Result};
use crate::report::plain::Escape;
use crate::report::{FORMATS, Format, Report, Style, Verbosity};
use crate::report::{github, ics, plain};
use std::io::{ErrorKind, IsTerminal, Write};
use std::path::{Path, PathBuf};

/// A format and where its text goes; none is standard output.
#[derive(Debug, Clone)]
pub(super) struct Target {
    pub(super) format: &'static Format,
    pub(super) file: Option<PathBuf>,
}

impl Target {
    /// Reads `NAME` or `NAME=FILE`.
    pub(super) fn parse(text: &str) -> Result<Self> {
        let (name, file) = text.split_once('=').map_or((text, None), |(name, file)| {
            (name, Some(PathBuf::from(file)))
        });
        let format = FORMATS
            .iter()
            .find(|format| format.name == name)
            .ok_or_else(|| {
                let names: Vec<_> = FORMATS.iter().map(|format| format.name).collect();
                Error::Usage(format!(
                    "there is no format `{name}`; possible are {}",
                    names.join(", ")
                ))
            })?;
        if file
            .as_ref()
            .is_some_and(|file| file.as_os_str().is_empty())
        {
            return Err(Error::Usage(format!(
                "`{text}` names no file; write `--format {name}=FILE`, or `--format {name}` for standard output"
            )));
        }
        Ok(Self { format, file })
    }

    /// Reads all `--format` values; only one of them may go to standard output.
    pub(super) fn parse_all(texts: &[String], otherwise: &str) -> Result<Vec<Self>> {
        let default = [otherwise.to_owned()];
        let texts = if texts.is_empty() {
            &default[..]
        } else {
            texts
        };
        let targets: Vec<Self> = texts
            .iter()
            .map(|text| Self::parse(text))
            .collect::<Result<_>>()?;
        if targets
            .iter()
            .filter(|target| target.file.is_none())
            .count()
            > 1
        {
            return Err(Error::Usage("two formats would go to standard output; send one to a file with `--format NAME=FILE`".to_owned()));
        }
        Ok(targets)
    }
}

/// Refuses the calendar, which tells nothing of what a comparison finds.
pub(super) fn insist_on_no_calendar(targets: &[Target]) -> Result<()> {
    if targets.iter().all(|target| target.format.name != ics::NAME) {
        return Ok(());
    }
    Err(Error::Usage(format!(
        "`{0}` is a calendar of what ends, and a comparison finds nothing that does; `csp-support audit --format {0}=FILE` writes one",
        ics::NAME
    )))
}

/// All files that reports go to, the one that a job shows included.
pub(super) fn files(targets: &[Target]) -> Vec<PathBuf> {
    let named = targets.iter().filter_map(|target| target.file.clone());
    let shown = is_annotating(targets).then(summary::file).flatten();
    named.chain(shown).collect()
}

/// Whether annotations are written, which come with a summary of the job.
fn is_annotating(targets: &[Target]) -> bool {
    let mut names = targets.iter().map(|target| target.format.name);
    names.any(|name| name == github::NAME)
}

/// Renders everything, then prepares every file, then puts them in place: where one cannot be written,
/// nothing is.
pub(super) fn write_report(report: &Report, targets: &[Target], style: &Style) -> Result<()> {
    let texts = targets.iter().map(|target| {
        let style = Style {
            color: style.color && target.file.is_none(),
            ..*style
        };
        (target.format.render)(report, &style)
    });
    let texts = texts.collect::<Result<Vec<_>>>()?;
    let mut staged = Vec::new();
    for (target, text) in targets.iter().zip(&texts) {
        if let Some(file) = &target.file {
            staged.push(Staged::new(file, text.as_bytes())?);
        }
    }
    staged.into_iter().try_for_each(Staged::put)?;
    if is_annotating(targets) {
        summary::append(report);
    }
    let printed = targets.iter().zip(&texts);
    let mut printed = printed.filter(|(target, _)| target.file.is_none());
    printed.try_for_each(|(_, text)| print(text))
}

/// Writes a file whole: beside its place first, then into it.
pub(super) fn write_file(path: &Path, bytes: &[u8]) -> Result<()> {
    Staged::new(path, bytes)?.put()
}

/// A file that is written beside its place and not yet put there; dropped, it leaves nothing behind.
struct Staged<'a> {
    path: &'a Path,
    bytes: &'a [u8],
    /// None for a device or pipe such as `/dev/stdout`, which must not be replaced by a file.
    beside: Option<PathBuf>,
}

impl<'a> Staged<'a> {
    fn new(path: &'a Path, bytes: &'a [u8]) -> Result<Self> {
        let mut staged = Self {
            path,
            bytes,
            beside: None,
        };
        if path.is_dir() {
            return Err(staged.failed(ErrorKind::IsADirectory.into()));
        }
        if !path.exists() || path.is_file() {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let beside = path.with_file_name(format!(".{name}.tmp-{}", std::process::id()));
            let written = std::fs::write(&beside, bytes);
            staged.beside = Some(beside);
            written.map_err(|source| staged.failed(source))?;
        }
        Ok(staged)
    }

    fn put(self) -> Result<()> {
        let put = match &self.beside {
            Some(beside) => std::fs::rename(beside, self.path),
            None => std::fs::write(self.path, self.bytes),
        };
        put.map_err(|source| self.failed(source))
    }

    fn failed(&self, source: std::io::Error) -> Error {
        Error::Write {
            path: self.path.to_owned(),
            source,
        }
    }
}

impl Drop for Staged<'_> {
    fn drop(&mut self) {
        if let Some(beside) = &self.beside {
            // Once it has been put in place there is nothing left here to remove.
            let _ = std::fs::remove_file(beside);
        }
    }
}

/// Prints to standard output.
pub(super) fn print(text: &str) -> Result<()> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(source) if source.kind() != ErrorKind::BrokenPipe => Err(Error::Write {
            path: PathBuf::from("standard output"),
            source,
        }),
        _ => Ok(()),
    }
}

/// Prints words of documents to standard output, so that nobody who reads logs finds a command in them; `escape` is how
/// the text at hand writes a character otherwise.
pub(super) fn print_words(text: &str, escape: Escape) -> Result<()> {
    print(&plain::guard(text, escape))
}

/// Tells people something on standard error; if even that fails there is nobody to tell.
pub(super) fn tell(message: &str) {
    let mut lines = String::new();
    for line in message.lines() {
        lines.push_str(&plain::guard(&plain::line(line), Escape::Visible));
        lines.push('\n');
    }
    let _ = std::io::stderr().lock().write_all(lines.as_bytes());
}

/// Whether standard output should be coloured.
pub(super) fn wants_color(color: Color) -> bool {
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
            !refused && std::io::stdout().is_terminal()
        }
    }
}

/// Adds to a style what flags ask of single formats; such a flag without its format is a mistake.
pub(super) fn dressed(style: Style, outcome: &Outcome, targets: &[Target]) -> Result<Style> {
    let flags = [
        (
            outcome.sarif_include_suppressed,
            "--sarif-include-suppressed",
            "sarif",
        ),
        (outcome.junit_file_attr, "--junit-file-attr", "junit"),
    ];
    for (_, flag, name) in flags.iter().filter(|(asked, ..)| *asked) {
        if !targets.iter().any(|target| target.format.name == *name) {
            return Err(Error::Usage(format!(
                "`{flag}` is about the format `{name}`, which this run does not write; add `--format {name}=FILE`"
            )));
        }
    }
    Ok(Style {
        sarif_suppressed: outcome.sarif_include_suppressed,
        junit_file: outcome.junit_file_attr,
        ..style
    })
}

/// How a report is to look here.
pub(super) fn style(color: Color, quiet: bool, verbose: bool) -> Style {
    let verbosity = match (quiet, verbose) {
        (true, _) => Verbosity::Quiet,
        (_, true) => Verbosity::Verbose,
        _ => Verbosity::Normal,
    };
    Style {
        color: wants_color(color),
        verbosity,
        ..Style::default()
    }
}
