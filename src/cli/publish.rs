//! `publish`: the pages customers read, written whole or not at all.

use crate::cli::args::{FailOn, Publish};
use crate::cli::check::{gate, report};
use crate::cli::customers::{self, Pages};
use crate::cli::languages;
use crate::cli::logo;
use crate::cli::output::{Target, style, tell, write_report};
use crate::cli::prepare::{Prepared, Workplace, prepare};
use crate::cli::{CLEAN, FAILED, FINDINGS};
use crate::error::{Error, Result};
use crate::finding::{Finding, Severity};
use crate::model::{Entry, Workspace};
use crate::page::Templates;
use crate::report::Report;
use crate::site::write::{Done, Neighbours, Outcome, Place};
use crate::site::{self, Options};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

pub(super) fn run(arguments: &Publish, words: Vec<String>) -> Result<u8> {
    let prepared = prepare(&arguments.judging)?;
    let [workplace] = prepared.workplaces.as_slice() else {
        return Err(Error::Usage(
            "pages are published from one workspace at a time; name one folder".to_owned(),
        ));
    };
    let mut report = report(
        &prepared,
        &arguments.judging,
        gate(FailOn::Error, false),
        words,
        false,
    )?;
    let drafts = offerings_with_errors(workplace, &report);
    if prepared.is_incomplete() && !arguments.allow_findings {
        return refuse(
            &prepared,
            arguments,
            &report,
            "not everything could be read",
        );
    }
    if !drafts.is_empty() && !arguments.allow_findings {
        report
            .findings
            .retain(|reported| concerns(&reported.finding, &drafts));
        report.run.exit_code = FINDINGS;
        let why = match drafts.len() {
            1 => "an offering has errors".to_owned(),
            count => format!("{count} offerings have errors"),
        };
        return refuse(&prepared, arguments, &report, &why);
    }
    if let Some(why) = unfit_for_customers(workplace, arguments) {
        report
            .findings
            .retain(|reported| reported.finding.severity == Severity::Error);
        report.run.exit_code = FINDINGS;
        return refuse(&prepared, arguments, &report, &why);
    }
    let templates = Templates::new(overrides(workplace)?)?;
    let options = options(workplace, arguments, &templates, drafts)?;
    write(workplace, arguments, &templates, &options)?;
    Ok(CLEAN)
}

/// Why customers' pages would leave something out; nothing if they are not asked for.
fn unfit_for_customers(workplace: &Workplace, arguments: &Publish) -> Option<String> {
    let broken = customers::broken(workplace);
    let asked = arguments.customers.is_some() && !arguments.allow_findings;
    let first = broken.first().filter(|_| asked)?;
    Some(format!("`{}` has errors", first.name()))
}

/// Prints all pages beside the old ones; then new and old change places.
fn write(
    workplace: &Workplace,
    arguments: &Publish,
    templates: &Templates,
    options: &Options,
) -> Result<()> {
    let workspace = &workplace.loaded.workspace;
    insist_on_offerings(workspace, arguments, options)?;
    let neighbours = neighbours(workplace);
    let place = Place::new(&arguments.out, &neighbours)?;
    let customers = customers::pages(arguments, &neighbours)?;
    if let Some(pages) = &customers {
        pages.place.lies_apart_from(&place)?;
    }
    let public = place.build()?;
    let private = customers.as_ref().map(Pages::folder).transpose()?;
    let untranslated = site::build(workspace, templates, options, &public)?;
    let theirs = match (&customers, &private) {
        (Some(pages), Some(folder)) => pages.print(workspace, templates, options, folder)?,
        _ => Vec::new(),
    };
    let mut told = vec![told(&arguments.out, public.finish()?)];
    told.extend(languages::untranslated(&untranslated, "pages"));
    if let (Some(out), Some(folder)) = (&arguments.customers, private) {
        told.push(customers::told(out, folder.finish()?));
        told.extend(languages::untranslated(&theirs, "customers' pages"));
    }
    if !arguments.judging.quiet {
        tell(&told.join("\n"));
    }
    Ok(())
}

fn refuse(prepared: &Prepared, arguments: &Publish, report: &Report, why: &str) -> Result<u8> {
    let judging = &arguments.judging;
    let targets = Target::parse_all(&[], "text")?;
    let style = style(judging.color, judging.quiet, judging.verbose);
    write_report(report, &targets, &style)?;
    tell(&format!(
        "csp-support: nothing was published, because {why}; `--allow-findings` publishes drafts"
    ));
    Ok(if prepared.is_incomplete() {
        FAILED
    } else {
        FINDINGS
    })
}

