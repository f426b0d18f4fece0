//! Runs an expression on one subject.
//!
//! Three-valued: what is missing makes the answer unknown unless the rest decides it anyway (CEL's
//! absorption for `&&`, `||`, `exists`, `all`). It keeps the node that decided, for the caret.

use super::Expression;
use super::ir::{Arithmetic, Comparison, Const, Expr, Quantifier, TextTest};
use super::value::{Answer, Constants, Missing, Value};
use crate::judge::facts::{Context, Remembered, Subject};
use crate::yaml::{NodeKind, NodeRef};
use std::cmp::Ordering;

/// Steps an expression may take; far more than a rule needs, far less than a second.
const BUDGET: u32 = 100_000;

/// Why an evaluation has no value.
#[derive(Debug, Clone, PartialEq)]
pub enum Halt<'a> {
    /// A fact, a document or a column is missing.
    Missing(Missing),
    /// A mapping has no such field. It is put into words only for a verdict: most are decided without it.
    Absent(NodeRef<'a>, &'a str),
    /// The expression met a value it cannot work with, or took too long.
    Failed(String),
}

type Outcome<'a> = Result<Answer<'a>, Halt<'a>>;

impl Halt<'_> {
    const fn is_missing(&self) -> bool {
        matches!(self, Self::Missing(_) | Self::Absent(..))
    }

    /// What people are told.
    pub fn words(self) -> String {
        match self {
            Self::Missing(missing) => missing.what,
            Self::Absent(owner, name) => {
                let path = owner.json_pointer();
                format!("{}.{name}", path.trim_start_matches('/').replace('/', "."))
            }
            Self::Failed(why) => format!("the rule could not run: it {why}"),
        }
    }
}

/// One run: the values of the variables, and the steps left.
pub struct Evaluation<'a, 'c> {
    context: &'c Context<'a>,
    subject: Subject<'a>,
    given: &'c [Option<Answer<'a>>],
    facts: &'c Remembered<'a>,
    /// Variables of quantifiers; their slots come after those given.
    bound: Vec<Option<Answer<'a>>>,
    budget: u32,
}

