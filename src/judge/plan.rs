//! Which rules are asked of which documents, on all cores.
//!
//! It brings rules and subjects together; what the answer is, it leaves to `scene` and `apply`.

use crate::judge::apply::Active;
use crate::judge::facts::{Context, Row};
use crate::judge::scene::Scene;
use crate::judge::select::{Selection, Ways};
use crate::judge::verdict::{Answered, Quiet, Verdict};
use crate::model::kind::KINDS;
use crate::model::shape::Step;
use crate::model::{Entry, Schemas};
use crate::yaml::NodeRef;
use rayon::prelude::*;

/// The most documents that a core takes at a time: some take far longer than others, and at the end no core should
/// wait for another.
const MOST: usize = 16;

/// The verdicts of rules on all documents, sorted by document, place and rule. Only where they are wanted complete
/// are those listed that are met or do not apply; else they are counted.
pub(crate) fn verdicts<'a>(
    context: &Context<'a>,
    active: &[Active<'a>],
    schemas: &Schemas,
    complete: bool,
) -> (Vec<Verdict>, Vec<Quiet>) {
    let plan = Plan::new(active, schemas, complete);
    let entries = context.workspace.entries();
    let by_entry = entries.par_iter().with_max_len(MOST).enumerate();
    let by_entry = by_entry.map(|(index, entry)| plan.ask(context, index, entry));
    let mut answers: Vec<Answers> = by_entry.collect();
    for group in &plan.of_rows {
        if let Selection::Relation(relation) = group.selection {
            let rows = (relation.rows)(context);
            let rows = rows.par_iter().with_max_len(MOST);
            let by_row = rows.map(|row| plan.ask_row(context, &group.rules, row));
            answers.extend(by_row.collect::<Vec<_>>());
        }
    }
    for (index, active) in active.iter().enumerate() {
        if matches!(active.rule.selection, Selection::Workspace) {
            answers.extend(plan.ask_workspace(context, *active, index));
        }
    }
    let (mut verdicts, mut quiet) = (Vec::new(), Vec::new());
    for own in answers {
        verdicts.extend(own.listed);
        quiet.push(own.quiet);
    }
    sort(&mut verdicts);
    (verdicts, quiet)
}

/// The answers of rules on one document or one row.
struct Answers {
    /// Whether all are listed.
    complete: bool,
    listed: Vec<Verdict>,
    quiet: Quiet,
}

impl Answers {
    fn put(&mut self, verdict: Verdict) {
        match verdict.outcome.answered() {
            Answered::Pass if !self.complete => self.quiet.met += 1,
            Answered::NotApplicable if !self.complete => self.quiet.not_applicable += 1,
            _ => self.listed.push(verdict),
        }
    }
}

/// By document, place and rule.
fn sort(verdicts: &mut [Verdict]) {
    verdicts.sort_by_key(|verdict| (verdict.entry, verdict.node, verdict.rule));
}

/// Which rules are asked of which kind, and where customers' texts are.
struct Plan<'p, 'a> {
    active: &'p [Active<'a>],
    of_kind: Vec<Vec<Group<'a>>>,
    of_rows: Vec<Group<'a>>,
    of_text: Vec<usize>,
    texts: Vec<Ways>,
    /// Whether every verdict is listed.
    complete: bool,
}

/// Rules that pick the same nodes or rows, so that these are looked for once.
struct Group<'a> {
    each: &'a str,
    selection: &'a Selection,
    rules: Vec<usize>,
}

impl<'a> Group<'a> {
    fn add(groups: &mut Vec<Self>, active: &Active<'a>, rule: usize) {
        let each = active.rule.each.as_str();
        match groups.iter_mut().find(|group| group.each == each) {
            Some(group) => group.rules.push(rule),
            None => groups.push(Self {
                each,
                selection: &active.rule.selection,
                rules: vec![rule],
            }),
        }
    }
}

