//! `import`: what platforms export, as drafts of documents, or compared with the documents there are.
//!
//! It reads files and prints; what exports mean is known in `model::export`, what to think of them in rules.

mod read;
mod table;
mod write;

use crate::cli::args::{FailOn, Import, Judging};
use crate::cli::check::gate;
use crate::cli::inputs::Inputs;
use crate::cli::output::{self, Target, print, style, write_file, write_report};
use crate::cli::pack::insist;
use crate::cli::prepare::{Prepared, Workplace, prepare};
use crate::cli::{CLEAN, FAILED, FINDINGS};
use crate::error::{Error, Result};
use crate::finding::Finding;
use crate::import::{drafts_as_yaml, summary};
use crate::judge::pack::Pack;
use crate::judge::select::Selection;
use crate::judge::{Judgement, Options, judge};
use crate::model::export::{Known, aside, collect};
use crate::model::kind::Origin;
use crate::model::{Entry, Loaded, Schemas};
use crate::report::assemble::Assembly;
use crate::report::{Report, Run};
use read::Exports;
use std::path::PathBuf;

pub(super) fn run(asked: &Import, words: Vec<String>) -> Result<u8> {
    let targets = Target::parse_all(&asked.formats, "text")?;
    output::insist_on_no_calendar(&targets)?;
    let exports = read::read(asked)?;
    let judging = Judging {
        packs: asked.packs.clone(),
        allow_empty: true,
        ..Judging::reading(std::slice::from_ref(&asked.into), asked.as_of)
    };
    let mut prepared = prepare(&judging)?;
    spare(&prepared, (&judging, asked), &targets)?;
    if prepared.workplaces.len() > 1 {
        return Err(Error::Usage(format!(
            "several workspaces lie below `{}`; name the folder of one with `--into`",
            asked.into.display()
        )));
    }
    let imported = Imported::new(prepared.workplaces.pop(), exports, asked);
    let mut judgement = imported.judge()?;
    imported.look_aside(&mut judgement.findings)?;
    if asked.compare {
        let report = imported.report(&judgement, words, asked);
        write_report(
            &report,
            &targets,
            &style(asked.color, asked.quiet, asked.verbose),
        )?;
        return Ok(report.run.exit_code);
    }
    imported.write(&judgement, words, asked)
}

/// Insists that outputs leave alone what is imported and what it is compared with.
fn spare(
    prepared: &Prepared,
    (judging, asked): (&Judging, &Import),
    targets: &[Target],
) -> Result<()> {
    let mut inputs = Inputs::of(prepared, judging);
    inputs.add(asked.words.iter().map(PathBuf::from), "an export");
    inputs.add(asked.mapping.clone(), "a mapping");
    let mut outputs = output::files(targets);
    outputs.extend(asked.aside.clone());
    inputs.spare(&outputs)
}

/// A workspace with exports in it.
struct Imported<'a> {
    place: Option<Workplace>,
    loaded: Loaded,
    /// Number of exports.
    count: usize,
    broken: Vec<Finding>,
    asked: &'a Import,
}

impl<'a> Imported<'a> {
    fn new(mut place: Option<Workplace>, exports: Exports, asked: &'a Import) -> Self {
        let loaded = place
            .as_mut()
            .map(|place| std::mem::take(&mut place.loaded));
        let loaded = loaded.unwrap_or_default();
        let is_export = |entry: &&Entry| entry.kind.origin != Origin::Written;
        let count = exports.entries.iter().filter(is_export).count();
        Self {
            loaded: loaded.with(exports.entries),
            place,
            count,
            broken: exports.findings,
            asked,
        }
    }

    fn packs(&self) -> &[Pack] {
        self.place.as_ref().map_or(&[], |place| &place.packs)
    }

    fn exports(&self) -> impl Iterator<Item = &Entry> {
        let entries = self.loaded.workspace.entries().iter();
        entries.filter(|entry| entry.kind.origin != Origin::Written)
    }

