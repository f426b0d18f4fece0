//! `demo`: the embedded example workspace, checked, audited and published.

use crate::cli::args::{Audit, Check, Cli, Command, Demo, Publish};
use crate::cli::output::{print, tell};
use crate::cli::{CLEAN, audit, check, publish};
use crate::error::{Error, Result};
use clap::Parser;
use rust_embed::RustEmbed;
use std::path::Path;

/// The example: a German direct-bill partner.
#[derive(RustEmbed)]
#[folder = "fixtures/nordlicht/"]
struct Example;

pub(super) fn run(demo: &Demo) -> Result<u8> {
    if demo.dir.exists() {
        return Err(Error::Usage(format!(
            "`{}` exists already; name a new folder: `csp-support demo DIR`",
            demo.dir.display()
        )));
    }
    let workspace = demo.dir.join("workspace");
    write_example(&workspace)?;
    let (report, site) = (demo.dir.join("audit.html"), demo.dir.join("site"));
    tell(&format!(
        "wrote the example workspace to {}",
        workspace.display()
    ));
    let code = check_it(&workspace)?;
    audit_it(&workspace, &report)?;
    publish_it(&workspace, &site)?;
    print(&format!(
        "open {} to see what the example partner promises\nopen {} to see how its customers' pages look\nopen {} to see whether it keeps Microsoft's guidance\n",
        workspace.display(),
        site.join("index.html").display(),
        report.display()
    ))?;
    Ok(code)
}

fn write_example(dir: &Path) -> Result<()> {
    let mut names: Vec<_> = Example::iter().collect();
    names.sort();
    for name in names {
        let Some(file) = Example::get(&name) else {
            continue;
        };
        let path = dir.join(name.as_ref());
        let failed = |source| Error::Write {
            path: path.clone(),
            source,
        };
        path.parent()
            .map_or(Ok(()), std::fs::create_dir_all)
            .map_err(failed)?;
        std::fs::write(&path, &file.data).map_err(failed)?;
    }
    Ok(())
}

fn words(words: &[&str], dir: &Path) -> Vec<String> {
    let words = ["csp-support"]
        .iter()
        .chain(words)
        .map(|word| (*word).to_owned());
    words.chain([dir.display().to_string()]).collect()
}

/// Parses a command as if it had been typed, so that demo and reality cannot differ.
fn command(words: &[String]) -> Result<Command> {
    let cli = Cli::try_parse_from(words).map_err(|error| Error::Internal(error.to_string()))?;
    Ok(cli.command)
}

fn check_it(workspace: &Path) -> Result<u8> {
    let words = words(&["check"], workspace);
    match command(&words)? {
        Command::Check(arguments) => check::run(&arguments as &Check, words),
        _ => Ok(CLEAN),
    }
}

fn audit_it(workspace: &Path, report: &Path) -> Result<u8> {
    let format = format!("html={}", report.display());
    let words = words(&["audit", "--quiet", "--format", &format], workspace);
    match command(&words)? {
        Command::Audit(arguments) => audit::run(&arguments as &Audit, words),
        _ => Ok(CLEAN),
    }
}

fn publish_it(workspace: &Path, site: &Path) -> Result<u8> {
    let out = site.display().to_string();
    let words = words(&["publish", "--quiet", "--out", &out], workspace);
    match command(&words)? {
        Command::Publish(arguments) => publish::run(&arguments as &Publish, words),
        _ => Ok(CLEAN),
    }
}
