//! Why a condition does not hold, in words: the first part of it that is false, and what is there instead.
//!
//! It words expressions; what a rule concludes from them is known elsewhere.

use super::eval::{Evaluation, truth};
use super::ir::{Comparison, Const, Expr, Quantifier, TextTest};
use super::{Expression, Value};

impl<'a> Evaluation<'a, '_> {
    /// Why a condition that does not hold keeps a rule from applying.
    pub fn why_not(&mut self, condition: &'a Expression) -> String {
        let part = self.first_false(&condition.root);
        match part {
            Expr::Const(_) => "the edition of the guidance in force asks nothing of it".to_owned(),
            Expr::Not(inner) => format!("it does not apply where {}", clause(inner, true)),
            Expr::Compare(Comparison::NotEqual, ..) => {
                format!("it does not apply where {}", clause(part, false))
            }
            _ => format!(
                "it applies only where {}{}",
                clause(part, true),
                self.instead(part)
            ),
        }
    }

    /// The first conjunct that is false.
    fn first_false(&mut self, expr: &'a Expr) -> &'a Expr {
        let Expr::And(left, right) = expr else {
            return expr;
        };
        if self.is_false(left) {
            self.first_false(left)
        } else {
            self.first_false(right)
        }
    }

    fn is_false(&mut self, expr: &'a Expr) -> bool {
        let answer = self.run(expr);
        answer.is_ok_and(|answer| matches!(truth(&answer.value), Ok(false)))
    }

    /// What a compared value is, where a person would ask.
    fn instead(&mut self, expr: &'a Expr) -> String {
        let left = match expr {
            Expr::Compare(_, left, _) => left,
            Expr::In(item, list) if matches!(list.as_ref(), Expr::List(_)) => item,
            _ => return String::new(),
        };
        if matches!(left.as_ref(), Expr::Size(_)) {
            return String::new();
        }
        let value = self.run(left).map(|answer| answer.value);
        match value {
            Ok(value @ (Value::Text(_) | Value::Int(_) | Value::Float(_)))
                if !value.words().is_empty() =>
            {
                format!("; here it is `{}`", value.words())
            }
            _ => String::new(),
        }
    }
}

/// An expression as part of a sentence, or its opposite.
fn clause(expr: &Expr, holds: bool) -> String {
    match expr {
        Expr::Not(inner) => clause(inner, !holds),
        Expr::And(left, right) | Expr::Or(left, right) => {
            let and = matches!(expr, Expr::And(..)) == holds;
            let joint = if and { "and" } else { "or" };
            format!("{} {joint} {}", clause(left, holds), clause(right, holds))
        }
        Expr::Fact(fact) if holds => fact.about.to_owned(),
        Expr::Fact(fact) => format!("it is not so that {}", fact.about),
        Expr::Has { of, name, .. } => {
            format!("{} {} given", field(of, name), verb(holds, "is"))
        }
        Expr::Compare(how, left, right) => compared(*how, left, right, holds),
        Expr::In(item, list) => member(item, list, holds),
        Expr::Quantified {
            quantifier,
            range,
            body,
            ..
        } => for_items(*quantifier, range, body, holds),
        Expr::Test(test, whole, part) => {
            let does = match (test, holds) {
                (TextTest::StartsWith, true) => "begins with",
                (TextTest::StartsWith, false) => "does not begin with",
                (TextTest::EndsWith, true) => "ends with",
                (TextTest::EndsWith, false) => "does not end with",
                (TextTest::Contains, true) => "contains",
                (TextTest::Contains, false) => "does not contain",
            };
            format!("{} {does} {}", operand(whole), operand(part))
        }
        _ => format!("{} {} true", operand(expr), verb(holds, "is")),
    }
}