impl<'a, 'c> Evaluation<'a, 'c> {
    /// A run on `subject`, with the scope's variables in their order, `None` for a missing document, and its facts.
    pub fn new(
        context: &'c Context<'a>,
        subject: Subject<'a>,
        given: &'c [Option<Answer<'a>>],
        facts: &'c Remembered<'a>,
    ) -> Self {
        Self {
            context,
            subject,
            given,
            facts,
            bound: Vec::new(),
            budget: BUDGET,
        }
    }

    /// Any value.
    pub fn value(&mut self, expression: &'a Expression) -> Outcome<'a> {
        self.run(&expression.root)
    }

    /// Yes or no, and the node that decided.
    pub fn condition(
        &mut self,
        expression: &'a Expression,
    ) -> Result<(bool, Option<NodeRef<'a>>), Halt<'a>> {
        let answer = self.run(&expression.root)?;
        Ok((truth(&answer.value)?, answer.at))
    }

    pub(super) fn run(&mut self, expr: &'a Expr) -> Outcome<'a> {
        self.budget = self
            .budget
            .checked_sub(1)
            .ok_or_else(|| Halt::Failed("takes too many steps".to_owned()))?;
        match expr {
            Expr::Const(constant) => Ok(Answer::new(constant.into())),
            Expr::List(list) => Ok(Answer::new(Value::Constants(Constants(list)))),
            Expr::Variable(slot) => self.variable(*slot),
            Expr::Fact(fact) => {
                let found = self.facts.ask(fact, self.context, self.subject);
                found.map_err(Halt::Missing)
            }
            Expr::Field { of, name, default } => self.field(of, name, default.as_ref()),
            Expr::Has { of, name, default } => self.has(of, name, *default),
            Expr::Not(inner) => self.run(inner).and_then(|answer| not(&answer)),
            Expr::And(left, right) => self.both(left, right, false),
            Expr::Or(left, right) => self.both(left, right, true),
            Expr::Compare(how, left, right) => self.compare(*how, left, right),
            Expr::Calculate(how, left, right) => self.calculate(*how, left, right),
            Expr::In(item, list) => self.is_in(item, list),
            Expr::Quantified {
                quantifier,
                range,
                variable,
                body,
            } => self.quantified(*quantifier, range, *variable, body),
            Expr::Size(inner) => self.size(inner),
            Expr::Test(test, whole, part) => self.test(*test, whole, part),
        }
    }

    fn variable(&self, slot: usize) -> Outcome<'a> {
        let bound = || self.bound.get(slot - self.given.len());
        let value = self.given.get(slot).or_else(bound).cloned().flatten();
        value.ok_or_else(|| Halt::Missing(Missing::new("the partner's profile")))
    }

    fn field(&mut self, of: &'a Expr, name: &'a str, default: Option<&'a Const>) -> Outcome<'a> {
        let found = self.run(of).and_then(|owner| lookup(&owner.value, name));
        match (found, default) {
            (Err(halt), Some(default)) if halt.is_missing() => Ok(Answer::new(default.into())),
            (found, _) => found,
        }
    }

    fn has(&mut self, of: &'a Expr, name: &'a str, default: bool) -> Outcome<'a> {
        match self.run(of).and_then(|owner| lookup(&owner.value, name)) {
            Ok(found) => Ok(Answer::yes(true).at(found.at)),
            Err(halt) if halt.is_missing() => Ok(Answer::yes(default)),
            Err(halt) => Err(halt),
        }
    }

    /// `&&` (decided by false) and `||` (decided by true): either side may decide alone.
    fn both(&mut self, left: &'a Expr, right: &'a Expr, decisive: bool) -> Outcome<'a> {
        let left = self.decision(left);
        if left.as_ref().is_ok_and(|(value, _)| *value == decisive) {
            return left.map(|(_, answer)| answer);
        }
        let right = self.decision(right);
        if right.as_ref().is_ok_and(|(value, _)| *value == decisive) {
            return right.map(|(_, answer)| answer);
        }
        let (_, left) = left?;
        let (_, right) = right?;
        Ok(Answer::yes(!decisive).at(right.at.or(left.at)))
    }

    fn decision(&mut self, expr: &'a Expr) -> Result<(bool, Answer<'a>), Halt<'a>> {
        let answer = self.run(expr)?;
        Ok((truth(&answer.value)?, answer))
    }

    fn compare(&mut self, how: Comparison, left: &'a Expr, right: &'a Expr) -> Outcome<'a> {
        let (left, right) = (self.run(left)?, self.run(right)?);
        let order = || {
            left.value
                .order(&right.value)
                .ok_or_else(|| Halt::Failed("compares unlike values".to_owned()))
        };
        let holds = match how {
            Comparison::Equal => left.value.equals(&right.value),
            Comparison::NotEqual => !left.value.equals(&right.value),
            Comparison::Less => order()? == Ordering::Less,
            Comparison::LessOrEqual => order()? != Ordering::Greater,
            Comparison::Greater => order()? == Ordering::Greater,
            Comparison::GreaterOrEqual => order()? != Ordering::Less,
        };
        Ok(Answer::yes(holds).at(left.at.or(right.at)))
    }

    fn calculate(&mut self, how: Arithmetic, left: &'a Expr, right: &'a Expr) -> Outcome<'a> {
        let (left, right) = (self.run(left)?, self.run(right)?);
        let (Value::Int(a), Value::Int(b)) = (&left.value, &right.value) else {
            return Err(Halt::Failed(
                "calculates with something that is no whole number".to_owned(),
            ));
        };
        let result = match how {
            Arithmetic::Add => a.checked_add(*b),
            Arithmetic::Subtract => a.checked_sub(*b),
            Arithmetic::Multiply => a.checked_mul(*b),
        };
        let result =
            result.ok_or_else(|| Halt::Failed("gets a number that is too large".to_owned()))?;
        Ok(Answer::number(result).at(left.at.or(right.at)))
    }

    fn is_in(&mut self, item: &'a Expr, list: &'a Expr) -> Outcome<'a> {
        let (item, list) = (self.run(item)?, self.run(list)?);
        if let (Value::Node(map), Value::Text(key)) = (&list.value, &item.value)
            && map.kind() == NodeKind::Map
        {
            return Ok(Answer::yes(map.get(key).is_some()).at(item.at.or(list.at)));
        }
        let found = list
            .value
            .holds(&item.value)
            .ok_or_else(|| Halt::Failed("looks into something that is no list".to_owned()))?;
        Ok(Answer::yes(found).at(item.at.or(list.at)))
    }

    fn quantified(
        &mut self,
        quantifier: Quantifier,
        range: &'a Expr,
        variable: usize,
        body: &'a Expr,
    ) -> Outcome<'a> {
        let range = self.run(range)?;
        let members = range
            .value
            .members()
            .ok_or_else(|| Halt::Failed("goes through something that is no list".to_owned()))?;
        let decisive = quantifier == Quantifier::Exists;
        let mut undecided = None;
        for member in members {
            let node = member.at;
            self.bind(variable, member);
            match self.decision(body) {
                Ok((value, answer)) if value == decisive => {
                    return Ok(Answer {
                        at: answer.at.or(node),
                        ..answer
                    });
                }
                Ok(_) => {}
                Err(halt) => undecided = Some(halt),
            }
        }
        match undecided {
            Some(halt) => Err(halt),
            None => Ok(Answer::yes(!decisive).at(range.at)),
        }
    }

    fn bind(&mut self, slot: usize, value: Answer<'a>) {
        let slot = slot - self.given.len();
        self.bound.resize(self.bound.len().max(slot + 1), None);
        self.bound[slot] = Some(value);
    }

    fn size(&mut self, inner: &'a Expr) -> Outcome<'a> {
        let inner = self.run(inner)?;
        let size = inner.value.size().and_then(|size| i64::try_from(size).ok());
        let size = size.ok_or_else(|| {
            Halt::Failed("asks for the size of something that has none".to_owned())
        })?;
        Ok(Answer::number(size).at(inner.at))
    }

    fn test(&mut self, kind: TextTest, whole: &'a Expr, part: &'a Expr) -> Outcome<'a> {
        let (whole, part) = (self.run(whole)?, self.run(part)?);
        let (Value::Text(tested), Value::Text(part)) = (&whole.value, &part.value) else {
            return Err(Halt::Failed("tests something that is no text".to_owned()));
        };
        let holds = match kind {
            TextTest::StartsWith => tested.starts_with(part.as_ref()),
            TextTest::EndsWith => tested.ends_with(part.as_ref()),
            TextTest::Contains => tested.contains(part.as_ref()),
        };
        Ok(Answer::yes(holds).at(whole.at))
    }
}

pub(super) fn truth<'a>(value: &Value<'_>) -> Result<bool, Halt<'a>> {
    match value {
        Value::Bool(value) => Ok(*value),
        _ => Err(Halt::Failed("is neither true nor false".to_owned())),
    }
}

fn not<'a>(answer: &Answer<'a>) -> Outcome<'a> {
    Ok(Answer::yes(!truth(&answer.value)?).at(answer.at))
}

/// A field of a mapping or a column of a row.
fn lookup<'a>(owner: &Value<'a>, name: &'a str) -> Outcome<'a> {
    let missing = || Halt::Missing(Missing::new(name));
    match owner {
        Value::Node(node) => {
            let found = node.get(name).ok_or(Halt::Absent(*node, name))?;
            Ok(Answer::new(found.into()).at(Some(found)))
        }
        Value::Row(row) => row.column(name).ok_or_else(missing),
        Value::Null => Err(missing()),
        _ => Err(Halt::Failed(format!("asks a plain value for `{name}`"))),
    }
}