impl<'p, 'a> Plan<'p, 'a> {
    fn new(active: &'p [Active<'a>], schemas: &Schemas, complete: bool) -> Self {
        let mut plan = Self {
            complete,
            active,
            of_kind: KINDS.iter().map(|_| Vec::new()).collect(),
            of_rows: Vec::new(),
            of_text: Vec::new(),
            texts: Vec::new(),
        };
        for (index, active) in active.iter().enumerate() {
            match &active.rule.selection {
                Selection::Nodes { kind, .. } => {
                    Group::add(&mut plan.of_kind[kind.index()], active, index);
                }
                Selection::CustomerText => plan.of_text.push(index),
                Selection::Relation(_) => Group::add(&mut plan.of_rows, active, index),
                Selection::Workspace => {}
            }
        }
        if !plan.of_text.is_empty() {
            plan.texts = (0..KINDS.len())
                .map(|kind| Ways::new(&customer_texts(schemas, kind)))
                .collect();
        }
        plan
    }

    /// Nothing yet about a document.
    const fn answers(&self, entry: usize) -> Answers {
        Answers {
            complete: self.complete,
            listed: Vec::new(),
            quiet: Quiet::about(entry),
        }
    }

    fn ask(&self, context: &Context<'a>, index: usize, entry: &'a Entry) -> Answers {
        let kind = entry.kind.index();
        let scene = Scene::new(context, entry);
        let mut answers = self.answers(index);
        let mut put = |rules: &[usize], nodes: &[NodeRef<'a>]| {
            let rules = rules.iter().filter(|_| !nodes.is_empty());
            let asked = rules.map(|&rule| (rule, scene.ask(self.active[rule])));
            let asked: Vec<_> = asked.collect();
            for &node in nodes {
                let seen = scene.at(node, None);
                for (rule, asked) in &asked {
                    answers.put(Verdict {
                        rule: *rule,
                        entry: index,
                        node: node.index(),
                        outcome: scene.answer(asked, self.active[*rule], &seen),
                    });
                }
            }
        };
        for group in &self.of_kind[kind] {
            put(&group.rules, &group.selection.nodes(entry));
        }
        if !self.of_text.is_empty() {
            put(&self.of_text, &self.texts_of(entry));
        }
        // Sorted lists one after the other leave little to do for the whole.
        sort(&mut answers.listed);
        answers
    }

    fn ask_row(&self, context: &Context<'a>, rules: &[usize], row: &'a Row<'a>) -> Answers {
        let scene = Scene::new(context, row.entry);
        let seen = scene.at(row.at, Some(row));
        let place = context.workspace.place_of(row.entry);
        let mut answers = self.answers(place.unwrap_or_default());
        for &rule in rules {
            let active = self.active[rule];
            answers.put(Verdict {
                rule,
                entry: answers.quiet.entry,
                node: row.at.index(),
                outcome: scene.answer(&scene.ask(active), active, &seen),
            });
        }
        answers
    }

    fn ask_workspace(
        &self,
        context: &Context<'a>,
        active: Active<'a>,
        rule: usize,
    ) -> Option<Answers> {
        let workspace = context.workspace;
        let entry = workspace
            .of_kind("PartnerProfile")
            .next()
            .or_else(|| workspace.entries().first())?;
        let node = entry.spec()?;
        let scene = Scene::new(context, entry);
        let mut answers = self.answers(workspace.position(entry.kind, &entry.id)?);
        answers.put(Verdict {
            rule,
            entry: answers.quiet.entry,
            node: node.index(),
            outcome: scene.answer(&scene.ask(active), active, &scene.at(node, None)),
        });
        Some(answers)
    }

    /// Every text of a document that customers read.
    fn texts_of(&self, entry: &'a Entry) -> Vec<NodeRef<'a>> {
        let mut texts = self.texts[entry.kind.index()].nodes(entry.document.root());
        texts.retain(|node| node.as_str().is_some());
        texts
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
