//! Mutants of an expression: small wrong versions that a rule's examples must tell from the right one.
//!
//! It changes expressions and must never run them.

use super::Expression;
use super::ir::{Const, Expr};

/// One wrong version.
#[derive(Debug, Clone)]
pub struct Mutant {
    /// What was changed, in words.
    pub change: String,
    /// The changed expression.
    pub expression: Expression,
}

impl Expression {
    /// The expression negated.
    pub fn negated(&self) -> Mutant {
        self.mutant("negated".to_owned(), Expr::Not(Box::new(self.root.clone())))
    }

    /// Nothing asked any more.
    pub fn dropped(&self) -> Mutant {
        self.mutant("dropped".to_owned(), Expr::Const(Const::Bool(true)))
    }

    /// Every conjunct dropped, every number moved by one either way, every list element dropped.
    pub fn mutants(&self) -> Vec<Mutant> {
        let mut found = Vec::new();
        mutate(&self.root, &mut |change, root| {
            found.push(self.mutant(change, root));
        });
        found
    }

    fn mutant(&self, change: String, root: Expr) -> Mutant {
        Mutant {
            change,
            expression: Self::new(self.text.clone(), root),
        }
    }
}

/// Calls `found` with every version of `expr` that differs in one place.
fn mutate(expr: &Expr, found: &mut dyn FnMut(String, Expr)) {
    match expr {
        Expr::And(left, right) => {
            found(
                "without its right-hand condition".to_owned(),
                left.as_ref().clone(),
            );
            found(
                "without its left-hand condition".to_owned(),
                right.as_ref().clone(),
            );
        }
        Expr::Const(Const::Int(value)) => {
            found(
                format!("{} instead of {value}", value + 1),
                Expr::Const(Const::Int(value + 1)),
            );
            found(
                format!("{} instead of {value}", value - 1),
                Expr::Const(Const::Int(value - 1)),
            );
        }
        Expr::List(list) => {
            for (dropped, constant) in list.iter().enumerate() {
                let mut rest = list.clone();
                rest.remove(dropped);
                found(
                    format!("without {} in the list", shown(constant)),
                    Expr::List(rest),
                );
            }
        }
        _ => {}
    }
    for (index, child) in children(&mut expr.clone()).into_iter().enumerate() {
        mutate(child, &mut |change, child| {
            found(change, with_child(expr, index, child));
        });
    }
}

fn shown(constant: &Const) -> String {
    match constant {
        Const::Null => "null".to_owned(),
        Const::Bool(value) => value.to_string(),
        Const::Int(value) => value.to_string(),
        Const::Float(value) => value.to_string(),
        Const::Text(text) => format!("'{text}'"),
    }
}

/// The same expression with one child replaced.
fn with_child(expr: &Expr, index: usize, child: Expr) -> Expr {
    let mut copy = expr.clone();
    if let Some(slot) = children(&mut copy).into_iter().nth(index) {
        **slot = child;
    }
    copy
}

fn children(expr: &mut Expr) -> Vec<&mut Box<Expr>> {
    match expr {
        Expr::Const(_) | Expr::List(_) | Expr::Variable(_) | Expr::Fact(_) => Vec::new(),
        Expr::Field { of, .. } | Expr::Has { of, .. } => vec![of],
        Expr::Not(inner) | Expr::Size(inner) => vec![inner],
        Expr::And(left, right)
        | Expr::Or(left, right)
        | Expr::Compare(_, left, right)
        | Expr::Calculate(_, left, right)
        | Expr::In(left, right)
        | Expr::Test(_, left, right) => vec![left, right],
        Expr::Quantified { range, body, .. } => vec![range, body],
    }
}
