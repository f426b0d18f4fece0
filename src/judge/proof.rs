//! Proves rules by their own examples, and the examples by mutants of the rule.
//!
//! `good` must be silent, `bad` must speak on the marked lines only, and every small wrong version of a
//! rule must be told from the right one by some example. Used by `pack test`, never by a check.

mod mend;

use crate::error::Result;
use crate::judge::apply::Active;
use crate::judge::expr::{Expression, Mutant};
use crate::judge::facts::Context;
use crate::judge::pack::Pack;
use crate::judge::plan::verdicts;
use crate::judge::rule::{Case, Edition, Rule};
use crate::judge::verdict::{Answered, Outcome, Verdict};
use crate::model::load::{API_VERSION, load_documents};
use crate::model::{Loaded, Schemas};
use crate::source::Source;
use crate::yaml::{self, Document, NodeRef};
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What the examples of a rule showed.
#[derive(Debug, Default)]
pub struct Proof {
    /// The rule.
    pub rule: String,
    /// Number of examples.
    pub cases: usize,
    /// Number of mutants that were tried.
    pub mutants: usize,
    /// What is wrong; empty when the rule is proven.
    pub problems: Vec<String>,
}

/// Runs all examples and mutants of a rule.
pub fn prove(pack: &Pack, rule: &Rule, schemas: &Schemas) -> Result<Proof> {
    let mut proof = Proof {
        rule: rule.id.clone(),
        ..Proof::default()
    };
    let mut trials = Vec::new();
    for (kind, cases) in [("good", &rule.good), ("bad", &rule.bad)] {
        for (index, case) in cases.iter().enumerate() {
            let name = if case.name.is_empty() {
                format!("{kind} {}", index + 1)
            } else {
                format!("{kind} `{}`", case.name)
            };
            trials.push(Trial::new(pack, rule, case, name, kind == "bad")?);
        }
    }
    proof.cases = trials.len();
    for trial in &trials {
        trial.judge(rule, schemas, &mut proof.problems);
    }
    if !trials.iter().any(|trial| trial.passes(rule, schemas)) {
        proof
            .problems
            .push("no example is a case in which the rule is met".to_owned());
    }
    for trial in trials.iter().filter(|trial| trial.speaks) {
        if let Some(patch) = &rule.patch {
            proof.problems.extend(trial.unmended(rule, patch, schemas)?);
        }
    }
    if proof.problems.is_empty() {
        try_mutants(rule, schemas, &trials, &mut proof);
    }
    Ok(proof)
}

/// One example, loaded.
struct Trial {
    name: String,
    speaks: bool,
    as_of: Date,
    loaded: Loaded,
    marked: BTreeSet<u32>,
}

impl Trial {
    fn new(pack: &Pack, rule: &Rule, case: &Case, name: String, speaks: bool) -> Result<Self> {
        let source = Source::new(name.clone(), case.documents.clone());
        let base = case.base.as_ref().and_then(|base| pack.bases.get(base));
        let loaded = load_documents(documents(base, &source))?;
        let as_of = case.as_of.unwrap_or(pack.as_of);
        Ok(Self {
            marked: marked(&source, &rule.id),
            name,
            speaks,
            as_of,
            loaded,
        })
    }

    fn judge(&self, rule: &Rule, schemas: &Schemas, problems: &mut Vec<String>) {
        let wrong = self.loaded.findings.iter().map(|finding| {
            let line = finding.place.source.line_col(finding.place.span.start).line;
            format!(
                "{}, line {line}: {} ({})",
                self.name, finding.message, finding.rule
            )
        });
        problems.extend(wrong);
        let verdicts = self.run(Active::on(rule, self.as_of), schemas);
        let spoken: BTreeSet<u32> = verdicts.iter().filter_map(Self::line).collect();
        if self.speaks && spoken.is_empty() {
            let unknown = verdicts.iter().find_map(|verdict| match &verdict.outcome {
                Outcome::Unknown(what) => Some(format!("; it could not tell, for want of {what}")),
                _ => None,
            });
            problems.push(format!(
                "{}: the rule is silent{}",
                self.name,
                unknown.unwrap_or_default()
            ));
        }
        if spoken != self.marked {
            problems.push(format!(
                "{}: speaks on lines {spoken:?}, marked are {:?}",
                self.name, self.marked
            ));
        }
    }

    fn line(verdict: &Verdict) -> Option<u32> {
        let finding = verdict.outcome.finding()?;
        Some(finding.place.source.line_col(finding.place.span.start).line)
    }

    fn passes(&self, rule: &Rule, schemas: &Schemas) -> bool {
        let verdicts = self.run(Active::on(rule, self.as_of), schemas);
        verdicts
            .iter()
            .any(|verdict| verdict.outcome.answered() == Answered::Pass)
    }

