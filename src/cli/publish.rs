//! `publish`: the pages customers read, written whole or not at all.

use crate::cli::args::{FailOn, Publish};
use crate::cli::check::{gate, report};
use crate::cli::customers::{self, Pages};
use crate::cli::drafts;
use crate::cli::languages;
use crate::cli::output::{self, Target, style, tell, write_report};
use crate::cli::pages::{neighbours, options, overrides};
use crate::cli::prepare::{Prepared, Workplace, prepare};
use crate::cli::{CLEAN, FAILED, FINDINGS};
use crate::error::{Error, Result};
use crate::finding::Severity;
use crate::model::Workspace;
use crate::page::Templates;
use crate::report::Report;
use crate::site::untranslated::Count;
use crate::site::write::{Change, Comparison, Done, Outcome, Place, Sink};
use crate::site::{self, Options, names};
use std::path::Path;

pub(super) fn run(arguments: &Publish, words: Vec<String>) -> Result<u8> {
    let prepared = prepare(&arguments.judging)?;
    let workplace = prepared.only()?;
    let mut report = report(
        &prepared,
        &arguments.judging,
        gate(FailOn::Error, false),
        words,
        false,
    )?;
    names::offerings(&workplace.loaded.workspace, workplace.as_of)?;
    let drafts = drafts::of(workplace, &report);
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
            .retain(|reported| drafts::concerns(&reported.finding, &drafts));
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
    let options = options(workplace, &arguments.lang, &templates, drafts)?;
    let plan = Plan::new(workplace, arguments, templates, &options)?;
    if arguments.check {
        compare(&plan, arguments)
    } else {
        write(&plan, arguments)
    }
}

/// Why customers' pages would leave something out; nothing if they are not asked for.
fn unfit_for_customers(workplace: &Workplace, arguments: &Publish) -> Option<String> {
    let broken = customers::broken(workplace);
    let asked = arguments.customers.is_some() && !arguments.allow_findings;
    let first = broken.first().filter(|_| asked)?;
    Some(format!("`{}` has errors", first.name()))
}

/// What is printed, and where it goes: all of it made sure of before anything is written.
struct Plan<'a> {
    workspace: &'a Workspace,
    options: &'a Options,
    templates: Templates,
    public: Place,
    customers: Option<Pages>,
}

impl<'a> Plan<'a> {
    fn new(
        workplace: &'a Workplace,
        arguments: &Publish,
        templates: Templates,
        options: &'a Options,
    ) -> Result<Self> {
        let workspace = &workplace.loaded.workspace;
        insist_on_offerings(workspace, arguments, options)?;
        let neighbours = neighbours(workplace, &arguments.judging);
        let public = Place::new(&arguments.out, &neighbours)?;
        let customers = customers::pages(workspace, arguments, &neighbours)?;
        if let Some(pages) = &customers {
            pages.place.lies_apart_from(&public)?;
        }
        Ok(Self {
            workspace,
            options,
            templates,
            public,
            customers,
        })
    }

    /// Begins something with both folders.
    fn begin<T>(&self, begin: impl Fn(&Place) -> Result<T>) -> Result<(T, Option<T>)> {
        let private = self.customers.as_ref().map(|pages| &pages.place);
        Ok((begin(&self.public)?, private.map(begin).transpose()?))
    }

    /// Prints everything; tells what could not be shown in the language of its page, here and there.
    fn print<S: Sink>(&self, public: &S, private: Option<&S>) -> Result<(Vec<Count>, Vec<Count>)> {
        let (workspace, templates, options) = (self.workspace, &self.templates, self.options);
        let counts = site::build(workspace, templates, options, public)?;
        let theirs = match (&self.customers, private) {
            (Some(pages), Some(sink)) => pages.print(workspace, templates, options, sink)?,
            _ => Vec::new(),
        };
        Ok((counts, theirs))
    }
}

/// Prints all pages beside the old ones; then new and old change places.
fn write(plan: &Plan<'_>, arguments: &Publish) -> Result<u8> {
    let (public, private) = plan.begin(Place::build)?;
    let (counts, theirs) = plan.print(&public, private.as_ref())?;
    let mut told = vec![told(&arguments.out, public.finish()?)];
    told.extend(languages::untranslated(&counts, "pages"));
    if let (Some(out), Some(private)) = (&arguments.customers, private) {
        told.push(customers::told(out, private.finish()?));
        told.extend(languages::untranslated(&theirs, "customers' pages"));
    }
    if !arguments.judging.quiet {
        tell(&told.join("\n"));
    }
    Ok(CLEAN)
}

/// Says what [`write`] would change, a path on a line.
fn compare(plan: &Plan<'_>, arguments: &Publish) -> Result<u8> {
    let (public, private) = plan.begin(Place::compare)?;
    plan.print(&public, private.as_ref())?;
    let mut lines = lines(&arguments.out, public);
    if let (Some(out), Some(private)) = (&arguments.customers, private) {
        lines.extend(self::lines(out, private));
    }
    if lines.is_empty() {
        if !arguments.judging.quiet {
            tell("nothing would change");
        }
        return Ok(CLEAN);
    }
    output::print(&lines.concat())?;
    Ok(FINDINGS)
}

fn lines(out: &Path, compared: Comparison) -> Vec<String> {
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
