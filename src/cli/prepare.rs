//! From PATHs to workspaces that can be judged: settings, packs, documents, the date.
//!
//! All commands that judge begin here, so that what is published is what was checked.

mod described;

use crate::cli::args::Judging;
use crate::cli::baseline::Kept;
use crate::cli::chosen::insist_on_rules;
use crate::cli::config::Config;
use crate::cli::load::Documents;
use crate::cli::output;
use crate::cli::pack::insist;
use crate::cli::packs::packs;
use crate::cli::plan;
use crate::cli::scope::Scope;
use crate::cli::today::{as_of, today};
use crate::error::{Error, Result};
use crate::finding::Finding;
use crate::judge::pack::Pack;
use crate::judge::remediation::Plan;
use crate::judge::{Judgement, Options, judge};
use crate::model::{Loaded, Schemas};
use crate::report::assemble::Assembly;
use crate::report::{Earlier, Input, Report, Run};
use crate::site::statement_pages;
use crate::source::Root;
use crate::source::discover::{Discovery, Request, discover};
use crate::source::{Reason, Skipped};
use jiff::civil::Date;
use std::path::PathBuf;

/// One workspace, loaded.
pub(super) struct Workplace {
    pub(super) root: Root,
    pub(super) config: Config,
    pub(super) packs: Vec<Pack>,
    pub(super) plan: Option<Plan>,
    pub(super) loaded: Loaded,
    pub(super) as_of: Date,
    /// Known findings, where a command takes heed of them.
    pub(super) baseline: Option<Kept>,
    pub(super) inputs: Vec<Input>,
    pub(super) skipped: Vec<Skipped>,
}

/// Everything that PATHs lead to, loaded.
pub(super) struct Prepared {
    pub(super) workplaces: Vec<Workplace>,
    /// Earlier reports to compare with.
    pub(super) earlier: Vec<Earlier>,
    today: Date,
}

/// Sets the number of threads; must come before any other work.
pub(super) fn use_threads(jobs: Option<usize>) -> Result<()> {
    let Some(jobs) = jobs else { return Ok(()) };
    let built = rayon::ThreadPoolBuilder::new()
        .num_threads(jobs)
        .build_global();
    built.map_err(|error| Error::Usage(format!("cannot start {jobs} threads: {error}")))
}

/// Finds, reads and loads everything.
pub(super) fn prepare(judging: &Judging) -> Result<Prepared> {
    prepare_with(judging, std::io::stdin())
}

/// The same, with another text in place of standard input.
pub(super) fn prepare_with(
    judging: &Judging,
    stdin: impl std::io::Read + Send,
) -> Result<Prepared> {
    use_threads(judging.jobs)?;
    // Whatever is found, the schemas are needed.
    let (discovery, schemas) = rayon::join(|| discovered(judging, stdin), Schemas::embedded);
    schemas?;
    load(judging, discovery?)
}

/// Loads what was found.
pub(super) fn load(judging: &Judging, discovery: Discovery) -> Result<Prepared> {
    for name in &discovery.outside {
        output::tell(&format!(
            "csp-support: `{name}` lies outside of the workspaces found and was left alone"
        ));
    }
    let today = today();
    let workplaces = discovery
        .roots
        .into_iter()
        .map(|root| workplace(root, judging, today));
    let prepared = Prepared {
        workplaces: workplaces.collect::<Result<_>>()?,
        earlier: Vec::new(),
        today,
    };
    prepared.insist_on_documents(judging)?;
    insist_on_rules(&prepared.workplaces, judging)?;
    Ok(prepared)
}

/// Finds the workspaces that the PATHs lead to.
pub(super) fn discovered(judging: &Judging, stdin: impl std::io::Read) -> Result<Discovery> {
    let base = std::env::current_dir().map_err(|source| Error::Read {
        path: PathBuf::from("."),
        source,
    })?;
    let request = Request {
        paths: judging.paths.clone(),
        stdin_path: judging.stdin_path.clone(),
        base,
    };
    discover(&request, stdin)
}

impl Prepared {
    fn insist_on_documents(&self, judging: &Judging) -> Result<()> {
        let nothing = self.workplaces.iter().all(Workplace::is_empty);
        if !nothing || judging.allow_empty {
            return Ok(());
        }
        let paths: Vec<_> = judging
            .paths
            .iter()
            .map(|path| format!("`{}`", path.display()))
            .collect();
        Err(Error::Usage(format!(
            "found no documents in {}; `csp-support init` writes a first one, `--allow-empty` accepts this",
            paths.join(", ")
        )))
    }