    /// Asks the rules about exports, and where they are compared those about the comparison.
    fn judge(&self) -> Result<Judgement<'_>> {
        if let Some(place) = &self.place {
            insist(&place.root, &place.packs)?;
        }
        let as_of = self.place.as_ref().map(|place| place.as_of);
        let mut options = Options::new(as_of.unwrap_or_default());
        let rules = self.packs().iter().flat_map(|pack| &pack.rules);
        let about = rules.filter(|rule| match &rule.selection {
            Selection::Nodes { kind, .. } => kind.origin != Origin::Written,
            Selection::Relation(relation) => match relation.name {
                "drift" => self.asked.compare,
                name => name == "health_status" || name.starts_with("export_"),
            },
            _ => false,
        });
        options.select = about.map(|rule| rule.id.clone()).collect();
        let mut judgement = judge(&self.loaded, self.packs(), Schemas::embedded()?, &options);
        // What is wrong with the workspace itself is the business of `check`.
        judgement
            .findings
            .retain(|finding| options.select.contains(&finding.rule));
        Ok(judgement)
    }

    /// Adds what could not be read or is not known, and writes what was kept aside.
    fn look_aside(&self, findings: &mut Vec<Finding>) -> Result<()> {
        let schemas = Schemas::embedded()?;
        let known = Known::new(&self.loaded.workspace);
        findings.extend(self.broken.iter().cloned());
        findings.extend(collect(&known).findings);
        let mut kept = serde_json::Map::new();
        for export in self.exports() {
            let unknown = aside::look(schemas, &known, export);
            findings.extend(unknown.findings);
            kept.insert(
                export.document.source.path.clone(),
                aside::to_json(&unknown.aside),
            );
        }
        let Some(file) = &self.asked.aside else {
            return Ok(());
        };
        let text = serde_json::to_string_pretty(&kept);
        let text = text.map_err(|error| Error::Internal(error.to_string()))?;
        write_file(file, format!("{text}\n").as_bytes())
    }

    fn report(&self, judgement: &Judgement<'_>, words: Vec<String>, asked: &Import) -> Report {
        let fail_on = asked.fail_on.unwrap_or(if asked.compare {
            FailOn::Warning
        } else {
            FailOn::Error
        });
        let gate = gate(fail_on, false);
        let run = Run {
            command: words,
            gate,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            as_of: judgement.as_of.to_string(),
            as_of_is_today: true,
            ..Run::default()
        };
        let mut assembly = Assembly::new(run, false);
        assembly.add_packs(self.packs());
        assembly.add(judgement, &|_| true);
        let broken = self.tell_broken();
        assembly.finish(|report| {
            let findings = report.findings.iter();
            let worst = findings.map(|reported| reported.finding.severity).max();
            let fails = gate
                .fail_on
                .is_some_and(|limit| worst.is_some_and(|worst| worst >= limit));
            match (asked.compare && broken, fails) {
                (true, _) => FAILED,
                (false, true) => FINDINGS,
                (false, false) => CLEAN,
            }
        })
    }

    /// Whether documents have errors, so that nothing can be said of them.
    fn tell_broken(&self) -> bool {
        let entries = self.loaded.workspace.entries().iter();
        let broken = entries.filter(|entry| entry.stopped).count();
        let (documents, were) = if broken == 1 {
            ("document has", "was")
        } else {
            ("documents have", "were")
        };
        if broken > 0 {
            output::tell(&format!(
                "{broken} {documents} errors and {were} not compared; `csp-support check` shows them"
            ));
        }
        broken > 0
    }

    /// Prints or writes drafts; what to think of the exports goes to standard error.
    fn write(&self, judgement: &Judgement<'_>, words: Vec<String>, asked: &Import) -> Result<u8> {
        let report = self.report(judgement, words, asked);
        let style = style(asked.color, asked.quiet, asked.verbose);
        output::tell(&crate::report::text::render(&report, &style)?);
        let known = Known::new(&self.loaded.workspace);
        let drafts = collect(&known);
        if asked.write {
            write::write(self.place.as_ref(), &drafts, asked)?;
        } else {
            print(&drafts_as_yaml(&drafts)?)?;
        }
        output::tell(&summary(&drafts, self.count));
        Ok(report.run.exit_code)
    }
}
