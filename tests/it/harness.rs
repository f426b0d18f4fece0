//! A scratch workspace and the program run in it, with an empty environment.

use csp_support::model::Loaded;
use csp_support::model::load::load_documents;
use csp_support::source::Source;
use csp_support::yaml::{self, Document, NodeRef};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// A scratch folder in which the program runs.
pub(crate) struct Project {
    dir: TempDir,
    env: Vec<(String, String)>,
    stdin: Vec<u8>,
}

/// How a run ended.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// The folder of the repository.
pub(crate) fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

impl Project {
    pub(crate) fn new() -> Self {
        Self {
            dir: TempDir::new().unwrap(),
            env: Vec::new(),
            stdin: Vec::new(),
        }
    }

    /// A copy of a workspace under `fixtures/`, as folder `ws`.
    pub(crate) fn with_fixture(name: &str) -> Self {
        let project = Self::new();
        copy(
            &repository().join("fixtures").join(name),
            &project.path("ws"),
        );
        project
    }

    #[must_use]
    pub(crate) fn file(self, path: &str, text: impl AsRef<[u8]>) -> Self {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    #[must_use]
    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.env.push((name.to_owned(), value.to_owned()));
        self
    }

    #[must_use]
    pub(crate) fn stdin(mut self, text: impl AsRef<[u8]>) -> Self {
        self.stdin = text.as_ref().to_vec();
        self
    }

    /// A path in the scratch folder.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.dir.path().join(path)
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    pub(crate) fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_csp-support"));
        command.args(words).current_dir(self.dir.path()).env_clear();
        command.envs(self.env.iter().map(|(name, value)| (name, value)));
        command
    }

    #[track_caller]
    pub(crate) fn run(&self, words: &[&str]) -> Ran {
        let mut command = self.command(words);
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A program that does not read its input closes it; that is no failure of the test.
        let _ = child.stdin.take().unwrap().write_all(&self.stdin);
        Ran::new(child.wait_with_output().unwrap(), self.dir.path())
    }
}

impl Ran {
    fn new(output: Output, dir: &Path) -> Self {
        let text = |bytes: Vec<u8>| {
            String::from_utf8(bytes)
                .unwrap()
                .replace(&dir.display().to_string(), "[DIR]")
        };
        Self {
            code: output.status.code().unwrap_or(-1),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }

    /// Insists on an exit code, and that nothing panicked.
    #[track_caller]
    pub(crate) fn exits(self, code: i32) -> Self {
        assert_eq!(
            self.code, code,
            "stdout:\n{}\nstderr:\n{}",
            self.stdout, self.stderr
        );
        assert!(!self.stderr.contains("panicked"), "{}", self.stderr);
        self
    }

    /// Insists on a part of standard output.
    #[track_caller]
    pub(crate) fn says(self, part: &str) -> Self {
        assert!(
            self.stdout.contains(part),
            "no `{part}` in stdout:\n{}\nstderr:\n{}",
            self.stdout,
            self.stderr
        );
        self
    }

    /// Insists on a part of standard error.
    #[track_caller]
    pub(crate) fn warns(self, part: &str) -> Self {
        assert!(
            self.stderr.contains(part),
            "no `{part}` in stderr:\n{}",
            self.stderr
        );
        self
    }
}

/// Copies a folder with everything in it.
pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// The small complete workspace of the pack's examples, with documents laid over it.
pub(crate) fn direct_with(changes: &str) -> Loaded {
    let base = include_str!("../../policies/csp/_bases/direct.yaml");
    let mut documents = yaml::read(&Source::new("base.yaml", base)).documents;
    let empty = yaml::read(&Source::new("", "apiVersion: csp-support/v1")).documents;
    for upper in yaml::read(&Source::new("changes.yaml", changes)).documents {
        let same = |below: &Document| named(below) == named(&upper);
        match documents.iter().position(same) {
            Some(at) => documents[at] = yaml::overlay(&documents[at], &upper),
            None => documents.push(yaml::overlay(&empty[0], &upper)),
        }
    }
    let loaded = load_documents(documents).unwrap();
    assert!(loaded.findings.is_empty(), "{:?}", loaded.findings);
    loaded
}

fn named(document: &Document) -> (Option<&str>, Option<&str>) {
    let root = document.root();
    let id = root.path(&["metadata", "id"]).map(NodeRef::text);
    (root.str("kind"), id)
}