    /// A workspace that is loaded already, and what it is compared with.
    pub(super) fn of(workplace: Workplace, earlier: Vec<Earlier>) -> Self {
        Self {
            today: workplace.as_of,
            workplaces: vec![workplace],
            earlier,
        }
    }

    /// The one workspace that pages are made from.
    pub(super) fn only(&self) -> Result<&Workplace> {
        self.single("pages are published from")
    }

    /// The one workspace there must be; `why` begins the sentence that says so.
    pub(super) fn single(&self, why: &str) -> Result<&Workplace> {
        match self.workplaces.as_slice() {
            [workplace] => Ok(workplace),
            _ => Err(Error::Usage(format!(
                "{why} one workspace at a time; name one folder"
            ))),
        }
    }

    /// Whether something that should have been read could not be.
    pub(super) fn is_incomplete(&self) -> bool {
        let skipped = self
            .workplaces
            .iter()
            .flat_map(|workplace| &workplace.skipped);
        skipped
            .into_iter()
            .any(|skipped| skipped.reason != Reason::Encoding)
    }

    /// Judges everything and puts it into a report; `exit` tells the exit code.
    pub(super) fn report(
        &self,
        judging: &Judging,
        run: Run,
        complete: bool,
        exit: impl FnOnce(&Report) -> u8,
    ) -> Result<Report> {
        let run = self.describe(run);
        let mut assembly = Assembly::new(run, complete);
        assembly.compare_with(self.earlier.clone());
        for workplace in &self.workplaces {
            let judgement = workplace.judge(judging, complete)?;
            assembly.add_packs(&workplace.packs);
            assembly.add_findings(workplace.unread());
            if let Some(plan) = &workplace.plan {
                assembly.add_plan(plan, workplace.as_of);
            }
            assembly.add_pages(statement_pages(
                &workplace.loaded.workspace,
                workplace.as_of,
            ));
            assembly.add(&judgement, &|path| workplace.root.reports(path));
            assembly.add_findings(plan::stale(workplace, &judgement, judging));
            self.look_back(&mut assembly, workplace, &judgement, judging);
        }
        Ok(assembly.finish(exit))
    }
}

impl Workplace {
    /// Judges the workspace; a complete judgement lists every verdict.
    pub(super) fn judge(&self, judging: &Judging, complete: bool) -> Result<Judgement<'_>> {
        insist(&self.root, &self.packs)?;
        let options = Options {
            select: judging.select.clone(),
            ignore: judging.ignore.clone(),
            waivers: !judging.no_waivers,
            longest: self.config.waivers.max_days,
            complete,
            ..Options::new(self.as_of)
        };
        Ok(judge(
            &self.loaded,
            &self.packs,
            Schemas::embedded()?,
            &options,
        ))
    }

    /// Whether there is neither a document nor anything wrong.
    fn is_empty(&self) -> bool {
        let Loaded {
            workspace,
            findings,
            comments: _,
        } = &self.loaded;
        workspace.entries().is_empty() && findings.is_empty() && self.skipped.is_empty()
    }

    /// The names of all files, as messages call them.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        let unread = self.skipped.iter().map(|skipped| &skipped.source.path);
        let read = self.inputs.iter().map(|input| &input.path);
        read.chain(unread).map(String::as_str)
    }

    pub(super) fn unread(&self) -> Vec<Finding> {
        self.skipped
            .iter()
            .filter(|skipped| self.root.reports(&skipped.source.path))
            .map(Finding::from)
            .collect()
    }
}

fn workplace(root: Root, judging: &Judging, today: Date) -> Result<Workplace> {
    let schemas = Schemas::embedded()?;
    let config = Config::of(&root, schemas)?;
    let as_of = as_of(judging, &config, today)?;
    let scope = Scope::new(&root, &config, judging)?;
    let plan = plan::read(&root)?;
    let (packs, documents) = rayon::join(
        || packs(&root.dir, &config, judging, schemas),
        || Documents::read(&root, schemas, &|inner| scope.leaves(inner)),
    );
    Ok(Workplace {
        plan,
        ..documents.with(root, config, packs?, as_of)
    })
}
