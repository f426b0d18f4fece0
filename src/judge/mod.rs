//! Verdicts: references, facts, rules, waivers.
//!
//! Judging cannot fail and does no I/O: documents and packs in, verdicts and findings out, the same for
//! any number of threads. How verdicts are printed is not known here.

pub mod apply;
pub mod expr;
pub mod facts;
pub mod pack;
pub mod proof;
mod refs;
pub mod rule;
pub mod select;
pub mod severity;
pub mod verdict;
pub mod waiver;
mod within;

use crate::finding::{Finding, Severity};
use crate::model::kind::KINDS;
use crate::model::shape::Step;
use crate::model::{Entry, Loaded, Schemas, Workspace};
use apply::{Active, ask};
use facts::{Context, Row, Subject};
use jiff::civil::Date;
use pack::Pack;
use rayon::prelude::*;
use rule::Rule;
use select::{Selection, follow};
use verdict::{Outcome, Verdict};
use waiver::Waiver;

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
}

/// The result of judging.
#[derive(Debug)]
pub struct Judgement<'a> {
    /// The documents.
    pub workspace: &'a Workspace,
    /// The rules that were asked.
    pub rules: Vec<&'a Rule>,
    /// All verdicts, sorted by file, place and rule.
    pub verdicts: Vec<Verdict>,
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
    let context = Context::new(workspace, options.as_of);
    let active: Vec<_> = rules
        .iter()
        .map(|rule| Active::on(rule, options.as_of))
        .collect();
    let mut verdicts = verdicts(&context, &active, schemas);

    let (mut waivers, malformed) = waiver::collect(workspace, &all);
    let mut findings = loaded.findings.clone();
    findings.extend(refs::findings(workspace, schemas));
    findings.extend(within::findings(workspace, schemas));
    findings.extend(malformed);
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
        findings,
        waivers,
        as_of: options.as_of,
    }
}

impl Options {
    /// Judges everything as of a date.
    pub fn new(as_of: Date) -> Self {
        Self {
            as_of,
            select: Vec::new(),
            ignore: Vec::new(),
            waivers: true,
        }
    }

    fn asks(&self, rule: &Rule) -> bool {
        let named = |pattern: &String| {
            rule.id == *pattern || rule.name == *pattern || starts(&rule.id, pattern)
        };
        (self.select.is_empty() || self.select.iter().any(named)) && !self.ignore.iter().any(named)
    }

    /// Errors of the format itself cannot be ignored: nothing after them could be relied on.
    fn ignores_builtin(&self, finding: &Finding) -> bool {
        finding.severity < Severity::Error && self.ignore.contains(&finding.rule)
    }
}

/// Whether an id begins with a pattern at a hyphen, so that `CSP-GDAP` means all its rules.
fn starts(id: &str, pattern: &str) -> bool {
    id.strip_prefix(pattern.trim_end_matches('*').trim_end_matches('-'))
        .is_some_and(|rest| rest.starts_with('-'))
}

fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| {
        let key = |finding: &Finding| (finding.place.span, finding.rule.clone());
        a.place
            .source
            .path
            .cmp(&b.place.source.path)
            .then_with(|| key(a).cmp(&key(b)))
    });
}

/// The verdicts of rules on all documents, sorted by document, place and rule.
pub fn verdicts<'a>(
    context: &Context<'a>,
    active: &[Active<'a>],
    schemas: &Schemas,
) -> Vec<Verdict> {
    let plan = Plan::new(active, schemas);
    let entries = context.workspace.entries();
    let by_entry = entries
        .par_iter()
        .enumerate()
        .flat_map_iter(|(index, entry)| plan.ask(context, index, entry));
    let mut verdicts: Vec<Verdict> = by_entry.collect();
    for (index, active) in active.iter().enumerate() {
        match &active.rule.selection {
            Selection::Relation(relation) => {
                let rows = (relation.rows)(context);
                verdicts.extend(
                    rows.par_iter()
                        .map(|row| ask_row(context, *active, index, row))
                        .collect::<Vec<_>>(),
                );
            }
            Selection::Workspace => verdicts.extend(ask_workspace(context, *active, index)),
            Selection::CustomerText | Selection::Nodes { .. } => {}
        }
    }
    verdicts.sort_by_key(|verdict| (verdict.entry, verdict.node, verdict.rule));
    verdicts
}

