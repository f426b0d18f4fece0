//! A published folder: its files against its list, and against what its workspace publishes again.

use super::{Verdict, clean, refused};
use crate::cli::args::{Judging, Verify};
use crate::cli::prepare::{Workplace, prepare};
use crate::cli::{customers, pages};
use crate::error::{Error, Result};
use crate::page::Templates;
use crate::report::words;
use crate::site::archive::{self, Archive};
use crate::site::write::{Again, Contents, Inspection, Made};
use crate::site::{self, Options, single};
use crate::source::discover::marked_folder;
use jiff::civil::Date;
use std::path::{Path, PathBuf};

pub(super) fn verdict(asked: &Verify) -> Result<Verdict> {
    let inspected = Inspection::of(&asked.path)?;
    let inspected = inspected.ok_or_else(|| {
        refused(
            asked,
            "it is neither a bundle nor a folder that csp-support published",
        )
    })?;
    let mut verdict = clean();
    introduce(&mut verdict, &asked.path, inspected.made.as_ref());
    let flaws = &inspected.flaws;
    if !verdict.is_whole(inspected.len(), "its list", flaws) || asked.files_only {
        return Ok(verdict);
    }
    let Some(made) = &inspected.made else {
        verdict.gives_up(
            "an older version published it and did not write down how; publish once more",
        );
        return Ok(verdict);
    };
    let Some(workspace) = workspace(asked) else {
        verdict.gives_up("name the workspace that it was published from");
        return Ok(verdict);
    };
    let day = asked.as_of.or_else(|| made.as_of.parse().ok());
    let Some(day) = day else {
        return Err(refused(asked, "its list names no day"));
    };
    against(&mut verdict, asked, (&inspected, made), &workspace, day)?;
    Ok(verdict)
}

/// The workspace to hold it against: the one that was named, else the one around.
fn workspace(asked: &Verify) -> Option<PathBuf> {
    let around = || {
        let here = std::env::current_dir().ok()?;
        marked_folder(&here).map(|_| PathBuf::from("."))
    };
    asked.workspace.clone().or_else(around)
}

fn introduce(verdict: &mut Verdict, path: &Path, made: Option<&Made>) {
    let by = made.map_or_else(
        || "by csp-support".to_owned(),
        |made| {
            format!(
                "by csp-support {} as of {}: {} in {}",
                made.version,
                made.as_of,
                made.pages.words(),
                made.languages.join(", ")
            )
        },
    );
    verdict.say(&format!("{}: published {by}", path.display()));
}

/// Publishes the workspace again, keeping hashes only.
fn against(
    verdict: &mut Verdict,
    asked: &Verify,
    (inspected, made): (&Inspection, &Made),
    workspace: &Path,
    day: Date,
) -> Result<()> {
    let judging = Judging {
        packs: asked.packs.clone(),
        ..Judging::reading(&[workspace.to_owned()], Some(day))
    };
    let prepared = prepare(&judging)?;
    let workplace = prepared.only()?;
    let templates = pages::templates(workplace)?;
    let options = Options {
        pdf: made.pdf,
        archive: archived(asked, made.pages)?,
        ..pages::options(workplace, &made.languages, &templates, made.drafts.clone())?
    };
    let again = Again::default();
    print(made.pages, asked, workplace, (&templates, &options), &again)?;
    let printed = |path: &str| made.pdf && Path::new(path).extension() == Some("pdf".as_ref());
    let kept = |path: &str| path.starts_with(archive::FOLDER);
    let differences = inspected.against(again, |path| printed(path) || kept(path));
    let what = format!("publishing `{}` as of {day}", workspace.display());
    verdict.settle(&what, &differences, &made.version);
    if differences.is_empty() {
        tell_apart(verdict, inspected.count(printed), inspected.count(kept));
    } else {
        tell_why(verdict, made, &Made::of(workplace, &options)?);
    }
    Ok(())
}

/// Prints the pages that the folder holds.
fn print(
    pages: Contents,
    asked: &Verify,
    workplace: &Workplace,
    (templates, options): (&Templates, &Options),
    again: &Again,
) -> Result<()> {
    let workspace = &workplace.loaded.workspace;
    match pages {
        Contents::Public => site::build(workspace, templates, options, again).map(drop),
        Contents::Single => single::build(workspace, templates, options, again).map(drop),
        Contents::Customers => {
            let slugs = customers::slugs(asked.customer_key.as_deref())?;
            site::customer::build(workspace, templates, options, &slugs, again).map(drop)
        }
    }
}

/// What is kept of former pages: today's pages lead there.
fn archived(asked: &Verify, pages: Contents) -> Result<Option<Archive>> {
    let path = asked.path.join(archive::RECORD);
    if pages != Contents::Public || !path.is_file() {
        return Ok(None);
    }
    let bytes = std::fs::read(&path).map_err(|source| Error::Read { path, source })?;
    Archive::read(&bytes).map(Some)
}

/// Says which files are whole but were not made again.
fn tell_apart(verdict: &mut Verdict, printed: usize, kept: usize) {
    if printed > 0 {
        let files = words::number(printed as u64, "PDF");
        verdict.say(&format!(
            "  not made again: {files}, because a browser printed them"
        ));
    }
    if kept > 0 {
        let files = words::number(kept as u64, "file");
        verdict.say(&format!(
            "  not made again: {files} of the archive, because former documents made them"
        ));
    }
}

/// Says what is known of why it differs.
fn tell_why(verdict: &mut Verdict, then: &Made, now: &Made) {
    let same = |is_same: bool| {
        if is_same {
            "the same as then"
        } else {
            "others than then"
        }
    };
    verdict.say(&format!(
        "  documents, settings and templates are {}, rules are {}",
        same(then.source == now.source),
        same(then.rules == now.rules)
    ));
}
