//! The contents of files, read from git in one go.

use super::git;
use super::tree::File;
use crate::error::system::plain;
use crate::error::{Error, Result};
use std::io::{self, BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Stdio};
use std::thread;

/// Hands each file's path and content on, in the order of the files.
pub(super) fn lay_out(
    files: &[File],
    mut take: impl FnMut(&str, &[u8]) -> Result<()>,
) -> Result<()> {
    let child = git::command(&["cat-file", "--batch"])
        .stdin(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let mut child = child.map_err(|error| broken(&plain(&error)))?;
    let ids: Vec<String> = files.iter().map(|file| file.id.clone()).collect();
    let asking = child.stdin.take().map(|stdin| asking(stdin, ids));
    let read = read(&mut child, files, &mut take);
    if read.is_err() {
        // It may still wait for us; what it would say does not matter any more.
        let _ = child.kill();
    }
    let ended = child.wait();
    drop(asking.map(thread::JoinHandle::join));
    read?;
    ended.map_err(|error| broken(&plain(&error))).map(drop)
}

/// Asks for everything from a thread of its own: git answers while it is asked.
fn asking(mut stdin: ChildStdin, ids: Vec<String>) -> thread::JoinHandle<io::Result<()>> {
    thread::spawn(move || ids.iter().try_for_each(|id| writeln!(stdin, "{id}")))
}

fn read(
    child: &mut Child,
    files: &[File],
    take: &mut impl FnMut(&str, &[u8]) -> Result<()>,
) -> Result<()> {
    let stdout = child.stdout.take();
    let mut stdout = BufReader::new(stdout.ok_or_else(|| broken("it does not answer"))?);
    for file in files {
        let content = content(&mut stdout, file).map_err(|error| broken(&plain(&error)))?;
        take(&file.path, &content)?;
    }
    Ok(())
}

/// One answer: `ID blob SIZE`, a line break, the bytes, a line break.
fn content(stdout: &mut impl BufRead, file: &File) -> io::Result<Vec<u8>> {
    let mut head = String::new();
    stdout.read_line(&mut head)?;
    if head.trim_end() != format!("{} blob {}", file.id, file.size) {
        let why = format!("`{}` is not there", file.path);
        return Err(io::Error::other(why));
    }
    let mut content = vec![0; usize::try_from(file.size).unwrap_or(usize::MAX)];
    stdout.read_exact(&mut content)?;
    let mut end = [0];
    stdout.read_exact(&mut end)?;
    Ok(content)
}

fn broken(why: &str) -> Error {
    Error::Usage(format!("git cannot read the files of a revision: {why}"))
}
