//! Which rules are asked of which documents, on all cores.
//!
//! It brings rules and subjects together; what the answer is, it leaves to `apply`.

use crate::judge::apply::{Active, ask};
use crate::judge::facts::{Context, Row, Subject};
use crate::judge::select::{Selection, follow};
use crate::judge::verdict::Verdict;
use crate::model::kind::KINDS;
use crate::model::shape::Step;
use crate::model::{Entry, Schemas};
use rayon::prelude::*;

/// The verdicts of rules on all documents, sorted by document, place and rule.
pub(crate) fn verdicts<'a>(
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
    sort(&mut verdicts);
    verdicts
}

/// By document, place and rule.
fn sort(verdicts: &mut [Verdict]) {
    verdicts.sort_by_key(|verdict| (verdict.entry, verdict.node, verdict.rule));
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
        // Sorted lists one after the other leave little to do for the whole.
        sort(&mut verdicts);
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
    let place = context.workspace.place_of(row.entry);
    Verdict {
        rule,
        entry: place.unwrap_or_default(),
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