const fn verb(holds: bool, verb: &'static str) -> &'static str {
    if holds { verb } else { "is not" }
}

fn compared(how: Comparison, left: &Expr, right: &Expr, holds: bool) -> String {
    if let Some((Expr::Fact(fact), empty)) = emptiness(how, left, right) {
        let words = if empty == holds { "are no" } else { "are" };
        return format!("there {words} {}", first_words(fact.about));
    }
    if let Some((list, empty)) = emptiness(how, left, right) {
        let words = if empty == holds {
            "is empty"
        } else {
            "is not empty"
        };
        return format!("{} {words}", operand(list));
    }
    let dated = matches!(right, Expr::Const(Const::Text(_)) | Expr::Fact(_))
        && !matches!(left, Expr::Size(_));
    let how = if holds { how } else { how.opposite() };
    let words = match (how, dated) {
        (Comparison::Equal, _) => "is",
        (Comparison::NotEqual, _) => "is not",
        (Comparison::Less, true) => "is before",
        (Comparison::Less, false) => "is less than",
        (Comparison::LessOrEqual, true) => "is not after",
        (Comparison::LessOrEqual, false) => "is at most",
        (Comparison::Greater, true) => "is after",
        (Comparison::Greater, false) => "is more than",
        (Comparison::GreaterOrEqual, true) => "is not before",
        (Comparison::GreaterOrEqual, false) => "is at least",
    };
    format!("{} {words} {}", operand(left), operand(right))
}

/// The list that a comparison asks to be empty (true) or not.
fn emptiness<'e>(how: Comparison, left: &'e Expr, right: &Expr) -> Option<(&'e Expr, bool)> {
    let Expr::Size(list) = left else {
        return None;
    };
    match (how, right) {
        (Comparison::Equal, Expr::Const(Const::Int(0))) => Some((list, true)),
        (Comparison::Greater | Comparison::NotEqual, Expr::Const(Const::Int(0)))
        | (Comparison::GreaterOrEqual, Expr::Const(Const::Int(1))) => Some((list, false)),
        _ => None,
    }
}

fn member(item: &Expr, list: &Expr, holds: bool) -> String {
    match list {
        Expr::List(_) => format!("{} {} {}", operand(item), verb(holds, "is"), operand(list)),
        Expr::Fact(fact) => {
            let among = first_words(fact.about);
            format!("{} {} among the {among}", operand(item), verb(holds, "is"))
        }
        _ => {
            let names = if holds { "names" } else { "does not name" };
            format!("{} {names} {}", operand(list), operand(item))
        }
    }
}

fn for_items(quantifier: Quantifier, range: &Expr, body: &Expr, holds: bool) -> String {
    let which = match (quantifier, holds) {
        (Quantifier::Exists, true) => "for some",
        (Quantifier::Exists, false) => "for none",
        (Quantifier::All, true) => "for all",
        (Quantifier::All, false) => "not for all",
    };
    let the = if matches!(range, Expr::Fact(_)) {
        "the "
    } else {
        ""
    };
    format!("{which} of {the}{}, {}", operand(range), clause(body, true))
}

/// A value as part of a sentence.
fn operand(expr: &Expr) -> String {
    match expr {
        Expr::Const(constant) => format!("`{}`", Value::from(constant).words()),
        Expr::List(list) => {
            let words: Vec<_> = list
                .iter()
                .map(|constant| format!("`{}`", Value::from(constant).words()))
                .collect();
            words.join(" or ")
        }
        Expr::Fact(fact) => first_words(fact.about).to_owned(),
        Expr::Field { of, name, .. } => field(of, name),
        Expr::Size(inner) => format!("the number of {}", operand(inner)),
        Expr::Variable(_) => "it".to_owned(),
        _ => "what the rule computes".to_owned(),
    }
}

/// A fact's sentence without its remarks.
fn first_words(about: &str) -> &str {
    about.split([',', ';', ':']).next().unwrap_or(about)
}

/// The path of a field, as people find it in the document.
fn field(of: &Expr, name: &str) -> String {
    let mut path = name.to_owned();
    let mut of = of;
    while let Expr::Field {
        of: outer, name, ..
    } = of
    {
        path = format!("{name}.{path}");
        of = outer;
    }
    match of {
        Expr::Variable(2) => format!("`metadata.{path}`"),
        Expr::Variable(3) => format!("`{path}` of the partner's profile"),
        _ => format!("`{path}`"),
    }
}

impl Comparison {
    const fn opposite(self) -> Self {
        match self {
            Self::Equal => Self::NotEqual,
            Self::NotEqual => Self::Equal,
            Self::Less => Self::GreaterOrEqual,
            Self::LessOrEqual => Self::Greater,
            Self::Greater => Self::LessOrEqual,
            Self::GreaterOrEqual => Self::Less,
        }
    }
}