    fn run<'a>(&'a self, active: Active<'a>, schemas: &Schemas) -> Vec<Verdict> {
        let context = Context::new(&self.loaded.workspace, self.as_of);
        verdicts(&context, &[active], schemas, true).0
    }

    fn answers(&self, active: Active<'_>, schemas: &Schemas) -> Vec<(usize, u32, Answered)> {
        let verdicts = self.run(active, schemas);
        verdicts
            .iter()
            .map(|verdict| (verdict.entry, verdict.node, verdict.outcome.answered()))
            .collect()
    }
}

/// The lines that end with the rule's id as a comment.
fn marked(source: &Source, rule: &str) -> BTreeSet<u32> {
    let marker = format!("# {rule}");
    let lines = source.text.lines().zip(1..);
    lines
        .filter(|(line, _)| line.trim_end().ends_with(&marker))
        .map(|(_, number)| number)
        .collect()
}

/// The base's documents with the example's laid over them, and the example's further documents.
fn documents(base: Option<&Arc<Source>>, example: &Arc<Source>) -> Vec<Document> {
    let mut documents = base
        .map(|base| yaml::read(base).documents)
        .unwrap_or_default();
    let blank = yaml::read(&Source::new("", format!("apiVersion: {API_VERSION}"))).documents;
    for upper in yaml::read(example).documents {
        match documents
            .iter()
            .position(|base| names(base) == names(&upper))
        {
            Some(at) => documents[at] = yaml::overlay(&documents[at], &upper),
            None => documents.extend(blank.iter().map(|blank| yaml::overlay(blank, &upper))),
        }
    }
    documents
}

fn names(document: &Document) -> (Option<&str>, Option<&str>) {
    let root = document.root();
    (
        root.str("kind"),
        root.path(&["metadata", "id"]).map(NodeRef::text),
    )
}

/// A part of an edition that mutants change.
#[derive(Clone, Copy)]
enum Part {
    /// The limit with this place.
    Applies(usize),
    When,
    Assert,
}

impl Part {
    fn of(self, edition: &Edition) -> Option<&Expression> {
        match self {
            Self::Applies(at) => edition.applies.get(at).map(|limit| &limit.condition),
            Self::When => edition.when.as_ref(),
            Self::Assert => edition.assert.as_ref(),
        }
    }

    fn replaced(self, edition: &Edition, with: Expression) -> Edition {
        let mut edition = edition.clone();
        match self {
            Self::Applies(at) => {
                let limit = edition.applies.get_mut(at);
                if let Some(limit) = limit {
                    limit.condition = with;
                }
            }
            Self::When => edition.when = Some(with),
            Self::Assert => edition.assert = Some(with),
        }
        edition
    }
}

/// Tries every mutant of every different expression of the rule's editions.
fn try_mutants(rule: &Rule, schemas: &Schemas, trials: &[Trial], proof: &mut Proof) {
    let original: Vec<_> = trials
        .iter()
        .map(|trial| trial.answers(Active::on(rule, trial.as_of), schemas))
        .collect();
    let mut seen = BTreeSet::new();
    for edition in &rule.editions {
        for (part, expression) in parts(edition) {
            if !seen.insert(expression.text.clone()) {
                continue;
            }
            for mutant in mutants(part, expression) {
                proof.mutants += 1;
                let survives = trials.iter().zip(&original).all(|(trial, answers)| {
                    survives_trial(rule, schemas, trial, answers, part, expression, &mutant)
                });
                let excused = rule
                    .equivalent
                    .iter()
                    .any(|(change, _)| *change == mutant.change);
                if survives && !excused {
                    proof.problems.push(format!(
                        "no example tells `{}` {} from the rule",
                        expression.text, mutant.change
                    ));
                }
            }
        }
    }
}

fn parts(edition: &Edition) -> impl Iterator<Item = (Part, &Expression)> {
    let limits = (0..edition.applies.len()).map(Part::Applies);
    let parts = limits.chain([Part::When, Part::Assert]);
    parts.filter_map(|part| part.of(edition).map(|expression| (part, expression)))
}

fn mutants(part: Part, expression: &Expression) -> Vec<Mutant> {
    let mut mutants = expression.mutants();
    match part {
        Part::Applies(_) => mutants.push(expression.dropped()),
        Part::When => {}
        Part::Assert => mutants.push(expression.negated()),
    }
    mutants
}

/// Whether an example answers the same with the mutant in place of the expression.
fn survives_trial(
    rule: &Rule,
    schemas: &Schemas,
    trial: &Trial,
    answers: &[(usize, u32, Answered)],
    part: Part,
    expression: &Expression,
    mutant: &Mutant,
) -> bool {
    let Some(edition) = rule.edition(trial.as_of) else {
        return true;
    };
    if part
        .of(edition)
        .is_none_or(|own| own.text != expression.text)
    {
        return true;
    }
    let edition = part.replaced(edition, mutant.expression.clone());
    trial.answers(
        Active {
            rule,
            edition: Some(&edition),
            reasons: false,
        },
        schemas,
    ) == answers
}
