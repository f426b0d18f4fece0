//! Asks one rule about one subject.
//!
//! Select, assert, say: the expressions decide, this module turns their answer into a verdict and finds
//! the node to underline. It never computes a position itself.

use crate::finding::{Finding, Severity};
use crate::judge::expr::{Evaluation, Expression, Halt};
use crate::judge::facts::Context;
use crate::judge::rule::{Edition, Message, MessagePart, Rule};
use crate::judge::scene::{Open, Seen};
use crate::judge::severity::Level;
use crate::judge::verdict::Outcome;
use crate::yaml::{NodeKind, NodeRef};

/// A rule with the edition that is in force.
#[derive(Debug, Clone, Copy)]
pub struct Active<'a> {
    /// The rule.
    pub rule: &'a Rule,
    /// Its edition; none before the first one.
    pub edition: Option<&'a Edition>,
    /// Whether a verdict that does not apply says why.
    pub reasons: bool,
}

impl<'a> Active<'a> {
    /// A rule on a date.
    pub fn on(rule: &'a Rule, as_of: jiff::civil::Date) -> Self {
        Self {
            rule,
            edition: rule.edition(as_of),
            reasons: false,
        }
    }

    /// The same, saying why where it does not apply, or not.
    #[must_use]
    pub const fn telling(mut self, reasons: bool) -> Self {
        self.reasons = reasons;
        self
    }
}

/// A rule in front of one subject.
pub(super) struct Asking<'a, 'c> {
    pub(super) context: &'c Context<'a>,
    pub(super) rule: &'a Rule,
    pub(super) edition: &'a Edition,
    pub(super) reasons: bool,
    pub(super) seen: &'c Seen<'a>,
}

impl<'a, 'c> Asking<'a, 'c> {
    /// The answer, of what the document left open.
    pub(super) fn outcome(&self, open: &Open<'a>) -> Result<Outcome, Halt<'a>> {
        let elsewhere = open.when.map_or(Ok(None), |when| self.elsewhere(when));
        match (elsewhere, &open.undecided) {
            (Ok(Some(reason)), _) => return Ok(Outcome::NotApplicable(reason)),
            (_, Some(undecided)) => return Err(undecided.clone()),
            (Err(halt), None) => return Err(halt),
            (Ok(None), None) => {}
        }
        let Some(assert) = &self.edition.assert else {
            return Ok(self.of_shape());
        };
        let (holds, decided) = self.evaluation().condition(assert)?;
        if holds {
            return Ok(Outcome::Pass);
        }
        Ok(self.broken(self.finding(decided)))
    }

    /// Why the rule does not apply here, if so.
    pub(super) fn elsewhere(&self, when: &'a Expression) -> Result<Option<Box<str>>, Halt<'a>> {
        let (holds, _) = self.evaluation().condition(when)?;
        let reason = || self.evaluation().why_not(when);
        Ok((!holds).then(|| self.told(reason)))
    }

    pub(super) fn told(&self, reason: impl FnOnce() -> String) -> Box<str> {
        if self.reasons {
            reason().into()
        } else {
            Box::default()
        }
    }

    /// The schema has judged already; its misfits that belong to this rule and node count.
    fn of_shape(&self) -> Outcome {
        let (node, entry) = (self.seen.subject.node.span(), self.seen.subject.entry);
        let whole = entry.spec() == Some(self.seen.subject.node);
        let misfit = entry.misfits.iter().find(|misfit| {
            let span = misfit.finding.place.span;
            let inside = whole || node.start <= span.start && span.end <= node.end;
            inside && misfit.rule.as_deref() == Some(self.rule.id.as_str())
        });
        match misfit {
            None => Outcome::Pass,
            Some(misfit) => {
                let mut finding = misfit.finding.clone();
                finding.message =
                    format!("{}: {}", self.message(&self.edition.says), finding.message);
                finding.rule.clone_from(&self.rule.id);
                finding.help.clone_from(&self.rule.fix);
                self.broken(finding)
            }
        }
    }

    fn broken(&self, mut finding: Finding) -> Outcome {
        match self.rule.level(self.edition) {
            Level::Finding(severity) => {
                finding.severity = severity;
                Outcome::Fail(Box::new(finding))
            }
            Level::Contested => {
                finding.severity = Severity::Info;
                Outcome::Contested(Box::new(finding))
            }
        }
    }

    fn finding(&self, decided: Option<NodeRef<'a>>) -> Finding {
        let node = self.underlined(decided);
        let finding = Finding {
            rule: self.rule.id.clone(),
            severity: Severity::Info,
            message: self.message(&self.edition.says),
            help: self.rule.fix.clone(),
            place: node.place(),
            related: Vec::new(),
            subject: self.seen.subject.entry.subject(self.seen.subject.node),
        };
        node.with_origin(finding)
    }

    /// The child that the rule names, else the node that decided, else the picked one.
    fn underlined(&self, decided: Option<NodeRef<'a>>) -> NodeRef<'a> {
        let own = |node: &NodeRef<'a>| std::ptr::eq(node.document, self.seen.subject.node.document);
        let node = match &self.rule.at {
            Some(path) => deepest(self.seen.subject.node, path),
            None => decided.filter(own).unwrap_or(self.seen.subject.node),
        };
        if matches!(node.kind(), NodeKind::Map | NodeKind::Seq | NodeKind::Null) {
            node.introduced_by()
        } else {
            node
        }
    }

    fn message(&self, message: &'a Message) -> String {
        let words = message.parts.iter().map(|part| match part {
            MessagePart::Words(words) => words.clone(),
            MessagePart::Value(expression) => {
                let answer = self.evaluation().value(expression);
                answer.map_or_else(|_| "(not given)".to_owned(), |answer| answer.value.words())
            }
        });
        words.collect()
    }

    pub(super) fn evaluation(&self) -> Evaluation<'a, 'c> {
        let Seen {
            subject,
            variables,
            facts,
        } = self.seen;
        Evaluation::new(self.context, *subject, variables, facts)
    }
}

/// Follows a path as far as it exists.
fn deepest<'a>(from: NodeRef<'a>, path: &str) -> NodeRef<'a> {
    let mut node = from;
    for key in path.split('.') {
        match node.get(key) {
            Some(inner) => node = inner,
            None => break,
        }
    }
    node
}