/// Ids of the offerings that have pages and errors.
fn offerings_with_errors(workplace: &Workplace, report: &Report) -> BTreeSet<String> {
    let workspace = &workplace.loaded.workspace;
    let wrong = |entry: &&Entry| {
        let broken = |entry: &Entry| entry.stopped;
        let found = report.findings.iter().any(|reported| {
            let finding = &reported.finding;
            finding.severity == Severity::Error && is_about(finding, &entry.id)
        });
        found || broken(entry) || workspace.partner_of(entry).is_some_and(broken)
    };
    let published = site::published(workspace, workplace.as_of).filter(wrong);
    published.map(|entry| entry.id.clone()).collect()
}

fn is_about(finding: &Finding, offering: &str) -> bool {
    finding.subject.kind == "SupportOffering" && finding.subject.id == offering
}

/// What must be mended before the pages can be published.
fn concerns(finding: &Finding, drafts: &BTreeSet<String>) -> bool {
    let profile = finding.subject.kind == "PartnerProfile";
    let offering = drafts.iter().any(|id| is_about(finding, id));
    finding.severity == Severity::Error && (offering || profile || finding.subject.kind.is_empty())
}

/// What the workspace and the command line say about the pages.
fn options(
    workplace: &Workplace,
    arguments: &Publish,
    templates: &Templates,
    drafts: BTreeSet<String>,
) -> Result<Options> {
    let config = &workplace.config;
    Ok(Options {
        as_of: workplace.as_of,
        languages: languages::of_pages(&arguments.lang, workplace, templates),
        title: config.site.title.clone(),
        base_url: config.site.base_url.clone(),
        logo: logo::read(workplace)?,
        drafts,
        guidance: guidance(workplace),
    })
}

/// Refuses to publish nothing.
fn insist_on_offerings(
    workspace: &Workspace,
    arguments: &Publish,
    options: &Options,
) -> Result<()> {
    let mut offerings = site::published(workspace, options.as_of);
    if arguments.judging.allow_empty || offerings.next().is_some() {
        return Ok(());
    }
    Err(Error::Usage(
        "there is no published offering to write a page for; `--allow-empty` accepts this"
            .to_owned(),
    ))
}

/// The newest edition of the guidance that was asked.
fn guidance(workplace: &Workplace) -> Option<Date> {
    let rules = workplace.packs.iter().flat_map(|pack| &pack.rules);
    let editions = rules
        .flat_map(|rule| &rule.editions)
        .map(|edition| edition.from);
    editions.filter(|from| *from <= workplace.as_of).max()
}

/// The partner's own templates by their path below the folder that the settings name.
pub(super) fn overrides(workplace: &Workplace) -> Result<BTreeMap<String, String>> {
    let Some(folder) = &workplace.config.templates else {
        return Ok(BTreeMap::new());
    };
    let folder = workplace.root.dir.join(folder);
    let mut texts = BTreeMap::new();
    for entry in walkdir::WalkDir::new(&folder).sort_by_file_name() {
        let entry = entry.map_err(|error| Error::Read {
            path: folder.clone(),
            source: error.into(),
        })?;
        if entry.file_type().is_file() {
            let text = std::fs::read_to_string(entry.path()).map_err(|source| Error::Read {
                path: entry.path().to_owned(),
                source,
            })?;
            texts.insert(inner(entry.path(), &folder), text);
        }
    }
    Ok(texts)
}

fn inner(path: &Path, folder: &Path) -> String {
    let inner = path.strip_prefix(folder).unwrap_or(path);
    inner.to_string_lossy().replace('\\', "/")
}

/// What was read, the user's home and where the user stands: none of it is to be overwritten.
fn neighbours(workplace: &Workplace) -> Neighbours {
    let files = workplace.root.files.iter().map(|file| file.path.clone());
    let inputs = match workplace.root.config {
        Some(_) => vec![workplace.root.dir.clone()],
        None => files.collect(),
    };
    let homes = [std::env::home_dir(), std::env::current_dir().ok()];
    Neighbours {
        inputs,
        homes: homes.into_iter().flatten().collect(),
    }
}

fn told(out: &Path, done: Done) -> String {
    match done.outcome {
        Outcome::Unchanged => format!("nothing changed in {}", out.display()),
        Outcome::Created | Outcome::Replaced => {
            let index = out.join("index.html");
            format!("wrote {}; open {}", counted(done), index.display())
        }
    }
}

/// How many files were written, and how many were left as they were.
pub(super) fn counted(done: Done) -> String {
    if done.written == done.files {
        return format!("{} files", done.files);
    }
    format!("{} of {} files", done.written, done.files)
}
