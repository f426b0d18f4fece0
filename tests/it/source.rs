//! Which files are read, and what becomes of those that cannot be.

mod decoding;
#[cfg(unix)]
mod trouble;
mod workspaces;

use csp_support::error::Result;
use csp_support::source::{Discovery, Request, Root, discover};
use std::fs;
use std::path::PathBuf;
use tempfile::TempDir;

/// A folder with files; a name ending with `/` makes a folder.
struct Project(TempDir);

impl Project {
    fn new(files: &[&str]) -> Self {
        let project = Self(tempfile::tempdir().unwrap());
        for file in files {
            project.write(file, format!("# {file}\n").as_bytes());
        }
        project
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, content: &[u8]) {
        let path = self.path(name);
        if name.ends_with('/') {
            fs::create_dir_all(path).unwrap();
        } else {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, content).unwrap();
        }
    }

    fn request(&self, paths: &[&str]) -> Request {
        Request {
            paths: paths.iter().map(PathBuf::from).collect(),
            stdin_path: None,
            base: self.0.path().to_owned(),
        }
    }

    fn try_discover(&self, paths: &[&str]) -> Result<Discovery> {
        discover(&self.request(paths), &b""[..])
    }

    fn discover(&self, paths: &[&str]) -> Discovery {
        self.try_discover(paths).unwrap()
    }

    /// The one workspace of some PATHs.
    fn root(&self, paths: &[&str]) -> Root {
        let mut roots = self.discover(paths).roots;
        assert_eq!(roots.len(), 1);
        roots.remove(0)
    }
}

fn names(root: &Root) -> Vec<&str> {
    root.files.iter().map(|file| file.name.as_str()).collect()
}

const CONFIG: &str = "csp-support.yaml";
