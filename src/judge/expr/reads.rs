//! What an expression looks at: fields of the document or the partner, and facts.
//!
//! It reads the expression alone; what a fact reads in turn stands in no expression.

use super::Expression;
use super::ir::Expr;
use std::collections::BTreeSet;

/// What an expression names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reads {
    /// First fields by the place of their variable in the scope: `this`, `spec`, `metadata`, `partner`.
    pub fields: BTreeSet<(usize, String)>,
    /// Names of facts.
    pub facts: BTreeSet<&'static str>,
}

impl Expression {
    /// Adds what the expression looks at.
    pub fn reads(&self, found: &mut Reads) {
        walk(&self.root, found);
    }
}

/// Whether an expression asks neither for `this`, the first variable, nor for a fact.
pub(super) fn is_of_document(expr: &Expr) -> bool {
    match expr {
        Expr::Variable(0) | Expr::Fact(_) => false,
        _ => parts(expr).all(is_of_document),
    }
}

fn walk(expr: &Expr, found: &mut Reads) {
    match expr {
        Expr::Fact(fact) => {
            found.facts.insert(fact.name);
        }
        Expr::Field { of, name, .. } | Expr::Has { of, name, .. } => {
            if let Expr::Variable(slot) = **of {
                found.fields.insert((slot, name.to_string()));
            }
        }
        _ => {}
    }
    parts(expr).for_each(|part| walk(part, found));
}

/// What an expression is made of.
fn parts(expr: &Expr) -> impl Iterator<Item = &Expr> {
    let (one, other): (Option<&Expr>, Option<&Expr>) = match expr {
        Expr::Const(_) | Expr::List(_) | Expr::Variable(_) | Expr::Fact(_) => (None, None),
        Expr::Field { of: one, .. }
        | Expr::Has { of: one, .. }
        | Expr::Not(one)
        | Expr::Size(one) => (Some(one), None),
        Expr::And(one, other)
        | Expr::Or(one, other)
        | Expr::Compare(_, one, other)
        | Expr::Calculate(_, one, other)
        | Expr::In(one, other)
        | Expr::Test(_, one, other)
        | Expr::Quantified {
            range: one,
            body: other,
            ..
        } => (Some(one), Some(other)),
    };
    one.into_iter().chain(other)
}
