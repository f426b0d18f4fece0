//! `publish`: the pages customers read, written whole or not at all.

use crate::cli::args::{FailOn, Publish};
use crate::cli::check::{gate, report};
use crate::cli::customers::{self, Pages};
use crate::cli::drafts;
use crate::cli::languages;
use crate::cli::output::{self, Target, style, tell, write_report};
use crate::cli::pages::{self, neighbours, options};
use crate::cli::pdf::Printer;
use crate::cli::prepare::{Prepared, Workplace, prepare};
use crate::cli::published::{apart_told, archived, lines, told};
use crate::cli::{CLEAN, FAILED, FINDINGS};
use crate::error::{Error, Result};
use crate::finding::Severity;
use crate::model::Workspace;
use crate::page::{Templates, phone};
use crate::report::Report;
use crate::report::plain::Escape;
use crate::site::archive::{self, Archive};
use crate::site::untranslated::Count;
use crate::site::write::{Build, Contents, Folder, Made, Place, Sink};
use crate::site::{self, Options, names, single};
use std::mem::ManuallyDrop;

pub(super) fn run(arguments: &Publish, words: Vec<String>) -> Result<u8> {
    // Given back by the system as a whole, when the run ends.
    let prepared = ManuallyDrop::new(prepare(&arguments.judging)?);
    // Pages show telephone numbers, but not before the rules have been asked.
    rayon::spawn(phone::learn);
    let workplace = prepared.only()?;
    let report = report(
        &prepared,
        &arguments.judging,
        gate(FailOn::Error, false),
        words,
        false,
    )?;
    let mut report = ManuallyDrop::new(report);
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
    let templates = pages::templates(workplace)?;
    let options = Options {
        pdf: arguments.pdf,
        ..options(workplace, &arguments.lang, &templates, drafts)?
    };
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
    single: Option<Place>,
    printer: Option<Printer>,
    archives: bool,
}

/// The same for each of the folders.
struct Folders<T> {
    public: T,
    customers: Option<T>,
    single: Option<T>,
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
        let made = Made::of(workplace, options)?;
        let public = Place::new(&arguments.out, &neighbours)?.keeping(archive::FOLDER);
        let public = public.made(made.with(Contents::Public));
        let customers = customers::pages(workspace, arguments, &neighbours)?;
        let customers = customers.map(|pages| pages.made(made.with(Contents::Customers)));
        let single = arguments.single.as_deref();
        let single = single.map(|out| Place::new(out, &neighbours)).transpose()?;
        let single = single.map(|place| place.made(made.with(Contents::Single)));
        apart(&public, customers.as_ref(), single.as_ref())?;
        let statements = site::statements(workspace, options);
        let printer = Printer::new(arguments, statements, options.base_url.as_deref())?;
        Ok(Self {
            workspace,
            options,
            templates,
            public,
            customers,
            single,
            printer,
            archives: arguments.archive,
        })
    }

    /// Begins something with all folders.
    fn begin<T>(&self, begin: impl Fn(&Place) -> Result<T>) -> Result<Folders<T>> {
        let customers = self.customers.as_ref().map(|pages| &pages.place);
        Ok(Folders {
            public: begin(&self.public)?,
            customers: customers.map(&begin).transpose()?,
            single: self.single.as_ref().map(&begin).transpose()?,
        })
    }

    /// What is kept in the folder already, with what is kept from now on if that is asked for.
    fn archive(&self, folder: &impl Folder) -> Result<Option<Archive>> {
        let known = folder.before(archive::RECORD)?;
        let known = known.map(|bytes| Archive::read(&bytes)).transpose()?;
        if !self.archives {
            return Ok(known);
        }
        let known = known.unwrap_or_default();
        archive::go_on(known, self.workspace, &self.templates, self.options).map(Some)
    }

    /// Prints everything; tells what could not be shown in the language of its page, here and there, and
    /// how many pages were added to the archive.
    fn print<S: Folder>(&self, sinks: &Folders<S>) -> Result<Printed> {
        let (workspace, templates, options) = (self.workspace, &self.templates, self.options);
        let archive = self.archive(&sinks.public)?;
        let kept = archive.as_ref().map_or(0, Archive::added);
        let public = Options {
            archive,
            ..options.clone()
        };
        let build = |sink: &dyn Sink| site::build(workspace, templates, &public, sink);
        let counts = match &self.printer {
            Some(printer) => printer.print(&sinks.public, build)?,
            None => build(&sinks.public)?,
        };
        let theirs = match (&self.customers, &sinks.customers) {
            (Some(pages), Some(sink)) => pages.print(workspace, templates, options, sink)?,
            _ => Vec::new(),
        };
        if let Some(sink) = &sinks.single {
            single::build(workspace, templates, options, sink)?;
        }
        Ok(Printed {
            counts,
            theirs,
            kept,
        })
    }
}

/// What printing everything came to.
struct Printed {
    /// What could not be shown in the language of its page.
    counts: Vec<Count>,
    /// The same on customers' pages.
    theirs: Vec<Count>,
    /// How many versions were added to the archive.
    kept: usize,
}

/// Insists that no folder lies in another.
fn apart(public: &Place, customers: Option<&Pages>, single: Option<&Place>) -> Result<()> {
    let customers = customers.map(|pages| &pages.place);
    if let Some(place) = customers {
        place.lies_apart_from(public, "customers' pages", "the public pages")?;
    }
    let Some(single) = single else {
        return Ok(());
    };
    single.lies_apart_from(public, "single files", "the public pages")?;
    customers.map_or(Ok(()), |place| {
        single.lies_apart_from(place, "single files", "customers' pages")
    })
}

/// Prints all pages beside the old ones; then new and old change places.
fn write(plan: &Plan<'_>, arguments: &Publish) -> Result<u8> {
    let folders = plan.begin(Place::build)?;
    let printed = plan.print(&folders)?;
    // While the first folder waits for the disk, there is time to add up the customers' pages.
    let add_up = || folders.customers.as_ref().map(Build::add_up);
    let (public, _) = rayon::join(|| folders.public.finish(), add_up);
    let mut told = vec![told(&arguments.out, public?)];
    told.extend(plan.archives.then(|| archived(printed.kept)));
    told.extend(languages::untranslated(&printed.counts, "pages"));
    if let (Some(out), Some(private)) = (&arguments.customers, folders.customers) {
        told.push(apart_told(out, "customers", private.finish()?));
        told.extend(languages::untranslated(&printed.theirs, "customers' pages"));
    }
    if let (Some(out), Some(single)) = (&arguments.single, folders.single) {
        told.push(apart_told(out, "mailing", single.finish()?));
    }
    if !arguments.judging.quiet {
        tell(&told.join("\n"));
    }
    Ok(CLEAN)
}

/// Says what [`write`] would change, a path on a line.
fn compare(plan: &Plan<'_>, arguments: &Publish) -> Result<u8> {
    let folders = plan.begin(Place::compare)?;
    plan.print(&folders)?;
    let mut lines = lines(&arguments.out, folders.public);
    let others = [
        (&arguments.customers, folders.customers),
        (&arguments.single, folders.single),
    ];
    for (out, compared) in others {
        lines.extend(
            out.iter()
                .zip(compared)
                .flat_map(|(out, own)| self::lines(out, own)),
        );
    }
    if lines.is_empty() {
        if !arguments.judging.quiet {
            tell("nothing would change");
        }
        return Ok(CLEAN);
    }
    output::print_words(&lines.concat(), Escape::Visible)?;
    Ok(FINDINGS)
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