/// Which rules are asked of which kind, and where customers' texts are.
struct Plan<'p, 'a> {
    active: &'p [Active<'a>],
    of_kind: Vec<Vec<usize>>,
    of_text: Vec<usize>,
    texts: Vec<Vec<Vec<Step>>>,
}

impl<'p, 'a> Plan<'p, 'a> {
    fn new(active: &'p [Active<'a>], schemas: &Schemas) -> Self {
        let mut plan = Self {
            active,
            of_kind: vec![Vec::new(); KINDS.len()],
            of_text: Vec::new(),
            texts: Vec::new(),
        };
        for (index, active) in active.iter().enumerate() {
            match &active.rule.selection {
                Selection::Nodes { kind, .. } => plan.of_kind[kind.index()].push(index),
                Selection::CustomerText => plan.of_text.push(index),
                Selection::Relation(_) | Selection::Workspace => {}
            }
        }
        if !plan.of_text.is_empty() {
            plan.texts = (0..KINDS.len())
                .map(|kind| customer_texts(schemas, kind))
                .collect();
        }
        plan
    }

    fn ask(&self, context: &Context<'a>, index: usize, entry: &'a Entry) -> Vec<Verdict> {
        let kind = entry.kind.index();
        let mut verdicts = Vec::new();
        let mut put = |rule: usize, node| {
            let outcome = ask(
                context,
                self.active[rule],
                Subject {
                    entry,
                    node,
                    row: None,
                },
            );
            verdicts.push(Verdict {
                rule,
                entry: index,
                node: node.index(),
                outcome,
            });
        };
        for &rule in &self.of_kind[kind] {
            self.active[rule]
                .rule
                .selection
                .nodes(entry)
                .into_iter()
                .for_each(|node| put(rule, node));
        }
        if !self.of_text.is_empty() {
            let texts = self.texts[kind]
                .iter()
                .flat_map(|path| follow(entry.document.root(), path));
            for node in texts.filter(|node| node.as_str().is_some()) {
                self.of_text.iter().for_each(|&rule| put(rule, node));
            }
        }
        verdicts
    }
}

/// The way to every text of a kind that customers read.
fn customer_texts(schemas: &Schemas, kind: usize) -> Vec<Vec<Step>> {
    let found = schemas.of(kind).shape.paths(&|shape| shape.for_customers);
    let ends_in_list = |shape: &crate::model::shape::Shape| shape.each().is_some();
    let paths = found.into_iter().map(|(mut path, shape)| {
        if ends_in_list(shape) {
            path.push(Step::Each);
        }
        path
    });
    paths.collect()
}

fn ask_row<'a>(context: &Context<'a>, active: Active<'a>, rule: usize, row: &Row<'a>) -> Verdict {
    let subject = Subject {
        entry: row.entry,
        node: row.at,
        row: Some(row),
    };
    let outcome = ask(context, active, subject);
    let entry = context
        .workspace
        .position(row.entry.kind, &row.entry.id)
        .unwrap_or_default();
    Verdict {
        rule,
        entry,
        node: row.at.index(),
        outcome,
    }
}

fn ask_workspace<'a>(context: &Context<'a>, active: Active<'a>, rule: usize) -> Option<Verdict> {
    let workspace = context.workspace;
    let entry = workspace
        .of_kind("PartnerProfile")
        .next()
        .or_else(|| workspace.entries().first())?;
    let node = entry.spec()?;
    let outcome = ask(
        context,
        active,
        Subject {
            entry,
            node,
            row: None,
        },
    );
    let entry = workspace.position(entry.kind, &entry.id)?;
    Some(Verdict {
        rule,
        entry,
        node: node.index(),
        outcome,
    })
}

impl Outcome {
    /// The finding that people are shown, if any.
    pub fn finding(&self) -> Option<&Finding> {
        match self {
            Self::Fail(finding) | Self::Contested(finding) => Some(finding),
            Self::Pass | Self::NotApplicable(_) | Self::Unknown(_) | Self::Waived(..) => None,
        }
    }
}
