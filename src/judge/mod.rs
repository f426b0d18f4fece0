//! Verdicts: references, facts, rules, waivers.
//!
//! Judging cannot fail and does no I/O: documents and packs in, verdicts and findings out, the same for
//! any number of threads. How verdicts are printed is not known here.

pub mod applies;
pub mod apply;
pub mod baseline;
pub mod expr;
pub mod facts;
pub mod pack;
mod plan;
pub mod proof;
pub mod reads;
mod refs;
pub mod remediation;
pub mod rule;
mod scene;
pub mod select;
pub mod severity;
pub mod verdict;
pub mod waiver;
mod within;

use crate::finding::{Finding, Severity};
use crate::model::{Loaded, Schemas, Workspace};
pub use facts::{access_matrix, endings};

use apply::Active;
use facts::Context;
use jiff::civil::Date;
use pack::Pack;
use plan::verdicts;
use rule::Rule;
use verdict::{Quiet, Verdict};
use waiver::{Longest, Waiver};

/// What to judge, and when.
#[derive(Debug, Clone)]
pub struct Options {
    /// The date that counts as today.
    pub as_of: Date,
    /// Only these rules; all where empty. A rule goes by id, name, or the start of its id.
    pub select: Vec<String>,
    /// Not these rules.
    pub ignore: Vec<String>,
    /// Whether waivers excuse.
    pub waivers: bool,
    /// How long they may last.
    pub longest: Longest,
    /// Whether verdicts that are met or do not apply are listed too, and say why: who lists them wants to know, who
    /// counts them need not wait.
    pub complete: bool,
}

/// The result of judging.
#[derive(Debug)]
pub struct Judgement<'a> {
    /// The documents.
    pub workspace: &'a Workspace,
    /// The rules that were asked.
    pub rules: Vec<&'a Rule>,
    /// The verdicts, sorted by file, place and rule: all of them, or all but those that are met or do not apply.
    pub verdicts: Vec<Verdict>,
    /// The others, counted; several for a document are to be added.
    pub quiet: Vec<Quiet>,
    /// All findings, sorted by file, place and rule.
    pub findings: Vec<Finding>,
    /// All waivers that could be read.
    pub waivers: Vec<Waiver<'a>>,
    /// The date that counted as today.
    pub as_of: Date,
}

/// Judges all documents by all packs.
pub fn judge<'a>(
    loaded: &'a Loaded,
    packs: &'a [Pack],
    schemas: &Schemas,
    options: &Options,
) -> Judgement<'a> {
    let workspace = &loaded.workspace;
    let all: Vec<&Rule> = packs.iter().flat_map(|pack| &pack.rules).collect();
    let rules: Vec<&Rule> = all
        .iter()
        .copied()
        .filter(|rule| options.asks(rule))
        .collect();
    let (context, mut findings) = rayon::join(
        || Context::new(workspace, options.as_of),
        || without_rules(loaded, schemas),
    );
    let active: Vec<_> = rules
        .iter()
        .map(|rule| Active::on(rule, options.as_of).telling(options.complete))
        .collect();
    let (mut verdicts, quiet) = verdicts(&context, &active, schemas, options.complete);

    let (mut waivers, wrong) = waiver::collect(loaded, &all, options);
    findings.extend(wrong);
    if options.waivers {
        waiver::excuse(
            &mut waivers,
            &mut verdicts,
            workspace,
            &rules,
            options.as_of,
        );
        let judged = |waiver: &&Waiver<'_>| rules.iter().any(|rule| rule.id == waiver.rule);
        let relevant: Vec<_> = waivers.iter().filter(judged).collect();
        findings.extend(waiver::dead(&relevant, options.as_of));
    }
    findings.extend(
        verdicts
            .iter()
            .filter_map(|verdict| verdict.outcome.finding().cloned()),
    );
    findings.retain(|finding| !options.ignores_builtin(finding));
    sort(&mut findings);
    Judgement {
        workspace,
        rules,
        verdicts,
        quiet,
        findings,
        waivers,
        as_of: options.as_of,
    }
}

/// What is wrong whatever the rules say: shape, references, names.
fn without_rules(loaded: &Loaded, schemas: &Schemas) -> Vec<Finding> {
    let mut findings = loaded.findings.clone();
    findings.extend(refs::findings(&loaded.workspace, schemas));
    findings.extend(within::findings(&loaded.workspace, schemas));
    findings
}

impl Options {
    /// Judges everything as of a date.
    pub fn new(as_of: Date) -> Self {
        Self {
            as_of,
            select: Vec::new(),
            ignore: Vec::new(),
            waivers: true,
            longest: Longest::default(),
            complete: false,
        }
    }

    fn asks(&self, rule: &Rule) -> bool {
        let named = |pattern: &String| rule.bears(pattern);
        (self.select.is_empty() || self.select.iter().any(named)) && !self.ignore.iter().any(named)
    }

    /// Errors of the format itself cannot be ignored: nothing after them could be relied on.
    fn ignores_builtin(&self, finding: &Finding) -> bool {
        finding.severity < Severity::Error && self.ignore.contains(&finding.rule)
    }
}

fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| {
        let (a_path, b_path) = (&a.place.source.path, &b.place.source.path);
        (a_path, a.place.span, &a.rule).cmp(&(b_path, b.place.span, &b.rule))
    });
}
