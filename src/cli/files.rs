//! `files`: what would be read, and what is left out for which reason.
//!
//! It goes the way of all commands up to the documents, and must never look into one.

use crate::cli::CLEAN;
use crate::cli::args::{Files, Judging, ListFormat};
use crate::cli::config::Config;
use crate::cli::origin::Origin;
use crate::cli::output::print;
use crate::cli::pack::LOCK;
use crate::cli::prepare::discovered;
use crate::cli::scope::{Scope, Why};
use crate::error::{Error, Result};
use crate::model::Schemas;
use crate::report::plain;
use crate::source::{Discovery, PassedOver, Root};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// What becomes of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// It is read, and its findings are shown.
    Reported,
    /// It is read, but PATH names other files.
    Read,
    /// It should be read, and cannot be.
    Unread,
    /// It is left out.
    LeftOut,
}

/// The states with the words for programs and for people, in the order in which people read them.
const STATES: [(State, &str, &str); 4] = [
    (State::Reported, "reported", "read"),
    (
        State::Read,
        "read",
        "read, but PATH names other files, so their findings are not shown",
    ),
    (State::Unread, "unread", "cannot be read"),
    (State::LeftOut, "leftOut", "left out"),
];

/// One file, or a folder that is left out with all it holds.
struct Listed {
    name: String,
    state: State,
    /// Why it is not read; empty where it is.
    reason: String,
}

/// One workspace.
struct Workspace {
    settings: Option<String>,
    files: Vec<Listed>,
}

pub(super) fn run(asked: &Files) -> Result<u8> {
    let mut judging = Judging::reading(&asked.paths, None);
    judging.packs.clone_from(&asked.packs);
    judging.stdin_path.clone_from(&asked.stdin_path);
    let discovery = discovered(&judging, std::io::stdin())?;
    let workspaces = discovery.roots.iter().map(|root| listed(root, &judging));
    let workspaces: Vec<_> = workspaces.collect::<Result<_>>()?;
    print(&match asked.format {
        ListFormat::Text => text(&workspaces, &discovery),
        ListFormat::Json => json_text(&workspaces, &discovery)?,
    })?;
    Ok(CLEAN)
}

fn listed(root: &Root, judging: &Judging) -> Result<Workspace> {
    let config = Config::of(root, Schemas::embedded()?)?;
    let scope = Scope::new(root, &config, judging)?;
    let left_alone = root.files.iter().filter_map(|file| {
        let why = scope.why(&file.inner)?;
        Some(Listed::left_out(file.name.clone(), reason(why)))
    });
    let passed = root.passed.iter().map(|passed| {
        let words = match passed.why {
            PassedOver::Hidden => "hidden: its name begins with a dot",
            PassedOver::Tools => "a folder that other tools fill",
            PassedOver::NotYaml if is_lock(&passed.name) => "no document: it pins the packs",
            PassedOver::NotYaml => "not YAML",
            PassedOver::Twice => "another name of something that is there anyway",
        };
        Listed::left_out(passed.name.clone(), words.to_owned())
    });
    let read = root.read_with(
        |inner| scope.leaves(inner),
        |content| match content {
            Ok(source) => Listed::read(source.path.clone(), root),
            Err(problem) => Listed {
                name: problem.source.path.clone(),
                state: State::Unread,
                reason: problem.message,
            },
        },
    );
    let mut files: Vec<_> = left_alone.chain(passed).chain(read).collect();
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(Workspace {
        settings: root.config.as_ref().map(|source| source.path.clone()),
        files,
    })
}

fn reason(why: &Why) -> String {
    match why {
        Why::Excluded(pattern, place) => {
            let origin = Origin::of(place.clone());
            format!("excluded by `{pattern}` at {origin}")
        }
        Why::Pack => "part of a pack of rules".to_owned(),
        Why::Templates => "part of your own templates".to_owned(),
        Why::Plan => "the plan of what is to be mended".to_owned(),
    }
}

fn is_lock(name: &str) -> bool {
    name.rsplit('/').next() == Some(LOCK)
}

impl Listed {
    fn left_out(name: String, reason: String) -> Self {
        let state = State::LeftOut;
        Self {
            name,
            state,
            reason,
        }
    }

    fn read(name: String, root: &Root) -> Self {
        let state = if root.reports(&name) {
            State::Reported
        } else {
            State::Read
        };
        Self {
            name,
            state,
            reason: String::new(),
        }
    }
}

fn text(workspaces: &[Workspace], discovery: &Discovery) -> String {
    let mut text = String::new();
    for workspace in workspaces {
        let _ = match &workspace.settings {
            Some(file) => writeln!(text, "workspace of {}\n", plain::line(file)),
            None => writeln!(
                text,
                "no csp-support.yaml at or above PATH, so PATH itself is the workspace\n"
            ),
        };
        for (state, _, words) in STATES {
            section(workspace, state, words, &mut text);
        }
    }
    if !discovery.outside.is_empty() {
        let _ = writeln!(
            text,
            "outside of all workspaces, left alone: {}",
            discovery.outside.len()
        );
        for name in &discovery.outside {
            let _ = writeln!(text, "  {}", plain::line(name));
        }
        text.push('\n');
    }
    text.pop();
    plain::guard(&text, plain::Escape::Visible)
}

fn section(workspace: &Workspace, state: State, words: &str, text: &mut String) {
    let files = workspace.files.iter().filter(|file| file.state == state);
    let files: Vec<_> = files
        .map(|file| (plain::line(&file.name), plain::line(&file.reason)))
        .collect();
    if files.is_empty() && state != State::Reported {
        return;
    }
    let _ = writeln!(text, "{words}: {}", files.len());
    let widths = files.iter().map(|(name, _)| name.chars().count());
    let width = widths.max().unwrap_or_default().min(WIDEST);
    for (name, reason) in files {
        let line = format!("  {name:width$}  {reason}");
        let _ = writeln!(text, "{}", line.trim_end());
    }
    text.push('\n');
}

/// Longer names push their own reason to the right only.
const WIDEST: usize = 48;

fn json_text(workspaces: &[Workspace], discovery: &Discovery) -> Result<String> {
    let all = json!({
        "workspaces": workspaces.iter().map(Workspace::json).collect::<Vec<_>>(),
        "outside": discovery.outside,
    });
    let text =
        serde_json::to_string_pretty(&all).map_err(|error| Error::Internal(error.to_string()))?;
    Ok(format!("{}\n", plain::guard(&text, plain::Escape::Json)))
}

impl Workspace {
    fn json(&self) -> Value {
        let files = self.files.iter().map(|file| {
            let word = STATES.iter().find(|(state, _, _)| *state == file.state);
            let reason = (!file.reason.is_empty()).then_some(&file.reason);
            json!({"file": file.name, "state": word.map(|(_, word, _)| word), "reason": reason})
        });
        json!({"settings": self.settings, "files": files.collect::<Vec<_>>()})
    }
}
